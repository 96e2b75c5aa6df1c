"""What a page shows follows from its address: it is made once for all who ask for the same."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import Any

import streamlit as st

from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.empty import answer
from geo.views.registry import show_list
from geo.views.scope import scope_of
from geo.views.undated import undated
from geo.web.links import Links
from geo.web.markup import render
from pages.common import state
from pages.common.params import read_params

CACHE_SIZE = 128  # views of each part of a page whose HTML is kept


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as an address asks for it: what its content follows from, whoever looks at it.

    links : with the page's own path; params : what the page can show of the parameters that it alone takes.
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

    @property
    def path(self) -> str:
        """Return the path of the page, '' for the map."""
        return self.links.here.removeprefix("./")

    def headline(self) -> str:
        """Write heading and sentence of the page's content."""
        atlas, selection, params = self.atlas, self.selection, dict(self.params)
        content = show_list(atlas, self.path, selection, params)
        words = replace(content, sentence=content.finding or content.sentence)
        scope = scope_of(atlas, self.path, selection, params)
        return self.render("headline", words=words, caution=content.caution, shown=scope)

    def empty(self) -> str:
        """Say why nothing is to be seen on the page, and what to try instead; '' where there is something."""
        words = answer(self.atlas, self.selection, self.path, dict(self.params))
        return self.render("empty", answer=words) if words else ""

    def undated(self) -> str:
        """Say what the page leaves out for want of a phase, and the way to it; '' where it leaves out nothing."""
        way = undated(self.atlas, self.selection, self.path, dict(self.params))
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
