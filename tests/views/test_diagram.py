"""The drawing in three columns: everything in its place, nothing over anything else, the same every time."""

from itertools import pairwise
from random import Random

import pytest

from geo.views.diagram import GAP, LONGEST, Drawing, Sketch, height_of


def sketched(partners: int, activities: int, places: int, ties: int, seed: int = 1) -> Drawing:
    """Draw so many boxes, tied at random."""
    random, sketch = Random(seed), Sketch()
    columns = [
        [
            sketch.box(column, kind, f"{kind}-{n}", (f"{kind} with a name of some length {n}", "and a second line"),
                       near=False, chosen=False)
            for n in range(count)
        ]
        for column, (kind, count) in enumerate((("partner", partners), ("activity", activities), ("place", places)))
    ]  # fmt: skip
    for _ in range(ties):
        gap = random.randrange(2)
        if columns[gap] and columns[gap + 1]:
            sketch.tie(random.choice(columns[gap]), random.choice(columns[gap + 1]))
    return sketch.drawing()


@pytest.mark.parametrize("sizes", [(0, 0, 0), (1, 0, 0), (1, 4, 6), (9, 5, 4), (14, 12, 24), (14, 1, 0), (0, 3, 3)])
def test_no_box_covers_another_or_leaves_the_drawing(sizes: tuple[int, int, int]) -> None:
    drawing = sketched(*sizes, ties=20)
    for column in drawing.columns:
        for above, below in pairwise(column):
            assert above.top + above.height + GAP <= below.top + 0.2
        for box in column:
            assert box.top >= 0
            assert box.top + box.height <= drawing.height + 0.2


def test_the_same_content_is_drawn_the_same_every_time() -> None:
    assert sketched(9, 5, 4, ties=20) == sketched(9, 5, 4, ties=20)


def test_lines_meet_the_middles_of_boxes() -> None:
    sketch = Sketch()
    who = sketch.box(0, "partner", "who", ("Who", ""), near=False, chosen=False)
    what = sketch.box(1, "activity", "what", ("What", ""), near=False, chosen=False)
    sketch.tie(who, what)
    drawing = sketch.drawing()
    ((wire,), none) = drawing.gaps
    assert (wire.start, wire.end) == (drawing.columns[0][0].middle, drawing.columns[1][0].middle)
    assert none == ()


def test_a_box_stands_beside_what_it_is_tied_to() -> None:
    sketch = Sketch()
    hubs = [sketch.box(1, "activity", f"a{n}", (f"a{n}", ""), near=False, chosen=False) for n in range(5)]
    end = sketch.box(2, "place", "p", ("p", ""), near=False, chosen=False)
    sketch.tie(hubs[3], end)
    drawing = sketch.drawing()
    assert drawing.columns[2][0].middle == pytest.approx(drawing.columns[1][3].middle, abs=0.2)


def test_a_line_is_drawn_once_and_only_between_boxes_that_are_there() -> None:
    sketch = Sketch()
    who = sketch.box(0, "partner", "who", ("Who", ""), near=False, chosen=False)
    what = sketch.box(1, "activity", "what", ("What", ""), near=False, chosen=False)
    sketch.tie(who, what)
    sketch.tie(who, what)
    sketch.tie(what, "2 nowhere")
    assert [len(gap) for gap in sketch.drawing().gaps] == [1, 0]


def test_a_box_named_twice_stands_once_and_stays_near_once_it_is() -> None:
    sketch = Sketch()
    for near in (False, True, False):
        sketch.box(0, "partner", "who", ("Who", ""), near=near, chosen=False)
    ((box,), *_rest) = sketch.drawing().columns
    assert box.near


def test_a_longer_text_needs_a_higher_box_and_an_endless_one_is_cut_and_marked() -> None:
    sketch = Sketch()
    for n, title in enumerate(("short", "rather long, so that it takes several lines", "endless " * 500)):
        sketch.box(0, "partner", f"p{n}", (title, ""), near=False, chosen=False)
    short, long, endless = sketch.boxes.values()
    assert height_of(short) < height_of(long) < height_of(endless) < 400
    assert len(endless.title) == LONGEST
    assert endless.title.endswith("…")
