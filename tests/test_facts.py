"""The facts of the briefing, sentence by sentence (data/facts.csv), against the record: none missing, none twice."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from geo.atlas import Atlas
from geo.tables import KEYS

FACTS = list(csv.DictReader((Path(__file__).parent / "data" / "facts.csv").open(encoding="utf-8", newline="")))
TABLES = ("roles", "interventions", "involvements", "studies", "events", "uses")


def rows_of(atlas: Atlas) -> dict[str, Any]:
    """Every row that states a fact, by its id."""
    return {getattr(row, KEYS[table][0]): row for table in TABLES for row in getattr(atlas.record, table)}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['address']} {fact['fact']}")
def test_a_fact_stands_in_the_record_as_sure_as_the_source_has_it(atlas: Atlas, fact: dict[str, str]) -> None:
    rows = rows_of(atlas)
    paragraph = fact["address"].partition(" ")[0]
    for key in fact["rows"].split():
        row = rows[key]
        assert {fact["address"], paragraph} & set(row.citation), key
        assert row.certainty == fact["certainty"], key
        assert getattr(row, "state_code", "") == fact["state"], key
        assert getattr(row, "phase_code", "") == fact["phase"], key


def test_no_row_states_what_no_sentence_says_and_none_stands_twice(atlas: Atlas) -> None:
    named = Counter(key for fact in FACTS for key in fact["rows"].split())
    assert set(named) == set(rows_of(atlas))
    assert [key for key, count in named.items() if count > 1] == []


def test_every_paragraph_that_states_something_of_the_work_has_a_fact(atlas: Atlas) -> None:
    told = {fact["address"].partition(" ")[0] for fact in FACTS}
    states = {row.paragraph_id for row in atlas.record.paragraphs if row.states and row.section > 1}
    assert told == states
