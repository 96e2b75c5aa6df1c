"""The address always says what is shown: it opens to the same view, and the way back leads back."""

import re

import pytest
from playwright.sync_api import Browser, expect

from geo.map.classification import paint
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.selection import FACETS, Selection, from_params
from geo.views.registry import PAGES
from tests.browser.conftest import Visit, visiting
from tests.support.running import serving

VIEWS = [
    "?phase=I",
    "?phase=I&role=sending&area=KH-2",
    "?phase=II&role=receiving,transit&certainty=stated,stated-of-group&area=KH-14",
    "?phase=II&intervention=awareness-raising&study=rapid-assessments-2004&area=KH-20",
    "?phase=all&area=KH-8",
    "?phase=all&role=receiving",
    "?phase=not-stated&partner=ccpcr&area=KH-18",
    "?phase=not-stated",
]


def expect_view(visit: Visit, atlas: Atlas, query: str) -> None:
    """Expect that the page shows what the address asks for, in all its parts."""
    params = dict(part.split("=") for part in query[1:].split("&"))
    selection, notices = from_params({name: [value] for name, value in params.items()}, atlas)
    assert notices == ()
    visit.settled().expect_phase(selection.phase)
    assert visit.paint() == paint(atlas, selection)[selection.phase]
    if selection.area:
        visit.expect_chosen(selection.area)
    else:
        visit.expect_nothing_chosen()
    words = describe(atlas, selection)
    expect(visit.page.locator(".headline .says")).to_have_text(words.finding)
    expect(visit.page.locator(".legend")).to_contain_text(words.caution)
    visit.expect_filters(**{facet: params[facet] for facet in FACETS if facet in params})
    assert visit.params() == params


@pytest.mark.parametrize("query", VIEWS)
def test_a_link_opens_to_the_view_that_it_was_taken_from(visit: Visit, atlas: Atlas, query: str) -> None:
    visit.open(query)
    expect_view(visit, atlas, query)
    expect(visit.page.locator(".empty", has_text="The address")).to_have_count(0)


def test_a_link_is_the_first_thing_that_a_fresh_server_is_asked(browser: Browser, atlas: Atlas) -> None:
    with serving() as cold, visiting(browser, cold) as visit:
        visit.open(VIEWS[2])
        expect_view(visit, atlas, VIEWS[2])


def test_a_link_to_another_page_is_the_first_thing_that_a_fresh_server_is_asked(browser: Browser) -> None:
    with serving() as cold, visiting(browser, cold) as visit:
        visit.page.goto(f"{cold}/record?phase=I&area=KH-14")
        expect(visit.page.locator(".bar a[aria-current=page]")).to_have_text("Record")
        visit.settled()
        expect(visit.page.locator("[role=dialog]")).to_have_count(0)
        visit.page.locator(".bar a", has_text="Map").click()
        visit.expect_phase("I")
        visit.expect_chosen("KH-14")


def test_what_a_person_does_makes_an_address_that_opens_to_the_same(visit: Visit, atlas: Atlas) -> None:
    visit.open()
    visit.option("role", "receiving").click()
    visit.expect_address(role="receiving")
    visit.control("all").click()
    visit.area("KH-12").click()
    visit.expect_chosen("KH-12")
    visit.expect_phase("all")
    query = "?phase=all&role=receiving&area=KH-12"
    expect_view(visit, atlas, query)
    visit.page.reload()
    visit.map.locator("path.ticw-area[data-paint]").first.wait_for(state="attached")
    expect_view(visit, atlas, query)


def test_the_back_button_returns_to_the_area_before(visit: Visit) -> None:
    visit.open("?phase=I")
    visit.page.locator(".overview a", has_text="Prey Veng").first.click()
    visit.expect_chosen("KH-14")
    visit.settled().area("KH-2").click()
    visit.expect_chosen("KH-2")
    visit.settled().page.go_back()
    visit.expect_chosen("KH-14")
    visit.settled().page.go_back()
    visit.expect_nothing_chosen()
    visit.expect_phase("I")
    visit.settled().page.go_forward()
    visit.expect_chosen("KH-14")


def test_the_back_button_returns_to_the_phase_before(visit: Visit) -> None:
    visit.open("?phase=II")
    visit.control("I").click()
    visit.expect_phase("I")
    visit.settled().filter("all").click()
    visit.expect_phase("all")
    visit.settled().page.go_back()
    visit.expect_phase("I")
    visit.settled().page.go_back()
    visit.expect_phase("II")


def test_the_back_button_returns_from_another_page_to_the_view_before(visit: Visit) -> None:
    visit.open("?phase=all&area=KH-14")
    visit.page.locator(".panel .cite").first.click()
    visit.page.get_by_role("link", name="All that rests on it").click()
    expect(visit.page).to_have_url(re.compile(r"/record\?.*paragraph=S"))
    expect(visit.page.locator(".bar a[aria-current=page]")).to_have_text("Record")
    visit.settled().page.go_back()
    visit.expect_phase("all")
    visit.expect_chosen("KH-14")
    assert visit.settled().params() == {"phase": "all", "area": "KH-14"}


@pytest.mark.parametrize("pause", [30, 150])
def test_of_quick_steps_back_none_is_lost(visit: Visit, pause: int) -> None:
    visit.open("?phase=I&role=sending")
    for _path in visit.each_page():
        if "/present" in visit.page.url:
            visit.page.go_back()
            visit.settled()
    steps = 0
    while not re.search(r":\d+/\?phase=I&role=sending$", visit.page.url):
        steps += 1
        assert steps < len(PAGES) + 1
        visit.page.go_back()
        visit.page.wait_for_timeout(pause)
    visit.settled()
    expect(visit.page.locator(".st-key-map iframe")).to_be_visible()
    expect(visit.page.locator(".headline h1")).to_have_text("Where Phase I worked")
    visit.expect_address(phase="I", role="sending")


def test_a_selection_that_leaves_no_area_says_why_and_its_way_back_works(visit: Visit, atlas: Atlas) -> None:
    visit.open("?partner=ccpcr")
    empty = visit.page.locator(".empty")
    expect(empty).to_contain_text("nothing in the source fits partner “CCPCR”")
    assert not [key for key in visit.paint().values() if not key.startswith("-")]
    empty.locator("a", has_text="Phase not stated").click()
    visit.expect_phase("not-stated")
    visit.expect_address(partner="ccpcr")
    expect(empty).to_have_count(0)
    expect_view(visit, atlas, "?phase=not-stated&partner=ccpcr")


def test_a_filter_of_what_has_no_place_says_so_and_leads_to_the_statement(visit: Visit) -> None:
    visit.open("?phase=II&intervention=safer-migration")
    empty = visit.page.locator(".empty")
    expect(empty).to_contain_text("Safer migration is under way; the source does not say where.")
    expect(empty.locator("a.cite")).to_have_text(["S4.7", "S4.8"])
    empty.get_by_role("link", name="Read it in the record").click()
    visit.page.wait_for_url("**/record?*")
    visit.expect_address(intervention="safer-migration")
    expect(visit.page.locator(".statements tbody tr")).to_have_count(1)
    expect(visit.page.locator(".statements tbody tr")).to_contain_text("Safer migration")


@pytest.mark.parametrize("path", ["", "compare", "coverage", "partners", "studies", "timeline", "record", "present"])
def test_an_address_that_asks_for_what_is_not_there_keeps_the_rest_and_says_what_was_left_out(
    visit: Visit, path: str
) -> None:
    visit.page.goto(f"{visit.address}/{path}?phase=I&item=gone&slide=99&role=sending")
    notice = visit.page.locator(".empty").filter(has_text="The address")
    expect(notice.first).to_be_visible()
    expect(visit.page.locator(".headline h1, .slide h1").first).not_to_be_empty()
    said = " ".join(visit.settled().page.locator(".empty").all_inner_texts())
    assert "item" in said
    assert "slide" in said
    assert visit.page.locator("[data-testid=stException]").count() == 0


def test_to_clear_the_filters_opens_every_one_and_keeps_the_phase_and_the_area(visit: Visit, atlas: Atlas) -> None:
    visit.open("?phase=all&role=sending&certainty=stated-of-group&partner=psc-prey-veng&area=KH-14")
    visit.clear_filters()
    expect(visit.page).to_have_url(re.compile(r"\?phase=all&area=KH-14$"))
    expect_view(visit, atlas, "?phase=all&area=KH-14")


def test_a_filter_in_the_sidebar_goes_into_the_address_and_greys_the_map(visit: Visit, atlas: Atlas) -> None:
    visit.open()
    visit.unfold("intervention")
    visit.page.get_by_label("Find: Intervention").fill("credit")
    option = visit.page.locator(".filters [data-facet=intervention]:visible")
    expect(option).to_have_text("Credit schemes 3")
    option.click()
    visit.expect_address(intervention="credit-schemes")
    visit.settled()
    selection = Selection("II", intervention=frozenset({"credit-schemes"}))
    assert visit.paint() == paint(atlas, selection)["II"]


def test_what_an_address_asks_for_and_there_is_not_gets_a_word_and_the_rest_is_shown(visit: Visit) -> None:
    visit.open("?phase=I&area=KH-99&role=queen&colour=red")
    expect(visit.page.locator(".empty", has_text="The address").locator("p")).to_have_count(3)
    visit.expect_phase("I")
    visit.expect_phase_on_map("I")
    expect(visit.page.locator(".panel.overview")).to_be_visible()


def test_the_first_view_needs_no_address(visit: Visit, atlas: Atlas) -> None:
    visit.open()
    visit.expect_phase_on_map("II")
    assert visit.paint() == paint(atlas, Selection("II"))["II"]
