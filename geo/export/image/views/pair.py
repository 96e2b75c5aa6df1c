"""The maps of Compare as a picture: one phase beside the other, each over its legend."""

from collections.abc import Callable

from geo.export.image.layout import SQUARE
from geo.export.image.map_picture import picture
from geo.export.image.map_surround import Block, legend_block
from geo.export.image.views.space import TEXT, Space, text_block
from geo.map.boxes import Box
from geo.record.atlas import Atlas
from geo.selection.phases import covered, phase_name
from geo.views.registry import Shown
from geo.views.scope import nothing_to_compare
from geo.web.leaflet import digest

APART, LEAST = 40, 0.62  # units between the maps; how high a map is at least, in its own widths
LEGEND = 0.78  # units of the legend that one unit of the maps is


def compare_drawing(atlas: Atlas, page: Shown) -> Callable[[Space], Block]:
    """Both maps, ready to be set at any size."""
    pair = covered(atlas.record, page.selection.phase)
    views = {phase: page.selection.changed(phase=phase) for phase in pair}
    name = f"p{digest(f'{page.selection.to_query()} {pair}')}"

    def draw(space: Space) -> Block:
        if nothing_to_compare(atlas.record):
            return Block("", 0)
        unit = space.unit
        wide = (space.wide - APART * unit) / 2
        left = [space.x, space.x + wide + APART * unit]
        head = TEXT * 1.3 * unit * 1.24 + 6 * unit
        small = unit * LEGEND
        tall = max(legend_block(atlas, view, Box(0, 0, wide, 0), small).height for view in views.values())
        high = min(max(space.high - head - tall - 20 * unit, wide * LEAST), wide * SQUARE)
        elements = []
        for x, (phase, view) in zip(left, views.items(), strict=True):
            title = text_block([phase_name(atlas.record, phase)], (x, space.y), TEXT * 1.3 * unit, bold=True)
            frame = Box(x, space.y + head, wide, high)
            below = Box(x, frame.y + high + 20 * unit, wide, tall)
            elements += [
                title.svg, picture(atlas, view, frame, f"{name}-{phase}", unit=unit),
                legend_block(atlas, view, below, small).svg,
            ]  # fmt: skip
        return Block("".join(elements), head + high + 20 * unit + tall)

    return draw
