"""Does before the first visit what would otherwise make the first visitor wait."""

import folium.plugins  # noqa: F401  # streamlit-folium imports it; it takes longer than the rest of a run
import streamlit.emojis  # noqa: F401  # Streamlit imports it for the first label of a widget, and needs a tenth of a second

from geo.map.legend import legend
from geo.map.summary import describe
from geo.selection.phases import scopes
from geo.selection.selection import FACETS, Selection
from geo.views.overview import overview, sections
from geo.views.place import dossier
from geo.web.leaflet import base_map, overlay
from geo.web.markup import compile_templates
from pages.common import state, static_files


def up() -> None:
    """Load the record, make the assets, compile the templates, render one map. Raises RecordError.

    streamlit-folium itself is left to the first run: imported outside of a run, its component stays unregistered.
    """
    atlas = state.atlas()
    start = Selection(atlas.default_phase)
    base_map(static_files.scripts(), static_files.styles())
    overlay(atlas, start, 0)
    describe(atlas, start)
    legend(atlas, start)
    overview(atlas, start)
    sections(atlas, start)
    dossier(atlas, atlas.record.areas[0].area_code, start)
    compile_templates()
    for facet in FACETS:
        start.counts(atlas, facet)
    for phase in scopes(atlas.record):
        start.matching_areas(atlas, phase)
