"""The map inside its frame: the sheet placed and scaled, areas painted, names beside or on them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.export.image.fills import fill_of
from geo.export.image.font_metrics import width
from geo.export.image.map_surround import north_arrow, scale_bar
from geo.export.image.svg_tags import escape, tag
from geo.export.image.text_lines import Run, line
from geo.i18n import gettext as _
from geo.map.boxes import Box
from geo.map.classification import paint, words_for
from geo.map.footprints import footprints
from geo.map.label_placement import FONT, SPACING, Ground, Label, Placed, letter_sizes, place
from geo.map.legend import not_mentioned
from geo.map.palette import COLOURS
from geo.map.projection import UNITS, Sheet, clipped, path, sheet
from geo.map.symbology import NAMED, OUTSIDE, letters, symbols
from geo.record.atlas import Atlas
from geo.selection.phases import covered, phase_names
from geo.selection.selection import Selection

INK, WHITE = COLOURS["ink"], "#ffffff"
COUNTRY = "#6f6a5c"
PADDING = 12  # pixels of the screen between the areas and the frame

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom, in sheet units."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What of the sheet a picture shows, and how, where it is not all of it.

    extent : what has to be seen, all areas where None. font : type size of the names in pixels, 0 for what suits the
    frame. bare : the areas whose names another picture has: here they have their letters alone. framed : what that one
    shows, drawn as a frame. north : whether an arrow stands beside the scale bar.
    """

    extent: Bounds | None = None
    font: float = 0
    bare: frozenset[str] = frozenset()
    inset: Bounds | None = None
    north: bool = False


ALL_OF_IT = Cut()


@dataclass(frozen=True, slots=True)
class View:
    """How the sheet lies in the frame. scale : pixels to a sheet unit; font : type size of the names, in pixels."""

    frame: Box
    scale: float
    left: float
    top: float
    font: float

    @property
    def pixel(self) -> float:
        """How many pixels stand for one of the screen, for lines and distances."""
        return self.font / FONT

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the sheet in pixels."""
        return self.left + x * self.scale, self.top + y * self.scale

    def stroke(self, screen_pixels: float) -> float:
        """Return the width of a line in sheet units."""
        return screen_pixels * self.pixel / self.scale

    def extent(self) -> Bounds:
        """Return the frame in sheet units: left, top, right, bottom."""
        x, y = (self.frame.x - self.left) / self.scale, (self.frame.y - self.top) / self.scale
        return x, y, x + self.frame.w / self.scale, y + self.frame.h / self.scale


def fit(base: Sheet, frame: Box, cut: Cut = ALL_OF_IT) -> View:
    """All areas inside the frame, or what a cut has to show, in its middle."""
    font = letter_sizes(frame.w, frame.h, least=cut.font)[0]
    pad = PADDING * font / FONT
    left, top, right, bottom = cut.extent or (0, 0, UNITS, base.height)
    scale = min((frame.w - 2 * pad) / (right - left), (frame.h - 2 * pad) / (bottom - top))
    middle_x, middle_y = frame.x + frame.w / 2, frame.y + frame.h / 2
    return View(frame, scale, middle_x - (left + right) / 2 * scale, middle_y - (top + bottom) / 2 * scale, font)


def picture(atlas: Atlas, selection: Selection, frame: Box, name: str, unit: float = 0, *, cut: Cut = ALL_OF_IT) -> str:
    """Draw the map of a selection in a frame, cut off at its edges.

    name : an id for what the markup refers to; unit : the size of the scale bar, see furniture; none without.
    """
    base, keys = sheet(atlas), paint(atlas, selection)[selection.phase]
    view = fit(base, frame, cut)
    bar, boxes = "", []
    if unit:
        middle = (frame.y + frame.h / 2 - view.top) / view.scale
        bar, box = scale_bar(frame, base.units_per_km(middle) * view.scale, unit)
        boxes = [box]
        if cut.north:
            arrow, box = north_arrow(box, unit)
            bar, boxes = bar + arrow, [*boxes, box]
    inner, sizes = frame.expand(-4 * view.pixel), letter_sizes(frame.w, frame.h, least=cut.font)
    ground = Ground(
        footprints(atlas), frozenset(areas_to_name(atlas, selection, keys)), view.left, view.top, UNITS * view.scale
    )
    candidates = list(labels_of(atlas, selection, keys, view, cut.bare))
    size, labels = place(candidates, inner, boxes, sizes, ground)
    obstacles = [*boxes, *(placement.box for placement in labels)]
    corner = 10 * unit
    shape = {"x": frame.x, "y": frame.y, "width": frame.w, "height": frame.h, "rx": corner or None}
    land = tag("g", *_land(atlas, selection, keys, view),
               transform=f"translate({view.left:.2f} {view.top:.2f}) scale({view.scale:.6f})")  # fmt: skip
    texts = (
        _label(placement, _words(atlas, selection, keys, placement.label.code)[-placement.lines :], size)
        for placement in labels
    )
    names = tag("g", *texts, *_map_labels(atlas, base, view, obstacles))
    clip = tag("clipPath", tag("rect", **shape), id=f"{name}-frame")
    sea, inset = tag("rect", **shape, fill=COLOURS["sea"]), _frame(view, cut.inset)
    inside = tag("g", sea, land, inset, names, bar, clip_path=f"url(#{name}-frame)")
    edge = tag("rect", **shape, fill="none", stroke=COLOURS["line"], stroke_width=1.5 * unit) if unit else ""
    return tag("defs", clip) + inside + edge


def _frame(view: View, bounds: Bounds | None) -> str:
    """Draw the frame of what another picture shows larger; nothing for None."""
    if not bounds:
        return ""
    (x, y), (right, bottom) = view.point(*bounds[:2]), view.point(*bounds[2:])
    return tag("rect", x=x, y=y, width=right - x, height=bottom - y, fill="none", stroke=INK,
               stroke_width=1.2 * view.pixel)  # fmt: skip


def _land(atlas: Atlas, selection: Selection, keys: Mapping[str, str], view: View) -> Iterator[str]:
    """Yield the layers from the lowest to the highest, in sheet units."""
    base, extent = sheet(atlas), view.extent()
    yield tag("path", d=clipped(base.neighbours, extent), fill=COLOURS["land"], stroke=COLOURS["coast"],
              stroke_width=view.stroke(1))  # fmt: skip
    areas = (_area(atlas, selection, code, keys.get(code, "")) for code in base.areas)
    yield tag("g", *areas, stroke_width=view.stroke(1.1), stroke_linejoin="round")
    yield tag("path", d=clipped(base.water, extent), fill=COLOURS["water"], fill_opacity=0.85)
    dashes = f"{view.stroke(5):.0f} {view.stroke(4):.0f}"
    for line_of, shape in base.lines.items():
        in_source = keys.get(line_of) == NAMED
        yield tag("path", d=path(shape), fill="none", stroke=INK if in_source else COLOURS["border"],
                  stroke_dasharray=dashes, stroke_width=view.stroke(3.4 if in_source else 2))  # fmt: skip
    area, shape = base.areas.get(selection.area or ""), base.lines.get(selection.area or "")
    outline = area.path if area else path(shape) if shape else ""
    if outline:
        yield tag("path", d=outline, fill="none", stroke=INK, stroke_width=view.stroke(3),
                  stroke_linejoin="round", data_chosen=selection.area)  # fmt: skip


def _area(atlas: Atlas, selection: Selection, code: str, key: str) -> str:
    base, outside = sheet(atlas), key.startswith(OUTSIDE)
    fills = [tag("path", d=data, fill=colour) for colour, data in fill_of(base, symbols(atlas), code, key)]
    outline = tag("path", d=base.areas[code].path, fill="none", stroke=WHITE)
    record, phase = atlas.record, selection.phase
    words = (
        words_for(atlas, key.removeprefix(OUTSIDE), phase_names(record, phase)) if key else not_mentioned(record, phase)
    )
    if outside:
        words = _("{role} (outside the filter)").format(role=words)
    hint = tag("title", escape(f"{atlas.record.place_name(code, selection.lang)}: {words}"))
    return tag("g", hint, *fills, outline, data_area=code, data_paint=key)


def areas_to_name(atlas: Atlas, selection: Selection, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield the areas that are painted with a role or outlined: names of others keep away from them."""
    return (code for code in sheet(atlas).areas if keys.get(code) or code == selection.area)


def labels_of(
    atlas: Atlas, selection: Selection, keys: Mapping[str, str], view: View, bare: frozenset[str] = frozenset()
) -> Iterator[Label]:
    """Yield the names of the areas that are painted, with their letters, and of the chosen one."""
    for code, shape in sheet(atlas).areas.items():
        lines = _words(atlas, selection, keys, code)
        if len(lines) > 1 or code == selection.area:
            visible = lines[-1:] if code in bare and len(lines) > 1 else lines
            widths = tuple(width(line, 1, bold=True) for line in visible)
            always = code == selection.area
            yield Label(code, view.point(*shape.at), shape.width * view.scale, widths, kept=always)


def _words(atlas: Atlas, selection: Selection, keys: Mapping[str, str], code: str) -> tuple[str, ...]:
    """Return an area's name and the letters of its role, which one outside the filter does not get."""
    key = keys.get(code, "")
    title = atlas.record.place_name(code, selection.lang)
    if not key or key.startswith(OUTSIDE):
        return (title,)
    return (title, letters(atlas, key, covered(atlas.record, selection.phase)))


def _label(placement: Placed, words: Sequence[str], size: float) -> str:
    """Draw a label: its leader line, then each of its lines over a white edge.

    The edge is a line of text of its own, for not every program draws it below the letters when asked to.
    """
    box, pixel = placement.box, size / FONT
    lines = [
        ([Run(text, bold=True)], (box.x + box.w / 2, box.y + size * (0.95 + SPACING * row)), size)
        for row, text in enumerate(words)
    ]
    leader = ""
    if placement.leader:
        (x, y), (end_x, end_y) = placement.label.at, placement.leader
        ends = {"x1": x, "y1": y, "x2": end_x, "y2": end_y}
        strokes = ((WHITE, 3 * pixel), (INK, pixel))
        leader = "".join(tag("line", **ends, stroke=colour, stroke_width=wide) for colour, wide in strokes)
    edges = [line(*entry, anchor="middle", halo=3.4 * pixel) for entry in lines]
    return tag(
        "g", leader, *edges, *(line(*entry, anchor="middle") for entry in lines), data_label=placement.label.code
    )


def _map_labels(atlas: Atlas, base: Sheet, view: View, obstacles: list[Box]) -> Iterator[str]:
    """Yield the words on the map, such as names of neighbours, wherever one fits whole without covering anything."""
    size = view.font * 11 / FONT
    for text, *at in atlas.record.map_labels:
        name = _(text)
        x, y = view.point(*base.place(*at))
        wide = width(name, view.font) * 1.35
        box = Box(x - wide / 2, y - view.font, wide, view.font * 1.3)
        whole = box.overlap(view.frame.expand(-4 * view.pixel)) >= box.w * box.h - 1
        if whole and not any(box.overlap(other) for other in obstacles):
            yield tag("g", line([Run(name)], (x, y), size, anchor="middle"), fill=COUNTRY, letter_spacing=size * 0.15)
