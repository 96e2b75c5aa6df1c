"""How wide words are, without a font at hand: from a table of advances, so that every machine places them alike.

The advances are those of Noto Sans and Noto Sans Khmer, bold, in hundredths of the type size. Most fonts that stand in
for them (Source Sans, Segoe UI, Helvetica, Arial) are narrower; nothing is cut off, and no label covers another.
"""

import re
import unicodedata

FAMILY = (
    "'Source Sans', 'Source Sans 3', 'Noto Sans', 'Segoe UI', "
    "'Noto Sans Khmer', 'Khmer OS', 'Leelawadee UI', sans-serif"
)
"""The fonts of atlas-map.css, in its order."""
REGULAR = 0.95  # a regular weight is so much narrower than the bold
USUAL = 62
ADVANCES = {
    27: " ,.;:'|‘’", 30: "!ijlI·", 34: "()[]{}J-", 40: "/\\*`•f\"", 44: "rt“”", 51: "szcL?^_–",
    57: "0123456789EFTS$#+<>=vxyZ~",
    61: "aegknPRX", 66: "bdhopquBCK", 70: "AYV", 76: "DGHNUO&", 80: "Q", 89: "w@%…", 98: "mMW—→",
    36: "រវ", 64: "ទច", 69: "កខគងឆជដឋឌតថធនបផពភមអឧឥឯឱ", 98.5: "ឃឍញយលសហឡ", 129: "ឈណ",
    31: "ាេែៃ", 114: "ោៅ", 121: "ឿៀ",
}  # fmt: skip
_WIDTHS = {character: advance for advance, characters in ADVANCES.items() for character in characters}
_SUBSCRIPT = re.compile("\N{KHMER SIGN COENG}[\u1780-\u17b3]")  # a consonant written under the one before it
_UNDER = {"\N{KHMER SIGN COENG}\N{KHMER LETTER RO}": 31}  # this one stands to the left instead


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in the unit of `size`, the type size."""
    under = sum(_UNDER.get(match, 8) for match in _SUBSCRIPT.findall(text))
    advances = under + sum(map(_advance, _SUBSCRIPT.sub("", text)))
    return advances * size / 100 * (1 if bold else REGULAR)


def _advance(character: str) -> float:
    advance = _WIDTHS.get(character)
    if advance is None:
        base = unicodedata.normalize("NFD", character)[0]  # é is as wide as e
        advance = 0 if unicodedata.category(character) in ("Mn", "Cf") else _WIDTHS.get(base, USUAL)
        _WIDTHS[character] = advance
    return advance


def parts(text: str) -> list[str]:
    """Split a text into words: what stands between plain spaces, so that a hard space keeps its words together."""
    return re.findall("[^ \t\r\n]+", text)


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit into `room`, between words; a word longer than a line is broken anywhere."""
    lines = [""]
    for word in parts(text):
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, size, bold=bold) <= room:
            lines[-1] = longer
            continue
        limit = room * 100 / (size * (1 if bold else REGULAR))
        start = 0
        while start < len(word):
            end = _break(word, start, limit)
            lines.append(word[start:end])
            start = end
    return [line for line in lines if line]


def _break(word: str, start: int, limit: float) -> int:
    """Where a line ends that begins at a letter of a word: one letter later at least, never before its marks.

    limit : how wide the line may be, in hundredths of the type size.
    """
    wide, end, fitting = 0.0, start, start
    while end < len(word):
        under = _SUBSCRIPT.match(word, end)
        wide += _UNDER.get(under[0], 8) if under else _advance(word[end])
        if wide > limit and fitting > start:
            return fitting
        end += len(under[0]) if under else 1
        can_end = end == len(word) or (unicodedata.category(word[end])[0] != "M" and word[end - 1] != "\u17d2")
        if can_end:
            fitting = end
            if wide > limit:
                return fitting
    return end
