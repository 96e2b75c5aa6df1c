"""HTML of the templates on a page, and the links in it: a click goes through the app instead of reloading it."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.i18n import current
from geo.web.leaflet import script_json
from geo.web.markup import render
from pages.common import state, static_files


def show(template: str, here: str = "./", **values: Any) -> None:
    """Show a template of geo/web/templates."""
    st.html(render(template, state.atlas(), state.links(here), **values))


def warn(*sentences: str) -> None:
    """Show what a person has to be told; '' is nothing to tell."""
    if notices := list(filter(None, sentences)):
        show("notices", notices=notices)


_MARKS = re.compile(r"([\\`*_\[\]<>$~:&|#])|(?m:^(\s*)([-+]|\d+[.)]))")


def escape_markdown(text: str) -> str:
    """Escape a text for a label of Streamlit, which reads Markdown: the one door for data on its way there.

    For labels only, in which Streamlit takes links away: an address in a longer text would still become one.
    Whatever is more than a label is shown by `html`.
    """
    return _MARKS.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text)


def address(path: str, params: Mapping[str, str]) -> str:
    """Return the address of a page with parameters, relative, as links of class `go` hold it."""
    return f"{path}?{urlencode(params, safe=',')}"


def title(text: str) -> str:
    """Name the window, where it is not named so already: Streamlit itself names it anew in no run."""
    if st.session_state.get("title") != text:
        st.session_state["title"] = text
        st.set_page_config(page_title=text)
    return text


def tell(announce: str = "") -> None:
    """Hand to the script of the page what only the server knows: words of its own, and what is to be said aloud."""
    show("view", announce=announce)


def listen() -> None:
    """Follow links without loading the page again, keep the focus, say what changed, print a document."""
    files = static_files.version(), *static_files.page_scripts(current())
    st.html(f"<script>{_LOADER % script_json(files)}</script>", unsafe_allow_javascript=True)


# A page that stayed open while another version was put in place takes the new files by loading once more; its address
# holds the view. Once only: behind a proxy two versions may answer in turn.
_LOADER = """
((version, words, script) => {
  const add = (src) => document.head.append(Object.assign(document.createElement("script"), {src, async: false}));
  if ((window.ticwVersion ??= version) !== version && sessionStorage.getItem("ticw-version") !== version) {
    sessionStorage.setItem("ticw-version", version);
    location.reload();
    return;
  }
  if (window.ticwWords !== words) add(window.ticwWords = words);
  if (!window.ticwListens) add(script);
})(...%s);
"""
