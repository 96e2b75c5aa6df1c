"""The map in the browser: a constant folium map, a small overlay for each selection, and what comes back from it.

The base map never changes, so its frame stays mounted; the geometry travels once, as a script that the browser
caches; each selection is one call of `atlas.show(...)`, see web/atlas-map.js.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import shapely
from branca.element import MacroElement
from folium.template import Template

from geo.i18n import current, use
from geo.i18n import gettext as _
from geo.map.classification import beyond, paint, words_for
from geo.map.footprints import footprints
from geo.map.symbology import BAND, GAP, OUTSIDE, patterns, symbols
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.record import Record
from geo.selection.phases import ALL, JOINT, choices, has_choice, phase_name, pick, scopes, short_name
from geo.selection.selection import Selection
from geo.selection.words import list_language

STATIC = Path(__file__).resolve().parent / "static"
MAP_SCRIPTS = (
    "label-placement.js", "map-fills.js", "map-tooltip.js", "map-gestures.js", "atlas-map.js"
)  # fmt: skip  # in this order
GRID = 0.001  # degrees, about 100 m: finer than 1:10 million can tell, and a third of the bytes


def script_json(value: Any) -> str:
    """JSON that is safe inside a script: no `</script>`, no `<!--`, no line separators of old browsers."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(
        {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
    )


def geometry_script(atlas: Atlas) -> str:
    """Write the script that puts the layers of the geography into the browser: `TICW_GEOMETRY`, degrees."""
    layers = atlas.layers
    areas = layers.areas.copy()  # a copy: what is handed in stays as it is
    shapes = shapely.set_precision(areas.geometry.to_numpy(), GRID, mode="pointwise")
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": _names(atlas, code), "at": _label_point(geometry)},
            "geometry": _coordinates(geometry),
        }
        for code, geometry in zip(areas.index, shapes, strict=True)
    ]
    geometry = {
        "areas": {"type": "FeatureCollection", "features": features},
        "water": _collection(layers.water),
        "neighbours": _collection(layers.neighbours),
        "lines": {"type": "FeatureCollection", "features": [_line(atlas, place) for place in layers.lines]},
        "footprints": footprints(atlas).to_json(),
    }
    return f"window.TICW_GEOMETRY = {script_json(geometry)};\n"


def _names(atlas: Atlas, place_id: str) -> dict[str, str]:
    """Return what a place is called in each language that can be chosen."""
    return {lang: atlas.record.place_name(place_id, lang) for lang in atlas.record.languages}


def _line(atlas: Atlas, place_id: str) -> dict[str, Any]:
    shapes = shapely.set_precision(atlas.layers.lines[place_id].geometry.to_numpy(), GRID, mode="pointwise")
    properties = {"code": place_id, "name": _names(atlas, place_id), "line": True}
    geometry = _coordinates(shapely.line_merge(shapely.union_all(shapes)))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def words_script(atlas: Atlas, languages: Iterable[str] = ()) -> str:
    """Write the script that puts the map's words into the browser: `TICW_WORDS`. languages : all where none."""
    before, words = current(), {}
    for lang in languages or atlas.record.languages:
        use(lang)
        words[lang] = _words(atlas)
    use(before)
    return f"window.TICW_WORDS = {script_json(words)};\n"


def _words(atlas: Atlas) -> dict[str, Any]:
    """List what people read on the map, in the language in use."""
    record = atlas.record
    places = {row.name.casefold(): row.place_id for row in record.places if atlas.by_place[row.place_id]}
    return {
        "lang": current(),
        "paint": {
            key: words_for(atlas, key) if key else _("not named") for key in symbols(atlas).by_key if key != OUTSIDE
        },
        # over time: as the legend says it, with the words of the phases put in by the browser
        "then": _("{first}, then {second}"),
        "only": _("{role}, only in {phase}"),
        "some": _("{role}, in {phase}"),
        "lists": list_language(),
        "phases": record.phases,
        "choices": choices(record) if has_choice(atlas) else (),
        "phase": {scope: _scope_name(record, scope) for scope in scopes(record)},
        "short": {scope: short_name(record, scope) for scope in scopes(record)},
        "outside": _("outside the filter"),
        "control": _("Phase shown on the map"),
        "home": _("Back to the first view"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "two_fingers": _("Two fingers move the map"),
        "basemap_credit": "© OpenStreetMap",
        "basemap_unreachable": _("The online basemap can't be reached; the map works without it."),
        "labels": [
            {"name": _(text), "at": at, "place": places.get(text.casefold(), "")} for text, *at in record.map_labels
        ],
    }


def _scope_name(record: Record, scope: str) -> str:
    """Say a scope at the end of a sentence: `Phase I`, `both phases`, `phase not stated`."""
    name = phase_name(record, scope)
    ends = {ALL: pick(record, name, _("both phases"), _("all phases")), NOT_STATED: _("phase not stated")}
    return ends.get(scope, name)


def symbols_script(atlas: Atlas) -> str:
    """Write the script that tells the browser how each paint key looks: `TICW_SYMBOLS`."""
    return f"window.TICW_SYMBOLS = {script_json({'band': BAND, 'gap': GAP, 'looks': patterns(atlas)})};\n"


def digest(text: str) -> str:
    """Make a short name for a content, so that a browser may keep it for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class _Unrendered(MacroElement):
    """Leaves out the page that folium would write, and streamlit-folium throw away: it takes scripts by themselves.

    The page took three of the nineteen milliseconds of a run.
    """

    def render(self, **_kwargs: Any) -> str:
        """Write nothing."""
        return ""


class _Map(_Unrendered, folium.Map):
    """The map: its script, and the addresses of scripts and styles, go to the browser; atlas-map.css sizes it."""


class _Group(_Unrendered, folium.FeatureGroup):
    """What is laid over the map."""


class _Mount(_Unrendered):
    """Hands the Leaflet map to atlas-map.js. verb : `mount` for one map, `pair` for one phase beside another."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        window.atlas = TicwAtlas.{{ this.verb }}({{ this._parent.get_name() }}, TICW_GEOMETRY, TICW_WORDS,
            (choice) => window.Streamlit.setComponentValue(choice));
        {% endmacro %}""")

    def __init__(self, verb: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self.verb = verb


class _Show(_Unrendered):
    """One call of `atlas.show`; `view` is JSON that is safe inside a script."""

    _template = Template("{% macro script(this, kwargs) %}window.atlas.show({{ this.view }});{% endmacro %}")

    def __init__(self, view: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self.view = view


def base_map(scripts: Mapping[str, str], styles: Mapping[str, str], *, pair: bool = False) -> folium.Map:
    """Make the folium map, without tiles and without data.

    scripts, styles : name -> address, as the map's frame sees it; pair : two maps, a phase each.
    The same arguments always give the same map, which is what keeps its frame mounted.
    """
    base = _Map(tiles=None, zoom_control="bottomright", attributionControl=False, scrollWheelZoom=False,
                zoomSnap=0, control_scale=False)  # fmt: skip
    base.default_js = list(scripts.items())
    base.default_css = list(styles.items())
    base.add_child(_Mount("pair" if pair else "mount"))
    return base


def overlay(
    atlas: Atlas, selection: Selection, seq: int, visit: str = "", *, large: bool = False, pair: Sequence[str] = ()
) -> folium.FeatureGroup:
    """Say what the map is to show: the paint of every phase, so that the browser can switch before the server answers.

    seq : the number of the choice that this answers, as the browser counts them in a visit; large : letters for a hall.
    pair : the phases of two maps side by side.
    """
    view: dict[str, Any] = {
        "lang": selection.lang, "phase": selection.phase, "area": selection.area, "seq": seq, "visit": visit,
        "basemap": selection.basemap, "large": large, "paint": paint(atlas, selection),
    }  # fmt: skip
    away = {scope: beyond(atlas, selection.changed(phase=scope)) for scope in view["paint"]}
    view["beyond"] = {scope: dict(keys) for scope, keys in away.items() if keys}
    if pair:
        view["pair"] = pair
    if JOINT in selection.phase:
        view["name"] = phase_name(atlas.record, selection.phase)
    group = _Group()
    group.add_child(_Show(script_json(view)))
    return group


def read_choice(atlas: Atlas, value: Any) -> dict[str, Any]:
    """Check what the map reported: `phase`, `area`, `seq` and `visit`, each only where it is one that exists."""
    choice: dict[str, Any] = {}
    if not isinstance(value, dict):
        return choice
    if value.get("phase") in choices(atlas.record):
        choice["phase"] = value["phase"]
    if "area" in value and (value["area"] is None or atlas.is_place(str(value["area"]))):
        choice["area"] = value["area"]
    if isinstance(value.get("seq"), int):
        choice["seq"] = value["seq"]
    if isinstance(value.get("visit"), str):
        choice["visit"] = value["visit"]
    return choice


def _label_point(geometry: shapely.Geometry) -> tuple[float, float]:
    """Latitude and longitude of the middle of the largest circle inside an area: where its name fits best."""
    largest = max(shapely.get_parts(geometry), key=lambda part: float(part.area))
    centre = shapely.maximum_inscribed_circle(largest, tolerance=0.01).coords[0]
    return round(centre[1], 3), round(centre[0], 3)


def _coordinates(geometry: shapely.Geometry) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(shapely.to_geojson(geometry))
    return content


def _collection(layer: gpd.GeoDataFrame) -> dict[str, Any]:
    shapes = shapely.set_precision(layer.geometry.to_numpy(), GRID, mode="pointwise")
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": _coordinates(geometry)} for geometry in shapes],
    }
