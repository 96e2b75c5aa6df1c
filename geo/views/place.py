"""All that the record says of one place, in sections, silence included: the panel, the handout and the slides."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.i18n import current
from geo.i18n import gettext as _
from geo.map.classification import key_of, roles_in, words_for
from geo.record.adjacency import areas_beside
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.phases import phase_name, short_name
from geo.selection.selection import Selection
from geo.selection.words import capital
from geo.views.lines import item, silence
from geo.views.model import Item, Section
from geo.views.place_sections import list_sections


@dataclass(frozen=True, slots=True)
class Chip:
    """A role in a phase, as paint key and words."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One place: what kind it is, its names, its roles by phase with their citations, its sections."""

    place_id: str
    kicker: str
    name: str
    other_name: str
    other_lang: str
    chips: tuple[Chip, ...]
    roles: tuple[Item, ...]
    sections: tuple[Section, ...]


def dossier(atlas: Atlas, place_id: str, selection: Selection) -> Dossier:
    """Everything linked to an area or to a place beyond the areas, for the selection's phase.

    The filters of the selection do not hide anything here: who opens a place sees all that is said of it.
    Raises KeyError for an unknown place.
    """
    area = place_id in atlas.by_area
    rows = (atlas.by_area if area else atlas.by_place)[place_id]
    record = atlas.record
    chips = tuple(
        Chip(
            key := key_of(atlas, rows, phase),
            f"{short_name(record, phase)} · {capital(words_for(atlas, key))}",
        )
        for phase in record.phases
        if any(row.table == "roles" and row.phase == phase for row in rows)
    )
    roles = [_role(atlas, said) for phase in (*record.phases, NOT_STATED) if (said := roles_in(rows, phase))]
    roles += [
        silence(_("{phase}: not mentioned in the source").format(phase=phase_name(record, phase)))
        for phase in record.phases
        if area and not any(phase in row.phases for row in rows)
    ]
    return Dossier(
        place_id=place_id,
        chips=chips,
        roles=tuple(roles),
        sections=(
            *_place(atlas, place_id),
            *(() if rows else _beside(atlas, place_id)),
            *list_sections(atlas, rows, selection, area=area),
            *(others(atlas, place_id) if selection.context else ()),
            *_since(atlas, place_id),
        ),
        **_names(atlas, place_id, selection.lang, area=area),
    )


def _role(atlas: Atlas, told: tuple[Statement, ...]) -> Item:
    """Say the role of a place in a phase as one line; what is said of its compound stands in the note."""
    first, *others = told
    phase = phase_name(atlas.record, first.phase)
    line = item(atlas, first, _("{phase}: {role}").format(phase=phase, role=_(first.title)))
    again = [
        _("also said of {place} ({certainty})").format(
            place=_(atlas.record.place_name(place, current())),
            certainty=_(atlas.record.label("certainty", row.certainty)),
        )
        for row in others
        for place in row.places
    ]
    cited = tuple(dict.fromkeys(address for row in told for address in row.citation))
    ids = tuple(row.statement_id for row in told)
    return replace(line, note=capital("; ".join(filter(None, [line.note, *again]))), citation=cited, statements=ids)


def role_words(atlas: Atlas, line: Item) -> str:
    """Write a role as a sentence of its own says it, with its certainty where it is not plainly stated."""
    plain = line.silent or line.detail == _(atlas.record.label("certainty", "stated"))
    return line.title if plain else f"{line.title} ({line.detail})"


def _names(atlas: Atlas, place_id: str, lang: str, *, area: bool) -> dict[str, str]:
    record = atlas.record
    if not area:
        place = record.places_by_id[place_id]
        return {
            "kicker": capital(_(record.label("place_kind", place.kind_code))),
            "name": _(record.place_name(place_id, lang)),
            "other_name": "",
            "other_lang": "",
        }
    row, profile = record.areas_by_code[place_id], record.profile
    name = record.place_name(place_id, lang)
    others = ((code, other) for code, other in record.names_of(place_id).items() if other != name)
    other_lang, other_name = next(others, ("", ""))
    kind = capital(_(row.type or profile.area_word))
    return {
        "kicker": f"{kind} ({profile.boundaries_date}) · {place_id}",
        "name": name,
        "other_name": other_name,
        "other_lang": other_lang,
    }


def _place(atlas: Atlas, place_id: str) -> Iterable[Section]:
    """Of a place beyond the areas: what it stands for, how sure that is, why it is not drawn."""
    place = atlas.record.places_by_id.get(place_id)
    if not place:
        return
    sure = _(atlas.record.label("certainty", place.certainty))
    drawn = _(atlas.record.label("drawn", place.drawn_code))
    why = " · ".join(part for part in (drawn, _(place.drawn_reason)) if part)
    members = (Item(atlas.record.place_name(code, current()), target=("area", code)) for code in place.member_codes)
    yield Section(_("This place"), (Item(capital(why), sure, place.citation, note=_(place.note)), *members))


def _beside(atlas: Atlas, code: str) -> Iterable[Section]:
    """Of an area that the source does not name: those next to it that it does."""
    named = [other for other in areas_beside(atlas, code) if atlas.by_area[other]]
    items = tuple(Item(atlas.record.place_name(other, current()), target=("area", other)) for other in named)
    if items:
        yield Section(_("Areas beside it that the source names"), items)


def _since(atlas: Atlas, place_id: str) -> Iterable[Section]:
    area = atlas.record.areas_by_code.get(place_id)
    if area and area.later_change:
        known = _("administrative geography, not from the source")
        yield Section(_("Boundary since then"), (Item(_(area.later_change), known),))


def others(atlas: Atlas, about: str) -> tuple[Section, ...]:
    """Gather what other sources say of a place, a partner or a study: kept apart, shown only where asked for."""
    sources = atlas.record.sources_by_id
    known = tuple(
        Item(
            _(row.statement),
            _("{certainty} · source: {title}").format(
                certainty=_(atlas.record.label("certainty", row.certainty)), title=sources[row.source_id].title
            ),
            note=_(row.note),
        )
        for row in atlas.record.context
        if about in row.about_ids
    )
    return (Section(_("From other sources, shown apart"), known),) if known else ()
