"""The page of the record: search, paragraphs, statements in full."""

import pytest

from geo.record.atlas import Atlas
from geo.selection.search import find
from geo.selection.selection import Selection, in_phase
from geo.views.record.tables import hits, lines_of, opened_paragraph, opened_statement, tables
from tests.support.worlds import PHASES

BOTH = Selection(phase="all")
HEADED = {"inv-05", "inv-06", "inv-09", "inv-10", "inv-13", "inv-14"}  # only the heading over them names a phase


def test_a_printed_spelling_finds_the_statements_of_its_area(atlas: Atlas) -> None:
    found = find(atlas, BOTH, "sinhanouk VILE")
    assert found.rows
    assert all("KH-18" in row.areas for row in found.rows)
    assert [hint.printed for hint in found.hints] == ["Sinhanouk Vile"]


def test_a_khmer_name_finds_the_same_as_the_english_one(atlas: Atlas) -> None:
    khmer, english = (find(atlas, BOTH, name).rows for name in ("ព្រៃវែង", "Prey Veng"))
    assert khmer
    assert {row.statement_id for row in khmer} <= {row.statement_id for row in english}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("query", ["memorandum", "agreement", "MoSALVY", "Sihanouk Ville"])
def test_a_search_finds_the_same_in_every_phase_and_the_chosen_phase_comes_first(
    atlas: Atlas, query: str, phase: str
) -> None:
    found = find(atlas, Selection(phase=phase), query)
    assert found.groups[0].phase == phase
    everywhere = {row.statement_id for row in find(atlas, BOTH, query).rows}
    assert {row.statement_id for row in found.rows} == everywhere
    assert len(found.rows) == len(everywhere)
    for group in found.groups:
        assert all(in_phase(row, group.phase) for row in group.rows)


def test_both_agreements_of_2003_are_found_from_both_phases(atlas: Atlas) -> None:
    found = {row.statement_id for row in find(atlas, BOTH, "memorandum").rows}
    assert {"mou-employment", "mou-trafficking"} <= found


def test_without_a_search_a_phase_stays_a_phase(atlas: Atlas) -> None:
    (group,) = find(atlas, BOTH, "  ").groups
    assert all(in_phase(row, "all") for row in group.rows)
    assert {row.statement_id for row in group.rows if row.phase == "not-stated"} == HEADED


def test_a_search_counts_what_it_finds_in_every_table(atlas: Atlas) -> None:
    assert hits(atlas, BOTH, "") == {}
    found = hits(atlas, BOTH, "Sihanouk Ville")
    assert found["spellings"] == len(lines_of(atlas, "spellings", BOTH, "Sihanouk Ville")) > 0
    assert found["statements"] == len(find(atlas, BOTH, "Sihanouk Ville").rows)


def test_a_search_without_a_hit_finds_nothing_and_says_how_many_there_are(atlas: Atlas) -> None:
    found = find(atlas, BOTH, "no such word anywhere")
    assert not found.rows
    assert found.total == len(atlas.statements)


def test_every_paragraph_opens_with_what_rests_on_it_or_why_nothing_does(atlas: Atlas) -> None:
    for row in atlas.record.paragraphs:
        opened = opened_paragraph(atlas, row.paragraph_id)
        assert opened
        first = opened.sections[0].items
        assert first[0].citation or first[0].silent
        if row.left_out:
            assert row.left_out in first[0].title


def test_the_address_of_a_sentence_opens_its_paragraph(atlas: Atlas) -> None:
    assert opened_paragraph(atlas, "S2.1 s4") == opened_paragraph(atlas, "S2.1")
    assert opened_paragraph(atlas, "S99.9") is None


def test_every_statement_opens_in_full_with_its_citation(atlas: Atlas) -> None:
    for row in atlas.statements:
        opened = opened_statement(atlas, row.statement_id)
        assert opened
        assert opened.sections[0].items[0].citation == row.citation
    assert opened_statement(atlas, "nothing") is None


@pytest.mark.parametrize("table", [name for name in tables() if name != "statements"])
def test_every_other_table_has_lines(atlas: Atlas, table: str) -> None:
    assert lines_of(atlas, table, BOTH, "")
    assert len(lines_of(atlas, table, BOTH, "")) >= len(lines_of(atlas, table, BOTH, "Sihanoukville"))


def test_facts_from_other_sources_are_shown_only_when_switched_on(atlas: Atlas) -> None:
    off, on = (lines_of(atlas, "others", BOTH.changed(context=context), "") for context in (False, True))
    assert [line.silent for line in off] == [True]
    assert len(on) == len(atlas.record.context)
