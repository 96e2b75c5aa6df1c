"""The common way as an application object: only so that Leaflet comes from the app and not from a CDN."""

import streamlit as st
import xstatic.pkg.leaflet
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

app = st.App(
    "common_way_page.py",
    routes=[Mount("/assets/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR))],
)
