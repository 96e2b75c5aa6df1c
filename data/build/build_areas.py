"""Make the 24 areas of 2003-06 from Natural Earth, with the one line corrected that Natural Earth has wrong.

Input: cache/khm.topo.json (24 units, feature ids such as KH.PY, degrees) and ../areas.csv.
Output: ../geography/areas.geojson, EPSG:4326, one feature an area: code, name; a valid coverage (no gap, no overlap).

Method: Natural Earth gives the north of Oddar Meanchey (Anlong Veng and around) to Siem Reap. CORRECTED_LINE is the
provincial line between the two, generalised by hand from the published administrative boundaries of Cambodia
(OCHA COD-AB, level 1). All boundaries are noded together with it and cut into faces, so that neighbours share every
vertex; each face then goes to the unit that holds it, those of the two provinces by the side of the line they lie on.
"""

from __future__ import annotations

import sys

import geopandas as gpd
import pandas as pd
import shapely
from layers import CACHE, DATA, GEOGRAPHY, GRID, WGS84, BuildError, shown, write_layer

UNITS = CACHE / "khm.topo.json"
AREAS_TABLE = DATA / "areas.csv"
OUTPUT = GEOGRAPHY / "areas.geojson"

SIEM_REAP, ODDAR_MEANCHEY = "KH-17", "KH-22"
CORRECTED_LINE = shapely.LineString(
    [
        (103.40, 13.87),  # in Banteay Meanchey, so that the line is sure to reach the province's edge
        (103.43, 13.88),
        (103.60, 13.942),
        (103.70, 13.965),
        (104.10, 13.960),
        (104.20, 13.942),
        (104.43, 13.957),  # in Preah Vihear, for the same reason
    ]
)  # degrees, west to east, six segments; Oddar Meanchey lies north of it


def build_areas() -> gpd.GeoDataFrame:
    """One row an area, in the order of the table: code, name, geometry in EPSG:4326 on the grid.

    Raises BuildError where units and table do not match one to one, or the outcome is no valid coverage.
    """
    table = pd.read_csv(AREAS_TABLE).set_index("boundary_id")
    units = gpd.read_file(UNITS).set_crs(WGS84, allow_override=True).set_index("id").geometry
    stray = sorted(set(units.index) ^ set(table.index))
    if stray or not table.index.is_unique:
        message = f"{shown(AREAS_TABLE)}: boundary_id must name each unit of {UNITS.name} once; look at {stray}"
        raise BuildError(message)
    units.index = table["area_code"].loc[units.index]

    faces = cut_into_faces(units)
    owned = gpd.GeoDataFrame({"code": [owner(face, units) for face in faces]}, geometry=faces)
    areas = owned.dropna(subset="code").dissolve("code").reindex(table["area_code"])
    areas.geometry = shapely.set_precision(areas.geometry.values, GRID)
    if not (areas.is_valid.all() and areas.geometry.is_valid_coverage()):
        message = f"{shown(OUTPUT)}: the areas are no valid coverage; look at what changed in {UNITS.name}"
        raise BuildError(message)
    return areas.assign(name=table.set_index("area_code")["name"]).reset_index(names="code")[
        ["code", "name", "geometry"]
    ]


def cut_into_faces(units: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the faces that all boundaries and the corrected line, noded together, enclose."""
    both = units[[SIEM_REAP, ODDAR_MEANCHEY]].union_all()
    lines = shapely.node(shapely.union_all([*units.boundary, CORRECTED_LINE.intersection(both)]))
    return gpd.GeoSeries(list(shapely.polygonize([*shapely.get_parts(lines)]).geoms), crs=units.crs)


def owner(face: shapely.Polygon, units: gpd.GeoSeries) -> str | None:
    """Code of the area that a face belongs to; None for a face outside all of them (a lagoon, say)."""
    point = face.representative_point()
    code = next((c for c, unit in units.items() if unit.contains(point)), None)
    if code in {SIEM_REAP, ODDAR_MEANCHEY}:
        return ODDAR_MEANCHEY if point.y > latitude_of_line(point.x) else SIEM_REAP
    return code


def latitude_of_line(longitude: float) -> float:
    """Latitude of the corrected line at a longitude, in degrees; beyond its ends, that of the end."""
    west, _, east, _ = CORRECTED_LINE.bounds
    x = min(max(longitude, west), east)
    return float(CORRECTED_LINE.intersection(shapely.LineString([(x, 13), (x, 15)])).centroid.y)


def main() -> None:
    """Build and write the layer."""
    areas = build_areas()
    write_layer(OUTPUT, areas)
    print(f"{shown(OUTPUT)}: {len(areas)} areas")


if __name__ == "__main__":
    try:
        main()
    except BuildError as error:
        sys.exit(str(error))
