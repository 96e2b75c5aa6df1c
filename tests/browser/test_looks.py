"""How areas look on the screen: as their legend, without colour, and in the colours that a person has chosen."""

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Locator, expect

from geo.map.symbology import OUTSIDE, symbols
from geo.record.atlas import Atlas
from tests.browser.conftest import Visit, visiting
from tests.support.patterns import are_apart, difference, grey

LARGE = (1920, 1080)
SIDE = 56  # pixels of a patch; so large a square lies in each of these areas, without water
ROOMY = ("KH-2", "KH-17", "KH-13", "KH-16", "KH-11", "KH-19", "KH-10", "KH-6", "KH-5", "KH-9")
PAINT = """(paint) => {
    const {phase, seq} = window.atlas.state;
    window.atlas.show({phase, seq, area: null, paint: {[phase]: paint}});
    document.querySelector('.ticw-labels').style.display = 'none';
    document.querySelectorAll('.ticw-water').forEach((water) => { water.style.display = 'none'; });
}"""
MIDDLE = """(path) => {
    const {left, top, width, height} = path.getBoundingClientRect(), steps = [...Array(40).keys()].map((n) => n / 40);
    const inside = (x, y) => document.elementFromPoint(x, y) === path;
    for (const down of steps) for (const along of steps) {
        const x = left + along * width, y = top + down * height, all = [0, 0.25, 0.5, 0.75, 1].map((n) => n * SIDE);
        if (all.every((dx) => all.every((dy) => inside(x + dx, y + dy)))) return [x, y];
    }
}""".replace("SIDE", str(SIDE))


@pytest.fixture(params=["usual", "forced"])
def large(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Yield a visit on a large screen, in the app's colours and in those that a person has chosen."""
    forced = {"forced_colors": "active"} if request.param == "forced" else {}
    with visiting(browser, address, LARGE, **forced) as visit:
        yield visit


def patch(visit: Visit, code: str) -> Image.Image:
    """Cut a square out of what fills an area."""
    x, y = visit.area(code).evaluate(MIDDLE)
    frame = visit.page.locator(".st-key-map iframe").bounding_box() or {}
    clip = {"x": frame["x"] + x, "y": frame["y"] + y, "width": SIDE, "height": SIDE}
    return Image.open(BytesIO(visit.page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]


def paint(visit: Visit, keys: dict[str, str]) -> dict[str, Image.Image]:
    """Paint areas by key and hide what lies over them: key -> what fills its area."""
    visit.frame.evaluate(PAINT, {code: key for key, code in keys.items()})
    return {key: patch(visit, code) for key, code in keys.items()}


def test_every_two_looks_are_told_apart_without_colour(atlas: Atlas, large: Visit) -> None:
    large.open()
    keys = {key if key != OUTSIDE else "-S": code for key, code in zip(symbols(atlas).by_key, ROOMY, strict=True)}
    seen = {key: grey(picture) for key, picture in paint(large, keys).items()}
    assert [pair for pair in combinations(seen, 2) if not are_apart(seen[pair[0]], seen[pair[1]])] == []


def swatch(visit: Visit, part: Locator) -> Image.Image:
    """Draw a swatch as large as a patch of the map."""
    part.evaluate(
        "(swatch, side) => Object.assign(swatch.style, {position: 'fixed', zIndex: 1e6, top: 0, left: 0,"
        " width: `${side}px`, height: `${side}px`, border: 0, borderRadius: 0})",
        SIDE,
    )
    taken = Image.open(BytesIO(visit.page.screenshot(clip={"x": 0, "y": 0, "width": SIDE, "height": SIDE})))
    part.evaluate("(swatch) => swatch.removeAttribute('style')")
    return taken.convert("RGB")


@pytest.mark.parametrize("query", ["?role=receiving", "?phase=II"])
def test_the_legend_shows_what_the_map_shows_the_way_that_stripes_lean_included(large: Visit, query: str) -> None:
    large.open(query)
    keys = {"KH-17": "R", "KH-8": "R?", "KH-3": "-ST" if query == "?role=receiving" else "ST", "KH-2": ""}
    assert {code: large.paint().get(code, "") for code in keys} == keys
    fills = paint(large, dict(zip(keys.values(), ROOMY, strict=False)))
    large.open(query)
    for key, filled in fills.items():
        code = key if key[:1] != OUTSIDE else OUTSIDE
        part = large.page.locator(f":is(.filters, .legend) .swatch:has(b[data-paint='{code}']):visible").first
        shown = swatch(large, part)
        assert are_alike(shown, filled), key
        if key not in ("R", ""):
            mirrored = difference(grey(shown), grey(ImageOps.mirror(filled)))
            assert mirrored > 2 * difference(grey(shown), grey(filled)), key


def are_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two patches have the same pattern, wherever it begins, in the same colours."""
    colours = [np.asarray(picture, dtype=float).mean(axis=(0, 1)) for picture in (one, other)]
    return bool(np.abs(colours[0] - colours[1]).max() < 8) and difference(grey(one), grey(other)) < 0.04


def test_the_chosen_area_and_phase_are_seen_in_ones_own_colours(browser: Browser, address: str) -> None:
    with visiting(browser, address, LARGE, forced_colors="active") as visit:
        visit.open()
        before = picture(visit)
        highlight = visit.frame.evaluate(
            "() => { document.body.style.color = 'Highlight'; const {color} = getComputedStyle(document.body);"
            " document.body.style.color = ''; return color.match(/[\\d.]+/g).map(Number); }"
        )
        visit.area("KH-17").focus()
        visit.page.keyboard.press("Enter")
        visit.expect_outlined("KH-17")
        assert count(picture(visit), highlight) > count(before, highlight) + 1000
        chosen, other = (
            visit.control(phase).evaluate("one => getComputedStyle(one).backgroundColor") for phase in ("II", "I")
        )
        assert chosen != other


def picture(visit: Visit) -> Any:
    return np.asarray(Image.open(BytesIO(visit.page.locator(".st-key-map").screenshot())).convert("RGB"))


def count(seen: Any, colour: list[float]) -> int:
    """How many pixels have a colour, which may let something of white through."""
    over = colour[3] if len(colour) > 3 else 1
    wanted = [over * part + (1 - over) * 255 for part in colour[:3]]
    return int((np.abs(seen.astype(float) - wanted).max(axis=2) < 12).sum())


def test_what_is_filtered_out_lies_on_the_ground_of_land_and_not_on_that_of_water(visit: Visit) -> None:
    visit.open("?role=sending")
    assert look(visit, "KH-17") == 'url("#ticw-outside")'
    expect(visit.area("KH-17")).to_have_css("fill-opacity", "1")
    ground = visit.frame.evaluate("getComputedStyle(document.querySelector('#ticw-outside rect')).fill")
    assert ground == look(visit, "KH-11")


def look(visit: Visit, code: str) -> str:
    """Return what fills an area, as CSS."""
    return str(visit.area(code).evaluate("path => getComputedStyle(path).fill"))


def test_filters_and_pages_show_what_is_chosen_in_ones_own_colours(browser: Browser, address: str) -> None:
    with visiting(browser, address, forced_colors="active") as visit:
        visit.open("?role=sending")
        for chosen, other in (
            (".filters [data-facet=lang][aria-current]", ".filters [data-facet=lang]:not([aria-current])"),
            (".filters [role=checkbox][aria-checked=true]", ".filters [role=checkbox][aria-checked=false]"),
            (".bar a[aria-current]", ".bar a:not([aria-current])"),
        ):
            looks = [
                visit.page.locator(one).first.evaluate(
                    "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).borderBottomColor]"
                )
                for one in (chosen, other)
            ]
            assert looks[0] != looks[1], chosen
