"""The one door to cached data and to the state of a visit. The address is the state; everything else follows it."""

import logging
import secrets
from functools import cache
from threading import Lock

import streamlit as st

from geo import i18n
from geo.record.atlas import Atlas, data_folder, open_atlas
from geo.selection.selection import Selection, from_params
from geo.views.params import EVERYWHERE
from geo.views.registry import PAGE_PARAMS
from geo.web.address import Base
from geo.web.leaflet import read_choice
from geo.web.links import Links

LOG = logging.getLogger("ticw")
_OPENING = Lock()
MAX_PARAM = 200  # letters of a parameter that are read
LINKED = ("table", "q", "page", "first", "second")  # what links on a page keep of its own parameters


def atlas() -> Atlas:
    """Load and check the record, once per process. Raises RecordError, and tries again at the next visit.

    The first answer and the run that follows it ask in threads of their own: the second waits for the first.
    """
    if not is_open():
        with _OPENING:
            return _open()
    return _open()


@cache
def _open() -> Atlas:
    content = open_atlas(data_folder())
    LOG.info("record loaded: %d statements", len(content.statements))
    return content


def is_open() -> bool:
    """Whether the record is there already; to open it takes seconds where it has many faults."""
    return _open.cache_info().currsize > 0


def read_address() -> tuple[str, ...]:
    """Take the selection from the address, and return what has to be said of it."""
    selection, notices = _read_selection()
    st.session_state["selection"] = selection
    i18n.use(selection.lang)
    return notices


def selection() -> Selection:
    """Return what the person asked to see."""
    value: Selection = st.session_state["selection"]
    return value


def base(page: str) -> Base:
    """Where the app is, as the person has it, for print and QR code. page : the path of the page, '' for the map."""
    return Base.of_page(str(st.context.url or ""), page)


def links(here: str = "./") -> Links:
    """Addresses for the current selection; `here` is the page's own path."""
    query = st.query_params.to_dict()
    params = tuple((name, query[name][:MAX_PARAM]) for name in LINKED if query.get(name))
    return Links(selection(), here, params)


def page_param(name: str) -> str:
    """Read a parameter that one page alone has, such as the paragraph that the record shows; '' where absent."""
    return str(st.query_params.get(name, ""))[:MAX_PARAM]


def page_params() -> dict[str, str]:
    """Read what the address holds besides the selection and what outlives it: all but the page of a list."""
    query = st.query_params.to_dict()
    return {name: query[name] for name in sorted((PAGE_PARAMS | EVERYWHERE) - {"page"}) if name in query}


def go(target: Selection) -> None:
    """Make `chosen` the selection: write it into the address; what the page itself has opened stays."""
    st.query_params.from_dict({**target.to_params(), **page_params()})


def take_choice() -> None:
    """Carry the choice that the map reported into the address, and remember its number to answer it.

    A choice of another visit comes with a connection that was lost and found: the address has it, or a later one.
    """
    choice = read_choice(atlas(), st.session_state.get("choice"))
    if choice.pop("visit", "") != visit():
        return
    st.session_state["map_seq"] = choice.pop("seq", 0)
    go(_read_selection()[0].changed(**choice))


def visit() -> str:
    """Tell this visit from those before it in the same tab, before the server started anew."""
    name: str = st.session_state.setdefault("visit", secrets.token_hex(4))
    return name


def _read_selection() -> tuple[Selection, tuple[str, ...]]:
    """Read the selection of the address as it stands now: a link may have changed it since the last run."""
    return from_params({name: st.query_params.get_all(name) for name in st.query_params}, atlas())
