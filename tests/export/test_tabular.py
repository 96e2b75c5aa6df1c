"""Tables to take along, opened by the programs' own readers."""

import contextlib
import csv
import datetime as dt
import html
import io
import json
import re
import sqlite3
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import hxl
import openpyxl
import pyogrio
import pytest

from geo.export import make
from geo.export.tables import view_csv, view_geojson, view_gpkg, view_xlsx
from geo.export.tabular import CREDITS, HXL
from geo.map.palette import COLOURS
from geo.record.atlas import Atlas, from_record
from geo.selection.search import find
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.version import VERSION
from geo.views.registry import read_view

MADE = dt.date(2026, 11, 25)
PROSE = [list(HXL).index(name) for name in ("id", "statement", "detail", "place", "certainty", "note")]


def view_of(selection: Selection) -> View:
    return View(selection.to_query(), page="record")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("phase", ["I", "II", "all", "not-stated"])
def test_a_table_has_a_row_for_each_statement_of_the_selection(atlas: Atlas, phase: str) -> None:
    selection = Selection(phase=phase)
    header, *rows = read(view_csv(atlas, view_of(selection), MADE))
    assert header == [*HXL, *CREDITS]
    assert [row[0] for row in rows] == [row.statement_id for row in find(atlas, selection).rows]
    assert all(row[header.index("citation")] and row[header.index("certainty")] for row in rows)


def test_hashtags_stand_in_a_second_header_row_only_where_asked_for(atlas: Atlas) -> None:
    plain, tagged = (read(view_csv(atlas, view_of(Selection("II")), MADE, hxl=hxl)) for hxl in (False, True))
    assert tagged[1] == [*HXL.values(), *CREDITS.values()]
    assert all(tag.startswith("#") for tag in tagged[1])
    assert plain == [tagged[0], *tagged[2:]]


def test_a_search_narrows_the_table_by_a_printed_spelling(atlas: Atlas) -> None:
    rows = read(view_csv(atlas, View("phase=all&q=Sinhanouk Vile", page="record"), MADE))[1:]
    assert rows
    assert all("KH-18" in row[list(HXL).index("code")] for row in rows)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(atlas: Atlas, start: str) -> None:
    first, *rest = atlas.record.interventions
    record = replace(atlas.record, interventions=(replace(first, label=start, note=start), *rest))
    world = from_record(record, atlas.layers)
    cells = {cell for row in read(view_csv(world, View("phase=I", page="record"), MADE)) for cell in row}
    assert f"'{start}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = openpyxl.load_workbook(io.BytesIO(view_xlsx(world, View("phase=I", page="record"), MADE)))
    assert {cell.data_type for row in book["Statements"].iter_rows() for cell in row if cell.value} <= {"s", "n"}
    assert not [cell for row in book["Statements"].iter_rows() for cell in row if cell.data_type == "f"]


def test_a_workbook_says_what_it_holds_and_where_it_comes_from(atlas: Atlas) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(view_xlsx(atlas, view_of(Selection("II", role=frozenset({"receiving"}))), MADE))
    )
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["Address"] == "record?phase=II&role=receiving"
    assert "humantrafficking.org" in about["Source"]
    assert about["Made on"] == "2026-11-25"
    assert book["Statements"].max_row == int(about["Statements"]) + 1


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("", "?phase=II&area=KH-14"), ("http://127.0.0.1:8501", "?phase=II&area=KH-14"),
        ("http://10.0.0.5:8501", "http://10.0.0.5:8501/?phase=II&area=KH-14"),
    ],
)  # fmt: skip
def test_files_say_the_day_and_an_address_that_others_can_open(atlas: Atlas, base: str, said: str) -> None:
    view = View("phase=II&area=KH-14")
    book = openpyxl.load_workbook(io.BytesIO(make("xlsx", atlas, view, MADE, base)))
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert (about["Address"], about["Made on"]) == (said, "2026-11-25")
    data = json.loads(make("geojson", atlas, view, MADE, base))
    assert (data["view"], data["made"]) == (said, "2026-11-25")


def test_map_data_holds_every_area_with_its_roles_in_degrees(atlas: Atlas, tmp_path: Path) -> None:
    selection = Selection("II", role=frozenset({"receiving"}))
    features = json.loads(view_geojson(atlas, view_of(selection), MADE))["features"]
    path = tmp_path / "areas.gpkg"
    path.write_bytes(view_gpkg(atlas, view_of(selection), MADE))
    layer = gpd.read_file(path).set_index("code")
    assert len(features) == len(layer) == 24
    assert layer.crs.to_epsg() == 4326
    assert layer.loc["KH-18", ["role_I", "role_II"]].tolist() == ["sending", "receiving"]
    assert layer.loc["KH-8", "certainty_II"] == "ambiguous"
    assert set(layer.index[layer["in_selection"]]) == selection.matching_areas(atlas)


# -- programs that open them -------------------------------------------------------------------------------------------


def test_a_workbook_has_bold_headers_that_stay_filters_widths_and_prints_one_page_wide(atlas: Atlas) -> None:
    for tagged in (False, True):
        book = openpyxl.load_workbook(io.BytesIO(view_xlsx(atlas, View("phase=II", page="record"), MADE, hxl=tagged)))
        sheet = book["Statements"]
        first = 3 if tagged else 2
        assert all(cell.font.bold for row in sheet.iter_rows(max_row=first - 1) for cell in row)
        assert sheet.freeze_panes == f"B{first}"
        assert sheet.auto_filter.ref.startswith(f"A{first - 1}:")
        assert sheet.print_title_rows == f"$1:${first - 1}"
        # one page wide is what the format means where it says nothing
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.cell(first, 4).alignment.wrap_text
        assert sheet.column_dimensions["D"].width > sheet.column_dimensions["B"].width
        header = [cell.value for cell in sheet[1]]
        years = [row[header.index("year")].value for row in sheet.iter_rows(min_row=first)]
        assert {type(year) for year in years if year} == {int}
        codes = [row[header.index("code")] for row in sheet.iter_rows(min_row=first)]
        assert {cell.data_type for cell in codes if cell.value} == {"s"}


def convert(book: bytes, folder: Path, target: str) -> Path:
    """Return what LibreOffice makes of a workbook."""
    path = folder / "table.xlsx"
    path.write_bytes(book)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target,
               "--outdir", str(folder), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (made,) = (one for one in folder.glob("table*") if one != path)
    return made


def test_libreoffice_reads_of_a_workbook_what_the_table_says(atlas: Atlas, tmp_path: Path) -> None:
    as_text = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    made = convert(view_xlsx(atlas, View("phase=II", page="record"), MADE), tmp_path, as_text)
    found = list(csv.reader(io.StringIO(made.read_text(encoding="utf-8-sig"))))
    width = len(HXL)
    assert [row[:width] for row in found] == [
        row[:width] for row in read(view_csv(atlas, View("phase=II", page="record"), MADE))
    ]


def test_a_printed_workbook_loses_no_word_and_can_be_read(atlas: Atlas, tmp_path: Path) -> None:
    view = View("phase=all", page="record")
    made = convert(view_xlsx(atlas, view, MADE, hxl=True), tmp_path, "pdf")
    command = ["pdftotext", "-bbox", str(made), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', printed)
    on_paper = Counter(part for *_place, word in words for part in re.findall(r"\w+", html.unescape(word)))
    wanted = (row[column] for row in read(view_csv(atlas, view, MADE)) for column in PROSE)
    missing = Counter(part for cell in wanted for part in re.findall(r"\w+", cell)) - on_paper
    assert not missing
    heights = sorted(float(bottom) - float(top) for top, bottom, _word in words)
    assert heights[len(heights) // 10] > 7  # points, from the top of its letters' box to the bottom


def test_a_text_longer_than_a_cell_is_shortened_with_a_word_and_whole_in_the_csv_file(atlas: Atlas) -> None:
    first, *rest = atlas.record.interventions
    world = from_record(replace(atlas.record, interventions=(replace(first, note="x" * 40_000), *rest)), atlas.layers)
    view = View("phase=I", page="record")
    sheet = openpyxl.load_workbook(io.BytesIO(view_xlsx(world, view, MADE)))["Statements"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert max(map(len, cells)) == 32_767
    assert any(cell.endswith("whole in the CSV file)") for cell in cells)
    assert any(len(cell) >= 40_000 for row in read(view_csv(world, view, MADE)) for cell in row)


def test_tables_and_map_data_say_source_licence_and_version(atlas: Atlas) -> None:
    header, *rows = read(view_csv(atlas, View("phase=II", page="record"), MADE))
    assert header[-3:] == list(CREDITS)
    for row in rows:
        assert "humantrafficking.org" in row[-3]
        assert row[-2:] == ["The wording: CC BY 4.0", f"TICW Atlas {VERSION}"]
    made = json.loads(view_geojson(atlas, View("phase=II"), MADE))
    assert made["type"] == "FeatureCollection"
    assert made["atlas"] == f"TICW Atlas {VERSION}"
    assert "Natural Earth" in made["licence"]
    assert "humantrafficking.org" in made["source"]


def test_hashtags_are_valid(atlas: Atlas, tmp_path: Path) -> None:
    for page, query in (("record", "phase=all"), ("", "phase=II&area=KH-14"), ("coverage", "phase=II&table=partners")):
        path = tmp_path / "tagged.csv"
        path.write_bytes(view_csv(atlas, View(query, page=page), MADE, hxl=True))
        found = hxl.validate(hxl.data(str(path), hxl.InputOptions(allow_local=True)))
        assert (found["is_valid"], found["issues"]) == (True, [])


def test_gdal_reads_every_layer_of_a_package_and_statements_are_keyed_by_area(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(view_gpkg(atlas, View("phase=II"), MADE))
    kinds = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert kinds["areas"] == "MultiPolygon"
    assert set(kinds) == {"areas", "places", "border", "statements", "layer_styles"}
    assert gpd.read_file(path, layer="border").crs.to_epsg() == 4326
    places = gpd.read_file(path, layer="places").set_index("place_id")
    assert places.geometry["phnom-penh-kandal"].area > 0
    assert places.geometry["thailand"] is None
    table = pyogrio.read_dataframe(path, layer="statements", read_geometry=False)
    for row in read_view(atlas, View("phase=II")).content.rows(atlas):
        assert sorted(table[table["id"] == row.statement_id]["code"].dropna()) == sorted(row.areas)


@pytest.mark.parametrize(("phase", "shown"), [("I", "Phase I"), ("II", "Phase II"), ("all", "Phase II")])
def test_the_package_opens_in_qgis_in_the_colours_of_the_map(
    atlas: Atlas, tmp_path: Path, phase: str, shown: str
) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(view_gpkg(atlas, View(f"phase={phase}"), MADE))
    with contextlib.closing(sqlite3.connect(path)) as base:
        rows = base.execute(
            "SELECT styleName, styleQML, useAsDefault, f_table_name, f_geometry_column FROM layer_styles"
        ).fetchall()
        (column,) = base.execute("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'areas'").fetchone()
    assert [row[0] for row in rows if row[3] == "areas" and row[2]] == [shown]
    assert {row[3] for row in rows} == {"areas", "places", "border"}
    fields = set(gpd.read_file(path, layer="areas").columns)
    for name, style, _default, table, geometry in rows:
        assert geometry == column
        root = ET.fromstring(style.partition(">")[2])  # noqa: S314  # our own, made just now
        drawn = root.find("renderer-v2")
        assert drawn is not None
        symbols = {symbol.get("name") for symbol in drawn.findall("symbols/symbol")}
        if table != "areas":
            assert symbols == {"0"}
            continue
        assert drawn.get("attr") in fields
        keys = {category.get("value") for category in drawn.iter("category")}
        assert keys >= set(gpd.read_file(path, layer="areas")[drawn.get("attr")])
        assert {category.get("symbol") for category in drawn.iter("category")} == symbols, name


def test_places_are_drawn_over_the_areas_without_hiding_them(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(view_gpkg(atlas, View("phase=II"), MADE))
    with contextlib.closing(sqlite3.connect(path)) as base:
        styles = dict(base.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault").fetchall())
        (version,) = base.execute("PRAGMA user_version").fetchone()
    assert 'style" value="no"' in styles["places"]
    assert ",".join(str(part) for part in bytes.fromhex(COLOURS["border"].lstrip("#"))) in styles["border"]
    # the version that the programs of a few years ago read without a warning
    assert version == 10_200
