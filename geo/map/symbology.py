"""How an area of each paint key looks: ground, pattern and letters, as data for map, legend, pictures and documents.

A pattern repeats in square tiles. All that draws an area begins here: the patterns of the map in the browser, the
swatches of pages, and the shapes that geo/export/image/fills.py cuts for pictures and documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import quote

from geo.map.palette import COLOURS, FORCED

BAND, GAP = 15, 2  # pixels, of an area with several roles over time: upright bands, and what parts them
NAMED = "N"  # named in the source, without a role
OUTSIDE = "-"  # before a key: named, but outside the filter
SEVERAL = "*"  # more roles over time than MAX_ROLES
MAX_ROLES = 3  # that bands in one area can show over time
BEYOND = "~"  # before a key, in legends: of a place beyond the areas, which is not painted
KEYS = {"sending": "S", "sending-transit": "ST", "receiving": "R"}
"""Role, as codes.csv names it -> paint key."""
SAFE = " '=:/"  # characters that stand for themselves inside url("...")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a pattern repeats once in each tile, in one colour of geo.map.palette.

    kind : stripes that rise or fall to the right, or dots. size : pixels, how wide a stripe or a dot is.
    """

    kind: Literal["rising", "falling", "dots"]
    colour: str
    size: float

    def path(self, tile: float) -> str:
        """Return the mark in one tile, as data of a path to stroke; a dot is a line without length, with round ends.

        Stripes cross the middles of a tile's sides, so that dots stand between them.
        """
        half, far = tile / 2, tile * 1.5
        return {
            "rising": f"M{-half:g} {tile:g}L{tile:g} {-half:g}M0 {far:g}L{far:g} 0",
            "falling": f"M0 {-half:g}L{far:g} {tile:g}M{-half:g} 0L{tile:g} {far:g}",
            "dots": f"M{half:g} {half:g}h0",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Symbol:
    """The look of one paint key.

    ground : a colour of geo.map.palette; marks : over it, the lowest first; tile : pixels.
    """

    letters: str
    ground: str
    marks: tuple[Mark, ...] = ()
    tile: float = 0


# doubt is a hatching that falls to the right over a pale ground, together with the pattern of the role
SYMBOLS = {
    "": Symbol("", "unnamed"),
    "S": Symbol("S", "sending"),
    "S?": Symbol("S?", "pale", (Mark("falling", "sending", 2.4),), 10),
    "ST": Symbol("S·T", "transit", (Mark("rising", "sending", 3.4),), 12),
    "ST?": Symbol("S·T?", "pale", (Mark("rising", "sending", 1.6), Mark("falling", "ochre", 2.4)), 10),
    "R": Symbol("R", "receiving", (Mark("dots", "speck", 2),), 6),
    "R?": Symbol("R?", "pale", (Mark("falling", "receiving", 2.4), Mark("dots", "receiving", 2.4)), 10),
    NAMED: Symbol("•", "unnamed", (Mark("dots", "dot", 2.4),), 7),
    OUTSIDE: Symbol("", "unnamed", (Mark("rising", "hatch", 1.1),), 8),
    SEVERAL: Symbol("…", "paper", (Mark("rising", "ink", 2), Mark("falling", "ink", 2)), 12),
}


def parts(key: str) -> tuple[str, ...]:
    """List the keys of SYMBOLS that paint an area side by side: one, or one a role over time; none if not painted.

    Not named in every phase, but alike where it is: that one look; the letters say which phases.
    """
    if key.startswith(OUTSIDE):
        return (OUTSIDE,)
    if key.startswith(BEYOND):
        return ()
    named = tuple(part for part in key.split(">") if part) or ("",)
    return named[:1] if "" in key.split(">") else named


def letters(key: str, phases: Sequence[str] = ()) -> str:
    """Write a paint key as letters: `S·T`, `R?`, `S → R`, `I: S`; a dot for a place named without a role.

    phases : the codes of those that the key is of, one for each of its parts where some of these are empty.
    """
    if key.startswith((OUTSIDE, BEYOND)):
        return letters(key[1:], phases)
    split = key.split(">")
    if len(split) > 1 and "" in split:
        named = ", ".join(code for code, part in zip(phases, split, strict=True) if part)
        return f"{named}: {SYMBOLS[next(filter(None, split))].letters}"
    return " → ".join(SYMBOLS[part].letters for part in split)


def patterns() -> dict[str, dict[str, object]]:
    """Return what the map's script draws patterns from: paint key -> letters, ground, tile, and each mark's path."""
    return {
        key: {
            "letters": symbol.letters, "ground": symbol.ground, "tile": symbol.tile,
            "marks": [
                {"d": mark.path(symbol.tile), "colour": mark.colour, "size": mark.size}
                for mark in symbol.marks
            ],
        }
        for key, symbol in SYMBOLS.items()
    }  # fmt: skip


@cache
def css() -> str:
    """Write the rules that paint the swatches of pages, by the tile that the map repeats.

    Where a person has chosen the colours of everything, the same tile lets through their own.
    """
    rules = ""
    forced = ".swatch b, .swatch b::before { forced-color-adjust: none; }\n"
    forced += '.swatch b::before { content: ""; position: absolute; inset: 0; }\n'
    for key, symbol in SYMBOLS.items():
        swatch = f'.swatch b[data-paint="{key}"]'
        tile = f" {_tile(symbol)} 0 0 / {symbol.tile}px {symbol.tile}px" if symbol.marks else ""
        rules += f"{swatch} {{ background: {COLOURS[symbol.ground]}{tile}; }}\n"
        forced += f"{swatch} {{ background: {FORCED[symbol.ground]}; }}\n"
        if symbol.marks:
            colour = FORCED[symbol.marks[0].colour]
            forced += f"{swatch}::before {{ background: {colour}; mask:{tile}; }}\n"
    return f"{rules}@media (forced-colors: active) {{\n{forced}}}\n"


def _tile(symbol: Symbol) -> str:
    """One tile of a pattern, without its ground, as a picture in CSS."""
    marks = "".join(
        f"<path d='{mark.path(symbol.tile)}' stroke='{COLOURS[mark.colour]}' stroke-width='{mark.size}'/>"
        for mark in symbol.marks
    )
    size = f"width='{symbol.tile}' height='{symbol.tile}'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {size} fill='none' stroke-linecap='round'>{marks}</svg>"
    return f'url("data:image/svg+xml,{quote(svg, safe=SAFE)}")'
