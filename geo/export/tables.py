"""The tables and map data of a view: the statements of its content, or the lines of the table that it lists."""

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from geo.export.geodata import areas_layer, geojson, geopackage
from geo.export.spreadsheet import workbook
from geo.export.tabular import csv_of, lines_table, statements_table, tag
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.selection.description import describe_scope
from geo.selection.view import View
from geo.views.credits import licence_line, list_sources, product
from geo.views.registry import Shown, read_view
from geo.web.address import Base


def view_csv(atlas: Atlas, view: View, _date: dt.date, _address: str = "", *, hxl: bool = False) -> bytes:
    """Write a view as CSV. hxl : a second header row with HXL hashtags, for statements.

    Source, licence and version stand in columns at the end of each row, so that no sorting, filtering or copying of
    rows loses them, and the first row stays the header.
    """
    page = read_view(atlas, view)
    sources = [list_sources(atlas, [citation]) for citation in _citations(atlas, page)]
    table = _table(atlas, page).assign(**{**_credits(atlas, page), "source": sources})
    return csv_of(tag(table) if hxl and not page.content.table else table)


def view_xlsx(atlas: Atlas, view: View, date: dt.date, address: str = "", *, hxl: bool = False) -> bytes:
    """Write a view as a workbook, with a sheet that says what it is."""
    page = read_view(atlas, view)
    table, name = _table(atlas, page), "Lines" if page.content.table else "Statements"
    about = pd.DataFrame(_about(atlas, page, view, date, address), columns=["about", "value"], dtype=str)
    with_tags = hxl and not page.content.table
    return workbook(
        [(name, tag(table) if with_tags else table, int(with_tags)), ("About", about, 0)],
        atlas.record.profile.title,
        product(atlas),
    )


def view_geojson(atlas: Atlas, view: View, date: dt.date, address: str = "") -> bytes:
    """Write the areas that a view is about as GeoJSON."""
    page = read_view(atlas, view)
    return geojson(_areas(atlas, page), _metadata(atlas, page, view, date, address))


def view_gpkg(atlas: Atlas, view: View, date: dt.date, address: str = "") -> bytes:
    """Write the same as a GeoPackage, with places, border, statements and styles."""
    page = read_view(atlas, view)
    rows = page.content.rows(atlas)
    return geopackage(
        atlas, _areas(atlas, page), rows, page.selection.phase, _metadata(atlas, page, view, date, address)
    )


def _table(atlas: Atlas, page: Shown) -> pd.DataFrame:
    """List the rows of a view: its statements, or the lines of the table that it lists."""
    if page.content.table:
        return lines_table(page.content.items)
    return statements_table(atlas, page.content.rows(atlas))


def _areas(atlas: Atlas, page: Shown):  # type: ignore[no-untyped-def]  # geopandas has no types
    area = page.content.area
    place = atlas.record.places_by_id.get(area)
    codes = place.member_codes if place else [area] if area else []
    return areas_layer(atlas, page.selection, page.content.rows(atlas), codes)


def _citations(atlas: Atlas, page: Shown) -> tuple[tuple[str, ...], ...]:
    """List the citations of each row of the table of a view."""
    rows = page.content.items if page.content.table else page.content.rows(atlas)
    return tuple(row.citation for row in rows)


def _credits(atlas: Atlas, page: Shown) -> dict[str, str]:
    """Source, licence and version, as columns of a table and members of map data."""
    source = list_sources(atlas, _citations(atlas, page))
    licence = _("The wording: {licence}").format(licence=atlas.record.profile.licence)
    return {"source": source, "licence": licence, "atlas": product(atlas)}


def _place(view: View, address: str) -> str:
    """Where the view is: its whole address where others can open it, else what stands behind the app's."""
    base = Base(address)
    return base.locate(view) if base.is_shared else f"{view.page}?{view.query}"


def _metadata(atlas: Atlas, page: Shown, view: View, date: dt.date, address: str) -> Mapping[str, str]:
    return {
        **_credits(atlas, page), "licence": licence_line(atlas), "title": page.content.title,
        "words": page.content.sentence, "view": _place(view, address), "made": date.isoformat(),
    }  # fmt: skip


def _about(atlas: Atlas, page: Shown, view: View, date: dt.date, address: str) -> list[tuple[str, str]]:
    content, credit = page.content, _credits(atlas, page)
    count = len(content.items) if content.table else len(content.rows(atlas))
    return [
        (_("What"), content.title), (_("In words"), content.sentence),
        (_("Shown"), describe_scope(atlas, page.selection)), (_("Address"), _place(view, address)),
        (_("Lines") if content.table else _("Statements"), str(count)),
        *((_("Note"), notice) for notice in page.notices),
        (_("Source"), credit["source"]),
        (_("Licence"), _("{licence}. Facts as reported by the source.").format(licence=credit["licence"])),
        (_("Version"), credit["atlas"]), (_("Made on"), date.isoformat()),
    ]  # fmt: skip
