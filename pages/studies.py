"""What was studied, where and when, and what it is to inform: surveys and assessments as a drawing and as a list."""

from collections.abc import Iterator
from functools import lru_cache

import streamlit as st

from geo.map.palette import COLOURS
from geo.views.studies.detail import Opened, beside, opened
from geo.views.studies.diagram import overview
from geo.views.studies.inventory import groups
from pages.common import html
from pages.common.map_view import show_map
from pages.common.page_view import CACHE_SIZE, PageView, keep, page_view

PATH = "studies"


def show() -> None:
    """Show the drawing over the list on the left, what is chosen and its map on the right."""
    view = page_view(PATH)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        _show_list(view)
    with right, st.container(key="opened" if view.param("item") or view.selection.area else "beside"):
        panel = _panel(view)
        with st.container(key="mapped"):
            show_map(panel.mapped, "smallmap")
            html.show("caption", text=panel.caption)
        _show_panel(view)


@lru_cache(CACHE_SIZE)
def _panel(view: PageView) -> Opened:
    atlas, selection, item = view.atlas, view.selection, view.param("item")
    return (opened(atlas, selection, item) if item else None) or beside(atlas, selection, groups(atlas, selection))


@keep
def _show_panel(view: PageView) -> Iterator[str]:
    yield view.render("studies-panel", opened=_panel(view), item=view.param("item"))


@keep
def _show_list(view: PageView) -> Iterator[str]:
    atlas, selection, item = view.atlas, view.selection, view.param("item")
    yield view.headline()
    if empty := view.empty():
        yield empty
        return
    yield view.undated()
    lists = groups(atlas, selection)
    diagram = overview(atlas, lists, item, selection.area)
    if diagram.total:
        yield view.render("studies-drawing", overview=diagram, colours=COLOURS)
    yield view.render("studies", groups=lists, item=item)
