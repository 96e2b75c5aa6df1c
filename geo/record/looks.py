"""What the look of a role needs so that it is told from others: colours, a pattern and letters of its own.

The areas that the map draws without a role have grounds of the program's own; a role's fill keeps away from them.
"""

import re
from collections.abc import Iterator, Mapping

from geo.errors import Fault
from geo.record.indexes import Indexes, Sheets
from geo.record.models import paint_key
from geo.record.reader import Row, quote

GROUNDS = {"unnamed": "#e6e3da", "pale": "#dfe8ee"}
"""The fills of the program's own: of areas without a role in the view, and of roles in doubt."""
LETTERS = re.compile("[A-Z](·?[A-Z]){0,2}")
NAMED_KEY = "N"  # the paint key of an area that is named without a role
NEAR = 24  # of 255, by which at least one of red, green and blue has to differ
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_HEX = "Write # and six digits from 0 to 9 or a to f, such as #2a6f97."

Named = tuple[str, str, str]
"""A field, a reason and a remedy."""


def looks(sheets: Sheets) -> Iterator[Fault]:
    """Check that each role in use is drawn, and that no look can be taken for another."""
    if "symbols" not in sheets:
        return
    earlier: list[Row] = []
    for row in sheets["symbols"].rows:
        for field, reason, remedy in (*_wrong(row), *_alike(row, earlier)):
            yield Fault("symbols.csv", row.line, field, reason, remedy)
        earlier.append(row)
    if "roles" in sheets and Indexes(sheets).is_complete("symbols", "codes"):
        yield from _undrawn(sheets)


def _undrawn(sheets: Sheets) -> Iterator[Fault]:
    """Yield a fault for each role that rows give to a place and nothing draws: at the first of these rows."""
    ids, missing = sheets["symbols"].ids, set()
    codes = (Indexes(sheets).codes or {}).get("role", {})
    for row in sheets["roles"].rows:
        role = row.cells["role_code"]
        if role in codes and role not in ids and role not in missing:
            missing.add(role)
            reason = f"nothing says how the role {quote(role)} looks on the map"
            yield Fault("roles.csv", row.line, "role_code", reason, "Add a row for it to symbols.csv.")


def _wrong(row: Row) -> Iterator[Named]:
    letters, fill = row.cells["letters"], row.cells["fill_colour"]
    if not LETTERS.fullmatch(letters):
        reason = f"{quote(letters)} is not one to three capital letters"
        yield "letters", reason, "Write letters from A to Z, with or without · between them, such as S·T."
    elif letters == NAMED_KEY:
        yield "letters", f"{NAMED_KEY} stands for places that are named without a role", "Write other letters."
    if not _COLOUR.fullmatch(fill):
        yield "fill_colour", f"{quote(fill)} is not a colour", _HEX
    elif any(_is_near(fill, ground) for ground in GROUNDS.values()):
        reason = f"{fill} is hardly told from areas without a role, or from the ground of roles in doubt"
        yield "fill_colour", reason, "Choose a darker or a stronger colour."
    yield from _wrong_pattern(row.cells)


def _wrong_pattern(cell: Mapping[str, str]) -> Iterator[Named]:
    fields = ("pattern_colour", "pattern_width", "tile")
    if cell["pattern_code"] == "none":
        for field in fields:
            if cell[field]:
                yield field, "the cell is filled though there is no pattern", "Empty it, or name a pattern."
        return
    for field, remedy in zip(fields, (_HEX, "Write pixels, such as 2.4.", "Write pixels, such as 10."), strict=True):
        if not cell[field]:
            yield field, "the cell is empty though there is a pattern", remedy
    if cell["pattern_colour"] and not _COLOUR.fullmatch(cell["pattern_colour"]):
        yield "pattern_colour", f"{quote(cell['pattern_colour'])} is not a colour", _HEX
    elif _covers(cell["pattern_width"], cell["tile"]):
        yield "pattern_width", "the pattern covers the fill", "Write half of the tile at most."
    elif _is_near(cell["pattern_colour"], cell["fill_colour"]):
        yield "pattern_colour", "the pattern is hardly told from the fill", "Choose a lighter or a darker colour."


def _covers(width: str, tile: str) -> bool:
    """Tell whether a pattern leaves little of its ground; false where a size is no number."""
    try:
        return float(width) > float(tile) / 2
    except ValueError:
        return False


def _alike(row: Row, earlier: list[Row]) -> Iterator[Named]:
    for other in earlier:
        where = f"{quote(other.cells['role_code'])} in line {other.line}"
        if row.cells["letters"] and paint_key(row.cells["letters"]) == paint_key(other.cells["letters"]):
            yield "letters", f"the letters are those of {where}", "Give each role letters of its own."
        # in doubt, an area is hatched whether the role itself is plain or hatched the same way
        same = _pattern(row) == _pattern(other)
        if same and _is_near(row.cells["fill_colour"], other.cells["fill_colour"]):
            reason = f"it looks like {where}; nobody can tell the two apart"
            yield "fill_colour", reason, "Change the colour, or the pattern."


def _pattern(row: Row) -> str:
    return row.cells["pattern_code"].replace("falling", "none")


def _is_near(colour: str, other: str) -> bool:
    """Tell whether two colours are hardly told apart; false where one is none."""
    if not (_COLOUR.fullmatch(colour) and _COLOUR.fullmatch(other)):
        return False
    channels = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return max(abs(first - second) for first, second in channels) < NEAR
