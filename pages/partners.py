"""Who: the organisations, what ties them, with whom and where, as a drawing and as a directory."""

from collections.abc import Iterator
from functools import lru_cache

import streamlit as st

from geo.map.palette import COLOURS
from geo.selection.selection import Selection
from geo.views.partners import directory, relations
from geo.views.partners.content import list_places
from geo.views.partners.detail import Opened, beside, opened
from geo.views.partners.network import network
from geo.web.links import Links
from pages.common import html
from pages.common.map_view import show_map
from pages.common.page_view import CACHE_SIZE, PageView, keep, page_view

PATH = "partners"


def show() -> None:
    """Show the drawing over the directory on the left, what is chosen and its map on the right."""
    view = page_view(PATH)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        _show_directory(view)
    with right, st.container(key="opened" if view.param("item") or view.selection.area else "beside"):
        panel = _panel(view)
        with st.container(key="mapped"):
            show_map(panel.mapped, "smallmap")
            html.show("caption", text=panel.caption)
        _show_panel(view)


@lru_cache(CACHE_SIZE)
def _panel(view: PageView) -> Opened:
    item = view.param("item")
    return (opened(view.atlas, view.selection, item) if item else None) or beside(view.atlas, view.selection)


@keep
def _show_panel(view: PageView) -> Iterator[str]:
    item = view.param("item")
    yield view.render("partners-panel", opened=_panel(view), item=item, stay=lambda selection: _stay(selection, item))


@keep
def _show_directory(view: PageView) -> Iterator[str]:
    atlas, selection, item = view.atlas, view.selection, view.param("item")
    bands = relations.bands(atlas, selection)
    yield view.headline()
    yield view.empty() or view.undated()
    if where := list_places(atlas, bands):
        yield view.render("partners-where", lines=where)
    yield view.render(
        "partners-network", colours=COLOURS, networks=[network(atlas, band, item, selection.area) for band in bands]
    )
    yield view.render(
        "partners", item=item, unmentioned=directory.unmentioned(atlas, bands),
        listings=[directory.listing(atlas, band, selection.area) for band in bands],
    )  # fmt: skip


def _stay(view: Selection, item: str) -> str:
    return Links(view).page(PATH, **({"item": item} if item else {}))
