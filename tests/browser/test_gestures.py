"""What pointer, finger and keys do on the map: tooltips, scrolling past it, moving it and the way back."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, expect

from tests.browser.conftest import PHONE, Visit, visiting


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    """Yield a visit on a phone, by touch."""
    with visiting(browser, address, PHONE, touch=True) as visit:
        yield visit


def tip(visit: Visit) -> Locator:
    return visit.map.locator(".ticw-tip:visible")


def box(locator: Locator) -> dict[str, float]:
    """Where something is, in pixels of the window."""
    found: Any = locator.bounding_box()
    assert found
    return dict(found)


# -- tooltips ----------------------------------------------------------------------------------------------------------


def test_one_tooltip_is_shown_at_a_time_that_of_the_pointer_before_that_of_the_focus(visit: Visit) -> None:
    visit.open()
    visit.control("II").focus()
    visit.area("KH-2").focus()
    visit.page.keyboard.press("Tab")
    focused = visit.frame.evaluate("document.activeElement.getAttribute('aria-label')")
    expect(tip(visit)).to_have_text(focused)
    visit.area("KH-16").hover()
    expect(tip(visit)).to_have_text("Ratanakiri: not named, Phase II")
    # and the other again, as long as the focus is there
    visit.page.mouse.move(5, 5)
    expect(tip(visit)).to_have_text(focused)


def test_a_tooltip_follows_the_phase(visit: Visit) -> None:
    visit.open()
    visit.area("KH-16").hover()
    visit.filter("I").evaluate("one => one.click()")
    expect(tip(visit)).to_have_text("Ratanakiri: not named, Phase I")


@pytest.mark.parametrize("where", ["map", "page"])
def test_esc_closes_the_tooltip_wherever_the_keyboard_is_and_nothing_else(visit: Visit, where: str) -> None:
    visit.page.goto(f"{visit.address}/present?slide=3")
    inside = visit.page.frame_locator(".st-key-slidemap iframe")
    area, shown = inside.locator("path[data-area='KH-16']"), inside.locator(".ticw-tip:visible")
    area.wait_for()
    visit.settled()
    if where == "map":
        inside.locator("path[data-area='KH-2']").focus()
    area.hover()
    expect(shown).to_have_count(1)
    visit.page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    expect(visit.page).to_have_url(re.compile("/present"))
    # it comes again when the pointer does, and the next Esc belongs to the slide
    visit.page.mouse.move(5, 5)
    visit.page.keyboard.press("Escape")
    expect(visit.page).not_to_have_url(re.compile("/present"))


def test_the_pointer_can_move_onto_the_tooltip(visit: Visit) -> None:
    visit.open().area("KH-16").hover()
    at = box(tip(visit))
    visit.page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2, steps=6)
    visit.page.wait_for_timeout(600)
    expect(tip(visit)).to_have_text("Ratanakiri: not named, Phase II")
    visit.page.mouse.move(5, 5)
    expect(tip(visit)).to_have_count(0)


@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (320, 700)])
def test_no_tooltip_is_cut_off_at_the_edge_of_the_map(visit_at: Callable[..., Visit], size: tuple[int, int]) -> None:
    visit = visit_at(size).open("?phase=all")
    frame = box(visit.page.locator(".st-key-map iframe"))
    visit.control("all").focus()
    codes = visit.map.locator("path[data-area]").evaluate_all("paths => paths.map((path) => path.dataset.area)")
    visit.area(codes[0]).focus()
    visit.page.keyboard.press("Shift+Tab")
    for code in codes:
        visit.page.keyboard.press("Tab")
        expect(tip(visit)).to_have_text(visit.area(code).get_attribute("aria-label") or "")
        seen = box(tip(visit))
        assert seen["x"] >= frame["x"], code
        assert seen["y"] >= frame["y"], code
        assert seen["x"] + seen["width"] <= frame["x"] + frame["width"], code
        assert seen["y"] + seen["height"] <= frame["y"] + frame["height"], code


def test_a_tooltip_leaves_the_buttons_of_the_map_free(visit: Visit) -> None:
    visit.open()
    at = box(visit.map.locator(".ticw-phase"))
    # down from the control to the first area below it
    for down in range(6, 150, 6):
        visit.page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] + down)
        if tip(visit).count():
            break
    expect(tip(visit)).to_have_count(1)
    assert box(tip(visit))["y"] > at["y"] + at["height"]
    visit.control("all").click()
    visit.expect_phase("all")


# -- fingers -----------------------------------------------------------------------------------------------------------


def scrolled(visit: Visit) -> float:
    return float(visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop"))


def drag(visit: Visit, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
    """Put fingers down, move each along its way and take them off."""
    session = visit.page.context.new_cdp_session(visit.page)
    steps = 12
    for step in range(steps + 1):
        touches = [
            {"x": x + (to_x - x) * step / steps, "y": y + (to_y - y) * step / steps, "id": number}
            for number, ((x, y), (to_x, to_y)) in enumerate(ways)
        ]
        session.send(
            "Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": touches}
        )
        visit.page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def middle(visit: Visit) -> tuple[float, float]:
    at = box(visit.page.locator(".st-key-map iframe"))
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


def test_one_finger_scrolls_the_page_past_the_map_and_is_told_that_two_move_it(phone: Visit) -> None:
    phone.open()
    x, y = middle(phone)
    before = phone.frame.evaluate("document.querySelector('.leaflet-map-pane').style.transform")
    hint = phone.map.locator(".ticw-hint")
    expect(hint).to_have_css("opacity", "0")
    drag(phone, ((x, y), (x, y - 220)))
    phone.page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 120")
    assert phone.frame.evaluate("document.querySelector('.leaflet-map-pane').style.transform") == before
    expect(hint).to_have_text("Two fingers move the map")
    # and it goes by itself
    expect(hint).to_have_css("opacity", "0")
    assert phone.page.evaluate("document.querySelector('.panel.overview') !== null")


def test_two_fingers_move_and_zoom_the_map_and_the_page_stays(phone: Visit) -> None:
    phone.open()
    x, y = middle(phone)
    before, top = box(phone.area("KH-6")), scrolled(phone)
    drag(phone, ((x - 30, y), (x - 80, y + 30)), ((x + 30, y), (x + 80, y + 30)))
    phone.frame.wait_for_function(
        "(width) => document.querySelector('[data-area=KH-6]').getBoundingClientRect().width > 1.5 * width",
        arg=before["width"],
    )
    assert scrolled(phone) == top
    home(phone.map).tap()
    expect(home(phone.map)).to_have_attribute("aria-disabled", "true")
    assert box(phone.area("KH-6"))["width"] == pytest.approx(before["width"], abs=2)


def test_a_tap_chooses_an_area(phone: Visit) -> None:
    phone.open()
    phone.area("KH-2").tap()
    phone.expect_chosen("KH-2")


# -- the way back ------------------------------------------------------------------------------------------------------


def home(inside: FrameLocator) -> Locator:
    return inside.get_by_role("button", name="Back to the first view")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_button_leads_back_to_the_first_view_and_is_off_while_that_is_shown(visit: Visit, way: str) -> None:
    visit.open()
    before = box(visit.area("KH-14"))
    expect(home(visit.map)).to_have_attribute("aria-disabled", "true")
    visit.map.get_by_role("button", name="Zoom in").click()
    expect(home(visit.map)).to_have_attribute("aria-disabled", "false")
    if way == "mouse":
        home(visit.map).click()
    else:
        home(visit.map).press("Enter")
        expect(home(visit.map)).to_be_focused()
    expect(home(visit.map)).to_have_attribute("aria-disabled", "true")
    assert box(visit.area("KH-14")) == pytest.approx(before, abs=2)


def test_the_mouse_still_drags_the_map(visit: Visit) -> None:
    visit.open()
    visit.map.get_by_role("button", name="Zoom in").click()
    expect(home(visit.map)).to_have_attribute("aria-disabled", "false")
    visit.page.wait_for_timeout(400)  # the zoom is done
    before, (x, y) = box(visit.area("KH-6")), middle(visit)
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + 40, y + 30, steps=5)
    visit.page.mouse.up()
    assert box(visit.area("KH-6"))["x"] > before["x"] + 25


def test_the_pair_of_maps_goes_back_together(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/compare")
    pair = visit.page.frame_locator(".st-key-pair iframe")
    areas = pair.locator("path[data-area='KH-14']")
    expect(areas).to_have_count(2)
    visit.settled()
    before = [box(one) for one in areas.all()]
    pair.get_by_role("button", name="Zoom in").click()
    expect(home(pair)).to_have_attribute("aria-disabled", "false")
    home(pair).click()
    expect(home(pair)).to_have_attribute("aria-disabled", "true")
    for one, at in zip(areas.all(), before, strict=True):
        assert box(one) == pytest.approx(at, abs=2)


def test_who_asks_for_less_motion_sees_the_map_jump(browser: Browser, address: str) -> None:
    with visiting(browser, address, reduced_motion="reduce") as visit:
        visit.open()
        at_once = visit.frame.evaluate(
            """() => {
                const width = () => document.querySelector('[data-area=KH-14]').getBoundingClientRect().width;
                const before = width();
                document.querySelector('.leaflet-control-zoom-in').click();
                return [before, width(), document.querySelectorAll('.leaflet-zoom-anim').length];
            }"""
        )
        assert at_once[1] > 1.5 * at_once[0]
        assert at_once[2] == 0
        expect(visit.map.locator(".ticw-hint")).to_have_css("transition-duration", "0s")


# -- keys and targets --------------------------------------------------------------------------------------------------


def test_keys_that_the_map_passes_on_keep_what_is_held_down(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/present?slide=3")
    area = visit.page.frame_locator(".st-key-slidemap iframe").locator("path[data-area='KH-16']")
    area.wait_for()
    visit.settled()
    visit.page.evaluate(
        "window.heard = []; document.addEventListener('keydown', ({key, ctrlKey, metaKey, altKey, shiftKey}) =>"
        " window.heard.push([key, ctrlKey, metaKey, altKey, shiftKey]))"
    )
    area.focus()
    for held in ("Control", "Alt", "Meta"):
        area.press(f"{held}+ArrowRight")
    area.press("Shift+A")
    heard = visit.page.evaluate("window.heard.filter(([key]) => key === 'ArrowRight' || key === 'A')")
    keys = [["ArrowRight", True, False, False, False], ["ArrowRight", False, False, True, False],
            ["ArrowRight", False, True, False, False], ["A", False, False, False, True]]  # fmt: skip
    assert heard == keys
    expect(visit.page).to_have_url(re.compile("slide=3"))
    area.press("ArrowRight")
    expect(visit.page).to_have_url(re.compile("slide=4"))


@pytest.mark.parametrize("touch", [False, True])
def test_what_can_be_pressed_on_the_map_is_large_enough(browser: Browser, address: str, *, touch: bool) -> None:
    size = PHONE if touch else (1366, 768)
    with visiting(browser, address, size, touch=touch) as visit:
        visit.open()
        sizes = visit.map.locator(".leaflet-control :is(a, button)").evaluate_all(
            "all => all.map((one) => [one.offsetWidth, one.offsetHeight])"
        )
        assert len(sizes) == 7
        assert min(side for one in sizes for side in one) >= 24
