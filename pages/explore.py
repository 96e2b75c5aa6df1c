"""The first page: the map, the sentence over it, and the panel of the chosen place."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from geo.i18n import current
from geo.map.legend import legend
from geo.map.summary import Description, describe
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.empty import answer
from geo.views.overview import overview, sections
from geo.views.place import dossier
from geo.views.undated import undated
from geo.web.links import Links
from geo.web.markup import render
from pages.common import html, state
from pages.common.map_view import show_map


def show() -> None:
    """Show the map on the left, the panel on the right; one above the other on a phone."""
    selection = state.selection()
    left, right = st.columns([1.95, 1], gap="medium")
    with left:
        _map(selection)
    with right, st.container(key="panel"):
        st.html(_beside(state.atlas(), state.links()))


def _map(selection: Selection) -> None:
    """Show the finding over the map; how sure it is and what is not said stands under it, with the legend."""
    atlas = state.atlas()
    words = _words(atlas, selection.changed(area=None), current())
    above = st.container()
    show_map(selection)
    with above:
        html.show("what")
        html.show("headline", words=replace(words, sentence=words.finding))
        if empty := answer(atlas, selection, ""):
            html.show("empty", answer=empty)
    html.show("legend", entries=legend(atlas, selection), caution=f"{words.caution} {words.silence}".strip())


@lru_cache(256)
def _words(atlas: Atlas, selection: Selection, _lang: str) -> Description:
    return describe(atlas, selection)


@lru_cache(256)  # half of a run's time, and the same for everybody who looks at the same
def _beside(atlas: Atlas, links: Links) -> str:
    """Show the panel of the chosen place; where none is, all areas and what lies beyond them."""
    selection = links.selection
    if selection.area:
        back = links.view(selection.changed(area=None))
        return render("panel", atlas, links, dossier=dossier(atlas, selection.area, selection), back=back)
    return render(
        "overview", atlas, links, groups=overview(atlas, selection), sections=sections(atlas, selection),
        undated=undated(atlas, selection, ""),
    )  # fmt: skip
