"""The record: every statement with its source, the doubts, the silences; search and downloads."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from geo.answers import answer, aside
from geo.export import FORMATS, WITH_HXL, file_name, make
from geo.language import gettext as _
from geo.listing import Opened, hits, lines_of, opened_paragraph, opened_statement, tables
from geo.page_params import MAX_QUERY, number_within
from geo.search import Found, Group, find
from geo.selection import options
from geo.story import View
from geo.undated import undated
from geo.views.lines import heading_words
from pages.common import clock, door, words
from pages.common.params import read_params

HERE = "record"
AT_ONCE = 50  # statements on a page


def show() -> None:
    """What is opened stands beside the table that it was found in."""
    params = read_params(HERE)
    opened = _opened(params)
    left, right = st.columns([1.7, 1], gap="medium") if opened else (st.container(), None)
    with left:
        _listed(params)
    if opened and right:
        with right, st.container(key="opened"):
            words.html("record-opened", here=HERE, opened=opened)


def _opened(params: dict[str, str]) -> Opened | None:
    if "paragraph" in params:
        return opened_paragraph(door.atlas(), params["paragraph"])
    return opened_statement(door.atlas(), params.get("item", ""))


def _listed(params: dict[str, str]) -> None:
    atlas, selection = door.atlas(), door.selection()
    table, query = params.get("table", "statements"), params.get("q", "")
    above = st.container()
    with st.container(horizontal=True, key="recordtools"):
        found_in = hits(atlas, selection, query)
        words.html("record-tabs", here=HERE, tables=tables(), current=table, query=query, hits=found_in)
        st.session_state["record_q"] = query
        st.text_input(_("Search"), key="record_q", placeholder=_("Search: names, spellings, words"), on_change=_search,
                      label_visibility="collapsed", max_chars=MAX_QUERY)  # fmt: skip
    if table == "statements":
        found = find(atlas, selection, query)
        _statements(found, params)
        if found.rows:
            _downloads(query)
    else:
        words.html("record-lines", here=HERE, lines=lines_of(atlas, table, selection, query))
    with above:
        words.headline(HERE)
        if table == "statements" and found.rows and (way := undated(atlas, selection, HERE, params)):
            words.html("undated", here=HERE, way=way)


def _statements(found: Found, params: dict[str, str]) -> None:
    atlas, selection, query = door.atlas(), door.selection(), params.get("q", "")
    pages = max(1, -(-len(found.rows) // AT_ONCE))
    page, missing = number_within("page", params.get("page", ""), pages)
    if missing:
        words.warn(missing)
    told = answer(atlas, selection, HERE, params) or (aside(atlas, selection, query) if query else None)
    if told:
        words.html("empty", here=HERE, answer=told)
    words.html(
        "record-statements", here=HERE, found=found, query=query, page=page, pages=pages, record=atlas.record,
        heading_words=partial(heading_words, atlas),
        groups=_part(found, page), phases=options(atlas.record, "phase"),
        counts={group.phase: len(group.rows) for group in found.groups},
    )  # fmt: skip


def _part(found: Found, page: int) -> list[Group]:
    """The groups with those of their rows that stand on a page; a group that is empty stands on the first."""
    first, groups = (page - 1) * AT_ONCE, []
    for group in found.groups:
        rows = group.rows[max(first, 0) : max(first + AT_ONCE, 0)]
        if rows or (not group.rows and page == 1):
            groups.append(Group(group.phase, rows))
        first -= len(group.rows)
    return groups


def _search() -> None:
    st.query_params["q"] = str(st.session_state["record_q"])
    st.query_params.pop("page", None)


def _downloads(query: str) -> None:
    """The rows as they are filtered, and the areas; made only when asked for."""
    atlas = door.atlas()
    today = clock.today()
    view = View(urlencode({**door.selection().to_params(), **({"q": query} if query else {})}, safe=","), page=HERE)
    with st.container(horizontal=True, key="downloads"):
        hxl = st.toggle(_("HXL hashtags in a second header row"), key="record_hxl")
        what = {"csv": "statements", "xlsx": "statements", "geojson": "areas", "gpkg": "areas"}
        for name, held in what.items():
            form = WITH_HXL.get(name, name) if hxl else name
            st.download_button(
                words.escape_markdown(f"{held} .{name}"), partial(make, form, atlas, view, today, door.base(HERE).url),
                file_name=file_name(name, atlas, view, today, door.selection().lang), mime=FORMATS[name].mime,
                on_click="ignore", key=f"save_{name}",
            )  # fmt: skip
