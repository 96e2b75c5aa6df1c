"""What ties organisations to activities, to each other and to places, by phase: the content of the page of partners."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.filtering import statement_filter
from geo.selection.phases import covered, phase_name
from geo.selection.selection import Selection, in_phase
from geo.views.lines import has_phaseless, without_phase

APART = "apart"  # the key of the band that belongs to no phase


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement that ties organisations to something, read as a sentence: subjects, words, other, about.

    subjects, other : partner ids; about : the id of the activity or event that it concerns, or ''.
    """

    row: Statement
    subjects: tuple[str, ...]
    words: str
    other: str = ""
    about: str = ""

    @property
    def partners(self) -> tuple[str, ...]:
        """Every organisation that it concerns, each once."""
        return tuple(dict.fromkeys((*self.subjects, *([self.other] if self.other else []))))

    @property
    def ends(self) -> tuple[str, ...]:
        """With whom and where: the other organisation and the places."""
        return (*([self.other] if self.other else []), *self.row.places)

    @property
    def hub(self) -> str:
        """What organisations meet in: the activity or event, else the relation to the same other and places."""
        return self.about or "|".join((self.row.kind, self.other, *self.row.places))


@dataclass(frozen=True, slots=True)
class Band:
    """The relations of a phase, or of the activities that belong to none; key : a phase code or APART."""

    key: str
    heading: str
    relations: tuple[Relation, ...]


def relations(atlas: Atlas) -> tuple[Relation, ...]:
    """Every statement that concerns an organisation, in the record's order; an event once for all that it names."""
    return _relations(atlas, current())


@lru_cache(maxsize=8)  # a run asks several times, and only another record or another language changes the answer
def _relations(atlas: Atlas, _lang: str) -> tuple[Relation, ...]:
    rows = {row.statement_id: row for row in atlas.statements if row.table in ("involvements", "events")}
    found = [
        Relation(
            rows[told.involvement_id],
            (told.partner_id,),
            _(atlas.record.label("relation", told.relation_code)),
            told.other_partner_id,
            told.intervention_id,
        )
        for told in atlas.record.involvements
    ]
    named = _("is named with")
    found += [
        Relation(rows[event.event_id], event.partner_ids, named, about=event.event_id)
        for event in atlas.record.events
        if event.partner_ids
    ]
    return tuple(found)


def bands(atlas: Atlas, selection: Selection) -> tuple[Band, ...]:
    """Gather what the filters leave of each phase that is chosen, and always of the activities of no phase."""
    keeps, every = statement_filter(atlas, selection), relations(atlas)
    by_phase = [
        Band(
            phase,
            phase_name(atlas.record, phase),
            tuple(
                one
                for one in every
                if in_phase(one.row, phase) and not is_apart(atlas, one) and keeps(one.row, selection.phase)
            ),
        )
        for phase in covered(atlas.record, selection.phase)
    ]
    apart = tuple(one for one in every if is_apart(atlas, one) and keeps(one.row, NOT_STATED))
    if not has_phaseless(atlas):
        return tuple(by_phase)
    return (*by_phase, Band(APART, without_phase(atlas), apart))


def is_apart(atlas: Atlas, relation: Relation) -> bool:
    """Whether it concerns one of the activities that no phase is told of."""
    activity = atlas.record.interventions_by_id.get(relation.about)
    return activity is not None and activity.phase_code == relation.row.phase == NOT_STATED


def focus(every: Iterable[Relation], item: str, area: str | None) -> Callable[[Relation], bool]:
    """Make a test for relations: whether one concerns the organisation, activity or relation chosen, else the place."""
    if not item:
        return lambda one: area is not None and (area in one.row.areas or area in one.row.places)
    # a relation is known by any of the statements that meet in it
    hubs = {one.hub for one in every if item in (one.row.statement_id, one.about)}
    return lambda one: item in one.partners or one.hub in hubs


def name_of(atlas: Atlas, key: str) -> str:
    """Say what an organisation is called for short, or a place."""
    partner = atlas.record.partners_by_id.get(key)
    if partner:
        return partner.short_name or partner.name
    return _(atlas.record.place_name(key, current()))


def covers(atlas: Atlas, place_id: str, area: str | None) -> bool:
    """Whether a place is the one chosen, or stands for the area chosen."""
    place = atlas.record.places_by_id.get(place_id)
    return area is not None and (area == place_id or bool(place and area in place.member_codes))
