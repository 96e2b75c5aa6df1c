"""Reads and checks the layers that the map is made of: the areas, water, neighbouring countries, lines of places.

layers.csv names the files; only that of the areas must be there.

All coordinates are degrees, EPSG:4326, longitude first. Nothing is reprojected or mended on the way in.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
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
from geo.record.reader import Sheet, quote, read_sheet
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


MOST_LAYERS = 16
_FILE = re.compile(r"[A-Za-z0-9_-]+\.geojson")  # a name in the folder, and no way out of it
_LABEL = re.compile(r"(.*\S) (-?[0-9]{1,2}(?:\.[0-9]+)?) (-?[0-9]{1,3}(?:\.[0-9]+)?)")


def read_label(label: str) -> tuple[str, float, float]:
    """Read a label of the map: its words, latitude and longitude in degrees. Raises ValueError where it is none."""
    match = _LABEL.fullmatch(label)
    if not match or abs(float(match[2])) > 90 or abs(float(match[3])) > 180:  # noqa: PLR2004  # the ends of the earth
        raise ValueError(label)
    return match[1], float(match[2]), float(match[3])


def _layers(sheet: Sheet | None) -> dict[str, _Layer]:
    """Name of a layer -> what its file must hold. A line is named by the id of the place that it draws."""
    layers: dict[str, _Layer] = {}
    for row in sheet.rows if sheet else ():
        file, kind, place = row.cells["file"], row.cells["kind"], row.cells["place_id"]
        if kind in ("areas", "water", "neighbours") and _FILE.fullmatch(file):
            layers.setdefault(kind, _Layer(file, POLYGONS, named=kind != "water"))
        elif kind == "line" and place and _FILE.fullmatch(file):
            layers.setdefault(place, _Layer(file, LINES))
    return dict(list(layers.items())[:MOST_LAYERS])


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """The layers, all in EPSG:4326, generalised for 1:10 million and not fit for measuring.

    areas : one row per area, indexed by `area_code`, with `name`; a coverage without gaps or overlaps.
    water : rivers and lakes. neighbours : countries with `code` and `name`. Both may be empty.
    lines : place id -> the line that draws it.
    """

    areas: gpd.GeoDataFrame
    water: gpd.GeoDataFrame
    neighbours: gpd.GeoDataFrame
    lines: Mapping[str, gpd.GeoDataFrame]


def read_layers(folder: Path) -> Layers:
    """Read the layers of the record in `folder`, from its subfolder `geography`.

    Raises RecordError with what keeps a layer from being read; layer_faults checks more.
    """
    frames: dict[str, gpd.GeoDataFrame] = {}
    faults: list[Fault] = []
    sheet, more = read_sheet(Path(folder) / "layers.csv", "layers")
    faults += more
    for name, layer in _layers(sheet).items():
        frame, problems = _read(Path(folder), layer)
        faults += problems
        frames[name] = frame
    if faults:
        raise RecordError(faults)
    areas = frames.pop("areas").rename(columns={"code": "area_code"}).set_index("area_code")
    water, neighbours = (frames.pop(name, _none()) for name in ("water", "neighbours"))
    return Layers(areas, water, neighbours, frames)


def _none() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"code": [], "name": []}, geometry=gpd.GeoSeries([], crs=CRS), crs=CRS)


def layer_faults(folder: Path, sheet: Sheet | None, areas: Sheet | None) -> list[Fault]:
    """List the faults of the layers in `folder`/geography. sheet, areas : layers.csv, areas.csv, None if unreadable."""
    faults: list[Fault] = []
    sound: dict[str, gpd.GeoDataFrame] = {}
    layers = _layers(sheet)
    for name, layer in layers.items():
        frame, more = _read(Path(folder), layer)
        faults += more
        if frame is None:
            continue
        if name == "areas":
            faults += _code_faults(
                frame, layer.file, {row.cells["area_code"] for row in areas.rows} if areas else set()
            )
        # overlaps and distances of shapes that are broken in themselves say nothing
        if not more:
            sound[name] = frame
    if "areas" in sound:
        faults += _coverage_faults(sound["areas"], layers["areas"].file)
        if areas:
            files = {name: f"{FOLDER}/{layer.file}" for name, layer in layers.items()}
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


@lru_cache(2 * MOST_LAYERS)  # a layer is read to be checked, and again to be held
def _parse(content: bytes, layer: _Layer) -> tuple[gpd.GeoDataFrame | None, tuple[Fault, ...]]:
    file = f"{FOLDER}/{layer.file}"
    try:
        collection = parse_json(content)
    except BrokenJsonError as error:
        return None, (Fault(file, error.row, None, error.reason, MEND),)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(feature, dict) for feature in features):
        return None, (Fault(file, None, "features", "the file is not a GeoJSON collection with features", MEND),)
    faults = list(_crs_faults(file, collection))
    rows, shapes = [], []
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties")
        row = properties if isinstance(properties, dict) else {}
        shape, reasons = _shape(feature.get("geometry"), layer.kinds)
        where = row["code"] if isinstance(row.get("code"), str) and row["code"] else f"feature {number}"
        faults += [Fault(file, None, where, reason, MEND) for reason in reasons]
        if layer.named:
            missing = [key for key in ("code", "name") if not isinstance(row.get(key), str) or not row[key]]
            faults += [Fault(file, None, where, f"it has no {key}", MEND) for key in missing]
            row = dict(row)
            for key in {"code", "name"} - set(missing):
                faults += [
                    Fault(file, None, where, f"{quote(row[key])} {why}", do) for why, do in find_faults(row[key])
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
        reason = (
            f"its coordinates are said to be in {name if isinstance(name, str) else 'an unknown system'}, not in {CRS}"
        )
        yield Fault(file, None, "crs", reason, "Reproject the layer to longitude and latitude in degrees (EPSG:4326).")


def _shape(geometry: object, kinds: tuple[str, ...]) -> tuple[shapely.Geometry | None, list[str]]:
    """Read the geometry of a feature, or None where there is none, and what is wrong with it."""
    shape = shapely.from_geojson(json.dumps(geometry), on_invalid="ignore") if isinstance(geometry, dict) else None
    if shape is None or shape.is_empty:
        return None, ["it has no geometry that can be read"]
    reasons = []
    if shape.geom_type not in kinds:
        reasons.append(f"its geometry is a {shape.geom_type}, not a {' or '.join(kinds)}")
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004  # the ends of the earth
        reasons.append("its coordinates are not degrees of longitude and latitude")
    if not shape.is_valid:
        reasons.append(f"its geometry is not valid ({shapely.is_valid_reason(shape).split('[')[0].lower()})")
    return shape, reasons


def _repeated(file: str, rows: list[dict[str, Any]]) -> Iterator[Fault]:
    for code, count in Counter(str(row["code"]) for row in rows if row["code"]).items():
        if count > 1:
            yield Fault(file, None, code, f"{count} features have this code", "Keep one feature for each code.")


def _code_faults(frame: gpd.GeoDataFrame, name: str, area_codes: set[str]) -> Iterator[Fault]:
    if not area_codes:
        return
    file = f"{FOLDER}/{name}"
    codes = {str(code) for code in frame["code"] if code}
    for code in sorted(codes - area_codes):
        yield Fault(file, None, code, "the code is not in areas.csv", "Correct the code, or add the area to areas.csv.")
    for code in sorted(area_codes - codes):
        yield Fault(file, None, code, "the area of areas.csv has no geometry", MEND)


def _coverage_faults(frame: gpd.GeoDataFrame, file: str) -> Iterator[Fault]:
    if frame.geometry.is_valid_coverage():
        return
    edges = frame.geometry.invalid_coverage_edges()
    for code in frame["code"][~edges.is_empty]:
        reason = "its boundary overlaps a neighbour's or leaves a gap"
        yield Fault(f"{FOLDER}/{file}", None, str(code), reason, MEND)
