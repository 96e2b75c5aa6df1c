"""The directory of organisations: each with its kind and its relations, as sentences with state, places and source."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.summary import Description
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED, Partner
from geo.selection.description import describe_filters
from geo.selection.phases import phase_names
from geo.selection.selection import Selection
from geo.selection.words import capital, list_words, shorten
from geo.views.lines import how, organisations, silences, without_phase
from geo.views.partners.relations import APART, Band, Relation, covers, name_of

MAX_NAMED = 5  # organisations that the sentence names; more are counted
LONG = 40  # organisations in a band of the directory, before the rest is only named
LINES, FEW = 6, 2  # relations of one of them there, and where there are many organisations


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; kind and key say where it leads, `partner`, `statement`, `area` or nowhere."""

    text: str
    kind: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A relation as seen from an organisation: the sentence, where, how sure, where from.

    parts : the sentence, then `about`, the activity or event. told : the record's own sentence; how : state, year
    and certainty; mention : not counted.
    """

    statement_id: str
    parts: tuple[Part, ...]
    about: Part | None
    places: tuple[Part, ...]
    told: str
    how: str
    note: str
    citation: tuple[str, ...]
    mention: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation in the directory; `more` relations are not among its lines."""

    partner: Partner
    kind: str
    kind_from: str
    lines: tuple[Line, ...]
    more: int
    here: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A band of the directory; the organisations of `rest` are only named, because there are too many."""

    heading: str
    entries: tuple[Entry, ...]
    rest: tuple[Part, ...]


def listing(atlas: Atlas, band: Band, area: str | None) -> Listing:
    """List the organisations of a band in the record's order, each with its relations; `here` if one is at the area."""
    by_partner: dict[str, list[Relation]] = {row.partner_id: [] for row in atlas.record.partners}
    for one in band.relations:
        for who in one.partners:
            by_partner[who].append(one)
    found = [(who, told) for who, told in by_partner.items() if told]
    most = LINES if len(found) <= LONG else FEW
    entries = tuple(
        Entry(
            atlas.record.partners_by_id[who],
            *kind_of(atlas, atlas.record.partners_by_id[who]),
            lines=tuple(line(atlas, one, who) for one in told[:most]),
            more=max(0, len(told) - most),
            here=any(covers(atlas, place, area) for one in told for place in one.row.places),
        )
        for who, told in found[:LONG]
    )
    return Listing(
        band.heading, entries, tuple(Part(name_of(atlas, who), "partner", who) for who, _told in found[LONG:])
    )


def kind_of(atlas: Atlas, partner: Partner) -> tuple[str, str]:
    """Say what kind an organisation is, and where that is known from, both in words."""
    record = atlas.record
    return _(record.label("partner_kind", partner.kind_code)), _(record.label("kind_from", partner.kind_from))


def line(atlas: Atlas, one: Relation, seen_from: str = "") -> Line:
    """Write a relation as a sentence; who is the reader's own organisation stands in it without being named again."""
    parts = []
    if seen_from not in one.subjects:
        parts += [Part(name_of(atlas, who), "partner", who) for who in one.subjects[:3]]
    parts.append(Part(one.words))
    if one.other:
        parts.append(Part(name_of(atlas, one.other), *(() if one.other == seen_from else ("partner", one.other))))
    label = about_label(atlas, one.about)
    row = one.row
    return Line(
        statement_id=row.statement_id,
        parts=tuple(parts),
        about=Part(label, "statement", one.about) if label else None,
        places=tuple(Part(name_of(atlas, place), "area", place) for place in row.places),
        told=_(row.detail),
        how=how(atlas, row),
        note=capital(_(row.note)),
        citation=row.citation,
        mention=not row.counted,
    )


def about_label(atlas: Atlas, about: str) -> str:
    """Return what the activity or the event of this id is called; '' for none."""
    activity, event = atlas.record.interventions_by_id.get(about), atlas.record.events_by_id.get(about)
    return _(activity.label) if activity else _(event.label) if event else ""


def unmentioned(atlas: Atlas, shown: tuple[Band, ...]) -> tuple[Part, ...]:
    """List the organisations of the record that no relation shown concerns."""
    seen = {who for band in shown for one in band.relations for who in one.partners}
    return tuple(
        Part(name_of(atlas, row.partner_id), "partner", row.partner_id)
        for row in atlas.record.partners
        if row.partner_id not in seen
    )


def description(atlas: Atlas, selection: Selection, shown: tuple[Band, ...]) -> Description:
    """Write the words over the page: of each band, where its organisations are named, and which or how many."""
    title = _("Organisations in {phase}").format(phase=list_words(phase_names(atlas.record, selection.phase)))
    if selection.phase == NOT_STATED:
        title = _("Organisations named with no phase stated")
    said = [_of_band(atlas, band) for band in shown]
    if selection.active:
        said.append(_("Shown: {filters}.").format(filters=describe_filters(atlas, selection)))
    return Description(title, " ".join(said), " ".join(silences(atlas, "partners")))


def by_place(atlas: Atlas, shown: Iterable[Band]) -> dict[str, list[Relation]]:
    """Gather the relations by the places that they name: areas first, then other places, in the record's order."""
    found: dict[str, list[Relation]] = {}
    for one in (one for band in shown for one in band.relations):
        for place in one.row.places:
            found.setdefault(place, []).append(one)
    order = [*atlas.by_area, *atlas.by_place]
    return dict(sorted(found.items(), key=lambda told: order.index(told[0])))


def _of_band(atlas: Atlas, band: Band) -> str:
    counted = [one for one in band.relations if one.row.counted]
    partners = organisations(atlas, (who for one in counted for who in one.partners))
    names = [name_of(atlas, row.partner_id) for row in atlas.record.partners if row.partner_id in partners]
    places = [name_of(atlas, place) for place in by_place(atlas, [band])]
    who = ngettext("{count} organisation", "{count} organisations", len(names)).format(count=len(names))
    few = 0 < len(names) <= MAX_NAMED and not any("," in name for name in names)
    text = _("{phase}: {organisations}, named with {places}.")
    if not names:
        text = _("{phase}: no organisation is named.")
    elif few and places:
        text = _("{phase}: {organisations} ({names}), named with {places}.")
    elif few:
        text = _("{phase}: {organisations} ({names}), named with no place.")
    elif not places:
        text = _("{phase}: {organisations}, named with no place.")
    heading = without_phase(atlas, briefly=True) if band.key == APART else band.heading
    return text.format(
        phase=heading,
        organisations=who,
        names=list_words(names),
        places=list_words(shorten(places)),
    )
