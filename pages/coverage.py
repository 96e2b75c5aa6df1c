"""What the record says area by area, and where it says nothing: interventions, studies, partners."""

from geo.answers import answer
from geo.coverage import matrix, table_of
from geo.gaps import gaps, not_mentioned, opened, table_names
from geo.undated import undated
from pages.common import door, words
from pages.common.params import read_params

HERE = "coverage"


def show() -> None:
    """The matrix, and beside it what is not said, or the statement behind the cell that was opened."""
    atlas, selection, params = door.atlas(), door.selection(), read_params(HERE)
    item = params.get("item", "")
    made = matrix(atlas, selection, table_of(params), item)
    words.headline(HERE)
    told = answer(atlas, selection, HERE, params)
    if told:
        words.html("empty", here=HERE, answer=told)
    words.html(
        "coverage", here=HERE, made=made, tables=table_names(), unnamed=not_mentioned(selection.phase),
        gaps=gaps(made, selection.phase), opened=opened(atlas, made, item),
        undated=None if told else undated(atlas, selection, HERE, params),
    )  # fmt: skip
