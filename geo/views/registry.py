"""The pages, in the order of the bar: each with its path, title and parameters, and what makes its content.

A page is declared here and nowhere else; pages/frame.py says which module shows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.i18n import N_, current
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.selection.phases import phase_name
from geo.selection.selection import Selection, from_params
from geo.selection.view import View
from geo.views import params as page_params
from geo.views.about import show_about
from geo.views.compare.content import show_compare
from geo.views.coverage.content import show_coverage
from geo.views.empty import answer
from geo.views.lines import by_table, kept, silence
from geo.views.map import show_map
from geo.views.model import Content, Params, Section
from geo.views.partners.content import show_partners
from geo.views.record.content import show_record
from geo.views.scope import scope_of
from geo.views.studies.content import show_studies
from geo.views.timeline import show_timeline
from geo.views.undated import undated


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page. title : in English, for the bar and the window.

    params : the parameters of the address that it takes; what follows its path, `/record/role-01`, is the first.
    """

    title: str
    params: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentPage(Page):
    """A page that has a content, which slides and exports show too.

    show : makes it of an atlas, a selection and the page's own parameters. of_area : it tells of the chosen area alone.
    lists_all : it shows every statement that it rests on as a line of its own. drawing : what stands on it besides
    lines, such as `map` or `matrix`; '' for nothing. has_area : it shows which area is chosen.
    """

    show: Callable[[Atlas, Selection, Params], Content]
    of_area: bool = False
    lists_all: bool = True
    drawing: str = ""
    has_area: bool = True


PAGES: Mapping[str, Page] = {
    "": ContentPage(title=N_("Map"), show=show_map, of_area=True, lists_all=False, drawing="map"),
    "compare": ContentPage(
        title=N_("Compare"), params=("first", "second"), show=show_compare, lists_all=False, drawing="pair"
    ),
    "coverage": ContentPage(title=N_("Coverage"), params=("table", "item"), show=show_coverage, drawing="matrix"),
    "partners": ContentPage(
        title=N_("Partners"), params=("item",), show=show_partners, of_area=True, drawing="network"
    ),
    "studies": ContentPage(title=N_("Studies"), params=("item",), show=show_studies, of_area=True, drawing="studies"),
    "timeline": ContentPage(title=N_("Timeline"), show=show_timeline, drawing="axis", has_area=False),
    "story": Page(title=N_("Story"), params=("story",)),
    "present": Page(title=N_("Present"), params=("slide", "story", "notes")),
    "record": ContentPage(
        title=N_("Record"), params=("item", "paragraph", "table", "q", "page"), show=show_record, has_area=False
    ),
    "about": ContentPage(title=N_("About"), show=show_about, has_area=False),
}
"""Path -> page; the map's path is empty."""
VIEWS: Mapping[str, ContentPage] = {path: page for path, page in PAGES.items() if isinstance(page, ContentPage)}
"""Those of them that a view can be of."""
PAGE_PARAMS = frozenset(name for page in PAGES.values() for name in page.params)
"""The parameters of an address that belong to single pages."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A view that was read: its page, what it asks for, its content, and a sentence for each thing it cannot have."""

    page: str
    selection: Selection
    params: Params
    content: Content
    notices: tuple[str, ...]


LISTS: frozenset[str] = frozenset({"table", "q", "first", "second"})
"""The parameters that say which list a page shows; the others open something of it."""


def read_params(atlas: Atlas, page: str, given: Mapping[str, Sequence[str]]) -> tuple[Params, tuple[str, ...]]:
    """Read what an address says for one page, see geo.views.params; a page that there is not takes nothing."""
    return page_params.read(atlas, page, PAGES[page].params if page in PAGES else (), given)


def read_view(atlas: Atlas, view: View) -> Shown:
    """Read a view and make its content, in the language in use; a view of a page that has none is the map."""
    selection, notices = from_params(view.params, atlas)
    params, more = read_params(atlas, view.page, view.params)
    page = view.page if view.page in VIEWS else ""
    selection = scope_of(atlas, page, selection.changed(lang=current()), params)
    return Shown(page, selection, params, show_view(atlas, page, selection, params), (*notices, *more))


def kept_selection(page: str, selection: Selection) -> Selection:
    """Return a selection as a view of a page keeps it: without the chosen area where the page shows none."""
    return selection if VIEWS[page].has_area else selection.changed(area=None)


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
        apart = Section(phase_name(atlas.record, NOT_STATED), (silence(f"{way}."),))
        return replace(content, sections=(*content.sections, apart))
    return content
