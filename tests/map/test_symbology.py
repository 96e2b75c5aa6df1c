"""How areas look: each paint key a look of its own, and everything that draws it draws the same."""

import re
from io import BytesIO
from itertools import combinations
from typing import Any
from urllib.parse import unquote

import numpy as np
import pytest
import shapely
from PIL import Image

from geo.export.image.fills import PIXEL, layers
from geo.export.image.map_surround import swatch_picture
from geo.export.image.png import png
from geo.map.contrast import contrast
from geo.map.palette import COLOURS
from geo.map.symbology import Symbols, css, letters, parts, patterns, symbols, variables
from geo.record.atlas import Atlas
from tests.support.patterns import are_apart, grey

SIDE = 84  # pixels
KEYS = ("", "S", "S?", "ST", "ST?", "R", "R?", "N", "-", "*")
PATTERNED = [key for key in KEYS if key not in ("", "S")]


@pytest.fixture(scope="module")
def looks(atlas: Atlas) -> Symbols:
    """Return the looks of the shipped record."""
    return symbols(atlas)


def test_the_looks_are_those_of_the_roles_and_of_what_the_program_draws_itself(looks: Symbols) -> None:
    assert tuple(looks.by_key) == KEYS
    assert looks.keys == {"sending": "S", "sending-transit": "ST", "receiving": "R"}


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        ("S", "S"),
        ("ST", "S·T"),
        ("ST?", "S·T?"),
        ("R?", "R?"),
        ("N", "•"),
        ("S>R", "S → R"),
        ("S>", "I: S"),
        (">ST", "II: S·T"),
        ("-R", "R"),
        ("-", ""),
        ("", ""),
    ],
)
def test_letters_carry_the_role_without_colour(atlas: Atlas, key: str, mark: str) -> None:
    assert letters(atlas, key, ("I", "II")) == mark


@pytest.mark.parametrize(
    ("key", "painted"),
    [
        ("", ("",)),
        ("R?", ("R?",)),
        ("S>R", ("S", "R")),
        ("S>", ("S",)),
        (">R", ("R",)),
        ("-S>R", ("-",)),
        ("-", ("-",)),
    ],
)
def test_an_area_is_painted_by_one_look_or_by_one_for_each_phase(key: str, painted: tuple[str, ...]) -> None:
    assert parts(key) == painted


@pytest.mark.parametrize("narrow", [20, 40, 84])
def test_three_roles_over_time_all_show_in_an_area_of_any_width(atlas: Atlas, narrow: int) -> None:
    looks = symbols(atlas)
    drawn = layers(looks, shapely.box(0, 0, narrow * PIXEL, 900), "S>ST>R")
    seen = [colour for colour, part in drawn if not part.is_empty]
    grounds = [looks.by_key[key].ground for key in ("S", "ST", "R")]
    assert [colour for colour in seen if colour in grounds] == [grounds[0], grounds[1], grounds[0], grounds[2]]


def drawn(looks: Symbols, key: str) -> Image.Image:
    """Draw a square as pictures and documents paint it, a pixel of the screen to a pixel."""
    svg = swatch_picture(looks, key, (SIDE, SIDE)).replace("<svg ", f'<svg width="{SIDE}" height="{SIDE}" ', 1)
    return Image.open(BytesIO(png(svg, 2 * SIDE))).convert("RGB")


@pytest.mark.parametrize(("one", "other"), list(combinations(KEYS, 2)))
def test_two_looks_are_told_apart_without_colour(looks: Symbols, one: str, other: str) -> None:
    assert are_apart(grey(drawn(looks, one)), grey(drawn(looks, other)))


def test_two_plain_greys_would_not_be(looks: Symbols) -> None:
    plain = [grey(Image.new("RGB", (SIDE, SIDE), looks.by_key[key].ground)) for key in ("S", "R")]
    assert not are_apart(*plain)


def test_letters_can_be_read_over_every_colour() -> None:
    # letters have a white edge, so it is the edge that they are read against
    assert contrast(COLOURS["ink"], COLOURS["paper"]) > 12


@pytest.mark.parametrize(("one", "other", "known"), [("#ffffff", "#000000", 21), ("#767676", "#ffffff", 4.54)])
def test_contrast_is_what_everybody_measures(one: str, other: str, known: float) -> None:
    assert contrast(one, other) == pytest.approx(known, abs=0.005)


@pytest.mark.parametrize("key", PATTERNED)
def test_a_pattern_is_told_from_its_ground(looks: Symbols, key: str) -> None:
    symbol = looks.by_key[key]
    wanted = 1.5 if key == "-" else 1.9  # what is outside the filter is quiet, on purpose
    for mark in symbol.marks:
        assert contrast(mark.colour, symbol.ground) > wanted
    assert len(set(symbol.forced)) == 2


def test_in_two_colours_of_ones_own_every_look_is_its_own(looks: Symbols) -> None:
    forced = {
        key: (symbol.forced, symbol.tile, tuple((mark.kind, mark.size) for mark in symbol.marks))
        for key, symbol in looks.by_key.items()
    }
    assert len(set(forced.values())) == len(forced)


def test_what_is_outside_the_filter_stands_on_the_ground_of_land_that_is_not_named(looks: Symbols) -> None:
    assert looks.by_key["-"].ground == looks.by_key[""].ground
    water = {COLOURS[name] for name in ("sea", "water")}
    assert not water & {colour for colour, _part in layers(looks, shapely.box(0, 0, 900, 900), "-S>R")}


@pytest.mark.parametrize("key", ["ST", "R?"])
def test_stripes_of_two_roles_rise_and_those_of_doubt_fall(looks: Symbols, key: str) -> None:
    rises = _rises(np.asarray(drawn(looks, key).convert("L"), dtype=float))
    assert rises == (key == "ST")


def _rises(picture: Any) -> bool:
    """Whether a picture looks more like itself moved up to the right than moved down to the right."""
    middle = picture[20:-20, 20:-20]
    moved = {step: picture[20 + step : step - 20, 23:-17] for step in (-3, 3)}
    return bool(np.abs(moved[-3] - middle).mean() < np.abs(moved[3] - middle).mean())


# -- everywhere the same -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", PATTERNED)
def test_the_swatch_of_pages_repeats_the_tile_that_the_map_repeats(atlas: Atlas, key: str) -> None:
    (rule,) = re.findall(
        rf'^\.swatch b\[data-paint="{re.escape(key)}"\] {{ (.*) }}$', css(atlas).partition("@media")[0], re.M
    )
    look: Any = patterns(atlas)[key]
    colours = dict(re.findall(r"--ticw-([\w-]+):(#[0-9a-f]{6});", variables(atlas)))
    side = look["tile"]
    assert rule.startswith(f"background: {colours[look['ground']]} url(")
    assert rule.endswith(f"0 0 / {side}px {side}px;")
    tile = unquote(rule)
    for mark in look["marks"]:
        assert f"<path d='{mark['d']}' stroke='{colours[mark['colour']]}' stroke-width='{mark['size']:g}'/>" in tile


def test_every_look_has_its_swatch_in_ones_own_colours_too(atlas: Atlas, looks: Symbols) -> None:
    _usual, _media, forced = css(atlas).partition("@media (forced-colors: active)")
    for key, symbol in looks.by_key.items():
        assert f'.swatch b[data-paint="{key}"] {{ background: {symbol.forced[0]}; }}' in forced
        assert (f'.swatch b[data-paint="{key}"]::before' in forced) == bool(symbol.marks)


def test_what_is_cut_out_for_pictures_has_the_size_of_the_pattern(looks: Symbols) -> None:
    side = 420  # pixels, a multiple of every tile
    for key, symbol in looks.by_key.items():
        _ground, *marks = layers(looks, shapely.box(0, 0, side * PIXEL, side * PIXEL), key)
        for mark, (colour, part) in zip(symbol.marks, marks, strict=True):
            assert colour == mark.colour
            tiles = (side / symbol.tile) ** 2
            one = np.pi * mark.size**2 / 4 if mark.kind == "dots" else symbol.tile * np.sqrt(2) * mark.size
            assert part.area / PIXEL**2 == pytest.approx(tiles * one, rel=0.05)
