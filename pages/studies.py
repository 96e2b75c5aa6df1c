"""What was studied, where and when, and what it is to inform: surveys and assessments as a drawing and as a list."""

import streamlit as st

from geo.answers import answer
from geo.informing import overview
from geo.palette import COLOURS
from geo.research import Group, groups
from geo.selection import Selection
from geo.study_panel import beside, opened
from geo.undated import undated
from pages.common import door, words
from pages.common.maps import show_map
from pages.common.params import read_params

HERE = "studies"


def show() -> None:
    """The drawing over the list on the left, what is chosen and its map on the right."""
    atlas, selection, item = door.atlas(), door.selection(), read_params(HERE).get("item", "")
    shown = groups(atlas, selection)
    found = (opened(atlas, selection, item) if item else None) or beside(atlas, selection, shown)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        _left(selection, shown, item)
    with right, st.container(key="opened" if item or selection.area else "beside"):
        with st.container(key="mapped"):
            show_map(found.mapped, "smallmap")
            words.html("caption", text=found.caption)
        words.html("studies-panel", here=HERE, opened=found, item=item)


def _left(selection: Selection, shown: tuple[Group, ...], item: str) -> None:
    atlas = door.atlas()
    words.headline(HERE)
    if told := answer(atlas, selection, HERE):
        words.html("empty", here=HERE, answer=told)
        return
    if way := undated(atlas, selection, HERE):
        words.html("undated", here=HERE, way=way)
    drawn = overview(atlas, shown, item, selection.area)
    if drawn.total:
        words.html("studies-drawing", here=HERE, overview=drawn, colours=COLOURS)
    words.html("studies", here=HERE, groups=shown, item=item)
