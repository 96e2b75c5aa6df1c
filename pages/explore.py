"""The first page: the map, the sentence over it, and the panel of the chosen place."""

from functools import lru_cache

import streamlit as st

from geo.i18n import gettext as _
from geo.map.legend import legend
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.empty import answer
from geo.views.place import dossier, overview, sections
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
        _panel(selection)


def _map(selection: Selection) -> None:
    atlas = state.atlas()
    above = st.container()
    show_map(selection)
    with above:
        html.headline("")
        if told := answer(atlas, selection, ""):
            html.show("empty", answer=told)
    html.show("legend", entries=legend(atlas, selection))


def _panel(selection: Selection) -> None:
    atlas = state.atlas()
    names = {code: atlas.record.place_name(code, selection.lang) for code in atlas.by_area}
    names |= {place.place_id: _(place.name) for place in atlas.record.places}
    # a list of its own for each language: the browser answers with the name that it shows
    key = f"area_{selection.lang}"
    if st.session_state.get(key) != selection.area:
        st.session_state[key] = selection.area
    with st.container(key="find_area"):
        st.selectbox(
            _("Area or place"), list(names), index=None, key=key, format_func=names.__getitem__,
            placeholder=_("Find an area or a place"), on_change=state.take_area, args=(key,),
            label_visibility="collapsed",
        )  # fmt: skip
    st.html(_beside(atlas, state.links()))


@lru_cache(256)  # half of a run's time, and the same for everybody who looks at the same
def _beside(atlas: Atlas, links: Links) -> str:
    """Show the panel of the chosen place; where none is, all areas and what lies beyond them."""
    selection = links.selection
    if selection.area:
        return render("panel", atlas, links, dossier=dossier(atlas, selection.area, selection))
    return render(
        "overview", atlas, links, groups=overview(atlas, selection), sections=sections(atlas, selection),
        undated=undated(atlas, selection, ""),
    )  # fmt: skip
