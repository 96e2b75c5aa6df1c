"""What was studied, where and when, and what it is to inform: surveys and assessments as a drawing and as a list."""

import streamlit as st

from geo.map.palette import COLOURS
from geo.selection.selection import Selection
from geo.views.empty import answer
from geo.views.studies.detail import beside, opened
from geo.views.studies.diagram import overview
from geo.views.studies.inventory import Group, groups
from geo.views.undated import undated
from pages.common import html, state
from pages.common.map_view import show_map
from pages.common.params import read_params

PATH = "studies"


def show() -> None:
    """Show the drawing over the list on the left, what is chosen and its map on the right."""
    atlas, selection, item = state.atlas(), state.selection(), read_params(PATH).get("item", "")
    lists = groups(atlas, selection)
    panel = (opened(atlas, selection, item) if item else None) or beside(atlas, selection, lists)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        _main_column(selection, lists, item)
    with right, st.container(key="opened" if item or selection.area else "beside"):
        with st.container(key="mapped"):
            show_map(panel.mapped, "smallmap")
            html.show("caption", text=panel.caption)
        html.show("studies-panel", here=PATH, opened=panel, item=item)


def _main_column(selection: Selection, lists: tuple[Group, ...], item: str) -> None:
    atlas = state.atlas()
    html.headline(PATH)
    if empty := answer(atlas, selection, PATH):
        html.show("empty", here=PATH, answer=empty)
        return
    if way := undated(atlas, selection, PATH):
        html.show("undated", here=PATH, way=way)
    diagram = overview(atlas, lists, item, selection.area)
    if diagram.total:
        html.show("studies-drawing", here=PATH, overview=diagram, colours=COLOURS)
    html.show("studies", here=PATH, groups=lists, item=item)
