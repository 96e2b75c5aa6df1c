"""A story as a handout: A4, vector maps, tables of every statement with its certainty and citation, set by Typst."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from io import BytesIO
from typing import Any

import segno
import typst

from geo.export.attribution import description, sections_of
from geo.export.image.map_surround import swatch_picture
from geo.export.image.svg import map_svg
from geo.export.image.text_lines import part_unseen
from geo.export.image.views.page import body_svg, describe_drawing
from geo.export.pdf.documents import document, has_khmer
from geo.i18n import current, is_translated
from geo.i18n import gettext as _
from geo.map.palette import COLOURS
from geo.map.symbology import symbols
from geo.record.atlas import Atlas
from geo.record.citations import about_passage, by_source
from geo.selection.words import capital
from geo.story.slides import Slide, slides
from geo.story.story import Story
from geo.text import has_khmer as holds_khmer
from geo.views.credits import licence_line, product, source_parts
from geo.views.model import Item, Section
from geo.views.registry import read_view
from geo.web.address import Base

MAP = (1360, 920)  # pixels that the map is drawn for: 170 mm wide, names as large as the text around it
DRAWING = (1060, 1340)  # pixels for what else a page draws: as wide, and no longer than a page has room for
SWATCH = (19, 15)  # pixels of a pattern that a swatch shows
LONGEST_CODE = 700  # characters of an address in a QR code: finer ones can't be read from paper
# control characters, which a document cannot hold, and what turns the direction of the text around it
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def handout(atlas: Atlas, story: Story, made: dt.date, address: str = "", fonts: typst.Fonts | None = None) -> bytes:
    """Make the story a PDF file, in the language in use.

    made : the day that is printed; address : where the app is, to be printed and as a QR code with every view; none
    of both where it is empty, no code where no other machine can open it. fonts : those to set it in, this machine's
    where None.
    Raises ExportError where there is Khmer to be set and no Khmer font; the second name of an area is left out then.
    """
    told = slides(atlas, story)
    if current() != "km" and not has_khmer(fonts):
        told = tuple(_without_khmer(atlas, slide) for slide in told)
    views = [_view(atlas, slide, Base(address)) for slide in told]
    groups = by_source(atlas.record, (item.citation for slide in told for item in _items(slide)))
    sources = tuple(groups) or atlas.record.sources_of_facts
    profile = atlas.record.profile
    data = {
        "lang": current() if is_translated(current()) else "en",
        "title": story.title or next((slide.title for slide in told), ""),
        "author": profile.title,
        "subject": _(profile.subject),
        "keywords": [profile.title, profile.country, product(atlas)],
        "made": made.isoformat(),
        "made_line": _("{release}, made on {date}.").format(release=product(atlas), date=made.isoformat()),
        "colours": COLOURS,
        "views": views,
        "cited": [
            {"paragraph": one, "about": about_passage(atlas.record, one)} for cited in groups.values() for one in cited
        ],
        "source": " ".join(f"{', '.join(source_parts(source))}." for source in sources),
        "licence": licence_line(atlas),
        "words": {
            "what": _("What"), "sure": _("Certainty"), "more": _("In words"), "source": _("Source"),
            "citations": _("What the citations stand for"), "paragraph": _("Paragraph"), "about": _("What it is about"),
            "qr": _("The address of this view as a QR code"),
        },
    }  # fmt: skip
    return document("handout.typ", _clean(data), made, fonts)


def _without_khmer(atlas: Atlas, slide: Slide) -> Slide:
    """Copy the slide without the name that its area has in Khmer, and with a word on that."""
    title = slide.title
    for area in atlas.record.areas:
        for name in atlas.record.names_of(area.area_code).values():
            if holds_khmer(name) and not slide.view.title:
                title = title.replace(name, "").strip()
    if title == slide.title:
        return slide
    told = _("The name in Khmer is left out: no Khmer font is installed.")
    return replace(slide, title=title, notices=(*slide.notices, told))


def _view(atlas: Atlas, slide: Slide, base: Base) -> dict[str, Any]:
    on_map = slide.kind == "map" and not slide.pair  # two maps have their legends below them
    width, height = MAP
    address = base.locate(slide.view)
    if on_map:
        drawn = map_svg(atlas, slide.selection, width=width, height=height, furniture=False)
        alt = description(atlas, slide.selection)
    else:
        width, height = DRAWING
        shown = read_view(atlas, slide.view)
        drawn, alt = body_svg(atlas, shown, width=width, highest=height), describe_drawing(shown, shown.content)
    drawn, names = part_unseen(drawn)
    return {
        "number": slide.number,
        "title": slide.title,
        "sentence": slide.sentence,
        "notices": slide.notices,
        "shown": _("Shown: {filters}.").format(filters=slide.filters),
        "svg": drawn,
        "names": [asdict(name) for name in names],
        "drawn": width,
        "framed": on_map,
        "alt": alt,
        "legend": [
            {
                "swatch": swatch_picture(symbols(atlas), entry.key, SWATCH),
                "letters": entry.letters,
                "label": entry.label if entry.letters else capital(entry.label),
                "count": entry.count,
            }
            for entry in slide.legend
        ],
        "statements": [_section(section) for section in _sections(slide)],
        "source_line": slide.source_line,
        "address": address,
        "address_line": _("This view:") if base.is_shared else _("This view, on the computer that made this only:"),
        "qr": _code(address) if base.is_shared and len(address) <= LONGEST_CODE else "",
    }


def _sections(slide: Slide) -> Iterable[Section]:
    """List the statements behind the view; before them its lines, where they sum up what no single statement says."""
    behind = {item for section in slide.statements for item in (*section.items, *section.folded)}
    more = tuple(line for line in slide.lines if line not in behind)
    if len(more) > 1 or (more and not slide.statements):
        yield Section(_("In short"), more)
    yield from sections_of(slide)


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "items": [_item(item) for item in section.items],
        "folded": [_item(item) for item in section.folded],
        "fold_label": section.fold_label,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "detail": item.detail,
        "note": item.note,
        "silent": item.silent,
        "citation": "; ".join(item.citation),
    }


def _items(slide: Slide) -> Iterable[Item]:
    yield from slide.lines
    for section in sections_of(slide):
        yield from (*section.items, *section.folded)


def _code(address: str) -> str:
    stream = BytesIO()
    segno.make(address, error="m", micro=False).save(stream, kind="svg", xmldecl=False, border=2)
    return stream.getvalue().decode()


def _clean(value: Any) -> Any:
    """Copy the data with a mark in place of every character that cannot be shown."""
    if isinstance(value, str):
        return _UNSEEN.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, (list, tuple)) else value
