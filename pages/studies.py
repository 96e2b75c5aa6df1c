"""What was studied, where and when, and what it is to inform: surveys and assessments as a drawing and as a list."""

import streamlit as st

from geo.informing import overview
from geo.language import gettext as _
from geo.narrowing import shortened
from geo.palette import COLOURS
from geo.research import Group, description, groups, studies_left
from geo.selection import Selection
from geo.study_panel import beside, opened
from geo.summary import ways_back
from pages.common import door, words
from pages.common.maps import show_map

HERE = "studies"


def show() -> None:
    """The drawing over the list on the left, what is chosen and its map on the right."""
    atlas, selection, item = door.atlas(), door.selection(), door.page_param("item")
    shown = groups(atlas, selection)
    found = opened(atlas, selection, item) if item else None
    asked, item = item, item if found else ""
    found = found or beside(atlas, selection, shown)
    left, right = st.columns([1.62, 1], gap="medium")
    with left:
        if asked != item:
            missing = _("The record has no survey or assessment “{item}”.")
            words.html("notices", notices=[missing.format(item=shortened(asked))])
        _left(selection, shown, item)
    with right, st.container(key="opened" if item or selection.area else "beside"):
        with st.container(key="mapped"):
            show_map(found.mapped, "smallmap")
            words.html("caption", text=found.caption)
        words.html("studies-panel", here=HERE, opened=found, item=item)


def _left(selection: Selection, shown: tuple[Group, ...], item: str) -> None:
    atlas = door.atlas()
    words.html("headline", here=HERE, words=description(atlas, selection, shown))
    if not shown:
        _nothing(selection)
        return
    drawn = overview(atlas, shown, item, selection.area)
    if drawn.total:
        words.html("studies-drawing", here=HERE, overview=drawn, colours=COLOURS)
    words.html("studies", here=HERE, groups=shown, item=item)


def _nothing(selection: Selection) -> None:
    atlas = door.atlas()
    if not atlas.record.studies:
        words.html("empty", here=HERE, reason=_("The record names no survey or assessment."), ways=())
        return
    ways = ways_back(atlas, selection, lambda other: len(studies_left(atlas, other)))
    words.html("empty", here=HERE, reason=_("No survey or assessment matches this selection."), ways=ways)
