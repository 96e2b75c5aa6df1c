"""Every link on every page leads somewhere: walked as a person with all the time in the world would."""

from urllib.parse import parse_qs, urlsplit

import pytest

from geo.record.atlas import Atlas
from geo.selection.selection import from_params
from geo.views.place import dossier
from geo.views.record.tables import opened_paragraph, opened_statement
from geo.views.registry import read_params
from tests.browser.conftest import Visit

PAGES = ("", "compare", "coverage", "partners", "studies", "timeline", "story", "present", "record", "about")
STARTS = [f"{page}?{query}" for page in PAGES for query in ("phase=all", "phase=II&area=KH-18")]


@pytest.mark.parametrize("start", STARTS)
def test_every_link_on_a_page_names_a_page_and_things_that_there_are(
    kept_visit: Visit, atlas: Atlas, start: str
) -> None:
    visit = kept_visit.go(start)
    visit.page.locator("a.go").first.wait_for(state="attached")
    visit.settled()
    hrefs: list[str] = visit.page.locator("a.go").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )
    assert hrefs
    for href in set(hrefs):
        path, params = urlsplit(href).path.removeprefix("./"), parse_qs(urlsplit(href).query)
        assert path in PAGES, href
        selection, notices = from_params(params, atlas)
        assert not notices, href
        if selection.area:
            assert dossier(atlas, selection.area, selection)
        if "paragraph" in params:
            assert opened_paragraph(atlas, params["paragraph"][0]), href
        if path == "record" and "item" in params:
            assert opened_statement(atlas, params["item"][0]), href
        # a filter's address is of the page at hand
        page = urlsplit(start).path if href.startswith("?") else path
        assert read_params(atlas, page, params)[1] == (), href


def test_a_citation_on_the_map_leads_to_its_paragraph_and_back(visit: Visit) -> None:
    visit.open("?phase=II&area=KH-14")
    visit.page.locator(".panel .cite", has_text="S4.4").first.click()
    visit.page.get_by_role("link", name="All that rests on it").click()
    visit.page.locator(".opened .kicker", has_text="S4.4").wait_for()
    visit.page.go_back()
    visit.expect_chosen("KH-14")
