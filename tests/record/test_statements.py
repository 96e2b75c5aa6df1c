"""Every fact of the record in one shape: what a statement is about, where, and what it answers to."""

from collections import Counter

import pytest

from geo.record.atlas import Atlas
from geo.record.statements import Statement, areas_of, statements
from geo.selection.selection import FACETS

TABLES = ("roles", "interventions", "involvements", "studies", "events")


def named(atlas: Atlas) -> dict[str, Statement]:
    return {row.statement_id: row for row in atlas.statements}


def test_every_fact_row_is_one_statement_in_the_order_of_the_record(atlas: Atlas) -> None:
    ids = {
        "roles": [row.role_id for row in atlas.record.roles],
        "interventions": [row.intervention_id for row in atlas.record.interventions],
        "involvements": [row.involvement_id for row in atlas.record.involvements],
        "studies": [row.study_id for row in atlas.record.studies],
        "events": [row.event_id for row in atlas.record.events],
    }
    assert [(row.table, row.statement_id) for row in atlas.statements] == [
        (table, row_id) for table in TABLES for row_id in ids[table]
    ]


def test_a_statement_keeps_the_citation_certainty_and_phase_of_its_row(atlas: Atlas) -> None:
    record = atlas.record
    rows = [*record.roles, *record.interventions, *record.involvements, *record.studies, *record.events]
    assert [(row.citation, row.certainty, row.phase, row.note) for row in atlas.statements] == [
        (row.citation, row.certainty, row.phase_code, row.note) for row in rows
    ]
    assert all(row.citation for row in atlas.statements)


def test_one_activity_in_two_areas_is_one_statement_of_two_areas(small: Atlas) -> None:
    aware = named(small)["aware"]
    assert aware.areas == ("A", "B")
    assert [row for row in small.by_area["A"] if row.kind == "awareness-raising"] == [aware]
    assert [row for row in small.by_area["B"] if row.kind == "awareness-raising"] == [aware]


def test_a_compound_stands_for_its_members_and_stays_a_place(small: Atlas) -> None:
    compound = named(small)["role-b-c-II"]
    assert compound.areas == ("B", "C")
    assert compound.places == ("b-c",)
    assert small.by_place["b-c"] == (compound,)
    assert compound in small.by_area["B"]
    assert compound in small.by_area["C"]


def test_a_role_of_a_compound_is_not_counted_beside_those_of_its_members(small: Atlas) -> None:
    assert [row.statement_id for row in small.statements if row.table == "roles" and not row.counted] == ["role-b-c-II"]


def test_places_stand_for_areas_each_once_and_other_places_for_none(atlas: Atlas) -> None:
    record = atlas.record
    assert areas_of(record, ["KH-8", "phnom-penh-kandal", "KH-14"]) == ("KH-8", "KH-12", "KH-14")
    assert areas_of(record, ["thai-border", "thailand", "yunnan", "gateway-communities", "cambodia"]) == ()


def test_every_area_and_every_place_has_its_list_even_if_nothing_is_said_of_it(atlas: Atlas) -> None:
    assert set(atlas.by_area) == set(atlas.record.areas_by_code)
    assert set(atlas.by_place) == set(atlas.record.places_by_id)
    assert atlas.by_area["KH-11"] == ()


def test_a_statement_stands_with_each_of_its_areas_and_with_no_other(atlas: Atlas) -> None:
    for code, rows in atlas.by_area.items():
        assert list(rows) == [row for row in atlas.statements if code in row.areas]
    for place, rows in atlas.by_place.items():
        assert list(rows) == [row for row in atlas.statements if place in row.places]


@pytest.mark.parametrize(
    ("statement_id", "scope"),
    [("wide-1", "project"), ("aware", "area"), ("role-b-c-II", "area"), ("inv-council", "none"), ("rehab", "area")],
)
def test_the_scope_says_how_far_a_statement_reaches(small: Atlas, statement_id: str, scope: str) -> None:
    assert named(small)[statement_id].scope == scope


def test_what_is_said_of_a_place_beyond_the_areas_has_that_scope(atlas: Atlas) -> None:
    border = named(atlas)["act-2003-cchdo"]
    assert (border.scope, border.areas, border.places) == ("place", (), ("thai-border",))


def test_what_is_said_of_the_whole_project_names_no_area(atlas: Atlas) -> None:
    wide = [row for row in atlas.statements if row.scope == "project"]
    assert len([row for row in wide if row.counted]) == 8
    assert [row.statement_id for row in wide if not row.counted] == ["act-1-prevention"]
    assert {(row.phase, row.areas) for row in wide} == {("I", ())}


def test_sending_and_transit_is_one_role_that_answers_to_two_words(atlas: Atlas) -> None:
    answers = {row.kind: row.values["role"] for row in atlas.statements if row.table == "roles"}
    assert answers == {
        "sending": {"sending"},
        "sending-transit": {"sending", "transit"},
        "receiving": {"receiving"},
    }


def test_an_activity_answers_to_the_organisation_that_took_part_in_it(small: Atlas) -> None:
    assert named(small)["rehab"].values["partner"] == {"shelter"}
    assert named(small)["aware"].values["partner"] == set()


def test_an_activity_and_its_involvement_answer_to_both_sides(atlas: Atlas) -> None:
    # funded by ILO/IPEC, carried out with CCPCR
    for row_id in ("act-2003-ccpcr", "inv-04"):
        assert named(atlas)[row_id].values["partner"] == {"ilo-ipec", "ccpcr"}


def test_a_part_answers_to_the_study_that_it_is_part_of(atlas: Atlas) -> None:
    part = named(atlas)["rapid-assessment-prey-veng"]
    assert part.values["study"] == {"rapid-assessment-prey-veng", "rapid-assessments-2004"}


def test_only_baseline_surveys_with_a_stated_year_are_counted_among_the_studies(atlas: Atlas) -> None:
    counted = [row for row in atlas.statements if row.table == "studies" and row.counted]
    assert Counter((row.kind, row.year) for row in counted) == {("baseline-survey", 2004): 3}


def test_statements_answer_to_facets_and_certainty_stands_by_itself(atlas: Atlas) -> None:
    assert {facet for row in atlas.statements for facet in row.values} == set(FACETS) - {"certainty"}


def test_the_same_record_gives_the_same_statements(atlas: Atlas) -> None:
    assert statements(atlas.record) == atlas.statements
