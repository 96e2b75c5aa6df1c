"""How an area of each paint key looks: ground, pattern and letters, as data for map, legend, pictures and documents.

The looks of roles are those of the record's table `symbols`; the others are the program's own. A pattern repeats in
square tiles. All that draws an area begins here: the patterns of the map in the browser, the swatches of pages, and the
shapes that geo/export/image/fills.py cuts for pictures and documents.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from geo.map import palette
from geo.map.contrast import darkened, luminance
from geo.map.palette import COLOURS
from geo.record.atlas import Atlas
from geo.record.looks import NAMED_KEY
from geo.record.models import RoleSymbol

BAND, GAP = 15, 2  # pixels, of an area with several roles over time: upright bands, and what parts them
NAMED = NAMED_KEY  # named in the source, without a role
OUTSIDE = "-"  # before a key: named, but outside the filter
SEVERAL = "*"  # more roles over time than MAX_ROLES
MAX_ROLES = 3  # that bands in one area can show over time
BEYOND = "~"  # before a key, in legends: of a place beyond the areas, which is not painted
DOUBT = "?"  # after the key of a role: ambiguous
SAFE = " '=:/"  # characters that stand for themselves inside url("...")
KINDS = ("rising", "falling", "dots")  # of marks, the lowest first where several lie over each other
DOUBT_TILE, DOUBT_SIZES = 10, {"rising": 1.6, "falling": 2.4, "dots": 2.4}  # pixels
DOUBT_CONTRAST = 3.2  # of what is drawn on the pale ground: a little more than the 3:1 that shapes need to be seen
DARK = 0.3  # luminance below which a ground is painted in the colour of text, where a person has chosen all colours


@dataclass(frozen=True, slots=True)
class Mark:
    """What a pattern repeats once in each tile, in one colour, `#rrggbb`.

    kind : stripes that rise or fall to the right, or dots. size : pixels, how wide a stripe or a dot is.
    """

    kind: str
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

    ground : a colour, `#rrggbb`; marks : over it, the lowest first; tile : pixels; role : its code, '' for none.
    """

    letters: str
    ground: str
    marks: tuple[Mark, ...] = ()
    tile: float = 0
    role: str = ""

    @property
    def forced(self) -> tuple[str, str]:
        """Its ground and its marks, as CSS calls them where a person has chosen the colours of everything."""
        return ("CanvasText", "Canvas") if luminance(self.ground) < DARK else ("Canvas", "CanvasText")


@dataclass(frozen=True, eq=False, slots=True)  # compared by identity: one for each record
class Symbols:
    """The looks of a record. by_key : paint key -> look, silence first; keys : role -> paint key, in their order."""

    by_key: Mapping[str, Symbol]
    keys: Mapping[str, str]


@lru_cache(maxsize=4)
def symbols(atlas: Atlas) -> Symbols:
    """Return the looks of the record's roles, each as it is and in doubt, and of what the program draws itself."""
    looks, keys = {"": Symbol("", COLOURS["unnamed"])}, {}
    rows = atlas.record.symbols_by_role
    for code in atlas.record.codes:
        if code.list == "role" and code.code in rows:
            row = rows[code.code]
            key = keys[row.role_code] = row.key
            looks |= {key: _symbol(row), key + DOUBT: _in_doubt(row)}
    looks[NAMED] = Symbol("•", COLOURS["unnamed"], (Mark("dots", COLOURS["dot"], 2.4),), 7)
    looks[OUTSIDE] = Symbol("", COLOURS["unnamed"], (Mark("rising", COLOURS["hatch"], 1.1),), 8)
    crossed = (Mark("rising", COLOURS["ink"], 2), Mark("falling", COLOURS["ink"], 2))
    looks[SEVERAL] = Symbol("…", COLOURS["paper"], crossed, 12)
    return Symbols(looks, keys)


def _symbol(row: RoleSymbol) -> Symbol:
    if row.pattern_width is None or row.tile is None:
        return Symbol(row.letters, row.fill_colour, role=row.role_code)
    mark = Mark(row.pattern_code, row.pattern_colour, row.pattern_width)
    return Symbol(row.letters, row.fill_colour, (mark,), row.tile, row.role_code)


def _in_doubt(row: RoleSymbol) -> Symbol:
    """Return a role's look in doubt: over a pale ground a hatching that falls to the right, and the role's pattern.

    Hatching has the colour of the role's fill, the pattern the darker of the role's two; both dark enough to be seen.
    """
    ground = COLOURS["pale"]
    colours = {"falling": row.fill_colour}
    if row.pattern_code in KINDS and row.pattern_code not in colours:
        colours[row.pattern_code] = min(row.fill_colour, row.pattern_colour, key=luminance)
    marks = tuple(
        Mark(kind, darkened(colours[kind], ground, DOUBT_CONTRAST), DOUBT_SIZES[kind])
        for kind in KINDS
        if kind in colours
    )
    return Symbol(row.letters + DOUBT, ground, marks, DOUBT_TILE, row.role_code)


def parts(key: str) -> tuple[str, ...]:
    """List the paint keys that paint an area side by side: one, or one a role over time; none if not painted.

    Not named in every phase, but alike where it is: that one look; the letters say which phases.
    """
    if key.startswith(OUTSIDE):
        return (OUTSIDE,)
    if key.startswith(BEYOND):
        return ()
    named = tuple(part for part in key.split(">") if part) or ("",)
    return named[:1] if "" in key.split(">") else named


def letters(atlas: Atlas, key: str, phases: Sequence[str] = ()) -> str:
    """Write a paint key as letters: `S·T`, `R?`, `S → R`, `I: S`; a dot for a place named without a role.

    phases : the codes of those that the key is of, one for each of its parts where some of these are empty.
    """
    if key.startswith((OUTSIDE, BEYOND)):
        return letters(atlas, key[1:], phases)
    looks, split = symbols(atlas).by_key, key.split(">")
    if len(split) > 1 and "" in split:
        named = ", ".join(code for code, part in zip(phases, split, strict=True) if part)
        return f"{named}: {looks[next(filter(None, split))].letters}"
    return " → ".join(looks[part].letters for part in split)


def patterns(atlas: Atlas) -> dict[str, dict[str, object]]:
    """Return what the map's script draws patterns from: paint key -> letters, ground, tile, and each mark's path.

    Colours are names of `variables`.
    """
    return {
        key: {
            "letters": symbol.letters, "ground": ground, "tile": symbol.tile,
            "marks": [
                {"d": mark.path(symbol.tile), "colour": colour, "size": mark.size}
                for mark, colour in zip(symbol.marks, colours, strict=True)
            ],
        }
        for key, symbol, (ground, *colours) in _named(atlas)
    }  # fmt: skip


def _named(atlas: Atlas) -> Iterator[tuple[str, Symbol, list[str]]]:
    """Yield each paint key, its look, and what style sheets call its colours, the ground first."""
    for number, (key, symbol) in enumerate(symbols(atlas).by_key.items()):
        yield key, symbol, [f"look-{number}", *(f"look-{number}-{mark}" for mark in range(len(symbol.marks)))]


def variables(atlas: Atlas) -> str:
    """Write the colours of all looks as CSS variables, which follow the colours that a person has chosen."""
    usual: dict[str, str] = {}
    forced: dict[str, str] = {}
    for _key, symbol, names in _named(atlas):
        usual |= dict(zip(names, (symbol.ground, *(mark.colour for mark in symbol.marks)), strict=True))
        ground, mark = symbol.forced
        forced |= dict.fromkeys(names, mark) | {names[0]: ground}
    return palette.css(usual, forced)


@lru_cache(maxsize=4)
def css(atlas: Atlas) -> str:
    """Write the rules that paint the swatches of pages, by the tile that the map repeats.

    Where a person has chosen the colours of everything, the same tile lets through their own.
    """
    rules = ""
    forced = ".swatch b, .swatch b::before { forced-color-adjust: none; }\n"
    forced += '.swatch b::before { content: ""; position: absolute; inset: 0; }\n'
    for key, symbol in symbols(atlas).by_key.items():
        swatch = f'.swatch b[data-paint="{key}"]'
        tile = f" {_tile(symbol)} 0 0 / {symbol.tile:g}px {symbol.tile:g}px" if symbol.marks else ""
        rules += f"{swatch} {{ background: {symbol.ground}{tile}; }}\n"
        ground, mark = symbol.forced
        forced += f"{swatch} {{ background: {ground}; }}\n"
        if symbol.marks:
            forced += f"{swatch}::before {{ background: {mark}; mask:{tile}; }}\n"
    return f"{rules}@media (forced-colors: active) {{\n{forced}}}\n"


def _tile(symbol: Symbol) -> str:
    """Draw one tile of a pattern, without its ground, as a picture in CSS."""
    marks = "".join(
        f"<path d='{mark.path(symbol.tile)}' stroke='{mark.colour}' stroke-width='{mark.size:g}'/>"
        for mark in symbol.marks
    )
    size = f"width='{symbol.tile:g}' height='{symbol.tile:g}'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {size} fill='none' stroke-linecap='round'>{marks}</svg>"
    return f'url("data:image/svg+xml,{quote(svg, safe=SAFE)}")'
