"""Nothing that is shown or taken along repeats six words of the briefing in a row, outside names and titles."""

import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from geo.export import make
from geo.export.html.single_file import single_file
from geo.export.markdown import view_brief
from geo.export.pdf.handout import handout
from geo.export.pptx.deck import deck
from geo.export.tabular import statements_table
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.slides import slides
from geo.story.story import Story
from geo.views.record.tables import tables
from geo.views.registry import VIEWS
from tests.pages.test_app import PATHS, Visit
from tests.record.test_facts import facts
from tests.record.test_shipped_record import strings
from tests.support.opening import text_of
from tests.support.own_words import blocks, copied
from tests.support.worlds import PHASES

MADE = dt.date(2026, 11, 23)


def copies(visit: Visit, path: str, **params: str) -> set[str]:
    """List what of a page, as it is shown and read aloud, is the briefing's."""
    visit.open(path, **params)
    bodies = (element.proto.body for element in visit.app.get("html"))
    texts = [block for body in bodies if not body.startswith("<style>") for block in blocks(body)]
    assert texts
    return copied(texts)


@pytest.fixture(scope="module")
def visit() -> Visit:
    return Visit()


def opened(atlas: Atlas) -> Iterator[tuple[str, dict[str, str]]]:
    """Everything that an address can open: places, statements, paragraphs, organisations, studies, tables."""
    yield from (("", {"area": place}) for place in (*atlas.by_area, *atlas.by_place))
    yield from (("record", {"item": row.statement_id}) for row in atlas.statements)
    yield from (("record", {"paragraph": row.paragraph_id}) for row in atlas.record.paragraphs)
    yield from (("record", {"table": table}) for table in tables())
    yield from (("partners", {"item": row.partner_id}) for row in atlas.record.partners)
    yield from (("studies", {"item": row.study_id}) for row in atlas.record.studies)
    for table in ("interventions", "studies", "partners"):
        yield "coverage", {"table": table}
        yield from (("coverage", {"table": table, "item": row.statement_id}) for row in atlas.statements[::7])
    for number in range(1, len(builtin(atlas).views) + 1):
        yield "present", {"slide": str(number)}


def test_the_test_itself_finds_what_is_copied() -> None:
    assert copied(["so efforts are under way in collaboration"])
    assert copied(blocks("<p>efforts are <a href='#'>under way</a> in collaboration</p>"))
    assert not copied(blocks("<ul><li>efforts are under</li><li>way in collaboration</li></ul>"))
    assert not copied(["Cambodian National Committee for Children (CNCC)"])


def test_our_own_list_of_facts_is_in_our_own_words() -> None:
    assert copied(cell for fact in facts() for cell in fact.values()) == set()


@pytest.mark.parametrize("phase", PHASES)
def test_no_page_repeats_the_briefing_in_any_phase(visit: Visit, phase: str) -> None:
    assert {path: found for path in PATHS if (found := copies(visit, path, phase=phase, context="on"))} == {}


def test_nothing_that_can_be_opened_repeats_the_briefing(visit: Visit, atlas: Atlas) -> None:
    found = {}
    for number, (path, params) in enumerate(opened(atlas)):
        phase = PHASES[number % len(PHASES)]
        if said := copies(visit, path, phase=phase, **params):
            found[path, *params.values()] = said
    assert found == {}


def views(atlas: Atlas) -> list[View]:
    """Every page in every phase, and every place."""
    made = [View(Selection(phase).to_query(), page=page) for phase in PHASES for page in VIEWS]
    places = (*atlas.by_area, *atlas.by_place)
    return made + [View(Selection("all", area=place).to_query()) for place in places]


def test_no_slide_and_no_brief_repeats_the_briefing(atlas: Atlas) -> None:
    chosen = [*views(atlas), *builtin(atlas).views]
    for told in slides(atlas, Story("All", tuple(chosen))):
        items = [*told.lines, *(one for part in told.statements for one in (*part.items, *part.folded))]
        cells = [text for item in items for text in (item.title, item.detail, item.note)]
        heads = [part.heading for part in told.statements] + [part.fold_label for part in told.statements]
        for text in (told.title, told.sentence, told.note, *told.notices, *cells, *heads):
            assert not copied([text]), text
    for view in chosen:
        for line in view_brief(atlas, view, MADE).splitlines():
            for cell in line.split("|"):
                assert not copied([cell]), cell


def deck_texts(made: bytes) -> Iterator[str]:
    """Every paragraph of a deck, of its tables and notes too, and what is read aloud of its shapes."""
    for one in Presentation(io.BytesIO(made)).slides:
        frames = [shape.text_frame for shape in one.shapes if shape.has_text_frame]
        frames += [
            cell.text_frame for shape in one.shapes if shape.has_table for row in shape.table.rows for cell in row.cells
        ]
        frames += [one.notes_slide.notes_text_frame] if one.has_notes_slide else []
        yield from (paragraph.text for frame in frames if frame for paragraph in frame.paragraphs)
        yield from (str(name) for name in one.element.xpath("//@descr"))


def test_no_file_that_is_taken_along_repeats_the_briefing(atlas: Atlas, tmp_path: Path) -> None:
    story = Story("All", tuple(view for view in views(atlas) if not view.page or "phase=all" in view.query)[:60])
    path = tmp_path / "handout.pdf"
    for number, short in enumerate((builtin(atlas), story)):
        path.write_bytes(handout(atlas, short, MADE))
        assert not copied([text_of(path)]), number
    for text in deck_texts(deck(atlas, builtin(atlas), MADE)):
        assert not copied([text]), text
    file = single_file(atlas, Selection("all"), MADE)
    # the views of the single file are pieces of markup in JSON
    pieces = [piece for data in re.findall(r">({.*})</script>", file) for piece in strings(json.loads(data))]
    assert len(pieces) > len(PHASES)
    assert copied(block for piece in (file, *pieces) for block in blocks(piece)) == set()
    for cell in statements_table(atlas, atlas.statements).to_numpy().ravel():
        assert not copied([str(cell)]), cell
    for feature in json.loads(make("geojson", atlas, Selection("II"), MADE))["features"]:
        for value in feature["properties"].values():
            assert not copied([str(value)]), value
