"""Phases are data: as many as the list of codes has, each with its label, over every view."""

from pathlib import Path

import pytest

from geo.map.classification import key_in, paint, words_for
from geo.map.legend import legend
from geo.map.summary import describe
from geo.map.symbology import SEVERAL, letters, parts
from geo.record.atlas import Atlas, open_atlas
from geo.record.models import NOT_STATED
from geo.selection.phases import ALL, choices, covered, has_choice, join, pair_of, phase_name, short_name
from geo.selection.selection import Selection, from_params, in_phase, options
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.slides import slides
from geo.story.story import from_json
from geo.views.compare.areas import changes
from geo.views.empty import answer
from geo.views.place import dossier
from geo.views.registry import VIEWS, read_params, read_view
from geo.web.leaflet import read_choice
from tests.support.worlds import add_phase, edit, faults_of, grown_record, one_phase, only_fault_of, rows, write_rows

NAMES = ("Phase I", "Phase II", "Phase III")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_atlas(grown_record(tmp_path_factory.mktemp("three")))


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Open a record with a fourth phase as well: Prey Veng has a fourth role."""
    return open_atlas(add_phase(grown_record(tmp_path_factory.mktemp("four")), "IV", KH_14="sending", KH_9="receiving"))


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_atlas(one_phase(tmp_path_factory.mktemp("single")))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """One phase, and nothing beside it."""
    return open_atlas(one_phase(tmp_path_factory.mktemp("alone"), undated=False))


# -- what can be chosen ----------------------------------------------------------------------------------------------


def test_the_phases_stand_in_the_order_of_their_rows_and_the_last_is_shown_at_the_start(
    atlas: Atlas, three: Atlas, single: Atlas
) -> None:
    assert three.record.phases == ("I", "II", "III")
    assert [one.default_phase for one in (atlas, three, single)] == ["II", "III", "II"]
    assert from_params({}, three) == (Selection("III"), ())


def test_a_phase_of_which_nothing_is_told_is_not_shown_at_the_start(world: Path) -> None:
    assert open_atlas(add_phase(world, "III")).default_phase == "II"


def test_there_is_no_all_of_a_single_phase_and_no_choice_where_nothing_stands_beside_it(
    atlas: Atlas, single: Atlas, alone: Atlas
) -> None:
    assert list(options(atlas.record, "phase").values()) == ["Phase I", "Phase II", "Both phases", "Phase not stated"]
    assert choices(single.record) == ("II", NOT_STATED)
    assert [has_choice(one) for one in (atlas, single, alone)] == [True, True, False]


def test_words_for_all_phases_fit_how_many_there_are(atlas: Atlas, three: Atlas, single: Atlas) -> None:
    assert [phase_name(one.record, ALL) for one in (atlas, three, single)] == ["Both phases", "All phases", "Phase II"]
    assert [short_name(one.record, ALL) for one in (atlas, three, single)] == ["Both", "All", "II"]
    assert phase_name(three.record, "I+III") == "Phase I and Phase III"


@pytest.mark.parametrize("old", ["both", "Both", "all"])
def test_old_links_are_of_all_phases_and_new_ones_say_so(atlas: Atlas, three: Atlas, single: Atlas, old: str) -> None:
    for one in (atlas, three):
        assert from_params({"phase": [old]}, one) == (Selection(ALL), ())
    assert Selection(ALL).to_query() == "phase=all"
    assert from_params({"phase": [old]}, single) == (Selection("II"), ())


def test_old_story_files_open_as_they_were(atlas: Atlas, three: Atlas) -> None:
    old = from_json(
        """{"format": "ticw-atlas-story", "version": 1, "title": "Old", "views": [
        {"page": "", "query": "phase=both&role=receiving", "title": "", "note": ""},
        {"page": "compare", "query": "phase=both", "title": "", "note": ""}]}"""
    )
    for one in (atlas, three):
        on_map, compared = slides(one, old)
        assert on_map.selection == Selection(ALL, role=frozenset({"receiving"}))
        assert not [*on_map.notices, *compared.notices]


def test_what_the_record_does_not_have_is_said(three: Atlas) -> None:
    chosen, notices = from_params({"phase": ["IV"]}, three)
    assert chosen == Selection("III")
    assert "“IV”" in notices[0]
    assert read_choice(three, {"phase": "IV"}) == {}
    assert read_choice(three, {"phase": "III"}) == {"phase": "III"}


def test_a_scope_of_some_phases_is_no_address(three: Atlas) -> None:
    scope = join(three.record, ("III", "I"))
    assert covered(three.record, scope) == ("I", "III")
    assert Selection(scope).to_query() == "phase=all"
    assert join(three.record, three.record.phases) == ALL
    assert [row.phase for row in three.statements if in_phase(row, scope) and row.phase == "II"] == []


# -- faults ----------------------------------------------------------------------------------------------------------


def test_a_third_phase_a_fourth_role_and_a_second_source_are_data_alone(three: Atlas) -> None:
    assert faults_of(three.record.folder) == ()
    role = three.by_id["role-92"]  # a statement of all three
    assert (role.phase, role.kind, role.citation) == ("III", "destination-abroad", ("Progress report 2007, p. 5",))
    assert {row.phase for row in three.statements if row.citation == ("Progress report 2007",)} == {"II"}


@pytest.mark.parametrize("column", ["phase_code", "heading_phase_code"])
def test_a_phase_that_the_list_does_not_have_is_a_fault_of_its_cell(world: Path, column: str) -> None:
    line = edit(world, "involvements.csv", "inv-17", **{column: "III"})
    fault = only_fault_of(world)
    assert (fault.file, fault.row, fault.field) == ("involvements.csv", line, column)
    assert fault.reason == "'III' is not a code of the list 'phase'"
    assert "add the code to codes.csv" in fault.remedy


@pytest.mark.parametrize(("heading", "phase"), [("not-stated", "not-stated"), ("II", "II")])
def test_a_heading_that_names_no_other_phase_is_a_fault(world: Path, heading: str, phase: str) -> None:
    line = edit(world, "involvements.csv", "inv-17", heading_phase_code=heading, phase_code=phase)
    fault = only_fault_of(world)
    assert (fault.file, fault.row, fault.field) == ("involvements.csv", line, "heading_phase_code")


@pytest.mark.parametrize(
    ("code", "reason"), [("all", "all phases"), ("BOTH", "all phases"), ("ii", "differs from 'II' by capital letters")]
)
def test_a_phase_that_addresses_could_not_tell_apart_is_a_fault(world: Path, code: str, reason: str) -> None:
    fault = faults_of(add_phase(world, code))[0]
    assert (fault.file, fault.field) == ("codes.csv", "code")
    assert reason in fault.reason


def test_without_a_code_for_no_phase_there_is_a_fault(world: Path) -> None:
    lines = rows(world, "codes.csv")
    write_rows(world, "codes.csv", [cells for cells in lines if cells[:2] != ["phase", "not-stated"]])
    assert any("'phase' has no code 'not-stated'" in fault.reason for fault in faults_of(world))


# -- paint, letters, words -------------------------------------------------------------------------------------------


def test_three_roles_over_time_are_three_looks_side_by_side(three: Atlas) -> None:
    painted = paint(three, Selection("III"))[ALL]
    keys = {code: painted[code] for code in ("KH-14", "KH-12", "KH-2", "KH-17", "KH-9", "KH-1", "KH-18", "KH-20")}
    assert keys == {
        "KH-14": "S>ST>R", "KH-12": "S>R>S", "KH-2": "S>DA>S", "KH-17": ">R>R", "KH-9": ">>R", "KH-1": "S>ST",
        "KH-18": "S>R", "KH-20": ">ST>",
    }  # fmt: skip
    assert parts("S>ST>R") == ("S", "ST", "R")
    assert parts("S>>S") == ("S",)
    assert letters(three, "S>ST>R", three.record.phases) == "S → S·T → R"
    assert letters(three, "S>>S", three.record.phases) == "I, III: S"
    assert words_for(three, "S>R>S", NAMES) == "sending, then receiving, then sending"
    assert words_for(three, "S>>S", NAMES) == "sending, in Phase I and Phase III"
    assert words_for(three, ">>R", NAMES) == "receiving, only in Phase III"


def test_beyond_three_roles_over_time_there_are_several(four: Atlas) -> None:
    painted = paint(four, Selection("IV"))[ALL]
    assert painted["KH-14"] == SEVERAL
    assert painted["KH-9"] == ">>R>R"
    entry = next(entry for entry in legend(four, Selection(ALL)) if entry.key == SEVERAL)
    assert (entry.label, entry.count, entry.letters) == ("several roles over time", 1, "…")
    assert key_in(four, (), ()) == ""


def test_every_entry_of_the_legend_reads_otherwise(three: Atlas, four: Atlas) -> None:
    for one in (three, four):
        for phase in choices(one.record):
            entries = legend(one, Selection(phase))
            assert len({entry.label for entry in entries}) == len(entries)
            assert sum(entry.count for entry in entries if not entry.key.startswith("~")) == 24


def test_sentences_say_the_phases_by_their_labels(three: Atlas) -> None:
    words = describe(three, Selection(ALL))
    assert words.title == "Where all phases worked"
    assert (
        "The 3 phases together name 13 of 24 provinces and municipalities: 5 with another role from phase to phase"
        in words.sentence
    )
    assert "1 in some phases only, 7 in one phase only" in words.sentence
    sentence = describe(three, Selection("III")).sentence
    assert sentence.startswith(
        "Phase III names 6 of 24 provinces and municipalities: 2 sending, 3 receiving, 1 destination abroad"
    )
    assert [item.title for item in dossier(three, "KH-9", Selection("III")).roles] == [
        "Phase III: receiving", "Phase I: not mentioned in the source", "Phase II: not mentioned in the source",
    ]  # fmt: skip


# -- every view ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["three", "four", "single", "alone"])
def test_every_statement_can_be_seen_in_a_view(name: str, request: pytest.FixtureRequest) -> None:
    atlas: Atlas = request.getfixturevalue(name)
    seen = set()
    for phase in choices(atlas.record):
        for page in VIEWS:
            shown = read_view(atlas, View(f"phase={phase}", page=page))
            assert shown.notices == ()
            assert shown.content.title
            seen |= {row.statement_id for row in shown.content.rows(atlas)}
    assert seen == {row.statement_id for row in atlas.statements}


@pytest.mark.parametrize("name", ["three", "four", "single", "alone"])
def test_the_record_tells_a_story_of_its_phases(name: str, request: pytest.FixtureRequest) -> None:
    atlas: Atlas = request.getfixturevalue(name)
    shown = slides(atlas, builtin(atlas))
    for phase in atlas.record.phases:
        assert any(slide.selection.phase == phase for slide in shown)
    assert sum(slide.view.page == "compare" for slide in shown) == len(atlas.record.phases) - 1
    assert not [slide.title for slide in shown if slide.empty or slide.notices]


# -- compare ---------------------------------------------------------------------------------------------------------


def test_the_last_two_phases_are_compared_unless_two_others_are_asked_for(three: Atlas) -> None:
    assert pair_of(three.record) == ("II", "III")
    assert pair_of(three.record, "I") == ("I", "III")
    assert pair_of(three.record, "III", "I") == ("I", "III")
    assert pair_of(three.record, "II", "II") == ("II", "III")
    made = changes(three, Selection(ALL), ("I", "III"))
    assert made.words.title == "What changed from Phase I to Phase III"
    assert made.words.sentence.startswith("Prey Veng: from sending to receiving. ")
    assert "in Phase I and in Phase III." in made.words.sentence
    assert {code for code, _name in made.neither} >= {"KH-20", "KH-8"}
    assert len(made.pairs) == 3


def test_a_view_of_two_phases_leaves_the_third_out(three: Atlas) -> None:
    shown = read_view(three, View("phase=II&first=I&second=II", page="compare"))
    assert shown.notices == ()
    assert shown.content.title == "What changed from Phase I to Phase II"
    assert "KH-9" not in {code for row in shown.content.rows(three) for code in row.areas}
    assert [entry.label for entry in shown.content.legend if ">>" in entry.key] == []
    other = read_view(three, View("phase=II&first=II&second=III", page="compare"))
    assert "KH-9" in {code for row in other.content.rows(three) for code in row.areas}


def test_a_phase_that_is_compared_with_itself_gets_another_beside_it_and_a_word(three: Atlas) -> None:
    taken, notices = read_params(three, "compare", {"first": ["II"], "second": ["II"]})
    assert notices == ("The address compares a phase with itself; another is set beside it.",)
    assert pair_of(three.record, **taken) == ("II", "III")


def test_of_one_phase_there_is_nothing_to_compare(single: Atlas) -> None:
    shown = read_view(single, View("phase=both", page="compare"))
    words = "The record knows one phase only, Phase II: there is nothing to compare."
    assert shown.content.empty
    assert shown.content.sentence == words
    told = answer(single, shown.selection, "compare")
    assert told
    assert [line.title for line in told.lines] == [words]
