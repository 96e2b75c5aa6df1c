"""The matrix of coverage: what a cell says, what is counted once, what is named as silence."""

from dataclasses import replace

import pytest

from geo.record.atlas import Atlas, from_record
from geo.record.record import Record
from geo.selection.selection import Selection
from geo.selection.suggestions import suggestions
from geo.views.coverage.matrix import TABLES, Matrix, Row, matrix, said
from geo.views.coverage.summary import describe_coverage, gaps, opened, sign_names
from geo.web.links import Links
from geo.web.markup import render
from tests.conftest import HOSTILE
from tests.support.worlds import PHASES

TABLE_AND_PHASE = [(table, phase) for table in TABLES for phase in PHASES]


def cells(made: Matrix, sign: str) -> set[tuple[str, str]]:
    """Row and area of the cells of a sign."""
    codes = [code for group in made.groups for code, _name in group.places]
    return {
        (row.key, code)
        for row in made.rows
        if row.cells
        for code, mark in zip(codes, row.cells, strict=True)
        if mark and mark.sign == sign
    }


def band(made: Matrix, sign: str) -> set[tuple[str, str]]:
    """Row and column of the marks of a sign in the columns without an area."""
    keys = [key for key, _name in made.bands]
    return {
        (row.key, key)
        for row in made.rows
        for key, mark in zip(keys, row.bands, strict=True)
        if mark and mark.sign == sign
    }


def row_of(made: Matrix, key: str) -> Row:
    return next(row for row in made.rows if row.key == key)


def gap(atlas: Atlas, made: Matrix, selection: Selection, heading: str) -> set[str]:
    """Return what stands under a heading of the list of gaps."""
    found = next(gap for gap in gaps(atlas.record, made, selection.phase) if gap.heading == heading)
    return {code for code, _name in found.places} | {label for label, _item in found.rows}


def page(atlas: Atlas, selection: Selection, table: str, item: str = "") -> str:
    made = matrix(atlas, selection, table, item)
    return render(
        "coverage", atlas, Links(selection, "coverage"), made=made, signs=sign_names(made),
        tables=dict.fromkeys(TABLES, "Table"), unnamed="",
        gaps=gaps(atlas.record, made, selection.phase), opened=opened(atlas, made, item), undated=None,
    )  # fmt: skip


# -- the cells -------------------------------------------------------------------------------------------------------


def test_a_cell_is_stated_where_the_source_names_the_area(small: Atlas) -> None:
    made = matrix(small, Selection("II"), "interventions")
    assert cells(made, "stated") == {("awareness-raising", "A"), ("awareness-raising", "B"), ("credit-schemes", "A")}
    assert cells(made, "project") == set()


def test_what_is_said_of_the_whole_project_has_a_column_of_its_own_and_marks_no_area(small: Atlas) -> None:
    for phase in ("I", "II"):
        made = matrix(small, Selection(phase=phase), "interventions")
        assert band(made, "project") == {("networking", "project")}
        assert row_of(made, "networking").cells == ()


def test_phase_two_has_fifteen_stated_cells_of_five_activities_and_three_expected_of_one(atlas: Atlas) -> None:
    made = matrix(atlas, Selection("II"), "interventions")
    assert len(cells(made, "stated")) == made.stated.cells == 15
    assert (made.stated.things, made.stated.areas) == (5, 3)
    assert cells(made, "expected") == {("demand-side-prevention", code) for code in ("KH-12", "KH-17", "KH-18")}
    assert (made.expected.things, made.expected.areas, made.expected.cells) == (1, 3, 3)


def test_phase_one_marks_no_area_and_says_all_of_the_project_as_a_whole(atlas: Atlas) -> None:
    made = matrix(atlas, Selection(phase="I"), "interventions")
    assert (made.stated.cells, made.expected.cells, made.wide) == (0, 0, 8)
    assert len(band(made, "project")) == 9
    assert not any(row.cells for row in made.rows)


@pytest.mark.parametrize(("table", "phase"), TABLE_AND_PHASE)
def test_every_area_has_one_column_and_every_cell_is_marked_or_counted_as_silent(
    atlas: Atlas, table: str, phase: str
) -> None:
    made = matrix(atlas, Selection(phase=phase), table)
    codes = [code for group in made.groups for code, _name in group.places]
    assert sorted(codes) == sorted(atlas.by_area)
    marked = sum(mark is not None for row in made.rows for mark in row.cells)
    assert marked + made.signs["silent"] == len(made.rows) * 24


@pytest.mark.parametrize(("table", "phase"), TABLE_AND_PHASE)
def test_every_statement_of_the_selection_stands_behind_some_mark(atlas: Atlas, table: str, phase: str) -> None:
    selection = Selection(phase=phase)
    for row in said(atlas, selection, table):
        made = matrix(atlas, selection, table, row.statement_id)
        chosen = [mark for line in made.rows for mark in (*line.bands, *line.cells) if mark and mark.chosen]
        assert chosen, row.statement_id
        assert {mark.item for mark in chosen} == {row.statement_id}


def test_a_relation_stands_in_the_rows_of_both_organisations_and_is_counted_once(atlas: Atlas) -> None:
    made = matrix(atlas, Selection(phase="not-stated"), "partners")
    assert cells(made, "stated") == {("ilo-ipec", "KH-18"), ("ccpcr", "KH-18")}
    assert (made.stated.things, made.stated.cells) == (1, 2)


def test_a_cell_that_is_only_inferred_or_ambiguous_is_marked_as_unsure(atlas: Atlas) -> None:
    made = matrix(atlas, Selection("II"), "studies")
    unsure = {row.key for row in made.rows for mark in row.cells if mark and mark.unsure}
    assert unsure == {row.key for row in made.rows if row.cells} - {
        "survey-phnom-penh", "survey-sihanoukville", "survey-siem-reap"
    }  # fmt: skip


def test_three_surveys_are_counted_and_second_mentions_are_not(atlas: Atlas) -> None:
    made = matrix(atlas, Selection("II"), "studies")
    assert (made.stated.things, made.stated.cells, made.mentions) == (3, 3, 13)
    totals = dict(zip((code for group in made.groups for code, _name in group.places), made.totals, strict=True))
    assert totals["KH-12"] == (1, 1)
    assert totals["KH-14"] == (0, 2)
    assert totals["KH-7"] == (0, 0)


def test_both_phases_together_never_hold_a_statement_without_a_phase(atlas: Atlas) -> None:
    both = {row.statement_id for row in said(atlas, Selection(phase="all"), "interventions")}
    apart = [
        {row.statement_id for row in said(atlas, Selection(phase=phase), "interventions")} for phase in ("I", "II")
    ]
    assert both == apart[0] | apart[1]
    assert len(both) == 29


# -- filters -----------------------------------------------------------------------------------------------------------


def test_an_area_outside_the_filter_keeps_its_column_but_counts_nowhere(atlas: Atlas) -> None:
    made = matrix(atlas, Selection("II", role=frozenset({"receiving"})), "interventions")
    outside = next(group for group in made.groups if group.key == "-")
    assert {code for code, _name in outside.places} == {"KH-14", "KH-20", "KH-3", "KH-1"}
    assert (made.stated.things, made.expected.things) == (0, 1)
    assert [row.key for row in made.rows] == ["demand-side-prevention"]
    assert made.signs["silent"] == 24 - 4 - 3


def test_a_filter_that_leaves_nothing_offers_ways_that_lead_to_something(atlas: Atlas) -> None:
    selection = Selection(phase="I")
    assert matrix(atlas, selection, "studies").rows == ()
    ways = suggestions(atlas, selection, lambda other: len(said(atlas, other, "studies")))
    assert ways
    assert all(matrix(atlas, way.selection, "studies").rows for way in ways)


# -- words -------------------------------------------------------------------------------------------------------------


def test_the_first_line_says_where_what_is_and_counts_each_activity_once(atlas: Atlas) -> None:
    selection = Selection("II")
    words = describe_coverage(atlas, selection, matrix(atlas, selection, "interventions"))
    assert words.sentence == (
        "Kampong Cham, Prey Veng and Svay Rieng: 5 activities (said of several areas together). "
        "Planned or expected in Phnom Penh, Siem Reap and Sihanoukville: 1 activity (said of several areas together). "
        "Without an area: 6 activities (1 ambiguous). "
        "Told as parts or purposes of others, and not counted again: 8 activities."
    )
    assert words.silence == (
        "Named, but with no activity stated: Banteay Meanchey and Kandal. 16 areas are not mentioned in Phase II."
    )
    nowhere = Selection("I")
    told = describe_coverage(atlas, nowhere, matrix(atlas, nowhere, "interventions"))
    assert told.sentence.startswith(
        "No activity is stated for a single area. For the project as a whole: 8 activities (3 ambiguous)."
    )


@pytest.mark.parametrize(("table", "phase"), TABLE_AND_PHASE)
def test_silence_is_never_told_as_zero(atlas: Atlas, table: str, phase: str) -> None:
    selection = Selection(phase=phase)
    words = describe_coverage(atlas, selection, matrix(atlas, selection, table))
    assert "0" not in f"{words}".replace("10", "").replace("20", "")
    assert words.sentence


def test_a_filter_is_said(atlas: Atlas) -> None:
    selection = Selection("II", role=frozenset({"receiving"}))
    words = describe_coverage(atlas, selection, matrix(atlas, selection, "interventions"))
    assert words.sentence.endswith("Shown: role “Receiving”.")


def test_the_gaps_name_the_areas_that_are_named_without_an_activity(atlas: Atlas) -> None:
    selection = Selection("II")
    made = matrix(atlas, selection, "interventions")
    assert gap(atlas, made, selection, "Named, but no activity stated") == {"KH-1", "KH-8"}
    assert gap(atlas, made, selection, "Only planned or expected") == {"KH-12", "KH-17", "KH-18"}
    assert "KH-2" in gap(atlas, made, selection, "Not mentioned in Phase II")
    assert "Safer migration" in gap(atlas, made, selection, "Said of no area")
    assert "Networking" in gap(atlas, made, selection, "In the record, but not in this selection")


def test_an_area_with_mentions_only_is_no_gap_and_no_count(atlas: Atlas) -> None:
    selection = Selection("II")
    made = matrix(atlas, selection, "studies")
    told = gap(atlas, made, selection, "Mentioned, but not counted")
    assert told == {"KH-14", "KH-20", "KH-3", "KH-1", "KH-8"}
    assert not any(gap.heading.startswith("Named, but") for gap in gaps(atlas.record, made, "II"))


# -- what stands behind a cell -----------------------------------------------------------------------------------------


def test_a_cell_opens_its_statement_first_and_the_others_of_its_row_after_it(atlas: Atlas) -> None:
    made = matrix(atlas, Selection(phase="all"), "interventions", "act-2-awareness")
    behind = opened(atlas, made, "act-2-awareness")
    assert behind
    assert behind.heading == "Awareness raising"
    assert [line.item.citation for line in behind.lines] == [("S4.4",), ("S3.1 s2",), ("S4.8",)]
    assert [line.chosen for line in behind.lines] == [True, False, False]
    assert [code for code, _name in behind.lines[0].places] == ["KH-14", "KH-20", "KH-3"]
    assert behind.lines[1].scope == "for the whole project"


def test_a_statement_outside_the_selection_opens_with_a_word(atlas: Atlas) -> None:
    made = matrix(atlas, Selection(phase="II"), "interventions")
    behind = opened(atlas, made, "act-1-networking")
    assert behind
    assert behind.lines[0].item.citation == ("S3.1 s2",)
    assert "Phase I" in behind.remark


def test_a_statement_that_does_not_exist_opens_with_a_word_and_no_line(atlas: Atlas) -> None:
    behind = opened(atlas, matrix(atlas, Selection("II"), "interventions"), HOSTILE)
    assert behind
    assert behind.remark
    assert behind.lines == ()
    assert opened(atlas, matrix(atlas, Selection("II"), "interventions"), "") is None


# -- bad input ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_record_without_rows_still_has_a_page(record: Record, atlas: Atlas, table: str) -> None:
    bare = from_record(
        replace(record, roles=(), interventions=(), involvements=(), studies=(), partners=(), events=(), uses=(),
                places=(), aliases=(), context=()),
        atlas.layers,
    )  # fmt: skip
    made = matrix(bare, Selection("II"), table)
    assert made.rows == ()
    assert describe_coverage(bare, Selection("II"), made).sentence == "Nothing of this kind is stated."
    assert "<table" not in page(bare, Selection("II"), table)


@pytest.mark.parametrize("table", TABLES)
def test_hostile_words_stay_words(record: Record, atlas: Atlas, table: str) -> None:
    hostile = from_record(
        replace(
            record,
            interventions=tuple(replace(row, label=HOSTILE, note=HOSTILE) for row in record.interventions),
            studies=tuple(replace(row, label=HOSTILE) for row in record.studies),
            partners=tuple(replace(row, short_name=HOSTILE) for row in record.partners),
            areas=tuple(replace(row, name=HOSTILE) for row in record.areas),
        ),
        atlas.layers,
    )
    for item in ("act-2-awareness", "survey-phnom-penh", "inv-17"):
        html = page(hostile, Selection("II"), table, item)
        assert "<img" not in html
        assert "&lt;img" in html


def test_more_rows_than_a_person_oversees_are_counted(record: Record, atlas: Atlas) -> None:
    studies = tuple(replace(record.studies[5], study_id=f"study-{number}") for number in range(100))
    many = from_record(replace(record, studies=studies, uses=(), context=()), atlas.layers)
    made = matrix(many, Selection("II"), "studies")
    assert len(made.rows) + made.left_out == 100
    assert made.left_out
    assert made.stated.things == 100
    assert f"{made.left_out} more rows are left out" in page(many, Selection("II"), "studies")
