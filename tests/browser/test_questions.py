"""The eight questions of somebody who has never seen the atlas: each is answered within two clicks of the map."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Visit, visiting

MOST = 2  # clicks


class Asking:
    """Somebody who clicks what can be read, and counts. page : the tab; clicks : since the question was put."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page, self.clicks = visit, visit.page, 0

    def click(self, name: str, within: str) -> None:
        """Click a link, by its words."""
        self.clicks += 1
        target = self.page.locator(within).get_by_role("link", name=name, exact=True)
        self.visit.press(target.and_(self.page.locator(":visible")).first)
        self.visit.settled()

    def reads(self, within: str, *told: str) -> None:
        """Expect that the words can be read, and that no more clicks than may be led to them."""
        place = self.page.locator(within)
        for words in told:
            expect(place.get_by_text(words).and_(self.page.locator(":visible")).first).to_be_visible()
        assert self.clicks <= MOST


@pytest.fixture(scope="module")
def first(browser: Browser, address: str) -> Iterator[Visit]:
    """One tab for all questions."""
    with visiting(browser, address, LAPTOP) as visit:
        yield visit


@pytest.fixture
def asking(first: Visit) -> Asking:
    return Asking(first.open())


def test_what_is_this_and_who_made_it(asking: Asking) -> None:
    asking.reads(".what", "An ILO project against trafficking in children and women in Cambodia")
    asking.click("About", ".bar")
    asking.reads(".about", "Who stood behind it", "International Labour Organization (ILO/IPEC)")


def test_what_did_phase_one_do(asking: Asking) -> None:
    asking.clicks += 1
    asking.visit.control("I").click()
    asking.reads(".headline", "Where Phase I worked", "5 sending")
    asking.reads(".panel", "Preventing the trafficking of children and women", "Capacity building, awareness raising")


def test_what_are_the_two_types_of_work_of_phase_two(asking: Asking) -> None:
    asking.reads(".panel", "Safer migration", "Alternative livelihoods")


def test_what_happened_in_prey_veng_and_with_whom(asking: Asking) -> None:
    asking.click("Prey Veng", ".panel")
    asking.reads(".panel", "Work in Phase II", "Awareness raising, income generation, credit schemes")
    asking.reads(".panel", "With whom", "Provincial Steering Committee, Prey Veng")
    # what the panel says first is large: this holds tests/views/test_panel_letters.py to the style sheet
    sizes = asking.page.locator(".panel[data-place]").evaluate(
        """(panel) => Object.fromEntries([".row > div > a", ".how"].map((one) =>
            [one, parseFloat(getComputedStyle(panel.querySelector(one)).fontSize)]))"""
    )
    assert sizes[".how"] < sizes[".row > div > a"] == 15


def test_which_evidence_exists_for_siem_reap(asking: Asking) -> None:
    asking.click("Siem Reap", ".panel")
    asking.reads(".panel", "Evidence", "Baseline survey, Siem Reap", "Research and rapid assessments, Siem Reap")


def test_what_was_agreed_with_thailand(asking: Asking) -> None:
    asking.click("Thailand", ".panel")
    asking.reads(".panel", "Events and agreements", "Cooperation in the Employment of Workers")
    asking.reads(".panel", "Bilateral Cooperation for Eliminating Trafficking in Children and Women")


def test_what_is_expected_on_the_demand_side(asking: Asking) -> None:
    asking.clicks += 1
    asking.visit.list.fill("demand side")
    asking.click("S4.10: Expected measures on the demand side", ".ticw-found")
    asking.reads(".st-key-opened", "Better working conditions, as prevention: Phnom Penh, Sihanoukville, Siem Reap")
    asking.reads(".st-key-opened", "expected · said of several areas together")


@pytest.mark.parametrize(
    ("letters", "name", "did"),
    [
        ("AFESIP", "AFESIP", "ILO/IPEC funded a rehabilitation project in coordination with AFESIP."),
        ("CWCC", "Cambodian Women's Crisis Center (CWCC)", "ILO/IPEC helped to build CWCC's capacity"),
    ],
)
def test_who_are_afesip_and_cwcc_here(asking: Asking, letters: str, name: str, did: str) -> None:
    asking.clicks += 1
    asking.visit.list.fill(letters)
    asking.page.locator(".ticw-found").get_by_text(name).first.wait_for()
    asking.clicks += 1
    asking.page.locator(".ticw-found a", has_text=name).first.click()
    asking.visit.settled()
    asking.reads(".stMain", name, "Non-governmental organisation", did)


# -- the first screen of a phone, and what a search says that finds nothing --------------------------------------------


def test_the_first_screen_of_a_phone_says_what_this_is_and_a_tap_finds(browser: Browser, address: str) -> None:
    with visiting(browser, address, PHONE, touch=True) as visit:
        visit.open()
        what = visit.page.locator(".stMain .what")
        expect(what).to_contain_text("An ILO project against trafficking")
        box = what.bounding_box()
        assert box
        assert box["y"] + box["height"] < PHONE[1] / 3
        visit.list.tap()
        visit.list.fill("ព្រៃវែង")
        visit.page.get_by_role("option").first.locator("a").tap()
        visit.expect_chosen("KH-14")


def test_a_search_tells_what_the_source_does_not_mention_and_what_nothing_is_called(asking: Asking) -> None:
    page: Page = asking.page
    asking.visit.list.fill("Koh Kong")
    expect(page.locator(".ticw-found")).to_contain_text("Not mentioned in the source")
    asking.visit.list.fill("xyzzy")
    expect(page.locator(".ticw-found")).to_contain_text("Nothing is called so.")
    page.keyboard.press("Enter")
    asking.visit.settled()
    expect(page.locator(".empty")).to_contain_text("Places, organisations, activities, studies")
