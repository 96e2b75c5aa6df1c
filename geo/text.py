"""What is wrong with the letters of a cell: unseen ones, such as were read with the wrong encoding, too many."""

import re
import unicodedata
from collections.abc import Iterator

DAMAGED = "\N{REPLACEMENT CHARACTER}"
LONGEST = 4_000  # characters of a cell: slides and workbooks hold no more, and nobody reads more in a panel
LONGEST_WORD = 250  # letters without a space, an address among them: beyond it no line can be broken
KHMER_LETTERS = "\u1780-\u17ff\u19e0-\u19ff"  # its letters, as they stand in a class of a pattern
JOINERS = "\u200b\u200c\u200d"  # Khmer parts and joins its words by them, without a space
MOST_MARKS = 8  # accents, vowel signs and subscripts on one letter; Khmer has four
SPACES = "Take the letters out; copy from a plain text editor to be rid of them."

_PLAIN = re.compile(r"[\n\x20-\x7e]*")
_UNSEEN = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")  # counted among letters and signs, and blank
_HAS_KHMER = re.compile(f"[{KHMER_LETTERS}]")
_ASKED = re.compile(r"\?{3}|(?<!\S)\?{2}(?!\S)")  # what is left of letters that an encoding does not have
_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")


def find_faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the letters of a cell, as reason and remedy; the reason goes on after the cell."""
    if DAMAGED in text:
        yield "holds letters that are not UTF-8", "Save the file in UTF-8 and write the letters again."
    if len(text) > LONGEST:
        yield f"has {len(text)} characters", f"Say it in {LONGEST} at most."
    elif _WORD.search(text):
        yield f"has a word of more than {LONGEST_WORD} letters", "Part it with spaces."
    if _ASKED.search(text):
        yield "holds question marks in place of letters", "Write the letters again, and save the file in UTF-8."
    if _PLAIN.fullmatch(text):
        return
    unseen = sorted({letter for number, letter in enumerate(text) if _is_unseen(text, number, letter)})
    if unseen:
        named = ", ".join(f"U+{ord(letter):04X}" for letter in unseen[:3])
        yield f"holds letters that nobody sees ({named})", SPACES
    elif DAMAGED not in text and (meant := _reread(text)) != text:
        yield f"was read with the wrong encoding; it seems to mean '{meant[:60]}'", "Save the file in UTF-8."
    if _crowded(text):
        yield f"has a letter with more than {MOST_MARKS} marks on it", "Take the marks off."


def is_visible(text: str) -> bool:
    """Whether there is a letter or a digit in a text."""
    return any(letter.isalnum() and not _UNSEEN.match(letter) for letter in text)


def has_khmer(text: str) -> bool:
    """Whether there is a Khmer letter in a text."""
    return bool(_HAS_KHMER.search(text))


def _is_unseen(text: str, number: int, letter: str) -> bool:
    if letter == "\n" or " " <= letter <= "~":
        return False
    if letter == "\r":
        return text[number + 1 : number + 2] != "\n"
    if letter in JOINERS:
        return not (has_khmer(text[number - 1 : number]) and has_khmer(text[number + 1 : number + 2]))
    return unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") or bool(_UNSEEN.match(letter))


def _reread(text: str) -> str:
    from ftfy import fix_encoding  # noqa: PLC0415  # a tenth of a second, needed only where letters are beyond ASCII

    return fix_encoding(text)


def _crowded(text: str) -> bool:
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) or unicodedata.category(letter) == "Mn" else 0
        if marks > MOST_MARKS:
            return True
    return False
