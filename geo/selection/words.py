"""Words put together."""

from collections.abc import Sequence
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from geo.i18n import interface, ngettext

MAX_NAMES = 8  # in a sentence
PLAIN = "en-GB"  # English lists without a comma before the last word


def list_words(words: Sequence[str], *, alternatives: bool = False) -> str:
    """Write words as a list within a sentence: `Phase I, Phase II and Phase III`; alternatives : with `or`."""
    return format_list(list(words), "or" if alternatives else "standard", _locale(list_language())) if words else ""


def list_amounts(words: Sequence[str]) -> str:
    """Write amounts as a list within a sentence, without a word before the last: `4 sending and transit, 1 transit`."""
    return format_list(list(words), "unit", _locale(list_language())) if words else ""


def list_language() -> str:
    """Return the tag of the language in which lists are written: that of the words around them."""
    return PLAIN if interface() == "en" else interface()


@cache
def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except UnknownLocaleError:
        return Locale.parse(PLAIN, sep="-")


def capital(text: str) -> str:
    """Return the text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def shorten(names: Sequence[str], most: int = MAX_NAMES) -> list[str]:
    """Return the names as they stand in a sentence: of more than `most`, the last is how many more there are."""
    if len(names) <= most:
        return list(names)
    more = len(names) - most + 1
    return [*names[: most - 1], ngettext("{count} more", "{count} more", more).format(count=more)]
