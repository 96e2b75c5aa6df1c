"""Reads data/datapackage.json and lets frictionless check the tables against it, in plain words."""

import json
import re
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]  # the standard library's own, which shows how a pattern is built
from typing import Any

from geo.columns import columns_of
from geo.faults import Fault
from geo.files import read_file
from geo.reading import Sheet, shown
from geo.tables import TABLES

FILE = "datapackage.json"
MEND = "Mend the file, or take it from the last version that worked."
TYPES = ("string", "integer", "number", "boolean")
NOUNS = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}

Descriptor = dict[str, Any]  # JSON of which only the parts that are read below are known


def schema_faults(folder: Path, sheets: Mapping[str, Sheet]) -> list[Fault]:
    """The faults of the data package itself and of the tables (those that could be read) against it."""
    try:
        package = _read(folder / FILE)
        faults = list(_shape_faults(package))
        return faults or list(_table_faults(package, sheets))
    except _BrokenPackageError as error:
        return [error.fault]


class _BrokenPackageError(Exception):
    """The data package cannot be read at all."""

    def __init__(self, reason: str, remedy: str = MEND, row: int | None = None) -> None:
        super().__init__(reason)
        self.fault = Fault(FILE, row, None, reason, remedy)


def _read(path: Path) -> Descriptor:
    try:
        package = json.loads(read_file(path).decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise _BrokenPackageError("the file is missing", "Put it back: it describes every table.") from error
    except UnicodeDecodeError as error:
        raise _BrokenPackageError("the file is not text in UTF-8", "Save it in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise _BrokenPackageError(f"the file is not valid JSON ({error.msg.lower()})", row=error.lineno) from error
    except (OSError, RecursionError) as error:
        raise _BrokenPackageError("the file cannot be read") from error
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise _BrokenPackageError("the file has no list of resources")
    return package


def _shape_faults(package: Descriptor) -> Iterator[Fault]:
    """Whether the package describes these tables, with these columns, in these files."""
    described: dict[str, Descriptor] = {}
    for number, resource in enumerate(package["resources"], start=1):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or name not in TABLES:
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
        wanted = [column.name for column in columns_of(row_class)]
        yield from _schema_shape_faults(table, described[table].get("schema"), wanted)


def _schema_shape_faults(table: str, schema: object, wanted: list[str]) -> Iterator[Fault]:
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(isinstance(field, dict) for field in fields):
        yield Fault(FILE, None, table, "it has no schema with fields", MEND)
        return
    if [field.get("name") for field in fields] != wanted:
        remedy = f"Describe, in this order: {', '.join(wanted)}."
        yield Fault(FILE, None, table, "its fields are not the table's columns", remedy)
    for field in fields:
        where = f"{table}.{field.get('name')}"
        if field.get("type") not in TYPES:
            yield Fault(FILE, None, where, "its type is not one that the record uses", f"Use {', '.join(TYPES)}.")
        if not _are_limits(field.get("constraints", {})):
            yield Fault(FILE, None, where, "its constraints cannot be understood", MEND)
    # frictionless takes these two for granted and would stop at them without a word about where
    keys = schema.get("foreignKeys", []) if isinstance(schema, dict) else []
    if not isinstance(keys, list) or any(_target(key) not in ("", *TABLES) for key in keys):
        yield Fault(FILE, None, table, "its foreign keys cannot be understood or point to no table", MEND)


def _are_limits(limits: object) -> bool:
    if not isinstance(limits, dict):
        return False
    try:
        if _explodes(_parser.parse(limits.get("pattern", ""))):
            return False
    except (re.error, TypeError, RecursionError, OverflowError):
        return False
    given = [limits.get(key, 0) for key in ("minimum", "maximum")]
    return all(type(limit) in (int, float) and isfinite(limit) for limit in given)


def _explodes(tree: Any, *, inside: bool = False) -> bool:
    """Whether a pattern repeats without end what repeats itself, so that a cell could take it for ever.

    What begins with a separator that nothing in it matches, `(-[a-z]+)*`, can be read in one way only.
    """
    for kind, value in tree:
        repeats = kind in (_parser.MAX_REPEAT, _parser.MIN_REPEAT) and value[1] == _parser.MAXREPEAT
        if inside and (repeats or kind == _parser.BRANCH):
            return True
        ambiguous = repeats and not _is_separated(value[2])
        for part in _parts(value):
            if _explodes(part, inside=inside or ambiguous):
                return True
    return False


def _parts(value: Any) -> Iterator[Any]:
    for part in value if isinstance(value, list | tuple) else ():
        for one in part if isinstance(part, list) else (part,):
            if isinstance(one, _parser.SubPattern):
                yield one


def _is_separated(body: Any) -> bool:
    """Whether a group begins with a letter that no set in it matches."""
    (kind, value), *_rest = body
    if kind == _parser.SUBPATTERN:
        return _is_separated(value[-1])
    return kind == _parser.LITERAL and not _matches(list(body)[1:], value)


def _matches(tree: Any, letter: int) -> bool:
    for kind, value in tree:
        if kind == _parser.LITERAL:
            found = value == letter
        elif kind == _parser.IN:
            found = any(
                not (one == _parser.LITERAL and what != letter)
                and not (one == _parser.RANGE and not what[0] <= letter <= what[1])
                for one, what in value
            )
        elif kind in (_parser.ANY, _parser.NOT_LITERAL, _parser.CATEGORY):
            found = True
        else:
            found = any(_matches(part, letter) for part in _parts(value))
        if found:
            return True
    return False


def _table_faults(package: Descriptor, sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    from frictionless import FrictionlessException, Package  # noqa: PLC0415  # half a second, needed only here

    resources = {resource["name"]: resource for resource in package["resources"] if resource["name"] in sheets}
    inline = [_inline(resource, sheets) for resource in resources.values()]
    try:
        report = Package.from_descriptor({"name": "record", "resources": inline}).validate()
    except FrictionlessException as exception:
        yield from list(_misdescribed_tables(inline)) or [_misdescribed(None, exception.error.note)]
        return
    for task in report.tasks:
        for finding in task.errors:
            yield _fault(resources[task.name], sheets[task.name], finding.to_descriptor())


def _misdescribed_tables(inline: list[Descriptor]) -> Iterator[Fault]:
    """Which tables' schemas frictionless refuses: of a whole package it names only the first, and not its table."""
    from frictionless import FrictionlessException, Schema  # noqa: PLC0415  # as above

    for resource in inline:
        try:
            Schema.from_descriptor(resource["schema"])
        except FrictionlessException as exception:
            yield _misdescribed(resource["name"], exception.error.note)


def _inline(resource: Descriptor, sheets: Mapping[str, Sheet]) -> Descriptor:
    """A resource with the rows that were read in place of its file, so that all checks see the same rows."""
    schema = dict(resource["schema"])
    names = [field["name"] for field in schema["fields"]]
    # a table that could not be read has a fault of its own; it is not the fault of those that point to it
    whole = ("", *(table for table, sheet in sheets.items() if sheet.complete))
    schema["foreignKeys"] = [key for key in schema.get("foreignKeys", []) if _target(key) in whole]
    rows = [[row.cells[name] for name in names] for row in sheets[resource["name"]].rows]
    return {"name": resource["name"], "data": [names, *rows], "schema": schema}


def _target(key: object) -> object:
    """The table that a foreign key points to, '' for its own, None for what is no foreign key."""
    reference = key.get("reference") if isinstance(key, dict) else None
    return reference.get("resource", "") if isinstance(reference, dict) else None


def _fault(resource: Descriptor, sheet: Sheet, finding: Descriptor) -> Fault:
    """One finding of frictionless in plain words."""
    number = finding.get("rowNumber")
    if number is None:
        return _misdescribed(str(resource["name"]), str(finding["note"]))
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    name = finding.get("fieldName") or next(iter(finding.get("fieldNames", [])), "")
    if finding["type"] == "primary-key":
        key = resource["schema"]["primaryKey"]
        name = key if isinstance(key, str) else key[-1]
    reason, remedy = _words(finding, fields.get(name, {}))
    # the header is row 1 there too, but a cell with a line break makes rows and lines differ
    return Fault(sheet.file, sheet.rows[number - 2].line, name or None, reason, remedy)


def _words(finding: Descriptor, field: Descriptor) -> tuple[str, str]:
    cell = shown(finding.get("cell") or "")
    limits = field.get("constraints", {})
    fill = f"Write: {str(field.get('description', 'what datapackage.json says')).rstrip('.')}."
    kind = finding["type"]
    if kind == "constraint-error":
        broken = re.search(r'constraint "(\w+)"', finding["note"])
        kind = broken[1] if broken else kind
    said = {
        "type-error": (f"{cell} is not {NOUNS.get(field.get('type', ''), 'of the right type')}", fill),
        "required": ("the cell is empty, and must not be", fill),
        "enum": (f"{cell} is not allowed here", f"Use one of: {', '.join(map(str, limits.get('enum', [])))}."),
        "pattern": (f"{cell} is not written as this column needs it", f"{fill} Its form: {limits.get('pattern')}"),
        "minimum": (f"{cell} is less than {limits.get('minimum')}", fill),
        "maximum": (f"{cell} is more than {limits.get('maximum')}", fill),
        "unique-error": (f"{cell} stands in another row too", "Give each row its own."),
        "primary-key": ("another row has the same id", "Give the row another id, or take it out."),
        "foreign-key": ("the id is that of no row in the table it points to", "Correct the id, or add the row there."),
    }
    return said.get(kind, (f"{cell} breaks the rule '{kind}' of this column", fill))


def _misdescribed(table: str | None, note: str) -> Fault:
    """A schema that frictionless refuses; of its note, which speaks of Python's types, only the place is kept."""
    named = re.search(r"at property '([^']+)'|(primary key|foreign key|constraint|field)", note, re.IGNORECASE)
    place = f" (look at {(named[1] or named[2]).lower()})" if named else ""
    return Fault(FILE, None, table, f"its schema cannot be understood{place}", MEND)
