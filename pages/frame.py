"""What every page stands in: page setup, faults of the record, language, navigation, filters, then the page itself."""

from functools import cache
from pathlib import Path

import streamlit as st

from geo.errors import RecordError
from geo.i18n import gettext as _
from geo.map import symbology
from geo.map.palette import css
from geo.record.files import list_files
from geo.story.titles import view_title
from geo.version import PRODUCT
from geo.views.registry import scope
from geo.web.leaflet import STATIC
from pages import about, compare, coverage, explore, partners, present, record, story, studies, timeline
from pages.common import error_page, export_dialog, html, params, sidebar, state, story_state

PAGES = Path(__file__).parent


@cache
def _styles() -> str:
    # the rules for paper come last: they undo what the others say of heights and of what sticks
    sheets = [
        STATIC / "atlas.css",
        PAGES / "common" / "app.css",
        *list_files(PAGES, "*.css"),
        PAGES / "common" / "print.css",
    ]
    return f"<style>{css()}{symbology.css()}{''.join(sheet.read_text(encoding='utf-8') for sheet in sheets)}</style>"


def main() -> None:
    """One run: everything that a person sees is made here or in the page."""
    st.set_page_config(page_title=st.session_state.get("title", PRODUCT), layout="wide", initial_sidebar_state=264)
    st.html(_styles())
    try:
        if not state.is_open():
            with st.spinner(_("The record is being checked")):
                state.atlas()
    except RecordError as error:
        error_page.show(error)
        return
    notices = state.read_address()
    pages = {
        "": st.Page(explore.show, title=_("Map"), url_path="", default=True),
        "compare": st.Page(compare.show, title=_("Compare"), url_path="compare"),
        "coverage": st.Page(coverage.show, title=_("Coverage"), url_path="coverage"),
        "partners": st.Page(partners.show, title=_("Partners"), url_path="partners"),
        "studies": st.Page(studies.show, title=_("Studies"), url_path="studies"),
        "timeline": st.Page(timeline.show, title=_("Timeline"), url_path="timeline"),
        "story": st.Page(story.show, title=_("Story"), url_path="story"),
        "present": st.Page(present.show, title=_("Present"), url_path="present"),
        "record": st.Page(record.show, title=_("Record"), url_path="record"),
        "about": st.Page(about.show, title=_("About"), url_path="about"),
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
    shown = scope(page.url_path, state.selection())
    html.title(view_title(state.atlas(), shown, page.title, params.read_params(page.url_path)))
    top = st.container()
    # the page comes first: what stands on the map should not wait for the filters beside it
    page.run()
    with top:
        links = [(path or "./", made.title) for path, made in pages.items()]
        with st.container(horizontal=True, key="bar"):
            html.show("bar", here=page.url_path or "./", pages=links, current=page.url_path or "./")
            export_dialog.buttons(page.url_path)
        html.tell(export_dialog.said(page.url_path))
        html.warn(*notices)
    sidebar.sidebar()
    story_state.hand_over()


if __name__ == "__main__":  # the process that makes exports imports this module too, and must not run it
    main()
