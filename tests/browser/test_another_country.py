"""In a real browser another country stands on the map by itself: no water, no neighbours, no lines, one language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.support.exampleland import AREAS, write_exampleland
from tests.support.running import serving


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the app with the record of Exampleland."""
    folder = write_exampleland(tmp_path_factory.mktemp("there"))
    with serving(environment={"TICW_DATA": str(folder)}) as started:
        yield started


def test_its_areas_are_painted_and_named_and_can_be_chosen(visit: Visit) -> None:
    visit.open("?phase=I")
    assert visit.paint() == {"EX-1": "L", "EX-3": "A"}
    expect(visit.map.locator("path.ticw-area")).to_have_count(len(AREAS))
    expect(visit.map.locator("path.ticw-border, path.ticw-water, path.ticw-neighbour")).to_have_count(0)
    expect(visit.map.locator("g[data-label='EX-1'] text").first).to_have_text("Northmark")
    visit.area("EX-3").click()
    expect(visit.page.locator(".panel[data-place='EX-3'] > h2")).to_contain_text("Southport")
    expect(visit.page.locator(".panel[data-place='EX-3'] .kicker")).to_have_text("District (2020) · EX-3")
    expect(visit.page.locator(".filters [data-facet=lang]")).to_have_count(0)
    assert "Exampleland Atlas" in visit.page.title()


def test_a_citation_of_a_page_opens_as_that_source(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/record?phase=I")
    visit.page.locator("a.cite", has_text="Minutes of a test, p. 2").first.click()
    card = visit.page.locator(".ticw-evidence")
    expect(card).to_contain_text("Minutes of a test.")
    expect(card.locator(".origin")).to_contain_text("Nobody else")
    card.locator("a.rests").click()
    expect(visit.page.locator(".st-key-opened")).to_contain_text("Information by radio")
