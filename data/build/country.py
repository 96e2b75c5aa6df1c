"""What the scripts need to know of a country: the file geography.toml beside the tables of its record."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from layers import BuildError, shown

if TYPE_CHECKING:
    from pathlib import Path

FILE = "geography.toml"


@dataclass(frozen=True)
class Correction:
    """A line between two areas that the units have wrong: degrees, from west to east; `north` lies north of it."""

    north: str
    south: str
    line: list[list[float]]


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country as geography.toml gives it; tolerances and boxes (west, south, east, north) are in degrees.

    name, code : in the file of countries, and in ISO 3166-1. units : the file of its areas in cache/.
    metres : the EPSG code of a projection in metres that holds it. tolerance : by which the areas are thinned.
    neighbours : name in the file of countries -> code and name. window : to which they are clipped.
    borders : name of a layer -> the neighbour with which the country shares the line.
    shorelines : the file of shorelines in cache/, '' for no water. extract : the box that it covers, in whole degrees.
    water_window : to which water is clipped.
    """

    folder: Path
    name: str
    code: str
    units: str
    metres: int
    tolerance: float = 0
    corrections: tuple[Correction, ...] = ()
    neighbours: dict[str, list[str]] = field(default_factory=dict)
    window: list[float] = field(default_factory=list)
    neighbours_tolerance: float = 0
    borders: dict[str, str] = field(default_factory=dict)
    shorelines: str = ""
    extract: list[int] = field(default_factory=list)
    water_window: list[float] = field(default_factory=list)

    def layer(self, name: str) -> Path:
        """Where a layer is written."""
        return self.folder / "geography" / f"{name}.geojson"


def read_country(folder: Path) -> Country:
    """Read geography.toml in the folder of a record. Raises BuildError naming what is missing or unknown."""
    path = folder.resolve() / FILE
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        corrections = tuple(Correction(**one) for one in told.pop("corrections", ()))
        return Country(folder=path.parent, corrections=corrections, **told)
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        message = f"{shown(path)} does not say what the build needs to know of the country: {error}"
        raise BuildError(message) from error
