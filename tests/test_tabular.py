"""Tables to take along, opened by the programs' own readers."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest

from geo.atlas import Atlas, from_record
from geo.export.tables import view_csv, view_geojson, view_gpkg, view_xlsx
from geo.search import find
from geo.selection import Selection
from geo.story import View
from geo.tabular import HXL


def view_of(selection: Selection) -> View:
    return View(selection.to_query(), page="record")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("phase", ["I", "II", "both", "not-stated"])
def test_a_table_has_a_row_for_each_statement_of_the_selection(atlas: Atlas, phase: str) -> None:
    selection = Selection(phase=phase)
    header, *rows = read(view_csv(atlas, view_of(selection)))
    assert header == list(HXL)
    assert [row[0] for row in rows] == [row.statement_id for row in find(atlas, selection).rows]
    assert all(row[header.index("citation")] and row[header.index("certainty")] for row in rows)


def test_hashtags_stand_in_a_second_header_row_only_where_asked_for(atlas: Atlas) -> None:
    plain, tagged = (read(view_csv(atlas, view_of(Selection()), hxl=hxl)) for hxl in (False, True))
    assert tagged[1] == list(HXL.values())
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
    assert {cell.data_type for row in book["Statements"].iter_rows() for cell in row if cell.value} == {"s"}


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
