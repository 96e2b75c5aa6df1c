"""The main job and printing in Firefox, with the mouse and the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import LAPTOP, Visit, visiting
from tests.browser.paper import HALL, INSIDE, expect_document, firefox_print, map_for_paper, show
from tests.browser.test_print import VIEWS
from tests.support.firefox import browsing_firefox
from tests.support.running import gate


@pytest.fixture(scope="module")
def firefox() -> Iterator[Browser]:
    """Start an installed Firefox."""
    with browsing_firefox() as opened:
        yield opened


@pytest.fixture
def visit(firefox: Browser, address: str) -> Iterator[Visit]:
    """Yield a visit with Firefox on a laptop."""
    with visiting(firefox, address) as visit:
        yield visit


def test_the_main_job_is_done_with_the_mouse(visit: Visit) -> None:
    visit.open("?phase=II")
    assert all(visit.frame.evaluate(INSIDE))
    visit.area("KH-14").click()
    visit.expect_chosen("KH-14")
    visit.control("I").click()
    visit.expect_phase("I")
    visit.filter("II").click()
    visit.expect_phase("II")
    visit.option("role", "receiving").click()
    visit.expect_filters(role="receiving")
    visit.expect_address(role="receiving", phase="II", area="KH-14")
    assert visit.paint()["KH-14"] == "-ST"
    visit.page.locator(".bar a", has_text="Partners").click()
    visit.settled()
    visit.expect_address(role="receiving", phase="II", area="KH-14")
    visit.page.reload()
    expect(visit.page.locator("h1")).to_contain_text("Organisations in Phase II")
    visit.expect_filters(role="receiving")
    visit.page.go_back()
    visit.expect_chosen("KH-14")
    visit.expect_phase("II")
    visit.expect_filters(role="receiving")


def test_an_area_and_a_phase_are_chosen_with_the_keyboard(visit: Visit) -> None:
    visit.open("?phase=II")
    visit.area("KH-17").focus()
    visit.page.keyboard.press("Enter")
    visit.expect_chosen("KH-17")
    visit.control("II").focus()
    visit.page.keyboard.press("ArrowLeft")
    visit.expect_phase("I")


@pytest.mark.parametrize(
    ("view", "paper"),
    [("map", "A4"), ("map", "Letter across"), ("compare", "Letter"), ("record", "A4"), ("slide", "A4 across")],
)
def test_all_that_a_page_shows_is_on_paper_in_firefox(
    firefox: Browser, address: str, tmp_path: Path, view: str, paper: str
) -> None:
    # the context is closed with the browser: once something was printed in it, Firefox never answers that it is gone
    page = firefox.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}, timezone_id=HALL).new_page()
    faults = gate(page, address)
    show(page, f"{address}/{VIEWS[view]}")
    picture = map_for_paper(page)
    expect_document(page, firefox_print(page, tmp_path / "printed.pdf", paper), picture)
    page.close()
    assert faults == []


def test_the_focus_goes_to_what_was_opened_and_comes_back(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/coverage?phase=II")
    visit.settled()
    cell = visit.page.get_by_label("Credit schemes, Prey Veng")
    cell.press("Enter")
    expect(visit.page.locator(".coverage .opened h2")).to_be_focused()
    visit.settled().page.locator(".coverage .opened .shut").press("Enter")
    expect(cell).to_be_focused()
    visit.settled()
