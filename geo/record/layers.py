"""Reads and checks the layers that the map is made of: the areas, water, neighbouring countries, the Thai border.

All coordinates are degrees, EPSG:4326, longitude first. Nothing is reprojected or mended on the way in.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geo.errors import Fault, RecordError, spell
from geo.record.files import UnreadableFileError, read_file
from geo.record.json_file import BrokenJsonError, parse_json
from geo.record.position import MEND, position_faults
from geo.record.reader import Sheet, shown
from geo.text import find_faults

FOLDER = "geography"
CRS = "EPSG:4326"
DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")  # how GeoJSON writes longitude and latitude in degrees
POLYGONS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")


@dataclass(frozen=True, slots=True)
class _Layer:
    """What a layer's file must hold. named : whether each feature has a code and a name of its own."""

    file: str
    kinds: tuple[str, ...]
    named: bool = False


LAYERS = {
    "areas": _Layer("areas.geojson", POLYGONS, named=True),
    "water": _Layer("water.geojson", POLYGONS),
    "neighbours": _Layer("neighbours.geojson", POLYGONS, named=True),
    "border": _Layer("thai_border.geojson", LINES),
}


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """The layers, all in EPSG:4326, generalised for 1:10 million and not fit for measuring.

    areas : one row per area, indexed by `area_code`, with `name`; a coverage without gaps or overlaps.
    water : rivers and lakes. neighbours : countries with `code` and `name`. border : the Thai-Cambodian line.
    """

    areas: gpd.GeoDataFrame
    water: gpd.GeoDataFrame
    neighbours: gpd.GeoDataFrame
    border: gpd.GeoDataFrame


def read_layers(folder: Path) -> Layers:
    """Read the layers of the record in `folder`, from its subfolder `geography`.

    Raises RecordError with what keeps a layer from being read; layer_faults checks more.
    """
    frames: dict[str, gpd.GeoDataFrame] = {}
    faults: list[Fault] = []
    for name, layer in LAYERS.items():
        frame, found = _read(Path(folder), layer)
        faults += found
        frames[name] = frame
    if faults:
        raise RecordError(faults)
    areas = frames["areas"].rename(columns={"code": "area_code"}).set_index("area_code")
    return Layers(areas, frames["water"], frames["neighbours"], frames["border"])


def layer_faults(folder: Path, areas: Sheet | None) -> list[Fault]:
    """Every fault of the layers in `folder`/geography. areas : areas.csv, None if it cannot be read."""
    faults: list[Fault] = []
    sound: dict[str, gpd.GeoDataFrame] = {}
    for name, layer in LAYERS.items():
        frame, found = _read(Path(folder), layer)
        faults += found
        if frame is None:
            continue
        if name == "areas":
            faults += _code_faults(frame, {row.cells["area_code"] for row in areas.rows} if areas else set())
        # overlaps and distances of shapes that are broken in themselves say nothing
        if not found:
            sound[name] = frame
    if "areas" in sound:
        faults += _coverage_faults(sound["areas"])
        if areas:
            files = {name: f"{FOLDER}/{layer.file}" for name, layer in LAYERS.items()}
            faults += position_faults(sound, files, areas)
    return faults


def _read(folder: Path, layer: _Layer) -> tuple[gpd.GeoDataFrame | None, tuple[Fault, ...]]:
    """Read a layer with the features that could be read, or None where its file is none, and what is wrong with it."""
    file = f"{FOLDER}/{layer.file}"
    try:
        return _parse(read_file(folder / FOLDER / layer.file), layer)
    except FileNotFoundError:
        return None, (Fault(file, None, None, "the file is missing", MEND),)
    except UnreadableFileError as error:
        return None, (Fault(file, None, None, error.reason, MEND),)


@lru_cache(2 * len(LAYERS))  # a layer is read to be checked, and again to be held
def _parse(content: bytes, layer: _Layer) -> tuple[gpd.GeoDataFrame | None, tuple[Fault, ...]]:
    file = f"{FOLDER}/{layer.file}"
    try:
        collection = parse_json(content)
    except BrokenJsonError as error:
        return None, (Fault(file, error.row, None, error.reason, MEND),)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(one, dict) for one in features):
        return None, (Fault(file, None, "features", "the file is not a GeoJSON collection with features", MEND),)
    faults = list(_crs_faults(file, collection))
    rows, shapes = [], []
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties")
        row = properties if isinstance(properties, dict) else {}
        shape, wrong = _shape(feature.get("geometry"), layer.kinds)
        where = row["code"] if isinstance(row.get("code"), str) and row["code"] else f"feature {number}"
        faults += [Fault(file, None, where, reason, MEND) for reason in wrong]
        if layer.named:
            missing = [key for key in ("code", "name") if not isinstance(row.get(key), str) or not row[key]]
            faults += [Fault(file, None, where, f"it has no {key}", MEND) for key in missing]
            row = dict(row)
            for key in {"code", "name"} - set(missing):
                faults += [
                    Fault(file, None, where, f"{shown(row[key])} {why}", do) for why, do in find_faults(row[key])
                ]
                row[key] = spell(row[key])
        rows.append({"code": row.get("code"), "name": row.get("name")} if layer.named else {})
        shapes.append(shape)
    if layer.named:
        faults += _repeated(file, rows)
    return gpd.GeoDataFrame(rows, index=range(len(rows)), geometry=gpd.GeoSeries(shapes), crs=CRS), tuple(faults)


def _crs_faults(file: str, collection: dict[str, Any]) -> Iterator[Fault]:
    if collection.get("crs") is None:
        return  # GeoJSON without the member is in degrees by definition
    properties = collection["crs"].get("properties") if isinstance(collection["crs"], dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not name.endswith(DEGREES):
        said = (
            f"its coordinates are said to be in {name if isinstance(name, str) else 'an unknown system'}, not in {CRS}"
        )
        yield Fault(file, None, "crs", said, "Reproject the layer to longitude and latitude in degrees (EPSG:4326).")


def _shape(geometry: object, kinds: tuple[str, ...]) -> tuple[shapely.Geometry | None, list[str]]:
    """Read the geometry of a feature, or None where there is none, and what is wrong with it."""
    shape = shapely.from_geojson(json.dumps(geometry), on_invalid="ignore") if isinstance(geometry, dict) else None
    if shape is None or shape.is_empty:
        return None, ["it has no geometry that can be read"]
    wrong = []
    if shape.geom_type not in kinds:
        wrong.append(f"its geometry is a {shape.geom_type}, not a {' or '.join(kinds)}")
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004  # the ends of the earth
        wrong.append("its coordinates are not degrees of longitude and latitude")
    if not shape.is_valid:
        wrong.append(f"its geometry is not valid ({shapely.is_valid_reason(shape).split('[')[0].lower()})")
    return shape, wrong


def _repeated(file: str, rows: list[dict[str, Any]]) -> Iterator[Fault]:
    for code, count in Counter(str(row["code"]) for row in rows if row["code"]).items():
        if count > 1:
            yield Fault(file, None, code, f"{count} features have this code", "Keep one feature for each code.")


def _code_faults(frame: gpd.GeoDataFrame, area_codes: set[str]) -> Iterator[Fault]:
    if not area_codes:
        return
    file = f"{FOLDER}/{LAYERS['areas'].file}"
    drawn = {str(code) for code in frame["code"] if code}
    for code in sorted(drawn - area_codes):
        yield Fault(file, None, code, "the code is not in areas.csv", "Correct the code, or add the area to areas.csv.")
    for code in sorted(area_codes - drawn):
        yield Fault(file, None, code, "the area of areas.csv has no geometry", MEND)


def _coverage_faults(frame: gpd.GeoDataFrame) -> Iterator[Fault]:
    if frame.geometry.is_valid_coverage():
        return
    edges = frame.geometry.invalid_coverage_edges()
    for code in frame["code"][~edges.is_empty]:
        reason = "its boundary overlaps a neighbour's or leaves a gap"
        yield Fault(f"{FOLDER}/{LAYERS['areas'].file}", None, str(code), reason, MEND)
