"""Every fact of the record in one shape, so that filters, panels, tables and exports read the same thing.

A statement is one fact row of one table. One activity in three provinces is one statement of three areas.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from geo.record.models import Event, Intervention, Involvement, Role, Study
from geo.record.record import Record

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
    for role in record.roles:
        yield _role(record, role)
    for intervention in record.interventions:
        yield _intervention(record, intervention, partners_of.get(intervention.intervention_id, set()))
    for involvement in record.involvements:
        yield _involvement(record, involvement)
    for study in record.studies:
        yield _study(record, study)
    for event in record.events:
        yield _event(record, event)


def areas_of(record: Record, place_ids: Iterable[str]) -> tuple[str, ...]:
    """List the area codes that these places stand for, each once, in order; other places stand for none."""
    codes: dict[str, None] = {}
    for place_id in place_ids:
        if place_id in record.areas_by_code:
            codes[place_id] = None
        elif place_id in record.places_by_id:
            codes.update(dict.fromkeys(record.places_by_id[place_id].member_codes))
    return tuple(codes)


def _scope(areas: tuple[str, ...], places: tuple[str, ...], otherwise: str = "none") -> str:
    return "area" if areas else "place" if places else otherwise


def _role(record: Record, row: Role) -> Statement:
    areas = areas_of(record, [row.place_id])
    answers = frozenset(record.symbols_by_role[row.role_code].answers_to)
    return Statement(
        statement_id=row.role_id, table="roles", kind=row.role_code, title=record.label("role", row.role_code),
        phase=row.phase_code, certainty=row.certainty, citation=row.citation, note=row.note,
        places=(row.place_id,), areas=areas, scope=_scope(areas, (row.place_id,)), values={"role": answers},
        counted=row.place_id in record.areas_by_code,
    )  # fmt: skip


def _intervention(record: Record, row: Intervention, partners: set[str]) -> Statement:
    areas = areas_of(record, row.place_ids)
    values = {"intervention": frozenset({row.type_code}), "partner": frozenset(partners)}
    return Statement(
        statement_id=row.intervention_id, table="interventions", kind=row.type_code, title=row.label,
        detail=row.beneficiaries, phase=row.phase_code, state=row.state_code, certainty=row.certainty,
        citation=row.citation, note=row.note, places=row.place_ids, areas=areas, year=row.year,
        scope="project" if row.scope_code == "project" else _scope(areas, row.place_ids),
        values=values, year_precision=row.year_precision, part_of=row.part_of, counted=row.counted,
    )  # fmt: skip


def _involvement(record: Record, row: Involvement) -> Statement:
    areas = areas_of(record, row.place_ids)
    partners = {row.partner_id, *([row.other_partner_id] if row.other_partner_id else [])}
    return Statement(
        statement_id=row.involvement_id, table="involvements", kind=row.relation_code,
        subject=row.partner_id,
        title=record.partners_by_id[row.partner_id].name, detail=row.statement, phase=row.phase_code,
        state=row.state_code, certainty=row.certainty, citation=row.citation, note=row.note, places=row.place_ids,
        areas=areas, scope=_scope(areas, row.place_ids), values={"partner": frozenset(partners)},
        heading_phase=row.heading_phase_code,
    )  # fmt: skip


def _study(record: Record, row: Study) -> Statement:
    areas = areas_of(record, row.place_ids)
    return Statement(
        statement_id=row.study_id, table="studies", kind=row.kind_code, title=row.label, detail=row.subject,
        phase=row.phase_code, certainty=row.certainty, citation=row.citation, note=row.note, places=row.place_ids,
        areas=areas, scope=_scope(areas, row.place_ids), year=row.year,
        values={"study": frozenset({row.study_id} | ({row.part_of} if row.part_of else set()))}, counted=row.counted,
        state=row.state_code, year_precision=row.year_precision, part_of=row.part_of,
    )  # fmt: skip


def _event(record: Record, row: Event) -> Statement:
    areas = areas_of(record, row.place_ids)
    return Statement(
        statement_id=row.event_id, table="events", kind=row.kind_code, title=row.label, phase=row.phase_code,
        state=row.state_code, certainty=row.certainty, citation=row.citation, note=row.note, places=row.place_ids,
        areas=areas, scope=_scope(areas, row.place_ids), year=row.year,
        values={"partner": frozenset(row.partner_ids)}, counted=row.counted, year_precision=row.year_precision,
    )  # fmt: skip
