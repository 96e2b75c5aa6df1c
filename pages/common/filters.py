"""The sidebar: language, phase, facets with counts, switches, reset. Every widget writes into the address."""

import streamlit as st

from geo.language import gettext as _
from geo.selection import options
from geo.summary import facet_name
from pages.common import door, words

LANGUAGES = {"en": "English", "km": "ភាសាខ្មែរ"}


def sidebar() -> None:
    """The filters, each option with the number of areas that it would leave."""
    with st.sidebar:
        words.html("brand")
        st.segmented_control(
            _("Language of names"), list(LANGUAGES), key="w_lang", format_func=LANGUAGES.__getitem__, required=True,
            on_change=door.take, args=("lang",), label_visibility="collapsed",
        )  # fmt: skip
        phases = {"I": "I", "II": "II", "both": _("Both"), "not-stated": _("No phase")}
        st.segmented_control(
            facet_name("phase"), list(phases), key="w_phase", format_func=phases.__getitem__, required=True,
            on_change=door.take, args=("phase",), width="stretch",
        )  # fmt: skip
        _roles()
        for facet in ("intervention", "partner", "study", "certainty"):
            _facet(facet)
        with st.container(horizontal=True, key="ends"):
            st.button(_("Reset"), on_click=door.reset, key="reset")
            with st.popover(_("More")):
                _switches()


def _roles() -> None:
    names, counts = options(door.atlas().record, "role"), door.selection().counts(door.atlas(), "role")
    st.pills(
        facet_name("role"), list(names), key="w_role", format_func=lambda code: f"{names[code]} :gray[{counts[code]}]",
        selection_mode="multi", on_change=door.take, args=("role",), width="stretch",
    )  # fmt: skip


def _facet(facet: str) -> None:
    names, counts = options(door.atlas().record, facet), door.selection().counts(door.atlas(), facet)
    st.multiselect(
        facet_name(facet), list(names), key=f"w_{facet}", format_func=lambda code: f"{names[code]} · {counts[code]}",
        placeholder=_("{facet}: any").format(facet=facet_name(facet)), on_change=door.take, args=(facet,),
        label_visibility="collapsed",
    )  # fmt: skip


def _switches() -> None:
    st.toggle(
        _("Facts from other sources"), key="w_context", on_change=door.take, args=("context",),
        help=_("Shown apart, each with its own source. Off at the start."),
    )  # fmt: skip
    st.toggle(
        _("Online basemap"), key="w_basemap", on_change=door.take, args=("basemap",),
        help=_("Asks OpenStreetMap for pictures; needs the internet. Off at the start."),
    )  # fmt: skip
