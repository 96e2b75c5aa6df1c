"""Views as a document to edit in a report: real headings, lists, tables and references, the map a picture."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.shared import Mm, Pt

from geo.export.attribution import behind_lines, description, sections_of
from geo.export.docx.parts import (
    SMALL,
    add_page_number,
    add_picture,
    add_references,
    add_row,
    add_run,
    add_table,
    bookmark,
    colour_of,
    fonts,
    set_language,
)
from geo.export.image.png import png
from geo.export.image.svg import map_svg
from geo.export.image.typesetting import KHMER_FONTS, khmer_font
from geo.export.image.views.page import body_svg, describe_drawing
from geo.export.key_figures import Figure, figures_of
from geo.export.letters import clean, property_of
from geo.i18n import current, is_translated
from geo.i18n import gettext as _
from geo.map.legend import LegendEntry
from geo.record.atlas import Atlas
from geo.record.citations import about_passage, by_source
from geo.record.models import Source
from geo.selection.words import capital
from geo.story.slides import Slide, slides
from geo.story.story import Story
from geo.version import VERSION
from geo.views.credits import licence_line, product, source_parts
from geo.views.model import Item, Section
from geo.views.registry import read_view

WIDE = 482.0  # points between the margins
MAP, DRAWING, CRISP = (1360, 920), (1060, 1340), 1800  # pixels, as in the handout; of the picture's width
TEXT = 10
STYLES = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption")


def document(atlas: Atlas, story: Story, date: dt.date) -> bytes:
    """Make views a .docx file, in the language in use. date : the day that is printed and noted as its making."""
    deck = slides(atlas, story)
    output = Document()
    groups = by_source(atlas.record, (citation for slide in deck for citation in _citations(slide)))
    title = story.title or next((slide.title for slide in deck), "")
    _dress(output, atlas, title, date)
    add_run(output.add_paragraph(style="Title"), title)
    add_run(output.add_paragraph(), _release_line(atlas, date), size=SMALL, quiet=True)
    _write_figures(output, figures_of(atlas, deck))
    passages = frozenset(passage for group in groups.values() for passage in group)
    for slide in deck:
        # of one view the title is that of the document
        if len(deck) > 1:
            add_run(output.add_paragraph(style="Heading 1"), slide.title)
        _View(atlas, output, slide, passages, level=1 + (len(deck) > 1)).write()
    _write_sources(output, atlas, groups)
    stream = BytesIO()
    output.save(stream)
    return stream.getvalue()


def _release_line(atlas: Atlas, date: dt.date) -> str:
    return _("{release}, made on {date}.").format(release=product(atlas), date=date.isoformat())


def _citations(slide: Slide) -> Iterable[tuple[str, ...]]:
    yield from (item.citation for item in slide.lines)
    yield from (point.citation for point in slide.points if slide.from_record)
    for section in sections_of(slide):
        yield from (item.citation for item in (*section.items, *section.folded))


def _dress(document: Any, atlas: Atlas, title: str, date: dt.date) -> None:
    """Set paper, type, language, footer and properties."""
    properties, profile = document.core_properties, atlas.record.profile
    properties.title, properties.author = property_of(title), property_of(profile.title)
    properties.subject, properties.version = property_of(_(profile.subject)), VERSION
    properties.keywords = property_of(f"{profile.title}, {profile.country}, {product(atlas)}")
    properties.comments = _("Every statement has its certainty and its source.")
    properties.language = current() if is_translated(current()) else "en"
    properties.created = properties.modified = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    khmer = khmer_font() or KHMER_FONTS[0]
    for name in STYLES:
        style = document.styles[name]
        look = style.element.get_or_add_rPr()
        fonts(look, khmer)
        set_language(look, properties.language)
        style.font.color.rgb = colour_of("ink")
    document.styles["Caption"].font.bold = False
    document.styles["Normal"].font.size = Pt(TEXT)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    foot = page.footer.paragraphs[0]
    add_run(foot, f"{title} · {_release_line(atlas, date)} · ", size=SMALL, quiet=True)
    add_page_number(foot)


def _write_figures(document: Any, figures: Sequence[Figure]) -> None:
    if not figures:
        return
    widths = [WIDE / 3] * len(figures)
    cells = add_row(add_table(document, widths, [""] * len(figures)), widths)
    for figure, paragraph in zip(figures, cells, strict=True):
        add_run(paragraph, figure.number, size=20, bold=True)
        add_run(paragraph, f" {figure.words}")
    document.add_paragraph()


def _name(entry: LegendEntry) -> str:
    return f"{entry.letters} {entry.label}" if entry.letters else capital(entry.label)


class _View:
    """Writes one view: sentence, picture, legend, what stands behind it. level : of the headings of its sections."""

    def __init__(self, atlas: Atlas, document: Any, slide: Slide, passages: frozenset[str], *, level: int) -> None:
        self.atlas, self.document, self.slide, self.passages, self.level = atlas, document, slide, passages, level

    def write(self) -> None:
        """Write the view from its sentence to its source line."""
        slide = self.slide
        for line in slide.caption.splitlines():
            self._say(line, bold=True)
        if slide.view.with_sentence:
            self._say(slide.sentence)
        for notice in slide.notices:
            self._say(notice, italic=True)
        self._draw()
        if slide.from_record:
            self._write_points()
        for section in behind_lines(self.slide):
            self._write_section(section)
        self._say(f"{slide.source_line} {_('Shown: {filters}.').format(filters=slide.filters)}", small=True)

    def _say(self, text: str, *, small: bool = False, style: str = "Normal", **looks: bool) -> None:
        if text:
            paragraph = self.document.add_paragraph(style=style)
            add_run(paragraph, text, size=SMALL if small else 0, quiet=small, **looks)

    def _draw(self) -> None:
        slide, (width, height) = self.slide, MAP
        if slide.kind == "map" and not slide.pair:
            svg = map_svg(self.atlas, slide.selection, width=width, height=height, furniture=False)
            add_picture(self.document, png(svg, CRISP), WIDE, description(self.atlas, slide.selection), _("Map"))
            legend = "; ".join(f"{_name(entry)} ({entry.count})" for entry in slide.legend)
            self._say(_("Legend: {entries}.").format(entries=legend), small=True, style="Caption")
            return
        page = read_view(self.atlas, slide.view)
        svg = body_svg(self.atlas, page, width=DRAWING[0], highest=DRAWING[1])
        if svg:
            alt = describe_drawing(page, page.content)
            add_picture(self.document, png(svg, CRISP), WIDE, alt, _("Drawing"))

    def _write_points(self) -> None:
        """Write what stands on the slide: its figures and lines as a list, its heads as paragraphs."""
        for point in self.slide.points:
            style = "Normal" if point.level == "head" else "List Bullet"
            paragraph = self.document.add_paragraph(style=style)
            if point.lead:
                add_run(paragraph, f"{point.lead} " if point.rest else point.lead, bold=True)
            add_run(paragraph, point.rest, italic=point.silent)
            if point.mark:
                add_run(paragraph, f" ({point.mark})", size=SMALL, quiet=True)
            if point.citation:
                paragraph.add_run(" ")
                add_references(paragraph, point.citation, self.passages)

    def _write_section(self, section: Section) -> None:
        add_run(self.document.add_paragraph(style=f"Heading {self.level}"), section.heading)
        self._write_items(section.items)
        if section.folded:
            self._say(section.fold_label, small=True)
            self._write_items(section.folded)

    def _write_items(self, items: Sequence[Item]) -> None:
        rows = [item for item in items if item.citation]
        widths = (WIDE - 190, 110.0, 80.0)
        if rows:
            table = add_table(self.document, widths, (_("What"), _("Certainty"), _("Source")))
            for item in rows:
                what, sure, source = add_row(table, widths)
                add_run(what, item.title)
                if item.note:
                    what.add_run().add_break()
                    add_run(what, item.note, size=SMALL, quiet=True)
                add_run(sure, item.detail, size=SMALL, quiet=True)
                add_references(source, item.citation, self.passages)
            self.document.add_paragraph().paragraph_format.space_after = Pt(0)
        for item in items:
            if not item.citation:
                text = ": ".join(filter(None, (item.title, item.note)))
                self._say(f"{text} ({item.detail})" if item.detail else text, style="List Bullet", italic=item.silent)


def _write_sources(document: Any, atlas: Atlas, groups: Mapping[Source, Sequence[str]]) -> None:
    add_run(document.add_paragraph(style="Heading 1"), _("Sources"))
    number = 0
    for source in groups or dict.fromkeys(atlas.record.sources_of_facts, ()):
        add_run(document.add_paragraph(), f"{', '.join(source_parts(source))}.")
        for passage in groups.get(source, ()):
            number += 1
            paragraph = document.add_paragraph(style="List Bullet")
            bookmark(paragraph, passage, number)
            add_run(paragraph, f"[{passage}] ", bold=True)
            add_run(paragraph, about_passage(atlas.record, passage))
    add_run(document.add_paragraph(), clean(licence_line(atlas)), size=SMALL, quiet=True)
