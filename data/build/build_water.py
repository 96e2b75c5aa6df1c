"""Build the lakes and wide rivers around Cambodia from the shorelines of GSHHG.

Input: cache/shore.txt, shorelines of 99-111 E, 7-18 N in degrees, as gmt coast writes them.
Output: ../geography/water.geojson, EPSG:4326, polygons without properties, the largest first, clipped to the window.

Method: lakes and river-lakes (level 2) less the islands in them (level 3); parts of 5 km2 and more; thinned by
0.002 degrees (about 220 m). The sea is not in it: it is what no land covers.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from layers import CACHE, GEOGRAPHY, MAP_WINDOW, UTM_48N, WGS84, BuildError, shown, write_layer

if TYPE_CHECKING:
    from pathlib import Path

SHORELINES = CACHE / "shore.txt"
OUTPUT = GEOGRAPHY / "water.geojson"

EXTRACT = shapely.box(99, 7, 111, 18)  # degrees; what shore.txt covers
LAKES, ISLANDS = 2, 3  # GSHHG's levels
LEAST = 5.0  # km2
TOLERANCE = 0.002  # degrees
NEAR = 0.001  # degrees; how near to the extract's edge a cut shoreline ends
RING = 4  # points; a ring has no fewer


def read_segments(path: Path, level: int) -> list[shapely.LineString]:
    """Read the pieces of shoreline of one level; gmt writes them cut into bins."""
    segments: list[shapely.LineString] = []
    points: list[tuple[float, float]] = []
    wanted = False
    for line in [*path.read_text(encoding="ascii").splitlines(), ">"]:
        if line.startswith(">"):
            if wanted and len(points) > 1:
                segments.append(shapely.LineString(points))
            points, wanted = [], line.strip().endswith(f"Level {level}")
        else:
            longitude, latitude = line.split()[:2]
            points.append((float(longitude), float(latitude)))
    return segments


def polygons(path: Path, level: int) -> list[shapely.Geometry]:
    """Make polygons of the closed shorelines of one level.

    The Mekong leaves through the extract's edge, so a shoreline that ends there is closed there.
    Raises BuildError where one ends anywhere else.
    """
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(read_segments(path, level))))
    open_ended = [e for line in lines if not line.is_closed for e in line.boundary.geoms]
    astray = [e.coords[0] for e in open_ended if e.distance(EXTRACT.boundary) > NEAR]
    if astray:
        message = f"{shown(path)}: shorelines of level {level} end inside the extract, at {astray[:5]}"
        raise BuildError(message)
    # buffer(0) mends rings that touch themselves.
    return [shapely.Polygon(line.coords).buffer(0) for line in lines if len(line.coords) >= RING]


def build_water() -> gpd.GeoDataFrame:
    """One row a piece of water within the map's window, EPSG:4326, the largest first."""
    lakes = shapely.union_all(polygons(SHORELINES, LAKES))
    water = lakes.difference(shapely.union_all(polygons(SHORELINES, ISLANDS))).intersection(MAP_WINDOW)
    parts = gpd.GeoSeries(shapely.get_parts(water), crs=WGS84)
    area = parts.to_crs(UTM_48N).area.sort_values(ascending=False, kind="stable")
    parts = parts[area.index[area > LEAST * 1e6]]
    return gpd.GeoDataFrame(geometry=parts.simplify(TOLERANCE).make_valid().values, crs=WGS84)


def main() -> None:
    """Build and write the layer."""
    water = build_water()
    write_layer(OUTPUT, water)
    print(f"{shown(OUTPUT)}: {len(water)} polygons, {water.to_crs(UTM_48N).area.sum() / 1e6:.0f} km2")


if __name__ == "__main__":
    try:
        main()
    except BuildError as error:
        sys.exit(str(error))
