"""A story as a handout: A4, vector maps, tables of every statement with its certainty and citation, set by Typst."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from typing import Any

import segno
import typst

from geo.export.attribution import behind_lines, description, sections_of
from geo.export.image.svg import map_svg
from geo.export.image.views.page import body_svg, describe_drawing
from geo.export.key_figures import figures_of
from geo.export.pdf import parts
from geo.export.pdf.documents import count_pages, document, has_khmer
from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import about_passage, by_source
from geo.selection.words import list_words
from geo.story.slides import Slide, slides
from geo.story.story import Story
from geo.views.credits import licence_line, source_parts
from geo.views.model import Item, Section
from geo.views.registry import read_view
from geo.web.address import Base

TEMPLATE = "handout.typ"
MAP = (850, 640)  # pixels that the map is drawn for: a column wide, names as large as the text around it
DRAWING = (1060, 1130)  # pixels for what else a page draws: as wide as both, with room for the words above it
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5)
"""Of the type in points: the largest with which a handout is short enough; what needs more pages then has them."""
PLACE_PAGES, VIEW_PAGES, STORY_PAGES = 1, 2, 8
LONGEST_CODE = 700  # characters of an address in a QR code: finer ones can't be read from paper
_HEIGHT = re.compile(r'<svg [^>]*?height="([\d.]+)"')


def handout(atlas: Atlas, story: Story, date: dt.date, address: str = "", fonts: typst.Fonts | None = None) -> bytes:
    """Make the story a PDF file, in the language in use.

    date : the day that is printed; address : where the app is, to be printed and as a QR code with every view; none
    of both where it is empty, no code where no other machine can open it. fonts : those to set it in, this machine's
    where None.
    Raises ExportError where there is Khmer to be set and no Khmer font; the second name of an area is left out then.
    """
    deck = slides(atlas, story)
    if current() != "km" and not has_khmer(fonts):
        deck = tuple(parts.without_khmer(atlas, slide) for slide in deck)
    data = parts.clean(_data(atlas, story, deck, Base(address), date))
    most = _most_pages(deck)
    for size in SIZES:
        data["size"] = size
        if count_pages(TEMPLATE, data, fonts) <= most:
            break
    return document(TEMPLATE, data, date, fonts)


def _most_pages(deck: Sequence[Slide]) -> int:
    if len(deck) != 1:
        return STORY_PAGES
    return PLACE_PAGES if deck[0].kind == "map" and deck[0].selection.area else VIEW_PAGES


def _data(atlas: Atlas, story: Story, deck: Sequence[Slide], base: Base, date: dt.date) -> dict[str, Any]:
    groups = by_source(atlas.record, (item.citation for slide in deck for item in _items(slide)))
    sources = tuple(groups) or atlas.record.sources_of_facts
    titles: dict[Item, str] = {}
    return {
        **parts.properties(atlas, story.title or next((slide.title for slide in deck), ""), date),
        "figures": parts.figures(figures_of(atlas, deck)),
        "views": [_view(atlas, slide, base, titles) for slide in deck],
        "cited": [
            {"paragraph": key, "about": about_passage(atlas.record, key)} for group in groups.values() for key in group
        ],
        "source": " ".join(f"{', '.join(source_parts(source))}." for source in sources),
        "licence": licence_line(atlas),
        "words": {
            "what": _("What"), "more": _("In words"), "paragraph": _("Paragraph"), "about": _("What it is about"),
            "citations": _("What the citations stand for"), "qr": _("The address of this view as a QR code"),
        },
    }  # fmt: skip


def _view(atlas: Atlas, slide: Slide, base: Base, titles: dict[Item, str]) -> dict[str, Any]:
    on_map = slide.kind == "map" and not slide.pair  # two maps have their legends below them
    width, height = MAP
    address = base.locate(slide.view)
    if on_map:
        svg = map_svg(atlas, slide.selection, width=width, height=height, furniture=False)
        alt = description(atlas, slide.selection)
    else:
        width, height = DRAWING
        page = read_view(atlas, slide.view)
        # of several views, their lists say all that drawings do
        svg = body_svg(atlas, page, width=width, highest=height) if slide.of == 1 else ""
        alt = describe_drawing(page, page.content)
    return {
        **parts.drawing(svg, (width, _height_of(svg, height)), alt, frame=on_map),
        "title": slide.title,
        "caption": slide.caption,
        "sentence": slide.sentence if slide.view.with_sentence else "",
        "notices": slide.notices,
        "shown": _("Shown: {filters}.").format(filters=slide.filters),
        "legend": parts.legend_of(atlas, slide),
        "statements": [_section(section) for section in _new(behind_lines(slide, least=2), slide.title, titles)],
        "source_line": slide.source_line,
        "address": address,
        "address_line": _("This view:") if base.is_shared else _("This view, on the computer that made this only:"),
        "qr": _code(address) if base.is_shared and len(address) <= LONGEST_CODE else "",
    }


def _height_of(svg: str, otherwise: float) -> float:
    match = _HEIGHT.search(svg)
    return float(match[1]) if match else otherwise


def _new(sections: Iterable[Section], title: str, titles: dict[Item, str]) -> Iterable[Section]:
    """Leave out what an earlier view has told word for word, and say of how much that is so, and where it stands."""
    mine: dict[Item, str] = {}
    for section in sections:
        items = (*section.items, *section.folded)
        repeats = [item for item in items if item.citation and item in titles]
        mine |= {item: title for item in items if item.citation and item not in titles}
        if not repeats:
            yield section
            continue
        where = list_words([f"“{name}”" for name in dict.fromkeys(titles[item] for item in repeats)])
        words = ngettext("{count} told above, under {views}", "{count} told above, under {views}", len(repeats))
        above = Item(words.format(count=len(repeats), views=where), silent=True)
        fresh = [item for item in section.items if item not in repeats]
        fresh_folds = tuple(item for item in section.folded if item not in repeats)
        yield replace(section, items=(*fresh, above), folded=fresh_folds)
    for item, name in mine.items():
        titles.setdefault(item, name)


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "items": _entries(section.items),
        "folded": _entries(section.folded),
        "fold_label": section.fold_label,
    }


def _entries(items: Iterable[Item]) -> list[dict[str, Any]]:
    """List the lines; those that follow each other and say the same of several things are one, with all their names."""
    entries = []
    for (detail, citation, note, silent), alike in groupby(items, key=_content_key):
        titles = [item.title for item in alike]
        names = ["; ".join(titles)] if detail and citation else titles
        entries += [
            {"title": title, "detail": detail, "note": note, "silent": silent, "citation": "; ".join(citation)}
            for title in names
        ]
    return entries


def _content_key(item: Item) -> tuple[str, tuple[str, ...], str, bool]:
    return item.detail, item.citation, item.note, item.silent


def _items(slide: Slide) -> Iterable[Item]:
    yield from slide.lines
    for section in sections_of(slide):
        yield from (*section.items, *section.folded)


def _code(address: str) -> str:
    stream = BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="svg", xmldecl=False, border=2)
    return stream.getvalue().decode()
