"""Tables to take along: statements, and the lines of other tables, in columns; as CSV.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break could be run as a formula by a spreadsheet: in CSV it
gets a leading apostrophe, the way that OWASP recommends ("CSV Injection"). HXL hashtags: the HXL standard 1.1 of the
humanitarian exchange language.
"""

from collections.abc import Iterable

import pandas as pd

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.search import KINDS
from geo.selection.selection import options
from geo.views.lines import heading_words
from geo.views.model import Item

HXL = {
    "id": "#meta+id", "table": "#meta+table", "kind": "#sector+type", "statement": "#activity+name",
    "detail": "#description", "phase": "#meta+phase", "phase_from": "#meta+phase+from",
    "year": "#date+year", "year_precision": "#meta+year+precision", "place": "#loc+name",
    "code": "#adm1+code", "state": "#status", "certainty": "#meta+certainty", "citation": "#meta+source",
    "note": "#meta+note",
}  # fmt: skip
"""Column -> HXL hashtag."""

CREDITS = {"source": "#meta+source+name", "licence": "#meta+license", "atlas": "#meta+version"}
"""Columns of where a table comes from -> HXL hashtag; a workbook has a sheet for them."""

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def statements_table(atlas: Atlas, rows: Iterable[Statement]) -> pd.DataFrame:
    """One row a statement, columns as in HXL, all text; several places or citations are parted by `; `."""
    record, phases = atlas.record, options(atlas.record, "phase")
    tables = {
        "roles": _("role"), "interventions": _("intervention"), "involvements": _("involvement"),
        "studies": _("study"), "events": _("event"),
    }  # fmt: skip
    cells = [
        (
            row.statement_id, tables[row.table], _(record.label(KINDS[row.table], row.kind)), _(row.title),
            _(row.detail), phases[row.phase], heading_words(atlas, row), str(row.year or ""),
            _(record.label("year_precision", row.year_precision)) if row.year_precision else "",
            "; ".join(record.place_name(place, current()) for place in row.places), "; ".join(row.areas),
            _(record.label("state", row.state)) if row.state else "", _(record.label("certainty", row.certainty)),
            "; ".join(row.citation), _(row.note),
        )
        for row in rows
    ]  # fmt: skip
    return pd.DataFrame(cells, columns=list(HXL), dtype=str)


def lines_table(lines: Iterable[Item]) -> pd.DataFrame:
    """One row a line, all text: for the tables of the record that hold no statements."""
    cells = [(line.title, line.detail, line.note, "; ".join(line.citation)) for line in lines]
    return pd.DataFrame(cells, columns=["line", "detail", "note", "citation"], dtype=str)


def tag(table: pd.DataFrame) -> pd.DataFrame:
    """Return the same table with HXL hashtags as its first row."""
    hashtags = HXL | CREDITS
    tags = pd.DataFrame([[hashtags[column] for column in table.columns]], columns=table.columns)
    return pd.concat([tags, table], ignore_index=True)


def csv_of(table: pd.DataFrame) -> bytes:
    """Write a table as CSV in UTF-8 with a byte order mark, for spreadsheets, its cells guarded."""
    return table.map(_guard).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell
