"""Where names stand on a map: the same in Python and in the browser, and never where they would mislead."""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
import shapely
from playwright.sync_api import Browser, Page

from geo.map.boxes import Box, crosses
from geo.map.footprints import WIDTH, Footprints, footprints
from geo.map.label_placement import FONT, Ground, Label, letter_sizes, place
from geo.map.projection import UNITS, sheet
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.web.leaflet import STATIC
from tests.support.label_cases import FILE, FRAMES, HALL, LEAST, SLIDES, controls, outcome, view
from tests.support.worlds import PHASES

CASES: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
NAMES = [case["name"] for case in CASES["cases"]]
REACH = 0.05  # of a label's box may lie on another area without a line: the air around its letters


# -- one placement, written twice --------------------------------------------------------------------------------------


def pairs(line: list[int]) -> tuple[tuple[int, int, int], ...]:
    return tuple(zip(line[::3], line[1::3], line[2::3], strict=True))


def ground_of(case: dict[str, Any]) -> Ground:
    ground = case["ground"]
    prints = CASES["footprints"] if ground["footprints"] == "real" else ground["footprints"]
    lines = Footprints(tuple(prints["codes"]), tuple(map(pairs, prints["lines"])))
    return Ground(lines, frozenset(ground["named"]), ground["left"], ground["top"], ground["width"])


def labels_of(case: dict[str, Any]) -> list[Label]:
    return [
        Label(one["code"], (one["at"]["x"], one["at"]["y"]), one["room"], tuple(one["widths"]), one["kept"])
        for one in case["labels"]
    ]


@pytest.mark.parametrize("case", CASES["cases"], ids=NAMES)
def test_labels_of_pictures_stand_where_the_cases_say(case: dict[str, Any]) -> None:
    blocked = [Box(**one) for one in case["blocked"]]
    size, placed = place(labels_of(case), Box(**case["frame"]), blocked, case["sizes"], ground_of(case))
    assert {"size": size, "placed": [outcome(one) for one in placed]} == case["expected"]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page that has the placement of the app's map and nothing else."""
    with browser.new_page() as opened:
        opened.add_script_tag(path=STATIC / "label-placement.js")
        yield opened


PLACE = """({footprints, cases}) => {
    const rounded = (point) => point && Object.fromEntries(Object.entries(point).map(([key, value]) =>
        [key, Math.round(value * 100) / 100]));
    return cases.map(({labels, frame, blocked, sizes, ground}) => {
        const prints = ground.footprints === "real" ? footprints : ground.footprints;
        const land = {...ground, footprints: prints, named: new Set(ground.named)};
        const {size, placed} = TicwLabels.place(labels, frame, blocked, sizes, land);
        return {size, placed: placed.map(({label, box, leader, lines}) =>
            ({code: label.code, box: rounded(box), leader: rounded(leader), lines}))};
    });
}"""
"""A function of the browser: the outcome of each case, as tests/support/label_cases.py writes it."""


def test_labels_of_the_app_stand_where_the_cases_say(page: Page) -> None:
    outcomes = page.evaluate(PLACE, CASES)
    assert len(outcomes) == len(NAMES) > 80
    for name, case, got in zip(NAMES, CASES["cases"], outcomes, strict=True):
        expected = case["expected"]
        assert got["size"] == expected["size"], name
        for one, other in zip(got["placed"], expected["placed"], strict=True):
            assert (one["code"], one["lines"]) == (other["code"], other["lines"]), name
            assert one["box"] == pytest.approx(other["box"], abs=0.02), (name, one["code"])
            assert one["leader"] == (other["leader"] and pytest.approx(other["leader"], abs=0.02)), (name, one["code"])


def test_letters_grow_with_the_frame_alike_in_pictures_and_in_the_app(page: Page) -> None:
    frames = [case["of"] for case in CASES["letters"]]
    expected = [case["sizes"] for case in CASES["letters"]]
    assert [list(letter_sizes(*frame)) for frame in frames] == expected
    assert page.evaluate("(frames) => frames.map((frame) => TicwLabels.sizes(...frame))", frames) == expected
    largest = [letter_sizes(*size, LEAST)[0] for size in FRAMES.values()]
    assert min(largest) >= LEAST
    assert letter_sizes(*FRAMES["3840"], LEAST)[0] > 3 * FONT


def test_the_cases_are_of_the_map_as_it_is(atlas: Atlas) -> None:
    assert CASES["footprints"] == footprints(atlas).to_json(), "write them anew: python -m tests.support.label_cases"


# -- what a placement is for -------------------------------------------------------------------------------------------


SHOWN = [pytest.param(size, 1.0, id=name) for name, size in FRAMES.items()] + [
    pytest.param(size, HALL, id=f"slide {name}") for name, size in SLIDES.items()
]


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(("size", "factor"), SHOWN)
@pytest.mark.parametrize(("lang", "area"), [("en", None), ("en", "KH-12"), ("km", None)])
def test_no_label_misleads(  # noqa: PLR0917  # one argument for each thing that varies
    atlas: Atlas, phase: str, size: tuple[int, int], factor: float, lang: str, area: str | None
) -> None:
    labels, frame, ground = view(atlas, Selection(phase=phase, lang=lang, area=area), size)
    blocked = controls(size)
    _, placed = place(labels, frame, blocked, letter_sizes(*size, LEAST, factor), ground)
    assert {one.label.code for one in placed} == {label.code for label in labels}
    shapes = {code: sheet(atlas).areas[code].geometry for code in ground.named}
    scale = ground.width / UNITS
    for one in placed:
        box = one.box
        assert box.overlap(frame) >= box.w * box.h - 0.01, f"{one.label.code} leaves the frame"
        for other in blocked:
            assert box.overlap(other) < 0.01, f"{one.label.code} lies below a control"
        on_sheet = [(box.x - ground.left) / scale, (box.y - ground.top) / scale]
        stands = shapely.box(*on_sheet, on_sheet[0] + box.w / scale, on_sheet[1] + box.h / scale)
        for code, shape in shapes.items():
            if code != one.label.code and not one.leader:
                share = shape.intersection(stands).area / stands.area
                assert share < REACH, f"{one.label.code} stands on {code}"
        if one.label.kept:
            assert one.lines == len(next(label for label in labels if label.kept).widths), (
                "the chosen has lost its name"
            )
    for one, other in combinations(placed, 2):
        assert one.box.overlap(other.box) < 0.01, f"{one.label.code} lies on {other.label.code}"
    for one in placed:
        for other in placed:
            if one.leader and one is not other:
                assert not crosses((one.label.at, one.leader), other.box), (
                    f"{one.label.code} through {other.label.code}"
                )


def test_a_footprint_is_as_large_as_its_area(atlas: Atlas) -> None:
    prints = footprints(atlas)
    for number, code in enumerate(prints.codes):
        stretches = [end - start for line in prints.lines for start, end, area in line if area == number]
        on_sheet = sheet(atlas).areas[code].geometry.area * (WIDTH / UNITS) ** 2
        assert sum(stretches) * 10 == pytest.approx(on_sheet, rel=0.03), code
