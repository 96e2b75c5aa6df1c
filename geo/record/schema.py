"""Describes the tables as a Frictionless Data Package, data/datapackage.json, from `models` and what the record says.

`python -m geo.record --schema data` writes it. A package that states other rules than those that are checked is
refused.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import Fault, RecordError
from geo.record.columns import Column, columns_of
from geo.record.json_file import BrokenJsonError, read_json
from geo.record.models import KEYS, OPTIONAL, TABLES
from geo.record.reader import quote, read_sheets

FILE = "datapackage.json"
TYPES = {"text": "string", "list": "string", "integer": "integer", "number": "number", "truth": "boolean"}
DIALECT = {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\n", "quoteChar": '"', "header": True}
HOW = "Empty means not stated. Each layer in the folder geography has the licence that layers.csv gives."


def write_package(folder: Path) -> Path:
    """Write datapackage.json beside the tables of a folder; return its path. Raises RecordError if that fails."""
    sheets, faults = read_sheets(folder)
    if not {"atlas", "sources"} <= sheets.keys() or not sheets["atlas"].rows:
        raise RecordError(faults or [Fault("atlas.csv", None, None, "the table has no rows", "Say what the atlas is.")])
    atlas = sheets["atlas"].rows[0].cells
    sources = [{"title": row.cells["title"], "path": row.cells["address"]} for row in sheets["sources"].rows]
    package = {
        "profile": "tabular-data-package", "name": atlas["atlas_id"], "title": f"{atlas['title']}: {atlas['subject']}",
        "description": f"{atlas['description']} {HOW}",
        "licenses": [{"name": atlas["licence"].replace(" ", "-"), "title": atlas["licence"]}],
        **({"sources": sources} if sources else {}),
        "resources": [describe_table(table) for table in TABLES if not _is_absent(folder, table)],
    }  # fmt: skip
    path, draft = folder / FILE, folder / f".{FILE}"
    try:
        draft.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        mend = "Make it a file in a folder that you may write to."
        raise RecordError([Fault(FILE, None, None, "the file cannot be written", mend)]) from error
    return path


def _is_absent(folder: Path, table: str) -> bool:
    """Whether a record lacks a table that it may lack."""
    return table in OPTIONAL and not (folder / f"{table}.csv").exists()


def describe_table(table: str) -> dict[str, Any]:
    """Describe a table as a tabular data resource."""
    columns = columns_of(TABLES[table])
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in columns], "missingValues": [""], "primaryKey": [*KEYS[table]],
    }  # fmt: skip
    if keys := [_foreign_key(table, column) for column in columns if column.kind == "text" and len(column.tables) == 1]:
        schema["foreignKeys"] = keys
    return {
        "name": table, "path": f"{table}.csv", "profile": "tabular-data-resource",
        "description": " ".join((TABLES[table].__doc__ or "").partition("\n\n")[0].split()),
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": DIALECT, "schema": schema,
    }  # fmt: skip


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": TYPES[column.kind], "description": column.description}
    if column.kind == "truth":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    limits = {
        "required": column.required or None, "unique": column.unique or None, "pattern": column.pattern or None,
        "enum": [*column.codes] or None, "minimum": column.minimum, "maximum": column.maximum,
    }  # fmt: skip
    constraints = {name: limit for name, limit in limits.items() if limit is not None}
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: str, column: Column) -> dict[str, Any]:
    (target,) = column.tables
    reference = {"resource": "" if target == table else target, "fields": [*KEYS[target]]}
    return {"fields": [column.name], "reference": reference}


def schema_faults(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each table and column of which the data package of a folder says something else than is so."""
    mend = f"Write the file anew: python -m geo.record --schema {quote(str(folder))}."
    try:
        package = read_json(folder / FILE)
    except FileNotFoundError:
        yield Fault(FILE, None, None, "the file is missing", f"Put it back: it describes every table. {mend}")
        return
    except BrokenJsonError as error:
        yield Fault(FILE, error.row, None, error.reason, mend)
        return
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        yield Fault(FILE, None, None, "the file has no list of resources", mend)
        return
    described: dict[object, object] = {}
    for number, resource in enumerate(resources, start=1):
        name = _member(resource, "name")
        if not isinstance(name, str) or name not in TABLES or name in described:
            reason = f"resource {number} is not a table of the record, or is described already"
            yield Fault(FILE, None, "resources", reason, mend)
        else:
            described[name] = resource
    for table in TABLES:
        if table not in described and not _is_absent(folder, table):
            yield Fault(FILE, None, table, "the table is not described", mend)
        for where, rule in _rules(describe_table(table)).items() if table in described else ():
            if _rules(described[table]).get(where, rule) != rule:
                yield Fault(FILE, None, where, "it states something else than what the tables are checked for", mend)


def _rules(resource: object) -> dict[str, str]:
    """Return what a resource states of its table and of each column, as JSON, without the words that people read."""
    name, schema = _member(resource, "name"), _member(resource, "schema")
    fields = _member(schema, "fields")
    fields = fields if isinstance(fields, list) else []
    columns = {f"{name}.{_member(field, 'name')}": field for field in fields}
    names = [_member(field, "name") for field in fields]
    table = [_member(resource, "path"), names, *(_member(schema, key) for key in ("missingValues", "primaryKey",
             "foreignKeys"))]  # fmt: skip
    words = ("description", "title")
    rules = {where: {key: field[key] for key in field if key not in words} for where, field in columns.items()
             if isinstance(field, dict)}  # fmt: skip
    return {where: json.dumps(rule, sort_keys=True) for where, rule in {str(name): table, **rules}.items()}


def _member(of: object, key: str) -> object:
    return of.get(key) if isinstance(of, dict) else None
