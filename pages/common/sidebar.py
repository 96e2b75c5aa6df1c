"""The sidebar: language, phase, facets with counts, switches. Constant markup; what is chosen goes beside it.

The options are links that the browser makes of the address (filters.js), not widgets: what an option is never depends
on a count or a word of a language, and the address stays the one place that holds the state.
"""

from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st

from geo.i18n import gettext as _
from geo.map.symbology import symbols
from geo.record.atlas import Atlas
from geo.selection.phases import has_choice, named_choices
from geo.selection.selection import FACETS, SWITCHES, Selection, facet_name, first_language, options
from geo.web.links import Links
from geo.web.markup import render
from pages.common import html, state

LONG_LIST = 10  # options, from which on a facet gets a box to find one in


def sidebar() -> None:
    """Show the filters, each option with the number of areas that it would leave."""
    selection = state.selection()
    with st.sidebar:
        st.html(_options(state.atlas(), selection.lang))
        html.show(
            "filters-state", params=urlencode(selection.to_params(), safe=","), kept=urlencode(state.page_params()),
            counts={facet: list(selection.counts(state.atlas(), facet).values()) for facet in FACETS},
        )  # fmt: skip


@lru_cache(maxsize=8)
def _options(atlas: Atlas, lang: str) -> str:
    """Write all filters in a language: the same in every view, so that the browser keeps the markup as it stands."""
    facets = [(facet, facet_name(facet), options(atlas.record, facet)) for facet in FACETS]
    switches = {
        "context": (_("Facts from other sources"), _("Shown apart, each with its own source. Off at the start.")),
        "basemap": (
            _("Online basemap"), _("Asks OpenStreetMap for pictures; needs the internet. Off at the start.")
        ),
    }  # fmt: skip
    return render(
        "filters", atlas, Links(Selection(lang=lang)), facets=facets, languages=atlas.record.languages,
        first_language=first_language(atlas.record), long_list=LONG_LIST,
        phases=named_choices(atlas.record) if has_choice(atlas) else [], swatches=_swatches(atlas),
        switches={name: switches[name] for name in sorted(SWITCHES, reverse=True)},
    )  # fmt: skip


def _swatches(atlas: Atlas) -> dict[str, str]:
    """Return the paint key beside each option of the role filter: of the role that answers to least besides."""
    keys = symbols(atlas).keys
    found: dict[str, str] = {}
    for row in sorted(atlas.record.symbols, key=lambda row: -len(row.answers_to)):
        found |= dict.fromkeys(row.answers_to, keys[row.role_code])
    return found
