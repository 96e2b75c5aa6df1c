"""Everything that people read is in our own words: no run of six of the briefing's, on any page or in any export."""

import datetime as dt
import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from geo.atlas import Atlas
from geo.builtin import builtin
from geo.export import make
from geo.selection import PHASES, Selection
from geo.story import View
from pages.common import words
from tests.own_words import copied
from tests.test_app import FRAMED, Visit
from tests.test_shipped_record import strings

MADE = dt.date(2026, 11, 23)


class _Nodes(HTMLParser):
    """The pieces of text of a page, each by itself: what stands in a list is not one sentence."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._tag = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        if self._tag != "script":
            self.texts.append(data)
        elif data.startswith("{"):  # the views of the single file: pieces of markup in JSON
            self.texts += [text for piece in strings(json.loads(data)) for text in _Nodes(piece).texts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        self.texts += [value for name, value in attrs if value and name in ("title", "aria-label", "alt")]


def texts_of(app: AppTest) -> list[str]:
    bodies = [element.proto.body for element in app.get("html")]
    return _Nodes("\n".join(body for body in bodies if body != words.listener())).texts


def test_a_copied_sentence_would_be_found() -> None:
    assert copied(["efforts are under way in collaboration with UNICEF and IOM"])
    assert not copied(["Cambodian National Committee for Children (CNCC)"])


@pytest.mark.parametrize("path", FRAMED)
def test_no_page_repeats_the_briefing(path: str) -> None:
    visit = Visit()
    found: set[str] = set()
    for phase in PHASES:
        visit.open(path, phase=phase, context="on")
        found |= copied(texts_of(visit.app))
    assert found == set()


def test_no_panel_and_nothing_that_opens_repeats_the_briefing(atlas: Atlas) -> None:
    visit = Visit()
    found: set[str] = set()
    for place in (*atlas.by_area, *atlas.by_place):
        visit.open(phase="both", area=place)
        found |= copied(texts_of(visit.app))
    for table in ("paragraphs", "ambiguities", "silences", "spellings", "sources", "contact", "others"):
        visit.open("record", table=table)
        found |= copied(texts_of(visit.app))
    for row in atlas.statements[::3]:
        visit.open("record", item=row.statement_id)
        found |= copied(texts_of(visit.app))
    assert found == set()


def _slides_of(content: bytes) -> Iterator[str]:
    for slide in Presentation(io.BytesIO(content)).slides:
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        for shape in slide.shapes:
            if shape.has_table:
                frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide:
            frames.append(slide.notes_slide.notes_text_frame)
        for frame in frames:
            yield from (paragraph.text for paragraph in frame.paragraphs)


def test_no_export_repeats_the_briefing(atlas: Atlas) -> None:
    story = builtin(atlas)
    assert copied(_slides_of(make("pptx", atlas, story, MADE))) == set()
    assert copied(_Nodes(make("html", atlas, Selection(phase="both"), MADE).decode()).texts) == set()
    for view in (*story.views, *(View(f"phase=both&area={code}") for code in atlas.by_area)):
        assert copied(make("brief", atlas, view, MADE).decode().splitlines()) == set()
    for phase in PHASES:
        table = make("csv", atlas, Selection(phase=phase), MADE).decode()
        assert copied(cell for line in table.splitlines() for cell in line.split(",")) == set()
