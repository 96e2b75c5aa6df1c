"""One phase beside another, and what changed."""

from collections.abc import Iterator

from geo.views.compare.areas import changes
from geo.views.scope import COMPARE, nothing_to_compare, pair_in
from pages.common.map_view import show_map
from pages.common.page_view import PageView, keep, page_view

PATH = COMPARE


def show() -> None:
    """Two maps that move and choose together; under them what changed: areas, types of intervention, bodies."""
    view = page_view(PATH)
    _show_finding(view)
    if nothing_to_compare(view.atlas.record):
        return
    show_map(view.selection, "pair", pair=pair_in(view.atlas.record, dict(view.params)))
    _show_changes(view)


@keep
def _show_finding(view: PageView) -> Iterator[str]:
    yield view.headline()
    yield view.empty() or view.undated()
    if nothing_to_compare(view.atlas.record):
        return
    content = changes(view.atlas, view.selection, pair_in(view.atlas.record, dict(view.params)))
    if len(content.pairs) > 1:
        yield view.render("compare-pairs", changes=content)


@keep
def _show_changes(view: PageView) -> Iterator[str]:
    content = changes(view.atlas, view.selection, pair_in(view.atlas.record, dict(view.params)))
    yield view.render("compare", changes=content)
    yield view.render("legend", entries=())
