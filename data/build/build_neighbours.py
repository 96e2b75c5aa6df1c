"""Cut the neighbouring countries and the Thai-Cambodian border line out of Natural Earth's country polygons.

Input: cache/countries-10m.json (Natural Earth 4.1.0, 1:10m, degrees) and ../geography/areas.geojson.
Output: ../geography/neighbours.geojson (polygons: code, name) and thai_border.geojson (one line: code), EPSG:4326.

Method: the border is what the outlines of Cambodia and Thailand share. The neighbours are clipped to WINDOW and
thinned. Thinning, and the older outline of the areas, leave slivers between land and land that would show as sea:
each such sliver goes to the neighbour that it borders most.
"""

from __future__ import annotations

import sys

import geopandas as gpd
import pandas as pd
import shapely
from layers import CACHE, GEOGRAPHY, UTM_48N, WGS84, BuildError, shown, write_layer

COUNTRIES = CACHE / "countries-10m.json"
AREAS = GEOGRAPHY / "areas.geojson"
NEIGHBOURS = GEOGRAPHY / "neighbours.geojson"
THAI_BORDER = GEOGRAPHY / "thai_border.geojson"

WINDOW = shapely.box(99.0, 7.5, 110.5, 17.5)  # degrees; wider than the map's, for wide screens
TOLERANCE = 0.004  # degrees, about 430 m; the country file itself is quantised to 0.0036 degrees of longitude
SLIVER = 10.0  # km2; the slivers measure up to 5 km2, the least stretch of open sea 25,000 km2
TOUCH = 0.0001  # degrees; how near a sliver must come to a land to border on it
NAMES = {"Laos": ("LA", "Laos"), "Thailand": ("TH", "Thailand"), "Vietnam": ("VN", "Viet Nam")}


def read_countries() -> gpd.GeoSeries:
    """Outlines of Cambodia and its neighbours by Natural Earth's name, EPSG:4326."""
    world = gpd.read_file(COUNTRIES, layer="countries").set_crs(WGS84, allow_override=True).set_index("name").geometry
    missing = sorted({"Cambodia", *NAMES} - set(world.index))
    if missing:
        message = f"{shown(COUNTRIES)} holds no country named {missing}"
        raise BuildError(message)
    return world[["Cambodia", *NAMES]].make_valid()


def thai_border(countries: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the line that Cambodia and Thailand share: a row, code KH|TH. BuildError where it is in pieces."""
    shared = countries["Cambodia"].boundary.intersection(countries["Thailand"].boundary)
    line = shapely.line_merge(shared)
    if line.geom_type != "LineString":
        message = f"the Thai-Cambodian border is a {line.geom_type}, expected one line; look at {shown(COUNTRIES)}"
        raise BuildError(message)
    return gpd.GeoDataFrame({"code": ["KH|TH"]}, geometry=[line], crs=WGS84)


def neighbours(countries: gpd.GeoSeries, areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """One row a neighbouring country: code, name, its land within WINDOW, slivers filled, EPSG:4326."""
    land = countries[list(NAMES)].intersection(WINDOW).simplify(TOLERANCE)
    land = pd.concat([land, gpd.GeoSeries({"Cambodia": areas.union_all()}, crs=WGS84)])
    filled = fill_slivers(land)[list(NAMES)]
    codes, names = zip(*NAMES.values(), strict=True)
    return gpd.GeoDataFrame({"code": codes, "name": names}, geometry=filled.values, crs=WGS84)


def fill_slivers(land: gpd.GeoSeries) -> gpd.GeoSeries:
    """Give each sliver between two lands to the neighbour that it borders most; Cambodia stays as it is.

    A gap within one land, such as a lagoon, and open water stay.
    """
    gaps = gpd.GeoSeries(shapely.get_parts(WINDOW.difference(land.union_all())), crs=WGS84)
    gaps = gaps[gaps.to_crs(UTM_48N).area < SLIVER * 1e6]
    gains: dict[str, list[shapely.Geometry]] = {name: [] for name in NAMES}
    for gap in gaps:
        common = land.intersection(gap.buffer(TOUCH)).to_crs(UTM_48N).area
        if (common > 0).sum() > 1:
            gains[common[list(NAMES)].idxmax()].append(gap)
    filled = {name: shapely.union_all([land[name], *gained]) for name, gained in gains.items()}
    return gpd.GeoSeries({**filled, "Cambodia": land["Cambodia"]}, crs=WGS84)


def main() -> None:
    """Build and write both layers."""
    countries = read_countries()
    write_layer(THAI_BORDER, thai_border(countries))
    layer = neighbours(countries, gpd.read_file(AREAS).geometry)
    write_layer(NEIGHBOURS, layer)
    print(f"{shown(NEIGHBOURS)}: {', '.join(layer['name'])}\n{shown(THAI_BORDER)}: one line")


if __name__ == "__main__":
    try:
        main()
    except BuildError as error:
        sys.exit(str(error))
