"""HTML of the templates on a page, and the links in it: a click goes through the app instead of reloading it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.i18n import current
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.empty import answer
from geo.views.registry import show_list
from geo.views.scope import scope_of
from geo.views.undated import undated
from geo.web.leaflet import script_json
from geo.web.links import Links
from geo.web.markup import render
from pages.common import state, static_files
from pages.common.params import read_params

CACHE_SIZE = 128  # views of each part of a page whose HTML is kept


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as an address asks for it: what its content follows from, whoever looks at it.

    params : what the page can show of the parameters that it alone takes.
    """

    atlas: Atlas
    links: Links
    params: tuple[tuple[str, str], ...] = ()

    @property
    def selection(self) -> Selection:
        """What is to be seen, in which language."""
        return self.links.selection

    def param(self, name: str, default: str = "") -> str:
        """Return a parameter of the page."""
        return dict(self.params).get(name, default)

    def render(self, template: str, **values: Any) -> str:
        """Fill a template of geo/web/templates."""
        return render(template, self.atlas, self.links, **values)

    def empty(self, page: str) -> str:
        """Say why nothing is to be seen on a page, and what to try instead; '' where there is something."""
        words = answer(self.atlas, self.selection, page, dict(self.params))
        return self.render("empty", answer=words) if words else ""

    def undated(self, page: str) -> str:
        """Say what a page leaves out for want of a phase, and the way to it; '' where it leaves out nothing."""
        way = undated(self.atlas, self.selection, page, dict(self.params))
        return self.render("undated", way=way) if way else ""


def page_view(page: str) -> PageView:
    """Return what is asked for; `page` is the path of the page, '' for the map."""
    return PageView(state.atlas(), state.links(page or "./"), tuple(sorted(read_params(page).items())))


def keep(make: Callable[[PageView], Iterable[str]]) -> Callable[[PageView], None]:
    """Show what a function makes of a view, made once for all who ask for it: half of a run's time is spared.

    make : yields the HTML of elements that stand under each other, '' for none.
    """
    once = lru_cache(CACHE_SIZE)(lambda view: tuple(filter(None, make(view))))

    @wraps(make)
    def show_once(view: PageView) -> None:
        for part in once(view):
            st.html(part)

    return show_once


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


def headline(view: PageView, page: str) -> str:
    """Write heading and sentence of a page's content; `page` is its path."""
    atlas, selection, params = view.atlas, view.selection, dict(view.params)
    content = show_list(atlas, page, selection, params)
    words = replace(content, sentence=content.finding or content.sentence)
    return view.render("headline", words=words, shown=scope_of(atlas, page, selection, params))


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
