"""What all tests share."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from geo import i18n
from geo.record.atlas import Atlas, from_record, open_atlas
from geo.record.columns import columns_of
from geo.record.layers import Layers, read_layers
from geo.record.models import KEYS, TABLES, Intervention, Involvement, Name, Role
from geo.record.record import Record, load
from geo.record.slides import MAX_HEADLINE
from tests.support.running import browsing
from tests.support.worlds import DATA, copy_of_the_data, edit_json, rows, write_rows

HOSTILE = (
    "<img src=x onerror=window.hacked=1>`${window.hacked=1}`\"'</script>{0}&amp;"
    "**b** [l](http://x.invalid) :red[r] $x$ www.x.invalid"
)
"""What a hostile record adds to every text; it must stand on a page letter by letter."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start an installed browser: one for all tests, for a second one cannot be driven from the same process."""
    with browsing() as opened:
        yield opened


@pytest.fixture
def english() -> Iterator[None]:
    """English before a test, and after one that has chosen another language."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(scope="session")
def record() -> Record:
    """Return the shipped record; it is frozen, so one serves every test."""
    return load(DATA)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return a copy of the shipped data, for a test to break."""
    return copy_of_the_data(tmp_path)


@pytest.fixture(scope="session")
def atlas(record: Record) -> Atlas:
    """Return the shipped record with its geometry, indexed."""
    return from_record(record, read_layers(DATA))


@pytest.fixture(scope="session")
def small(record: Record, atlas: Atlas) -> Atlas:
    """Three areas, Hill, Lake and Mine (A, B and C), and just enough said of them.

    Phase I: Hill is sending; networking for the whole project.
    Phase II: Hill is sending and transit; Lake/Mine is receiving, Mine ambiguously so by itself; awareness raising in
    Hill and Lake, credit in Hill, networking for the whole project; a survey in Lake; the council has no place.
    Without a phase: rehabilitation in Mine, funded for the shelter.
    """
    names = {"A": "Hill", "B": "Lake", "C": "Mine"}
    surely = {"certainty": "stated", "note": ""}
    area, partner = record.areas_by_code["KH-4"], record.partners_by_id["afesip"]
    compound, survey = record.places_by_id["phnom-penh-kandal"], record.studies_by_id["survey-siem-reap"]

    def role(place: str, phase: str, code: str, certainty: str = "stated") -> Role:
        row = replace(record.roles[0], role_id=f"role-{place}-{phase}", place_id=place, phase_code=phase, note="")
        return replace(row, role_code=code, certainty=certainty)

    def activity(row_id: str, kind: str, phase: str, *places: str) -> Intervention:
        row = replace(record.interventions[0], intervention_id=row_id, label=row_id, type_code=kind, phase_code=phase)
        return replace(row, place_ids=places, scope_code="places" if places else "project", counted=True, **surely)

    def involvement(partner_id: str, activity_id: str, phase: str, *places: str) -> Involvement:
        row = replace(record.involvements[0], involvement_id=f"inv-{partner_id}", partner_id=partner_id, **surely)
        return replace(row, other_partner_id="", intervention_id=activity_id, phase_code=phase, place_ids=places)

    facts = replace(
        record,
        names=tuple(Name(place_id=code, lang="km", name=f"{name} km") for code, name in names.items()),
        areas=tuple(replace(area, area_code=code, name=name) for code, name in names.items()),
        places=(replace(compound, place_id="b-c", name="Lake/Mine", member_codes=("B", "C")),),
        roles=(
            role("A", "I", "sending"),
            role("A", "II", "sending-transit"),
            role("b-c", "II", "receiving"),
            role("C", "II", "receiving", "ambiguous"),
        ),
        interventions=(
            activity("wide-1", "networking", "I"),
            activity("aware", "awareness-raising", "II", "A", "B"),
            activity("credit", "credit-schemes", "II", "A"),
            activity("wide-2", "networking", "II"),
            activity("rehab", "rehabilitation", "not-stated", "C"),
        ),
        partners=tuple(replace(partner, partner_id=row_id, short_name=row_id) for row_id in ("shelter", "council")),
        involvements=(involvement("shelter", "rehab", "not-stated", "C"), involvement("council", "", "II")),
        studies=(replace(survey, study_id="survey", place_ids=("B",), **surely),),
        **dict.fromkeys(("uses", "events", "aliases", "context"), ()),
    )
    layers = atlas.layers
    shapes = layers.areas.iloc[:3].set_axis(list(names))
    return from_record(facts, Layers(shapes, layers.water, layers.neighbours, {}))


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a record that is valid and whose every free text ends in HOSTILE."""
    folder = copy_of_the_data(tmp_path_factory.mktemp("hostile"))
    # texts of which the record's checks allow a few only
    checked = ("refers_to", "file", "area_code", "page", "query", "level", "letters", "fill_colour", "pattern_colour")
    for table, row_class in TABLES.items():
        free = [
            column.name
            for column in columns_of(row_class)
            if column.kind == "text" and not (column.vocabulary or column.tables or column.cites)
            and column.name not in (*KEYS[table], *checked)
        ]  # fmt: skip
        header, *lines = rows(folder, f"{table}.csv")
        hostile = [
            [cell + HOSTILE if cell and name in free else cell for name, cell in zip(header, line, strict=True)]
            for line in lines
        ]
        write_rows(folder, f"{table}.csv", [header, *hostile])
    # of which a hall reads so much
    for table, column, text in (("slides", "title", HOSTILE[:MAX_HEADLINE].strip()), ("slide_lines", "text", HOSTILE)):
        header, *lines = rows(folder, f"{table}.csv")
        at = header.index(column)
        write_rows(folder, f"{table}.csv", [header, *([*line[:at], text, *line[at + 1 :]] for line in lines)])
    edit_json(folder, "geography/areas.geojson", _spoil_names)
    return folder


def _spoil_names(layer: Any) -> None:
    for feature in layer["features"]:
        feature["properties"]["name"] += HOSTILE


@pytest.fixture(scope="session")
def hostile(hostile_data: Path) -> Atlas:
    """Return the hostile record, indexed."""
    return open_atlas(hostile_data)
