"""Slides: what is in the file, and what LibreOffice makes of it."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from geo import i18n
from geo.export.image.fills import layers
from geo.export.pptx.deck import deck
from geo.export.pptx.shapes import swatch
from geo.map.summary import describe
from geo.map.symbology import symbols
from geo.record.atlas import Atlas, from_record
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.slides import slides
from geo.story.story import Story
from geo.views.credits import product
from tests.conftest import HOSTILE
from tests.support.opening import ALIKE, as_pdf, browser_picture, first_line, khmer_page, likeness, pages, text_of
from tests.support.patience import ending

MADE = dt.date(2026, 11, 23)


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def made(atlas: Atlas) -> bytes:
    """Return the deck of the story that the record tells."""
    return deck(atlas, builtin(atlas), MADE)


@pytest.fixture(scope="module")
def opened(made: bytes) -> Any:
    return Presentation(io.BytesIO(made))


def shapes_of(slide: Any, kind: MSO_SHAPE_TYPE) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type == kind]


def words_of(slide: Any) -> str:
    """All that is written on a slide: boxes, title and tables."""
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            said += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return " ".join(" ".join(said).split())


def views_of(presentation: Any) -> list[Any]:
    """List the first slide of each view: the title slide and those on which a list goes on are left out."""
    return [
        slide
        for slide in presentation.slides
        if "(continued)" not in slide.shapes.title.text_frame.text
        and not any(shape.name == "What it is" for shape in slide.shapes)
    ]


def one(atlas: Atlas, *views: View) -> Any:
    return Presentation(io.BytesIO(deck(atlas, Story("Test", views), MADE)))


def test_a_deck_has_one_slide_for_each_view_in_its_order(atlas: Atlas, opened: Any) -> None:
    told = slides(atlas, builtin(atlas))
    assert [slide.shapes.title.text_frame.text for slide in views_of(opened)] == [view.title for view in told]
    for slide, view in zip(views_of(opened), told, strict=True):
        for point in view.points:
            assert point.lead in words_of(slide)
            assert point.rest in words_of(slide)
            assert point.mark in words_of(slide)
        assert view.source_line in words_of(slide)
        assert "Made on 2026-11-23." in words_of(slide)


def test_a_deck_begins_with_what_it_is_its_source_version_and_date_all_of_it_text(atlas: Atlas, opened: Any) -> None:
    first, profile = opened.slides[0], atlas.record.profile
    assert first.shapes.title.text_frame.text == profile.subject
    said = words_of(first)
    for words in (profile.description, f"{product(atlas)}, made on 2026-11-23.", atlas.record.sources[0].title):
        assert words in said
    assert not shapes_of(first, MSO_SHAPE_TYPE.PICTURE)
    assert len(one(atlas, View("phase=II")).slides) == 1  # of a single view there is that view alone


def test_the_longest_title_stays_on_its_slide(atlas: Atlas) -> None:
    for title in ("A long title " * 15, "x" * 200):
        deck_of = Presentation(io.BytesIO(deck(atlas, Story(title, (View("phase=I"), View("phase=II"))), MADE)))
        tops = {shape.name: (shape.top, shape.top + shape.height) for shape in deck_of.slides[0].shapes}
        assert tops["What it is"][1] <= tops["Source, version and date"][0]


@pytest.mark.parametrize(("shape", "sides"), [("16:9", (16, 9)), ("4:3", (4, 3))])
def test_slides_have_the_shape_that_is_asked_for_and_nothing_stands_beyond_their_edges(
    atlas: Atlas, opened: Any, shape: str, sides: tuple[int, int]
) -> None:
    if shape != "16:9":
        opened = Presentation(io.BytesIO(deck(atlas, builtin(atlas), MADE, shape)))
    wide, high = opened.slide_width, opened.slide_height
    assert wide * sides[1] == high * sides[0]
    layouts = [opened.slide_master, *opened.slide_layouts]
    assert all(0 <= place.left <= place.left + place.width <= wide for one in layouts for place in one.placeholders)
    for slide in opened.slides:
        for drawn in slide.shapes:
            assert drawn.left >= 0
            assert drawn.top >= 0
            assert drawn.left + drawn.width <= wide, drawn.name
            assert drawn.top + drawn.height <= high, drawn.name


def test_a_map_is_a_crisp_picture_whose_alt_text_says_what_is_on_it(atlas: Atlas, opened: Any) -> None:
    told = slides(atlas, builtin(atlas))
    for slide, view in zip(views_of(opened), told, strict=True):
        found = shapes_of(slide, MSO_SHAPE_TYPE.PICTURE)
        assert len(found) == (len(view.pair) or (1 if view.kind == "map" else 0))
        for picture, phase in zip(found, view.pair or [view.selection.phase], strict=False):
            drawn = Image.open(io.BytesIO(picture.image.blob))
            assert drawn.width >= 2000
            assert drawn.width / drawn.height == pytest.approx(picture.width / picture.height, rel=0.01)
            alt = picture.element.xpath(".//p:cNvPr")[0].get("descr")
            assert str(describe(atlas, view.selection.changed(phase=phase))) in alt
    alt = shapes_of(opened.slides[2], MSO_SHAPE_TYPE.PICTURE)[0].element.xpath(".//p:cNvPr")[0].get("descr")
    assert all(name in alt for name in ("Prey Veng", "Phnom Penh", "Sihanoukville", "Battambang", "Banteay Meanchey"))


def test_the_legend_is_text_and_shapes_that_can_be_edited(atlas: Atlas, opened: Any) -> None:
    for slide, view in zip(views_of(opened), slides(atlas, builtin(atlas)), strict=True):
        assert len(shapes_of(slide, MSO_SHAPE_TYPE.GROUP)) == len(view.legend)
        for entry in view.legend:
            assert entry.label.lower() in words_of(slide).lower()


def test_the_lines_of_a_slide_are_a_native_list(opened: Any) -> None:
    box = next(shape for shape in opened.slides[5].shapes if shape.name == "Lines of the slide")
    bullets = [bool(paragraph._p.xpath("./a:pPr/a:buChar")) for paragraph in box.text_frame.paragraphs]
    assert bullets == [True, True, False, True, True]  # the third is a head
    assert min(run.font.size.pt for paragraph in box.text_frame.paragraphs for run in paragraph.runs) >= 12


def test_a_list_is_a_table_with_how_sure_and_where_from(atlas: Atlas) -> None:
    studies = View("phase=all", page="studies")
    table = next(shape.table for shape in one(atlas, studies).slides[0].shapes if shape.has_table)
    assert table.first_row
    rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["What", "Certainty", "Source"]
    for row, item in zip(rows[1:], slides(atlas, Story("", (studies,)))[0].lines, strict=True):
        assert row[0].startswith(item.title)
        assert row[1:] == [item.detail, "; ".join(item.citation)]


def test_the_notes_can_be_read_while_speaking(atlas: Atlas, opened: Any) -> None:
    for slide, view in zip(views_of(opened), slides(atlas, builtin(atlas)), strict=True):
        lines = slide.notes_slide.notes_text_frame.text.split("\n")
        statements = [item for section in view.statements for item in (*section.items, *section.folded)]
        told = [line for line in lines if line.startswith("- ")]
        assert lines[0] == (view.note or view.sentence)
        assert view.sentence in lines
        assert len(told) == min(len(statements), 12)
        for line, item in zip(told, statements, strict=False):
            assert line.startswith(f"- {item.title[:140].rstrip()}")
            assert not item.citation or line.endswith(f"[{'; '.join(item.citation)}]")
        assert (f"{len(statements) - 12} more in the handout." in lines) == (len(statements) > 12)
        assert len(lines) <= 16


def test_a_note_stands_in_the_speaker_s_notes_and_nowhere_else(atlas: Atlas) -> None:
    note = "private: " + "what I mean to say of it, in as many words as I like; " * 36
    for view in (View("phase=II", note=note), View("phase=II", note=note, page="studies")):
        slide = one(atlas, view).slides[0]
        assert "private" not in words_of(slide)
        assert slide.notes_slide.notes_text_frame.text.startswith(note)


def test_a_file_says_what_it_is(opened: Any) -> None:
    properties = opened.core_properties
    assert "Cambodia" in properties.title
    assert properties.subject
    assert properties.language == "en"
    assert properties.created.date() == MADE


def test_a_view_that_leaves_nothing_makes_a_slide_that_says_so(atlas: Atlas) -> None:
    slide = one(atlas, View("phase=II&partner=ccpcr")).slides[0]
    assert "Phase II: nothing in the source fits partner “CCPCR”." in words_of(slide)
    assert "Try instead: without “Partner”" in words_of(slide)


@pytest.mark.parametrize("view", [View("phase=all", page="record"), View("phase=all&area=KH-14")])
def test_what_does_not_fit_goes_on_to_a_next_slide_and_nothing_is_lost(atlas: Atlas, view: View) -> None:
    # beside a map of this shape there is the least room
    presentation = Presentation(io.BytesIO(deck(atlas, Story("Test", (view,)), MADE, "4:3")))
    (told,) = slides(atlas, Story("", (view,)))
    first, *others = presentation.slides
    assert others
    for slide in others:
        assert slide.shapes.title.text_frame.text == f"{told.title} (continued)"
    text = " ".join(words_of(slide) for slide in presentation.slides)
    for item in told.lines:
        assert " ".join(item.title.split()) in text
    count = len(presentation.slides)
    for number, slide in enumerate(presentation.slides, start=1):
        assert f"{number} / {count}" in words_of(slide)
    if told.kind == "map":
        assert re.search(r"\d+ more on the next slides", words_of(first))


@pytest.mark.parametrize("page", ["", "studies"])
@pytest.mark.parametrize(
    "text", ["word " * 60, "x" * 300, "x" * 33_000, "word " * 8_000], ids=["title", "one-word", "33000", "40000"]
)
def test_a_text_of_any_length_stays_on_its_slide_and_says_where_it_is_whole(
    atlas: Atlas, tmp_path: Path, text: str, page: str
) -> None:
    first, *rest = atlas.record.studies
    record = replace(atlas.record, studies=(replace(first, label=text, note=text), *rest))
    view = View("phase=all&area=KH-12" if not page else "phase=all", title=text, page=page)
    with ending():
        content = deck(from_record(record, atlas.layers), Story(text, (view,)), MADE)
    presentation = Presentation(io.BytesIO(content))
    assert len(presentation.slides) < 12
    said = " ".join(words_of(slide) for slide in presentation.slides)
    assert ("shortened: whole in the handout" in said) == (len(text) > 1000)
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= presentation.slide_height, shape.name
    path = tmp_path / "long.pptx"
    path.write_bytes(content)
    assert len(pages(as_pdf(path))) == len(presentation.slides)


def test_a_story_without_views_is_a_deck_without_slides(atlas: Atlas) -> None:
    assert len(one(atlas).slides) == 0


def test_text_that_looks_like_markup_or_cannot_be_stored_stays_text(atlas: Atlas) -> None:
    nasty = f"{HOSTILE}\x00\x01\x1b\ufffe\n\u202e{{{{x}}}}"
    record = replace(
        atlas.record,
        areas=tuple(replace(row, name=nasty) for row in atlas.record.areas),
        studies=tuple(replace(row, label=nasty, note=nasty) for row in atlas.record.studies),
    )
    story = Story(nasty, (View("phase=II", nasty, nasty), View("phase=II", page="studies"), View("area=KH-14")))
    content = deck(from_record(record, atlas.layers), story, MADE)
    presentation = Presentation(io.BytesIO(content))
    for slide in presentation.slides:
        assert HOSTILE in words_of(slide)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            assert b"<img src=x" not in package.read(name)
            # in the bytes of a picture it may stand by chance
            assert name.endswith(".png") or "\u202e".encode() not in package.read(name)


def test_khmer_names_are_marked_as_khmer_in_a_font_that_shapes_them(atlas: Atlas) -> None:
    i18n.use("km")
    content = deck(atlas, Story("ខ្មែរ", (View("phase=II&area=KH-14"),)), MADE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        slide = package.read("ppt/slides/slide1.xml").decode()
        assert 'lang="km-KH"' in slide
        assert "ព្រៃវែង" in slide
        themes = [package.read(name).decode() for name in package.namelist() if "/theme/" in name]
        assert all('<a:cs typeface=""' not in theme for theme in themes)


def test_libreoffice_opens_a_deck_and_shows_every_slide(atlas: Atlas, made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(made)
    pdf = as_pdf(path)
    deck, told = Presentation(io.BytesIO(made)), slides(atlas, builtin(atlas))
    shown, first = pages(pdf), [number for number, slide in enumerate(deck.slides, start=1) if slide in views_of(deck)]
    assert len(shown) == len(deck.slides)
    for view, number in zip(told, first, strict=True):
        text, page = text_of(pdf, number), shown[number - 1]
        assert view.title in text
        assert f"{number} / {len(shown)}" in text
        assert view.source_line[:40] in text
        if view.kind == "map":
            # the place of the map: many colours, and no longer white
            left, top, right, bottom = (round(part * page.width) for part in (0.04, 0.2, 0.6, 0.7))
            drawn = page.crop((left, top, right, bottom))
            colours = drawn.getcolors(maxcolors=100_000)
            assert len(colours) > 200
            assert max(count for count, _colour in colours) < 0.8 * drawn.width * drawn.height


@pytest.mark.parametrize("word", ["ព្រៃវែង", "ស្ទឹងត្រែង"])
def test_libreoffice_shapes_khmer_as_the_browser_does(atlas: Atlas, tmp_path: Path, word: str) -> None:
    path = tmp_path / "khmer.pptx"
    path.write_bytes(deck(atlas, Story("", (View("phase=II", word, page="studies"),)), MADE))
    title = first_line(pages(as_pdf(path), 300)[0])
    assert likeness(title, browser_picture(khmer_page(word, 700), tmp_path, (600, 400))) > ALIKE


@pytest.mark.parametrize("key", ["S", "ST", "R?", "N", "-", "S>R", ""])
def test_a_swatch_is_made_of_the_shapes_that_the_map_is_painted_with(atlas: Atlas, key: str) -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    swatch(slide, symbols(atlas), key, (10, 20, 14, 14), "Legend")
    (group,) = slide.shapes
    *painted, edge = group.shapes
    rounding = Pt(0.1)
    assert [f"#{shape.fill.fore_color.rgb}".lower() for shape in painted] == [
        colour for colour, _part in layers(symbols(atlas), shapely.box(0, 0, 1200, 1200), key)
    ]
    for shape in (*painted, edge):
        assert shape.left >= Pt(10) - rounding
        assert shape.top >= Pt(20) - rounding
        assert shape.left + shape.width <= Pt(24) + rounding
        assert shape.top + shape.height <= Pt(34) + rounding
