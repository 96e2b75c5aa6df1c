"""All that the record says of one place, in sections, silence included: the panel, the handout and the slides."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.map.classification import key_of, paint, roles_in, words_for
from geo.map.legend import legend
from geo.record.adjacency import areas_beside
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.filtering import statement_filter
from geo.selection.phases import covered, phase_name, short_name
from geo.selection.selection import Selection, in_phase
from geo.selection.words import capital
from geo.views.grouping import merge
from geo.views.lines import item, line, silence, silences, without_phase
from geo.views.model import Item, Section


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
            *_sections(atlas, rows, selection, area=area),
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


def _sections(atlas: Atlas, rows: tuple[Statement, ...], selection: Selection, *, area: bool) -> Iterable[Section]:
    for phase in () if selection.phase == NOT_STATED else covered(atlas.record, selection.phase):
        here = [row for row in rows if row.table == "interventions" and row.phase == phase]
        placed = merge(atlas, here, item)
        elsewhere = [row for row in project_wide(atlas, phase) if row not in here]
        unsaid = [] if placed else [silence(_("None stated for this place") if area else _("None stated here"))]
        yield Section(
            _("Interventions, {phase}").format(phase=phase_name(atlas.record, phase)),
            (*placed, *unsaid),
            merge(atlas, elsewhere, line),
            _wide_words(elsewhere),
        )
    yield from _without_phase(atlas, rows)
    yield Section(_("Bodies and partners"), _bodies(atlas, rows, area=area))
    yield from _studies(atlas, rows, area=area)
    events = tuple(item(atlas, row) for row in rows if row.table == "events")
    if events:
        yield Section(_("Events and agreements"), events)


def _wide_words(rows: Iterable[Statement]) -> str:
    """How many activities name no area: without any place, and of places named beyond the areas; parts apart."""
    rows = tuple(rows)
    loose, placed = ([row for row in rows if row.counted and bool(row.places) == far] for far in (False, True))
    parts = sum(not row.counted for row in rows)
    said = [
        (len(loose), ngettext("{count} more activity; the source does not say where",
                              "{count} more activities; the source does not say where", len(loose))),
        (len(placed), ngettext("{count} of other places named", "{count} of other places named",
                               len(placed))),
        (parts, ngettext("{count} told as a part or purpose of others", "{count} told as parts or purposes of others",
                         parts)),
    ]  # fmt: skip
    return " · ".join(words.format(count=count) for count, words in said if count)


def _without_phase(atlas: Atlas, rows: tuple[Statement, ...]) -> Iterable[Section]:
    """Gather activities without a phase: they stand under their own heading, whichever phase is chosen."""
    everywhere = [row for row in atlas.statements if row.table == "interventions" and row.phase == NOT_STATED]
    if not everywhere:
        return
    here = [item(atlas, row) for row in rows if row in everywhere]
    elsewhere = [row for row in everywhere if row not in rows]
    unsaid = [] if here else [silence(_("None placed here by the source"))]
    count, parts = sum(row.counted for row in elsewhere), sum(not row.counted for row in elsewhere)
    label = ngettext("{count} elsewhere or without a place", "{count} elsewhere or without a place", count)
    with_parts = ngettext("{label}; {count} told as a part or purpose of others",
                          "{label}; {count} told as parts or purposes of others", parts)  # fmt: skip
    label = label.format(count=count)
    yield Section(
        without_phase(atlas),
        (*here, *unsaid),
        merge(atlas, elsewhere, line),
        with_parts.format(label=label, count=parts) if parts else label,
    )


def _bodies(atlas: Atlas, rows: tuple[Statement, ...], *, area: bool) -> tuple[Item, ...]:
    """List the relations told of the place, and those of the activities that are told of it, with all who take part."""
    activities = {row.statement_id for row in rows if row.table == "interventions"}
    by_activity = {row.involvement_id for row in atlas.record.involvements if row.intervention_id in activities}
    told = [row for row in atlas.statements if row.table == "involvements"]
    found = [_who(atlas, row) for row in told if row in rows or row.statement_id in by_activity]
    if area:
        found += [silence(text) for text in silences(atlas, "area")]
    return tuple(found) or (silence(_("Not stated in the source")),)


def _who(atlas: Atlas, row: Statement) -> Item:
    """Show a relation as a line under the names of those whom it concerns; the project goes without saying."""
    others = [partner for partner in atlas.record.partners if partner.partner_id in row.values["partner"]]
    names = [row.title, *(one.name for one in others if one.partner_id != row.subject and one.kind_code != "project")]
    return _with_phase(atlas, row, item(atlas, row, "; ".join(names)))


def _with_phase(atlas: Atlas, row: Statement, made: Item) -> Item:
    """Add its phase to a line: of lists that go through all phases, whichever is chosen."""
    return replace(made, detail=" · ".join((phase_name(atlas.record, row.phase), made.detail)))


def _studies(atlas: Atlas, rows: tuple[Statement, ...], *, area: bool) -> Iterable[Section]:
    studies = [row for row in rows if row.table == "studies"]
    found = [_with_phase(atlas, row, item(atlas, row)) for row in studies]
    kinds, record = {row.kind for row in studies}, atlas.record
    if area and "baseline-survey" not in kinds and record.has_code("study_kind", "baseline-survey"):
        found.append(silence(_("Baseline survey: none stated for this area")))
    # what is called research and rapid assessments answers the question, though it may be work listed elsewhere
    if area and not kinds & {"rapid-assessment", "research"} and record.has_code("study_kind", "rapid-assessment"):
        found.append(silence(_("Rapid assessment: none stated for this area")))
    if found:
        yield Section(_("Surveys and assessments"), tuple(found))


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


def project_wide(atlas: Atlas, phase: str) -> tuple[Statement, ...]:
    """List the interventions of a phase that name no area: of the project as a whole, or of other places or none."""
    return tuple(
        row for row in atlas.statements if row.table == "interventions" and row.phase == phase and not row.areas
    )


def sections(atlas: Atlas, selection: Selection) -> tuple[Section, ...]:
    """Gather what no area stands for: places beyond the areas, and what the filters leave of what names no area."""
    beyond = []
    for place in atlas.record.places:
        rows = atlas.by_place[place.place_id]
        current = sum(in_phase(row, selection.phase) for row in rows)
        detail = ngettext(
            "{count} statement, {current} in this phase", "{count} statements, {current} in this phase", len(rows)
        )
        beyond.append(
            Item(
                _(place.name),
                detail.format(count=len(rows), current=current),
                place.citation,
                target=("area", place.place_id),
            )
        )
    made = [Section(_("Other places named"), tuple(beyond))]
    keeps = statement_filter(atlas, selection)
    for phase in covered(atlas.record, selection.phase):
        wide = [row for row in project_wide(atlas, phase) if keeps(row, phase)]
        if wide:
            lines = merge(atlas, wide, line)
            made.append(Section(_("Without an area, {phase}").format(phase=phase_name(atlas.record, phase)), lines))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that are painted alike: the paint key, its words, the areas as (code, name), the letters on them."""

    key: str
    label: str
    places: tuple[tuple[str, str], ...]
    letters: str = ""


def overview(atlas: Atlas, selection: Selection) -> tuple[Group, ...]:
    """List the areas as the map paints them in the selection's phase, silence last; this does the same as the map."""
    painted = paint(atlas, selection)[selection.phase]
    by_key: dict[str, list[tuple[str, str]]] = {entry.key: [] for entry in legend(atlas, selection)}
    for area in atlas.record.areas:
        key = painted.get(area.area_code, "")
        by_key["-" if key.startswith("-") else key].append(
            (area.area_code, atlas.record.place_name(area.area_code, selection.lang))
        )
    entries = {entry.key: entry for entry in legend(atlas, selection)}
    return tuple(
        Group(key, capital(entries[key].label), tuple(places), entries[key].letters)
        for key, places in by_key.items()
        if places
    )
