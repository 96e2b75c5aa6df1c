"""What the build scripts share: where files lie, how a layer is checked and written.

Every layer is EPSG:4326 (degrees, longitude first), GeoJSON after RFC 7946, coordinates on a grid of 0.0001 degrees
(about 11 m), one feature a line so that a change can be read in a diff.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    import geopandas as gpd

BUILD = Path(__file__).resolve().parent
DATA = BUILD.parent
CACHE = BUILD / "cache"

WGS84 = 4326
GRID = 0.0001  # degrees
DECIMALS = 4


class BuildError(Exception):
    """An input is missing or is not the expected one, or a layer fails its check. The message says the remedy."""


def shown(path: Path) -> str:
    """Path as a reader knows it: from the repository's root."""
    return path.relative_to(DATA.parent).as_posix() if path.is_relative_to(DATA.parent) else str(path)


def write_layer(path: Path, layer: gpd.GeoDataFrame) -> None:
    """Write a layer as GeoJSON, the same bytes for the same geometry.

    layer : EPSG:4326, any columns besides the geometry; row order is kept.
    Rings start at a fixed vertex and run as RFC 7946 wants, so the bytes do not hang on how a ring was put together.
    Raises BuildError where the CRS is another, or a geometry is empty or invalid on the grid.
    """
    if layer.crs is None or layer.crs.to_epsg() != WGS84:
        message = f"{shown(path)}: the layer has CRS {layer.crs}; convert it to EPSG:{WGS84} before writing"
        raise BuildError(message)
    geometry = shapely.set_precision(layer.geometry.values, GRID)
    geometry = shapely.orient_polygons(shapely.normalize(geometry))
    faulty = [i for i, g in enumerate(geometry) if g is None or g.is_empty or not g.is_valid]
    if faulty:
        message = f"{shown(path)}: features {faulty} are empty or invalid on a grid of {GRID} degrees"
        raise BuildError(message)
    properties = layer.drop(columns=layer.geometry.name).to_dict("records")
    features = [
        json.dumps({"type": "Feature", "properties": p, "geometry": _mapping(g)}, ensure_ascii=False)
        for p, g in zip(properties, geometry, strict=True)
    ]
    head = f'{{"type": "FeatureCollection", "name": "{path.stem}", "features": [\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + ",\n".join(features) + "\n]}\n", encoding="utf-8", newline="\n")


def _mapping(geometry: shapely.Geometry) -> dict[str, object]:
    mapping = shapely.geometry.mapping(geometry)
    return {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"])}


def _rounded(coordinates: object) -> object:
    """Coordinates without the tail that binary fractions leave (104.91600000000001)."""
    if isinstance(coordinates, float):
        return round(coordinates, DECIMALS)
    if isinstance(coordinates, (tuple, list)):
        return [_rounded(c) for c in coordinates]
    message = f"a coordinate is {coordinates!r}, not a number"
    raise BuildError(message)
