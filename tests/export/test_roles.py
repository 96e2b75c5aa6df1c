"""The look of a role is written once, in symbols.csv: a new role, or another colour, is seen in all that draws."""

import contextlib
import datetime as dt
import sqlite3
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from geo.export import make
from geo.map.legend import legend
from geo.map.summary import describe
from geo.map.symbology import css, letters, symbols, variables
from geo.record.atlas import Atlas, open_atlas
from geo.selection.selection import Selection, options
from geo.selection.view import View
from geo.views.place import dossier
from geo.views.registry import read_view
from geo.web.leaflet import symbols_script, words_script
from tests.support.opening import pages
from tests.support.worlds import copy_of_the_data, edit, grown_record

MADE = dt.date(2026, 11, 25)
VIOLET, GREEN = "#5b3a8c", "#0b6b3a"


def paint_green(folder: Path) -> Path:
    world = copy_of_the_data(folder)
    edit(world, "symbols.csv", "receiving", fill_colour=GREEN)
    return world


@pytest.fixture(scope="module", params=[(grown_record, VIOLET), (paint_green, GREEN)], ids=["new role", "new colour"])
def painted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Atlas, str]:
    """Return a record in which one thing was changed, and the colour that it brings."""
    change, colour = request.param
    return open_atlas(change(tmp_path_factory.mktemp("roles"))), colour


@pytest.fixture(scope="module")
def fourth(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Return a record with a role more than the shipped one has."""
    return open_atlas(grown_record(tmp_path_factory.mktemp("fourth")))


def of_package(atlas: Atlas) -> str:
    """Write the colours of the GeoPackage's styles as style sheets do."""
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(make("gpkg", atlas, View("phase=II"), MADE))
        styles = " ".join(row[0] for row in base.execute("SELECT styleQML FROM layer_styles"))
    return styles.replace(rgb(VIOLET), VIOLET).replace(rgb(GREEN), GREEN)


def rgb(colour: str) -> str:
    return ",".join(map(str, bytes.fromhex(colour.removeprefix("#"))))


def of_slides(atlas: Atlas) -> str:
    with zipfile.ZipFile(BytesIO(make("pptx", atlas, View("phase=II"), MADE))) as parts:
        slide, theme = (parts.read(name).decode() for name in ("ppt/slides/slide1.xml", "ppt/theme/theme1.xml"))
    assert ("5B3A8C" in slide) == ("5B3A8C" in theme)
    return slide.replace("5B3A8C", VIOLET).replace("0B6B3A", GREEN)


TEXTS: dict[str, Callable[[Atlas], str]] = {
    "the map in the browser": variables,
    "legend and filters of pages": css,
    "svg": lambda atlas: make("svg", atlas, View("phase=II"), MADE).decode(),
    "svg of two phases": lambda atlas: make("svg", atlas, View("phase=both", page="compare"), MADE).decode(),
    "svg of coverage": lambda atlas: make("svg", atlas, View("phase=II", page="coverage"), MADE).decode(),
    "single file": lambda atlas: make("html", atlas, View("phase=II"), MADE).decode(),
    "GeoPackage": of_package,
    "slides": of_slides,
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_colour_of_symbols_csv_is_written_in(painted: tuple[Atlas, str], name: str) -> None:
    atlas, colour = painted
    assert colour in TEXTS[name](atlas)


def test_the_colour_of_symbols_csv_is_seen_in_pictures_and_on_paper(painted: tuple[Atlas, str], tmp_path: Path) -> None:
    atlas, colour = painted
    (tmp_path / "handout.pdf").write_bytes(make("pdf", atlas, View("phase=II"), MADE))
    picture = Image.open(BytesIO(make("png", atlas, View("phase=II"), MADE)))
    assert has_colour(picture, colour)
    assert has_colour(pages(tmp_path / "handout.pdf", 100)[0], colour)


def has_colour(picture: Image.Image, colour: str) -> bool:
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    counted = picture.convert("RGB").getcolors(1 << 24) or ()
    near = (count for count, seen in counted if max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) <= 2)
    return sum(near) > 200


# -- a fourth role ---------------------------------------------------------------------------------------------------


def test_a_new_role_is_told_in_legend_sentence_and_panel(fourth: Atlas) -> None:
    entries = {row.key: (row.label, row.count) for row in legend(fourth, Selection("II"))}
    assert entries["DA"] == ("destination abroad", 1)
    assert entries["DA?"] == ("destination abroad (ambiguous)", 1)
    assert "2 destination abroad (Kampong Thom uncertain)" in describe(fourth, Selection("II")).sentence
    chips = [chip.label for chip in dossier(fourth, "KH-2", Selection("II")).chips]
    assert chips == ["I · Sending", "II · Destination abroad", "III · Sending"]
    assert letters(fourth, "S>DA?") == "S → D·A?"


def test_a_new_role_is_found_by_the_options_that_it_answers_to(fourth: Atlas) -> None:
    assert list(options(fourth.record, "role").items())[-1] == ("abroad", "Abroad")
    assert Selection("II").counts(fourth, "role")["abroad"] == 2
    assert Selection("II", role=frozenset({"abroad"})).matching_areas(fourth) == {"KH-2", "KH-6"}
    assert Selection("III", role=frozenset({"abroad"})).matching_areas(fourth) == {"KH-24"}
    assert Selection(role=frozenset({"receiving"})).matching_areas(fourth) >= {"KH-2", "KH-6", "KH-12"}


def test_a_new_role_is_a_change_between_the_phases(fourth: Atlas) -> None:
    told = str(read_view(fourth, View("phase=both", page="compare")).content)
    assert "destination abroad" in told


def test_a_new_role_is_in_every_table_and_script(fourth: Atlas) -> None:
    assert '"DA?"' in symbols_script(fourth)
    assert '"DA?":"destination abroad (ambiguous)"' in words_script(fourth)
    assert "destination abroad" in make("csv", fourth, View("phase=II", page="record"), MADE).decode("utf-8-sig")
    assert '"paint_II": "DA"' in make("geojson", fourth, View("phase=II"), MADE).decode()


def test_the_look_in_doubt_follows_from_the_look(fourth: Atlas) -> None:
    sure, doubt = (symbols(fourth).by_key[key] for key in ("DA", "DA?"))
    assert [mark.kind for mark in sure.marks] == ["rising"]
    assert [mark.kind for mark in doubt.marks] == ["rising", "falling"]
    assert {mark.colour for mark in doubt.marks} == {VIOLET}  # the pattern is too light for the pale ground


def test_a_role_with_the_stripes_of_doubt_is_hatched_alone_in_doubt(tmp_path: Path) -> None:
    world = copy_of_the_data(tmp_path)
    edit(world, "symbols.csv", "receiving", pattern_code="falling", tile="8")
    looks = symbols(open_atlas(world)).by_key
    assert [mark.kind for mark in looks["R"].marks] == ["falling"]
    assert [(mark.kind, mark.colour) for mark in looks["R?"].marks] == [("falling", "#2a6f97")]
