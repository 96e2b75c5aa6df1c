"""What a page leaves out since no phase is stated for it: how much of what, and the way to it. One sentence for all."""

from collections.abc import Callable, Mapping

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.filtering import statement_filter
from geo.selection.selection import Selection, in_phase
from geo.selection.suggestions import Suggestion
from geo.views.coverage.matrix import TABLES, table_of
from geo.views.lines import count_kinds
from geo.views.model import Params
from geo.views.partners.relations import is_apart, relations
from geo.views.scope import scope_of

RECORD = "record"

_LEFT_OUT: Mapping[str, Callable[[Atlas, Params], Callable[[Statement], bool]]] = {
    "": lambda _atlas, _params: lambda _row: True,
    "compare": lambda _atlas, _params: lambda _row: True,
    "coverage": lambda _atlas, params: lambda row: row.table == TABLES[table_of(params)],
    "partners": lambda atlas, _params: _relations_left_out(atlas),
    "studies": lambda _atlas, _params: lambda row: row.table == "studies",
    RECORD: lambda _atlas, _params: lambda _row: True,
}
"""Page -> the statements without a phase that it leaves out in a phase; the timeline leaves out none."""


def _relations_left_out(atlas: Atlas) -> Callable[[Statement], bool]:
    # the relations of activities without a phase stand on the page in every one
    left = {one.row.statement_id for one in relations(atlas) if not is_apart(atlas, one)}
    return lambda row: row.table in ("involvements", "events") and row.statement_id in left


def undated(atlas: Atlas, selection: Selection, page: str, params: Params | None = None) -> Suggestion | None:
    """Say what a page leaves out since no phase is stated for it, and the way to it; None for nothing."""
    params = params or {}
    # a search looks through all phases
    if page not in _LEFT_OUT or (selection.phase == NOT_STATED and page != "compare") or params.get("q"):
        return None
    keeps, left_out = statement_filter(atlas, selection), _LEFT_OUT[page](atlas, params)
    shown = scope_of(atlas, page, selection, params).phase
    rows = [row for row in atlas.statements if not in_phase(row, shown)]
    rows = [row for row in rows if left_out(row) and keeps(row, NOT_STATED)]
    if not rows:
        return None
    # map and comparison are of areas; what has no place either is in the record
    home = RECORD if page in ("", "compare") else page
    extra = (("table", table_of(params)),) if page == "coverage" else ()
    text = _("Not shown here, since no phase is stated: {things}").format(things=count_kinds(rows))
    return Suggestion(text, selection.changed(phase=NOT_STATED), 0, home, extra)
