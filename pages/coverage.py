"""What the record says area by area, and where it says nothing: interventions, studies, partners."""

from geo.map.legend import not_mentioned
from geo.views.coverage.matrix import matrix, table_of
from geo.views.coverage.summary import gaps, opened, sign_names, table_names
from geo.views.empty import answer
from geo.views.undated import undated
from pages.common import html, state
from pages.common.params import read_params

PATH = "coverage"


def show() -> None:
    """Show the matrix, and beside it what is not said, or the statement behind the cell that was opened."""
    atlas, selection, params = state.atlas(), state.selection(), read_params(PATH)
    item = params.get("item", "")
    content = matrix(atlas, selection, table_of(params), item)
    html.headline(PATH)
    empty = answer(atlas, selection, PATH, params)
    if empty:
        html.show("empty", here=PATH, answer=empty)
    html.show(
        "coverage", here=PATH, made=content, signs=sign_names(content), tables=table_names(),
        unnamed=not_mentioned(atlas.record, selection.phase),
        gaps=gaps(atlas.record, content, selection.phase), opened=opened(atlas, content, item),
        undated=None if empty else undated(atlas, selection, PATH, params),
    )  # fmt: skip
