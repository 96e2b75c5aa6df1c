"""Reads data/datapackage.json and checks the tables against it, in plain words.

Of Table Schema it takes what the record uses, and refuses the rest: no constraint is stated there and not checked.
Its patterns are text from a file like any other, so none of them is given more time than PATIENCE_S.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

import regex  # unlike re it can be told to give up

from geo.errors import Fault
from geo.record.columns import Column, columns_of
from geo.record.json_file import BrokenJsonError, read_json
from geo.record.models import KEYS, TABLES
from geo.record.reader import Sheet, list_shown, shown

FILE = "datapackage.json"
MEND = "Mend the file, or take it from the last version that worked."
TYPES = {"text": "string", "list": "string", "integer": "integer", "number": "number", "truth": "boolean"}
PATIENCE_S = 0.2  # for one pattern and one cell
LONGEST_PATTERN = 500

MOST_SLOW = 2
FEW = 4  # cells, all of which may be wrong

Said = tuple[str, str]
"""A reason and a remedy."""
Descriptor = dict[str, Any]  # JSON of which only the parts that are read below are known


def schema_faults(folder: Path, sheets: Mapping[str, Sheet]) -> list[Fault]:
    """List the faults of the data package itself and of the tables (those that could be read) against it."""
    try:
        package = read_json(folder / FILE)
    except FileNotFoundError:
        return [Fault(FILE, None, None, "the file is missing", "Put it back: it describes every table.")]
    except BrokenJsonError as error:
        return [Fault(FILE, error.row, None, error.reason, MEND)]
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        return [Fault(FILE, None, None, "the file has no list of resources", MEND)]
    return list(_shape_faults(package["resources"])) or list(_table_faults(package["resources"], sheets))


def _shape_faults(resources: list[object]) -> Iterator[Fault]:
    """Whether the package describes these tables, with these columns, in these files."""
    described: dict[str, Descriptor] = {}
    for number, resource in enumerate(resources, start=1):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(resource, dict) or not isinstance(name, str) or name not in TABLES:
            reason = f"resource {number} ({name if isinstance(name, str) else 'no name'}) is not a table of the record"
            yield Fault(FILE, None, "resources", reason, "Take it out or mend its name.")
        elif name in described:
            yield Fault(FILE, None, name, "the table is described twice", "Keep one of the two resources.")
        else:
            described[name] = resource
    for table, row_class in TABLES.items():
        if table not in described:
            yield Fault(FILE, None, table, "the table is not described", "Add a resource for it.")
            continue
        if described[table].get("path") != f"{table}.csv":
            yield Fault(FILE, None, table, f"its path is not '{table}.csv'", "Mend the path.")
        yield from _schema_shape_faults(table, described[table].get("schema"), columns_of(row_class))


def _schema_shape_faults(table: str, schema: object, columns: tuple[Column, ...]) -> Iterator[Fault]:
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list) or not all(isinstance(one, dict) for one in fields):
        yield Fault(FILE, None, table, "it has no schema with fields", MEND)
        return
    if [field.get("name") for field in fields] != [column.name for column in columns]:
        remedy = f"Describe, in this order: {', '.join(column.name for column in columns)}."
        yield Fault(FILE, None, table, "its fields are not the table's columns", remedy)
        return
    for field, column in zip(fields, columns, strict=True):
        where = f"{table}.{column.name}"
        if field.get("type") != TYPES[column.kind]:
            yield Fault(FILE, None, where, "its type is not that of the column", f"Write {TYPES[column.kind]}.")
        if wrong := _misunderstood(field.get("constraints", {})):
            yield Fault(FILE, None, where, f"its constraints cannot be understood ({wrong})", MEND)
    if schema.get("missingValues", [""]) != [""]:
        yield Fault(FILE, None, table, "it calls more than the empty cell missing", 'Write "missingValues": [""].')
    if _listed(schema.get("primaryKey", [])) != list(KEYS[table]):
        yield Fault(FILE, None, table, "its primary key is not the table's", f"Write {', '.join(KEYS[table])}.")
    known = {(column.name, one) for column in columns if column.kind != "list" for one in column.tables}
    keys = schema.get("foreignKeys", [])
    if not isinstance(keys, list) or any(_target(table, key) not in known for key in keys):
        yield Fault(FILE, None, table, "its foreign keys cannot be understood or point to no table", MEND)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _target(table: str, key: object) -> tuple[object, object] | None:
    """Return the column of a foreign key and the table that it points to by its own key; None for what is none."""
    reference = key.get("reference") if isinstance(key, dict) else None
    if not isinstance(key, dict) or not isinstance(reference, dict):
        return None
    fields, target = _listed(key.get("fields")), reference.get("resource") or table
    if len(fields) != 1 or not isinstance(fields[0], str) or not isinstance(target, str):
        return None
    return (fields[0], target) if _listed(reference.get("fields")) == list(KEYS.get(target, ())) else None


def _misunderstood(limits: object) -> str:
    """Which constraint cannot be checked, '' where all can."""
    if not isinstance(limits, dict):
        return "they are no object"
    return next((str(name) for name, limit in limits.items() if not _is_understood(name, limit)), "")


def _is_understood(name: object, limit: object) -> bool:
    if name == "pattern":
        return isinstance(limit, str) and _pattern(limit) is not None
    if name == "enum":
        return isinstance(limit, list) and all(isinstance(one, str) for one in limit)
    if name in ("minimum", "maximum"):
        return type(limit) is int or (isinstance(limit, float) and isfinite(limit))
    return name in ("required", "unique") and isinstance(limit, bool)


@cache
def _pattern(text: str) -> "regex.Pattern[str] | None":
    if len(text) > LONGEST_PATTERN:
        return None
    try:
        return regex.compile(text)
    except (regex.error, RecursionError, OverflowError, MemoryError):
        return None


def _table_faults(resources: list[Descriptor], sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    slow = 0
    for resource in resources:
        table = resource["name"]
        if table not in sheets:
            continue
        for field, column in zip(resource["schema"]["fields"], columns_of(TABLES[table]), strict=True):
            limits = field.get("constraints", {})
            # once it is known that patterns explode, the record is refused, and the others need not be tried
            pattern = _pattern(limits["pattern"]) if "pattern" in limits and slow < MOST_SLOW else None
            try:
                yield from _Rule(column, str(field.get("description", "")), limits, pattern).faults(sheets[table])
            except TimeoutError:
                slow += 1
                where = f"{table}.{column.name}"
                yield Fault(FILE, None, where, "its pattern takes too long", "Write it without repeats of repeats.")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the package asks of one column."""

    column: Column
    description: str
    limits: Descriptor
    pattern: "regex.Pattern[str] | None"

    def faults(self, sheet: Sheet) -> Iterator[Fault]:
        """Check each cell; a cell that is not of the column's type is somebody else's fault."""
        if self.pattern and not self._fits(sheet):
            where = f"{sheet.file.removesuffix('.csv')}.{self.column.name}"
            yield Fault(
                FILE,
                None,
                where,
                f"no cell of {sheet.file} fits its pattern",
                f"Mend the pattern, or the column. {MEND}",
            )
            return
        known: dict[str, Said | None] = {}
        seen: set[str] = set()
        for row in sheet.rows:
            cell = row.cells[self.column.name]
            if cell not in known:
                known[cell] = self._look_at(cell)
            said = known[cell]
            if not said and self.limits.get("unique") and cell and cell in seen:
                said = f"{shown(cell)} stands in another row too", "Give each row its own."
            seen.add(cell)
            if said:
                yield Fault(sheet.file, row.line, self.column.name, *said)

    def _fits(self, sheet: Sheet) -> bool:
        """Whether any cell fits the pattern: where none of several does, it is the pattern that is wrong."""
        filled = list(dict.fromkeys(filter(None, (row.cells[self.column.name] for row in sheet.rows))))
        return len(filled) < FEW or any(self._is_match(cell) for cell in filled)

    def _is_match(self, cell: str) -> bool:
        return self.pattern is None or self.pattern.fullmatch(cell, timeout=PATIENCE_S) is not None

    def _look_at(self, cell: str) -> Said | None:
        limits = self.limits
        fill = f"Write: {(self.description or 'what datapackage.json says').rstrip('.')}."
        if not cell:
            return ("the cell is empty, and must not be", fill) if limits.get("required") else None
        if "enum" in limits and cell not in limits["enum"]:
            return f"{shown(cell)} is not allowed here", f"Use one of: {list_shown(limits['enum'])}."
        if not self._is_match(cell):
            return f"{shown(cell)} is not written as this column needs it", f"{fill} Its form: {limits['pattern']}"
        return self._compare(cell, fill)

    def _compare(self, cell: str, fill: str) -> Said | None:
        try:
            value = self.column.value(cell)
        except ValueError:
            return None
        if isinstance(value, int | float):
            if value < self.limits.get("minimum", value):
                return f"{shown(cell)} is less than {self.limits['minimum']}", fill
            if value > self.limits.get("maximum", value):
                return f"{shown(cell)} is more than {self.limits['maximum']}", fill
        return None
