"""What is dated, and only that; beside it what is planned or undated."""

from collections.abc import Iterator

import streamlit as st

from geo.views.timeline import precisions, rule, timeline
from pages.common.page_view import PageView, keep, page_view

PATH = "timeline"


def show() -> None:
    """Show the axis on the left, what has no date on the right."""
    view = page_view(PATH)
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        _show_axis(view)
    with right, st.container(key="beside"):
        _show_undated(view)


@keep
def _show_axis(view: PageView) -> Iterator[str]:
    content = timeline(view.atlas, view.selection)
    yield view.headline()
    yield view.empty()
    yield view.render("timeline", made=content, precisions=precisions(), used=content.marks, rule=rule())


@keep
def _show_undated(view: PageView) -> Iterator[str]:
    yield view.render("timeline-undated", groups=timeline(view.atlas, view.selection).undated)
