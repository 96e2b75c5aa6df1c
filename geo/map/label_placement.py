"""Where the names on the map go: none covers another, and none stands on another named area without a line to its own.

The same placement as in web/label-placement.js, line for line; tests/data/label_cases.json holds both to it.
All is in pixels. Costs are in pixels of a screen whose letters are FONT high: every distance grows with the letters.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.map.boxes import Box, Line, Point, crosses, leader_end, tangles
from geo.map.footprints import PITCH, WIDTH, Footprints

FONT = 13  # pixels: the type size for which the distances below are meant
LETTERS = 0.02  # type size, of the frame's own size
SMALLER = (1, 0.8)  # the sizes that are tried where the names do not fit
SPACING = 1.18  # from line to line of a label, in type sizes
RINGS = (0, 10, 20, 34, 48, 64, 84, 110)
ANGLES = 16
NEAR = 20  # up to here a label stays on its point; farther away it stands beside it
FAR = 84  # from here on a label is too far away to be told for whose it is
CLEAR = 34  # from here on a small area's name stands clear of the area
ROOM = 0.72  # an area narrower than this part of its name is small
ANCHOR = 18  # pixels around a point that the names of others leave free
TOUCH = 0.02  # so much of a label may reach over to another area, for its letters do not fill it
LEAN = 0.2  # so much of it if a line leads to its own
ROUNDS = 4  # how often labels may move aside for each other

LOST = 40  # cost of a square pixel that is cut off or covered
CROSSED = 300  # of a line that runs through a label
ASTRAY = 300  # of a label on another named area
COVERED = 320  # of a label that lies on other named areas altogether, with a line
HIDDEN = 45  # of the point of another label that is covered
TANGLED = 120  # of two lines that cross
STRAYED = 100  # of a label that stands too far away
PASSED = 40  # of a quarter of a line that runs over other named areas
SMALL = 120  # of a name that hides the area it belongs to


@dataclass(frozen=True, slots=True)
class Label:
    """What is to be placed.

    at : the point that it names; room : how wide the area is; both in pixels.
    widths : of the name and, below it, the letters of the role, in type sizes. kept : whether its name may not go.
    """

    code: str
    at: Point
    room: float
    widths: tuple[float, ...]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its box. leader : the end of the line that leads from its point to it, None if it needs none.

    lines : how many of its lines, counted from the last, are written: where there is no room, the letters alone.
    """

    label: Label
    box: Box
    leader: Point | None
    lines: int


@dataclass(frozen=True, slots=True)
class Ground:
    """The named areas as they lie in the frame. left, top : of all areas; width : of all areas; in pixels."""

    footprints: Footprints
    named: frozenset[str]
    left: float
    top: float
    width: float


def letter_sizes(width: float, height: float, least: float = 0, factor: float = 1) -> tuple[float, ...]:
    """Give the type sizes to try on a frame: they grow with it. least : in pixels; factor : larger for a hall."""
    size = LETTERS * factor * min(width, height * 1.25)
    return tuple(dict.fromkeys(max(least, math.floor(size * step * 100 + 0.5) / 100) for step in SMALLER))


def place(
    labels: Sequence[Label], frame: Box, blocked: Sequence[Box], sizes: Sequence[float], ground: Ground
) -> tuple[float, list[Placed]]:
    """Find a place for every label inside the frame, away from what is blocked; gives the type size and the labels.

    Where they do not all find one, the letters get smaller; then names give way to letters alone. A label whose point
    lies outside the frame is left out.
    """
    visible = sorted((label for label in labels if frame.holds(label.at)), key=lambda label: -label.room)
    for size in sizes:
        placement = _Placement(visible, frame, blocked, size, ground)
        faulty = placement.settle()
        if not faulty:
            return size, placement.placed
    bare: set[str] = set()
    while faulty:
        short = [label.code for label in visible if not label.kept and len(label.widths) > 1 and label.code not in bare]
        # from the smallest area; what its own letters cannot help, those of its neighbours may
        shortened = [code for code in short if code in faulty] or short
        if not shortened:
            break
        # one, then two, then four at a time: who waits at a redraw waits for every try
        bare.update(shortened[-len(bare) :] if bare else shortened[-1:])
        fewer = [replace(label, widths=label.widths[1:]) if label.code in bare else label for label in visible]
        placement = _Placement(fewer, frame, blocked, size, ground)
        faulty = placement.settle()
    return size, placement.placed


class _Placement:
    """One try to place all labels at one type size."""

    def __init__(
        self, labels: Sequence[Label], frame: Box, blocked: Sequence[Box], size: float, ground: Ground
    ) -> None:
        self.labels, self.frame, self.blocked, self.size = labels, frame, blocked, size
        self.scale = size / FONT
        self.square = self.scale * self.scale  # costs count square pixels of the screen
        self.unit = WIDTH / ground.width if ground.width else 0.0
        self.ground = ground
        named = {number for number, code in enumerate(ground.footprints.codes) if code in ground.named}
        self.lines = [[pair for pair in line if pair[2] in named] for line in ground.footprints.lines]
        self.numbers = {code: number for number, code in enumerate(ground.footprints.codes)}
        self.boxes: dict[str, Box] = {}
        self.leaders: dict[str, Line] = {}

    def settle(self) -> set[str]:
        """Let labels choose, those of large areas first, then move aside; gives the codes of those without a place."""
        faulty: set[str] = set()
        for turn in range(ROUNDS):
            moved, before_turn, faulty = False, len(faulty), set()
            for label in self.labels:
                before = self.boxes.pop(label.code, None)
                self.leaders.pop(label.code, None)
                box, fault = self._best(label)
                moved = moved or box != before
                self.boxes[label.code] = box
                end = leader_end(label.at, box)
                if end:
                    self.leaders[label.code] = (label.at, end)
                if fault:
                    faulty.add(label.code)
            if not moved or (turn and faulty and len(faulty) >= before_turn):  # no better for it
                break
        return faulty

    @property
    def placed(self) -> list[Placed]:
        ends = {code: line[1] for code, line in self.leaders.items()}
        return [Placed(label, self.boxes[label.code], ends.get(label.code), len(label.widths)) for label in self.labels]

    def _best(self, label: Label) -> tuple[Box, bool]:
        """Return the cheapest candidate, and whether even that breaks a rule."""
        wide = max(label.widths) * self.size + 2 * self.scale
        high = self.size * SPACING * len(label.widths)
        small = label.room < wide * ROOM
        anchors = [self._anchor(other) for other in self.labels if other.code != label.code]
        obstacles = [box.expand(2 * self.scale, self.scale) for box in (*self.blocked, *self.boxes.values())]
        best, least, fault = Box(0, 0, wide, high), math.inf, False
        for ring, box in _candidates(label.at, wide, high, self.scale):
            if ring >= least:  # those farther away cost more
                break
            soft = ring + (SMALL if small and ring < CLEAR else 0.0)
            lost = wide * high - box.overlap(self.frame) + sum(box.overlap(other) for other in obstacles)
            hard = LOST * lost / self.square + (STRAYED if ring >= FAR else 0)
            if soft + hard >= least:
                continue
            soft += HIDDEN * sum(box.overlap(anchor) > 0 for anchor in anchors)
            end = leader_end(label.at, box)
            if end:
                own = (label.at, end)
                hard += CROSSED * sum(crosses(own, other) for other in self.boxes.values())
                hard += TANGLED * sum(tangles(own, other) for other in self.leaders.values())
                soft += PASSED * sum(self._passes(own, quarter / 4, label.code) for quarter in (1, 2, 3))
            hard += CROSSED * sum(crosses(other, box) for other in self.leaders.values())
            if soft + hard >= least:
                continue
            share = self._share(box, label.code)
            soft += COVERED * share
            if share > (LEAN if end else TOUCH):
                hard += ASTRAY
            cost = math.floor((soft + hard) * 100 + 0.5) / 100
            if cost < least:
                best, least, fault = box, cost, hard >= 1
        return best, fault

    def _anchor(self, label: Label) -> Box:
        return Box(label.at[0], label.at[1], 0, 0).expand(ANCHOR * self.scale / 2)

    def _passes(self, line: Line, part: float, own: str) -> bool:
        """Whether a line, so far along, is on another named area."""
        (x, y), (end_x, end_y) = line
        across = (x + (end_x - x) * part - self.ground.left) * self.unit
        row = math.floor((y + (end_y - y) * part - self.ground.top) * self.unit / PITCH)
        number = self.numbers.get(own, -1)
        stretches = self.lines[row] if 0 <= row < len(self.lines) else ()
        return any(start < across < end and area != number for start, end, area in stretches)

    def _share(self, box: Box, own: str) -> float:
        """How much of a label lies on other named areas, 0 to 1."""
        unit, number = self.unit, self.numbers.get(own, -1)
        left, top = (box.x - self.ground.left) * unit, (box.y - self.ground.top) * unit
        right, bottom = left + box.w * unit, top + box.h * unit
        first = max(0, math.ceil(top / PITCH - 0.5))
        last = min(len(self.lines), math.ceil(bottom / PITCH - 0.5))
        covered = 0.0
        for line in self.lines[first:last]:
            for start, end, area in line:
                if area != number and start < right and end > left:
                    covered += min(end, right) - max(start, left)
        return covered * PITCH / (box.w * box.h * unit * unit) if unit else 0.0


def _candidates(at: Point, wide: float, high: float, scale: float) -> Iterator[tuple[int, Box]]:
    """Yield the rings around a point from the nearest, in pixels of the screen, and the boxes that stand on them."""
    for ring in RINGS:
        away = 0.5 if ring > NEAR else 0
        for step in range(ANGLES if ring else 1):
            angle = step * math.pi * 2 / ANGLES
            # the centre goes around the point on an ellipse that is wider by the label's own half width
            x = at[0] + math.cos(angle) * (ring * scale + away * wide) - wide / 2
            y = at[1] + math.sin(angle) * (ring * scale + away * high) - high / 2
            yield ring, Box(x, y, wide, high)
