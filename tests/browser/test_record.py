"""The record in a browser: what a search finds, what opens beside the table, the files that are taken away."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, expect

from geo.export.tabular import HXL
from geo.record.atlas import Atlas
from geo.selection.search import find
from geo.selection.selection import Selection
from tests.browser.conftest import LAPTOP, PHONE, Visit
from tests.browser.test_sizes import COVERED

RECEIVING = Selection("II", role=frozenset({"receiving"}))
VIEWS = {"phase=II": (Selection("II"), ""), "phase=II&role=receiving": (RECEIVING, ""),
         "phase=II&q=Sihanouk+Ville": (Selection("II"), "Sihanouk Ville")}  # fmt: skip
"""Query -> the selection and the search that it stands for; the first fills more than one page."""


@pytest.fixture
def visit(kept_visit: Visit) -> Visit:
    """Return the visit that the tests of this file share."""
    return kept_visit


def opened(visit: Visit, query: str) -> Visit:
    """Open the record and wait until it is there."""
    visit.go(f"record?{query}")
    visit.page.locator(".headline h1").wait_for()
    return visit.settled()


def rows(visit: Visit) -> Locator:
    return visit.page.locator(".statements tbody tr:not(.group)")


def search(visit: Visit, text: str) -> None:
    box = visit.list
    box.fill(text)
    box.press("Enter")


# -- the search --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "phase", "place"),
    [
        ("ព្រៃវែង", "II", "Prey Veng"),
        ("Sinhanouk Vile", "all", "Sihanoukville"),
        ("sinhanouk  vile", "I", "Sihanoukville"),
    ],
)
def test_a_khmer_name_and_a_printed_spelling_find_the_rows_of_their_place(
    visit: Visit, atlas: Atlas, text: str, phase: str, place: str
) -> None:
    opened(visit, f"phase={phase}")
    search(visit, text)
    expected = find(atlas, Selection(phase=phase), text).rows
    expect(rows(visit)).to_have_count(len(expected))
    assert expected
    titles = [row.title for row in expected]
    expect(rows(visit).locator("td:first-child > a")).to_have_text(titles)
    # the row says the name in use, and a word over the table that it is the one that was searched for
    expect(rows(visit).filter(has_text=place)).to_have_count(len(expected))
    expect(visit.page.locator(".statements > .quiet").first).to_contain_text(place)
    expect(visit.page.locator(".headline")).to_contain_text(f"{len(expected)} of ")
    assert visit.params()["q"] == text


def test_a_search_can_be_emptied_again_and_shows_the_table_from_its_start(visit: Visit) -> None:
    opened(visit, "phase=II&q=training&page=2")
    search(visit, "")
    expect(rows(visit)).to_have_count(50)
    expect(visit.page.locator(".pager [aria-current=true]")).to_have_text("1")


def headings(visit: Visit) -> Locator:
    return visit.page.locator(".statements .group th")


def test_both_agreements_are_found_from_both_phases_under_the_heading_of_what_has_no_phase(visit: Visit) -> None:
    opened(visit, "phase=all")
    search(visit, "memorandum")
    expect(headings(visit)).to_have_text(["Both phases", "Phase not stated 3"])
    expect(rows(visit).first).to_contain_text("Cooperation in the Employment of Workers")
    expect(rows(visit)).to_have_count(3)
    expect(visit.page.locator(".headline")).to_contain_text("in all phases")


def test_a_search_stays_whole_when_the_phase_is_changed(visit: Visit, atlas: Atlas) -> None:
    opened(visit, "phase=I")
    search(visit, "MoSALVY")
    expect(headings(visit).first).to_contain_text("Phase I")
    found = rows(visit).locator("td:first-child > a")
    expect(found).to_have_count(len(find(atlas, Selection(phase="I"), "MoSALVY").rows))
    before = found.all_inner_texts()
    visit.filter("II").click()
    visit.expect_address(phase="II")
    expect(headings(visit).first).to_contain_text("Phase II")
    visit.settled()
    assert sorted(found.all_inner_texts()) == sorted(before)


def test_an_area_that_is_never_named_is_the_answer_and_leads_to_the_map(visit: Visit) -> None:
    opened(visit, "phase=all")
    search(visit, "Koh Kong")
    box = visit.page.locator(".empty")
    expect(box).to_contain_text("Koh Kong: not mentioned in the source.")
    box.get_by_role("link", name="Koh Kong on the map").click()
    expect(visit.page.locator(".panel[data-place]")).to_have_attribute("data-place", "KH-9")
    visit.expect_outlined("KH-9")
    # and the panel of the area goes on to the one beside it that the source names
    visit.page.locator(".panel").get_by_role("link", name="Sihanoukville").first.click()
    visit.expect_chosen("KH-18")


def test_a_search_without_a_hit_offers_a_shorter_one(visit: Visit) -> None:
    opened(visit, "phase=II")
    search(visit, "trainings")
    box = visit.page.locator(".empty")
    expect(box).to_contain_text("All phases were searched")
    box.get_by_role("link", name="“training”").click()
    expect(visit.list).to_have_value("training")
    expect(rows(visit).first).to_be_visible()


def test_without_a_search_both_phases_say_what_is_tied_to_none_and_lead_there(visit: Visit, atlas: Atlas) -> None:
    opened(visit, "phase=all")
    without = [row for row in atlas.statements if row.phase == "not-stated"]
    more = sum(not row.heading_phase for row in without)  # what a heading gives to Phase I stands there already
    link = visit.page.get_by_role("link", name="Not shown here, since no phase is stated")
    assert sum(map(int, re.findall(r"\d+", link.inner_text()))) == more
    link.click()
    visit.expect_address(phase="not-stated")
    expect(rows(visit)).to_have_count(len(without))


def test_a_table_says_how_much_of_a_search_it_has_and_opens_with_it(visit: Visit) -> None:
    opened(visit, "phase=II&q=Sihanouk+Ville")
    tab = visit.page.locator(".tabs a", has_text="Printed spellings")
    count = int(tab.locator(".quiet").inner_text())
    tab.click()
    visit.expect_address(table="spellings")
    expect(visit.page.locator(".lines li")).to_have_count(count)


# -- what is opened ----------------------------------------------------------------------------------------------------


def test_on_a_laptop_a_paragraph_of_the_address_stands_beside_the_table(visit: Visit) -> None:
    opened(visit, "phase=II&paragraph=S4.4")
    panel = visit.page.locator(".st-key-opened")
    expect(panel.locator(".kicker")).to_contain_text("S4.4")
    panel_box, table_box = panel.bounding_box(), visit.page.locator(".statements").bounding_box()
    assert panel_box
    assert table_box
    assert panel_box["x"] >= table_box["x"] + table_box["width"] - 1
    assert panel_box["x"] + panel_box["width"] <= LAPTOP[0]
    assert panel_box["y"] < LAPTOP[1] / 2
    # whoever reads on in the table keeps it in sight
    rows(visit).last.scroll_into_view_if_needed()
    expect(panel.locator(".kicker")).to_be_in_viewport()
    panel.get_by_role("link", name="close").click()
    expect(panel).to_have_count(0)
    assert "paragraph" not in visit.params()


def test_on_a_phone_what_is_opened_stands_first_covers_nothing_and_can_be_closed(
    kept_visit_at: Callable[[tuple[int, int]], Visit],
) -> None:
    visit = opened(kept_visit_at(PHONE), "phase=II&paragraph=S4.4")
    first = visit.page.locator(".st-key-opened")
    expect(first.locator(".kicker")).to_be_in_viewport()
    box, below = first.bounding_box(), rows(visit).first.bounding_box()
    assert box
    assert below
    assert box["width"] > PHONE[0] * 0.8
    assert box["y"] + box["height"] <= below["y"]
    assert visit.page.evaluate(COVERED) == []
    first.get_by_role("link", name="close").click()
    expect(first).to_have_count(0)
    expect(rows(visit).last).to_be_visible()


@pytest.mark.parametrize("query", ["phase=II&q=training", "phase=II&page=2", "phase=II&table=ambiguities"])
def test_what_is_opened_stands_beside_the_rows_that_it_was_found_in_and_they_stay(visit: Visit, query: str) -> None:
    opened(visit, query)
    listed = visit.page.locator(".statements, .lines").first
    found = listed.inner_text()
    listed.locator("a.cite").first.click()
    visit.page.get_by_role("link", name="All that rests on it").click()
    panel = visit.page.locator(".st-key-opened")
    expect(panel.locator("h2")).not_to_be_empty()
    assert listed.inner_text().split() == found.split()
    panel.get_by_role("link", name="close").click()
    expect(panel).to_have_count(0)
    assert listed.inner_text().split() == found.split()


def test_what_the_record_does_not_have_is_told_as_text(visit: Visit) -> None:
    opened(visit, "paragraph=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E")
    expect(visit.page.locator(".empty")).to_contain_text("paragraph “<img src=x")
    expect(rows(visit).first).to_be_visible()
    assert visit.page.evaluate("window.hacked") is None
    expect(visit.page.locator(".st-key-opened")).to_have_count(0)


# -- the files ---------------------------------------------------------------------------------------------------------


def saved(visit: Visit, form: str, folder: Path) -> Path:
    """Return the file that a button under the table gives, under the name that it suggests."""
    with visit.page.expect_download() as download:
        visit.page.locator(f".st-key-save_{form} button").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == f".{form}"
    return path


def cells(path: Path) -> list[list[str]]:
    """Return the rows of a table or of the first sheet of a workbook, as text."""
    if path.suffix == ".csv":
        return [row[: len(HXL)] for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))]
    sheet = openpyxl.load_workbook(path)["Statements"]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("query", VIEWS)
def test_a_file_has_the_rows_of_the_filter_and_of_the_search(
    visit: Visit, atlas: Atlas, tmp_path: Path, query: str, form: str
) -> None:
    opened(visit, query)
    expected = [row.statement_id for row in find(atlas, *VIEWS[query]).rows]
    expect(visit.page.locator(".headline")).to_contain_text(f"{len(expected)} of ")
    header, *lines = cells(saved(visit, form, tmp_path))
    assert header == list(HXL)
    assert [line[0] for line in lines] == expected


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_filter_changed_on_the_page_is_in_the_file_that_is_saved_next(
    fresh_visit: Visit, atlas: Atlas, tmp_path: Path, form: str
) -> None:
    visit = opened(fresh_visit, "phase=II")
    visit.filter("I").click()
    visit.expect_address(phase="I")
    search(visit.settled(), "Prey Veng")
    visit.page.wait_for_url("**q=Prey*")
    visit.settled().page.locator(".st-key-record_hxl label").click()
    visit.page.locator(".st-key-record_hxl input:checked").wait_for(state="attached")
    header, tags, *lines = cells(saved(visit.settled(), form, tmp_path))
    assert dict(zip(header, tags, strict=True)) == HXL
    expected = [row.statement_id for row in find(atlas, Selection(phase="I"), "Prey Veng").rows]
    assert expected
    assert [line[0] for line in lines] == expected


def test_a_search_that_finds_nothing_offers_no_file(visit: Visit) -> None:
    opened(visit, "phase=II&q=nobody+says+this")
    expect(visit.page.locator(".empty")).to_contain_text("The record has nothing with “nobody says this”")
    expect(visit.page.locator(".st-key-downloads")).to_have_count(0)
