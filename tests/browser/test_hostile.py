"""A hostile record and a hostile address stay text, and a broken record is told on a page of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from geo.record.atlas import Atlas
from tests.browser.conftest import Visit, visiting
from tests.conftest import HOSTILE
from tests.support.running import serving
from tests.support.worlds import copy_of_the_data, edit

MARKUP = "<img src=x onerror=window.hacked=1>"


@pytest.fixture(scope="module")
def hostile_address(hostile_data: Path) -> Iterator[str]:
    """Run the app with the hostile record."""
    with serving(environment={"TICW_DATA": str(hostile_data)}) as started:
        yield started


@pytest.fixture
def attacked(browser: Browser, hostile_address: str) -> Iterator[Visit]:
    """Yield a visit to the app with the hostile record, which must leave no trace in any of its frames."""
    with visiting(browser, hostile_address) as visit:
        yield visit
        expect_untouched(visit.page)


def expect_untouched(page: Page) -> None:
    for frame in page.frames:
        try:
            assert frame.evaluate("window.hacked") is None
            assert frame.locator("img[src=x]").count() == 0
        except Error:
            assert frame.is_detached()  # of the page that was left: it goes once the next one stands


def test_hostile_names_are_text_on_the_map(attacked: Visit, hostile: Atlas) -> None:
    attacked.open("?phase=all")
    name = hostile.record.place_name("KH-14")
    assert name.endswith(HOSTILE)
    assert (attacked.area("KH-14").get_attribute("aria-label") or "").startswith(f"{name}: ")
    # so long a name has no room on the map: its letters stand alone, and the name in the tip
    expect(attacked.map.locator("g[data-label='KH-14'] text").first).to_have_text("S → S·T")
    attacked.area("KH-16").hover()
    expect(attacked.map.locator(".ticw-tip")).to_have_text(re.compile(re.escape(hostile.record.place_name("KH-16"))))


def test_hostile_names_are_text_in_the_panel_the_lists_and_the_links(attacked: Visit, hostile: Atlas) -> None:
    attacked.open("?phase=all&context=on")
    name = hostile.record.place_name("KH-14")
    expect(attacked.page.locator(".overview a", has_text=name)).to_have_text(name)
    attacked.list.click()
    attacked.list.fill("Prey Veng")
    option = attacked.page.get_by_role("option").first
    expect(option).to_contain_text(name)
    option.locator("a").click()
    expect(attacked.page.locator(".panel[data-place=KH-14] h2")).to_contain_text(name)
    attacked.expect_outlined("KH-14")
    texts = attacked.page.locator(".panel .row").all_text_contents()
    assert sum(HOSTILE in text for text in texts) > 5
    titles = attacked.page.locator(".panel .cite").evaluate_all("links => links.map((link) => link.title)")
    # Streamlit's sanitizer takes an attribute away altogether that holds the end of a script
    assert {title for title in titles if not title.endswith(HOSTILE)} <= {""}


def test_hostile_names_are_text_among_the_filters_and_in_the_sentence(attacked: Visit, hostile: Atlas) -> None:
    attacked.open()
    label = hostile.record.partners_by_id["ccpcr"].short_name
    attacked.unfold("partner")
    option = attacked.option("partner", "ccpcr")
    expect(option.locator("span")).to_have_text(label)
    option.click()
    attacked.expect_address(partner="ccpcr")
    expect(attacked.page.locator(".headline .says")).to_contain_text(f"“{label}”")
    expect(attacked.page.locator(".filters [data-fold=partner] summary span")).to_have_text(label)


def test_hostile_text_is_text_on_every_page(attacked: Visit) -> None:
    attacked.open("?phase=all&area=KH-18&context=on")
    for _ in attacked.each_page():
        expect_untouched(attacked.page)


@pytest.mark.parametrize(
    "query",
    [
        f"?area={MARKUP}&role={MARKUP}&{MARKUP}=1",
        f"?area={'x' * 10_000}",
        "?phase=I&phase=II&area=KH-14&area=KH-2",
        "?" + "&".join(f"p{number}=1" for number in range(300)),
    ],
    ids=["markup", "long", "repeated", "many"],
)
def test_a_hostile_address_gets_a_word_and_a_map(visit: Visit, query: str) -> None:
    visit.open(query)
    words = visit.page.locator(".empty", has_text="The address")
    expect(words).to_be_visible()
    assert len(words.inner_text()) < 2_000
    assert len(visit.paint()) > 4
    expect_untouched(visit.page)


def test_a_broken_record_is_told_with_every_fault_and_without_a_map(browser: Browser, tmp_path: Path) -> None:
    world = copy_of_the_data(tmp_path)
    line = edit(world, "roles.csv", "role-01", place_id=f"KH-99{MARKUP}")
    (world / "geography" / "areas.geojson").write_text("{", encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TICW_DATA", str(world))
        with serving() as broken, visiting(browser, broken) as visit:
            visit.page.goto(f"{broken}/?phase=I&area=KH-14")
            expect(visit.page.get_by_role("alert").locator("h1")).to_have_text(re.compile("4 faults"))
            rows = visit.page.locator(".faults tbody tr")
            expect(rows).to_have_count(4)  # two lines of slides name the place as well, and are too long with it
            expect(rows.first.locator("td").first).to_have_text("geography/areas.geojson")
            cells = rows.nth(1).locator("td")
            expect(cells.nth(0)).to_have_text("roles.csv")
            expect(cells.nth(1)).to_have_text(str(line))
            expect(cells.nth(2)).to_have_text("place_id")
            expect(cells.nth(3)).to_contain_text("KH-99<img")
            expect(cells.nth(4)).to_contain_text("areas.csv")
            expect(visit.page.locator("iframe")).to_have_count(0)
            expect_untouched(visit.page)

            # mended files are read when the page is loaded again
            edit(world, "roles.csv", "role-01", place_id="KH-14")
            source = Path(__file__).parents[2] / "data" / "geography" / "areas.geojson"
            (world / "geography" / "areas.geojson").write_bytes(source.read_bytes())
            visit.page.reload()
            visit.map.locator("path.ticw-area[data-paint]").first.wait_for(state="attached")
            visit.settled().expect_phase("I")
            visit.expect_chosen("KH-14")
