"""Every fact of the record in one shape, so that filters, panels, tables and exports read the same thing.

A statement is one fact row of one table. One activity in three provinces is one statement of three areas.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from geo.record.models import Event, Intervention, Involvement, Role, Study
from geo.record.record import Record

Fact = Role | Intervention | Involvement | Study | Event
"""A row that a statement is made of."""

AHEAD = ("planned", "expected", "considered")
"""States of what the source tells neither as done nor as under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One fact.

    statement_id : the row's id; table : the row's table, `roles` to `events`.
    title, detail : what is said, in our words; note : what a careful reader should know.
    phase, state, certainty : codes of the record's vocabularies; state is empty where the source gives none.
    places : ids as in the row; areas : the codes of the areas these stand for (a compound stands for its members).
    scope : `area`, `place` (somewhere beyond the areas), `project` (said of the project as a whole) or `none`.
    kind : the row's code of role, type, relation or sort; subject : the id of the organisation that it is about.
    values : what the statement answers to, by facet; `counted` is false for a second mention of the same thing.
    heading_phase : the phase that only the heading over the sentence names; part_of : the id of the whole that counts.
    year_precision : how the year is known, a code of the record.
    """

    statement_id: str
    table: str
    title: str
    phase: str
    certainty: str
    citation: tuple[str, ...]
    detail: str = ""
    note: str = ""
    state: str = ""
    places: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    scope: str = "none"
    kind: str = ""
    subject: str = ""
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    year: int | None = None
    year_precision: str = ""
    heading_phase: str = ""
    part_of: str = ""
    counted: bool = True

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases in which it is shown: its own, and the one that the heading over it names."""
        return (self.phase, self.heading_phase) if self.heading_phase else (self.phase,)


def statements(record: Record) -> tuple[Statement, ...]:
    """All fact rows of the record as statements, table by table in the record's order."""
    return tuple(_all(record))


def _all(record: Record) -> Iterator[Statement]:
    partners_of: dict[str, set[str]] = {}
    for involvement in record.involvements:
        concerned = partners_of.setdefault(involvement.intervention_id, set())
        concerned.update({involvement.partner_id, involvement.other_partner_id} - {""})
    for part in record.interventions:
        if part.part_of:  # who takes part in the whole takes part in its components
            whole = partners_of.get(part.part_of, set())
            partners_of[part.intervention_id] = partners_of.get(part.intervention_id, set()) | whole
    yield from (_role(record, row) for row in record.roles)
    yield from (_intervention(record, row, partners_of.get(row.intervention_id, set())) for row in record.interventions)
    yield from (_involvement(record, row) for row in record.involvements)
    yield from (_study(record, row) for row in record.studies)
    yield from (_event(record, row) for row in record.events)


def areas_of(record: Record, place_ids: Iterable[str]) -> tuple[str, ...]:
    """List the area codes that these places stand for, each once, in order; other places stand for none."""
    codes: dict[str, None] = {}
    for place_id in place_ids:
        if place_id in record.areas_by_code:
            codes[place_id] = None
        elif place_id in record.places_by_id:
            codes.update(dict.fromkeys(record.places_by_id[place_id].member_codes))
    return tuple(codes)


def _statement(record: Record, row: Fact, **fields: Any) -> Statement:
    """Make a statement of a row: of what the rows of every table have, and of the fields of its own table."""
    places = (row.place_id,) if isinstance(row, Role) else row.place_ids
    areas = areas_of(record, places)
    some = {name: getattr(row, name) for name in ("year", "year_precision", "part_of", "counted") if hasattr(row, name)}
    common = {
        "phase": row.phase_code, "state": "" if isinstance(row, Role) else row.state_code, "certainty": row.certainty,
        "citation": row.citation, "note": row.note, "places": places, "areas": areas,
        "scope": "area" if areas else "place" if places else "none",
    }  # fmt: skip
    return Statement(**{**common, **some, **fields})


def _role(record: Record, row: Role) -> Statement:
    answers = frozenset(record.symbols_by_role[row.role_code].answers_to)
    return _statement(
        record, row, statement_id=row.role_id, table="roles", kind=row.role_code, values={"role": answers},
        title=record.label("role", row.role_code), counted=row.place_id in record.areas_by_code,
    )  # fmt: skip


def _intervention(record: Record, row: Intervention, partners: set[str]) -> Statement:
    scope = {"scope": "project"} if row.scope_code == "project" else {}
    return _statement(
        record, row, statement_id=row.intervention_id, table="interventions", kind=row.type_code, title=row.label,
        detail=row.beneficiaries, **scope,
        values={"intervention": frozenset({row.type_code}), "partner": frozenset(partners)},
    )  # fmt: skip


def _involvement(record: Record, row: Involvement) -> Statement:
    return _statement(
        record, row, statement_id=row.involvement_id, table="involvements", kind=row.relation_code,
        subject=row.partner_id, title=record.partners_by_id[row.partner_id].name, detail=row.statement,
        values={"partner": frozenset({row.partner_id, row.other_partner_id} - {""})},
        heading_phase=row.heading_phase_code,
    )  # fmt: skip


def _study(record: Record, row: Study) -> Statement:
    return _statement(
        record, row, statement_id=row.study_id, table="studies", kind=row.kind_code, title=row.label,
        detail=row.subject, values={"study": frozenset({row.study_id, row.part_of} - {""})},
    )  # fmt: skip


def _event(record: Record, row: Event) -> Statement:
    return _statement(
        record, row, statement_id=row.event_id, table="events", kind=row.kind_code, title=row.label,
        values={"partner": frozenset(row.partner_ids)},
    )  # fmt: skip
