"""Who: the organisations, what ties them, with whom and where, as a drawing and as a directory."""

import streamlit as st

from geo import directory, relations
from geo.answers import answer
from geo.markup import Links
from geo.network import network
from geo.palette import COLOURS
from geo.partner_panel import beside, opened
from geo.selection import Selection
from geo.undated import undated
from pages.common import door, words
from pages.common.maps import show_map
from pages.common.params import read_params

HERE = "partners"


def show() -> None:
    """The drawing over the directory on the left, what is chosen and its map on the right."""
    atlas, selection, item = door.atlas(), door.selection(), read_params(HERE).get("item", "")
    found = (opened(atlas, selection, item) if item else None) or beside(atlas, selection)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        _left(selection, item)
    with right, st.container(key="opened" if item or selection.area else "beside"):
        with st.container(key="mapped"):
            show_map(found.mapped, "smallmap")
            words.html("caption", text=found.caption)
        words.html("partners-panel", here=HERE, opened=found, item=item, stay=lambda view: _stay(view, item))


def _left(selection: Selection, item: str) -> None:
    atlas = door.atlas()
    bands = relations.bands(atlas, selection)
    words.headline(HERE)
    if told := answer(atlas, selection, HERE):
        words.html("empty", here=HERE, answer=told)
    elif way := undated(atlas, selection, HERE):
        words.html("undated", here=HERE, way=way)
    words.html(
        "partners-network", here=HERE, colours=COLOURS,
        networks=[network(atlas, band, item, selection.area) for band in bands],
    )  # fmt: skip
    words.html(
        "partners", here=HERE, item=item, unmentioned=directory.unmentioned(atlas, bands),
        listings=[directory.listing(atlas, band, selection.area) for band in bands],
    )  # fmt: skip


def _stay(view: Selection, item: str) -> str:
    return Links(view).page(HERE, **({"item": item} if item else {}))
