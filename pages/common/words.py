"""HTML of the templates on a page, and the links in it: a click goes through the app instead of reloading it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.export.shown import licence_line
from geo.language import gettext as _
from geo.markup import render
from geo.webmap import script_json
from pages.common import door


def html(template: str, here: str = "./", **values: Any) -> None:
    """Show a template of geo/web/templates."""
    st.html(render(template, door.atlas(), door.links(here), **values))


def address(path: str, params: Mapping[str, str]) -> str:
    """The address of a page with parameters, relative, as links of class `go` hold it."""
    return f"{path}?{urlencode(params, safe=',')}"


@cache
def _scripts() -> str:
    # the filters mark what was clicked after the link has been followed
    scripts = [Path(__file__).parent / name for name in ("listener.js", "filters.js", "print.js")]
    return "".join(script.read_text(encoding="utf-8") for script in scripts)


def listener() -> str:
    """The scripts that `listen` puts on the page: ours, and the words that they print."""
    printed = {"source": _("Source: TICW briefing."), "licence": licence_line(), "date": _("Printed on {date} from")}
    return f"<script>window.ticwPaper = {script_json(printed)};\n{_scripts()}</script>"


def listen() -> None:
    """Follow the links of class `go` that are clicked by their address, and make a document of what is printed."""
    st.html(listener(), unsafe_allow_javascript=True)
