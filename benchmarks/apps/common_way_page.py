"""The common way to a map: built anew with its GeoJSON on each rerun and handed to st_folium. One radio.

It gets what a careful author would give it: the file is read once, and nothing is asked back from the map, so that
a pan does not rerun the app. Only the rebuilding is left to compare.
"""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.paintings import BOUNDARIES, fills

LEAFLET = "../../assets/leaflet"  # from the component's frame


@st.cache_resource
def _boundaries() -> str:
    return BOUNDARIES.read_text(encoding="utf-8")


@st.cache_resource
def _fills() -> dict[str, dict[str, str]]:
    return fills()


phase = st.radio("Phase", ["I", "II", "both", "not-stated"], index=1, horizontal=True)
colours = _fills()[phase]
chart = folium.Map(location=(12.6, 105.0), zoom_start=7, tiles=None)
chart.default_js = [("leaflet", f"{LEAFLET}/leaflet.js")]
chart.default_css = [("leaflet", f"{LEAFLET}/leaflet.css")]
folium.GeoJson(
    _boundaries(),
    style_function=lambda feature: {
        "className": feature["properties"]["code"],
        "fillColor": colours[feature["properties"]["code"]],
        "fillOpacity": 1,
        "color": "#ffffff",
        "weight": 1,
    },
    tooltip=folium.GeoJsonTooltip(fields=["code"]),
).add_to(chart)
st_folium(chart, height=560, use_container_width=True, returned_objects=[])
