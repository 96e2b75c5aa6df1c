"""A view's map as a small picture without words: what it paints, light enough to show all of a story at once."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from geo.export.image.fills import fill_of
from geo.export.image.svg_tags import tag
from geo.map.classification import paint
from geo.map.palette import COLOURS
from geo.map.projection import UNITS, Shape, Sheet, clipped, path, sheet
from geo.map.symbology import NAMED, symbols
from geo.record.atlas import Atlas
from geo.selection.phases import covered
from geo.selection.selection import Selection
from geo.web.leaflet import digest

WIDE, HIGH, PADDING = 264, 176, 7  # pixels of the picture
COARSE = 0.3  # of the sheet: patterns, which are of a size in sheet units, stay as large as on the screen
TOLERANCE = 4.0  # units of the coarse sheet; a pixel has about ten
INK, WHITE = COLOURS["ink"], "#ffffff"

PaintKeys = tuple[tuple[str, str], ...]
"""What a map paints: code of an area or line, and paint key."""


def paint_maps(atlas: Atlas, selection: Selection, *, pair: bool = False) -> tuple[PaintKeys, ...]:
    """Say what the maps of a view paint. pair : a map for each phase that is compared, else one."""
    phases = covered(atlas.record, selection.phase) if pair else (selection.phase,)
    views = [selection.changed(phase=phase) for phase in phases]
    return tuple(tuple(sorted(paint(atlas, view)[view.phase].items())) for view in views)


def thumbnail_name(atlas: Atlas, selection: Selection, *, pair: bool = False) -> str:
    """Return what names the picture of a view, and no other: a browser may keep it for ever under this name."""
    maps = paint_maps(atlas, selection, pair=pair)
    return digest(f"{maps} {selection.area} {_ground(atlas)} {COARSE} {WIDE} {symbols(atlas).by_key}")


def thumbnail(atlas: Atlas, selection: Selection, *, pair: bool = False) -> str:
    """Draw the map of a selection, or the two of a pair side by side, as a small SVG file."""
    return _draw(atlas, paint_maps(atlas, selection, pair=pair), selection.area or "")


@lru_cache(maxsize=512)
def _draw(atlas: Atlas, maps: tuple[PaintKeys, ...], area: str) -> str:
    wide = WIDE / len(maps)
    parts = [_map(atlas, keys, area, number * wide, wide) for number, keys in enumerate(maps)]
    lines = [tag("rect", x=number * wide - 1, width=2, height=HIGH, fill=WHITE) for number in range(1, len(maps))]
    sea = tag("rect", width=WIDE, height=HIGH, fill=COLOURS["sea"])
    return tag("svg", sea, *parts, *lines, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDE} {HIGH}",
               width=WIDE, height=HIGH)  # fmt: skip


def _map(atlas: Atlas, paint_keys: PaintKeys, area: str, left: float, wide: float) -> str:
    base, keys = _coarse(atlas), dict(paint_keys)
    scale = min((wide - 2 * PADDING) / (UNITS * COARSE), (HIGH - 2 * PADDING) / base.height)
    x, y = (wide - UNITS * COARSE * scale) / 2, (HIGH - base.height * scale) / 2
    extent = (-x / scale, -y / scale, (wide - x) / scale, (HIGH - y) / scale)
    land = tag("g", *_layers(atlas, keys, area, scale, extent),
               transform=f"translate({x:.2f} {y:.2f}) scale({scale:.5f})")  # fmt: skip
    return tag("svg", land, x=left, width=wide, height=HIGH)


def _layers(
    atlas: Atlas, keys: dict[str, str], area: str, scale: float, extent: tuple[float, float, float, float]
) -> Iterator[str]:
    base, pixel = _coarse(atlas), 1 / scale
    yield tag("path", d=clipped(base.neighbours, extent), fill=COLOURS["land"])
    areas = (
        tag("path", d=data, fill=colour)
        for code in base.areas
        for colour, data in fill_of(base, symbols(atlas), code, keys.get(code, ""))
    )
    edges = tag("path", d="".join(shape.path for shape in base.areas.values()), fill="none", stroke=WHITE)
    yield tag("g", *areas, edges, stroke_width=round(0.8 * pixel, 1), stroke_linejoin="round")
    yield tag("path", d=clipped(base.water, extent), fill=COLOURS["water"], fill_opacity=0.85)
    dashes = f"{4 * pixel:.0f} {3 * pixel:.0f}"
    for place, line in base.lines.items():
        in_source = keys.get(place) == NAMED or place == area
        yield tag("path", d=path(line), fill="none", stroke=INK if in_source else COLOURS["border"],
                  stroke_dasharray=dashes, stroke_width=round((2.4 if in_source else 1.4) * pixel, 1))  # fmt: skip
    if area in base.areas:
        yield tag("path", d=base.areas[area].path, fill="none", stroke=INK, stroke_width=round(2.4 * pixel, 1),
                  stroke_linejoin="round")  # fmt: skip


@lru_cache(maxsize=4)
def _coarse(atlas: Atlas) -> Sheet:
    """Return the layers of an atlas with no more corners than a small picture shows; neighbours keep their border."""
    whole = sheet(atlas)

    def small(geometry: Any) -> Any:
        return shapely.transform(geometry, lambda coords: coords * COARSE)

    areas = shapely.coverage_simplify(np.array([small(part.geometry) for part in whole.areas.values()]), TOLERANCE)
    return Sheet(
        areas={
            code: Shape(part, path(part), (shape.at[0] * COARSE, shape.at[1] * COARSE), shape.width * COARSE)
            for (code, shape), part in zip(whole.areas.items(), areas, strict=True)
        },
        water=_simple(small(whole.water), least=TOLERANCE**2 * 4),
        neighbours=shapely.geometrycollections([_simple(part) for part in shapely.get_parts(small(whole.neighbours))]),
        lines={place: shapely.simplify(small(line), TOLERANCE) for place, line in whole.lines.items()},
        west=whole.west, north=whole.north, per_radian=whole.per_radian * COARSE, height=whole.height * COARSE,
    )  # fmt: skip


def _simple(geometry: Any, least: float = 0) -> Any:
    parts = [part for part in shapely.get_parts(shapely.simplify(geometry, TOLERANCE / 2)) if part.area >= least]
    return shapely.union_all(parts)


@lru_cache(maxsize=4)
def _ground(atlas: Atlas) -> str:
    base = _coarse(atlas)
    return digest("".join(shape.path for shape in base.areas.values()) + base.water.wkt + base.neighbours.wkt)
