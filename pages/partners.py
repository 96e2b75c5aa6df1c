"""Who: the organisations, what ties them, with whom and where, as a drawing and as a directory."""

import streamlit as st

from geo import directory, relations
from geo.language import gettext as _
from geo.markup import Links
from geo.narrowing import shortened
from geo.network import network
from geo.palette import COLOURS
from geo.partner_panel import beside, opened
from geo.selection import Selection
from geo.summary import ways_back
from pages.common import door, words
from pages.common.maps import show_map

HERE = "partners"


def show() -> None:
    """The drawing over the directory on the left, what is chosen and its map on the right."""
    atlas, selection, item = door.atlas(), door.selection(), door.page_param("item")
    found = opened(atlas, selection, item) if item else None
    asked, item = item, item if found else ""
    found = found or beside(atlas, selection)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        if asked != item:
            missing = _("The record has no organisation or activity “{item}” on this page.")
            words.html("notices", notices=[missing.format(item=shortened(asked))])
        _left(selection, item)
    with right, st.container(key="opened" if item or selection.area else "beside"):
        with st.container(key="mapped"):
            show_map(found.mapped, "smallmap")
            words.html("caption", text=found.caption)
        words.html("partners-panel", here=HERE, opened=found, item=item, stay=lambda view: _stay(view, item))


def _left(selection: Selection, item: str) -> None:
    atlas = door.atlas()
    bands = relations.bands(atlas, selection)
    words.html("headline", here=HERE, words=directory.description(atlas, selection, bands))
    if not any(band.relations for band in bands):
        _nothing(selection)
    words.html(
        "partners-network", here=HERE, colours=COLOURS, elsewhere=relations.without_phase(atlas, selection),
        networks=[network(atlas, band, item, selection.area) for band in bands],
    )  # fmt: skip
    words.html(
        "partners", here=HERE, item=item, unmentioned=directory.unmentioned(atlas, bands),
        listings=[directory.listing(atlas, band, selection.area) for band in bands],
    )  # fmt: skip


def _nothing(selection: Selection) -> None:
    atlas = door.atlas()
    if not atlas.record.partners:
        words.html("empty", reason=_("The record names no organisation."), ways=())
        return
    ways = ways_back(atlas, selection, lambda other: sum(len(band.relations) for band in relations.bands(atlas, other)))
    words.html("empty", here=HERE, reason=_("No relation of an organisation matches this selection."), ways=ways)


def _stay(view: Selection, item: str) -> str:
    return Links(view).page(HERE, **({"item": item} if item else {}))
