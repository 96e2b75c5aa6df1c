"""Cut the neighbouring countries, and the border lines that are asked for, out of Natural Earth's country polygons.

Input: cache/countries-10m.json (Natural Earth 4.1.0, 1:10m, degrees) and geography/areas.geojson.
Output: geography/neighbours.geojson (polygons: code, name), and one line: code, for each border; EPSG:4326.

Method: a border is what the outlines of two countries share. The neighbours are clipped to the window and thinned.
Thinning, and the older outline of the areas, leave slivers between land and land that would show as sea: each such
sliver goes to the neighbour that it borders most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely
from layers import CACHE, WGS84, BuildError, shown, write_layer

if TYPE_CHECKING:
    from country import Country

COUNTRIES = CACHE / "countries-10m.json"
SLIVER = 10.0  # km2; those round Cambodia measure up to 5 km2, the least stretch of open sea 25,000 km2
TOUCH = 0.0001  # degrees; how near a sliver must come to a land to border on it


def read_countries(country: Country) -> gpd.GeoSeries:
    """Outlines of a country and its neighbours by Natural Earth's name, EPSG:4326."""
    world = gpd.read_file(COUNTRIES, layer="countries").set_crs(WGS84, allow_override=True).set_index("name").geometry
    missing = sorted({country.name, *country.neighbours} - set(world.index))
    if missing:
        message = f"{shown(COUNTRIES)} holds no country named {missing}"
        raise BuildError(message)
    return world[[country.name, *country.neighbours]].make_valid()


def border(countries: gpd.GeoSeries, country: Country, neighbour: str) -> gpd.GeoDataFrame:
    """Return the line that two countries share: a row, code such as KH|TH. BuildError where it is in pieces."""
    shared = countries[country.name].boundary.intersection(countries[neighbour].boundary)
    line = shapely.line_merge(shared)
    if line.geom_type != "LineString":
        message = f"the border with {neighbour} is a {line.geom_type}, expected one line; look at {shown(COUNTRIES)}"
        raise BuildError(message)
    code = f"{country.code}|{country.neighbours[neighbour][0]}"
    return gpd.GeoDataFrame({"code": [code]}, geometry=[line], crs=WGS84)


def neighbours(countries: gpd.GeoSeries, areas: gpd.GeoSeries, country: Country) -> gpd.GeoDataFrame:
    """One row a neighbouring country: code, name, its land within the window, slivers filled, EPSG:4326."""
    names = list(country.neighbours)
    land = countries[names].intersection(shapely.box(*country.window)).simplify(country.neighbours_tolerance)
    land = pd.concat([land, gpd.GeoSeries({country.name: areas.union_all()}, crs=WGS84)])
    filled = fill_slivers(land, country)
    codes, titles = zip(*country.neighbours.values(), strict=True)
    return gpd.GeoDataFrame({"code": codes, "name": titles}, geometry=filled.values, crs=WGS84)


def fill_slivers(land: gpd.GeoSeries, country: Country) -> gpd.GeoSeries:
    """Return the neighbours, each with the slivers between two lands that it borders most.

    A gap within one land, such as a lagoon, and open water stay.
    """
    names = list(country.neighbours)
    gaps = gpd.GeoSeries(shapely.get_parts(shapely.box(*country.window).difference(land.union_all())), crs=WGS84)
    gaps = gaps[gaps.to_crs(country.metres).area < SLIVER * 1e6]
    gains: dict[str, list[shapely.Geometry]] = {name: [] for name in names}
    for gap in gaps:
        common = land.intersection(gap.buffer(TOUCH)).to_crs(country.metres).area
        if (common > 0).sum() > 1:
            gains[common[names].idxmax()].append(gap)
    filled = {name: shapely.union_all([land[name], *gained]) for name, gained in gains.items()}
    return gpd.GeoSeries(filled, crs=WGS84)


def build(country: Country) -> None:
    """Build and write the layers; none where no neighbour is named."""
    if not country.neighbours:
        return
    countries = read_countries(country)
    for name, neighbour in country.borders.items():
        write_layer(country.layer(name), border(countries, country, neighbour))
        print(f"{shown(country.layer(name))}: one line")
    layer = neighbours(countries, gpd.read_file(country.layer("areas")).geometry, country)
    write_layer(country.layer("neighbours"), layer)
    print(f"{shown(country.layer('neighbours'))}: {', '.join(layer['name'])}")
