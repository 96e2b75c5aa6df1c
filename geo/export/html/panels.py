"""The panel of a place for every phase at once: each section a single time, with the phases to which it belongs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.export.html.precomputed import Pool
from geo.record.atlas import Atlas
from geo.selection.phases import ALL, choices, scopes
from geo.selection.selection import Selection
from geo.views.model import Section
from geo.views.overview import sections
from geo.views.place import Dossier, dossier


@dataclass(frozen=True, slots=True)
class Part:
    """A section without what is folded.

    phases : in which it is shown; fold : the number of its folded list, None where there is none.
    """

    section: Section
    phases: tuple[str, ...]
    fold: int | None


@dataclass(frozen=True, slots=True)
class Panel:
    """A place. head : its dossier without sections; parts : the sections of all phases, in their order."""

    head: Dossier
    parts: tuple[Part, ...]


def panels(atlas: Atlas, selection: Selection, folds: Pool) -> tuple[Panel, ...]:
    """Make a panel for every area and every place beyond the areas.

    folds : the folded lists, each once: most of them are the same for every place.
    """
    places = []
    for place_id in (*atlas.by_area, *atlas.by_place):
        by_phase = {phase: dossier(atlas, place_id, selection.changed(phase=phase)) for phase in scopes(atlas.record)}
        groups = {phase: content.sections for phase, content in by_phase.items()}
        places.append(Panel(replace(by_phase[ALL], sections=()), _parts(atlas, groups, folds)))
    return tuple(places)


def beyond(atlas: Atlas, selection: Selection, folds: Pool) -> tuple[Part, ...]:
    """List what no area stands for, for every phase at once."""
    groups = {
        phase: sections(atlas, selection.without_filters().changed(phase=phase)) for phase in scopes(atlas.record)
    }
    return _parts(atlas, groups, folds)


def _parts(atlas: Atlas, groups: Mapping[str, Sequence[Section]], folds: Pool) -> tuple[Part, ...]:
    order: list[Section] = []
    # all phases first: they hold the sections of each in the right order
    for phase in sorted(scopes(atlas.record), key=lambda phase: phase != ALL):
        after = 0
        for section in groups[phase]:
            if section not in order:
                order.insert(after, section)
            after = order.index(section) + 1
    return tuple(
        Part(
            replace(section, folded=()),
            tuple(phase for phase in choices(atlas.record) if section in groups[phase]),
            folds.add(section.folded) if section.folded else None,
        )
        for section in order
    )
