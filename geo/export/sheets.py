"""Workbooks that open well: headers that stay, filters, widths, wrapped text, numbers as numbers, landscape print."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import xlsxwriter

from geo.language import gettext as _

LARGEST_CELL = 32_767  # characters, of the file format
WIDTHS: Mapping[str, int] = {
    "id": 24, "statement": 38, "detail": 44, "note": 44, "line": 48, "place": 26, "kind": 24, "phase_from": 18,
    "source": 30, "licence": 14, "atlas": 14, "citation": 14, "value": 90, "about": 18,
}  # fmt: skip
"""Characters, of columns that need more or less than the rest."""
NUMBERS = frozenset({"year"})
_USUAL_WIDTH = 15


def workbook(sheets: Iterable[tuple[str, pd.DataFrame, int]]) -> bytes:
    """Make a workbook in memory of (name, table, header rows under the names); every cell that is no number is text."""
    stream = io.BytesIO()
    # neither formulas nor links are made of what a cell holds; the disk may be full
    book = xlsxwriter.Workbook(
        stream, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    for name, table, more in sheets:
        _fill(book, book.add_worksheet(name), table, more)
    book.close()
    return stream.getvalue()


def _fill(book: Any, sheet: Any, table: pd.DataFrame, more: int) -> None:
    head = book.add_format({"bold": True, "bg_color": "#f3f1ea", "bottom": 1, "valign": "top", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    number = book.add_format({"valign": "top"})
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, WIDTHS.get(name, _USUAL_WIDTH))
        sheet.write_string(0, column, name, head)
        for row, cell in enumerate(table[name], start=1):
            if row <= more:
                sheet.write_string(row, column, cell, head)
            elif name in NUMBERS and cell.isdecimal():
                sheet.write_number(row, column, int(cell), number)
            elif cell:
                sheet.write_string(row, column, _short(cell), text)
            else:
                sheet.write_blank(row, column, None, text)
    last = max(len(table), 1)
    sheet.freeze_panes(1 + more, 1)
    sheet.autofilter(more, 0, max(last, more), len(table.columns) - 1)
    sheet.repeat_rows(0, more)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)  # one page wide, as many high as it takes
    sheet.set_footer("&L&A&R&P / &N")


def _short(cell: str) -> str:
    """The text as far as a cell holds it, with a word where it goes on."""
    if len(cell) <= LARGEST_CELL:
        return cell
    more = _(" … (shortened: a cell holds no more; whole in the CSV file)")
    return cell[: LARGEST_CELL - len(more)] + more
