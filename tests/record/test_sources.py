"""A fact of a later source is cited to it and told as its own: nowhere is it attributed to another source."""

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geo.errors import Fault
from geo.export.image.svg import map_svg
from geo.export.image.views.view import view_svg
from geo.export.markdown import view_brief
from geo.export.tables import view_csv, view_gpkg, view_xlsx
from geo.record.atlas import Atlas, open_atlas
from geo.record.citations import attribution, source_of
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.slides import slide
from geo.views.evidence import evidence
from geo.views.place import dossier
from geo.views.record.tables import opened_paragraph
from geo.web.links import Links
from geo.web.markup import render
from tests.support.worlds import REPORTED_ROLE, add_report, append_row, edit, faults_of, grown_record, only_fault_of

MADE = dt.date(2026, 11, 25)


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Return a record with a role and an event of a progress report in Kratie, of which nothing else is said."""
    return open_atlas(grown_record(tmp_path_factory.mktemp("reported")))


KRATIE = View("phase=II&area=KH-10")


def test_a_citation_names_a_page_of_a_source_in_words(reported: Atlas) -> None:
    role, event = reported.by_id["role-91"], reported.by_id["launch"]
    assert (role.citation, event.citation) == (("Progress report 2007, p. 4",), ("Progress report 2007",))
    assert [source_of(reported.record, row.citation[0]).source_id for row in (role, event)] == ["progress-2007"] * 2  # type: ignore[union-attr]


def test_what_cites_two_sources_is_attributed_to_both(reported: Atlas) -> None:
    said = attribution(reported.record, [("S4.1", "Progress report 2007, p. 4"), ("S2.1 s2",)])
    assert said == "TICW briefing, S2.1, S4.1; Progress report 2007, p. 4"


def test_no_source_is_left_out_of_a_line_that_is_cut(reported: Atlas) -> None:
    said = attribution(reported.record, [("S2.1", "S4.1", "Progress report 2007, p. 4")], most=1)
    assert said == "TICW briefing, S2.1 and 1 more; Progress report 2007 and 1 more"


def test_a_view_that_rests_on_the_report_alone_names_the_report_alone(reported: Atlas) -> None:
    told = slide(reported, KRATIE)
    assert told.source_line.startswith("Source: Progress report 2007, p. 4. ")
    assert "briefing" not in told.source_line
    assert "Source: Progress report of a test, Nobody" in (brief := view_brief(reported, KRATIE, MADE))
    assert "Academy for Educational Development" not in brief


def test_every_row_of_a_table_has_its_own_source(reported: Atlas) -> None:
    for name, text in (
        ("csv", view_csv(reported, View("phase=II", page="record"), MADE).decode("utf-8-sig")),
        ("hxl", view_csv(reported, View("phase=II", page="record"), MADE, hxl=True).decode("utf-8-sig")),
    ):
        rows = [row for row in csv.DictReader(io.StringIO(text)) if not row["id"].startswith("#")]
        by_id = {row["id"]: row["source"] for row in rows}
        assert by_id.pop("role-91") == by_id.pop("launch"), name
        assert "Nobody" in next(row["source"] for row in rows if row["id"] == "launch")
        assert all("Nobody" not in source and "Academy" in source for source in by_id.values())


def test_a_fact_of_another_source_is_not_the_briefings_in_a_table(atlas: Atlas) -> None:
    text = view_csv(atlas, View("phase=II&context=on&table=others", page="record"), MADE).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    assert not [row for row in rows if "Academy for Educational Development" in row["source"]]


def test_pictures_workbooks_and_map_data_name_all_sources_that_they_rest_on(reported: Atlas) -> None:
    map_text = re.sub(r"<[^>]+>", "", map_svg(reported, Selection(phase="II")))
    axis = re.sub(r"<[^>]+>", "", view_svg(reported, View("phase=II", page="timeline"), MADE))
    assert "Progress report 2007, p. 4" in map_text
    assert "TICW briefing" in map_text
    assert "TICW briefing" in axis
    book = load_workbook(io.BytesIO(view_xlsx(reported, View("phase=II", page="record"), MADE)))
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert "Nobody" in about["Source"]
    assert "Academy" in about["Source"]
    assert "Nobody" in view_gpkg(reported, View("phase=II", page="record"), MADE).decode("utf-8", "replace")


def test_a_citation_opens_what_the_source_is_and_what_rests_on_it(reported: Atlas) -> None:
    told = evidence(reported)
    page = told["paragraphs"]["Progress report 2007, p. 4"]
    assert page["sentences"] == ["Progress report of a test."]
    assert "Nobody" in told["origins"][page["from"]]
    opened = opened_paragraph(reported, "Progress report 2007, p. 4")
    assert opened is not None
    assert [item.title for item in opened.sections[0].items] == ["Kratie: receiving"]
    assert "http://nobody.invalid/report" in [item.detail for item in opened.sections[-1].items]
    html = render("panel", reported, Links(Selection("II")), dossier=dossier(reported, "KH-10", Selection("II")))
    assert ">Progress report 2007, p. 4</a>" in html


WRONG = [
    ("progress-2008 p. 4", "neither a passage nor a source", "by its id"),
    ("progress-2007 page 4", "", ""),
    ("progress-2007 s1", "not a page of progress-2007", "progress-2007 p. 4"),
    ("S4.1 p. 4", "not a sentence of S4.1", "the paragraph alone"),
]


@pytest.mark.parametrize(("citation", "reason", "remedy"), WRONG)
def test_a_citation_of_nothing_is_said(world: Path, citation: str, reason: str, remedy: str) -> None:
    append_row(
        add_report(world),
        "roles.csv",
        **{**REPORTED_ROLE, "role_id": "role-92", "place_id": "KH-11", "citation": citation},
    )
    fault = only_fault_of(world)
    assert (fault.file, fault.field) == ("roles.csv", "citation")
    assert reason in fault.reason
    assert remedy in fault.remedy


def test_only_the_passages_of_a_complete_source_must_all_be_cited(world: Path) -> None:
    append_row(add_report(world), "paragraphs.csv", paragraph_id="S6.1", source_id="progress-2007", section="6",
            sentences="1", about="Nothing", states="false")  # fmt: skip
    assert faults_of(world) == ()
    edit(world, "sources.csv", "progress-2007", complete="true")
    assert "no fact cites S6.1" in only_fault_of(world).reason


def test_two_sources_that_are_called_alike_are_told_apart_or_refused(world: Path) -> None:
    add_report(world)
    edit(world, "sources.csv", "progress-2007", short_name="TICW briefing")
    fault: Fault = only_fault_of(world)
    assert (fault.file, fault.field) == ("sources.csv", "short_name")
    assert "could not tell them apart" in fault.reason
