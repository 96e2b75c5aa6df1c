"""Maps on a page: the map of the first page, a smaller one beside a list, two side by side."""

from collections.abc import Sequence

import streamlit as st
from streamlit_folium import st_folium

from geo.selection.selection import Selection
from geo.web.leaflet import base_map, overlay
from pages.common import state, static_files

HEIGHT = 560  # pixels; app.css fits the frame to the page, so that this never changes and the map stays mounted


def show_map(selection: Selection, key: str = "map", *, pair: Sequence[str] = (), large: bool = False) -> None:
    """Show a map of a selection; a choice on it goes into the address.

    key : the name by which app.css sizes it, `map` on the first page. pair : the phases of two maps side by side.
    large : letters for the back row.
    """
    seq = st.session_state.get("map_seq", 0)
    with st.container(key=key):
        st_folium(
            base_map(static_files.scripts(), static_files.styles(), pair=bool(pair)),
            key="choice",
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=overlay(state.atlas(), selection, seq, state.visit(), large=large, pair=pair),
            on_change=state.take_choice,
        )
