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
    made = matrix(atlas, selection, table_of(params), item)
    html.headline(PATH)
    told = answer(atlas, selection, PATH, params)
    if told:
        html.show("empty", here=PATH, answer=told)
    html.show(
        "coverage", here=PATH, made=made, signs=sign_names(made), tables=table_names(),
        unnamed=not_mentioned(atlas.record, selection.phase),
        gaps=gaps(atlas.record, made, selection.phase), opened=opened(atlas, made, item),
        undated=None if told else undated(atlas, selection, PATH, params),
    )  # fmt: skip
