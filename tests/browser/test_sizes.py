"""On every screen, from a phone to a 4K wall: nothing is covered, links take clicks and taps, the map is whole."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, visiting

# width and height; 683 and 960 wide are a laptop and a full-HD screen at 200 % zoom
SIZES = [
    (320, 640), (390, 844), (683, 384), (700, 800), (768, 1024), (960, 540), (1024, 768), (1366, 768), (1920, 1080),
    (2560, 1440), (3840, 2160),
]  # fmt: skip
FINGERS = 768  # pixels: up to this width of the screen fingers tap
SHEET = 768  # pixels: up to this width Streamlit lays an open sidebar over the page

COVERED = """() => [...document.querySelectorAll('a[href], button, summary, input, [role=radio]')].filter((one) => {
    const box = one.getClientRects()[0], style = getComputedStyle(one);
    const [x, y] = box ? [box.left + box.width / 2, box.top + box.height / 2] : [-1, -1];
    if (!box || !box.width || style.visibility === 'hidden' || style.opacity === '0') return false;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    for (let up = one.parentElement; up; up = up.parentElement) {
        const edge = up.getBoundingClientRect();
        if (getComputedStyle(up).overflow !== 'visible'
            && (y > edge.bottom || y < edge.top || x > edge.right || x < edge.left)) return false;
    }
    const hit = document.elementFromPoint(x, y);
    return hit && !one.contains(hit) && !(hit.contains(one) && hit.closest('a, button, label'))
        && !hit.closest('label')?.contains(one);
}).map((one) => (one.innerText || one.ariaLabel || one.tagName).trim().slice(0, 40))"""
"""A function of the browser: what a finger would miss, for something else lies over its middle."""

OUTSIDE = """() => [...document.querySelectorAll('path.ticw-area')].filter((path) => {
    const box = path.getBoundingClientRect();
    const map = path.closest('.leaflet-container').getBoundingClientRect();
    return box.left < map.left - 1 || box.right > map.right + 1 || box.top < map.top - 1 || box.bottom > map.bottom + 1
        || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
}).map((path) => path.dataset.area)"""
"""A function of a map's frame: the areas that are not wholly inside their map and the frame."""


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def sized(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """Yield a visit on each of the sizes, one for all tests on it."""
    size: tuple[int, int] = request.param
    with visiting(browser, address, size, touch=size[0] <= FINGERS, stays=True) as visit:
        yield visit


def fold(visit: Visit, *, folded: bool) -> None:
    """Fold the sidebar or open it, as a person does."""
    width = visit.page.evaluate("innerWidth")
    sidebar = visit.page.locator("[data-testid=stSidebar]")
    if (sidebar.get_attribute("data-collapsed") == "true") != folded:
        name = "stSidebarCollapseButton" if folded else "stExpandSidebarButton"
        button = visit.page.locator(f"[data-testid={name}]")
        visit.press(button.locator("button") if folded else button)
        expect(sidebar).to_have_attribute("data-collapsed", str(folded).lower())
        # it glides in and out
        visit.page.wait_for_function(
            "(gone) => gone === (document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 1)",
            arg=folded,
        )
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width + 1


def go(visit: Visit, title: str) -> None:
    """Press a link of the page bar."""
    link = visit.page.locator(".bar a", has_text=re.compile(f"^{title}$"))
    visit.press(link)
    expect(link).to_have_attribute("aria-current", "page")
    visit.settled()


def expect_whole(visit: Visit, frame: str = ".st-key-map") -> None:
    """All 24 areas lie inside their map's frame, once it has its size."""
    handle = visit.page.locator(f"{frame} iframe").element_handle()
    inside = handle.content_frame()
    assert inside
    inside.wait_for_function(f"document.querySelectorAll('path.ticw-area').length >= 24 && !({OUTSIDE})().length")
    box = visit.page.locator(f"{frame} iframe").bounding_box()
    shown = visit.page.locator(frame).bounding_box()
    assert box
    assert shown
    assert box["height"] <= shown["height"] + 3, "the frame is higher than what is shown of it"


def test_every_page_is_reached_and_nothing_is_covered_with_the_sidebar_folded_and_open(sized: Visit) -> None:
    sized.open()
    narrow = sized.page.evaluate("innerWidth") <= SHEET
    for folded in (True, False):
        fold(sized, folded=folded)
        assert sized.page.evaluate(COVERED) == [] or (narrow and not folded)
        expect_whole(sized)
        if narrow and not folded:
            # the sidebar lies over the page: what is chosen in it goes on behind
            sized.press(sized.option("role", "receiving"))
            sized.expect_address(role="receiving")
            fold(sized, folded=True)
            continue
        for title in ("Compare", "Record", "Map"):
            go(sized, title)
            assert sized.page.evaluate(COVERED) == [], title
    sized.settled()


def test_the_map_is_whole_on_every_page_that_has_one(sized: Visit) -> None:
    for path, frame in (("compare", "pair"), ("partners", "smallmap"), ("present?slide=2", "slidemap")):
        sized.go(path)
        sized.page.locator(f".st-key-{frame} iframe").wait_for()
        sized.settled()
        expect_whole(sized, f".st-key-{frame}")


def test_the_map_stays_whole_when_the_window_changes(visit: Visit) -> None:
    visit.open()
    for width, height in [*SIZES, *reversed(SIZES)]:
        visit.page.set_viewport_size({"width": width, "height": height})
        expect_whole(visit)
