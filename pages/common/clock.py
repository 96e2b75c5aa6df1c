"""The day by the clock of whoever looks: a file made in Phnom Penh in the morning is not of yesterday."""

import datetime as dt
from zoneinfo import ZoneInfo

import streamlit as st


def zone() -> dt.tzinfo | None:
    """Return the time zone that the browser tells; None where it tells none that is known, for the server's own."""
    name = st.context.timezone
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):  # whatever a browser may send
        return None


def today() -> dt.date:
    """Return the day that files are dated with."""
    return dt.datetime.now(dt.UTC).astimezone(zone()).date()


def day_words() -> tuple[str, str]:
    """Write the day, and the name of the zone by whose clock it is one."""
    return today().isoformat(), str(zone() or dt.datetime.now(dt.UTC).astimezone().tzname())
