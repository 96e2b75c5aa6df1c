"""What is dated, and only that; beside it what is planned or undated."""

import streamlit as st

from geo.language import gettext as _
from geo.summary import ways_back
from geo.timeline import Timeline, description, timeline
from pages.common import door, words

HERE = "timeline"


def show() -> None:
    """The axis on the left, what has no date on the right."""
    atlas, selection = door.atlas(), door.selection()
    made = timeline(atlas, selection)
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        words.html("headline", here=HERE, words=description(atlas, selection, made))
        if not _count(made):
            ways = ways_back(atlas, selection, lambda other: _count(timeline(atlas, other)))
            words.html("empty", here=HERE, reason=_("Nothing dated or planned matches this selection."), ways=ways)
        words.html("timeline", here=HERE, years=made.years)
    with right, st.container(key="beside"):
        words.html("timeline-undated", here=HERE, groups=made.undated)


def _count(made: Timeline) -> int:
    return sum(len(year.entries) for year in made.years) + sum(len(items) for _heading, items in made.undated)
