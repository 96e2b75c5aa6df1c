"""Taking along: the view or the own story as slides, document, file, picture or table; adding a view to the story."""

import datetime as dt
import time
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.export import FORMATS, WITH_HXL, ExportError, Order, file_name, formats_of, produce
from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.record.atlas import data_folder
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.slides import slide
from geo.story.story import Story, add, excess, full
from geo.views.registry import PAGE_PARAMS, VIEWS, kept_selection
from geo.web.address import Base
from pages.common import clock, html, state, story_state, worker

LOOK_S = 0.15  # between two looks at the work under way
KINDS = {
    "documents": ("pdf", "docx", "brief", "html"),
    "slides": ("pptx", "pptx-4x3"),
    "pictures": ("map-sheet", "map-sheet-png", "png", "png-print", "svg"),
    "tables": ("xlsx", "csv"),
    "map-data": ("gpkg", "geojson"),
}
"""What people look for -> its formats, first the one that most want; those with hashtags are a switch."""
STORY_FORMATS = tuple(key for key, form in FORMATS.items() if form.holds == "story")
JOB, LAST_VIEW = "take_job", "added"  # in the visit's state: the work under way, the view that was added last


def buttons(page: str) -> None:
    """Show the two buttons over every page; `page` is the page's path, '' for the map."""
    # the dialogs are named here, not where they are defined: their titles are in the language in use
    if st.button(confirm_addition(page, short=True) or _("Add to story"), key="add_view", type="tertiary"):
        st.dialog(_("Add this view to your story"))(_add)(page)
    if st.button(_("Download"), key="take_along", type="tertiary"):
        _drop()
        prepare()
        st.dialog(_("Download"), width="medium")(_take)(page)


def confirm_addition(page: str, *, short: bool = False) -> str:
    """Confirm that the view at hand was added to the story just now; '' where it was not."""
    count = len(story_state.own().views)
    if not count or st.session_state.get(LAST_VIEW) != _view(page):
        return ""
    return (_("Added ({count})") if short else _("Added to your story ({count})")).format(count=count)


def prepare() -> None:
    """Have the process that makes exports ready: started, the record opened, the slow imports done."""
    if not worker.is_running():
        today, start = clock.today(), Selection(state.atlas().default_phase)
        worker.start("", produce, Order("pdf", start, today, str(data_folder())))


def _view(page: str) -> View:
    extra = {name: st.query_params[name] for name in sorted(PAGE_PARAMS) if name in st.query_params}
    page = page if page in VIEWS else ""
    query = urlencode({**kept_selection(page, state.selection()).to_params(), **extra}, safe=",")
    return View(query, page=page)


def _add(page: str) -> None:
    ready = story_state.fetch("add")
    view = _view(page)
    preview = slide(state.atlas(), view)
    html.show("caption", text=preview.sentence)
    title = st.text_input(_("Title"), placeholder=preview.title, key="add_title")
    caption = st.text_area(_("Caption, shown in the hall: three lines"), key="add_caption", height=68)
    note = st.text_area(_("Notes, for the speaker only"), key="add_note", height=68)
    words: Any = {"title": title, "caption": caption, "note": note}
    problems = [excess("query", view.query), *(excess(*pair) for pair in words.items()), full(story_state.own())]
    html.warn(*problems)
    disabled = not ready or any(problems) or bool(story_state.unread())
    if st.button(_("Add"), type="primary", key="add_confirm", disabled=disabled):
        with_words = replace(view, **words)
        story_state.change(lambda story: add(story, with_words))
        st.session_state[LAST_VIEW] = view
        st.rerun()


def _take(page: str) -> None:
    subject: View | Story = _view(page)
    story_state.fetch("download")
    story = story_state.own()
    if story.views:
        what = {
            "view": _("This view"),
            "story": ngettext("Your story ({count} view)", "Your story ({count} views)", len(story.views)).format(
                count=len(story.views)
            ),
        }
        what_choice = st.segmented_control(
            _("What"), list(what), format_func=what.__getitem__, default="view", required=True, key="take_what"
        )
        subject = story if what_choice == "story" else subject
    formats = set(formats_of(subject.page) if isinstance(subject, View) else STORY_FORMATS)
    groups = {kind: rest for kind, names in KINDS.items() if (rest := [name for name in names if name in formats])}
    kinds, labels = _kinds(), _labels(page)
    kind = st.segmented_control(
        _("Kind"), list(groups), format_func=kinds.__getitem__, default=next(iter(groups)), required=True,
        key="take_kind",
    )  # fmt: skip
    # of a story there are fewer kinds than of a view
    choices = groups.get(kind) or next(iter(groups.values()))
    name = st.selectbox(_("Format"), choices, format_func=labels.__getitem__, key="take_format")
    if name in WITH_HXL and st.toggle(_("HXL hashtags in a second header row"), key="take_hxl"):
        name = WITH_HXL[name]
    base = state.base(page)
    _make_file(name, subject, base)
    day, zone = clock.day_words()
    html.show("take", address=base.locate(_view(page)), shared=base.is_shared, day=day, zone=zone)


def _kinds() -> dict[str, str]:
    return {
        "documents": _("Documents"), "slides": _("Slides"), "pictures": _("Pictures"), "tables": _("Tables"),
        "map-data": _("Map data"),
    }  # fmt: skip


def _labels(page: str) -> dict[str, str]:
    """Name the formats in the words of people; `page` says what a picture is of."""
    by_page = {
        "": (
            _("Map as a drawing (.svg)"),
            _("Map as a picture, for screens (.png)"),
            _("Map as a picture, for print (.png)"),
        ),
        "compare": (
            _("Both maps as a drawing (.svg)"),
            _("Both maps as a picture, for screens (.png)"),
            _("Both maps as a picture, for print (.png)"),
        ),
    }
    of_page = (
        _("This page's drawing (.svg)"),
        _("This page's drawing as a picture, for screens (.png)"),
        _("This page's drawing as a picture, for print (.png)"),
    )
    html = (
        _("The map as one file for any browser (.html)")
        if page in VIEWS and page
        else _("One file for any browser (.html)")
    )
    svg, png, png_print = by_page.get(page if page in VIEWS else "", of_page)
    return {
        "pptx": _("Slides (.pptx)"), "pptx-4x3": _("Slides for a 4:3 projector (.pptx)"),
        "pdf": _("Handout (.pdf)"), "html": html,
        "map-sheet": _("Map sheet, one A4 page (.pdf)"), "map-sheet-png": _("Map sheet, as a picture for print (.png)"),
        "svg": svg, "png": png, "png-print": png_print, "docx": _("Text to edit in Word (.docx)"),
        "brief": _("Text with a table, for a report (.md)"),
        "csv": _("Statements as a table (.csv)"), "xlsx": _("Statements as a workbook (.xlsx)"),
        "geojson": _("Areas as map data (.geojson)"), "gpkg": _("Areas as map data (.gpkg)"),
    }  # fmt: skip


def _make_file(name: str, subject: View | Story, base: Base) -> None:
    """Make it in the background, show how it goes, let it be stopped; then offer the file."""
    today = clock.today()
    label = file_name(name, state.atlas(), subject, today, state.selection().lang)
    job: worker.Job | None = st.session_state.get(JOB)
    if job is not None and job.name != label:
        _drop()
        job = None
    start = partial(
        st.button, _("Create file"), type="primary", key="take_make", on_click=_start,
        args=(label, name, subject, today, base),
    )  # fmt: skip
    if job is None:
        start()
        return
    if not job.future.done():
        st.button(_("Stop"), key="take_stop", on_click=_drop)
        # how long it takes is not known beforehand: the bar nears its end and says the seconds
        progress = _("Making {name}: {seconds:.0f} s").format(name=html.escape_markdown(job.name), seconds=job.seconds)
        st.progress(1 - 1 / (1 + job.seconds / 2), progress)
        time.sleep(LOOK_S)
        # a click waits for the end of the dialog's run, so that each run has to be a short one
        st.rerun(scope="fragment")
    if not _offer_file(job, FORMATS[name].mime):
        start()


def _start(label: str, name: str, subject: View | Story, today: dt.date, base: Base) -> None:
    order = Order(name, subject, today, str(data_folder()), state.selection().lang, base.url)
    st.session_state[JOB] = worker.start(label, produce, order)


def _drop() -> None:
    """Give up the work under way, or forget what was made."""
    job: worker.Job | None = st.session_state.pop(JOB, None)
    if job is not None and not job.future.done():
        worker.stop(job)


def _offer_file(job: worker.Job, mime: str) -> bool:
    """Offer the file that was made; or say why there is none, and return False."""
    try:
        content = job.future.result()
    except (ExportError, worker.ProcessEnded) as error:
        reason = str(error) if isinstance(error, ExportError) else _("The work was ended before it was done.")
        html.warn(reason)
        st.session_state.pop(JOB, None)
        return False
    st.download_button(
        _("Save {name}").format(name=html.escape_markdown(job.name)),
        content,
        file_name=job.name,
        mime=mime,
        on_click="ignore",
        type="primary",
    )
    return True
