"""The page that stands in for all others while the record is broken."""

import streamlit as st

from geo.faults import RecordError
from geo.language import gettext as _
from geo.language import ngettext
from geo.markup import render_plain

AT_ONCE = 200  # rows of a table: a record can have thousands of faults, and the first should not wait for the last


def show(error: RecordError) -> None:
    """All faults of the record, each with where it is, what is wrong and what to do."""
    title = ngettext("The record has {count} fault", "The record has {count} faults", len(error.faults)).format(
        count=len(error.faults)
    )
    advice = _(
        "Nothing is shown until it is mended, so that nobody reads a wrong map. Mend the files, then reload this page."
    )
    st.html(render_plain("faults-head", title=title, advice=advice))
    for start in range(0, len(error.faults), AT_ONCE):
        st.html(render_plain("faults", faults=error.faults[start : start + AT_ONCE]))
