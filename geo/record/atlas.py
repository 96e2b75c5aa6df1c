"""The record and everything derived from it once: what pages and exports are handed."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geo.record.layers import Layers, read_layers
from geo.record.models import NOT_STATED
from geo.record.record import Record, load
from geo.record.statements import Statement, statements


def data_folder() -> Path:
    """Return the folder of the record: that of the environment variable TICW_DATA, else `data` beside the code."""
    return Path(os.environ.get("TICW_DATA") or Path(__file__).resolve().parents[2] / "data")


@dataclass(frozen=True, eq=False, slots=True)
class Atlas:
    """A checked record with its geometry, and its statements by id, by area and by place.

    by_id : statement id -> statement, in the record's order.
    by_area : area code -> statements about it, a compound's included; every area is a key.
    by_place : place id beyond the areas -> statements about it; every such place is a key.
    default_phase : the code of the phase that is shown at the start.
    """

    record: Record
    layers: Layers
    statements: tuple[Statement, ...]
    by_id: Mapping[str, Statement]
    by_area: Mapping[str, tuple[Statement, ...]]
    by_place: Mapping[str, tuple[Statement, ...]]
    default_phase: str

    def is_place(self, place_id: str) -> bool:
        """Whether `place_id` is one of the areas or a place beyond them."""
        return place_id in self.by_area or place_id in self.by_place

    def rows_of(self, place_id: str) -> tuple[Statement, ...]:
        """List the statements about an area or a place beyond them. Raises KeyError for any other."""
        return (self.by_area if place_id in self.by_area else self.by_place)[place_id]


def open_atlas(folder: Path) -> Atlas:
    """Load, check and index the record in `folder`. Raises RecordError with all faults at once."""
    record = load(folder)
    return from_record(record, read_layers(folder))


def from_record(record: Record, layers: Layers) -> Atlas:
    """Index a checked record."""
    facts = statements(record)
    by_area: dict[str, list[Statement]] = {area.area_code: [] for area in record.areas}
    by_place: dict[str, list[Statement]] = {place.place_id: [] for place in record.places}
    for statement in facts:
        for code in statement.areas:
            by_area[code].append(statement)
        for place_id in statement.places:
            if place_id in by_place:
                by_place[place_id].append(statement)
    lines = {place: line for place, line in layers.lines.items() if place in by_place}
    return Atlas(
        record=record,
        layers=replace(layers, lines=lines),
        by_id={statement.statement_id: statement for statement in facts},
        statements=facts,
        by_area={code: tuple(rows) for code, rows in by_area.items()},
        by_place={place_id: tuple(rows) for place_id, rows in by_place.items()},
        default_phase=record.profile.default_phase or _last_phase(record, facts),
    )


def _last_phase(record: Record, facts: Iterable[Statement]) -> str:
    """Return the last phase that a statement is of; where none is, the last one, or what stands for no phase."""
    phases = {phase for row in facts for phase in row.phases}
    return next((phase for phase in reversed(record.phases) if phase in phases), (NOT_STATED, *record.phases)[-1])
