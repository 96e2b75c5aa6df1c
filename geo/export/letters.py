"""Which characters a file of an office program may hold."""

import re

# what XML 1.0 does not take, and what turns the direction of the text around it
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
LONGEST_PROPERTY = 255  # letters


def clean(text: str) -> str:
    """Text without the characters that no slide and no document may hold."""
    return _ILLEGAL.sub("\ufffd", text)


def property_of(text: str) -> str:
    """Text as a file's properties may hold it."""
    whole = clean(text)
    return whole if len(whole) <= LONGEST_PROPERTY else f"{whole[: LONGEST_PROPERTY - 1]}…"
