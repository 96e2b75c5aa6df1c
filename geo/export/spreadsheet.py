"""Workbooks that open well: headers that stay, filters, widths, wrapped text, numbers as numbers, landscape print."""

import io
from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import Any

import pandas as pd
import xlsxwriter

from geo.i18n import gettext as _

LARGEST_CELL = 32_767  # characters, of the file format
WIDTHS: Mapping[str, int] = {
    "id": 16, "table": 11, "kind": 15, "statement": 26, "detail": 28, "phase": 9, "phase_from": 12, "year": 7,
    "year_precision": 11, "place": 17, "code": 9, "state": 10, "certainty": 13, "citation": 10, "note": 32,
    "line": 48, "about": 18, "value": 90,
}  # fmt: skip
"""Characters, of columns; all of a table's together still print in letters that can be read."""
NUMBERS = frozenset({"year"})
LINE_PT, HIGHEST_PT = 15, 409  # points, of a line of text, and of the highest row that the format knows
_USUAL_WIDTH, _MARGIN_INCHES = 15, 0.4


def workbook(sheets: Iterable[tuple[str, pd.DataFrame, int]], author: str = "", maker: str = "") -> bytes:
    """Make a workbook in memory of (name, table, header rows under the names); every cell that is no number is text."""
    stream = io.BytesIO()
    # neither formulas nor links are made of what a cell holds; the disk may be full
    book = xlsxwriter.Workbook(
        stream, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    book.set_properties({"author": author, "comments": maker})
    for name, table, more in sheets:
        _fill(book, book.add_worksheet(name), table, more)
    book.close()
    return stream.getvalue()


def _fill(book: Any, sheet: Any, table: pd.DataFrame, more: int) -> None:
    head = book.add_format({"bold": True, "bg_color": "#f3f1ea", "bottom": 1, "valign": "top", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    number = book.add_format({"valign": "top"})
    widths = [WIDTHS.get(name, _USUAL_WIDTH) for name in table.columns]
    sheet.set_row(0, _height(table.columns, widths))
    for row, cells in enumerate(table.itertuples(index=False), start=1):
        # not every program fits a row to wrapped text by itself
        sheet.set_row(row, _height(cells, widths))
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, widths[column])
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
    sheet.set_margins(left=_MARGIN_INCHES, right=_MARGIN_INCHES)
    sheet.fit_to_pages(1, 0)  # one page wide, as many high as it takes
    sheet.set_footer("&L&A&R&P / &N")


def _height(cells: Iterable[str], widths: Iterable[int]) -> float:
    """How high a row has to be for its fullest cell, in points."""
    lines = [
        sum(max(1, len(wrap(part, width - 1))) for part in cell[:LARGEST_CELL].split("\n"))
        for cell, width in zip(cells, widths, strict=True)
    ]
    return min(HIGHEST_PT, LINE_PT * max(lines, default=1))


def _short(cell: str) -> str:
    """Cut the text to what a cell holds, with a word where it goes on."""
    if len(cell) <= LARGEST_CELL:
        return cell
    text = _("{beginning} … (shortened: a cell holds no more; whole in the CSV file)")
    return text.format(beginning=cell[: LARGEST_CELL - len(text.format(beginning=""))])
