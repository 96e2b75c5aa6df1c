"""The ground that each area covers, line by line: fit for asking at every redraw which areas a label stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from geo.record.atlas import Atlas

WIDTH = 2000  # units across all areas together
PITCH = 10  # units from one line to the next


@dataclass(frozen=True, slots=True)
class Footprints:
    """Lines from west to east across the map in Web Mercator, PITCH apart, in units of which WIDTH span all areas.

    codes : the areas; lines : for each line from the north the stretches (from, to, number of the area).
    """

    codes: tuple[str, ...]
    lines: tuple[tuple[tuple[int, int, int], ...], ...]

    def to_json(self) -> Mapping[str, Any]:
        """Give the form in which web/label-placement.js takes them: each line one flat list."""
        lines = [[number for stretch in line for number in stretch] for line in self.lines]
        return {"width": WIDTH, "pitch": PITCH, "codes": list(self.codes), "lines": lines}


@lru_cache(maxsize=4)
def footprints(atlas: Atlas) -> Footprints:
    """Measure the areas of an atlas; done once for each."""
    areas = atlas.layers.areas.geometry
    west, _, east, north = map(float, np.radians(areas.total_bounds))
    scale, top = WIDTH / (east - west), _northing(north)
    lines: list[list[tuple[int, int, int]]] = []
    for number, geometry in enumerate(areas):
        for row, stretches in _stretches(geometry, west, top, scale):
            lines += [[] for _ in range(row + 1 - len(lines))]
            lines[row] += [(start, end, number) for start, end in stretches if end > start]
    return Footprints(tuple(areas.index), tuple(map(tuple, lines)))


def _northing(latitude: Any) -> Any:
    return np.arcsinh(np.tan(latitude))


def _stretches(geometry: shapely.Geometry, west: float, top: float, scale: float) -> Any:
    """For each line through a geometry: its number and the pairs of places at which it enters and leaves."""
    edges = []
    for ring in shapely.get_rings(shapely.get_parts(geometry)):
        radians = np.radians(shapely.get_coordinates(ring))
        points = np.column_stack([(radians[:, 0] - west) * scale, (top - _northing(radians[:, 1])) * scale])
        edges.append(np.hstack([points[:-1], points[1:]]))
    x, y, next_x, next_y = np.concatenate(edges).T
    for row in range(int(y.min() / PITCH), int(y.max() / PITCH) + 1):
        height = (row + 0.5) * PITCH
        cut = (y <= height) != (next_y <= height)
        along = (height - y[cut]) / (next_y[cut] - y[cut])
        crossings = np.rint(np.sort(x[cut] + along * (next_x[cut] - x[cut]))).astype(int).tolist()
        yield row, list(zip(crossings[::2], crossings[1::2], strict=True))
