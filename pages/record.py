"""The record: every statement with its source, the doubts, the silences; search and downloads."""

import datetime as dt

import streamlit as st

from geo.export import FORMATS
from geo.export.naming import view_name
from geo.language import gettext as _
from geo.language import ngettext
from geo.listing import Opened, lines_of, opened_paragraph, opened_statement, tables
from geo.narrowing import shortened
from geo.search import Found, find
from geo.summary import Description, describe_filters, ways_back
from geo.tabular import areas_geojson, areas_gpkg, statements_csv, statements_xlsx
from pages.common import door, words

HERE = "record"
AT_ONCE = 50  # statements on a page


def show() -> None:
    """What is opened stands beside the table that it was found in."""
    table = door.page_param("table") if door.page_param("table") in tables() else "statements"
    query = door.page_param("q")
    opened = _opened()
    left, right = st.columns([1.7, 1], gap="medium") if opened else (st.container(), None)
    with left:
        _listed(table, query)
    if opened and right:
        with right, st.container(key="opened"):
            words.html("record-opened", here=HERE, opened=opened)


def _opened() -> Opened | None:
    atlas = door.atlas()
    if address := door.page_param("paragraph"):
        return opened_paragraph(atlas, address)
    return opened_statement(atlas, door.page_param("item"))


def _listed(table: str, query: str) -> None:
    atlas, selection = door.atlas(), door.selection()
    above = st.container()
    with st.container(horizontal=True, key="recordtools"):
        words.html("record-tabs", here=HERE, tables=tables(), current=table, query=query)
        st.session_state["record_q"] = query
        st.text_input(_("Search"), key="record_q", placeholder=_("Search: names, spellings, words"), on_change=_search,
                      label_visibility="collapsed", max_chars=200)  # fmt: skip
    missing = _missing()
    if table == "statements":
        found = find(atlas, selection, query)
        _statements(found, query)
        if found.rows:
            _downloads(query)
        said = _said(found, query)
    else:
        lines = lines_of(atlas, table, selection, query)
        words.html("record-lines", here=HERE, lines=lines)
        count = ngettext("{table}: {count} line.", "{table}: {count} lines.", len(lines))
        said = count.format(table=tables()[table], count=len(lines))
    with above:
        words.html("headline", here=HERE, words=Description(_("The record"), said, missing))


def _missing() -> str:
    """A word on something that the address asks for and the record does not have."""
    for name in ("paragraph", "item"):
        asked = door.page_param(name)
        if asked and not _opened():
            return _("The record has no “{asked}”.").format(asked=shortened(asked))
    return ""


def _said(found: Found, query: str) -> str:
    filters = describe_filters(door.atlas(), door.selection())
    said = ngettext("{count} of {total} statement", "{count} of {total} statements", found.total)
    said = said.format(count=len(found.rows), total=found.total)
    if query:
        said += _(", search “{query}”").format(query=shortened(query))
    return f"{said}{_(', filtered by {filters}').format(filters=filters) if filters else ''}."


def _statements(found: Found, query: str) -> None:
    asked = door.page_param("page")
    pages = max(1, -(-len(found.rows) // AT_ONCE))
    page = min(max(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len("10000") else 1, 1), pages)
    if not found.rows:
        ways = ways_back(door.atlas(), door.selection(), lambda other: len(find(door.atlas(), other, query).rows))
        words.html("empty", here=HERE, reason=_("No statement matches."), ways=ways)
    words.html(
        "record-statements", here=HERE, found=found, query=query, page=page, pages=pages,
        rows=found.rows[(page - 1) * AT_ONCE : page * AT_ONCE], record=door.atlas().record,
    )  # fmt: skip


def _search() -> None:
    st.query_params["q"] = str(st.session_state["record_q"])
    st.query_params.pop("page", None)


def _downloads(query: str) -> None:
    """The rows as they are filtered, and the areas; made only when asked for."""
    atlas, selection = door.atlas(), door.selection()
    today = dt.datetime.now(dt.UTC).date()
    with st.container(horizontal=True, key="downloads"):
        hxl = st.toggle(_("HXL hashtags in a second header row"), key="record_hxl")
        makers = {
            "csv": ("statements", lambda: statements_csv(atlas, selection, query, hxl=hxl)),
            "xlsx": ("statements", lambda: statements_xlsx(atlas, selection, query, hxl=hxl)),
            "geojson": ("areas", lambda: areas_geojson(atlas, selection)),
            "gpkg": ("areas", lambda: areas_gpkg(atlas, selection)),
        }
        for name, (what, make) in makers.items():
            form = FORMATS[name]
            file = view_name(atlas, selection, today, form.suffix, what)
            st.download_button(
                f"{what} .{name}", make, file_name=file, mime=form.mime, on_click="ignore", key=f"save_{name}"
            )
