"""A story as slides for PowerPoint and LibreOffice: one slide a view, text and tables native, the map a picture."""

import datetime as dt
from copy import deepcopy
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Length, Pt

from geo.export.attribution import description
from geo.export.image.png import png
from geo.export.image.svg import map_svg
from geo.export.image.typesetting import KHMER_FONTS, khmer_font
from geo.export.letters import clean, property_of
from geo.export.pptx.face import draw_face
from geo.export.pptx.opening import draw_opening
from geo.export.pptx.shapes import (  # fmt: skip
    Frame,
    Lines,
    Run,
    colour_of,
    fill_text,
    high,
    picture,
    row_height,
    swatch,
    table,
    text_box,
)
from geo.export.pptx.text import (
    beside,
    columns_for,
    fit_text,
    list_rows,
    more_notes,
    notes,
    notices,
    paragraph_of,
    shorten_item,
)
from geo.i18n import current, is_translated
from geo.i18n import gettext as _
from geo.map.symbology import Symbols, symbols
from geo.record.atlas import Atlas
from geo.selection.words import capital
from geo.story.slides import Slide, slides
from geo.story.story import Story
from geo.version import VERSION
from geo.views.model import Item

HIGH = 540.0  # points: 7.5 inches
SHAPES = {"16:9": 960.0, "4:3": 720.0}
"""Shape of the slides -> how wide they are, in points."""
MARGIN, FOOT = 24.0, 508.0  # the footer stands below FOOT
MAP, SIDE, APART = 0.6, 172.0, 14.0  # of the width, a map's at most; the column beside it at least; the space between
CRISP = 2100  # pixels of the map's width
TITLE_SIZES, TITLE_ROOM = (28.0, 24.0, 20.0, 17.0, 14.0, 12.0), 60.0
SAFE = 0.88  # of the width of a title: where the type of the deck is missing, another one may be wider
CAPTION_SIZES = (20.0, 18.0, 16.0, 14.0, 12.0)
SENTENCE_SIZES, SENTENCE_ROOM = (16.0, 14.0, 12.0, 10.0), 60.0
FONT = "Arial"  # on every machine, or in one of the same widths
ACCENTS = ("water", "border", "dot", "accent", "caution", "quiet")  # of geo.map.palette; after the fills of roles
TITLE_ONLY, LAYOUT_WIDTH = 5, 720.0  # of the layouts that python-pptx brings; points that they are wide


def deck(atlas: Atlas, story: Story, date: dt.date, shape: str = "16:9") -> bytes:
    """Make the story a .pptx file, in the language in use; one of several views begins with a title slide.

    date : the day that is printed and noted as its making. shape : a key of SHAPES.
    """
    presentation = Presentation()
    _dress(presentation, symbols(atlas))
    _widen(presentation, wide := SHAPES[shape])
    properties = presentation.core_properties
    profile = atlas.record.profile
    properties.title, properties.author = property_of(story.title), property_of(profile.title)
    properties.version = VERSION
    properties.subject = property_of(_(profile.subject))
    properties.comments = _("Every statement has its certainty and its source; see the notes of each slide.")
    properties.language = current() if is_translated(current()) else "en"
    properties.created = properties.modified = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    views, pages = slides(atlas, story), list[_Page]()
    if len(views) > 1:
        draw_opening(atlas, presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY]), story, date, wide)
    for content in views:
        rest, goes_on = content.lines, False
        while rest or not goes_on:
            slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
            pages.append(_Page(atlas, slide, content, date, rest, goes_on=goes_on))
            rest, goes_on = pages[-1].fill(), True
    for number, page in enumerate(pages, start=len(presentation.slides) - len(pages) + 1):
        page.number(number, len(presentation.slides))
    stream = BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _widen(presentation: Any, wide: float) -> None:
    """Give the slides their width, and what the layouts bring with them the same share of it."""
    presentation.slide_width, presentation.slide_height = Pt(wide), Pt(HIGH)
    layouts = [presentation.slide_master, *presentation.slide_layouts]
    for place in (place for layout in layouts for place in layout.placeholders):
        # one that has no place of its own takes that of the master
        if place.element.xpath("./p:spPr/a:xfrm"):
            place.left, place.width = (round(side * wide / LAYOUT_WIDTH) for side in (place.left, place.width))


def _dress(presentation: Any, looks: Symbols) -> None:
    """Give the themes the atlas's colours and type, so that what people add looks alike and Khmer is shaped right."""
    colours = [*(looks.by_key[key].ground for key in looks.keys.values()), *ACCENTS][: len(ACCENTS)]
    for master in (presentation.slide_master, presentation.notes_master):
        part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        # python-pptx reads themes, but offers no way to change one; that of the notes it has made itself, as a tree
        theme = part._element if isinstance(part, XmlPart) else parse_xml(part.blob)  # noqa: SLF001
        for number, name in enumerate(colours, start=1):
            theme.find(f".//{qn(f'a:accent{number}')}/{qn('a:srgbClr')}").set("val", str(colour_of(name)))
        for tag, typeface in (("a:latin", FONT), ("a:cs", khmer_font() or KHMER_FONTS[0])):
            # LibreOffice shapes Khmer only in a font that is named and there; PowerPoint finds its own where it is not
            for font in theme.iterfind(f".//{qn(tag)}"):
                font.set("typeface", typeface)
        for font in theme.iterfind(f".//{qn('a:font')}[@script='Khmr']"):
            font.set("typeface", "Leelawadee UI")
        if not isinstance(part, XmlPart):
            part._blob = serialize_part_xml(theme)  # noqa: SLF001


class _Page:
    """Fills one slide from the top to the bottom: the first of a view, or one on which its list goes on."""

    def __init__(self, atlas: Atlas, slide: Any, content: Slide, date: dt.date, items: tuple[Item, ...],
                 *, goes_on: bool) -> None:  # fmt: skip
        self.atlas, self.slide, self.content, self.date, self.items = atlas, slide, content, date, items
        self.wide = Length(slide.part.package.presentation_part.presentation.slide_width).pt
        self.side = max(SIDE, self.wide * (1 - MAP) - 2 * MARGIN - APART)
        self.goes_on = goes_on  # not to be told from the lines: beside a map there may be room for none
        self.top = 20.0

    def fill(self) -> tuple[Item, ...]:
        """Title, sentence, then the map with its legend or the list; footer and notes. Returns what did not fit."""
        self._head()
        if self.content.from_record:
            room = (MARGIN, self.top, self.wide - 2 * MARGIN, FOOT - 8 - self.top)
            draw_face(self.atlas, self.slide, self.content, room)
            count = len(self.items)
        else:
            count = self._map() if self.content.kind == "map" and not self.goes_on else self._list()
        self._foot()
        words = more_notes(self.content, self.items[:count]) if self.goes_on else notes(self.content)
        self.slide.notes_slide.notes_text_frame.text = clean(words)
        return self.items[count:]

    def _head(self) -> None:
        room, content = self.wide - 2 * MARGIN, self.content
        text = _("{title} (continued)").format(title=content.title) if self.goes_on else content.title
        title = fit_text(text, TITLE_SIZES, room * SAFE, TITLE_ROOM, bold=True)
        shape, tall = self.slide.shapes.title, high(title, room * SAFE)
        shape.left, shape.top, shape.width, shape.height = map(Pt, (MARGIN, self.top, room, tall))
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        fill_text(shape.text_frame, title)
        self.top += tall + 4
        if content.caption and not self.goes_on:
            caption = fit_text(content.caption, CAPTION_SIZES, room, SENTENCE_ROOM)
            text_box(self.slide, (MARGIN, self.top, room, high(caption, room)), caption, _("Caption"))
            self.top += high(caption, room) + 4
        if content.visible_sentence and not self.goes_on:
            sentence = fit_text(content.visible_sentence, SENTENCE_SIZES, room, SENTENCE_ROOM)
            text_box(self.slide, (MARGIN, self.top, room, high(sentence, room)), sentence, _("What is shown"))
            self.top += high(sentence, room)
        self.top += 9

    def _map(self) -> int:
        content, top = self.content, self.top
        frame: Frame = (MARGIN, top, self.wide - 2 * MARGIN - self.side - APART, FOOT - 8 - top)
        # drawn for twice the points, so that names are as large as on the screen, and crisp beyond any projector
        svg = map_svg(self.atlas, content.selection, width=round(frame[2] * 2), height=round(frame[3] * 2),
                        furniture=False)  # fmt: skip
        alt = description(self.atlas, content.selection)
        picture(self.slide, png(svg, CRISP), frame, alt, _("Map"))
        left = self.wide - MARGIN - self.side
        y = self._legend(left, top) + 6
        y += self._notices((left, y, self.side))
        lines, count = beside(self.items, self.side, FOOT - 8 - y)
        if lines:
            text_box(self.slide, (left, y, self.side, high(lines, self.side)), lines, _("Statements"))
        return count

    def _legend(self, left: float, y: float) -> float:
        for entry in self.content.legend:
            marks = [Run(f"{entry.letters} ", 12.5, bold=True)] if entry.letters else []
            label = capital(entry.label) if not marks else entry.label
            words: Lines = [[*marks, Run(label, 12.5)]]
            room = self.side - 22 - 26
            height = max(high(words, room), 16.0)
            swatch(self.slide, symbols(self.atlas), entry.key, (left, y + 1, 14, 14), capital(entry.label))
            text_box(self.slide, (left + 22, y, room, height), words, _("Legend"))
            count: Lines = [[Run(str(entry.count), 12.5, colour="quiet")]]
            text_box(self.slide, (self.wide - MARGIN - 24, y, 24, 16), count, _("Number of areas"), right=True)
            y += height + 5
        return y

    def _list(self) -> int:
        room = self.wide - 2 * MARGIN
        if not self.goes_on:
            self.top += self._notices((MARGIN, self.top, room))
        if not self.items:
            return 0
        columns, height = columns_for(self.content.lines, room), FOOT - 6 - self.top
        rows, count = list_rows(self.items, columns, height)
        if not count:
            # longer than a slide: there is no next one on which it would fit
            rows, count = list_rows([shorten_item(self.items[0], columns, height)], columns, height)
        widths = [width for _name, width in columns]
        tall = sum(row_height(row, widths) for row in rows)
        table(self.slide, (MARGIN, self.top, room, tall), widths, rows, _("Statements"))
        return max(count, 1)

    def _notices(self, at: tuple[float, float, float]) -> float:
        """Write what the view asks for in vain; return how much room that took."""
        left, top, room = at
        lines = notices(self.content)
        if not lines:
            return 0
        text_box(self.slide, (left, top, room, high(lines, room)), lines, _("Note"))
        return high(lines, room) + 8

    def _foot(self) -> None:
        release = _("Made on {date}.").format(date=self.date.isoformat())
        source = paragraph_of(f"{self.content.source_line} {release}", 10.5, colour="quiet")
        text_box(self.slide, (MARGIN, FOOT + 4, self.wide - 2 * MARGIN - 70, 14), source, _("Source"))

    def number(self, number: int, of: int) -> None:
        """Write the slide's number, once it is known how many there are."""
        text: Lines = [[Run(f"{number} / {of}", 10.5, colour="quiet")]]
        box = text_box(self.slide, (self.wide - MARGIN - 60, FOOT + 4, 60, 14), text, _("Slide number"), right=True)
        _make_field(box)


def _make_field(box: Any) -> None:
    """Turn `4 / 10` into a number that follows the slide, and the rest."""
    run = box.element.xpath(".//a:r")[0]
    number, slash, of = run.find(qn("a:t")).text.partition(" ")
    rest = deepcopy(run)
    rest.find(qn("a:t")).text = f"{slash}{of}"
    run.find(qn("a:t")).text = number
    run.tag = qn("a:fld")
    run.set("id", "{5C7A2A3D-7D4B-4A51-9A0B-0D6B5B1F4C11}")
    run.set("type", "slidenum")
    run.addnext(rest)
