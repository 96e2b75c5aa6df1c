"""Texts that were read wrongly or show nothing: a wrong encoding, lost letters, marks that nobody sees."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from geo.faults import Fault
from geo.reading import Sheet, shown

_LOST = re.compile(r"\?{3,}")  # what a program writes for letters that its encoding lacks
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
# marks that turn the order of letters round: harmless in no table, and never typed on purpose
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SAVE = "Open the file again as UTF-8, write the text again, and save it in UTF-8."


def texts(sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """Every cell with text shows it, in letters that were read in their own encoding."""
    for sheet in sheets.values():
        for row in sheet.rows:
            for name, cell in row.cells.items():
                if cell and (said := _wrong(cell)):
                    yield Fault(sheet.file, row.line, name, *said)


def _wrong(cell: str) -> tuple[str, str] | None:
    """What is wrong with a text, and the remedy; None for nothing."""
    if cell.isascii() and cell.isprintable():
        return ("letters were lost on the way", _SAVE) if _LOST.search(cell) else None
    kinds = {unicodedata.category(letter) for letter in cell}
    if kinds <= {"Cf", "Cc", "Zs", "Zl", "Zp", "Cn", "Co", "Cs"}:
        return "the cell holds marks that nobody sees, and no text", "Empty it, or write what is meant."
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Cn") and letter not in "\n\r\t" for letter in cell):
        return f"{shown(cell)} holds marks that are no letters", "Take them out: write the text again by hand."
    if _TURNS.search(cell):
        return f"{shown(cell)} holds marks that turn the order of letters round", "Write the text again by hand."
    for run in _FOREIGN.findall(cell):
        if meant := _meant(run):
            return f"{shown(cell)} was read with the wrong encoding: {shown(meant)} may be meant", _SAVE
    return ("letters were lost on the way", _SAVE) if _LOST.search(cell) else None


def _meant(run: str) -> str:
    """What letters say that were UTF-8 and were read as Windows-1252 or Latin-1; '' where they were not."""
    data = bytearray()
    for letter in run:
        try:
            data += letter.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letter) > 255:  # noqa: PLR2004  # the last letter of Latin-1
                return ""
            data.append(ord(letter))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
