"""In a real browser another country stands on the map, with its own neighbours: no water, no lines, one language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.running import serving
from tests.support.worlds import BOLIVIA


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Run the app with the record of another country."""
    with serving(environment={"TICW_DATA": str(BOLIVIA)}) as started:
        yield started


def test_its_areas_are_painted_and_named_and_can_be_chosen(visit: Visit) -> None:
    visit.open("?phase=I")
    assert visit.paint() == {"BO-C": "G", "BO-S": "P"}
    expect(visit.map.locator("path.ticw-area")).to_have_count(9)
    expect(visit.map.locator("path.ticw-border, path.ticw-water")).to_have_count(0)
    expect(visit.map.locator("path.ticw-neighbour")).to_have_count(5)
    expect(visit.map.locator("g[data-label='BO-C'] text").first).to_have_text("Cochabamba")
    visit.area("BO-S").click()
    expect(visit.page.locator(".panel[data-place='BO-S'] > h2")).to_contain_text("Santa Cruz")
    expect(visit.page.locator(".panel[data-place='BO-S'] .kicker")).to_have_text("Department (2020) · BO-S")
    expect(visit.page.locator(".filters [data-facet=lang]")).to_have_count(0)
    assert "Bolivia Test Atlas" in visit.page.title()


def test_a_citation_of_a_page_opens_as_that_source(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/record?phase=I")
    visit.page.locator("a.cite", has_text="Minutes of a test, p. 2").first.click()
    card = visit.page.locator(".ticw-evidence")
    expect(card).to_contain_text("Minutes of a test.")
    expect(card.locator(".origin")).to_contain_text("Nobody else")
    card.locator("a.rests").click()
    expect(visit.page.locator(".st-key-opened")).to_contain_text("Information by radio")
