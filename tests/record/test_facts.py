"""The record against a reading of the briefing of its own, sentence by sentence: each fact once, as sure as it is told.

`data/facts.csv` was written from the briefing, not from the record. rows : the table and id of each row that holds the
fact. phase : the row's phase, and after a slash the one that only the heading over the sentence names.
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from geo.record.columns import columns_of
from geo.record.record import Record
from geo.record.statements import Statement, statements

FACTS = Path(__file__).parents[1] / "data" / "facts.csv"
TABLES = ("roles", "interventions", "involvements", "studies", "events", "uses", "partners", "places", "contacts")


@cache
def facts() -> tuple[dict[str, str], ...]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def rows_of(fact: dict[str, str]) -> list[tuple[str, str]]:
    """Table and id of each row that holds a fact."""
    return [(table, key) for table, _space, key in (row.partition(" ") for row in listed(fact["rows"]))]


def listed(text: str) -> list[str]:
    return [entry for entry in text.split("; ") if entry]


def row(record: Record, table: str, key: str) -> Any:
    found = [one for one in getattr(record, table) if getattr(one, columns_of(type(one))[0].name) == key]
    assert len(found) == 1, (table, key)
    return found[0]


def told(record: Record, table: str, key: str) -> Statement | None:
    """Return the row as a statement; None for the tables that make none."""
    return next((one for one in statements(record) if (one.table, one.statement_id) == (table, key)), None)


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact["rows"].replace("; ", "+")[:60])
def test_each_fact_is_in_the_record_as_sure_and_as_far_as_the_briefing_has_it(
    record: Record, fact: dict[str, str]
) -> None:
    for table, key in rows_of(fact):
        held = row(record, table, key)
        assert fact["citation"] in held.citation or fact["citation"].partition(" ")[0] in held.citation
        assert getattr(held, "certainty", "") == fact["certainty"]
        if hasattr(held, "state_code"):
            assert held.state_code == fact["state"]
        statement = told(record, table, key)
        if statement:
            assert "/".join(statement.phases) == fact["phase"]
            precision = "" if statement.year_precision == "stated" else statement.year_precision
            assert f"{statement.year or ''} {precision}".strip() == fact["year"]
            assert sorted(statement.places) == sorted(listed(fact["places"]))
            if table in ("involvements", "events"):
                assert statement.values["partner"] == set(listed(fact["partners"]))


def test_every_row_holds_a_fact_and_no_fact_stands_in_the_record_twice(record: Record) -> None:
    named = Counter(one for fact in facts() for one in rows_of(fact))
    there = {(table, getattr(one, columns_of(type(one))[0].name)) for table in TABLES for one in getattr(record, table)}
    assert set(named) == there
    assert set(named.values()) == {1}


def test_every_sentence_that_states_something_has_a_fact(record: Record) -> None:
    cited = {fact["citation"].partition(" ")[0] for fact in facts()}
    # what announces two types of intervention is cited by both
    assert cited == {one.paragraph_id for one in record.paragraphs if one.states} - {"S4.7"}
    for number in (("S2.1", 4), ("S3.1", 2), ("S3.2", 5), ("S4.2", 2), ("S4.3", 2), ("S4.9", 3), ("S4.11", 3)):
        paragraph, sentences = number
        for sentence in range(1, sentences + 1):
            assert f"{paragraph} s{sentence}" in {fact["citation"] for fact in facts()}


def test_no_two_statements_say_the_same(record: Record) -> None:
    said = Counter(
        (one.table, one.kind, one.title, one.detail, one.phase, one.places, one.citation) for one in statements(record)
    )
    assert max(said.values()) == 1
