"""Phase I beside Phase II: two maps that choose together with the table under them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Locator, expect

from geo.map.classification import paint
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, Visit

SIZES = {"laptop": LAPTOP, "projector": PROJECTOR, "phone": PHONE}


@pytest.fixture
def visit(kept_visit: Visit) -> Visit:
    """Return the visit that the tests of this file share."""
    return kept_visit


def pair(visit: Visit) -> FrameLocator:
    return visit.page.frame_locator(".st-key-pair iframe")


def area(visit: Visit, side: int, code: str) -> Locator:
    """Return an area on the map of Phase I (0) or Phase II (1)."""
    return pair(visit).locator(".leaflet-container").nth(side).locator(f"path[data-area='{code}']")


def open_compare(visit: Visit, query: str = "") -> Visit:
    visit.go(f"compare{query}")
    area(visit, 1, "KH-14").wait_for(state="attached")
    visit.page.locator(".atlas.compare").wait_for()
    return visit.settled()


def expect_outlined(visit: Visit, code: str) -> None:
    outlines = pair(visit).locator("path.ticw-chosen")
    for side in (0, 1):
        expect(outlines.nth(side)).to_have_attribute("data-chosen", code)


@pytest.mark.parametrize("query", ["", "?role=receiving"])
def test_each_map_shows_its_own_phase_whichever_is_chosen(visit: Visit, atlas: Atlas, query: str) -> None:
    open_compare(visit, query)
    wanted = paint(atlas, Selection("II", role=frozenset({"receiving"}) if query else frozenset()))
    for side, phase in enumerate(("I", "II")):
        paths = pair(visit).locator(".leaflet-container").nth(side).locator("path.ticw-area")
        seen = dict(paths.evaluate_all("paths => paths.map(({dataset}) => [dataset.area, dataset.paint])"))
        assert {code: key for code, key in seen.items() if key} == {
            code: key for code, key in wanted[phase].items() if code in atlas.by_area
        }


def test_choosing_on_one_map_chooses_on_the_other_and_in_the_table(visit: Visit) -> None:
    open_compare(visit)
    area(visit, 0, "KH-18").click()
    expect_outlined(visit, "KH-18")
    expect(visit.page.locator(".compare tr.chosen")).to_contain_text("Sihanoukville")
    visit.expect_address(area="KH-18")
    visit.settled()


def test_choosing_in_the_table_chooses_on_both_maps_and_back_undoes_it(visit: Visit) -> None:
    open_compare(visit)
    names = visit.page.locator(".compare tbody th a.go")
    names.get_by_text("Battambang", exact=True).click()
    expect_outlined(visit, "KH-2")
    visit.expect_address(area="KH-2")
    names.get_by_text("Kampot", exact=True).click()
    expect_outlined(visit, "KH-7")
    visit.settled().page.go_back()
    expect_outlined(visit, "KH-2")
    visit.settled()


def test_a_choice_can_be_dropped(visit: Visit) -> None:
    open_compare(visit, "?area=KH-2")
    visit.page.get_by_text("Drop the choice").click()
    expect(visit.page.locator(".compare tr.chosen")).to_have_count(0)
    expect(pair(visit).locator("path.ticw-chosen").first).to_have_attribute("data-chosen", "")
    visit.settled()


def test_the_chosen_area_leads_to_all_that_is_said_of_it(visit: Visit) -> None:
    open_compare(visit, "?area=KH-2")
    visit.page.get_by_text("All that is said of it").click()
    expect(visit.page.locator(".panel[data-place=KH-2]")).to_have_count(1)
    visit.settled()


def test_the_two_maps_move_together(visit: Visit) -> None:
    open_compare(visit)
    frame = visit.page.locator(".st-key-pair iframe").element_handle().content_frame()
    assert frame
    widths = "[...document.querySelectorAll(`path[data-area='KH-14']`)].map((path) => path.getBBox().width)"
    before = frame.evaluate(widths)
    pair(visit).locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function(
        f"(before) => {widths}.every((width, n) => width > 1.5 * before[n]) && Math.abs({widths}[0] - {widths}[1]) < 1",
        arg=before,
    )


def test_maps_and_all_changes_of_areas_are_seen_on_a_laptop_without_scrolling(visit: Visit) -> None:
    open_compare(visit)
    rows = visit.page.locator(".compare .areas tbody tr")
    for number in range(6):
        expect(rows.nth(number)).to_be_in_viewport(ratio=1)
    height = visit.page.locator(".st-key-pair iframe").evaluate("frame => frame.getBoundingClientRect().height")
    assert 340 <= height <= 420


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_nothing_is_wider_than_the_screen(
    kept_visit_at: Callable[[tuple[int, int]], Visit], size: tuple[int, int]
) -> None:
    visit = open_compare(kept_visit_at(size), "?area=KH-12")
    assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    main = visit.page.locator("[data-testid=stMain]")
    assert main.evaluate("part => part.scrollWidth - part.clientWidth") <= 0
    over = visit.page.locator(".compare td, .compare th").evaluate_all(
        "cells => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length"
    )
    assert over == 0


def test_on_a_phone_the_maps_stand_one_below_the_other(kept_visit_at: Callable[[tuple[int, int]], Visit]) -> None:
    visit = open_compare(kept_visit_at(PHONE))
    first, second = (pair(visit).locator(".leaflet-container").nth(side).bounding_box() for side in (0, 1))
    assert first
    assert second
    assert second["y"] >= first["y"] + first["height"]


def test_a_filter_that_leaves_no_area_says_so_and_leads_back(visit: Visit) -> None:
    open_compare(visit, "?partner=afesip")
    expect(visit.page.locator(".empty")).to_contain_text("Both phases: nothing in the source fits partner “AFESIP”.")
    visit.page.locator(".empty a.go").first.click()
    expect(visit.page.locator(".compare .areas tbody tr").first).to_contain_text("Sihanoukville")
    visit.settled()
