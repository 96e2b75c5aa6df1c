"""What a column of the record holds: read from the annotations in `models`, to check and to convert cells."""

import re
import types
from dataclasses import dataclass, fields
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

SEPARATOR = "; "
"""Parts the entries of a list inside one cell."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a column whose values are codes of one list in codes.csv."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class IdIn:
    """Marks a column whose values are ids of rows in one of these tables."""

    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cites:
    """Marks a column of citations, of passages or of sources: `S4.3 s1`, `progress-2007 p. 4`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    kind : what a cell holds; an `integer` may be empty where `optional`, a `list` may be empty.
    vocabulary : the list of codes.csv that its values belong to, or None.
    tables : the tables in which its values are ids; empty where it holds no ids.
    cites : whether its values are citations.
    """

    name: str
    kind: Literal["text", "integer", "number", "truth", "list"]
    optional: bool = False
    vocabulary: str | None = None
    tables: tuple[str, ...] = ()
    cites: bool = False

    def entries(self, cell: str) -> tuple[str, ...]:
        """List the values in a cell, as text: none if it is empty, one unless the column holds a list."""
        if not cell:
            return ()
        return tuple(cell.split(SEPARATOR)) if self.kind == "list" else (cell,)

    def value(self, cell: str) -> object:
        """Read the cell as the type of its column. Raises ValueError where it is not of that type."""
        if self.kind == "list":
            return self.entries(cell)
        if self.kind == "text" or (self.optional and not cell):
            return cell if self.kind == "text" else None
        if self.kind == "truth":
            return cell == "true" if cell in ("true", "false") else _refuse(cell)
        if len(cell) > LONGEST_NUMBER or not _NUMBER.fullmatch(cell):  # int() and float() take more than people mean
            return _refuse(cell)
        return int(cell) if self.kind == "integer" else float(cell)


def _refuse(cell: str) -> object:
    raise ValueError(cell)


LONGEST_NUMBER = 20
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


@cache
def columns_of(row_class: type) -> tuple[Column, ...]:
    """List the columns of a table, in order, from the dataclass of its rows."""
    hints = get_type_hints(row_class, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in fields(row_class))


def _column(name: str, hint: object) -> Column:
    marks: tuple[object, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        marks = tuple(rest)
    optional = get_origin(hint) in (Union, types.UnionType)
    if optional:
        hint = get_args(hint)[0]
    kind = "list" if get_origin(hint) is tuple else _KINDS[hint]
    return Column(
        name=name,
        kind=kind,
        optional=optional,
        vocabulary=next((mark.vocabulary for mark in marks if isinstance(mark, OneOf)), None),
        tables=next((mark.tables for mark in marks if isinstance(mark, IdIn)), ()),
        cites=any(isinstance(mark, Cites) for mark in marks),
    )


_KINDS: dict[object, Literal["text", "integer", "number", "truth"]] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "truth",
}
