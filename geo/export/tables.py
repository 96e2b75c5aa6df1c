"""The tables and map data of a view: the statements of its content, or the lines of the table that it lists."""

from geo.atlas import Atlas
from geo.language import gettext as _
from geo.story import View
from geo.summary import describe_scope
from geo.tabular import (
    areas_geojson,
    areas_gpkg,
    areas_layer,
    csv_of,
    lines_table,
    statements_csv,
    statements_xlsx,
    xlsx_of,
)
from geo.views.registry import Shown, read_view


def view_csv(atlas: Atlas, view: View, *, hxl: bool = False) -> bytes:
    """A view as CSV. hxl : a second header row with HXL hashtags, for statements."""
    content = read_view(atlas, view).content
    if content.table:
        return csv_of(lines_table(content.items))
    return statements_csv(atlas, content.rows(atlas), hxl=hxl)


def view_xlsx(atlas: Atlas, view: View, *, hxl: bool = False) -> bytes:
    """A view as a workbook, with a sheet that says what it is."""
    shown = read_view(atlas, view)
    about = _about(atlas, shown, view)
    if shown.content.table:
        return xlsx_of(atlas, "Lines", lines_table(shown.content.items), about)
    return statements_xlsx(atlas, shown.content.rows(atlas), about, hxl=hxl)


def view_geojson(atlas: Atlas, view: View) -> bytes:
    """The areas that a view is about as GeoJSON."""
    return areas_geojson(_layer(atlas, view))


def view_gpkg(atlas: Atlas, view: View) -> bytes:
    """The same as a GeoPackage."""
    return areas_gpkg(_layer(atlas, view))


def _layer(atlas: Atlas, view: View):  # type: ignore[no-untyped-def]  # geopandas has no types
    shown = read_view(atlas, view)
    area = shown.content.area
    place = atlas.record.places_by_id.get(area)
    codes = place.member_codes if place else [area] if area else []
    return areas_layer(atlas, shown.selection, shown.content.rows(atlas), codes)


def _about(atlas: Atlas, shown: Shown, view: View) -> list[tuple[str, str]]:
    content = shown.content
    count = len(content.items) if content.table else len(content.rows(atlas))
    return [
        (_("What"), content.title), (_("In words"), content.sentence),
        (_("Shown"), describe_scope(atlas, shown.selection)), (_("Address"), f"{view.page}?{view.query}"),
        (_("Lines") if content.table else _("Statements"), str(count)),
        *((_("Note"), notice) for notice in shown.notices),
    ]  # fmt: skip
