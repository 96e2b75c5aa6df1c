"""A role that the record brings, and nobody programmed, is on the map, in the legend and among the filters."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, visiting
from tests.support.running import serving
from tests.support.worlds import add_role, copy_of_the_data, grown_record, rows, write_rows

VIOLET = "rgb(91, 58, 140)"  # the fill that `add_role` gives the role


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the app with a record that has a role more."""
    world = grown_record(tmp_path_factory.mktemp("fourth"))
    with serving(environment={"TICW_DATA": str(world)}) as started:
        yield started


def test_a_new_role_has_its_colour_on_the_map_and_in_the_legend(visit: Visit) -> None:
    visit.open("?phase=II")
    assert {"KH-2": "DA", "KH-6": "DA?", "KH-12": "R"}.items() <= visit.paint().items()
    expect(visit.area("KH-2")).to_have_css("fill", 'url("#ticw-DA")')
    assert visit.frame.evaluate("getComputedStyle(document.querySelector('#ticw-DA rect')).fill") == VIOLET
    swatch = visit.page.locator(".legend .swatch b[data-paint='DA']")
    expect(swatch).to_have_css("background-color", VIOLET)
    expect(visit.page.locator(".legend li:has(b[data-paint='DA'])")).to_contain_text("destination abroad")
    assert visit.map.locator("g[data-label='KH-2'] text").all_text_contents()[-1] == "D·A"


def test_a_new_role_can_be_filtered_by(visit: Visit) -> None:
    visit.open("?phase=II")
    option = visit.option("role", "abroad")
    expect(option).to_contain_text("Destination abroad")
    expect(option.locator(".swatch b")).to_have_css("background-color", VIOLET)
    option.click()
    visit.expect_filters(role="abroad")
    visit.settled()
    assert {code for code, key in visit.paint().items() if not key.startswith("-")} == {"KH-2", "KH-6"}


def test_a_new_role_stands_on_both_maps_of_compare_and_on_every_page(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/compare?phase=both")
    swatch = visit.page.locator(".compare .side .swatch b[data-paint='DA']").first
    expect(swatch).to_have_css("background-color", VIOLET)
    visit.open("?phase=II")
    for _path in visit.each_page():
        expect(visit.page.locator("[data-testid=stException]")).to_have_count(0)


def test_a_role_that_nothing_draws_is_told_on_the_page_of_faults(browser: Browser, tmp_path: Path) -> None:
    world = copy_of_the_data(tmp_path)
    add_role(world)
    write_rows(world, "symbols.csv", rows(world, "symbols.csv")[:-1])
    with serving(environment={"TICW_DATA": str(world)}) as broken, visiting(browser, broken) as visit:
        visit.page.goto(broken)
        expect(visit.page.get_by_role("alert").locator("h1")).to_have_text(re.compile("1 fault"))
        expect(visit.page.locator(".faults tbody tr")).to_contain_text("destination-abroad")
        expect(visit.page.locator("[data-testid=stException]")).to_have_count(0)
