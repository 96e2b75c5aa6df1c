"""What is dated, and only that; beside it what is planned or undated."""

import streamlit as st

from geo.views.empty import answer
from geo.views.timeline import precisions, rule, timeline
from pages.common import html, state

PATH = "timeline"


def show() -> None:
    """Show the axis on the left, what has no date on the right."""
    atlas, selection = state.atlas(), state.selection()
    content = timeline(atlas, selection)
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        html.headline(PATH)
        if empty := answer(atlas, selection, PATH):
            html.show("empty", here=PATH, answer=empty)
        html.show("timeline", here=PATH, made=content, precisions=precisions(), used=content.marks, rule=rule())
    with right, st.container(key="beside"):
        html.show("timeline-undated", here=PATH, groups=content.undated)
