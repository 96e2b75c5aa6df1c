"""The slide with which a deck begins: title, what it is, where it comes from, version and date; all of it text."""

import datetime as dt
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from geo.export.letters import clean
from geo.export.pptx.shapes import Lines, colour_of, fill_text, high, text_box
from geo.export.pptx.text import fit_text, paragraph_of
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import publisher_words
from geo.story.story import Story
from geo.views.credits import licence_line, product

LEFT, TOP, BOTTOM, EDGE = 56.0, 120.0, 500.0, 14.0  # points; the coloured edge on the left
SAFE = 0.88  # of the width: where the type of the deck is missing, another one may be wider
TITLE_SIZES, TITLE_ROOM = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 16.0, 12.0), 150.0
WORDS_SIZES, WORDS_ROOM = (20.0, 18.0, 16.0, 14.0, 12.0), 90.0
SOURCE_SIZES, SOURCE_ROOM = (13.0, 12.0, 11.0, 10.0, 9.0), 100.0


def draw_opening(atlas: Atlas, slide: Any, story: Story, date: dt.date, wide: float) -> None:
    """Write the title slide of a story. date : the day that is printed; wide : the slide's width in points."""
    room, profile = wide - 2 * LEFT, atlas.record.profile
    edge = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(0), Pt(0), Pt(EDGE), slide.part.package
                                  .presentation_part.presentation.slide_height)  # fmt: skip
    edge.name = _("Edge")
    edge.fill.solid()
    edge.fill.fore_color.rgb = colour_of("accent")
    edge.line.fill.background()
    title = fit_text(story.title or profile.title, TITLE_SIZES, room * SAFE, TITLE_ROOM, bold=True)
    shape, tall = slide.shapes.title, high(title, room * SAFE)
    shape.left, shape.top, shape.width, shape.height = map(Pt, (LEFT, TOP, room, tall))
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    fill_text(shape.text_frame, title)
    words = fit_text(_(profile.description), WORDS_SIZES, room, WORDS_ROOM)
    text_box(slide, (LEFT, TOP + tall + 18, room, high(words, room)), words, _("What it is"))
    foot = _foot(atlas, date, room)
    text_box(slide, (LEFT, BOTTOM - high(foot, room), room, high(foot, room)), foot, _("Source, version and date"))
    slide.notes_slide.notes_text_frame.text = clean(licence_line(atlas))


def _foot(atlas: Atlas, date: dt.date, room: float) -> Lines:
    sources = "; ".join(", ".join((_(row.title), publisher_words(row))) for row in atlas.record.sources_of_facts)
    source = fit_text(_("Source: {source}.").format(source=sources), SOURCE_SIZES, room, SOURCE_ROOM)
    line = _("{release}, made on {date}.").format(release=product(atlas), date=date.isoformat())
    return [*source, *paragraph_of(line, SOURCE_SIZES[0], colour="quiet")]
