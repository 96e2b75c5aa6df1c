"""The first page: the map, the sentence over it, and the panel of the chosen place."""

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from geo.map.legend import legend
from geo.map.summary import describe
from geo.views.overview import overview, sections
from geo.views.place import dossier
from geo.views.undated import undated
from pages.common.map_view import show_map
from pages.common.page_view import PageView, keep, page_view


def show() -> None:
    """Show the map on the left, the panel on the right; one above the other on a phone."""
    view = page_view("")
    left, right = st.columns([1.95, 1], gap="medium")
    with left:
        above = st.container()
        show_map(view.selection)
        with above:
            _show_finding(view)
        _show_legend(view)
    with right, st.container(key="panel"):
        _show_panel(view)


@keep
def _show_finding(view: PageView) -> Iterator[str]:
    """Show the finding over the map; how sure it is and what is not said stands under it, with the legend."""
    words = describe(view.atlas, view.selection.changed(area=None))
    yield view.render("what")
    yield view.render("headline", words=replace(words, sentence=words.finding))
    yield view.empty()


@keep
def _show_legend(view: PageView) -> Iterator[str]:
    words = describe(view.atlas, view.selection.changed(area=None))
    caution = f"{words.caution} {words.silence}".strip()
    yield view.render("legend", entries=legend(view.atlas, view.selection), caution=caution)


@keep
def _show_panel(view: PageView) -> Iterator[str]:
    """Show the panel of the chosen place; where none is, all areas and what lies beyond them."""
    atlas, selection = view.atlas, view.selection
    if selection.area:
        back = view.links.view(selection.changed(area=None))
        yield view.render("panel", dossier=dossier(atlas, selection.area, selection), back=back)
        return
    yield view.render(
        "overview", groups=overview(atlas, selection), sections=sections(atlas, selection),
        undated=undated(atlas, selection, ""),
    )  # fmt: skip
