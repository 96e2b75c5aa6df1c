"""The page that stands in for all others while the record is broken."""

import streamlit as st

from geo.errors import RecordError
from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.web.markup import render_plain

MAX_FAULTS = (
    300  # faults on the page: twenty thousand of them take a browser a quarter of a minute, and nobody reads them
)


def show(error: RecordError) -> None:
    """All faults of the record, each with where it is, what is wrong and what to do."""
    st.html(faults(error))


def title(error: RecordError) -> str:
    """Say how many faults there are."""
    count = len(error.faults)
    return ngettext("The record has {count} fault", "The record has {count} faults", count).format(count=count)


def faults(error: RecordError) -> str:
    """Write the faults as HTML."""
    advice = _(
        "Nothing is shown until it is mended, so that nobody reads a wrong map. Mend the files, then reload this page."
    )
    rest = len(error.faults) - MAX_FAULTS
    if rest > 0:
        more = ngettext(
            "{count} more is not listed here; the command python -m geo.record lists all.",
            "{count} more are not listed here; the command python -m geo.record lists all.",
            rest,
        )
        advice = f"{advice} {more.format(count=rest)}"
    head = render_plain("faults-head", title=title(error), advice=advice)
    return head + render_plain("faults", faults=error.faults[:MAX_FAULTS])
