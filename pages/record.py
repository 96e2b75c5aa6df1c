"""The record: every statement with its source, the doubts, the silences; search and downloads."""

from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from geo.export import FORMATS, WITH_HXL, file_name, make
from geo.i18n import gettext as _
from geo.selection.catalogue import find_entries, group_names
from geo.selection.phases import phase_name
from geo.selection.search import Group, SearchResult, find
from geo.selection.view import View
from geo.views.empty import answer, aside
from geo.views.lines import heading_words
from geo.views.params import number_within
from geo.views.record.tables import Opened, hits, lines_of, opened_paragraph, opened_statement, tables
from geo.views.undated import undated
from pages.common import clock, html, state
from pages.common.page_view import PageView, keep, page_view
from pages.common.params import read_params

PATH = "record"
AT_ONCE = 50  # statements on a page
MAX_NAMES = 6  # of a group of what is found; more are folded


def show() -> None:
    """Show what is opened beside the table that it was found in."""
    params = read_params(PATH)
    item = _open_item(params)
    left, right = st.columns([1.7, 1], gap="medium") if item else (st.container(), None)
    with left:
        _list_rows(params)
    if item and right:
        with right, st.container(key="opened"):
            html.show("record-opened", here=PATH, opened=item)


def _open_item(params: Mapping[str, str]) -> Opened | None:
    if "paragraph" in params:
        return opened_paragraph(state.atlas(), params["paragraph"])
    return opened_statement(state.atlas(), params.get("item", ""))


def _list_rows(params: Mapping[str, str]) -> None:
    atlas, selection = state.atlas(), state.selection()
    table, query = params.get("table", "statements"), params.get("q", "")
    above = st.container()
    with st.container(horizontal=True, key="recordtools"):
        hits_by_table = hits(atlas, selection, query)
        html.show("record-tabs", here=PATH, tables=tables(), current=table, query=query, hits=hits_by_table)
    if query and (by_name := find_entries(atlas, query)):
        html.show("found", here=PATH, found=by_name, names=group_names(), most=MAX_NAMES)
    if table == "statements":
        result = find(atlas, selection, query)
        _statements(result, params)
        if result.rows:
            _downloads(query)
    else:
        html.show("record-lines", here=PATH, lines=lines_of(atlas, table, selection, query))
    with above:
        _show_headline(page_view(PATH))
        if table == "statements" and result.rows and (way := undated(atlas, selection, PATH, params)):
            html.show("undated", here=PATH, way=way)


@keep
def _show_headline(view: PageView) -> Iterator[str]:
    yield view.headline()


def _statements(result: SearchResult, params: Mapping[str, str]) -> None:
    atlas, selection, query = state.atlas(), state.selection(), params.get("q", "")
    pages = max(1, -(-len(result.rows) // AT_ONCE))
    page, missing = number_within("page", params.get("page", ""), pages)
    if missing:
        html.warn(missing)
    empty = answer(atlas, selection, PATH, params) or (aside(atlas, selection, query) if query else None)
    if empty:
        html.show("empty", here=PATH, answer=empty)
    html.show(
        "record-statements", here=PATH, found=result, query=query, page=page, pages=pages, record=atlas.record,
        heading_words=partial(heading_words, atlas),
        groups=_part(result, page), phase_name=partial(phase_name, atlas.record),
        counts={group.phase: len(group.rows) for group in result.groups},
    )  # fmt: skip


def _part(result: SearchResult, page: int) -> list[Group]:
    """Return the groups with those of their rows that stand on a page; an empty group stands on the first."""
    first, groups = (page - 1) * AT_ONCE, []
    for group in result.groups:
        rows = group.rows[max(first, 0) : max(first + AT_ONCE, 0)]
        if rows or (not group.rows and page == 1):
            groups.append(Group(group.phase, rows))
        first -= len(group.rows)
    return groups


def _downloads(query: str) -> None:
    """Offer the rows as they are filtered, and the areas; the files are made only when asked for."""
    atlas = state.atlas()
    today = clock.today()
    view = View(urlencode({**state.selection().to_params(), **({"q": query} if query else {})}, safe=","), page=PATH)
    with st.container(horizontal=True, key="downloads"):
        hxl = st.toggle(_("HXL hashtags in a second header row"), key="record_hxl")
        what = {"csv": "statements", "xlsx": "statements", "geojson": "areas", "gpkg": "areas"}
        for name, kind in what.items():
            form = WITH_HXL.get(name, name) if hxl else name
            st.download_button(
                html.escape_markdown(f"{kind} .{name}"), partial(make, form, atlas, view, today, state.base(PATH).url),
                file_name=file_name(name, atlas, view, today, state.selection().lang), mime=FORMATS[name].mime,
                on_click="ignore", key=f"save_{name}",
            )  # fmt: skip
