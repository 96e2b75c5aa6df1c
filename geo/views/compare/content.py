"""Phase I beside Phase II in words: areas of which the same is said together, then activities and bodies by phase."""

from geo.i18n import gettext as _
from geo.map.legend import legend
from geo.record.atlas import Atlas
from geo.selection.selection import Selection, options
from geo.views.compare.areas import Change, changes
from geo.views.compare.topics import PHASES
from geo.views.lines import by_table, digest, kept
from geo.views.model import Content, Item, Params, Section

_COMPARED = ("interventions", "involvements")  # of surveys and events nothing is said for Phase I to compare with


def show_compare(atlas: Atlas, selection: Selection, _params: Params) -> Content:
    """Say what changed from one phase to the other, for what the filters leave in either."""
    both = selection.changed(phase="both")
    made, names = changes(atlas, both), options(atlas.record, "phase")
    lines = tuple(_line(atlas, change) for change in (*made.areas, *made.beyond))
    sections = [Section(made.words.title, lines)] if lines else []
    left = [row for row in kept(atlas, both) if row.table in _COMPARED]
    for phase in PHASES:
        # what stands in two phases, its own and that of the heading over it, is told in the first of them
        mine = [row for row in left if next(one for one in PHASES if one in row.phases) == phase]
        sections += [Section(f"{names[phase]}: {part.heading}", part.items) for part in by_table(atlas, mine)]
    return Content(
        title=made.words.title,
        sentence=str(made.words),
        sections=tuple(sections),
        legend=legend(atlas, both),
    )


def _line(atlas: Atlas, change: Change) -> Item:
    first, second = (side.label for side in change.sides)
    title = _("{first}, then {second}").format(first=first, second=second)
    behind = [atlas.by_id[key] for keys in change.statements for key in keys]
    return digest(atlas, title, behind, ", ".join(name for _code, name in change.places))
