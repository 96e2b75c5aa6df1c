"""What the record says area by area, and where it says nothing: interventions, studies, partners."""

from collections.abc import Iterator

from geo.map.legend import not_mentioned
from geo.views.coverage.matrix import matrix, table_of
from geo.views.coverage.summary import gaps, opened, sign_names, table_names
from geo.views.undated import undated
from pages.common.page_view import PageView, keep, page_view

PATH = "coverage"


def show() -> None:
    """Show the matrix, and beside it what is not said, or the statement behind the cell that was opened."""
    _show_matrix(page_view(PATH))


@keep
def _show_matrix(view: PageView) -> Iterator[str]:
    atlas, selection, params = view.atlas, view.selection, dict(view.params)
    item = params.get("item", "")
    content = matrix(atlas, selection, table_of(params), item)
    yield view.headline()
    empty = view.empty()
    yield empty
    yield view.render(
        "coverage", made=content, signs=sign_names(content), tables=table_names(),
        unnamed=not_mentioned(atlas.record, selection.phase),
        gaps=gaps(atlas.record, content, selection.phase), opened=opened(atlas, content, item),
        undated=None if empty else undated(atlas, selection, PATH, params),
    )  # fmt: skip
