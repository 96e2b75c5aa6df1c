"""HTML of the templates on a page, and the links in it: a click goes through the app instead of reloading it."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.i18n import gettext as _
from geo.record.citations import attribution
from geo.selection.catalogue import entries, group_names
from geo.selection.search import fold
from geo.views.credits import licence_line
from geo.views.evidence import evidence
from geo.views.registry import show_list
from geo.views.scope import scope_of
from geo.web.leaflet import STATIC, script_json
from geo.web.markup import render
from pages.common import state
from pages.common.params import read_params


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


def headline(page: str) -> None:
    """Show heading and sentence of a page's content; `page` is its path, '' for the map."""
    atlas, selection, params = state.atlas(), state.selection(), read_params(page)
    content = show_list(atlas, page, selection, params)
    show("headline", here=page or "./", words=content, shown=scope_of(atlas, page, selection, params))


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


@cache
def _scripts() -> str:
    # the filters mark what was clicked after the link has been followed
    names = ["navigation", "filters", "search", "attention", "print", "connection", "slides", "story_keeper"]
    # a citation is looked at before its link is followed
    scripts = [STATIC / "citations.js", *(Path(__file__).with_name(f"{name}.js") for name in names)]
    return "".join(script.read_text(encoding="utf-8") for script in scripts)


def listener() -> str:
    """Return the scripts that `listen` puts on the page: ours, and the words that they print."""
    paper = {
        "source": _source_line(),
        "licence": licence_line(state.atlas()) if state.is_open() else "",
        "date": _("Printed on {date} from"),
    }
    evidence_json = script_json(evidence(state.atlas())) if state.is_open() else "null"
    values = {"ticwPaper": script_json(paper), "ticwEvidence": evidence_json, "ticwLost": script_json(_loss_words())}
    values["ticwFind"] = script_json(_search()) if state.is_open() else "null"
    variables = "\n".join(f"window.{name} = {value};" for name, value in values.items())
    return f"<script>{variables}\n{_scripts()}</script>"


def _source_line() -> str:
    """Name the sources on which the record rests; '' where there is no record."""
    return _("Source: {source}.").format(source=attribution(state.atlas().record, ())) if state.is_open() else ""


def _search() -> dict[str, Any]:
    """List what the search in the bar offers while a person types, and its words."""
    groups = group_names()
    order = list(groups)
    return {
        "groups": list(groups.values()),
        "entries": [
            [order.index(row.group), row.name, row.note, *row.target, fold(row.name) if row.brief else row.text]
            for row in entries(state.atlas())
        ],
        "every": _("Search everything for “{query}”"),
        "nothing": _("Nothing is called so."),
        "count": _("{count} found; arrow keys choose."),
        "label": _("What was found"),
    }


def _loss_words() -> str:
    """Say what is so when the connection is lost: the framework would speak of the internet."""
    return _(
        "The atlas does not answer; it is asked again every few seconds. No internet is needed for it. Your story stays"
        " in this browser."
    )


def listen() -> None:
    """Follow links without loading the page again, keep the focus, say what changed, print a document."""
    st.html(listener(), unsafe_allow_javascript=True)
