"""The pages that have a content: each with its parameters, and the function that makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.i18n import current
from geo.record.atlas import Atlas
from geo.selection.selection import Selection, from_params, options
from geo.selection.view import View
from geo.views.about import show_about
from geo.views.compare.content import show_compare
from geo.views.coverage.content import show_coverage
from geo.views.empty import answer
from geo.views.lines import by_table, kept, silence
from geo.views.map import show_map
from geo.views.model import Content, Params, Section
from geo.views.params import read
from geo.views.partners.content import show_partners
from geo.views.record.content import show_record
from geo.views.studies.content import show_studies
from geo.views.timeline import show_timeline
from geo.views.undated import undated


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that has a content.

    show : makes it of an atlas, a selection and the page's own parameters. of_area : it tells of the chosen area alone.
    lists_all : it shows every statement that it rests on as a line of its own. drawing : what stands on it besides
    lines, such as `map` or `matrix`; '' for nothing.
    """

    show: Callable[[Atlas, Selection, Params], Content]
    of_area: bool = False
    lists_all: bool = True
    drawing: str = ""


VIEWS: Mapping[str, Page] = {
    "": Page(show=show_map, of_area=True, lists_all=False, drawing="map"),
    "compare": Page(show=show_compare, lists_all=False, drawing="pair"),
    "coverage": Page(show=show_coverage, drawing="matrix"),
    "partners": Page(show=show_partners, of_area=True, drawing="network"),
    "studies": Page(show=show_studies, of_area=True, drawing="studies"),
    "timeline": Page(show=show_timeline, drawing="axis"),
    "record": Page(show=show_record),
    "about": Page(show=show_about),
}
"""Path -> page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A view that was read: its page, what it asks for, its content, and a sentence for each thing it cannot have."""

    page: str
    selection: Selection
    params: Params
    content: Content
    notices: tuple[str, ...]


LISTS: frozenset[str] = frozenset({"table", "q"})
"""The parameters that say which list a page shows; the others open something of it."""


def read_view(atlas: Atlas, view: View) -> Shown:
    """Read a view and make its content, in the language in use; a view of a page that has none is the map."""
    selection, notices = from_params(view.params, atlas)
    params, more = read(atlas, view.page, view.params)
    page = view.page if view.page in VIEWS else ""
    selection = scope(page, selection.changed(lang=current()))
    return Shown(page, selection, params, show_view(atlas, page, selection, params), (*notices, *more))


def scope(page: str, selection: Selection) -> Selection:
    """Return what a page shows of a selection: the comparison is of both phases, whichever is chosen elsewhere."""
    return selection.changed(phase="both") if page == "compare" else selection


def show_list(atlas: Atlas, page: str, selection: Selection, params: Params) -> Content:
    """Make the content of a page as it stands beside what is opened or chosen on it."""
    of_all = selection.changed(area=None) if VIEWS[page].of_area else selection
    return show_view(atlas, page, of_all, {key: params[key] for key in LISTS & set(params)})


def show_view(atlas: Atlas, page: str, selection: Selection, params: Params) -> Content:
    """Make the content of a page: where it shows nothing, what it says of that; else with what it leaves out."""
    return _show(atlas, page, selection, current(), tuple(sorted(params.items())))


@lru_cache(256)  # the same for a page, its files and everybody who looks at the same
def _show(atlas: Atlas, page: str, selection: Selection, _lang: str,
          given: tuple[tuple[str, str], ...]) -> Content:  # fmt: skip
    params = dict(given)
    content = VIEWS[page].show(atlas, selection, params)
    # what is opened hides nothing: the filters do not hold for it; nor do they for tables of the record
    if content.opened or content.table:
        return content
    if told := answer(atlas, selection, page, params):
        sections = by_table(atlas, kept(atlas, selection)) if page in ("", "compare") else content.sections
        return replace(content, lines=told.items, sections=sections, empty=True)
    if way := undated(atlas, selection, page, params):
        apart = Section(options(atlas.record, "phase")["not-stated"], (silence(f"{way}."),))
        return replace(content, sections=(*content.sections, apart))
    return content
