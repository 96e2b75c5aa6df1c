"""Boxes on a picture and lines between them, in pixels."""

from dataclasses import dataclass

Point = tuple[float, float]
Line = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels: its left upper corner, its width and height."""

    x: float
    y: float
    w: float
    h: float

    def expand(self, by: float, down: float | None = None) -> "Box":
        """Return the same box with a margin all around. down : above and below, where that is another."""
        high = by if down is None else down
        return Box(self.x - by, self.y - high, self.w + 2 * by, self.h + 2 * high)

    def overlap(self, other: "Box") -> float:
        """Measure the area, in square pixels, that both boxes cover."""
        across = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        down = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return max(0.0, across) * max(0.0, down)

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.x <= point[0] <= self.x + self.w and self.y <= point[1] <= self.y + self.h


def leader_end(at: Point, box: Box) -> Point | None:
    """Where the line from a point ends: at the nearest edge of the box, None for a point inside it."""
    x, y = min(max(at[0], box.x), box.x + box.w), min(max(at[1], box.y), box.y + box.h)
    return None if (x, y) == at else (x, y)


def crosses(line: Line, box: Box) -> bool:
    """Whether a line runs through a box: it reaches across it, and has corners of it on either side."""
    (x, y), (end_x, end_y) = line
    right, bottom = box.x + box.w, box.y + box.h
    if min(x, end_x) >= right or max(x, end_x) <= box.x or min(y, end_y) >= bottom or max(y, end_y) <= box.y:
        return False
    sides = [_side(line, corner) for corner in ((box.x, box.y), (right, box.y), (box.x, bottom), (right, bottom))]
    return min(sides) < 0 < max(sides)


def tangles(line: Line, other: Line) -> bool:
    """Whether two lines cross."""
    return _side(line, other[0]) * _side(line, other[1]) < 0 and _side(other, line[0]) * _side(other, line[1]) < 0


def _side(line: Line, point: Point) -> float:
    (x, y), (end_x, end_y) = line
    return (end_x - x) * (point[1] - y) - (end_y - y) * (point[0] - x)
