"""The sidebar: language, phase, facets with counts, switches. Constant markup; what is chosen goes beside it.

The options are links that the browser makes of the address (filters.js), not widgets: what an option is never depends
on a count or a word of a language, and the address stays the one place that holds the state.
"""

from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st

from geo.i18n import gettext as _
from geo.map.legend import legend
from geo.map.symbology import symbols
from geo.record.atlas import Atlas
from geo.selection.phases import choices_with_names, covered, has_choice
from geo.selection.selection import FACETS, NOTHING, SWITCHES, Selection, facet_name, first_language, options
from geo.selection.words import capital
from geo.web.links import Links
from geo.web.markup import render
from pages.common import state
from pages.common.page_view import CACHE_SIZE

LONG_LIST = 10  # options, from which on a facet gets a box to find one in


def sidebar(page: str) -> None:
    """Show the filters, each option with the number of areas that it would leave; on the map they are its legend.

    page : the path of the page, '' for the map.
    """
    with st.sidebar:
        st.html(_options(state.atlas(), state.selection().lang))
        st.html(_choice(state.atlas(), state.links(page or "./"), urlencode(state.page_params())))


@lru_cache(CACHE_SIZE)
def _choice(atlas: Atlas, links: Links, page_params: str) -> str:
    """Write what is chosen and how many areas each option would leave. page_params : those of the page alone."""
    selection = links.selection
    counts = {facet: list(selection.counts(atlas, facet).values()) for facet in FACETS}
    counts["role"] = _role_counts(atlas, selection.changed(area=None))
    keys = _swatches(atlas).values()
    rows = [row for row in legend(atlas, selection) if row.key not in keys] if links.here == "./" else []
    params = urlencode(selection.to_params(), safe=",")
    return render("filters-state", atlas, links, params=params, kept=page_params, counts=counts, legend=rows)


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
        phases=choices_with_names(atlas.record) if has_choice(atlas) else [], swatches=_swatches(atlas),
        role_names=_role_names(atlas),
        switches={name: switches[name] for name in sorted(SWITCHES, reverse=True)},
    )  # fmt: skip


def _swatches(atlas: Atlas) -> dict[str, str]:
    """Return the paint key beside each option of the role filter: of the role that answers to least besides."""
    keys = symbols(atlas).keys
    swatches: dict[str, str] = {}
    for row in sorted(atlas.record.symbols, key=lambda row: -len(row.answers_to)):
        swatches |= dict.fromkeys(row.answers_to, keys[row.role_code])
    return swatches


def _role_names(atlas: Atlas) -> dict[str, str]:
    """Say for each option of the role filter which role its swatch is of: the list is the legend of the map too."""
    roles = {key: row.role for key, row in symbols(atlas).by_key.items() if row and row.role}
    return {
        code: capital(_(atlas.record.label("role", roles[key])))
        for code, key in _swatches(atlas).items()
        if key in roles
    }


def _role_counts(atlas: Atlas, selection: Selection) -> list[int]:
    """Count the areas painted with the swatch of each role, as the legend does; over several phases those left by it.

    A role that is chosen takes nothing from the others: what they would add is what a person wants to know.
    """
    if len(covered(atlas.record, selection.phase)) > 1:
        return list(selection.counts(atlas, "role").values())
    counts = {entry.key: entry.count for entry in legend(atlas, selection.changed(role=NOTHING))}
    swatches = _swatches(atlas)
    return [counts.get(swatches.get(code, code), 0) for code in options(atlas.record, "role")]
