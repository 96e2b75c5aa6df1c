"""The map's scripts: nothing from other hosts, nothing that breaks out of a script, nothing more than has changed."""

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from typing import Any

import pytest
import shapely
from streamlit_folium import generate_leaflet_string

import geo
from geo.i18n import current
from geo.map.classification import paint
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.web.leaflet import base_map, digest, geometry_script, overlay, read_choice, script_json, words_script
from tests.conftest import HOSTILE
from tests.support.worlds import LANGUAGES, PHASES

SCRIPTS = {"leaflet.js": "../../assets/leaflet/leaflet.js", "atlas-map.js": "../../assets/atlas/1/atlas-map.js"}
STYLES = {"leaflet.css": "../../assets/leaflet/leaflet.css"}
BREAKING_OUT = [
    "</script><script>window.hacked=1</script>",
    "<!--<script>",
    "]]>",
    "line\u2028and\u2029paragraph",
    "\"double\" 'single' `${window.hacked=1}`",
    '\\ \\u003c \\" \\n \n \r \t \x00',
    "ព្រៃវែង",
    HOSTILE,
]


def value_of(script: str) -> Any:
    """Return what a script `window.NAME = {...};` assigns."""
    return json.loads(re.fullmatch(r"window\.TICW_\w+ = (.*);\n", script, flags=re.DOTALL)[1])  # type: ignore[index]


def view_of(atlas: Atlas, selection: Selection, seq: int = 0) -> Any:
    """Read what the overlay hands to the map in the browser from the script that folium makes of it."""
    laid_over = overlay(atlas, selection, seq)
    laid_over.add_to(base_map(SCRIPTS, STYLES))
    (call,) = re.findall(r"window\.atlas\.show\((.*)\);", generate_leaflet_string(laid_over))
    return json.loads(call)


# -- inside a script -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", BREAKING_OUT)
def test_json_in_a_script_keeps_its_value_and_stays_in_its_script(text: str) -> None:
    written = script_json({text: [text, 1, None, True]})
    assert json.loads(written) == {text: [text, 1, None, True]}
    assert not re.search(r"[<>&\u2028\u2029\n\r]", written)


def test_khmer_travels_as_it_is_written() -> None:
    assert script_json("ព្រៃវែង") == '"ព្រៃវែង"'


def test_a_hostile_record_stays_inside_its_script(hostile: Atlas) -> None:
    script = geometry_script(hostile)
    assert "<" not in script
    names = [area["properties"]["name"]["en"] for area in value_of(script)["areas"]["features"]]
    assert all(name.endswith(HOSTILE) for name in names)


# -- the geometry ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def areas(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """Area code -> its feature, as the browser gets it."""
    return {area["properties"]["code"]: area for area in value_of(geometry_script(atlas))["areas"]["features"]}


def test_the_geometry_holds_every_area_once_with_both_its_names(atlas: Atlas, areas: dict[str, dict[str, Any]]) -> None:
    assert len(value_of(geometry_script(atlas))["areas"]["features"]) == 24
    names = {code: area["properties"]["name"] for code, area in areas.items()}
    assert names == {code: atlas.record.names_of(code) for code in atlas.by_area}


def test_the_label_of_an_area_belongs_to_a_point_well_inside_it(areas: dict[str, dict[str, Any]]) -> None:
    for code, area in areas.items():
        latitude, longitude = area["properties"]["at"]
        shape = shapely.from_geojson(json.dumps(area["geometry"]))
        point = shapely.Point(longitude, latitude)
        assert shape.contains(point), code
        # about half a kilometre from the nearest edge, in degrees
        assert shape.boundary.distance(point) > 0.005, code


def test_a_label_stands_in_its_own_area_only(areas: dict[str, dict[str, Any]]) -> None:
    shapes = {code: shapely.from_geojson(json.dumps(area["geometry"])) for code, area in areas.items()}
    for code, area in areas.items():
        latitude, longitude = area["properties"]["at"]
        assert [other for other, shape in shapes.items() if shape.contains(shapely.Point(longitude, latitude))] == [
            code
        ]


def test_the_geometry_holds_water_neighbours_and_the_border_and_all_of_it_around_cambodia(atlas: Atlas) -> None:
    layers = value_of(geometry_script(atlas))
    assert set(layers) == {"areas", "water", "neighbours", "lines", "footprints"}
    assert {feature["geometry"]["type"] for feature in layers["lines"]["features"]} <= {
        "LineString",
        "MultiLineString",
    }
    for name in ("areas", "water", "neighbours", "lines"):
        layer = layers[name]
        assert layer["features"], name
        west, south, east, north = shapely.total_bounds(
            [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in layer["features"]]
        )
        assert -180 <= west < 107
        assert 102 < east <= 180
        assert 0 < south < north < 40, name


def test_the_geometry_is_small_enough_for_a_slow_line_and_leaves_the_atlas_as_it_was(atlas: Atlas) -> None:
    before = atlas.layers.areas.copy()
    assert len(geometry_script(atlas).encode()) < 400_000
    assert before.equals(atlas.layers.areas)


# -- the words -------------------------------------------------------------------------------------------------------


def test_the_words_of_every_language_cover_every_phase_and_every_key_that_one_phase_paints(atlas: Atlas) -> None:
    spoken = value_of(words_script(atlas))
    assert list(spoken) == list(LANGUAGES)
    keys = {part for key in paint(atlas, Selection("II"))["all"].values() for part in key.split(">")}
    for lang, words in spoken.items():
        assert words["lang"] == lang
        assert set(words["phase"]) == set(words["short"]) == set(PHASES)
        assert keys | {"S", "ST", "R", "S?", "ST?", "R?", "N", "", "*"} == set(words["paint"])
        assert all(words["paint"].values())
    assert list(value_of(words_script(atlas, ["km"]))) == ["km"]
    assert current() == "en"


# -- the base map and what is laid over it ---------------------------------------------------------------------------


@pytest.mark.parametrize("pair", [False, True])
def test_the_base_map_asks_no_other_host(*, pair: bool) -> None:
    base = base_map(SCRIPTS, STYLES, pair=pair)
    addresses = [address for _name, address in (*base.default_js, *base.default_css)]
    assert addresses == [*SCRIPTS.values(), *STYLES.values()]
    assert not re.search(r"https?:|//\w+\.\w+", generate_leaflet_string(base))
    assert base.get_root().header.render().count("<link") == 0  # nothing but these is asked for


def test_the_base_map_is_always_the_same_so_that_its_frame_stays(atlas: Atlas) -> None:
    def script() -> str:
        return str(generate_leaflet_string(base_map(SCRIPTS, STYLES)))

    first = script()
    view_of(atlas, Selection(phase="all"))
    assert script() == first
    assert "KH-14" not in first


def test_a_pair_of_maps_is_another_map() -> None:
    assert "TicwAtlas.mount(" in generate_leaflet_string(base_map(SCRIPTS, STYLES))
    assert "TicwAtlas.pair(" in generate_leaflet_string(base_map(SCRIPTS, STYLES, pair=True))


def test_the_overlay_holds_the_paint_of_every_phase_and_no_geometry(atlas: Atlas) -> None:
    selection = Selection(phase="all", area="KH-14", role=frozenset({"receiving"}), basemap=True)
    assert view_of(atlas, selection, 7) == {
        "lang": "en",
        "phase": "all",
        "area": "KH-14",
        "seq": 7,
        "visit": "",
        "basemap": True,
        "large": False,
        "beyond": {"II": {"thailand": "R"}, "all": {"thailand": ">R"}},
        "paint": paint(atlas, selection),
    }
    assert len(json.dumps(view_of(atlas, selection))) < 2_000


def test_the_online_basemap_is_off_unless_asked_for(atlas: Atlas) -> None:
    assert view_of(atlas, Selection("II"))["basemap"] is False


# -- what comes back -------------------------------------------------------------------------------------------------


def test_a_choice_of_the_map_is_taken_over(atlas: Atlas) -> None:
    for area in ("KH-14", "thai-border", None):
        choice = {"phase": "all", "area": area, "seq": 3, "visit": "a1b2"}
        assert read_choice(atlas, choice) == choice


def test_a_pair_of_maps_reports_no_phase(atlas: Atlas) -> None:
    assert read_choice(atlas, {"area": "KH-14", "seq": 3}) == {"area": "KH-14", "seq": 3}


@pytest.mark.parametrize(
    ("value", "choice"),
    [
        (None, {}),
        ("KH-14", {}),
        ([{"area": "KH-14"}], {}),
        ({"phase": "III", "area": "KH-99", "seq": "1"}, {}),
        ({"phase": ["I"], "area": ["KH-14"], "seq": [1]}, {}),
        ({"phase": None, "area": {"code": "KH-14"}, "seq": None}, {}),
        ({"phase": "I", "area": HOSTILE, "seq": 1.5, "lang": "km", "role": ["sending"], "visit": 7}, {"phase": "I"}),
        ({}, {}),
        ({"phase": "I"}, {"phase": "I"}),
    ],
)
def test_of_what_the_browser_reports_only_what_exists_is_taken(
    atlas: Atlas, value: object, choice: dict[str, object]
) -> None:
    assert read_choice(atlas, value) == choice


def test_a_digest_names_a_content() -> None:
    assert digest("one") == digest("one") != digest("two")
    assert re.fullmatch("[0-9a-f]{12}", digest("one"))


# -- the domain ------------------------------------------------------------------------------------------------------


def test_the_domain_imports_no_streamlit() -> None:
    names = [module.name for module in pkgutil.walk_packages(geo.__path__, "geo.")]
    assert {"geo.web.leaflet", "geo.map.summary", "geo.web.markup"} <= set(names)
    for name in names:
        importlib.import_module(name)
    code = f"import sys, {', '.join(names)}; sys.exit(any(name.startswith('streamlit') for name in sys.modules))"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
