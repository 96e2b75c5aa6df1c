"""What the address says for the page at hand alone, as far as the page can show it."""

from collections.abc import Mapping

import streamlit as st

from geo.views import registry
from pages.common import state


def read_params(page: str) -> Mapping[str, str]:
    """Read the parameters that a page takes, without those that it cannot show."""
    return registry.read_params(state.atlas(), page, _address_params())[0]


def notices(page: str) -> tuple[str, ...]:
    """Return a sentence for each parameter that the page cannot show."""
    return registry.read_params(state.atlas(), page, _address_params())[1]


def _address_params() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
