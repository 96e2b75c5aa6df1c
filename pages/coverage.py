"""What the record says area by area, and where it says nothing: interventions, studies, partners."""

from geo.coverage import TABLES, matrix, said
from geo.gaps import describe_coverage, gaps, not_mentioned, opened, table_names
from geo.language import gettext as _
from geo.summary import ways_back
from pages.common import door, words

HERE = "coverage"


def show() -> None:
    """The matrix, and beside it what is not said, or the statement behind the cell that was opened."""
    atlas, selection = door.atlas(), door.selection()
    table, item = door.page_param("table") or "interventions", door.page_param("item")
    if table not in TABLES:
        words.html("notices", notices=[_("The address asks for a table that this page does not have.")])
        table = "interventions"
    made = matrix(atlas, selection, table, item)
    words.html("headline", here=HERE, words=describe_coverage(atlas, selection, made))
    if not made.rows:
        ways = ways_back(atlas, selection, lambda other: len(said(atlas, other, table)))
        words.html(
            "empty", here=HERE, reason=_("The source says nothing of this kind within this selection."), ways=ways
        )
    words.html(
        "coverage", here=HERE, made=made, tables=table_names(), unnamed=not_mentioned(selection.phase),
        gaps=gaps(made, selection.phase), opened=opened(atlas, made, item),
    )  # fmt: skip
