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
from geo.map.palette import COLOURS, FORCED
from geo.map.symbology import SYMBOLS, css, letters, parts, patterns
from tests.support.patterns import are_apart, grey

SIDE = 84  # pixels


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
def test_letters_carry_the_role_without_colour(key: str, mark: str) -> None:
    assert letters(key, ("I", "II")) == mark


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
def test_three_roles_over_time_all_show_in_an_area_of_any_width(narrow: int) -> None:
    seen = [colour for colour, part in layers(shapely.box(0, 0, narrow * PIXEL, 900), "S>ST>R") if not part.is_empty]
    grounds = [COLOURS[SYMBOLS[key].ground] for key in ("S", "ST", "R")]
    assert [colour for colour in seen if colour in grounds] == [grounds[0], grounds[1], grounds[0], grounds[2]]


def drawn(key: str) -> Image.Image:
    """Draw a square as pictures and documents paint it, a pixel of the screen to a pixel."""
    svg = swatch_picture(key, (SIDE, SIDE)).replace("<svg ", f'<svg width="{SIDE}" height="{SIDE}" ', 1)
    return Image.open(BytesIO(png(svg, 2 * SIDE))).convert("RGB")


@pytest.mark.parametrize(("one", "other"), list(combinations(SYMBOLS, 2)))
def test_two_looks_are_told_apart_without_colour(one: str, other: str) -> None:
    assert are_apart(grey(drawn(one)), grey(drawn(other)))


def test_two_plain_greys_would_not_be() -> None:
    plain = [grey(Image.new("RGB", (SIDE, SIDE), COLOURS[name])) for name in ("sending", "receiving")]
    assert not are_apart(*plain)


def test_letters_can_be_read_over_every_colour() -> None:
    # letters have a white edge, so it is the edge that they are read against
    assert contrast(COLOURS["ink"], COLOURS["paper"]) > 12


def contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [part / 255 for part in bytes.fromhex(colour.removeprefix("#"))]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


@pytest.mark.parametrize("key", [key for key, symbol in SYMBOLS.items() if symbol.marks])
def test_a_pattern_is_told_from_its_ground(key: str) -> None:
    symbol = SYMBOLS[key]
    wanted = 1.5 if key == "-" else 1.9  # what is outside the filter is quiet, on purpose
    for mark in symbol.marks:
        assert contrast(COLOURS[mark.colour], COLOURS[symbol.ground]) > wanted
        assert FORCED[mark.colour] != FORCED[symbol.ground]


def test_in_two_colours_of_ones_own_every_look_is_its_own() -> None:
    looks = {
        key: (FORCED[symbol.ground], symbol.tile, tuple((mark.kind, mark.size) for mark in symbol.marks))
        for key, symbol in SYMBOLS.items()
    }
    assert len(set(looks.values())) == len(looks)
    assert set(FORCED.values()) <= {"Canvas", "CanvasText", "GrayText"}


def test_what_is_outside_the_filter_stands_on_the_ground_of_land_that_is_not_named() -> None:
    assert SYMBOLS["-"].ground == SYMBOLS[""].ground
    water = {COLOURS[name] for name in ("sea", "water")}
    assert not water & {colour for colour, _part in layers(shapely.box(0, 0, 900, 900), "-S>R")}


@pytest.mark.parametrize("key", ["ST", "R?"])
def test_stripes_of_two_roles_rise_and_those_of_doubt_fall(key: str) -> None:
    rises = _rises(np.asarray(drawn(key).convert("L"), dtype=float))
    assert rises == (key == "ST")


def _rises(picture: Any) -> bool:
    """Whether a picture looks more like itself moved up to the right than moved down to the right."""
    middle = picture[20:-20, 20:-20]
    moved = {step: picture[20 + step : step - 20, 23:-17] for step in (-3, 3)}
    return bool(np.abs(moved[-3] - middle).mean() < np.abs(moved[3] - middle).mean())


# -- everywhere the same -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [key for key, symbol in SYMBOLS.items() if symbol.marks])
def test_the_swatch_of_pages_repeats_the_tile_that_the_map_repeats(key: str) -> None:
    (rule,) = re.findall(
        rf'^\.swatch b\[data-paint="{re.escape(key)}"\] {{ (.*) }}$', css().partition("@media")[0], re.M
    )
    look: Any = patterns()[key]
    ground, side = COLOURS[str(look["ground"])], look["tile"]
    assert rule.startswith(f"background: {ground} url(")
    assert rule.endswith(f"0 0 / {side}px {side}px;")
    tile = unquote(rule)
    for mark in look["marks"]:
        assert f"<path d='{mark['d']}' stroke='{COLOURS[mark['colour']]}' stroke-width='{mark['size']}'/>" in tile


def test_every_look_has_its_swatch_in_ones_own_colours_too() -> None:
    _usual, _media, forced = css().partition("@media (forced-colors: active)")
    for key, symbol in SYMBOLS.items():
        assert f'.swatch b[data-paint="{key}"] {{ background: {FORCED[symbol.ground]}; }}' in forced
        assert (f'.swatch b[data-paint="{key}"]::before' in forced) == bool(symbol.marks)


def test_what_is_cut_out_for_pictures_has_the_size_of_the_pattern() -> None:
    side = 420  # pixels, a multiple of every tile
    for key, symbol in SYMBOLS.items():
        _ground, *marks = layers(shapely.box(0, 0, side * PIXEL, side * PIXEL), key)
        for mark, (colour, part) in zip(symbol.marks, marks, strict=True):
            assert colour == COLOURS[mark.colour]
            tiles = (side / symbol.tile) ** 2
            one = np.pi * mark.size**2 / 4 if mark.kind == "dots" else symbol.tile * np.sqrt(2) * mark.size
            assert part.area / PIXEL**2 == pytest.approx(tiles * one, rel=0.05)
