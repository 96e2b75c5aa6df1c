"""What is dated, and only that; beside it what is planned or undated."""

import streamlit as st

from geo.answers import answer
from geo.timeline import timeline
from pages.common import door, words

HERE = "timeline"


def show() -> None:
    """The axis on the left, what has no date on the right."""
    atlas, selection = door.atlas(), door.selection()
    made = timeline(atlas, selection)
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        words.headline(HERE)
        if told := answer(atlas, selection, HERE):
            words.html("empty", here=HERE, answer=told)
        words.html("timeline", here=HERE, years=made.years)
    with right, st.container(key="beside"):
        words.html("timeline-undated", here=HERE, groups=made.undated)
