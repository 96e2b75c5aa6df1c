"""Khmer words as shapes. Few programs that draw SVG shape Khmer text right, Typst's own among those that do not."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from geo.export.image.typesetting import khmer_font, typeset
from geo.text import JOINERS, KHMER_LETTERS

KHMER = re.compile(f"[{KHMER_LETTERS}][{KHMER_LETTERS}{JOINERS}]*")
"""A stretch of Khmer letters, with the marks that join or part them; alone, these have no shape."""
LONGEST = 24  # letters of a word that is kept whole at the end of a line
_CLUSTER = re.compile("[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd\u200c\u200d])*|.")
"""A letter with what stands above, below and around it."""
EM = 100  # the type size at which outlines are made
SOURCE = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: sys.inputs.font, size: 100pt, weight: int(sys.inputs.weight))
#set text(top-edge: "baseline", bottom-edge: "baseline")
#json(bytes(sys.inputs.word))
"""
_GLYPH = re.compile(r'<symbol id="(\w+)"[^>]*><path d="([^"]*)"')
_GROUP_OR_USE = re.compile(
    r'<g transform="(?:matrix\(1 0 0 -1 (?P<left>\S+) (?P<down>\S+)\)|scale\(1 -1\))"'
    r'|<use xlink:href="#(?P<glyph>\w+)" x="(?P<x>\S+)" y="(?P<y>\S+)"'
)
_WIDE = re.compile(r'viewBox="0 0 (\S+)')


@dataclass(frozen=True, slots=True)
class Outline:
    """A word at a type size of EM: its glyphs as (x, y, path data) on a baseline at 0, y upwards, and its width."""

    glyphs: tuple[tuple[float, float, str], ...]
    width: float


@lru_cache(maxsize=2048)
def outline(word: str, weight: int) -> Outline | None:
    """Shape a Khmer word; None where no Khmer font is installed. weight : 400 regular, 700 bold."""
    font = khmer_font()
    if font is None:
        # the program that opens the file may have a font; png() says that none is here
        return None
    page = typeset(SOURCE, {"font": font, "weight": str(weight), "word": json.dumps(word)}, "svg").decode()
    shapes = dict(_GLYPH.findall(page))
    glyphs, left, down = [], 0.0, 0.0
    for match in _GROUP_OR_USE.finditer(page):
        if not match["glyph"]:
            left, down = float(match["left"] or 0), float(match["down"] or 0)
        elif match["glyph"] in shapes:
            glyphs.append((left + float(match["x"]), float(match["y"]) - down, shapes[match["glyph"]]))
    wide = _WIDE.search(page)
    return Outline(tuple(glyphs), float(wide[1]) if wide else 0)


def words_in(stretch: str) -> list[str]:
    """Split a stretch of Khmer where a line may end: at marks for that, within what is very long."""
    words = [word for word in stretch.split("\u200b") if word]
    return [part for word in words for part in ([word] if len(word) <= LONGEST else _CLUSTER.findall(word))]
