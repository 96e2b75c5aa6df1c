"""What every page stands in: page setup, faults of the record, language, navigation, filters, then the page itself."""

from collections.abc import Callable, Iterator, Mapping

import streamlit as st

from geo.errors import RecordError
from geo.i18n import gettext as _
from geo.story.titles import view_title
from geo.views.params import MAX_QUERY
from geo.views.registry import PAGES
from geo.views.scope import scope_of
from pages import about, compare, coverage, explore, partners, present, record, story, studies, timeline
from pages.common import error_page, export_dialog, html, params, sidebar, state, story_state
from pages.common.page_view import PageView, keep, page_view
from pages.common.styles import style_sheet

SHOW: Mapping[str, Callable[[], None]] = {
    "": explore.show, "compare": compare.show, "coverage": coverage.show, "partners": partners.show,
    "studies": studies.show, "timeline": timeline.show, "story": story.show, "present": present.show,
    "record": record.show, "about": about.show,
}  # fmt: skip
"""Path -> what shows the page, see geo.views.registry."""


def main() -> None:
    """One run: everything that a person sees is made here or in the page."""
    st.set_page_config(page_title=st.session_state.get("title", _("Atlas")), layout="wide", initial_sidebar_state=264)
    is_open = state.is_open()
    if not is_open:  # else they are in the document, see first_document
        st.html(f"<style>{style_sheet(None)}</style>")
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
    view = page_view(page.url_path)
    options = dict(view.params)
    scope = scope_of(view.atlas, page.url_path, view.selection, options)
    html.title(view_title(view.atlas, scope, page.title, options))
    top = st.container()
    # the page comes first: what stands on the map should not wait for the filters beside it
    page.run()
    with top:
        with st.container(horizontal=True, key="bar"):
            _show_bar(view)
            export_dialog.buttons(page.url_path)
        html.tell(export_dialog.confirm_addition(page.url_path))
        html.warn(*notices)
    sidebar.sidebar(page.url_path)
    story_state.hand_over()


@keep
def _show_bar(view: PageView) -> Iterator[str]:
    """Show the pages. Present shows the own story where the browser keeps one, else the one that the record tells."""
    yield view.render(
        "bar", here=view.links.here, current=view.links.here,
        pages=[(path or "./", _(page.title)) for path, page in PAGES.items()],
        hints={"present": _("The atlas's own story")},
        own={
            "story": {"query": {}, "text": _("Story ({count})")},
            "present": {"query": {"story": story_state.OWN_STORY}, "title": _("Your story")},
        },
    )  # fmt: skip
    yield view.render("search", query=view.param("q"), longest=MAX_QUERY)


if __name__ == "__main__":  # the process that makes exports imports this module too, and must not run it
    main()
