"""The document to edit: what is in the file, and what LibreOffice makes of it."""

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from geo import i18n
from geo.export import make
from geo.export.docx.document import document
from geo.export.docx.parts import anchor_of
from geo.map.summary import describe
from geo.record.atlas import Atlas, from_record
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.slides import slide, slides
from geo.story.story import Story
from geo.version import VERSION
from geo.views.credits import licence_line, product
from geo.views.registry import VIEWS
from tests.conftest import HOSTILE
from tests.support.opening import as_pdf, pages, text_of

MADE = dt.date(2026, 11, 23)

pytestmark = pytest.mark.usefixtures("english")


def opened(atlas: Atlas, *views: View, title: str = "Test") -> Any:
    return Document(io.BytesIO(document(atlas, Story(title, views), MADE)))


def words_of(text: Any) -> str:
    """All that is written in a document, in its order."""
    return " ".join("".join(part.itertext()) for part in text.element.body.iter(qn("w:p")))


def headings_of(text: Any) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in text.paragraphs if one.style.name.startswith(("Title", "Heading"))]


@pytest.mark.parametrize("page", VIEWS)
def test_a_document_has_the_words_of_the_view_and_every_statement_under_real_headings(atlas: Atlas, page: str) -> None:
    view = View("phase=II", page=page)
    told, text = slide(atlas, view), Document(io.BytesIO(make("docx", atlas, view, MADE)))
    said = words_of(text)
    assert headings_of(text)[0] == ("Title", told.title)
    assert [name for style, name in headings_of(text) if style == "Heading 1"][-1] == "Sources"
    for section in told.statements:
        assert ("Heading 1", section.heading) in headings_of(text)
    for words in (told.sentence, told.source_line, licence_line(atlas), f"{product(atlas)}, made on 2026-11-23."):
        assert words in said
    for section in told.statements:
        assert all(" ".join(item.title.split()) in said for item in section.items)


def test_statements_are_tables_with_a_heading_that_is_repeated(atlas: Atlas) -> None:
    table = next(table for table in opened(atlas, View("phase=II")).tables if table.rows[0].cells[0].text == "What")
    assert [cell.text for cell in table.rows[0].cells] == ["What", "Certainty", "Source"]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert table.rows[1].cells[2].text.startswith("[S4.1")


def test_every_citation_leads_to_its_line_among_the_sources(atlas: Atlas) -> None:
    text = opened(atlas, View("phase=II"))
    targets = {mark.get(qn("w:name")) for mark in text.element.body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in text.element.body.iter(qn("w:hyperlink"))}
    assert links
    assert links <= targets
    line = next(one for one in text.paragraphs if one.text.startswith("[S4.4]"))
    assert line._p.xpath("./w:bookmarkStart")[0].get(qn("w:name")) == anchor_of("S4.4")
    assert atlas.record.paragraphs_by_id["S4.4"].about in line.text


def test_the_map_is_a_picture_whose_alt_text_says_what_is_on_it(atlas: Atlas) -> None:
    (picture,) = opened(atlas, View("phase=II")).inline_shapes
    assert str(describe(atlas, Selection("II"))) in picture._inline.docPr.get("descr")


def test_a_document_says_what_it_is_and_in_which_language(atlas: Atlas) -> None:
    text = opened(atlas, View("phase=II"), title="Where")
    about = text.core_properties
    assert (about.title, about.author, about.version) == ("Where", "TICW Atlas", VERSION)
    assert (about.language, about.created.date()) == ("en", MADE)
    assert text.styles["Normal"].element.xpath("./w:rPr/w:lang/@w:val") == ["en-GB"]
    assert text.styles["Normal"].element.xpath("./w:rPr/w:lang/@w:bidi") == ["km-KH"]


def test_a_story_has_a_heading_for_each_view_and_what_stands_on_its_slide(atlas: Atlas) -> None:
    story = builtin(atlas)
    text = Document(io.BytesIO(document(atlas, story, MADE)))
    found = [name for style, name in headings_of(text) if style == "Heading 1"]
    assert found == [*(one.title for one in slides(atlas, story)), "Sources"]
    said = words_of(text)
    assert all(point.rest in said for one in slides(atlas, story) if one.from_record for point in one.points)


def test_the_caption_is_written_and_the_private_note_is_not(atlas: Atlas) -> None:
    said = words_of(opened(atlas, View("phase=II", caption="For all", note="private to me", with_sentence=False)))
    assert "For all" in said
    assert "private" not in said
    assert str(describe(atlas, Selection("II"))) not in said


def test_khmer_is_marked_as_khmer_in_a_font_that_has_it(atlas: Atlas) -> None:
    i18n.use("km")
    text = opened(atlas, View("phase=II&area=KH-14&lang=km"), title="")
    run = next(run for one in text.paragraphs for run in one.runs if "ព្រៃវែង" in run.text)
    assert run.font.complex_script
    assert "Khmer" in text.styles["Normal"].element.xpath("./w:rPr/w:rFonts/@w:cs")[0]


def test_text_that_looks_like_markup_or_cannot_be_stored_stays_text(atlas: Atlas, tmp_path: Path) -> None:
    nasty = f"{HOSTILE} ]]> <w:p/> x\x01y \u202eabc"
    studies = tuple(replace(row, label=nasty, note=nasty, subject=nasty) for row in atlas.record.studies)
    spoilt = from_record(replace(atlas.record, studies=studies), atlas.layers)
    story = Story(nasty, (View("phase=II", nasty, caption=nasty), View("phase=II", page="studies")))
    path = tmp_path / "nasty.docx"
    path.write_bytes(document(spoilt, story, MADE))
    kept = nasty.replace("\x01", "\ufffd").replace("\u202e", "\ufffd")
    assert words_of(Document(path)).count(kept) > 10
    assert "onerror=window.hacked=1" in text_of(as_pdf(path))


def test_a_hostile_record_stands_in_a_document_letter_by_letter(hostile: Atlas) -> None:
    assert HOSTILE in words_of(opened(hostile, View("phase=II"), View("phase=II&area=KH-14")))


def test_libreoffice_opens_a_document_with_its_map_and_its_list_of_sources(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "area.docx"
    path.write_bytes(make("docx", atlas, View("phase=all&area=KH-14"), MADE))
    pdf = as_pdf(path)
    text = text_of(pdf)
    assert "Provincial Steering Committee, Prey Veng" in text
    assert "[S4.4] Activities in three provinces" in text
    first = pages(pdf)[0].convert("HSV")
    assert sum(first.getchannel("S").histogram()[120:]) > first.width * first.height * 0.02
