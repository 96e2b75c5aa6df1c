"""Where the names on the map go: none covers another, and an area too small for its name gets a leader line.

The same placement as in web/atlas-map.js, in pixels of the picture, so that a picture looks like the screen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

FONT = 13  # pixels: the type size for which the distances below are meant
RINGS = np.array([0, 10, 20, 34, 48, 64, 84, 108, 136])
NEAR = 20  # up to here a label stays on its point; farther away it stands beside it
APART = 34  # from here on a small area's name stands clear of the area
ROOM = 0.72  # an area narrower than this part of its name is small
ANGLES = np.arange(16) * np.pi / 8
ANCHOR = 18  # pixels around a point that the names of others leave free


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels: its left upper corner, its width and height."""

    x: float
    y: float
    w: float
    h: float

    def grown(self, by: float) -> "Box":
        """The same box with a margin all around."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def overlap(self, other: "Box") -> float:
        """The area, in square pixels, that both boxes cover."""
        across = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        down = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return max(0.0, across) * max(0.0, down)


@dataclass(frozen=True, slots=True)
class Label:
    """What is to be placed: its lines, the point that it names, its size, and how wide the area itself is; pixels."""

    code: str
    lines: tuple[str, ...]
    at: tuple[float, float]
    w: float
    h: float
    room: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its box. leader : the end of the line that leads from its point to it, None if it needs none."""

    label: Label
    box: Box
    leader: tuple[float, float] | None


def place(labels: Iterable[Label], frame: Box, blocked: Iterable[Box], font: float) -> list[Placed]:
    """A place for every label inside the frame, away from what is blocked. Large areas choose first."""
    scale = font / FONT
    waiting = sorted(labels, key=lambda label: -label.room)
    taken = list(blocked)
    placed = []
    for label in waiting:
        anchors = [_anchor(other.at, scale) for other in waiting if other is not label]
        box = _best(label, frame, taken, anchors, scale)
        placed.append(Placed(label, box, _leader(label.at, box)))
        taken.append(Box(box.x - 2 * scale, box.y - scale, box.w + 4 * scale, box.h + 2 * scale))
    return placed


def _anchor(at: tuple[float, float], scale: float) -> Box:
    return Box(at[0] - ANCHOR * scale / 2, at[1] - ANCHOR * scale / 2, ANCHOR * scale, ANCHOR * scale)


def _best(label: Label, frame: Box, taken: Sequence[Box], anchors: Sequence[Box], scale: float) -> Box:
    """The cheapest candidate: cost rises with the distance, and steeply with what is cut off, covered or hidden."""
    rings, corners = _candidates(label, scale)
    square = scale * scale  # costs count square pixels of the screen
    cost = rings + 40 * (label.w * label.h - _overlaps(corners, label, [frame])[0]) / square
    cost = cost + 40 * _overlaps(corners, label, taken).sum(axis=0) / square
    cost = cost + 45 * (_overlaps(corners, label, anchors) > 0).sum(axis=0)
    if label.room < label.w * ROOM:
        cost = cost + np.where(rings < APART, 120, 0)
    x, y = corners[int(np.argmin(cost))]
    return Box(float(x), float(y), label.w, label.h)


def _candidates(label: Label, scale: float) -> tuple[Any, Any]:
    """The rings on which the candidates lie, in pixels of the screen, and their left upper corners."""
    rings = np.concatenate([[0.0], np.repeat(RINGS[1:], len(ANGLES))])
    angles = np.concatenate([[0.0], np.tile(ANGLES, len(RINGS) - 1)])
    # the centre goes around the point on an ellipse that is wider by the label's own half width
    away = rings > NEAR
    x = label.at[0] + np.cos(angles) * (rings * scale + away * label.w / 2)
    y = label.at[1] + np.sin(angles) * (rings * scale + away * label.h / 2)
    return rings, np.column_stack([x - label.w / 2, y - label.h / 2])


def _overlaps(corners: Any, label: Label, boxes: Sequence[Box]) -> Any:
    """For every box a row: how much of it a label covers that stands at each of the corners."""
    if not boxes:
        return np.zeros((1, len(corners)))
    edges = np.array([[box.x, box.y, box.x + box.w, box.y + box.h] for box in boxes])[:, None]
    low = np.maximum(edges[..., :2], corners)
    high = np.minimum(edges[..., 2:], corners + np.array([label.w, label.h]))
    return np.prod(np.clip(high - low, 0, None), axis=2)


def _leader(at: tuple[float, float], box: Box) -> tuple[float, float] | None:
    """Where the line from a point ends: at the nearest edge of the box, None for a point inside it."""
    x, y = min(max(at[0], box.x), box.x + box.w), min(max(at[1], box.y), box.y + box.h)
    return None if (x, y) == at else (x, y)
