"""What a column of the record holds and must be like: read from the annotations in `models`."""

import re
import types
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from geo.record.vocabulary import FIXED

SEPARATOR = "; "
"""Parts the entries of a list inside one cell."""
SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
CODE = "[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
PAGE = r"p\. [1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?"
CITATION = rf"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*( s[1-9][0-9]?| {PAGE})?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Marks what the values of a column must be like; a column may have several.

    vocabulary : the list of codes.csv that they belong to. tables : those in which they are ids. cites : whether they
    are citations, `S4.3 s1`, `progress-2007 p. 4`. key : whether a row is known by it, alone or with others.
    pattern : what each is like, as a regular expression; where none is given, that of codes and citations.
    """

    vocabulary: str = ""
    tables: tuple[str, ...] = ()
    cites: bool = False
    key: bool = False
    required: bool = False
    unique: bool = False
    pattern: str = ""
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Rule):
    """A column: its rules, all that were marked and those that follow from its type; `pattern` is of a whole cell.

    kind : what a cell holds; an `integer` or `number` may be empty where `optional`.
    description : what it says, and how codes and lists are written. codes : all that it may hold, where these are known
    to the program.
    """

    name: str
    kind: Literal["text", "integer", "number", "truth", "list"]
    optional: bool
    description: str
    codes: tuple[str, ...]

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
    columns = [_column(field.name, hints[field.name]) for field in fields(row_class)]
    alone = sum(column.key for column in columns) == 1
    return tuple(replace(column, unique=column.unique or (alone and column.key)) for column in columns)


def _column(name: str, hint: object) -> Column:
    marks: tuple[object, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        marks = tuple(rest)
    optional = get_origin(hint) in (Union, types.UnionType)
    if optional:
        hint = get_args(hint)[0]
    kind = "list" if get_origin(hint) is tuple else _KINDS[hint]
    default, rule = asdict(Rule()), asdict(Rule())
    for mark in marks:
        if isinstance(mark, Rule):
            rule |= {name: value for name, value in asdict(mark).items() if value != default[name]}
    codes = FIXED.get(rule["vocabulary"], ())
    rule["required"] |= rule["key"] or (kind in ("integer", "number", "truth") and not optional)
    rule["pattern"] = _pattern(rule, kind, codes)
    words = next((mark for mark in reversed(marks) if isinstance(mark, str)), "")
    if rule["vocabulary"]:
        words += f"; {'codes' if kind == 'list' else 'a code'} of the list {rule['vocabulary']}"
    words += f"; parted by '{SEPARATOR}'" if kind == "list" else ""
    return Column(name=name, kind=kind, optional=optional, description=words, codes=codes, **rule)


def _pattern(rule: dict[str, Any], kind: str, codes: tuple[str, ...]) -> str:
    coded = rule["tables"] or (rule["vocabulary"] and not codes)
    entry = rule["pattern"] or (CITATION if rule["cites"] else CODE if coded else "")
    return entry and (f"^{entry}({SEPARATOR}{entry})*$" if kind == "list" else f"^{entry}$")


_KINDS: dict[object, Literal["text", "integer", "number", "truth"]] = {
    str: "text", int: "integer", float: "number", bool: "truth",
}  # fmt: skip
