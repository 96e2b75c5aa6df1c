"""One phase beside another in words: areas of which the same is said together, then activities and bodies by phase."""

from collections.abc import Sequence

from geo.i18n import gettext as _
from geo.map.legend import legend
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.compare.areas import Change, changes, find_change
from geo.views.lines import by_table, digest, kept
from geo.views.model import Content, Item, Params, Section
from geo.views.scope import COMPARE, nothing_to_compare, pair_in, scope_of

_COMPARED = ("interventions", "involvements")  # of surveys and events too little is said of phases to be compared


def show_compare(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """Say what changed from one phase to the other, for what the filters leave in either."""
    if words := nothing_to_compare(atlas.record):
        return Content(title=_("Nothing to compare"), sentence=words, empty=True)
    both, pair = scope_of(atlas, COMPARE, selection, params), pair_in(atlas.record, params)
    made = changes(atlas, both, pair)
    lines = tuple(_line(atlas, made.phases, change) for change in (*made.areas, *made.beyond))
    sections = [Section(made.words.title, lines)] if lines else []
    heading = _("{phase}: {table}")
    left = [row for row in kept(atlas, both) if row.table in _COMPARED]
    for phase, name in zip(pair, made.phases, strict=True):
        # what stands in two phases, its own and that of the heading over it, is told in the first of them
        mine = [row for row in left if next(one for one in pair if one in row.phases) == phase]
        sections += [
            Section(heading.format(phase=name, table=part.heading), part.items) for part in by_table(atlas, mine)
        ]
    return Content(
        title=made.words.title,
        sentence=str(made.words),
        finding=made.words.sentence,
        caution=made.words.silence,
        sections=tuple(sections),
        legend=legend(atlas, both),
    )


def _line(atlas: Atlas, names: Sequence[str], change: Change) -> Item:
    title = find_change(atlas, names, [side.key for side in change.sides], [name for _code, name in change.places])
    behind = [atlas.by_id[key] for keys in change.statements for key in keys]
    return digest(atlas, title, behind)
