"""The timeline in a browser: how sure a year is, where an entry leads, what has no year."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.timeline import rule, timeline
from tests.browser.conftest import PHONE, Visit


@pytest.fixture
def visit(kept_visit: Visit) -> Visit:
    """Return the visit that the tests of this file share."""
    return kept_visit


def opened(visit: Visit, query: str = "phase=II") -> Visit:
    """Open the timeline and wait until it is there."""
    visit.go(f"timeline?{query}")
    visit.page.locator(".headline h1").wait_for()
    return visit.settled()


@pytest.mark.parametrize("phase", ["I", "II", "all"])
def test_every_year_stands_with_its_entries_and_how_sure_each_date_is(visit: Visit, atlas: Atlas, phase: str) -> None:
    opened(visit, f"phase={phase}")
    years = timeline(atlas, Selection(phase=phase)).years
    expect(visit.page.locator(".timeline h2")).to_have_text([str(year.year) for year in years])
    for shown, year in zip(visit.page.locator(".timeline .year").all(), years, strict=True):
        expect(shown.locator(".how b")).to_have_text([entry.date for entry in year.entries])
        # what goes without saying is not seen, but read aloud, printed and on the card of a citation
        expect(shown.locator(".how")).to_have_text([entry.item.detail for entry in year.entries])
        expect(shown.locator(".row a.go:not(.cite)")).to_have_text([entry.item.title for entry in year.entries])
    expect(visit.page.locator(".timeline .rule")).to_have_text(rule())
    ahead = timeline(atlas, Selection(phase=phase)).ahead
    marks = visit.page.locator(".timeline .span .mark")
    expect(marks).to_have_count(sum(len(year.entries) for year in years) + ahead)


def test_an_early_year_and_an_inferred_one_are_told_from_a_year_that_is_stated(visit: Visit) -> None:
    opened(visit)
    dates = {
        "Rapid assessments": "2004",
        "Start of the Action Programmes": "early 2005",
        "National Stakeholder Exercise (NSOE) workshop": "about 2004 (year inferred)",
    }
    for title, date in dates.items():
        link = visit.page.get_by_role("link", name=title, exact=True)
        expect(visit.page.locator(".timeline .row").filter(has=link).locator(".how b")).to_have_text(date)


def test_a_year_without_an_entry_stands_and_says_so(visit: Visit) -> None:
    opened(visit, "phase=I")
    blank = visit.page.locator(".timeline .year.blank")
    expect(blank.locator("h2")).to_have_text("2004")
    expect(blank).to_contain_text("Nothing dated to this year")


def test_a_click_on_an_entry_leads_to_its_statement_in_the_record_and_back(visit: Visit) -> None:
    opened(visit)
    title = "Start of the Action Programmes"
    visit.page.locator(".timeline").get_by_role("link", name=title, exact=True).click()
    visit.page.wait_for_url("**/record?*")
    visit.expect_address(item="action-programmes", phase="II")
    expect(visit.page.locator(".st-key-opened h2")).to_contain_text(title)
    visit.settled().page.go_back()
    expect(visit.page.locator(".timeline h2").first).to_have_text("2003")


def test_a_click_on_a_study_leads_to_it_among_the_studies(visit: Visit) -> None:
    opened(visit)
    title = "Baseline survey, Siem Reap"
    visit.page.locator(".timeline").get_by_role("link", name=title, exact=True).click()
    visit.page.wait_for_url("**/studies?*")
    visit.expect_address(item="survey-siem-reap", phase="II")
    expect(visit.page.locator(".opened h2")).to_have_text(title)


@pytest.mark.parametrize("phase", ["I", "II", "all", "not-stated"])
def test_what_is_planned_or_has_no_year_stands_beside_the_axis(visit: Visit, atlas: Atlas, phase: str) -> None:
    opened(visit, f"phase={phase}")
    made = timeline(atlas, Selection(phase=phase))
    sections = visit.page.locator(".st-key-beside section")
    expect(sections.locator("h2")).to_have_text([f"{heading} {len(items)}" for heading, items in made.undated])
    for section, (_heading, items) in zip(sections.all(), made.undated, strict=True):
        expect(section.locator("li")).to_have_count(len(items))
    if made.years and made.undated:
        axis, beside = visit.page.locator(".timeline").bounding_box(), sections.first.bounding_box()
        assert axis
        assert beside
        assert beside["x"] >= axis["x"] + axis["width"] - 1


def test_what_has_no_year_leads_to_its_statement_too(visit: Visit) -> None:
    opened(visit)
    link = visit.page.locator(".st-key-beside section a[href*='item=']").first
    title = link.inner_text()
    link.click()
    visit.page.wait_for_url("**/record?*")
    expect(visit.page.locator(".st-key-opened h2")).to_have_text(title)


def test_a_filter_that_leaves_no_date_says_so_and_offers_a_way_back(visit: Visit) -> None:
    opened(visit, "phase=I&role=transit")
    expect(visit.page.locator(".empty")).to_contain_text("Phase I: nothing in the source fits role “Transit”.")
    visit.page.locator(".empty a", has_text="without “Role”").click()
    expect(visit.page.locator(".empty")).to_have_count(0)


def test_on_a_phone_the_axis_comes_first_and_nothing_is_wider_than_the_screen(
    kept_visit_at: Callable[[tuple[int, int]], Visit],
) -> None:
    visit = opened(kept_visit_at(PHONE), "phase=all")
    axis, beside = (visit.page.locator(one).bounding_box() for one in (".timeline", ".st-key-beside"))
    assert axis
    assert beside
    assert beside["y"] >= axis["y"] + axis["height"]
    main = visit.page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
