"""Tables to take along: the statements of a selection as CSV and XLSX, the areas as GeoJSON and GeoPackage.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break could be run as a formula by a spreadsheet. In CSV it
gets a leading apostrophe, the way that OWASP recommends ("CSV Injection"); in XLSX every cell is written as
text, which no program evaluates. HXL hashtags: the HXL standard 1.1 of the humanitarian exchange language.
"""

import io
from collections.abc import Collection, Iterable

import geopandas as gpd
import pandas as pd

from geo.atlas import Atlas
from geo.dossier import heading_words
from geo.language import current
from geo.language import gettext as _
from geo.search import KINDS
from geo.selection import Selection, options
from geo.statements import Statement
from geo.summary import key_of, words_for
from geo.views.model import Item

HXL = {
    "id": "#meta+id", "table": "#meta+table", "kind": "#sector+type", "statement": "#activity+name",
    "detail": "#description", "phase": "#meta+phase", "phase_from": "#meta+phase+from",
    "year": "#date+year", "year_precision": "#meta+year+precision", "place": "#loc+name",
    "code": "#adm1+code", "state": "#status", "certainty": "#meta+certainty", "citation": "#meta+source",
    "note": "#meta+note",
}  # fmt: skip
"""Column -> HXL hashtag."""

About = Iterable[tuple[str, str]]
"""What a workbook says of itself: (what, words)."""

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
    cells = [(one.title, one.detail, one.note, "; ".join(one.citation)) for one in lines]
    return pd.DataFrame(cells, columns=["line", "detail", "note", "citation"], dtype=str)


def statements_csv(atlas: Atlas, rows: Iterable[Statement], *, hxl: bool = False) -> bytes:
    """Statements as CSV in UTF-8 with a byte order mark, for spreadsheets. hxl : a second header row with hashtags."""
    return csv_of(_with_tags(statements_table(atlas, rows), hxl=hxl))


def statements_xlsx(atlas: Atlas, rows: Iterable[Statement], about: About, *, hxl: bool = False) -> bytes:
    """The same as a workbook: a sheet of statements, and one that says what the view is, its source and licence."""
    return xlsx_of(atlas, "Statements", _with_tags(statements_table(atlas, rows), hxl=hxl), about)


def csv_of(table: pd.DataFrame) -> bytes:
    """A table as CSV, its cells guarded."""
    return table.map(_guard).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def xlsx_of(atlas: Atlas, name: str, table: pd.DataFrame, about: About) -> bytes:
    """A table as a workbook, with a sheet that says what it is. name : of the sheet with the table."""
    sources = [
        (_("Source"), f"{row.title}, {row.publisher}, {row.address}")
        for row in atlas.record.sources
        if row.kind == "briefing"
    ]
    licence = (_("Licence"), _("The wording: CC BY 4.0. Facts as reported by the source."))
    told = pd.DataFrame([*about, *sources, licence], columns=["about", "value"])
    # every cell is text: neither formulas nor links are made of what a cell holds
    plain = {"options": {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
                         "in_memory": True}}  # fmt: skip  # the disk may be full
    stream = io.BytesIO()
    with pd.ExcelWriter(stream, engine="xlsxwriter", engine_kwargs=plain) as book:
        for title, sheet in ((name, table), ("About", told)):
            sheet.to_excel(book, sheet_name=title, index=False, freeze_panes=(1, 0))
            book.sheets[title].set_column(0, len(sheet.columns) - 1, 22)
    return stream.getvalue()


def _with_tags(table: pd.DataFrame, *, hxl: bool) -> pd.DataFrame:
    if not hxl:
        return table
    tags = pd.DataFrame([[HXL[column] for column in table.columns]], columns=table.columns)
    return pd.concat([tags, table], ignore_index=True)


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def areas_layer(
    atlas: Atlas, selection: Selection, statements: Iterable[Statement], codes: Collection[str] = ()
) -> gpd.GeoDataFrame:
    """One row an area, EPSG:4326: code, names, role with certainty and citation for each phase, whether it matches.

    statements : those of the view; each area has the ids of those that concern it. codes : the areas, all where none.
    """
    left, statements, rows = selection.matches(atlas), tuple(statements), []
    for area in atlas.record.areas:
        if codes and area.area_code not in codes:
            continue
        said = atlas.by_area[area.area_code]
        row = {
            "code": area.area_code, "name_en": area.name_en, "name_km": area.name_km, "type_2003": area.type_2003,
            "in_selection": area.area_code in left,
        }  # fmt: skip
        for phase in ("I", "II"):
            roles = [one for one in said if one.table == "roles" and one.phase == phase and one.counted]
            row[f"role_{phase}"] = words_for(key_of(said, phase))
            row[f"certainty_{phase}"] = "; ".join(_(atlas.record.label("certainty", one.certainty)) for one in roles)
            row[f"citation_{phase}"] = "; ".join(dict.fromkeys(part for one in roles for part in one.citation))
        concerned = (one.statement_id for one in statements if area.area_code in one.areas)
        row["statements"] = "; ".join(concerned)
        rows.append(row)
    shapes = atlas.layers.areas.geometry.loc[[row["code"] for row in rows]]
    return gpd.GeoDataFrame(rows, geometry=list(shapes), crs=shapes.crs)


def areas_geojson(layer: gpd.GeoDataFrame) -> bytes:
    """The areas as GeoJSON (RFC 7946, degrees)."""
    return str(layer.to_json(drop_id=True, ensure_ascii=False)).encode()


def areas_gpkg(layer: gpd.GeoDataFrame) -> bytes:
    """The areas as a GeoPackage with one layer, `areas`."""
    stream = io.BytesIO()
    layer.to_file(stream, layer="areas", driver="GPKG", engine="pyogrio")
    return stream.getvalue()
