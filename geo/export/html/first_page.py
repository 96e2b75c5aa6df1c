"""A view as a page of HTML that needs neither script nor framework: what stands on the screen with the first answer.

Made of the templates, styles and contents of the app and of the pictures of the exports, so that it says the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from geo.export.image.font_metrics import FAMILY
from geo.export.image.map_picture import picture
from geo.export.image.svg_tags import tag
from geo.i18n import gettext as _
from geo.i18n import use
from geo.map.boxes import Box
from geo.map.legend import legend
from geo.map.palette import COLOURS
from geo.record.atlas import Atlas
from geo.selection.phases import choices_with_names, covered, has_choice, phase_name
from geo.selection.selection import Selection, facet_name, from_params, options
from geo.selection.view import View
from geo.story.titles import view_title
from geo.views.empty import answer
from geo.views.overview import overview, sections
from geo.views.place import dossier
from geo.views.registry import LISTS, PAGES, VIEWS, Shown, read_view, show_list
from geo.views.undated import undated
from geo.web.links import Links
from geo.web.markup import as_markup, render

WHOLE, HALF = (700, 560), (560, 480)
"""Width and height in pixels for which the names on a map are placed; on a page it is as wide as its column."""
FILTERS = ("role", "intervention")
"""The facets in which a person chooses without scripts."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A view, ready to be read.

    title : of the window; description : what the view says, in a sentence; body : the page, as HTML; has_map : on the
    live page stands a map.
    """

    title: str
    description: str
    body: str
    has_map: bool


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a filter. count : the areas that it would leave; address : where a click leads."""

    label: str
    count: int
    is_on: bool
    address: str


def read_page(atlas: Atlas, path: str, params: Mapping[str, Sequence[str]]) -> Shown:
    """Read what an address asks for, and use its language from now on. Nothing raises.

    path : of a page, '' for the map, which also stands for a page that has no content of its own.
    """
    use(from_params(params, atlas)[0].lang)
    return read_view(atlas, View(urlencode(params, doseq=True), page=path if path in VIEWS else ""))


def address_of(page: Shown) -> str:
    """Write the address of a view as the app does, relative to the app."""
    query = urlencode({**page.selection.to_params(), **dict(sorted(page.params.items()))}, safe=",")
    return f"{page.page or './'}?{query}"


def make_first_page(atlas: Atlas, page: Shown) -> FirstPage:
    """Make the page of a view that was read, in the language in use."""
    selection, drawing = page.selection, VIEWS[page.page].drawing
    content = show_list(atlas, page.page, selection, page.params)
    fields = tuple((name, value) for name, value in sorted(page.params.items()) if name in LISTS)
    links = Links(selection, page.page or "./", fields)
    body = render(
        "first", atlas, links,
        # without lists beside it the sentence is said whole, in large letters and in small ones
        words=replace(content, sentence=content.finding if content.caution else content.sentence),
        caution=content.caution, shown=selection, notices=page.notices,
        pages=[(path or "./", _(entry.title)) for path, entry in PAGES.items()], current=links.here,
        languages=[(code, name, links.view(selection.changed(lang=code))) for code, name in _languages(atlas)],
        phases=[(name, short, scope == selection.phase, links.view(selection.changed(phase=scope)))
                for scope, short, name in (choices_with_names(atlas.record) if has_choice(atlas) else [])],
        facets=[(facet_name(facet), list(_options(atlas, links, facet))) for facet in FILTERS],
        answer=answer(atlas, selection, page.page, page.params),
        pictures=list(_pictures(atlas, selection, drawing)),
        entries=legend(atlas, selection) if drawing == "map" else (),
        beside=as_markup(_beside(atlas, links)) if not page.page else "",
        listed=() if not page.page else page.content.sections,
    )  # fmt: skip
    title = view_title(atlas, selection, _(PAGES[page.page].title), page.params)
    return FirstPage(title, page.content.sentence, body, drawing in ("map", "pair"))


def _languages(atlas: Atlas) -> list[tuple[str, str]]:
    languages = atlas.record.languages
    return list(languages.items()) if len(languages) > 1 else []


def _options(atlas: Atlas, links: Links, facet: str) -> Iterator[Option]:
    selection = links.selection
    codes, counts = selection.codes(facet), selection.counts(atlas, facet)
    for code, label in options(atlas.record, facet).items():
        address = links.view(selection.changed(**{facet: codes ^ {code}}))
        yield Option(label, counts.get(code, 0), code in codes, address)


def _pictures(atlas: Atlas, selection: Selection, drawing: str) -> Iterator[tuple[str, str]]:
    """Yield each map of a page with what it is of, where that is not the page itself."""
    if drawing == "map":
        yield "", _picture(atlas, selection, WHOLE, "first")
    elif drawing == "pair":
        for phase in covered(atlas.record, selection.phase):
            name = phase_name(atlas.record, phase)
            yield name, _picture(atlas, selection.changed(phase=phase), HALF, f"first-{phase}")


def _picture(atlas: Atlas, selection: Selection, size: tuple[int, int], name: str) -> str:
    width, height = size
    svg = picture(atlas, selection, Box(0, 0, width, height), name)
    return as_markup(
        tag("svg", svg, viewBox=f"0 0 {width} {height}", font_family=FAMILY, fill=COLOURS["ink"], role="img",
            aria_label=_("Map"))
    )  # fmt: skip


def _beside(atlas: Atlas, links: Links) -> str:
    """Write the panel of the chosen place; where none is, all areas and what lies beyond them."""
    selection = links.selection
    if selection.area:
        return render("panel", atlas, links, dossier=dossier(atlas, selection.area, selection))
    return render(
        "overview", atlas, links, groups=overview(atlas, selection), sections=sections(atlas, selection),
        undated=undated(atlas, selection, ""),
    )  # fmt: skip
