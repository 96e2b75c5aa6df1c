"""Without a mouse, and for a screen reader: everything that can be chosen can be reached, chosen and heard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Visit
from tests.support.worlds import PHASES

FOCUSED = "document.activeElement.dataset.area || document.activeElement.dataset.phase || ''"


@pytest.mark.parametrize("key", ["Enter", " "])
def test_enter_and_space_choose_the_area_that_has_the_focus_and_keep_it_there(visit: Visit, key: str) -> None:
    visit.open()
    visit.area("KH-14").focus()
    visit.page.keyboard.press(key)
    visit.expect_chosen("KH-14")
    visit.settled()
    assert visit.frame.evaluate(FOCUSED) == "KH-14"
    assert visit.page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_space_does_not_scroll_the_page(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1024, "height": 500})
    visit.open("?area=KH-14")
    main = visit.page.locator("[data-testid=stMain]")
    before = main.evaluate("main => main.scrollTop")
    visit.area("KH-2").focus()
    visit.page.keyboard.press(" ")
    visit.expect_chosen("KH-2")
    assert main.evaluate("main => main.scrollTop") == before


def test_the_tab_key_reaches_the_phase_and_every_area_and_shows_where_it_is(visit: Visit) -> None:
    visit.open()
    visit.control("II").focus()
    areas = visit.map.locator("path[data-area]").evaluate_all("paths => paths.map((path) => path.dataset.area)")
    reached = []
    visit.area(areas[0]).focus()
    for _ in areas:
        reached.append(visit.frame.evaluate(FOCUSED))
        visit.page.keyboard.press("Tab")
    assert reached == areas
    visit.page.keyboard.press("Shift+Tab")
    last = visit.area(areas[-1])
    assert last.evaluate("path => path.matches(':focus-visible')")
    outline = visit.map.locator("path.ticw-focus")
    assert outline.get_attribute("d") == last.get_attribute("d")
    # over all areas, so that no neighbour lies on half of it
    assert outline.evaluate("path => !path.nextElementSibling.matches('path.ticw-area')")
    assert outline.evaluate("path => parseFloat(getComputedStyle(path).strokeWidth)") > 2


def test_arrows_move_through_the_phases_on_the_map_and_it_is_one_stop(visit: Visit) -> None:
    visit.open("?phase=I")
    stops = visit.map.locator(".ticw-phase button").evaluate_all(
        "all => all.filter((one) => one.tabIndex === 0).length"
    )
    assert stops == 1
    visit.control("I").focus()
    for key, phase in (("ArrowRight", "II"), ("ArrowDown", "all"), ("ArrowLeft", "II"), ("ArrowUp", "I")):
        visit.page.keyboard.press(key)
        expect(visit.control(phase)).to_be_focused()
        visit.expect_phase(phase)
    visit.page.keyboard.press("ArrowLeft")
    visit.expect_phase(PHASES[-1])


def test_an_area_is_found_in_the_search_by_typing(visit: Visit) -> None:
    visit.open()
    visit.area("KH-1").focus()
    visit.page.keyboard.press("/")
    expect(visit.list).to_be_focused()
    visit.page.keyboard.type("Prey V")
    expect(visit.page.get_by_role("option").first).to_contain_text("Prey Veng")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.expect_chosen("KH-14")


def test_a_link_of_the_overview_is_followed_by_enter(visit: Visit) -> None:
    visit.open()
    visit.page.locator(".overview a", has_text="Prey Veng").first.focus()
    visit.page.keyboard.press("Enter")
    visit.expect_chosen("KH-14")


def test_what_the_map_says_follows_the_phase_and_the_choice(visit: Visit) -> None:
    visit.open()
    area = visit.area("KH-2")
    expect(area).to_have_attribute("aria-pressed", "false")
    visit.control("I").click()
    expect(area).to_have_attribute("aria-label", "Battambang: sending, Phase I")
    area.click()
    expect(area).to_have_attribute("aria-pressed", "true")


def test_an_area_outside_the_filter_says_so(visit: Visit) -> None:
    visit.open("?role=receiving")
    expect(visit.area("KH-14")).to_have_attribute(
        "aria-label", "Prey Veng: sending and transit (outside the filter), Phase II"
    )


# -- axe -------------------------------------------------------------------------------------------------------------

# Streamlit's own markup, which the app cannot change
THEIRS: dict[str, str] = {}


def violations(where: Page | Frame) -> list[str]:
    """List the serious and critical violations that axe finds, each with the elements that it concerns."""
    found = Axe().run(where).response["violations"]  # type: ignore[arg-type]  # a frame is run in as a page is
    return [
        f"{one['id']}: {node['target']} {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
        if one["id"] not in THEIRS or THEIRS[one["id"]] not in node["html"]
    ]


@pytest.mark.parametrize("query", ["?phase=all&area=KH-14", "?partner=ccpcr&colour=red"])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(visit: Visit, query: str) -> None:
    visit.open(query)
    assert violations(visit.page) == []
    assert violations(visit.frame) == []
