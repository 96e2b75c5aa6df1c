"""Lines of text in an SVG file. Most is text; Khmer words and arrows are shapes, and look right in every program.

Programs differ in which font stands in where one lacks a letter, and then lose weight, place or shape of the line.
What is drawn as shapes lies under the same words as text that is not seen: it can be searched, marked and copied.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from geo.export.image.font_metrics import width
from geo.export.image.outlines import EM, KHMER, outline
from geo.export.image.svg_tags import escape, tag

ARROW = "→"
ARROW_WIDTH, ARROW_GAP = 0.8, 0.24  # in type sizes: the arrow, and the space on either side of it
BOLD, REGULAR = 700, 400
_PIECES = re.compile(rf"(?P<khmer>{KHMER.pattern})|(?P<arrow>\s*{ARROW}\s*)")
_UNSEEN = re.compile(
    r'<text x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" font-size="(?P<size>[^"]*)" textLength="(?P<wide>[^"]*)"'
    r' fill-opacity="0">(?P<text>[^<]*)</text>'
)
PLACES = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line that looks alike. fill : a colour, None for that of the surroundings."""

    text: str
    bold: bool = False
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is drawn in one go, and how wide it is."""

    text: str
    kind: str
    wide: float
    run: Run


def line(runs: Sequence[Run], at: tuple[float, float], size: float, *, anchor: str = "start", halo: float = 0) -> str:
    """Draw a line of text whose baseline starts, has its middle or ends at a point.

    halo : the width of a white edge; with it, only the edge is drawn, to lie below the line itself.
    """
    edge = {"fill": "#fff", "stroke": "#fff", "stroke_width": halo, "stroke_linejoin": "round"} if halo else {}
    if not any(_PIECES.search(run.text) for run in runs):
        return _text(runs, at, size, anchor, edge)
    pieces = [piece for run in runs for piece in _pieces(run, size)]
    wide = sum(piece.wide for piece in pieces)
    x = left = at[0] - PLACES[anchor] * wide
    elements = []
    for piece in pieces:
        elements.append(_draw(piece, (x, at[1]), size, edge))
        x += piece.wide
    if halo:
        return tag("g", *elements, text_anchor="start", aria_hidden="true")
    text = "".join(run.text for run in runs)
    elements.append(unseen_text(Unseen(text, left, at[1], float(size), float(wide))))
    return tag("g", *elements, text_anchor="start", role="img", aria_label=text)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Text that lies under shapes: where it begins, how large its type and how wide it is."""

    text: str
    x: float
    y: float
    size: float
    wide: float


def unseen_text(words: Unseen) -> str:
    """Text for searches and clipboards, as part_unseen finds it again."""
    return tag(
        "text", escape(words.text), x=words.x, y=words.y, font_size=words.size, textLength=words.wide, fill_opacity=0
    )


def part_unseen(svg: str) -> tuple[str, list[Unseen]]:
    """Part a drawing from its unseen text: for programs that refuse the letters or spoil their order."""
    texts = [
        Unseen(unescape(match["text"]), *(float(match[name]) for name in ("x", "y", "size", "wide")))
        for match in _UNSEEN.finditer(svg)
    ]
    return _UNSEEN.sub("", svg), texts


def _text(runs: Sequence[Run], at: tuple[float, float], size: float, anchor: str, edge: dict[str, object]) -> str:
    first, *rest = runs
    spans = [tag("tspan", escape(run.text), font_weight=BOLD if run.bold else REGULAR, fill=run.fill) for run in rest]
    looks = {"fill": first.fill, **edge, "aria_hidden": "true" if edge else None}
    return tag(
        "text", escape(first.text), *spans, x=at[0], y=at[1], font_size=float(size), text_anchor=anchor,
        font_weight=BOLD if first.bold else None, **{"xml:space": "preserve" if spans else None}, **looks,
    )  # fmt: skip


def _pieces(run: Run, size: float) -> list[_Piece]:
    ends = [0, *(edge for match in _PIECES.finditer(run.text) for edge in match.span()), len(run.text)]
    pieces = []
    for start, end in pairwise(ends):
        text = run.text[start:end]
        if text:
            pieces.append(_piece(text, run, size))
    return pieces


def _piece(text: str, run: Run, size: float) -> _Piece:
    match = _PIECES.fullmatch(text)
    if match and match["arrow"]:
        return _Piece(text, "arrow", (ARROW_WIDTH + 2 * ARROW_GAP) * size, run)
    shape = outline(text, BOLD if run.bold else REGULAR) if match else None
    wide = shape.width * size / EM if shape else width(text, size, bold=run.bold)
    return _Piece(text, "khmer" if shape else "text", wide, run)


def _draw(piece: _Piece, at: tuple[float, float], size: float, edge: dict[str, object]) -> str:
    x, y = at
    if piece.kind == "text":
        # hard spaces, for a soft one at the end of an element is dropped
        return _text([Run(piece.text.replace(" ", "\u00a0"), piece.run.bold, piece.run.fill)], at, size, "start", edge)
    looks: dict[str, object] = {"fill": piece.run.fill, **edge}
    if piece.kind == "arrow":
        return tag("path", d=_arrow(x + ARROW_GAP * size, y, size, bold=piece.run.bold), **looks)
    scale = size / EM
    if edge:
        looks["stroke_width"] = float(str(edge["stroke_width"])) / scale
    shape = outline(piece.text, BOLD if piece.run.bold else REGULAR)
    outlines = shape.glyphs if shape else ()
    glyphs = [tag("path", d=data, transform=f"translate({dx:g} {dy:g})") for dx, dy, data in outlines]
    return tag("g", *glyphs, transform=f"translate({x:.2f} {y:.2f}) scale({scale:.4f} {-scale:.4f})", **looks)


def _arrow(x: float, y: float, size: float, *, bold: bool) -> str:
    """Draw the path of an arrow from x on, at the middle of the letters that stand on the baseline y."""
    thick, head, long = size * (0.1 if bold else 0.07), size * 0.19, size * ARROW_WIDTH
    shaft = long - head * 1.1
    return (
        f"M{x:.2f} {y - size * 0.36 - thick / 2:.2f}h{shaft:.2f}v{thick / 2 - head:.2f}l{head * 1.1:.2f} {head:.2f}"
        f"l{-head * 1.1:.2f} {head:.2f}v{thick / 2 - head:.2f}h{-shaft:.2f}z"
    )
