"""What every page stands in: page setup, faults of the record, language, navigation, filters, then the page itself."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import streamlit as st

from geo.errors import RecordError
from geo.i18n import gettext as _
from geo.map import symbology
from geo.map.palette import css
from geo.record.atlas import Atlas
from geo.record.files import list_files
from geo.story.titles import view_title
from geo.views.params import MAX_QUERY
from geo.views.registry import PAGES
from geo.views.scope import scope_of
from geo.web.leaflet import STATIC
from pages import about, compare, coverage, explore, partners, present, record, story, studies, timeline
from pages.common import error_page, export_dialog, html, params, sidebar, state, story_state

FOLDER = Path(__file__).parent
SHOW: Mapping[str, Callable[[], None]] = {
    "": explore.show, "compare": compare.show, "coverage": coverage.show, "partners": partners.show,
    "studies": studies.show, "timeline": timeline.show, "story": story.show, "present": present.show,
    "record": record.show, "about": about.show,
}  # fmt: skip
"""Path -> what shows the page, see geo.views.registry."""


@lru_cache(maxsize=2)
def _styles(atlas: Atlas | None) -> str:
    # the rules for paper come last: they undo what the others say of heights and of what sticks
    sheets = [
        STATIC / "atlas.css",
        FOLDER / "common" / "app.css",
        *list_files(FOLDER, "*.css"),
        FOLDER / "common" / "print.css",
    ]
    looks = symbology.css(atlas) if atlas else ""
    return f"<style>{css()}{looks}{''.join(sheet.read_text(encoding='utf-8') for sheet in sheets)}</style>"


def main() -> None:
    """One run: everything that a person sees is made here or in the page."""
    st.set_page_config(page_title=st.session_state.get("title", _("Atlas")), layout="wide", initial_sidebar_state=264)
    is_open = state.is_open()
    # in one piece, which the browser has from the last run
    st.html(_styles(state.atlas() if is_open else None))
    try:
        if not is_open:
            with st.spinner(_("The record is being checked")):
                state.atlas()
    except RecordError as error:
        error_page.show(error)
        return
    if not is_open:
        st.rerun()  # with the looks of the record
    notices = state.read_address()
    pages = {
        path: st.Page(show, title=_(PAGES[path].title), url_path=path, default=not path) for path, show in SHOW.items()
    }
    page = st.navigation(list(pages.values()), position="hidden")
    notices += params.notices(page.url_path)
    html.listen()
    if page.url_path == "present":
        html.warn(*notices)
        story_state.hand_over()
        html.tell()
        page.run()  # full width: neither pages nor filters around a slide
        return
    given = params.read_params(page.url_path)
    shown = scope_of(state.atlas(), page.url_path, state.selection(), given)
    html.title(view_title(state.atlas(), shown, page.title, given))
    top = st.container()
    # the page comes first: what stands on the map should not wait for the filters beside it
    page.run()
    with top:
        links = [(path or "./", made.title) for path, made in pages.items()]
        with st.container(horizontal=True, key="bar"):
            html.show("bar", here=page.url_path or "./", pages=links, current=page.url_path or "./")
            html.show("search", query=given.get("q", ""), longest=MAX_QUERY)
            export_dialog.buttons(page.url_path)
        html.tell(export_dialog.said(page.url_path))
        html.warn(*notices)
    sidebar.sidebar(page.url_path)
    story_state.hand_over()


if __name__ == "__main__":  # the process that makes exports imports this module too, and must not run it
    main()
