"""What a page leaves out since it is tied to no phase: how much, and the way to it. One sentence for all of them."""

from collections.abc import Callable, Mapping

from geo.i18n import ngettext
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.filtering import statement_filter
from geo.selection.selection import Selection, in_phase
from geo.selection.suggestions import Suggestion
from geo.views.coverage.matrix import TABLES, table_of
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
    """How many statements a page leaves out since they are tied to no phase, and the way to them; None for none."""
    params = params or {}
    # a search looks through all phases
    if page not in _LEFT_OUT or (selection.phase == NOT_STATED and page != "compare") or params.get("q"):
        return None
    keeps, left_out = statement_filter(atlas, selection), _LEFT_OUT[page](atlas, params)
    shown = scope_of(atlas, page, selection, params).phase
    rows = [row for row in atlas.statements if not in_phase(row, shown)]
    count = sum(left_out(row) and keeps(row, NOT_STATED) for row in rows)
    if not count:
        return None
    text = ngettext("{count} more statement is tied to no phase", "{count} more statements are tied to no phase", count)
    # map and comparison are of areas; what has no place either is in the record
    home = RECORD if page in ("", "compare") else page
    extra = (("table", table_of(params)),) if page == "coverage" else ()
    return Suggestion(text.format(count=count), selection.changed(phase=NOT_STATED), 0, home, extra)
