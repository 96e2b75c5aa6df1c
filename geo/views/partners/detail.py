"""What opens beside the network and the directory: an organisation, an activity or relation, a place, or all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.i18n import gettext as _
from geo.map.locator import small_map
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.selection.phases import covered, phase_name
from geo.selection.selection import Selection
from geo.selection.words import capital
from geo.views.lines import said_count, without_phase
from geo.views.model import Section
from geo.views.partners.directory import Line, Part, kind_of, line
from geo.views.partners.network import hub_words
from geo.views.partners.relations import Relation, bands, covers, focus, is_apart, name_of, relations
from geo.views.place import others

LINES = 40  # relations of one thing, before the rest is left to the record


@dataclass(frozen=True, slots=True)
class Group:
    """The relations under a heading; statements : the ids of all; silent says why there are none."""

    heading: str
    lines: tuple[Line, ...]
    statements: tuple[str, ...] = ()
    silent: str = ""

    @property
    def more(self) -> int:
        """How many are left to the record."""
        return len(self.statements) - len(self.lines)


@dataclass(frozen=True, slots=True)
class Where:
    """The places told of in a phase, and the view that paints them where it is not the one shown."""

    phase: str
    places: tuple[Part, ...]
    view: Selection | None


@dataclass(frozen=True, slots=True)
class Opened:
    """Something chosen. kicker, title : what it is; sentence : how much is told of it, '' where nothing is chosen.

    notes : what a careful reader should know.
    citation : where it itself is named; home : kind and id of its own page, empty on its own page; where : its places
    by phase, None where that is not asked; mapped : the selection for the small map, and caption : what that paints.
    """

    kicker: str
    title: str
    sentence: str
    notes: tuple[str, ...]
    citation: tuple[str, ...]
    home: tuple[str, str] | tuple[()]
    where: tuple[Where, ...] | None
    groups: tuple[Group, ...]
    sections: tuple[Section, ...]
    mapped: Selection
    caption: str


def opened(atlas: Atlas, selection: Selection, item: str) -> Opened | None:
    """Open a thing by its id: an organisation, activity, event or relation. None for an id that none concerns.

    The filters hide nothing of a single thing: who opens it sees all that is told of it.
    """
    every = relations(atlas)
    if item in atlas.record.partners_by_id:
        return _partner(atlas, selection, item, [one for one in every if item in one.partners])
    concerned = list(filter(focus(every, item, None), every))
    return _meeting(atlas, selection, item, concerned) if concerned else None


def beside(atlas: Atlas, selection: Selection) -> Opened:
    """Where nothing is opened: the organisations of the place that is chosen, else the places of all."""
    if selection.area:
        return _place(atlas, selection, selection.area)
    return _all(atlas, selection)


def _partner(atlas: Atlas, selection: Selection, item: str, told: Sequence[Relation]) -> Opened:
    partner = atlas.record.partners_by_id[item]
    kind, known = kind_of(atlas, partner)
    sure = _(atlas.record.label("certainty", partner.certainty))
    printed = [row.alias for row in atlas.record.aliases if row.refers_to == item and row.citation]
    names = [_("Also printed as {names}").format(names=", ".join(printed))] if printed else []
    return Opened(
        kicker=capital(kind) if partner.kind_code == "not-stated" else f"{capital(kind)} ({known})",
        title=partner.name,
        sentence=said_count(len(told)),
        notes=tuple(filter(None, (sure, capital(_(partner.note)), *names))),
        citation=partner.citation,
        home=(),
        where=_where(atlas, selection, told),
        groups=_groups(atlas, told, item, silent=True),
        sections=others(atlas, item) if selection.context else (),
        **_map(atlas, selection, told, item),
    )


def _meeting(atlas: Atlas, selection: Selection, item: str, told: Sequence[Relation]) -> Opened:
    first = told[0]
    title, _sub = hub_words(atlas, told)
    kinds = {"events": _("Event"), "interventions": _("Activity"), "": _("Relation")}
    table = "events" if item in atlas.record.events_by_id else "interventions" if first.about else ""
    return Opened(
        kicker=f"{kinds[table]} · {phase_name(atlas.record, first.row.phase)}",
        title=title if first.about or not first.other else f"{title} {name_of(atlas, first.other)}",
        sentence=said_count(len(told)),
        notes=(),
        citation=(),
        home=("statement", first.about or first.row.statement_id),
        where=_where(atlas, selection, told),
        groups=_groups(atlas, told, ""),
        sections=others(atlas, first.about) if selection.context else (),
        **_map(atlas, selection, told),
    )


def _place(atlas: Atlas, selection: Selection, place: str) -> Opened:
    here = [one for one in relations(atlas) if any(covers(atlas, other, place) for other in one.row.places)]
    return Opened(
        kicker=_("Organisations tied to"),
        title=name_of(atlas, place),
        sentence=said_count(len(here)) if here else _("None stated in the source."),
        notes=(),
        citation=(),
        home=("area", place),
        where=None,
        groups=_groups(atlas, here, "") or (Group("", (), silent=_("None stated in the source")),),
        sections=(),
        **_map(atlas, selection),
    )


def _all(atlas: Atlas, selection: Selection) -> Opened:
    phases = (*atlas.record.phases, NOT_STATED)
    views = [band for phase in phases for band in bands(atlas, selection.changed(phase=phase))]
    told = {one.row.statement_id: one for band in views for one in band.relations}
    return Opened(
        kicker=_("Choose an organisation in the drawing or in the directory"),
        title=_("Places tied to an organisation"),
        sentence="",
        notes=(),
        citation=(),
        home=(),
        where=_where(atlas, selection, told.values(), every=True),
        groups=(),
        sections=(),
        **_map(atlas, selection),
    )


def _map(atlas: Atlas, selection: Selection, told: Iterable[Relation] = (), partner: str = "") -> dict[str, Any]:
    """Draw the small map: the areas of one organisation, else of those that are filtered, else of all."""
    if partner:
        who, codes = name_of(atlas, partner), frozenset({partner})
    elif selection.partner:
        who, codes = _("the organisations filtered"), selection.partner
    else:
        who, codes = _("any organisation"), frozenset(atlas.record.partners_by_id)
    places = {place for one in told for place in one.row.places}
    mapped, caption = small_map(atlas, selection, who=who, facet="partner", codes=codes, places=places)
    return {"mapped": mapped, "caption": caption}


def _where(atlas: Atlas, selection: Selection, told: Iterable[Relation], *, every: bool = False) -> tuple[Where, ...]:
    told, found = list(told), []
    for phase in (*atlas.record.phases, NOT_STATED):
        places = dict.fromkeys(place for one in told if phase in one.row.phases for place in one.row.places)
        if places or every:
            shown = phase in covered(atlas.record, selection.phase)
            parts = tuple(Part(name_of(atlas, place), "area", place) for place in places)
            view = None if shown or not places else selection.changed(phase=phase)
            found.append(Where(phase_name(atlas.record, phase), parts, view))
    return tuple(found)


def _groups(atlas: Atlas, told: Sequence[Relation], seen_from: str, *, silent: bool = False) -> tuple[Group, ...]:
    """Relations by phase, those of no phase under their own heading; silent : say of a phase that nothing is told."""
    names = {phase: phase_name(atlas.record, phase) for phase in (*atlas.record.phases, NOT_STATED)}
    apart = [one for one in told if is_apart(atlas, one)]
    elsewhere = [one for one in told if not is_apart(atlas, one)]
    by_heading = {names[phase]: [one for one in elsewhere if phase == one.row.phases[-1]] for phase in names}
    by_heading[without_phase(atlas)] = apart
    made = []
    for heading, mine in by_heading.items():
        lines = tuple(line(atlas, one, seen_from) for one in mine[:LINES])
        if lines:
            made.append(Group(heading, lines, tuple(one.row.statement_id for one in mine)))
        elif silent and heading in (names[phase] for phase in atlas.record.phases):
            made.append(Group(heading, (), silent=_("Not mentioned in the source")))
    return tuple(made)
