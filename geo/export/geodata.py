"""Map data: areas as GeoJSON; a GeoPackage of areas, places, border and statements, with styles that QGIS takes up."""

import io
import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

import geopandas as gpd

from geo.export.qgis import line_style, outline_style, style
from geo.export.tabular import statements_table
from geo.i18n import current
from geo.i18n import gettext as _
from geo.map.classification import key_of, words_for
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.phases import phase_name
from geo.selection.selection import Selection

About = Mapping[str, str]
"""What map data says of itself: source, licence, version, view."""
LONGEST_STYLE = 30  # characters of a style's name, as QGIS keeps it


def areas_layer(
    atlas: Atlas, selection: Selection, statements: Iterable[Statement], codes: Collection[str] = ()
) -> gpd.GeoDataFrame:
    """One row an area, EPSG:4326: code, names, role with certainty and citation for each phase, whether it matches.

    statements : those of the view; each area has the ids of those that concern it. codes : the areas, all where none.
    paint : the key of its role in a phase, by which styles tell areas apart.
    """
    matches, statements, rows = selection.matching_areas(atlas), tuple(statements), []
    for area in atlas.record.areas:
        if codes and area.area_code not in codes:
            continue
        facts = atlas.by_area[area.area_code]
        row = {
            "code": area.area_code, **_names(atlas, area.area_code), "type": area.type,
            "in_selection": area.area_code in matches,
        }  # fmt: skip
        for phase in atlas.record.phases:
            roles = [fact for fact in facts if fact.table == "roles" and fact.phase == phase and fact.counted]
            row[f"role_{phase}"] = words_for(atlas, key_of(atlas, facts, phase))
            row[f"paint_{phase}"] = key_of(atlas, facts, phase)
            row[f"certainty_{phase}"] = "; ".join(_(atlas.record.label("certainty", fact.certainty)) for fact in roles)
            row[f"citation_{phase}"] = "; ".join(dict.fromkeys(part for fact in roles for part in fact.citation))
        ids = (fact.statement_id for fact in statements if area.area_code in fact.areas)
        row["statements"] = "; ".join(ids)
        rows.append(row)
    shapes = atlas.layers.areas.geometry.loc[[row["code"] for row in rows]]
    return gpd.GeoDataFrame(rows, geometry=list(shapes), crs=shapes.crs)


def _names(atlas: Atlas, code: str) -> dict[str, str]:
    record = atlas.record
    names = record.names_of(code)
    return {f"name_{lang}": names.get(lang, "") for lang in record.profile.languages}


def geojson(layer: gpd.GeoDataFrame, about: About) -> bytes:
    """Write the areas as GeoJSON (RFC 7946, degrees); where they come from stands beside the features."""
    collection = json.loads(layer.to_json(drop_id=True, ensure_ascii=False))
    return json.dumps({"type": collection.pop("type"), **about, **collection}, ensure_ascii=False).encode()


def geopackage(
    atlas: Atlas, areas: gpd.GeoDataFrame, statements: Iterable[Statement], phase: str, about: About
) -> bytes:
    """Write the layers as one GeoPackage. phase : of the style that QGIS opens the areas with."""
    base = _open(areas, "areas", index=True)
    layers = {"places": _places(atlas), "border": _lines(atlas)}
    for name, frame in ((name, frame) for name, frame in layers.items() if len(frame)):
        _copy(_open(frame, name, index=False), base, name)
    _add_statements(atlas, base, statements)
    _add_styles(atlas, base, phase)
    words = "; ".join(f"{name}: {text}" for name, text in about.items())
    base.execute("UPDATE gpkg_contents SET description = ?", (words,))
    base.commit()
    return base.serialize()


def _open(frame: gpd.GeoDataFrame, name: str, *, index: bool) -> sqlite3.Connection:
    """Open a layer as a database in memory, as GDAL writes it."""
    stream = io.BytesIO()
    frame.to_file(
        stream,
        layer=name,
        driver="GPKG",
        engine="pyogrio",
        layer_options={"SPATIAL_INDEX": "YES" if index else "NO"},
        # programs that are a few years old warn of a newer one
        dataset_options={"VERSION": "1.2"},
    )
    database = sqlite3.connect(":memory:")
    database.deserialize(stream.getvalue())
    return database


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, name: str) -> None:
    """Carry a layer over, with what the GeoPackage says of it; GDAL itself cannot add one in memory."""
    (sql,) = source.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
    target.execute(sql)
    for table, column in ((name, None), ("gpkg_contents", "table_name"), ("gpkg_geometry_columns", "table_name")):
        where, values = (f" WHERE {column} = ?", (name,)) if column else ("", ())
        # names of our own and of the standard, none from data
        rows = source.execute(f'SELECT * FROM "{table}"{where}', values).fetchall()  # noqa: S608
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            target.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608


def _places(atlas: Atlas) -> gpd.GeoDataFrame:
    """Places beyond the areas: those made of areas with their outline, the others without one."""
    shapes, rows, outlines = atlas.layers.areas.geometry, [], []
    for place in atlas.record.places:
        kind = _(atlas.record.label("place_kind", place.kind_code))
        rows.append({
            "place_id": place.place_id, "name": _(place.name), "kind": kind,
            "members": "; ".join(place.member_codes), "citation": "; ".join(place.citation),
        })  # fmt: skip
        outlines.append(shapes.loc[list(place.member_codes)].union_all() if place.member_codes else None)
    return gpd.GeoDataFrame(rows, geometry=outlines, crs=shapes.crs)


def _lines(atlas: Atlas) -> gpd.GeoDataFrame:
    shapes = [(place, shape) for place, layer in atlas.layers.lines.items() for shape in layer.geometry]
    rows = [{"place_id": place, "name": _(atlas.record.place_name(place, current()))} for place, _shape in shapes]
    return gpd.GeoDataFrame(rows, geometry=[shape for _place, shape in shapes], crs=atlas.layers.areas.crs)


def _add_statements(atlas: Atlas, base: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Add a row for each statement and area, keyed by the area's code; one without a code where it names no area."""
    rows = tuple(statements)
    table = statements_table(atlas, rows).drop(columns="code")
    names = ", ".join(f'"{name}" TEXT' for name in table.columns)
    base.execute(f'CREATE TABLE statements (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "code" TEXT, {names})')
    marks = ", ".join("?" * (len(table.columns) + 1))
    for row, cells in zip(rows, table.itertuples(index=False), strict=True):
        base.executemany(
            f"INSERT INTO statements VALUES (NULL, {marks})",  # noqa: S608  # marks alone
            [(code, *cells) for code in (row.areas or (None,))],
        )
    _register(base, "statements")


def _add_styles(atlas: Atlas, base: sqlite3.Connection, scope: str) -> None:
    base.execute(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
        "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), "
        "styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
        "update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))"
    )
    default = scope if scope in atlas.record.phases else atlas.default_phase
    names = {phase: phase_name(atlas.record, phase) for phase in atlas.record.phases}
    styles = [
        *(("areas", name[:LONGEST_STYLE], style(atlas, phase), phase == default,
           _("Roles in {phase}").format(phase=name))
          for phase, name in names.items()),
        ("places", "Outline", outline_style(), True, _("Places made of areas")),
        ("border", "Border", line_style(), True, _("Places drawn as lines")),
    ]  # fmt: skip
    base.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, 'geom', ?, ?, '', ?, ?, '')",
        styles,
    )
    _register(base, "layer_styles")


def _register(base: sqlite3.Connection, name: str) -> None:
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, 'attributes', ?, 0)",
        (name, name),
    )
