"""Ways out of a selection that shows nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.selection.phases import choices, phase_name
from geo.selection.selection import Selection, facet_name


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A view that is not empty: what to call it, and how many areas or other things it shows; 0 where that is no count.

    page : where it is, as Links.page takes it, '' for the page at hand; extra : parameters of that page alone.
    """

    label: str
    selection: Selection
    count: int = 0
    page: str = ""
    extra: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.label} ({self.count})" if self.count else self.label


def suggestions(
    atlas: Atlas, selection: Selection, count: Callable[[Selection], int] | None = None
) -> tuple[Suggestion, ...]:
    """From a selection that shows nothing: each facet dropped, each other phase, whichever shows something.

    count : how many things a selection shows on the page at hand; where None, the areas that it leaves.
    """
    tries = [
        (_("without “{facet}”").format(facet=facet_name(facet)), selection.changed(**{facet: frozenset()}))
        for facet in selection.active
    ]
    if len(tries) > 1:
        tries.append((_("without filters"), selection.without_filters()))
    tries += [
        (phase_name(atlas.record, phase), selection.changed(phase=phase))
        for phase in choices(atlas.record)
        if phase != selection.phase
    ]
    count = count or (lambda other: len(other.matching_areas(atlas)))
    ways = [Suggestion(label, other, count(other)) for label, other in tries]
    return tuple(way for way in ways if way.count)
