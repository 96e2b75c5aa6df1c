"""What can be taken along: every format by name, for pages and the command line alike. Nothing here writes files.

Words are in the language in use, see geo.i18n. A format's module is imported when it is first made: together they
take a second, which nobody should wait for who only looks.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from geo.export.errors import ExportError
from geo.export.filenames import story_name, view_name
from geo.export.files import failure
from geo.i18n import gettext as _
from geo.i18n import use
from geo.record.atlas import Atlas, open_atlas
from geo.selection.selection import Selection, from_params
from geo.selection.view import View
from geo.story.slides import slide
from geo.story.story import Story
from geo.views.registry import VIEWS, read_view

__all__ = ["FORMATS", "ExportError", "Format", "Order", "file_name", "formats_of", "make", "produce"]

Subject = Selection | View | Story
"""What is taken along: a selection on the map, a view of any page, or a story."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format. suffix : of its files, without a dot; mime : its media type.

    holds : `story` (any number of views of any page), `view` (one, of any page), `drawing` (of one view, of a page that
    has a drawing) or `selection` (what the map shows).
    content : makes it, given the atlas, a story or a view, the day of making and the app's address.
    what : a word for the file's name where the suffix is too vague.
    """

    suffix: str
    mime: str
    holds: str
    content: Callable[[Atlas, Any, dt.date, str], bytes]
    what: str = ""


def _maker(module: str, function: str, *, prints_address: bool = False, **options: Any) -> Callable[..., bytes]:
    """Make what a format's content is made by: a function of a module that is imported when it is first called."""

    def content(atlas: Atlas, subject: Any, date: dt.date, address: str) -> bytes:
        more = (address,) if prints_address else ()
        result = getattr(import_module(f"geo.export.{module}"), function)(atlas, subject, date, *more, **options)
        return result.encode() if isinstance(result, str) else result

    return content


def _tables(function: str, **options: bool) -> Callable[..., bytes]:
    return _maker("tables", function, prints_address=True, **options)


_single = _maker("html.single_file", "single_file")
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WITH_HXL = {"csv": "csv-hxl", "xlsx": "xlsx-hxl"}
"""Format -> the same with a row of HXL hashtags."""

FORMATS: dict[str, Format] = {
    "pdf": Format("pdf", "application/pdf", "story", _maker("pdf.handout", "handout", prints_address=True)),
    "pptx": Format("pptx", _PPTX, "story", _maker("pptx.deck", "deck")),
    "pptx-4x3": Format("pptx", _PPTX, "story", _maker("pptx.deck", "deck", shape="4:3"), "4x3"),
    "docx": Format("docx", _DOCX, "story", _maker("docx.document", "document")),
    "map-sheet": Format("pdf", "application/pdf", "selection", _maker("pdf.map_sheet", "map_sheet"), "map-sheet"),
    "map-sheet-png": Format("png", "image/png", "selection", _maker("pdf.map_sheet", "map_sheet_png"), "map-sheet"),
    "html": Format("html", "text/html", "selection",
                   lambda atlas, view, *more: _single(atlas, from_params(view.params, atlas)[0], *more)),
    "svg": Format("svg", "image/svg+xml", "drawing", _maker("image.views.view", "view_svg")),
    "png": Format("png", "image/png", "drawing", _maker("image.views.view", "view_png")),
    "png-print": Format("png", "image/png", "drawing", _maker("image.views.view", "view_png", on_paper=True), "print"),
    "brief": Format("md", "text/markdown", "view", _maker("markdown", "view_brief"), "brief"),
    "csv": Format("csv", "text/csv", "view", _tables("view_csv"), "statements"),
    "csv-hxl": Format("csv", "text/csv", "view", _tables("view_csv", hxl=True), "statements-hxl"),
    "xlsx": Format("xlsx", _XLSX, "view", _tables("view_xlsx"), "statements"),
    "xlsx-hxl": Format("xlsx", _XLSX, "view", _tables("view_xlsx", hxl=True), "statements-hxl"),
    "geojson": Format("geojson", "application/geo+json", "view", _tables("view_geojson"), "areas"),
    "gpkg": Format("gpkg", "application/geopackage+sqlite3", "view", _tables("view_gpkg"), "areas"),
}  # fmt: skip
"""The formats by the names that people give on the command line."""


def make(name: str, atlas: Atlas, subject: Subject, date: dt.date, address: str = "") -> bytes:
    """Make what is taken along, in the format of this name and the language in use.

    address : where the app is, for formats that print it. Raises KeyError for an unknown format and ExportError
    where it cannot be made, among others for a story in a format that holds one view, or for a page without a drawing
    in one that holds a drawing.
    """
    form = FORMATS[name]
    if form.holds == "story":
        return form.content(atlas, _story(atlas, subject), date, address)
    if isinstance(subject, Story):
        stories = ", ".join(key for key, other in FORMATS.items() if other.holds == "story")
        raise ExportError(
            _("{format} holds one view; a story goes into {stories}: take its views along one by one").format(
                format=name, stories=stories
            )
        )
    view = _view(subject)
    if name not in formats_of(view.page):
        others = ", ".join(formats_of(view.page))
        raise ExportError(
            _("{format} holds the drawing of a page, and the page “{page}” has none; it goes into {others}").format(
                format=name, page=view.page, others=others
            )
        )
    if form.holds == "selection":
        view = View(from_params(view.params, atlas)[0].to_query())
    return form.content(atlas, view, date, address)


def formats_of(page: str) -> tuple[str, ...]:
    """Name the formats in which a view of a page can be taken along; `page` is its path, '' for the map."""
    has_drawing = page not in VIEWS or VIEWS[page].drawing
    return tuple(name for name, form in FORMATS.items() if has_drawing or form.holds != "drawing")


def _story(atlas: Atlas, subject: Subject) -> Story:
    if isinstance(subject, Story):
        return subject
    view = _view(subject)
    return Story(slide(atlas, view).title, (view,))


def _view(subject: Selection | View) -> View:
    return subject if isinstance(subject, View) else View(subject.to_query())


def file_name(name: str, atlas: Atlas, subject: Subject, date: dt.date, lang: str = "en") -> str:
    """Name the file in the format of this name: what it holds, and when it was made."""
    form = FORMATS[name]
    if isinstance(subject, Story):
        return story_name(atlas, subject, date, form.suffix, lang, what=form.what)
    view = _view(subject)
    if form.holds == "selection":  # whichever page it is taken from
        view = View(from_params(view.params, atlas)[0].to_query())
    page = read_view(atlas, view)
    # an area that the view is not about has no place in the name
    selection = page.selection.changed(lang=lang, area=page.content.area or None)
    what = page.content.table if form.what.startswith("statements") and page.content.table else form.what
    # tables of the record are named by their kind already
    table = page.params.get("table", "") if view.page == "coverage" else ""
    kind = "-".join(filter(None, [what, view.page, table]))
    item = (page.params.get("paragraph") or page.params.get("item", "")) if page.content.opened else ""
    return view_name(
        atlas, selection, date, form.suffix, kind, query="" if item else page.params.get("q", ""), item=item
    )


@dataclass(frozen=True, slots=True)
class Order:
    """All that `produce` needs, so that it can be handed to another process. folder : of the record."""

    name: str
    subject: Subject
    date: dt.date
    folder: str
    lang: str = "en"
    address: str = ""


def produce(order: Order) -> bytes:
    """Do the same as `make`, in a process of its own; the record is opened once per process. Raises as `make` does."""
    use(order.lang)
    try:
        return make(order.name, _open(order.folder), order.subject, order.date, order.address)
    except OSError as error:
        raise ExportError(failure(error)) from error


@lru_cache(maxsize=2)
def _open(folder: str) -> Atlas:
    return open_atlas(Path(folder))
