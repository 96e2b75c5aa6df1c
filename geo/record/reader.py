"""Reads the CSV files of the record as text, row by row, and says what keeps a file from being read."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from geo.errors import Fault, spell
from geo.record.columns import columns_of
from geo.record.files import UnreadableFileError, list_files, read_file
from geo.record.models import KEYS, OPTIONAL, TABLES
from geo.text import find_faults

SAVE = "Save the table as CSV with commas, in UTF-8."
MOST_LISTED = 30
MAX_QUOTE = 60  # characters of a cell that are repeated in a fault


@dataclass(frozen=True, slots=True)
class Row:
    """A row as text. line : its first line in the file, the header being line 1. cells : column -> text."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A table as text: its file's name and its rows, all columns present.

    complete : false where rows could not be read. What refers to such a table cannot be checked: one broken row
    would be followed by a fault for everything that refers to it.
    """

    file: str
    rows: tuple[Row, ...]
    complete: bool = True

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its rows."""
        key = KEYS[self.file.removesuffix(".csv")][0]
        return frozenset(row.cells[key] for row in self.rows)


def quote(text: str) -> str:
    """Return a cell as faults repeat it: in quotation marks, on one line, shortened."""
    flat = spell(" ".join(text[: 2 * MAX_QUOTE].split()))
    return f"'{flat if len(flat) <= MAX_QUOTE else flat[:MAX_QUOTE] + '…'}'"


def list_quotes(texts: Iterable[str]) -> str:
    """Cells that are allowed, as remedies list them: shortened, and the first of very many."""
    cells = list(texts)
    short = [spell(text if len(text) <= MAX_QUOTE else f"{text[:MAX_QUOTE]}…") for text in cells[:MOST_LISTED]]
    return ", ".join([*short, *(["…"] if len(cells) > MOST_LISTED else [])])


def read_sheets(folder: Path) -> tuple[dict[str, Sheet], list[Fault]]:
    """All tables in `folder` that can be read, by name, and the faults found on the way.

    A table is absent from the answer where its file is missing or its columns are not those that the record needs.
    """
    sheets: dict[str, Sheet] = {}
    faults: list[Fault] = []
    for table in TABLES:
        path = folder / f"{table}.csv"
        if table in OPTIONAL and not path.exists():
            sheets[table] = Sheet(path.name, ())
            continue
        sheet, more = read_sheet(path, table)
        faults += more
        if sheet:
            sheets[table] = sheet
    names = {f"{table}.csv" for table in TABLES}
    faults += [
        Fault(path.name, None, None, "is not a table of the record", "Take the file out of the folder.")
        for path in list_files(folder, "*.csv")
        if path.name not in names
    ]
    return sheets, faults


def read_sheet(path: Path, table: str) -> tuple[Sheet | None, list[Fault]]:
    """One table, or None where nothing can be made of the file, and its faults."""
    file = path.name
    try:
        # what is not UTF-8 becomes a sign of its own, so that every such cell can be named and not only the first one;
        # a byte order mark, which spreadsheets add, is taken off
        text = read_file(path).decode("utf-8-sig", errors="replace")
    except FileNotFoundError:
        return None, [Fault(file, None, None, "the file is missing", "Put it back; a header row alone is enough.")]
    except UnreadableFileError as error:
        return None, [Fault(file, None, None, error.reason, error.remedy)]
    if "\0" in text:
        return None, [Fault(file, None, None, "the file is not text in UTF-8", SAVE)]
    columns = [column.name for column in columns_of(TABLES[table])]
    records, faults = _records(file, text)
    if not records:
        if not faults:
            remedy = f"Give it at least the header row: {','.join(columns)}."
            faults = [Fault(file, None, None, "the file is empty", remedy)]
        return None, faults
    header = records[0][1]
    more = list(_header_faults(file, header, columns))
    if more:
        return None, faults + more
    rows, complete = [], not faults
    if not faults and text[-1] not in "\r\n":
        # a copy that was broken off looks like a shorter table
        remedy = "See that no rows are missing, and end the line with a line break."
        faults.append(Fault(file, records[-1][0], None, "the last line does not end", remedy))
    truths = [column.name for column in columns_of(TABLES[table]) if column.kind == "truth"]
    for line, cells in records[1:]:
        if len(cells) != len(header):
            faults.append(_length_fault(file, line, len(cells), len(header)))
            complete = complete and not cells
            continue
        row = Row(line, _truths(dict(zip(header, cells, strict=True)), truths))
        rows.append(row)
        faults += _damage(file, row)
    return Sheet(file, tuple(rows), complete), faults


def _truths(cells: dict[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return the cells with truth values as the record has them: spreadsheets write TRUE and FALSE."""
    return cells | {name: cells[name].lower() for name in names if cells[name].lower() in ("true", "false")}


def _records(file: str, text: str) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    """Read the records of a CSV text with the line each begins on, up to the first that cannot be parsed."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records = []
    line = 1
    try:
        for cells in reader:
            records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "Put a cell with a comma, line break or quotation mark in quotation marks, and double those inside."
        return records, [Fault(file, line, None, f"the row cannot be read as CSV ({error})", remedy)]
    return records, []


def _header_faults(file: str, header: list[str], columns: list[str]) -> Iterator[Fault]:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        yield Fault(file, 1, None, "the columns are not parted by commas", SAVE)
        return
    for name in columns:
        if name not in header:
            yield Fault(file, 1, name, "the column is missing", "Add it, or give a renamed column its old name back.")
    for name in dict.fromkeys(header):
        if name not in columns:
            remedy = "Take it out, or give a renamed column its old name back."
            yield Fault(file, 1, name or "(no name)", "the column is not one of the table's", remedy)
        elif header.count(name) > 1:
            yield Fault(file, 1, name, "the column stands there more than once", "Keep one of them.")


def _length_fault(file: str, line: int, count: int, length: int) -> Fault:
    if not count:
        return Fault(file, line, None, "the row is blank", "Take the line out.")
    remedy = "Give it as many cells as the header; put a text with a comma in quotation marks."
    return Fault(file, line, None, f"the row has {count} cell{'' if count == 1 else 's'}, the header {length}", remedy)


def _damage(file: str, row: Row) -> Iterator[Fault]:
    for name, cell in row.cells.items():
        for reason, remedy in find_faults(cell):
            yield Fault(file, row.line, name, f"{quote(cell)} {reason}", remedy)
