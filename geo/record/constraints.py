"""What the cells of a column must be like by the annotations in `models`: filled, of a form, within limits."""

import re
from collections.abc import Iterator

from geo.errors import Fault
from geo.record.columns import Column, columns_of
from geo.record.indexes import Sheets
from geo.record.models import TABLES
from geo.record.reader import quote

Finding = tuple[str, str]
"""A reason and a remedy."""


def faults_in(sheets: Sheets) -> Iterator[Fault]:
    """Yield a fault for each cell that is not as its column needs it; another check says what is of no type."""
    for table, sheet in sheets.items():
        for column in columns_of(TABLES[table]):
            misfits: dict[str, Finding | None] = {}
            keys: set[str] = set()
            for row in sheet.rows:
                cell = row.cells[column.name]
                if cell not in misfits:  # most cells say what others above them say
                    misfits[cell] = _misfit(column, cell)
                fault = misfits[cell]
                if not fault and column.unique and cell and cell in keys:
                    fault = f"{quote(cell)} stands in another row too", "Give each row its own."
                keys.add(cell)
                if fault:
                    yield Fault(sheet.file, row.line, column.name, *fault)


def _misfit(column: Column, cell: str) -> Finding | None:
    """Return why a cell is not as its column needs it, and what to write; None where it is."""
    fill = f"Write: {column.description}."
    if not cell:
        return ("the cell is empty, and must not be", fill) if column.required else None
    if column.pattern and not re.fullmatch(column.pattern, cell):
        return f"{quote(cell)} is not written as this column needs it", f"{fill} Its form: {column.pattern}"
    try:
        value = column.value(cell)
    except ValueError:
        return None
    if isinstance(value, int | float):
        if column.minimum is not None and value < column.minimum:
            return f"{quote(cell)} is less than {column.minimum}", fill
        if column.maximum is not None and value > column.maximum:
            return f"{quote(cell)} is more than {column.maximum}", fill
    return None
