"""The cases to which both placements of labels are held; `python -m tests.support.label_cases` writes them anew.

tests/data/label_cases.json: the real map at the sizes of phones, laptops, projectors and walls, and small ones made up.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from geo.export.image.font_metrics import width
from geo.map.boxes import Box
from geo.map.classification import paint
from geo.map.footprints import WIDTH, Footprints, footprints
from geo.map.label_placement import Ground, Label, Placed, letter_sizes, place
from geo.map.projection import UNITS, sheet
from geo.map.symbology import OUTSIDE, letters
from geo.record.atlas import Atlas, open_atlas
from geo.selection.selection import Selection
from tests.support.worlds import BORDER, DATA, PHASES

FILE = Path(__file__).parents[1] / "data" / "label_cases.json"
FRAMES = {  # what windows of so many pixels leave for the map
    "320": (282, 307), "390": (352, 374), "700": (435, 480), "768": (480, 727), "1024": (474, 448), "1366": (700, 533),
    "1920": (1066, 889), "2560": (1490, 1249), "3840": (2336, 1992), "small": (366, 250), "smallest": (213, 250),
}  # fmt: skip
SLIDES = {"1024": (655, 589), "1366": (893, 567), "1920": (1280, 879), "3840": (2618, 1959)}
LEAST, HALL = 11, 1.6  # as in atlas-map.js
EDGE, PADDING = 4, 10


def view(
    atlas: Atlas, selection: Selection, size: tuple[float, float], painted: Mapping[str, str] | None = None
) -> tuple[list[Label], Box, Ground]:
    """Return the labels of a selection, their frame and where the areas lie in it, as the app fits them to a window.

    painted : in place of the selection's own paint.
    """
    drawn, painted = sheet(atlas), painted or paint(atlas, selection)[selection.phase]
    scale = min((size[0] - 2 * PADDING) / UNITS, (size[1] - 2 * PADDING) / drawn.height)
    left, top = (size[0] - UNITS * scale) / 2, (size[1] - drawn.height * scale) / 2
    labels = []
    for code, shape in drawn.areas.items():
        key = painted.get(code, "")
        lines = [atlas.record.place_name(code, selection.lang)]
        if key and not key.startswith(OUTSIDE):
            lines.append(letters(atlas, key, ("I", "II")))
        elif code != selection.area:
            continue
        at = (round(left + shape.at[0] * scale, 2), round(top + shape.at[1] * scale, 2))
        widths = tuple(round(width(line, 1, bold=True), 3) for line in lines)
        labels.append(Label(code, at, round(shape.width * scale, 2), widths, code == selection.area))
    named = frozenset(code for code in painted if code != BORDER) | ({selection.area} if selection.area else set())
    ground = Ground(footprints(atlas), named, round(left, 2), round(top, 2), round(UNITS * scale, 2))
    return labels, Box(EDGE, EDGE, size[0] - 2 * EDGE, size[1] - 2 * EDGE), ground


def controls(size: tuple[float, float]) -> list[Box]:
    """Return what stands on the map of a window: the phases at the right above, the zoom at the right below."""
    wide = min(230.0, size[0] - 20)
    return [Box(size[0] - wide - 18, 2, wide + 16, 54), Box(size[0] - 52, size[1] - 84, 50, 82)]


def real_cases(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """List the map of every phase in every frame, on slides, with a place chosen, with filters, in Khmer."""
    shown = [
        (f"{phase} at {name}", Selection(phase=phase), size, 1.0) for phase in PHASES for name, size in FRAMES.items()
    ]
    shown += [(f"{phase} on a slide at {name}", Selection(phase=phase), size, HALL)
              for phase in PHASES for name, size in SLIDES.items()]  # fmt: skip
    shown += [
        (f"both, {area} chosen, at {name}", Selection(phase="all", area=area), FRAMES[name], 1.0)
        for area in ("KH-12", "KH-23")
        for name in ("320", "1366", "small", "smallest")
    ]
    receiving = Selection(phase="II", role=frozenset({"receiving"}))
    shown += [(f"II, receiving, at {name}", receiving, FRAMES[name], 1.0) for name in ("320", "1366", "small")]
    shown += [(f"both in Khmer at {name}", Selection(phase="all", lang="km"), FRAMES[name], 1.0)
              for name in ("320", "1366", "3840")]  # fmt: skip
    for name, selection, size, factor in shown:
        labels, frame, ground = view(atlas, selection, size)
        yield case(name, (labels, frame, controls(size)), letter_sizes(*size, LEAST, factor), ground)
    for name in ("320", "1366", "3840"):
        size = FRAMES[name]
        labels, frame, ground = view(atlas, Selection("II"), size, dict.fromkeys(atlas.by_area, "ST"))
        yield case(f"every area, at {name}", (labels, frame, controls(size)), letter_sizes(*size, LEAST), ground)


def made_up_cases() -> Iterator[dict[str, Any]]:
    """Areas as blocks: one alone, one at the edge, one too small, neighbours, no room at all, letters of any size."""
    # two blocks side by side, the right one a third as wide
    pair = Footprints(("A", "B"), tuple(((500, 1100, 0), (1100, 1300, 1)) for _ in range(60)))
    none = Footprints((), ())
    frame, wide = Box(4, 4, 392, 292), (4.5, 1.2)

    def ground(prints: Footprints, *named: str, width: float = 400, top: float = 90) -> Ground:
        return Ground(prints, frozenset(named), 0, top, width)

    one, other = Label("A", (160, 150), 120, wide), Label("B", (240, 150), 40, wide)
    for size in (11, 13, 15, 19.5, 26, 53):
        yield case(f"neighbours, letters of {size} px", ([one, other], frame, []), (size,), ground(pair, "A", "B"))
    yield case("nobody is named", ([], frame, []), (13,), ground(pair))
    yield case("one alone", ([one], frame, []), (13,), ground(pair, "A"))
    yield case("a neighbour that is not named may be covered", ([other], frame, []), (13,), ground(pair, "B"))
    yield case("a neighbour outside the filter may not", ([other], frame, []), (13,), ground(pair, "A", "B"))
    corner = Label("A", (10, 10), 300, wide)
    yield case("at the corner of the frame", ([corner], frame, []), (13,), ground(none))
    beyond = Label("A", (-30, 10), 300, wide)
    yield case("outside the frame", ([beyond, other], frame, []), (13,), ground(none))
    control = [Box(100, 100, 200, 100)]
    yield case("below a control", ([one, other], frame, control), (13,), ground(pair, "A", "B"))
    tight = Box(0, 0, 70, 60)
    crowd = [Label(code, (15 + 13 * k, 30), 10, wide, code == "B") for k, code in enumerate("ABCD")]
    yield case("no room: letters alone, but for the chosen one", (crowd, tight, []), (13, 11), ground(none))
    yield case("no room at all", (crowd, Box(0, 0, 40, 30), []), (11,), ground(none))
    row = [Label(f"{k}", (40 + 80 * (k % 6), 40 + 70 * (k // 6)), 30, wide) for k in range(24)]
    yield case("twenty-four of a kind", (row, Box(0, 0, 500, 320), []), (13, 11), ground(none))


def case(
    name: str, inputs: tuple[list[Label], Box, list[Box]], sizes: tuple[float, ...], ground: Ground
) -> dict[str, Any]:
    """One case: what goes in, in the form that the browser takes, and what comes out."""
    labels, frame, blocked = inputs
    size, placed = place(labels, frame, blocked, sizes, ground)
    prints = ground.footprints
    return {
        "name": name,
        "labels": [{**asdict(label), "at": point(label.at), "widths": list(label.widths)} for label in labels],
        "frame": asdict(frame), "blocked": [asdict(box) for box in blocked], "sizes": list(sizes),
        "ground": {
            "named": sorted(ground.named), "left": ground.left, "top": ground.top, "width": ground.width,
            # that of the real map stands once in the file
            "footprints": "real" if len(prints.codes) > 2 else prints.to_json(),
        },
        "expected": {"size": size, "placed": [outcome(one) for one in placed]},
    }  # fmt: skip


def point(at: tuple[float, float]) -> dict[str, float]:
    return {"x": at[0], "y": at[1]}


def outcome(placed: Placed) -> dict[str, Any]:
    """Where a label came to stand, to a hundredth of a pixel."""
    box = {key: round(value, 2) for key, value in asdict(placed.box).items()}
    leader = {key: round(value, 2) for key, value in point(placed.leader).items()} if placed.leader else None
    return {"code": placed.label.code, "box": box, "leader": leader, "lines": placed.lines}


def letter_cases() -> list[dict[str, Any]]:
    """Frames and the type sizes for them."""
    frames = [(*size, LEAST, factor) for factor, sizes in ((1, FRAMES), (HALL, SLIDES)) for size in sizes.values()]
    return [{"of": list(frame), "sizes": list(letter_sizes(*frame))} for frame in [*frames, (1600, 1200, 0, 1)]]


def all_cases(atlas: Atlas) -> dict[str, Any]:
    """Return the whole file as a value."""
    return {
        "footprints": footprints(atlas).to_json(), "letters": letter_cases(),
        "cases": [*made_up_cases(), *real_cases(atlas)],
    }  # fmt: skip


def main() -> None:
    """Write the file: a line for each case, so that a change can be read."""
    made = all_cases(open_atlas(DATA))
    lines = [f'"footprints": {json.dumps(made["footprints"], separators=(",", ":"))}']
    for name in ("letters", "cases"):
        rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in made[name])
        lines.append(f'"{name}": [\n{rows}\n]')
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{len(made['cases'])} cases, for areas {WIDTH} units wide: {FILE}")


if __name__ == "__main__":
    main()
