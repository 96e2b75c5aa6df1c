"""A drawing in three columns, read from left to right, whose boxes are links: who, what, with whom and where.

The layout is computed: the same content always gives the same drawing, no box covers another, every text fits.
Heights are in units of one pixel on a wide page; on a narrow page, where a text takes more lines, the unit is longer
(see pages/partners.css).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import fmean
from textwrap import wrap

GAP = 7.0  # units between two boxes
PADDING = 10.0  # pixels above and below the text of a box, together
LONGEST = 120  # characters of a text in a box
# from the widest page to the narrowest: pixels to a unit, pixels to a line, characters to a line in each column
WIDTHS = (
    (1.0, 17.0, (22, 31, 22)),
    (1.2, 16.0, (15, 20, 15)),
    (1.45, 15.0, (12, 17, 12)),
)
SWEEPS = 4  # after which neither order nor heights change any more, in drawings of this size
Tie = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """Something in the drawing.

    key : unique in the drawing; column : 0 to 2; kind : how it looks, such as `partner`, `activity` or `place`.
    ref : the id of what it stands for; sub : a second, quieter text; chosen : what a person chose; near : tied to it.
    top, height : units, filled in by `draw`.
    """

    key: str
    column: int
    kind: str
    ref: str
    title: str
    sub: str = ""
    near: bool = False
    chosen: bool = False
    top: float = 0.0
    height: float = 0.0

    @property
    def middle(self) -> float:
        """The height at which lines meet the box."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Wire:
    """A line through a gap between two columns, from one height to another; near : both its ends are."""

    start: float
    end: float
    near: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes by column, lines by gap, and the height of it all in units."""

    columns: tuple[tuple[Box, ...], ...]
    gaps: tuple[tuple[Wire, ...], ...]
    height: float


@dataclass(slots=True)
class Sketch:
    """Collects boxes and ties; the same box may be named again and stands once."""

    boxes: dict[str, Box] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)

    def box(
        self, column: int, kind: str, ref: str, words: tuple[str, str], *, near: bool, chosen: bool, key: str = ""
    ) -> str:
        """Name a box by its column and `key`, else by what it stands for; words : title and quieter text."""
        key = f"{column} {key or ref}"
        known = self.boxes.get(key)
        title, sub = map(clipped, words)
        near = near or chosen or bool(known and known.near)
        self.boxes[key] = Box(key, column, kind, ref, title, sub, near, chosen or bool(known and known.chosen))
        return key

    def tie(self, *keys: str) -> None:
        """Join boxes, each to the next."""
        self.ties += pairwise(keys)

    def drawing(self) -> Drawing:
        """All of it, laid out."""
        return draw(self.boxes.values(), self.ties)


def draw(boxes: Iterable[Box], ties: Iterable[Tie]) -> Drawing:
    """Lay boxes out and tie them. A tie joins a box to one of the next column; one to a missing box is left out."""
    made = {box.key: replace(box, height=height_of(box)) for box in boxes}
    ties = [(a, b) for a, b in dict.fromkeys(ties) if a in made and b in made]
    neighbours: dict[str, list[str]] = defaultdict(list)
    for first, second in ties:
        neighbours[first].append(second)
        neighbours[second].append(first)
    columns = _ordered([[key for key, box in made.items() if box.column == n] for n in range(3)], neighbours)
    height = max(sum(made[key].height + GAP for key in keys) for keys in columns)
    tops = _placed(columns, {key: box.height for key, box in made.items()}, neighbours, height)
    done = {key: replace(box, top=round(tops[key], 1)) for key, box in made.items()}
    wires = [
        (done[a].column, Wire(round(done[a].middle, 1), round(done[b].middle, 1), done[a].near and done[b].near))
        for a, b in ties
    ]
    return Drawing(
        columns=tuple(tuple(done[key] for key in keys) for keys in columns),
        gaps=tuple(tuple(wire for gap, wire in wires if gap == n) for n in range(2)),
        height=round(height, 1),
    )


def height_of(box: Box) -> float:
    """Units that a box needs so that its text fits at every width of the page."""
    return max(
        (line * sum(_lines(text, letters[box.column]) for text in (box.title, box.sub) if text) + PADDING) / unit
        for unit, line, letters in WIDTHS
    )


def clipped(text: str) -> str:
    """Cut a text short enough for a box; what is cut off is marked."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _lines(text: str, letters: int) -> int:
    return len(wrap(text, letters)) or 1


def _ordered(columns: list[list[str]], neighbours: dict[str, list[str]]) -> list[list[str]]:
    """Each column in the order of what its boxes are tied to, so that few lines cross; ties keep the given order."""
    at: dict[str, float] = {}

    def settle(column: list[str]) -> None:
        column.sort(key=lambda key: fmean([at[other] for other in neighbours[key]] or [at[key]]))
        at.update({key: (place + 0.5) / len(column) for place, key in enumerate(column)})

    for column in columns:
        at.update({key: (place + 0.5) / len(column) for place, key in enumerate(column)})
    for _ in range(SWEEPS):
        for column in (columns[0], columns[2], columns[1]):
            settle(column)
    return columns


def _placed(
    columns: Sequence[Sequence[str]], heights: dict[str, float], neighbours: dict[str, list[str]], height: float
) -> dict[str, float]:
    """Find the top of each box: as near as it can be to the middle of what it is tied to."""
    tops: dict[str, float] = {}

    def wanted(key: str) -> float:
        middles = [tops[other] + heights[other] / 2 for other in neighbours[key]]
        return fmean(middles) - heights[key] / 2 if middles else tops[key]

    for keys in columns:
        tops.update(_spread(keys, heights, [0.0] * len(keys), height))
    for _ in range(SWEEPS):
        for keys in (columns[1], columns[0], columns[2], columns[1]):
            tops.update(_spread(keys, heights, [wanted(key) for key in keys], height))
    return tops


def _spread(keys: Sequence[str], heights: dict[str, float], wanted: Sequence[float], height: float) -> dict[str, float]:
    """Tops as near as possible to those wanted, in the order of the keys, without overlap, between 0 and `height`.

    Least squares: boxes that would overlap form a block, which stands at the mean of what its members want.
    """
    offset, offsets = 0.0, []
    blocks: list[tuple[float, int]] = []
    for key, top in zip(keys, wanted, strict=True):
        offsets.append(offset)
        blocks.append((top - offset, 1))
        offset += heights[key] + GAP
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (first, size), (second, more) = blocks[-2:]
            blocks[-2:] = [((first * size + second * more) / (size + more), size + more)]
    starts = [min(max(start, 0.0), height - offset) for start, size in blocks for _ in range(size)]
    return {key: start + before for key, start, before in zip(keys, starts, offsets, strict=True)}
