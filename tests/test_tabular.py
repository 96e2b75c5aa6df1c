"""Tables to take along, opened by the programs' own readers."""

import contextlib
import csv
import io
import json
import sqlite3
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import hxl
import openpyxl
import pyogrio
import pytest

from geo.atlas import Atlas, from_record
from geo.export.tables import view_csv, view_geojson, view_gpkg, view_xlsx
from geo.search import find
from geo.selection import Selection
from geo.story import View
from geo.tabular import CREDITS, HXL
from geo.version import VERSION
from geo.views.registry import read_view


def view_of(selection: Selection) -> View:
    return View(selection.to_query(), page="record")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("phase", ["I", "II", "both", "not-stated"])
def test_a_table_has_a_row_for_each_statement_of_the_selection(atlas: Atlas, phase: str) -> None:
    selection = Selection(phase=phase)
    header, *rows = read(view_csv(atlas, view_of(selection)))
    assert header == [*HXL, *CREDITS]
    assert [row[0] for row in rows] == [row.statement_id for row in find(atlas, selection).rows]
    assert all(row[header.index("citation")] and row[header.index("certainty")] for row in rows)


def test_hashtags_stand_in_a_second_header_row_only_where_asked_for(atlas: Atlas) -> None:
    plain, tagged = (read(view_csv(atlas, view_of(Selection()), hxl=hxl)) for hxl in (False, True))
    assert tagged[1] == [*HXL.values(), *CREDITS.values()]
    assert all(tag.startswith("#") for tag in tagged[1])
    assert plain == [tagged[0], *tagged[2:]]


def test_a_search_narrows_the_table_by_a_printed_spelling(atlas: Atlas) -> None:
    rows = read(view_csv(atlas, View("phase=both&q=Sinhanouk Vile", page="record")))[1:]
    assert rows
    assert all("KH-18" in row[list(HXL).index("code")] for row in rows)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(atlas: Atlas, start: str) -> None:
    first, *rest = atlas.record.interventions
    record = replace(atlas.record, interventions=(replace(first, label=start, note=start), *rest))
    world = from_record(record, atlas.layers)
    cells = {cell for row in read(view_csv(world, View("phase=I", page="record"))) for cell in row}
    assert f"'{start}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = openpyxl.load_workbook(io.BytesIO(view_xlsx(world, View("phase=I", page="record"))))
    assert {cell.data_type for row in book["Statements"].iter_rows() for cell in row if cell.value} <= {"s", "n"}
    assert not [cell for row in book["Statements"].iter_rows() for cell in row if cell.data_type == "f"]


def test_a_workbook_says_what_it_holds_and_where_it_comes_from(atlas: Atlas) -> None:
    book = openpyxl.load_workbook(io.BytesIO(view_xlsx(atlas, view_of(Selection(role=frozenset({"receiving"}))))))
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["Address"] == "record?phase=II&role=receiving"
    assert "humantrafficking.org" in about["Source"]
    assert book["Statements"].max_row == int(about["Statements"]) + 1


def test_map_data_holds_every_area_with_its_roles_in_degrees(atlas: Atlas, tmp_path: Path) -> None:
    selection = Selection(role=frozenset({"receiving"}))
    features = json.loads(view_geojson(atlas, view_of(selection)))["features"]
    path = tmp_path / "areas.gpkg"
    path.write_bytes(view_gpkg(atlas, view_of(selection)))
    layer = gpd.read_file(path).set_index("code")
    assert len(features) == len(layer) == 24
    assert layer.crs.to_epsg() == 4326
    assert layer.loc["KH-18", ["role_I", "role_II"]].tolist() == ["sending", "receiving"]
    assert layer.loc["KH-8", "certainty_II"] == "ambiguous"
    assert set(layer.index[layer["in_selection"]]) == selection.matches(atlas)


# -- programs that open them -------------------------------------------------------------------------------------------


def test_a_workbook_has_bold_headers_that_stay_filters_widths_and_prints_one_page_wide(atlas: Atlas) -> None:
    for tagged in (False, True):
        book = openpyxl.load_workbook(io.BytesIO(view_xlsx(atlas, View("phase=II", page="record"), hxl=tagged)))
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


def test_libreoffice_reads_of_a_workbook_what_the_table_says(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(view_xlsx(atlas, View("phase=II", page="record")))
    as_text = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", as_text,
               "--outdir", str(tmp_path), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (made,) = tmp_path.glob("*.csv")
    found = list(csv.reader(io.StringIO(made.read_text(encoding="utf-8-sig"))))
    width = len(HXL)
    assert [row[:width] for row in found] == [
        row[:width] for row in read(view_csv(atlas, View("phase=II", page="record")))
    ]


def test_a_text_longer_than_a_cell_is_shortened_with_a_word_and_whole_in_the_csv_file(atlas: Atlas) -> None:
    first, *rest = atlas.record.interventions
    world = from_record(replace(atlas.record, interventions=(replace(first, note="x" * 40_000), *rest)), atlas.layers)
    view = View("phase=I", page="record")
    sheet = openpyxl.load_workbook(io.BytesIO(view_xlsx(world, view)))["Statements"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert max(map(len, cells)) == 32_767
    assert any(cell.endswith("whole in the CSV file)") for cell in cells)
    assert any(len(cell) >= 40_000 for row in read(view_csv(world, view)) for cell in row)


def test_tables_and_map_data_say_source_licence_and_version(atlas: Atlas) -> None:
    header, *rows = read(view_csv(atlas, View("phase=II", page="record")))
    assert header[-3:] == list(CREDITS)
    for row in rows:
        assert "humantrafficking.org" in row[-3]
        assert row[-2:] == ["The wording: CC BY 4.0", f"TICW Atlas {VERSION}"]
    made = json.loads(view_geojson(atlas, View("phase=II")))
    assert made["type"] == "FeatureCollection"
    assert made["atlas"] == f"TICW Atlas {VERSION}"
    assert "Natural Earth" in made["licence"]
    assert "humantrafficking.org" in made["source"]


def test_hashtags_are_valid(atlas: Atlas, tmp_path: Path) -> None:
    for page, query in (("record", "phase=both"), ("", "phase=II&area=KH-14"), ("coverage", "phase=II&table=partners")):
        path = tmp_path / "tagged.csv"
        path.write_bytes(view_csv(atlas, View(query, page=page), hxl=True))
        found = hxl.validate(hxl.data(str(path), hxl.InputOptions(allow_local=True)))
        assert (found["is_valid"], found["issues"]) == (True, [])


def test_gdal_reads_every_layer_of_a_package_and_statements_are_keyed_by_area(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(view_gpkg(atlas, View("phase=II")))
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


@pytest.mark.parametrize(("phase", "shown"), [("I", "Phase I"), ("II", "Phase II"), ("both", "Phase II")])
def test_the_package_opens_in_qgis_in_the_colours_of_the_map(
    atlas: Atlas, tmp_path: Path, phase: str, shown: str
) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(view_gpkg(atlas, View(f"phase={phase}")))
    with contextlib.closing(sqlite3.connect(path)) as base:
        rows = base.execute(
            "SELECT styleName, styleQML, useAsDefault, f_table_name, f_geometry_column FROM layer_styles"
        ).fetchall()
        (column,) = base.execute("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'areas'").fetchone()
    assert [name for name, _style, default, *_rest in rows if default] == [shown]
    fields = set(gpd.read_file(path, layer="areas").columns)
    for name, style, _default, table, geometry in rows:
        assert (table, geometry) == ("areas", column)
        root = ET.fromstring(style.partition(">")[2])  # noqa: S314  # our own, made just now
        drawn = root.find("renderer-v2")
        assert drawn is not None
        assert drawn.get("attr") in fields
        keys = {category.get("value") for category in drawn.iter("category")}
        assert keys >= set(gpd.read_file(path, layer="areas")[drawn.get("attr")])
        symbols = {symbol.get("name") for symbol in drawn.findall("symbols/symbol")}
        assert {category.get("symbol") for category in drawn.iter("category")} == symbols, name
