"""Records that are broken in some way, made from the shipped one: files, encodings, cells, geometry, rules."""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geo.record.columns import columns_of
from geo.record.models import TABLES
from tests.support.worlds import edit_json, rows, write_rows

Mutation = tuple[str, Callable[[Path], object]]
SEED = 20_261_125
WRONG_TEXTS = {
    "space": " ", "zero-width": "\u200b", "bell": "a\x07b", "turned": "\u202egnev", "mojibake": "áž–áŸ’ážšáŸ‚",
    "lost": "???????", "damaged": "\ufffd", "newline": "a\nb", "formula": "=1+1", "markup": "<b>x</b>",
    "markdown": "**x** [l](http://e.invalid)", "long": "x" * 40_000, "quotes": '"', "comma": "a,b", "null": "null",
    "emoji": "🙂", "number": "-1", "float": "1e400", "nan": "NaN", "list": "a;b", "path": "../../etc/passwd",
}  # fmt: skip
PATTERNS = ("^(a+)+$", "^(a|aa)+$", "^(.*)*x$", "(?P<x>", "[", "a{4294967296}", "^(x+x+)+y$", "*")
AREAS, WATER = "geography/areas.geojson", "geography/water.geojson"


def mutations(rounds: int = 1) -> list[Mutation]:
    """Make all of them, in the same order each time; each round more breaks cells, rows and bytes elsewhere."""
    chance = random.Random(SEED)
    made = [*_files(), *_cells(chance), *_rows(chance), *_values(), *_rules(), *_shapes(), *_bytes(chance)]
    for number in range(2, rounds + 1):
        again = (*_cells(chance), *_rows(chance), *_bytes(chance))
        made += [(f"{name}, round {number}", change) for name, change in again]
    return made


def _files() -> Iterator[Mutation]:
    for table in TABLES:
        file = f"{table}.csv"
        yield f"{file} missing", lambda world, file=file: (world / file).unlink()
        yield f"{file} empty", lambda world, file=file: (world / file).write_bytes(b"")
        yield f"{file} header alone", lambda world, file=file: write_rows(world, file, rows(world, file)[:1])
        yield f"{file} a folder", lambda world, file=file: _replace(world / file, Path.mkdir)
        yield f"{file} a pipe", lambda world, file=file: _replace(world / file, os.mkfifo)
        yield f"{file} a link to itself", lambda world, file=file: _replace(world / file, lambda at: at.symlink_to(at))
        yield f"{file} in UTF-16", lambda world, file=file: _encode(world / file, "utf-16")
        yield f"{file} in Latin-1", lambda world, file=file: _encode(world / file, "latin-1")
        yield f"{file} read as Windows-1252", lambda world, file=file: _misread(world / file)
        yield f"{file} with semicolons", lambda world, file=file: _swap(world / file, ",", ";")
        yield f"{file} cut short", lambda world, file=file: _cut(world / file)
        yield f"{file} with a byte order mark", lambda world, file=file: _prefix(world / file, b"\xef\xbb\xbf")
        yield f"{file} with zeros", lambda world, file=file: _prefix(world / file, b"\0\0")
        yield f"{file} twice", lambda world, file=file: _double(world / file)
        yield f"{file} a companion beside it", lambda world, file=file: (world / f"._{file}").write_bytes(b"\0\x05")
    yield "a table of nobody", lambda world: (world / "more.csv").write_text("a,b\n", encoding="utf-8")
    yield "a table beyond all measure", lambda world: _grow(world / "roles.csv", 60_000_000)


def _cells(chance: random.Random) -> Iterator[Mutation]:
    """In each column of each table, one cell with one wrong text."""
    names = list(WRONG_TEXTS)
    for table, row_class in TABLES.items():
        for column in columns_of(row_class):
            name = chance.choice(names)
            place = chance.random()
            yield (
                f"{table}.csv {column.name}: {name}",
                lambda world, table=table, column=column, name=name, place=place: _set(
                    world, table, column.name, place, WRONG_TEXTS[name]
                ),
            )


def _rows(chance: random.Random) -> Iterator[Mutation]:
    for table in TABLES:
        place = chance.random()
        yield f"{table}.csv a row twice", lambda world, table=table, place=place: _repeat(world, table, place)
        yield f"{table}.csv a row gone", lambda world, table=table, place=place: _remove(world, table, place)
        yield f"{table}.csv a cell too many", lambda world, table=table, place=place: _widen(world, table, place)
        yield f"{table}.csv rows in another order", lambda world, table=table: _reverse(world, table)
        yield f"{table}.csv columns in another order", lambda world, table=table: _mirror(world, table)


def _values() -> Iterator[Mutation]:
    for vocabulary, code in (("phase", "III"), ("role", "destination-abroad"), ("certainty", "sure"), ("scope", "all")):
        yield (
            f"a new {vocabulary}",
            lambda world, v=vocabulary, c=code: _append(world, "codes", list=v, code=c, label=c),
        )
    for table in ("interventions", "studies"):
        for length in (2, 40, 3_000):
            yield (
                f"{table}: a circle of {length}",
                lambda world, table=table, length=length: _chain(world, table, length, closed=True),
            )
        yield f"{table}: a chain of 3000", lambda world, table=table: _chain(world, table, 3_000, closed=False)
    for name in ("TRUE", "True", "FALSE", "yes", "1"):
        yield f"truth as {name}", lambda world, name=name: _set(world, "interventions", "counted", 0.4, name)
    yield "a role that nothing draws", _add_undrawn_role
    yield "a second role in a phase", lambda world: _append(
        world, "roles", role_id="role-99", place_id="KH-14", phase_code="I", role_code="receiving", citation="S3.1 s1",
        certainty="stated",
    )  # fmt: skip
    yield "no briefing", lambda world: _set(world, "sources", "source_id", 0, "other")
    for latitude, longitude in (("0", "0"), ("91", "104"), ("x", "104"), ("10.2", "103.2"), ("", "")):
        yield (
            f"a seat at {latitude} {longitude}",
            lambda world, where=(latitude, longitude): [
                _set(world, "areas", name, 0.1, text)
                for name, text in zip(("seat_latitude", "seat_longitude"), where, strict=True)
            ],
        )


def _rules() -> Iterator[Mutation]:
    def each(change: Callable[[Any], object]) -> Callable[[Path], object]:
        return lambda world: edit_json(world, "datapackage.json", change)

    for pattern in PATTERNS:
        yield (
            f"the rule {pattern}",
            each(lambda one, pattern=pattern: _field(one)["constraints"].update(pattern=pattern)),
        )
    for limit in (float("nan"), float("inf"), "5", None, [], {}):
        yield f"a limit of {limit}", each(lambda one, limit=limit: _field(one)["constraints"].update(maximum=limit))
    for key in ("resources", "name", "profile"):
        yield f"no {key}", each(lambda one, key=key: one.pop(key, None))
        yield f"{key} of another kind", each(lambda one, key=key: one.update({key: 5}))
    yield "no tables described", each(lambda one: one.update(resources=[]))
    yield "a table described twice", each(lambda one: one["resources"].append(one["resources"][0]))
    yield "a type that is none", each(lambda one: _field(one).update(type="letter"))
    yield "no data package", lambda world: (world / "datapackage.json").unlink()
    yield "a data package that ends early", lambda world: _cut(world / "datapackage.json")
    yield "a data package without end", lambda world: (world / "datapackage.json").write_text("[" * 200_000)
    yield "a data package that is a pipe", lambda world: _replace(world / "datapackage.json", os.mkfifo)


def _shapes() -> Iterator[Mutation]:
    def on(file: str, change: Callable[[Any], object]) -> Callable[[Path], object]:
        return lambda world: edit_json(world, file, change)

    yield "codes swapped", on(AREAS, lambda one: _swap_codes(one["features"]))
    yield "areas mirrored", on(AREAS, lambda one: _move(one, lambda x, y: (209.8 - x, y)))
    yield "areas ten degrees east", on(AREAS, lambda one: _move(one, lambda x, y: (x + 10, y)))
    yield "areas with x and y turned", on(AREAS, lambda one: _move(one, lambda x, y: (y, x)))
    yield "water far away", on(WATER, lambda one: _move(one, lambda x, y: (x + 30, y)))
    yield "a name of another area", on(AREAS, lambda one: one["features"][0]["properties"].update(name="Kampot"))
    yield "a code with half a letter", on(AREAS, lambda one: one["features"][0]["properties"].update(code="\ud800"))
    for number in range(24):
        yield f"area {number} gone", on(AREAS, lambda one, number=number: one["features"].pop(number))
        yield f"area {number} without shape", on(AREAS, lambda one, n=number: one["features"][n].update(geometry=None))
    for file in ("areas", "water", "neighbours", "thai_border"):
        path = f"geography/{file}.geojson"
        yield f"{path} missing", lambda world, path=path: (world / path).unlink()
        yield f"{path} cut short", lambda world, path=path: _cut(world / path)
        yield f"{path} a pipe", lambda world, path=path: _replace(world / path, os.mkfifo)
        yield f"{path} a list", lambda world, path=path: (world / path).write_text("[]")
        yield f"{path} without features", on(path, lambda one: one.update(features=[]))
        yield f"{path} with a bare number", on(path, lambda one: one.update(features=[5]))


def _bytes(chance: random.Random) -> Iterator[Mutation]:
    """In each file, one byte that is another one, and an end at another place."""
    for file in [*(f"{table}.csv" for table in TABLES), "datapackage.json", AREAS, WATER]:
        place, byte = chance.random(), chance.randrange(256)
        yield f"{file} another byte", lambda world, at=(file, place, byte): _spoil(world / at[0], at[1], at[2])
        yield f"{file} broken off", lambda world, at=(file, place): _cut(world / at[0], at[1])
        at_once = chance.random()
        yield f"{file} a stretch twice", lambda world, at=(file, at_once): _stutter(world / at[0], at[1])


# -- how a file is changed ---------------------------------------------------------------------------------------------


def _replace(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


def _encode(path: Path, encoding: str) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding, errors="replace"))


def _misread(path: Path) -> None:
    path.write_text(path.read_bytes().decode("cp1252", errors="replace"), encoding="utf-8")


def _swap(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _cut(path: Path, place: float = 0.5) -> None:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * place)])


def _spoil(path: Path, place: float, byte: int) -> None:
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] = byte
    path.write_bytes(content)


def _stutter(path: Path, place: float) -> None:
    content = path.read_bytes()
    at = int(place * len(content))
    path.write_bytes(content[: at + 50] + content[at:])


def _prefix(path: Path, data: bytes) -> None:
    path.write_bytes(data + path.read_bytes())


def _double(path: Path) -> None:
    path.write_bytes(path.read_bytes() * 2)


def _grow(path: Path, size: int) -> None:
    with path.open("ab") as stream:
        stream.truncate(size)


def _set(world: Path, table: str, column: str, place: float, text: str) -> None:
    lines = rows(world, f"{table}.csv")
    lines[1 + int(place * (len(lines) - 1))][lines[0].index(column)] = text
    write_rows(world, f"{table}.csv", lines)


def _repeat(world: Path, table: str, place: float) -> None:
    lines = rows(world, f"{table}.csv")
    write_rows(world, f"{table}.csv", [*lines, lines[1 + int(place * (len(lines) - 1))]])


def _remove(world: Path, table: str, place: float) -> None:
    lines = rows(world, f"{table}.csv")
    del lines[1 + int(place * (len(lines) - 1))]
    write_rows(world, f"{table}.csv", lines)


def _widen(world: Path, table: str, place: float) -> None:
    lines = rows(world, f"{table}.csv")
    lines[1 + int(place * (len(lines) - 1))].append("more")
    write_rows(world, f"{table}.csv", lines)


def _reverse(world: Path, table: str) -> None:
    header, *lines = rows(world, f"{table}.csv")
    write_rows(world, f"{table}.csv", [header, *reversed(lines)])


def _mirror(world: Path, table: str) -> None:
    write_rows(world, f"{table}.csv", [line[::-1] for line in rows(world, f"{table}.csv")])


def _append(world: Path, table: str, **cells: str) -> None:
    header, *lines = rows(world, f"{table}.csv")
    write_rows(world, f"{table}.csv", [header, *lines, [cells.get(name, "") for name in header]])


def _add_undrawn_role(world: Path) -> None:
    _append(world, "codes", list="role", code="resting", label="resting")
    _set(world, "roles", "role_code", 0, "resting")


def _chain(world: Path, table: str, length: int, *, closed: bool) -> None:
    header, first, *lines = rows(world, f"{table}.csv")
    key, above = 0, header.index("part_of")
    made = []
    for number in range(length):
        line = list(first)
        last = number == length - 1
        line[key], line[above] = f"link-{number}", ("link-0" if closed else "") if last else f"link-{number + 1}"
        made.append(line)
    write_rows(world, f"{table}.csv", [header, first, *lines, *made])


def _field(package: Any) -> Any:
    resource = next(one for one in package["resources"] if one["name"] == "paragraphs")
    return next(one for one in resource["schema"]["fields"] if one["name"] == "paragraph_id")


def _swap_codes(features: list[Any]) -> None:
    first, second = features[0]["properties"], features[5]["properties"]
    first["code"], second["code"] = second["code"], first["code"]


def _move(layer: Any, to: Callable[[float, float], tuple[float, float]]) -> None:
    def turned(part: Any) -> Any:
        return list(to(*part[:2])) if isinstance(part[0], int | float) else [turned(one) for one in part]

    for feature in layer["features"]:
        feature["geometry"]["coordinates"] = turned(feature["geometry"]["coordinates"])
