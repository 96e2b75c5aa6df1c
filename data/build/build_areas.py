"""Make the areas of a country from Natural Earth's units, with the lines corrected that these have wrong.

Input: cache/ the file of units (TopoJSON, degrees; feature ids such as KH.PY) and the record's areas.csv.
Output: geography/areas.geojson, EPSG:4326, one feature an area: code, name; a valid coverage (no gap, no overlap).

Method: all boundaries are noded together with the corrected lines and cut into faces, so that neighbours share every
vertex; each face then goes to the unit that holds it, those of two corrected areas by the side of the line they lie on.
Where a tolerance is given, the shared boundaries are thinned together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely
from layers import CACHE, GRID, WGS84, BuildError, shown, write_layer

if TYPE_CHECKING:
    from country import Correction, Country


def build_areas(country: Country) -> gpd.GeoDataFrame:
    """One row an area, in the order of the table: code, name, geometry in EPSG:4326 on the grid.

    Raises BuildError where units and table do not match one to one, or the outcome is no valid coverage.
    """
    areas_table = country.folder / "areas.csv"
    table = pd.read_csv(areas_table).set_index("boundary_id")
    units = gpd.read_file(CACHE / country.units).set_crs(WGS84, allow_override=True).set_index("id").geometry
    stray = sorted(set(units.index) ^ set(table.index))
    if stray or not table.index.is_unique:
        message = f"{shown(areas_table)}: boundary_id must name each unit of {country.units} once; look at {stray}"
        raise BuildError(message)
    units.index = table["area_code"].loc[units.index]

    faces = cut_into_faces(units, country.corrections)
    owned = gpd.GeoDataFrame({"code": [owner(face, units, country.corrections) for face in faces]}, geometry=faces)
    areas = owned.dropna(subset="code").dissolve("code").reindex(table["area_code"])
    if country.tolerance:
        areas.geometry = areas.geometry.simplify_coverage(country.tolerance)
    areas.geometry = shapely.set_precision(areas.geometry.values, GRID)
    if not (areas.is_valid.all() and areas.geometry.is_valid_coverage()):
        message = f"{shown(country.folder)}: the areas are no valid coverage; look at what changed in {country.units}"
        raise BuildError(message)
    return areas.assign(name=table.set_index("area_code")["name"]).reset_index(names="code")[
        ["code", "name", "geometry"]
    ]


def cut_into_faces(units: gpd.GeoSeries, corrections: tuple[Correction, ...]) -> gpd.GeoSeries:
    """Return the faces that all boundaries and the corrected lines, noded together, enclose."""
    both = (units[[one.south, one.north]].union_all() for one in corrections)
    lines = [shapely.LineString(one.line).intersection(ground) for one, ground in zip(corrections, both, strict=True)]
    noded = shapely.node(shapely.union_all([*units.boundary, *lines]))
    return gpd.GeoSeries(list(shapely.polygonize([*shapely.get_parts(noded)]).geoms), crs=units.crs)


def owner(face: shapely.Polygon, units: gpd.GeoSeries, corrections: tuple[Correction, ...]) -> str | None:
    """Code of the area that a face belongs to; None for a face outside all of them (a lagoon, say)."""
    point = face.representative_point()
    code = next((c for c, unit in units.items() if unit.contains(point)), None)
    for one in corrections:
        if code in {one.south, one.north}:
            return one.north if point.y > latitude_of_line(shapely.LineString(one.line), point.x) else one.south
    return code


def latitude_of_line(line: shapely.LineString, longitude: float) -> float:
    """Latitude of a line at a longitude, in degrees; beyond its ends, that of the end."""
    west, south, east, north = line.bounds
    x = min(max(longitude, west), east)
    return float(line.intersection(shapely.LineString([(x, south - 1), (x, north + 1)])).centroid.y)


def build(country: Country) -> None:
    """Build and write the layer."""
    areas = build_areas(country)
    write_layer(country.layer("areas"), areas)
    print(f"{shown(country.layer('areas'))}: {len(areas)} areas")
