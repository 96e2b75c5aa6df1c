"""Make the layers of a record anew: python data/build/all.py [FOLDER], the folder of the record, else data.

Input: the folder's areas.csv and geography.toml, which says what the scripts need to know of the country, and the
packages of inputs.csv, fetched once into cache/.
Output: the folder's geography/, GeoJSON in EPSG:4326; the methods stand in the scripts.
"""

from __future__ import annotations

import sys
from pathlib import Path

import build_areas
import build_neighbours
import build_water
import fetch
from country import read_country
from layers import DATA, BuildError

# The neighbours are fitted to the areas, so these come first.
STEPS = (fetch.fetch, build_areas.build, build_neighbours.build, build_water.build)


def main() -> None:
    """Run every step in order; stop at the first that fails, with its message."""
    try:
        country = read_country(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
        for step in STEPS:
            step(country)
    except BuildError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
