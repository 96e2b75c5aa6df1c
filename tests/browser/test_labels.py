"""The names on the map, read out of the browser at every size: none lies on another or misleads, none is cut off."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import pytest
import shapely
from playwright.sync_api import Frame, Page

from geo.map.boxes import Box, crosses
from tests.browser.conftest import Visit
from tests.support.worlds import PHASES

SIZES = [
    (320, 640), (390, 844), (700, 800), (768, 1024), (1024, 768), (1093, 614),  # the last a laptop at a zoom of 125 %
    (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160),
]  # fmt: skip
REACH = 0.06  # of a name may lie on another area without a line: the air around its letters
READABLE = 11  # pixels

READ = """() => [...document.querySelectorAll('.ticw-map')].map((map) => {
    const {e, f} = map.querySelector('.ticw-labels').getScreenCTM();
    const bounds = (one) => {
        const {x, y, width, height} = one.getBoundingClientRect();
        return {x: x - e, y: y - f, w: width, h: height};
    };
    const number = (one, name) => Number(one.getAttribute(name));
    const line = (group) => {
        const found = group.querySelector('line');
        return found && ['x1', 'y1', 'x2', 'y2'].map((name) => number(found, name));
    };
    const size = number(map.querySelector('.ticw-labels'), 'font-size');
    const printed = (group) => {
        const texts = [...group.querySelectorAll('text')];
        const wide = Math.max(...texts.map((text) => text.getBBox().width));
        const [first, last] = [texts[0], texts[texts.length - 1]].map((text) => number(text, 'y'));
        return {x: number(texts[0], 'x') - wide / 2, y: first - 0.8 * size, w: wide, h: last - first + size};
    };
    const named = [...map.querySelectorAll('path.ticw-area')].filter((path) => path.dataset.paint);
    return {
        size, frame: bounds(map),
        controls: [...map.querySelectorAll('.leaflet-control')].map(bounds).filter((box) => box.w && box.h),
        labels: [...map.querySelectorAll('[data-label]')].map((group) =>
            ({code: group.dataset.label, box: printed(group), line: line(group), names: group.textContent})),
        shapes: Object.fromEntries(named.map((path) => [path.dataset.area, path.getAttribute('d')])),
    };
})"""
"""A function of the browser: for each map of its document the labels and the named areas, in pixels of its drawing."""

RESTED = """() => new Promise((rested) => {
    let last = '', since = 0;
    const look = (now) => {
        const path = document.querySelector('path.ticw-area');
        const drawn = `${innerWidth} ${innerHeight} ${path && path.getAttribute('d')}`;
        if (drawn !== last || !document.querySelector('[data-label]')) [last, since] = [drawn, now];
        if (now - since > 250) rested(true); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
})"""
"""A function of the browser: waits until the map has found its size."""


@dataclass(frozen=True)
class Name:
    """A label as it is read out of the browser."""

    code: str
    box: Box
    line: tuple[tuple[float, float], tuple[float, float]] | None


def polygons(data: str) -> shapely.Geometry:
    """Return the data of a path as Leaflet writes it: rings, of which one inside another is a hole."""
    rings = [ring.rstrip("z").split("L") for ring in data.split("M") if ring]
    shape = shapely.Polygon()
    for ring in rings:
        points = [tuple(map(float, point.replace(",", " ").split())) for point in ring]
        if len(points) > 3:
            shape = shape.symmetric_difference(shapely.Polygon(points).buffer(0))
    return shape


def check(seen: dict[str, Any], where: str) -> None:
    """Check the rules for the names of one map."""
    assert seen["size"] >= READABLE, where
    names = [name_of(label) for label in seen["labels"]]
    shapes = {code: polygons(data) for code, data in seen["shapes"].items()}
    for name in names:
        assert name.box.overlap(Box(**seen["frame"])) > name.box.w * name.box.h - 1, f"{where}: {name.code} is cut off"
        below = sum(name.box.overlap(Box(**control)) for control in seen["controls"])
        assert below < 1, f"{where}: {name.code} lies below a control"
        check_ground(name, shapes, where)
    for one, other in permutations(names, 2):
        assert one.box.overlap(other.box) < 1, f"{where}: {one.code} lies on {other.code}"
        assert not (one.line and crosses(one.line, other.box)), f"{where}: {one.code}'s line runs through {other.code}"


def check_ground(name: Name, shapes: Mapping[str, shapely.Geometry], where: str) -> None:
    """Check that a name stands on no other area without a line, and that its line begins in its own."""
    box = name.box
    stands = shapely.box(box.x, box.y, box.x + box.w, box.y + box.h)
    if name.line:
        own = shapes.get(name.code)
        assert not own or own.buffer(1).contains(shapely.Point(name.line[0])), (
            f"{where}: {name.code}'s line goes astray"
        )
        return
    for code, shape in shapes.items():
        share = shape.intersection(stands).area / stands.area
        assert code == name.code or share < REACH, f"{where}: {name.code} stands on {code}"


def name_of(label: dict[str, Any]) -> Name:
    line = label["line"]
    return Name(label["code"], Box(**label["box"]), line and ((line[0], line[1]), (line[2], line[3])))


def maps_of(frame: Frame) -> Iterator[dict[str, Any]]:
    yield from frame.evaluate(READ)


def frame_of(page: Page) -> Frame:
    frame = page.locator("iframe[src*=streamlit_folium]").element_handle().content_frame()
    assert frame
    frame.wait_for_selector("[data-label]", state="attached")
    return frame


@pytest.fixture
def resized(visit_at: Callable[[tuple[int, int]], Visit]) -> Callable[[str], Iterator[tuple[str, Frame]]]:
    """Open a page on the smallest screen, then make the window larger step by step; yields the map at every size."""

    def at_every_size(path: str) -> Iterator[tuple[str, Frame]]:
        visit = visit_at(SIZES[0])
        visit.page.goto(f"{visit.address}{path}")
        visit.settled()
        for width, height in SIZES:
            visit.page.set_viewport_size({"width": width, "height": height})
            visit.settled()
            frame = frame_of(visit.page)
            assert frame.evaluate(RESTED)
            yield f"{path} at {width} px", frame

    return at_every_size


Resized = Callable[[str], Iterator[tuple[str, Frame]]]


def test_no_name_misleads_at_any_size_in_any_phase(resized: Resized) -> None:
    for where, frame in resized("/?phase=II"):
        for phase in PHASES:
            frame.evaluate("(phase) => atlas.preview(phase)", phase)
            (seen,) = maps_of(frame)
            assert {label["code"] for label in seen["labels"]} == set(seen["shapes"]), where
            check(seen, f"{where}, {phase}")
        frame.evaluate("atlas.preview('II')")


@pytest.mark.parametrize("path", ["/studies?phase=II", "/partners?phase=all"])
def test_no_name_misleads_on_a_small_map(resized: Resized, path: str) -> None:
    for where, frame in resized(path):
        for phase in ("I", "II", "all"):
            frame.evaluate("(phase) => atlas.preview(phase)", phase)
            (seen,) = maps_of(frame)
            check(seen, f"{where}, {phase}")


def test_no_name_misleads_on_two_maps_side_by_side(resized: Resized) -> None:
    for where, frame in resized("/compare"):
        first, second = maps_of(frame)
        assert first["labels"]
        check(first, f"{where}, I")
        check(second, f"{where}, II")


def test_no_name_misleads_on_a_slide(resized: Resized) -> None:
    for where, frame in resized("/present?slide=4"):
        for seen in maps_of(frame):
            check(seen, where)


def test_the_chosen_area_keeps_its_name_where_others_have_their_letters_alone(resized: Resized) -> None:
    area = "KH-12"  # the smallest that is named
    for where, frame in resized(f"/studies?phase=all&area={area}"):
        (seen,) = maps_of(frame)
        check(seen, where)
        (chosen,) = [label for label in seen["labels"] if label["code"] == area]
        name = frame.evaluate("(code) => document.querySelector(`path[data-area=${code}]`).ariaLabel", area)
        assert chosen["names"].startswith(name.split(":")[0])


def test_a_closer_look_has_no_names_of_what_lies_outside_it(resized: Resized) -> None:
    for where, frame in list(resized("/?phase=II"))[-1:]:
        for _step in range(3):
            frame.locator(".leaflet-control-zoom-in").click()
            frame.wait_for_timeout(400)
            for seen in maps_of(frame):
                check(seen, where)
