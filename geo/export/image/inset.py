"""Which part of a map is too crowded to be read at its size, so that a second picture shows it larger.

It follows from what is painted: areas too small for their names, whose names would lie on those of others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.export.image.map_picture import Bounds, Cut, fit, labels_of
from geo.map.boxes import Box
from geo.map.classification import paint
from geo.map.label_placement import ROOM, SPACING, Label
from geo.map.projection import sheet
from geo.record.atlas import Atlas
from geo.selection.selection import Selection

APART = 0.6  # in type sizes, by which every name is to stand away from others
LETTERS = 0.8  # of the map's type size: the names of an inset, all of which have to find room
LEAST = 1.4  # times as large as on the map: less would show nothing more


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of the sheet that is drawn once more.

    bounds : all that it shows; codes : the areas that it names; font : type size of the names, in pixels.
    """

    bounds: Bounds
    codes: frozenset[str]
    font: float


def find_inset(atlas: Atlas, selection: Selection, frame: Box, inner: Box) -> Inset | None:
    """Find the most crowded part of the map in `frame`, to be shown in `inner`; None where every name has its room."""
    base = sheet(atlas)
    view = fit(base, frame)
    labels = list(labels_of(atlas, selection, paint(atlas, selection)[selection.phase], view))
    crowds = [group for group in _groups(labels, view.font) if _is_crowd(group, view.font)]
    if not crowds:
        return None
    crowd = max(crowds, key=len)
    bounds = _around([base.areas[label.code].geometry.bounds for label in crowd])
    font = view.font * LETTERS
    larger = fit(base, inner, Cut(bounds, font))
    extent = Box(*larger.extent()[:2], inner.w / larger.scale, inner.h / larger.scale)
    codes = frozenset(label.code for label in labels if extent.holds(base.areas[label.code].at))
    return Inset(larger.extent(), codes, font) if larger.scale >= LEAST * view.scale else None


def _groups(labels: Sequence[Label], font: float) -> Iterator[list[Label]]:
    """Yield the labels whose names touch, were each on its own area, as groups."""
    rest = list(labels)
    while rest:
        group = [rest.pop(0)]
        for label in group:  # which grows as it goes
            near = [other for other in rest if _box(label, font).overlap(_box(other, font))]
            rest = [other for other in rest if other not in near]
            group += near
        yield group


def _is_crowd(group: Sequence[Label], font: float) -> bool:
    """Whether names stand close and one of them at least has no room on its own area."""
    return len(group) > 1 and any(label.room < max(label.widths) * font * ROOM for label in group)


def _box(label: Label, font: float) -> Box:
    wide, high = max(label.widths) * font, len(label.widths) * SPACING * font
    return Box(label.at[0] - wide / 2, label.at[1] - high / 2, wide, high).expand(APART * font)


def _around(bounds: Sequence[Bounds]) -> Bounds:
    left, top, right, bottom = zip(*bounds, strict=True)
    return min(left), min(top), max(right), max(bottom)
