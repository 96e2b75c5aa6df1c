"""The one door to cached data and to the state of a visit. The address is the state; everything else follows it."""

import logging
from functools import cache

import streamlit as st

from geo import language
from geo.atlas import Atlas, data_folder, open_atlas
from geo.markup import Links
from geo.selection import FACETS, PAGE_PARAMS, Selection, from_params
from geo.webmap import read_choice

LOG = logging.getLogger("ticw")


@cache
def atlas() -> Atlas:
    """The record, loaded and checked once per process. Raises RecordError, and tries again at the next visit."""
    opened = open_atlas(data_folder())
    LOG.info("record loaded: %d statements", len(opened.statements))
    return opened


def is_open() -> bool:
    """Whether the record is there already; to open it takes seconds where it has many faults."""
    return atlas.cache_info().currsize > 0


def read_address() -> tuple[str, ...]:
    """Take the selection from the address, and return what has to be said of it."""
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    selection, notices = from_params(given, atlas())
    st.session_state["selection"] = selection
    language.use(selection.lang)
    return notices


def fill_widgets(page: str) -> None:
    """Put the widgets in step with the selection, before they are made. `page` is the path of the page shown."""
    # on a page that comes new they are made anew in the browser, which then has to be told what stands in them;
    # on one that stays they are told only what changed, so that no answer undoes a click made while it was on its way
    arrived = st.session_state.get("page") != page
    st.session_state["page"] = page
    untold: set[str] = st.session_state.setdefault("untold", set())
    for name, value in _widgets(selection()).items():
        if arrived or st.session_state.get(name) != value:
            untold.add(name)
        if name in untold:
            st.session_state[name] = value


def widgets_are_told() -> None:
    """All widgets have been made: a run that is broken off before leaves what they were to be told to the next."""
    st.session_state["untold"].clear()


def selection() -> Selection:
    """What the person asked to see."""
    chosen: Selection = st.session_state["selection"]
    return chosen


def links(here: str = "./") -> Links:
    """Addresses for the current selection; `here` is the page's own path."""
    kept = tuple((name, page_param(name)) for name in ("table", "q", "page") if page_param(name))
    return Links(selection(), here, kept)


def page_param(name: str) -> str:
    """A parameter that belongs to one page alone, such as the paragraph that the record shows; '' where absent."""
    return str(st.query_params.get(name, ""))[:200]


def go(chosen: Selection) -> None:
    """Make `chosen` the selection: write it into the address; what the page itself has opened stays."""
    kept = {name: st.query_params[name] for name in PAGE_PARAMS if name in st.query_params}
    st.query_params.from_dict({**chosen.to_params(), **kept})


def _widgets(chosen: Selection) -> dict[str, object]:
    order = {facet: sorted(chosen.chosen(facet)) for facet in FACETS}
    return {
        "w_phase": chosen.phase, **{f"w_{facet}": values for facet, values in order.items()},
        "w_area": chosen.area, "w_lang": chosen.lang, "w_basemap": chosen.basemap, "w_context": chosen.context,
    }  # fmt: skip


def take(name: str) -> None:
    """A widget changed: carry its value into the address. `name` is a field of Selection; its widget is `w_<name>`."""
    value = st.session_state[f"w_{name}"]
    # the address may have been changed since by the person, so it is read again rather than remembered
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    chosen, _ = from_params(given, atlas())
    go(chosen.changed(**{name: frozenset(value) if name in FACETS else value}))


def take_choice() -> None:
    """The map reported a choice: carry it into the address, and remember its number to answer it."""
    choice = read_choice(atlas(), st.session_state.get("choice"))
    st.session_state["map_seq"] = choice.pop("seq", 0)
    # told in any case: the answer to an earlier choice may still be on its way to the widgets, and then they stand
    # otherwise than they said when this choice was sent
    st.session_state.setdefault("untold", set()).update(f"w_{name}" for name in choice)
    go(selection().changed(**choice))


def reset() -> None:
    """Open every filter; the chosen area and the language stay."""
    go(selection().without_filters())
