"""Make everything in data/geography/ anew: python data/build/all.py.

Input: the packages of inputs.csv (fetched once into cache/) and ../areas.csv.
Output: areas, neighbours, thai_border and water, GeoJSON in EPSG:4326; the methods stand in the four scripts.
"""

from __future__ import annotations

import sys

import build_areas
import build_neighbours
import build_water
import fetch
from layers import BuildError

# The neighbours are fitted to the areas, so these come first.
STEPS = (fetch.fetch, build_areas.main, build_neighbours.main, build_water.main)


def main() -> None:
    """Run every step in order; stop at the first that fails, with its message."""
    try:
        for step in STEPS:
            step()
    except BuildError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
