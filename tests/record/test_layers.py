"""A layer that the map cannot be made of is named by file and feature."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.errors import RecordError
from geo.record.layers import layer_faults, read_layers
from geo.record.reader import read_sheets
from geo.record.record import Record
from tests.support.worlds import edit_json, faults_of

AREAS = "geography/areas.geojson"
WATER = "geography/water.geojson"
BORDER, PLACE = "geography/thai_border.geojson", "thai-border"
NEIGHBOURS = "geography/neighbours.geojson"
BOW_TIE = [[[104, 12], [105, 13], [105, 12], [104, 13], [104, 12]]]

Change = Callable[[Any], object]


def first(layer: Any) -> Any:
    return layer["features"][0]


def crs(name: object) -> Change:
    return lambda layer: layer.update(crs={"type": "name", "properties": {"name": name}})


def in_metres(layer: Any) -> None:
    first(layer)["geometry"] = {"type": "Polygon", "coordinates": [[[4e5, 1e6], [5e5, 1e6], [5e5, 2e6], [4e5, 1e6]]]}


def moved(layer: Any) -> None:
    ring = first(layer)["geometry"]["coordinates"][0]
    ring[5] = [ring[5][0] - 0.05, ring[5][1] - 0.05]


CASES: list[tuple[str, Change, str | None, str]] = [
    (AREAS, crs("urn:ogc:def:crs:EPSG::32648"), "crs", "said to be in urn:ogc:def:crs:EPSG::32648"),
    (AREAS, crs(5), "crs", "an unknown system"),
    (WATER, in_metres, "feature 1", "not degrees of longitude and latitude"),
    (AREAS, lambda layer: first(layer)["properties"].update(code="KH-99"), "KH-99", "not in areas.csv"),
    (AREAS, lambda layer: layer["features"].pop(0), "KH-1", "has no geometry"),
    (AREAS, lambda layer: first(layer)["properties"].update(code="KH-2"), "KH-2", "2 features have this code"),
    (AREAS, lambda layer: first(layer)["properties"].pop("name"), "KH-1", "has no name"),
    (AREAS, lambda layer: first(layer).update(properties=None), "feature 1", "has no code"),
    (AREAS, lambda layer: first(layer).update(geometry=None), "KH-1", "no geometry that can be read"),
    (AREAS, lambda layer: first(layer)["geometry"].update(coordinates="here"), "KH-1", "no geometry"),
    (AREAS, lambda layer: first(layer)["geometry"].update(coordinates=BOW_TIE), "KH-1", "not valid"),
    (AREAS, moved, "KH-1", "overlaps a neighbour's or leaves a gap"),
    (AREAS, lambda layer: layer.update(features=[]), "features", "not a GeoJSON collection"),
    (AREAS, lambda layer: layer.update(features=[5]), "features", "not a GeoJSON collection"),
    (NEIGHBOURS, lambda layer: first(layer)["properties"].pop("code"), "feature 1", "has no code"),
    (BORDER, lambda layer: first(layer).update(geometry={"type": "Point", "coordinates": [103, 14]}), None, "a Point"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[3]}")
def test_a_broken_layer_is_named(world: Path, case: tuple[str, Change, str | None, str]) -> None:
    file, change, field, reason = case
    edit_json(world, file, change)
    sheets = read_sheets(world)[0]
    faults = [fault for fault in layer_faults(world, sheets["layers"], sheets["areas"]) if reason in fault.reason]
    assert faults
    assert {fault.file for fault in faults} == {file}
    assert field is None or field in {fault.field for fault in faults}
    assert all(fault.remedy for fault in faults)


@pytest.mark.parametrize("crs_name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_degrees_may_be_named_in_any_usual_way(world: Path, crs_name: str) -> None:
    edit_json(world, AREAS, crs(crs_name))
    sheets = read_sheets(world)[0]
    assert layer_faults(world, sheets["layers"], sheets["areas"]) == []


def test_broken_json_is_named_with_its_line_and_a_missing_file_beside_it(world: Path) -> None:
    (world / AREAS).write_text('{"type": "FeatureCollection",\n"features": [', encoding="utf-8")
    (world / WATER).unlink()
    (world / BORDER).write_bytes(b"\xe9\xe8")
    faults = {fault.file: (fault.row, fault.reason) for fault in faults_of(world)}
    assert set(faults) == {AREAS, WATER, BORDER}
    assert faults[AREAS][0] == 2
    assert "not valid JSON" in faults[AREAS][1]
    assert "missing" in faults[WATER][1]
    assert "UTF-8" in faults[BORDER][1]


def test_layers_are_read_in_degrees_with_areas_by_their_code(record: Record) -> None:
    layers = read_layers(record.folder)
    assert set(layers.areas.index) == set(record.areas_by_code)
    assert layers.areas.index.name == "area_code"
    assert layers.areas.loc["KH-14", "name"] == "Prey Veng"
    for frame in (layers.areas, layers.water, layers.neighbours, layers.lines[PLACE]):
        assert frame.crs.to_epsg() == 4326
        assert not frame.empty


def test_reading_a_broken_layer_raises_its_faults(world: Path) -> None:
    (world / BORDER).unlink()
    with pytest.raises(RecordError) as error:
        read_layers(world)
    assert [fault.file for fault in error.value.faults] == [BORDER]
