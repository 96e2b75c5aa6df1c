"""Another country with its own boundaries, one phase, two roles, one language: nothing of the shipped one is said."""

import datetime as dt
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from frictionless import Package
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
from tests.support.worlds import BOLIVIA, DATA, copy_of_the_data, edit, faults_of, only_fault_of, rows, write_rows

MADE = dt.date(2026, 11, 25)
FOREIGN = re.compile(r"cambodia|khmer|\bthai|ticw|\bilo\b|\b2003\b|briefing|mekong|\bKH-", re.IGNORECASE)
# names of things in scripts, of style sheets' classes and of fonts, and the format of story files, which keeps its name
CODE = re.compile(
    r"TICW_[A-Z]+|\bTicw[A-Z]\w*|ticw(?:Evidence|Cites)|ticw-[\w${-]+|"
    r"<style>.*?</style>|font-family=\"[^\"]*\"|font-family:[^;}]*|typeface=\"[^\"]*\"",
    re.DOTALL,
)


@pytest.fixture(scope="module")
def bolivia() -> Atlas:
    return open_atlas(BOLIVIA)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of its record, for a test to break."""
    return copy_of_the_data(tmp_path, BOLIVIA)


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Visit the app in that country."""
    monkeypatch.setenv("TICW_DATA", str(BOLIVIA))
    state._open.cache_clear()
    yield Visit()
    state._open.cache_clear()


def foreign(text: str) -> list[str]:
    """List the words that have no place in another country's atlas, each with what stands around it."""
    plain = CODE.sub(" ", text)
    return [plain[max(0, found.start() - 60) : found.end() + 40] for found in FOREIGN.finditer(plain)]


def test_its_record_has_no_faults_and_a_data_package_of_its_own(copied: Path) -> None:
    assert faults_of(BOLIVIA) == ()
    assert check([str(copied), "--schema"]) == 0
    package = (copied / "datapackage.json").read_text(encoding="utf-8")
    assert package == (BOLIVIA / "datapackage.json").read_text(encoding="utf-8")
    shipped = json.loads((DATA / "datapackage.json").read_bytes())["resources"]
    assert [resource for resource in json.loads(package)["resources"] if resource not in shipped] == []
    assert {(f"{task.name}.csv", task.errors) for task in Package(str(copied / "datapackage.json")).validate().tasks
            if task.errors} == set()  # fmt: skip


def test_its_boundaries_are_real_and_each_department_has_one(bolivia: Atlas) -> None:
    areas = bolivia.layers.areas.to_crs(6933)  # of equal area
    assert areas.union_all().area / 1e12 == pytest.approx(1.0986, rel=0.02)  # square kilometres, in millions
    assert areas.geometry.area.idxmax() == "BO-S"
    assert set(areas.index) == {area.area_code for area in bolivia.record.areas}
    assert sorted(bolivia.layers.neighbours["code"]) == ["AR", "BR", "CL", "PE", "PY"]


@pytest.mark.parametrize("path", PATHS)
def test_no_page_says_a_word_of_another_country(there: Visit, path: str) -> None:
    for params in ({}, {"phase": "I", "area": "BO-C"}, {"phase": "I", "area": "valleys"}, {"phase": "not-stated"},
                   {"phase": "I", "role": "planting", "context": "on"}):  # fmt: skip
        page = there.open(path, **params)
        said = page.text + " ".join(page.values("title") + page.values("aria-label") + page.values("href"))
        assert not foreign(said), (path, params)
        if path != "present":
            assert "Bolivia Test Atlas" in page.text


@pytest.mark.parametrize("table", ["paragraphs", "silences", "spellings", "sources", "boundaries", "contact", "others"])
def test_no_table_of_the_record_does(there: Visit, table: str) -> None:
    page = there.open("record", table=table)
    assert not foreign(page.text)
    if table == "boundaries":
        assert "The 9 departments of 2020" in page.text


def views(form: str) -> list[View]:
    pages = [page for page in VIEWS if form in formats_of(page)]
    return [View("phase=I", page=page) for page in pages] + [View("phase=I&area=BO-C")]


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
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            return str(picture.info)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("form", FORMATS)
def test_no_file_that_is_taken_along_does(bolivia: Atlas, form: str) -> None:
    taken: list[View | Story] = [*views(form), *([builtin(bolivia)] if FORMATS[form].holds == "story" else [])]
    for one in taken:
        name = file_name(form, bolivia, one, MADE)
        assert name.startswith("trees-test_")
        said = words_of(form, make(form, bolivia, one, MADE, "http://trees.invalid/"))
        assert not foreign(f"{name}\n{said}"), (form, one)
        if form in ("svg", "html", "pdf", "pptx", "brief", "csv", "xlsx", "geojson", "gpkg"):
            assert "Bolivia Test Atlas" in said or form == "pptx", (form, one)


def test_a_fact_of_its_second_source_is_told_as_that_sources(bolivia: Atlas) -> None:
    text = make("csv", bolivia, View("phase=I", page="record"), MADE).decode("utf-8-sig")
    line = next(line for line in text.splitlines() if "act-information" in line)
    assert "Nobody else" in line
    assert "Minutes of a test, p. 2" in line


def test_the_map_works_with_its_areas_alone(copied: Path) -> None:
    write_rows(copied, "layers.csv", rows(copied, "layers.csv")[:2])
    (copied / "geography" / "neighbours.geojson").unlink()
    alone = open_atlas(copied)
    assert len(alone.layers.areas) == len(alone.record.areas)
    assert (len(alone.layers.water), len(alone.layers.neighbours), dict(alone.layers.lines)) == (0, 0, {})
    svg = make("svg", alone, Selection(phase="I"), MADE).decode()
    assert "BRAZIL" in svg
    assert "Cochabamba" in svg


def test_a_place_that_is_drawn_as_a_line_needs_one(copied: Path) -> None:
    edit(copied, "places.csv", "valleys", drawn_code="border-line", member_codes="")
    fault = only_fault_of(copied)
    assert (fault.file, fault.field) == ("places.csv", "drawn_code")
    assert "of kind line" in fault.remedy


FAULTS = [
    ("atlas.csv", "trees-test", "languages", "en; xx", "not a code of the list 'language'", "add the code"),
    ("atlas.csv", "trees-test", "title", "", "empty", "What the atlas is called"),
    ("atlas.csv", "trees-test", "default_phase", "X", "not a code of the list 'phase'", "Use one of"),
    ("layers.csv", "areas.geojson", "kind", "sea", "not a code of the list 'layer_kind'", "areas"),
    ("layers.csv", "areas.geojson", "labels", "BRAZIL", "has no point", "latitude and longitude"),
    ("layers.csv", "areas.geojson", "place_id", "valleys", "do not agree", "that a line draws"),
]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: "-".join(case[:4]))
def test_what_is_wrong_of_it_is_named_with_its_remedy(copied: Path, case: tuple[str, ...]) -> None:
    file, row, field, text, reason, remedy = case
    line = edit(copied, file, row, **{field: text})
    found = [fault for fault in faults_of(copied) if (fault.file, fault.row, fault.field) == (file, line, field)]
    assert [reason in fault.reason and remedy in fault.remedy for fault in found].count(True) == 1, found


def test_an_atlas_without_a_row_and_one_without_a_column_are_faults(copied: Path) -> None:
    header, row = (copied / "atlas.csv").read_text(encoding="utf-8").splitlines()
    (copied / "atlas.csv").write_text(f"{header}\n", encoding="utf-8")
    assert "needs one" in only_fault_of(copied).reason
    (copied / "atlas.csv").write_text(f"{header},colour\n{row},red\n", encoding="utf-8")
    assert "is not one of the table's" in only_fault_of(copied).reason
    (copied / "atlas.csv").write_text(f"{header.replace('country', 'land')}\n{row}\n", encoding="utf-8")
    assert {fault.field for fault in faults_of(copied)} >= {"country", "land"}
