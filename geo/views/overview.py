"""The lists beside the map: the areas as they are painted, the places beyond them, and what names no area."""

from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.classification import beyond, paint
from geo.map.legend import legend
from geo.record.atlas import Atlas
from geo.selection.filtering import statement_filter
from geo.selection.phases import covered, phase_name
from geo.selection.selection import Selection, in_phase
from geo.selection.words import capital
from geo.views.grouping import merge
from geo.views.lines import line
from geo.views.model import Item, Section
from geo.views.place_sections import project_wide


def sections(atlas: Atlas, selection: Selection) -> tuple[Section, ...]:
    """Gather what no area stands for: places beyond the areas, and what the filters leave of what names no area."""
    others = []
    for place in atlas.record.places:
        rows = atlas.by_place[place.place_id]
        now = sum(in_phase(row, selection.phase) for row in rows)
        detail = ngettext(
            "{count} statement, {current} in this phase", "{count} statements, {current} in this phase", len(rows)
        )
        others.append(
            Item(
                _(place.name),
                detail.format(count=len(rows), current=now),
                place.citation,
                target=("area", place.place_id),
            )
        )
    made = [Section(_("Other places named"), tuple(others))]
    keeps = statement_filter(atlas, selection)
    for phase in covered(atlas.record, selection.phase):
        wide = [row for row in project_wide(atlas, phase) if keeps(row, phase)]
        if wide:
            heading = _("More work in {phase}; no area is named").format(phase=phase_name(atlas.record, phase))
            made.append(Section(heading, merge(atlas, wide, line)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that are painted alike: the paint key, its words, the areas as (code, name), the letters on them.

    beyond : places with the same role that are not areas, as (id, name): named, but not painted.
    """

    key: str
    label: str
    places: tuple[tuple[str, str], ...]
    letters: str = ""
    beyond: tuple[tuple[str, str], ...] = ()


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
    away: dict[str, list[tuple[str, str]]] = {}
    for place, key in beyond(atlas, selection).items():
        away.setdefault(key, []).append((place, _(atlas.record.place_name(place, selection.lang))))
    return tuple(
        Group(key, capital(entries[key].label), tuple(places), entries[key].letters, tuple(away.get(key, ())))
        for key, places in by_key.items()
        if places
    )
