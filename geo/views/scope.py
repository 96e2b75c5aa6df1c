"""What a page shows of a selection, where that is not the selection itself: the comparison is of two phases."""

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.record import Record
from geo.selection.phases import join, pair_of, phase_names
from geo.selection.selection import Selection
from geo.selection.words import list_words
from geo.views.model import Params

COMPARE = "compare"


def scope_of(atlas: Atlas, page: str, selection: Selection, params: Params) -> Selection:
    """Return what a page shows of a selection: the comparison is of two phases, whichever is chosen elsewhere."""
    if page != COMPARE:
        return selection
    return selection.changed(phase=join(atlas.record, pair_in(atlas.record, params)))


def pair_in(record: Record, params: Params) -> tuple[str, ...]:
    """Return the phases that the parameters of a page ask to compare, else the last two; fewer if there are fewer."""
    return pair_of(record, params.get("first", ""), params.get("second", ""))


def nothing_to_compare(record: Record) -> str:
    """Say that the record has no two phases; '' where it has."""
    if len(record.phases) > 1:
        return ""
    if not record.phases:
        return _("The record knows no phases: there is nothing to compare.")
    name = list_words(phase_names(record))
    return _("The record knows one phase only, {phase}: there is nothing to compare.").format(phase=name)
