"""Who: the organisations, what ties them, with whom and where, as a drawing and as a directory."""

import streamlit as st

from geo.map.palette import COLOURS
from geo.selection.selection import Selection
from geo.views.empty import answer
from geo.views.partners import directory, relations
from geo.views.partners.content import list_places
from geo.views.partners.detail import beside, opened
from geo.views.partners.network import network
from geo.views.undated import undated
from geo.web.links import Links
from pages.common import html, state
from pages.common.map_view import show_map
from pages.common.params import read_params

PATH = "partners"


def show() -> None:
    """Show the drawing over the directory on the left, what is chosen and its map on the right."""
    atlas, selection, item = state.atlas(), state.selection(), read_params(PATH).get("item", "")
    panel = (opened(atlas, selection, item) if item else None) or beside(atlas, selection)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        _main_column(selection, item)
    with right, st.container(key="opened" if item or selection.area else "beside"):
        with st.container(key="mapped"):
            show_map(panel.mapped, "smallmap")
            html.show("caption", text=panel.caption)
        html.show("partners-panel", here=PATH, opened=panel, item=item, stay=lambda view: _stay(view, item))


def _main_column(selection: Selection, item: str) -> None:
    atlas = state.atlas()
    bands = relations.bands(atlas, selection)
    html.headline(PATH)
    if empty := answer(atlas, selection, PATH):
        html.show("empty", here=PATH, answer=empty)
    elif way := undated(atlas, selection, PATH):
        html.show("undated", here=PATH, way=way)
    if where := list_places(atlas, bands):
        html.show("partners-where", here=PATH, lines=where)
    html.show(
        "partners-network", here=PATH, colours=COLOURS,
        networks=[network(atlas, band, item, selection.area) for band in bands],
    )  # fmt: skip
    html.show(
        "partners", here=PATH, item=item, unmentioned=directory.unmentioned(atlas, bands),
        listings=[directory.listing(atlas, band, selection.area) for band in bands],
    )  # fmt: skip


def _stay(view: Selection, item: str) -> str:
    return Links(view).page(PATH, **({"item": item} if item else {}))
