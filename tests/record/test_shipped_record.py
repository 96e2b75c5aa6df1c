"""The shipped record says what the briefing says, counts as the briefing counts, and adds nothing.

The briefing itself is not in the repository; tests/support/own_words.py finds a copied run of its words all the same.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from geo.record.columns import columns_of
from geo.record.models import CITING, KEYS, TABLES
from geo.record.record import Record
from tests.support.own_words import copied

FACTS = (*CITING, "ambiguities")
SENDING_AND_TRANSIT = {"KH-14", "KH-20", "KH-3", "KH-1"}
RECEIVING = {"KH-12", "KH-8", "KH-18", "KH-17"}


def ids(rows: tuple[Any, ...], **wanted: object) -> set[str]:
    """Return the ids of the rows whose fields have these values."""
    return {
        getattr(row, columns_of(row.__class__)[0].name)
        for row in rows
        if all(getattr(row, field) == value for field, value in wanted.items())
    }


def texts(record: Record, *tables: str) -> Iterator[tuple[str, str]]:
    """Every text that these tables hold, with the table and the row that hold it."""
    for table in tables:
        for row in getattr(record, table):
            where = f"{table} {' '.join(getattr(row, key) for key in KEYS[table])}"
            for column in columns_of(TABLES[table]):
                value = getattr(row, column.name)
                yield where, "; ".join(value) if isinstance(value, tuple) else str(value)


# -- places and roles ----------------------------------------------------------------------------------------------


def test_there_are_24_areas_of_which_the_record_names_nine(record: Record) -> None:
    named = {row.place_id for row in record.roles} & set(record.areas_by_code)
    assert len(record.areas) == 24
    assert named == {"KH-1", "KH-2", "KH-3", "KH-8", "KH-12", "KH-14", "KH-17", "KH-18", "KH-20"}


def test_five_areas_have_a_role_in_phase_one_all_as_sending(record: Record) -> None:
    roles = {row.place_id: row for row in record.roles if row.phase_code == "I"}
    assert set(roles) == {"KH-14", "KH-12", "KH-18", "KH-2", "KH-1"}
    assert {(row.role_code, row.certainty) for row in roles.values()} == {("sending", "stated-of-group")}


def test_eight_areas_have_a_role_in_phase_two_and_kandal_alone_is_ambiguous(record: Record) -> None:
    roles = {row.place_id: row for row in record.roles if row.phase_code == "II"}
    units = set(roles) & set(record.areas_by_code)
    assert {place for place in units if roles[place].role_code == "sending-transit"} == SENDING_AND_TRANSIT
    assert {place for place in units if roles[place].role_code == "receiving"} == RECEIVING
    assert {place for place in units if roles[place].certainty == "ambiguous"} == {"KH-8"}
    assert set(roles) - units == {"phnom-penh-kandal", "thailand"}


def test_no_place_has_two_roles_in_one_phase(record: Record) -> None:
    assert max(Counter((row.place_id, row.phase_code) for row in record.roles).values()) == 1


def test_areas_of_both_phases_and_of_one_are_those_of_the_register(record: Record) -> None:
    units = set(record.areas_by_code)
    first, second = ({row.place_id for row in record.roles if row.phase_code == phase} & units for phase in ("I", "II"))
    assert first & second == {"KH-14", "KH-1", "KH-12", "KH-18"}
    assert first - second == {"KH-2"}
    assert second - first == {"KH-20", "KH-3", "KH-17", "KH-8"}


def test_the_compound_keeps_its_two_members_and_the_border_is_no_area(record: Record) -> None:
    assert record.places_by_id["phnom-penh-kandal"].member_codes == ("KH-12", "KH-8")
    assert ids(record.places, drawn_code="border-line") == {"thai-border"}
    assert [place.place_id for place in record.places if place.member_codes] == ["phnom-penh-kandal"]


def test_sihanoukville_is_known_by_its_three_printed_spellings(record: Record) -> None:
    assert ids(record.aliases, refers_to="KH-18") == {"Sinhanouk Vile", "Sihanouk Ville", "Sihanoukville"}


# -- interventions -------------------------------------------------------------------------------------------------


def cells(record: Record, phase: str, *states: str) -> set[tuple[str, str]]:
    """Area and type of the activities of a phase that name areas."""
    return {
        (place, row.type_code)
        for row in record.interventions
        if row.phase_code == phase and row.state_code in states
        for place in row.place_ids
        if place in record.areas_by_code
    }


def test_phase_two_has_fifteen_cells_of_area_and_activity_and_phase_one_has_none(record: Record) -> None:
    phase_two = cells(record, "II", "done", "under-way")
    assert len(phase_two) == 15
    assert Counter(place for place, _ in phase_two) == {"KH-14": 5, "KH-20": 5, "KH-3": 5}
    assert cells(record, "I", "done", "under-way", "planned", "expected", "considered") == set()
    assert len(ids(record.interventions, phase_code="I", scope_code="project", place_ids=(), counted=True)) == 8
    assert ids(record.interventions, phase_code="I", counted=False) == {"act-1-prevention"}


def test_one_activity_in_three_provinces_is_one_row(record: Record) -> None:
    rows = [row for row in record.interventions if row.citation == ("S4.4",)]
    assert len(rows) == 5
    assert {row.place_ids for row in rows} == {("KH-14", "KH-20", "KH-3")}


def test_measures_on_the_demand_side_are_expected_at_three_places(record: Record) -> None:
    assert {place for place, _ in cells(record, "II", "expected")} == {"KH-12", "KH-18", "KH-17"}
    assert ids(record.interventions, state_code="expected") == {"act-2-demand-side"}


def test_the_four_activities_of_2003_have_no_phase_and_three_of_them_were_funded(record: Record) -> None:
    rows = [row for row in record.interventions if row.phase_code == "not-stated" and row.counted]
    parts = [row for row in record.interventions if row.part_of == "act-2003-afesip"]
    assert {row.type_code for row in parts} == {"education", "vocational-training", "income-generation"}
    assert not any(row.counted for row in parts)
    assert [(row.year, row.year_precision) for row in rows] == [(2003, "stated"), *[(2003, "inferred")] * 3]
    relations = Counter(row.relation_code for row in record.involvements if row.partner_id == "ilo-ipec")
    assert relations == {"funded": 3, "built-capacity": 1}
    assert ids(record.involvements, relation_code="funded") <= ids(record.involvements, partner_id="ilo-ipec")
    assert [row.place_ids for row in rows] == [(), ("thai-border",), (), ("KH-18",)]


def test_nothing_is_under_way_where_the_source_lists_nothing(record: Record) -> None:
    named = {place for place, _ in cells(record, "II", "done", "under-way", "planned", "considered")}
    assert not named & {"KH-1", *RECEIVING}


# -- studies, events, partners -------------------------------------------------------------------------------------


def test_three_baseline_surveys_are_counted_and_nothing_else(record: Record) -> None:
    assert ids(record.studies, counted=True) == {"survey-phnom-penh", "survey-sihanoukville", "survey-siem-reap"}
    assert {(row.kind_code, row.year) for row in record.studies if row.counted} == {("baseline-survey", 2004)}


def test_kandal_has_neither_survey_nor_activity_of_its_own(record: Record) -> None:
    rows: tuple[Any, ...] = (*record.studies, *record.interventions, *record.involvements, *record.events)
    assert not [row for row in rows if "KH-8" in row.place_ids]


def test_two_agreements_of_2003_are_counted(record: Record) -> None:
    agreements = [row for row in record.events if row.kind_code == "agreement"]
    assert [(row.event_id, row.year) for row in agreements if row.counted] == [
        ("mou-employment", 2003),
        ("mou-trafficking", 2003),
    ]
    assert ids(record.events, kind_code="agreement", counted=False) == {"mou-mention"}


def test_two_publications_are_dated(record: Record) -> None:
    dated = {row.event_id: row.year for row in record.events if row.kind_code == "publication" and row.year}
    assert dated == {"report-yunnan": 2005, "tools-for-prevention": 2005}


def test_two_provincial_steering_committees_were_set_up_in_phase_one(record: Record) -> None:
    rows = [row for row in record.involvements if row.relation_code == "established"]
    set_up = {(row.partner_id, row.place_ids, row.phase_code) for row in rows}
    assert set_up == {("psc-prey-veng", ("KH-14",), "I"), ("psc-sihanoukville", ("KH-18",), "I")}
    assert len(ids(record.partners, kind_code="provincial-committee")) == 2


def test_the_publisher_of_the_briefing_is_a_source_and_no_partner(record: Record) -> None:
    assert record.sources_by_id["briefing"].publisher == "Academy for Educational Development"
    assert not [row for row in record.partners if "Academy" in row.name]


# -- citations -----------------------------------------------------------------------------------------------------


def test_every_fact_cites_a_paragraph_that_states_something(record: Record) -> None:
    for table in CITING:
        for row in getattr(record, table):
            from_elsewhere = table == "aliases" and row.source_id != "briefing"
            assert bool(row.citation) != from_elsewhere, row
            for entry in row.citation:
                assert record.paragraphs_by_id[entry.partition(" ")[0]].states, (row, entry)


def test_every_paragraph_that_states_something_is_cited_and_every_other_says_why_not(record: Record) -> None:
    cited = {entry.partition(" ")[0] for table in CITING for row in getattr(record, table) for entry in row.citation}
    assert cited == ids(record.paragraphs, states=True) == ids(record.paragraphs, left_out="")


def test_every_ambiguity_and_every_silence_of_the_register_is_there(record: Record) -> None:
    assert (len(record.ambiguities), len(record.silences)) == (45, 13)
    assert all(row.issue and row.kept and row.citation for row in record.ambiguities)


def test_context_comes_from_other_sources_only(record: Record) -> None:
    assert record.context
    assert ids(record.sources, complete=True) == {"briefing"} == {row.source_id for row in record.sources_of_facts}
    assert not [row for row in record.context if row.source_id == "briefing"]
    used = {row.source_id for row in record.context} | {row.source_id for row in record.aliases}
    assert used == set(record.sources_by_id)


def test_ids_are_unique_over_all_tables(record: Record) -> None:
    tables = [getattr(record, table) for table in TABLES if table not in ("codes", "aliases", "names")]
    counts = Counter(row_id for rows in tables for row_id in ids(rows))
    assert [row_id for row_id, count in counts.items() if count > 1] == []


def test_every_code_is_used_by_a_row_but_for_patterns_that_another_role_may_have(record: Record) -> None:
    used = {
        (column.vocabulary, code)
        for table, row_class in TABLES.items()
        for column in columns_of(row_class)
        if column.vocabulary
        for row in getattr(record, table)
        for cell in [getattr(row, column.name)]
        for code in (cell if isinstance(cell, tuple) else (cell,))
    }
    assert {(code.list, code.code) for code in record.codes if code.list != "pattern"} - used == set()


# -- what must not be there ----------------------------------------------------------------------------------------

ABSENT = {
    "a donor or an amount": r"DFID|Japan|Australia|United Kingdom|Trust Fund|donors? |US\$|dollar|million",
    "another country of the region": r"Viet ?Nam|Vietnam|Lao\b|Laos|Myanmar|Burma|China\b",
    "a person": r"\bMrs?\b|\bMs\b|\bDr\b|Excellency|Minister\b|\bdirector\b",
    "a site within an area": r"\bdistrict of|commune of|village of|Poipet|Bavet|Aranyaprathet|Anlong Veng",
}


@pytest.mark.parametrize("what", ABSENT)
def test_no_fact_names(record: Record, what: str) -> None:
    found = [said for said in texts(record, *CITING) if re.search(ABSENT[what], said[1])]
    assert found == []


def test_no_phase_has_a_date(record: Record) -> None:
    phases = [code for code in record.codes if code.list == "phase"]
    assert not [code for code in phases if re.search(r"\d{4}", code.label + code.note)]
    years = {row.year for rows in (record.interventions, record.studies, record.events) for row in rows} - {None}
    assert years == {2003, 2004, 2005}
    assert not [row for row in record.interventions if row.year and row.phase_code != "not-stated"]


def test_no_fact_counts_people_or_places(record: Record) -> None:
    for table in ("roles", "interventions", "involvements", "studies", "uses", "events"):
        worded = ("label", "beneficiaries", "statement", "subject", "serves", "note")
        for row in getattr(record, table):
            said = " ".join(getattr(row, field, "") for field in worded)
            assert not re.search(r"\b(?!2003|2004|2005)\d+\b", said), row


def test_the_office_address_is_a_contact_and_no_place_of_work(record: Record) -> None:
    rows: tuple[Any, ...] = (*record.interventions, *record.studies, *record.events, *record.involvements)
    assert not [row for row in rows if "chamkar-mon" in row.place_ids]
    assert not [row for row in record.roles if row.place_id == "chamkar-mon"]


def test_kinds_of_organisation_that_the_briefing_does_not_give_are_known_from_elsewhere(record: Record) -> None:
    assert ids(record.partners, kind_code="ngo", kind_from="outside") == {"afesip", "cchdo", "cwcc", "ccpcr"}
    assert ids(record.partners, kind_code="ngo", kind_from="source") == set()


def test_the_sensitive_terms_of_the_source_stand_in_quotation_marks(record: Record) -> None:
    terms = ["beer promotion girls", "children and women in prostitution", "illegal migrants", "victims of trafficking"]
    for where, text in texts(record, *FACTS):
        for term in terms:
            assert text.count(term) == text.count(f'"{term}"'), (where, text)


# -- own words -----------------------------------------------------------------------------------------------------


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_no_run_of_six_words_of_the_record_is_the_briefings(record: Record) -> None:
    package = json.loads((record.folder / "datapackage.json").read_text(encoding="utf-8"))
    said = [*texts(record, *TABLES), *(("datapackage.json", text) for text in strings(package))]
    said.append(("README.md", (record.folder / "README.md").read_text(encoding="utf-8")))
    assert [(where, run) for where, text in said for run in copied([text])] == []


# -- fit for use ---------------------------------------------------------------------------------------------------


def test_labels_are_short_enough_for_a_narrow_panel(record: Record) -> None:
    assert [code.label for code in record.codes if len(code.label) > 40] == []
    labels = [row.label for row in record.interventions] + [row.label for row in record.studies]
    assert [label for label in labels if len(label) > 50] == []
    assert [row.short_name for row in record.partners if len(row.short_name) > 35] == []
