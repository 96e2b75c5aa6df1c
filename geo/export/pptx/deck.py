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
from pptx.util import Pt

from geo.export.attribution import description
from geo.export.image.png import png
from geo.export.image.svg import map_svg
from geo.export.image.typesetting import KHMER_FONTS, khmer_font
from geo.export.pptx.face import draw_face
from geo.export.pptx.shapes import (  # fmt: skip
    Frame,
    Lines,
    Run,
    clean,
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
    fitting,
    list_rows,
    notes,
    notes_continued,
    notices,
    one,
    shortened,
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

WIDE, HIGH = 720.0, 540.0  # points: 10 x 7.5 inches
MARGIN, FOOT = 24.0, 508.0  # the footer stands below FOOT
SIDE, APART = 172.0, 14.0  # the column beside the map, and the space before it
CRISP = 2100  # pixels of the map's width
TITLE_SIZES, TITLE_ROOM = (28.0, 24.0, 20.0, 17.0, 14.0, 12.0), 60.0
CAPTION_SIZES = (20.0, 18.0, 16.0, 14.0, 12.0)
SENTENCE_SIZES, SENTENCE_ROOM = (16.0, 14.0, 12.0, 10.0), 60.0
FONT = "Arial"  # on every machine, or in one of the same widths
ACCENTS = ("water", "border", "dot", "accent", "caution", "quiet")  # of geo.map.palette; after the fills of roles
LONGEST_PROPERTY = 255  # letters
TITLE_ONLY = 5  # of the layouts that python-pptx brings


def deck(atlas: Atlas, story: Story, made: dt.date) -> bytes:
    """Make the story a .pptx file, in the language in use. made : the day that is printed and noted as its making."""
    presentation = Presentation()
    _dress(presentation, symbols(atlas))
    properties = presentation.core_properties
    profile = atlas.record.profile
    properties.title, properties.author = _property(story.title), _property(profile.title)
    properties.version = VERSION
    properties.subject = _property(_(profile.subject))
    properties.comments = _("Every statement has its certainty and its source; see the notes of each slide.")
    properties.language = current() if is_translated(current()) else "en"
    properties.created = properties.modified = dt.datetime(made.year, made.month, made.day, tzinfo=dt.UTC)
    pages: list[_Page] = []
    for told in slides(atlas, story):
        rest, goes_on = told.lines, False
        while rest or not goes_on:
            slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
            pages.append(_Page(atlas, slide, told, made, rest, goes_on=goes_on))
            rest, goes_on = pages[-1].fill(), True
    for number, page in enumerate(pages, start=1):
        page.number(number, len(pages))
    stream = BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _property(text: str) -> str:
    """Text as a file's properties may hold it."""
    whole = clean(text)
    return whole if len(whole) <= LONGEST_PROPERTY else f"{whole[: LONGEST_PROPERTY - 1]}…"


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

    def __init__(self, atlas: Atlas, slide: Any, told: Slide, made: dt.date, items: tuple[Item, ...],
                 *, goes_on: bool) -> None:  # fmt: skip
        self.atlas, self.slide, self.told, self.made, self.items = atlas, slide, told, made, items
        self.goes_on = goes_on  # not to be told from the lines: beside a map there may be room for none
        self.top = 20.0

    def fill(self) -> tuple[Item, ...]:
        """Title, sentence, then the map with its legend or the list; footer and notes. Returns what did not fit."""
        self._head()
        if self.told.told:
            room = (MARGIN, self.top, WIDE - 2 * MARGIN, FOOT - 8 - self.top)
            draw_face(self.atlas, self.slide, self.told, room)
            shown = len(self.items)
        else:
            shown = self._map() if self.told.kind == "map" and not self.goes_on else self._list()
        self._foot()
        said = notes_continued(self.told, self.items[:shown]) if self.goes_on else notes(self.told)
        self.slide.notes_slide.notes_text_frame.text = clean(said)
        return self.items[shown:]

    def _head(self) -> None:
        room, told = WIDE - 2 * MARGIN, self.told
        text = _("{title} (continued)").format(title=told.title) if self.goes_on else told.title
        # where the type of the deck is missing, another one may be wider
        title = fitting(text, TITLE_SIZES, room * 0.93, TITLE_ROOM, bold=True)
        shape = self.slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = map(Pt, (MARGIN, self.top, room, high(title, room)))
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        fill_text(shape.text_frame, title)
        self.top += high(title, room) + 4
        if told.caption and not self.goes_on:
            caption = fitting(told.caption, CAPTION_SIZES, room, SENTENCE_ROOM)
            text_box(self.slide, (MARGIN, self.top, room, high(caption, room)), caption, _("Caption"))
            self.top += high(caption, room) + 4
        if told.sentence_shown and not self.goes_on:
            sentence = fitting(told.sentence_shown, SENTENCE_SIZES, room, SENTENCE_ROOM)
            text_box(self.slide, (MARGIN, self.top, room, high(sentence, room)), sentence, _("What is shown"))
            self.top += high(sentence, room)
        self.top += 9

    def _map(self) -> int:
        told, top = self.told, self.top
        frame: Frame = (MARGIN, top, WIDE - 2 * MARGIN - SIDE - APART, FOOT - 8 - top)
        # drawn for twice the points, so that names are as large as on the screen, and crisp beyond any projector
        drawn = map_svg(self.atlas, told.selection, width=round(frame[2] * 2), height=round(frame[3] * 2),
                        furniture=False)  # fmt: skip
        alt = description(self.atlas, told.selection)
        picture(self.slide, png(drawn, CRISP), frame, alt, _("Map"))
        left = WIDE - MARGIN - SIDE
        y = self._legend(left, top) + 6
        y += self._notices((left, y, SIDE))
        lines, shown = beside(self.items, SIDE, FOOT - 8 - y)
        if lines:
            text_box(self.slide, (left, y, SIDE, high(lines, SIDE)), lines, _("Statements"))
        return shown

    def _legend(self, left: float, y: float) -> float:
        for entry in self.told.legend:
            marks = [Run(f"{entry.letters} ", 12.5, bold=True)] if entry.letters else []
            label = capital(entry.label) if not marks else entry.label
            words: Lines = [[*marks, Run(label, 12.5)]]
            room = SIDE - 22 - 26
            height = max(high(words, room), 16.0)
            swatch(self.slide, symbols(self.atlas), entry.key, (left, y + 1, 14, 14), capital(entry.label))
            text_box(self.slide, (left + 22, y, room, height), words, _("Legend"))
            count: Lines = [[Run(str(entry.count), 12.5, colour="quiet")]]
            text_box(self.slide, (WIDE - MARGIN - 24, y, 24, 16), count, _("Number of areas"), right=True)
            y += height + 5
        return y

    def _list(self) -> int:
        room = WIDE - 2 * MARGIN
        if not self.goes_on:
            self.top += self._notices((MARGIN, self.top, room))
        if not self.items:
            return 0
        columns, height = columns_for(self.told.lines, room), FOOT - 6 - self.top
        rows, shown = list_rows(self.items, columns, height)
        if not shown:
            # longer than a slide: there is no next one on which it would fit
            rows, shown = list_rows([shortened(self.items[0], columns, height)], columns, height)
        widths = [width for _name, width in columns]
        tall = sum(row_height(row, widths) for row in rows)
        table(self.slide, (MARGIN, self.top, room, tall), widths, rows, _("Statements"))
        return max(shown, 1)

    def _notices(self, at: tuple[float, float, float]) -> float:
        """Write what the view asks for in vain; return how much room that took."""
        left, top, room = at
        lines = notices(self.told)
        if not lines:
            return 0
        text_box(self.slide, (left, top, room, high(lines, room)), lines, _("Note"))
        return high(lines, room) + 8

    def _foot(self) -> None:
        made = _("Made on {date}.").format(date=self.made.isoformat())
        source = one(f"{self.told.source_line} {made}", 10.5, colour="quiet")
        text_box(self.slide, (MARGIN, FOOT + 4, WIDE - 2 * MARGIN - 70, 14), source, _("Source"))

    def number(self, number: int, of: int) -> None:
        """Write the slide's number, once it is known how many there are."""
        text: Lines = [[Run(f"{number} / {of}", 10.5, colour="quiet")]]
        box = text_box(self.slide, (WIDE - MARGIN - 60, FOOT + 4, 60, 14), text, _("Slide number"), right=True)
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
