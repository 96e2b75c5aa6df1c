"""Another country with its own boundaries, one phase, two roles, one language: nothing of the shipped one is said."""

import datetime as dt
import io
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from geo.export import FORMATS, file_name, formats_of, make
from geo.record.__main__ import main as check
from geo.record.atlas import Atlas, open_atlas
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.story import Story
from geo.views.registry import VIEWS
from pages.common import state
from tests.pages.test_app import PATHS, Visit
from tests.support.exampleland import write_exampleland
from tests.support.worlds import edit, faults_of, only_fault_of

MADE = dt.date(2026, 11, 25)
FOREIGN = re.compile(r"cambodia|khmer|\bthai|ticw|\bilo\b|\b2003\b|briefing|mekong|\bKH-", re.IGNORECASE)
# names of things in scripts, of style sheets' classes and of fonts, and the format of story files, which keeps its name
CODE = re.compile(
    r"TICW_[A-Z]+|\bTicw[A-Z]\w*|ticw(?:Evidence|Cites)|ticw-[\w${-]+|"
    r"<style>.*?</style>|font-family=\"[^\"]*\"|font-family:[^;}]*|typeface=\"[^\"]*\"",
    re.DOTALL,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_exampleland(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def example(folder: Path) -> Atlas:
    return open_atlas(folder)


@pytest.fixture
def there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Visit the app in that country."""
    monkeypatch.setenv("TICW_DATA", str(folder))
    state.atlas.cache_clear()
    yield Visit()
    state.atlas.cache_clear()


def foreign(text: str) -> list[str]:
    """List the words that have no place in another country's atlas, each with what stands around it."""
    plain = CODE.sub(" ", text)
    return [plain[max(0, found.start() - 60) : found.end() + 40] for found in FOREIGN.finditer(plain)]


def test_its_record_has_no_faults_though_the_schema_is_the_shipped_one(folder: Path) -> None:
    assert faults_of(folder) == ()
    assert check([str(folder)]) == 0


@pytest.mark.parametrize("path", PATHS)
def test_no_page_says_a_word_of_another_country(there: Visit, path: str) -> None:
    for params in ({}, {"phase": "I", "area": "EX-1"}, {"phase": "I", "area": "south"}, {"phase": "not-stated"},
                   {"phase": "I", "role": "receiving", "context": "on"}):  # fmt: skip
        page = there.open(path, **params)
        said = page.text + " ".join(page.values("title") + page.values("aria-label") + page.values("href"))
        assert not foreign(said), (path, params)
        if path != "present":
            assert "Exampleland Atlas" in page.text


@pytest.mark.parametrize("table", ["paragraphs", "silences", "spellings", "sources", "boundaries", "contact", "others"])
def test_no_table_of_the_record_does(there: Visit, table: str) -> None:
    page = there.open("record", table=table)
    assert not foreign(page.text)
    if table == "boundaries":
        assert "The 6 districts of 2020" in page.text


def views(form: str) -> list[View]:
    pages = [page for page in VIEWS if form in formats_of(page)]
    return [View("phase=I", page=page) for page in pages] + [View("phase=I&area=EX-1")]


def words_of(form: str, content: bytes) -> str:
    """Read all that a file says, what it says of itself included."""
    suffix = FORMATS[form].suffix
    if suffix == "xlsx":
        book = load_workbook(io.BytesIO(content))
        cells = (str(cell or "") for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        return "\n".join([*cells, str(vars(book.properties))])
    if suffix == "pptx":
        deck = Presentation(io.BytesIO(content))
        shapes = (shape for slide in deck.slides for part in (slide, slide.notes_slide) for shape in part.shapes)
        texts = (text for shape in shapes for text in shape.element.itertext())
        about = deck.core_properties
        return "\n".join([*texts, about.title, about.author, about.subject, about.comments])
    if suffix == "pdf":
        document = PdfReader(io.BytesIO(content))
        meta = document.xmp_metadata.stream.get_data().decode() if document.xmp_metadata else ""  # type: ignore[union-attr]
        return "\n".join([*(page.extract_text() for page in document.pages), str(document.metadata), meta])
    if suffix == "gpkg":
        base = sqlite3.connect(":memory:")
        base.deserialize(content)
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [name for name in tables if not name.startswith(("rtree", "gpkg_spatial"))]
        rows = (row for name in ours for row in base.execute(f'SELECT * FROM "{name}"'))  # noqa: S608
        return "\n".join(str(cell) for row in rows for cell in row if isinstance(cell, str))
    if suffix == "png":
        return str(Image.open(io.BytesIO(content)).info)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("form", FORMATS)
def test_no_file_that_is_taken_along_does(example: Atlas, form: str) -> None:
    taken: list[View | Story] = [*views(form), *([builtin(example)] if FORMATS[form].holds == "story" else [])]
    for one in taken:
        name = file_name(form, example, one, MADE)
        assert name.startswith("exampleland_")
        said = words_of(form, make(form, example, one, MADE, "http://exampleland.invalid/"))
        assert not foreign(f"{name}\n{said}"), (form, one)
        if form in ("svg", "html", "pdf", "pptx", "brief", "csv", "xlsx", "geojson", "gpkg"):
            assert "Exampleland Atlas" in said or form == "pptx", (form, one)


def test_a_fact_of_its_second_source_is_told_as_that_sources(example: Atlas) -> None:
    text = make("csv", example, View("phase=I", page="record"), MADE).decode("utf-8-sig")
    line = next(line for line in text.splitlines() if "act-information" in line)
    assert "Nobody else" in line
    assert "Minutes of a test, p. 2" in line


def test_the_map_works_without_water_neighbours_and_lines(example: Atlas) -> None:
    assert len(example.layers.areas) == len(example.record.areas)
    assert (len(example.layers.water), len(example.layers.neighbours), dict(example.layers.lines)) == (0, 0, {})
    svg = make("svg", example, Selection(phase="I"), MADE).decode()
    assert "ELSEWHERE" in svg
    assert "Northmark" in svg


def test_a_place_that_is_drawn_as_a_line_needs_one(tmp_path: Path) -> None:
    world = write_exampleland(tmp_path)
    edit(world, "places.csv", "south", drawn_code="border-line", member_codes="")
    fault = only_fault_of(world)
    assert (fault.file, fault.field) == ("places.csv", "drawn_code")
    assert "of kind line" in fault.remedy


FAULTS = [
    ("atlas.csv", "exampleland", "languages", "en; xx", "not a code of the list 'language'", "add the code"),
    ("atlas.csv", "exampleland", "title", "", "empty", "What the atlas is called"),
    ("atlas.csv", "exampleland", "default_phase", "X", "not a code of the list 'phase'", "Use one of"),
    ("layers.csv", "areas.geojson", "kind", "sea", "not a code of the list 'layer_kind'", "areas"),
    ("layers.csv", "areas.geojson", "labels", "ELSEWHERE", "has no point", "latitude and longitude"),
    ("layers.csv", "areas.geojson", "place_id", "south", "do not agree", "that a line draws"),
]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: "-".join(case[:4]))
def test_what_is_wrong_of_it_is_named_with_its_remedy(tmp_path: Path, case: tuple[str, ...]) -> None:
    file, row, field, text, reason, remedy = case
    world = write_exampleland(tmp_path)
    line = edit(world, file, row, **{field: text})
    found = [fault for fault in faults_of(world) if (fault.file, fault.row, fault.field) == (file, line, field)]
    assert [reason in fault.reason and remedy in fault.remedy for fault in found].count(True) == 1, found


def test_an_atlas_without_a_row_and_one_without_a_column_are_faults(tmp_path: Path) -> None:
    world = write_exampleland(tmp_path)
    header, row = (world / "atlas.csv").read_text(encoding="utf-8").splitlines()
    (world / "atlas.csv").write_text(f"{header}\n", encoding="utf-8")
    assert "needs one" in only_fault_of(world).reason
    (world / "atlas.csv").write_text(f"{header},colour\n{row},red\n", encoding="utf-8")
    assert "is not one of the table's" in only_fault_of(world).reason
    (world / "atlas.csv").write_text(f"{header.replace('country', 'land')}\n{row}\n", encoding="utf-8")
    assert {fault.field for fault in faults_of(world)} >= {"country", "land"}
