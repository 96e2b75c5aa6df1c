"""Words put together."""

from collections.abc import Sequence

from geo.i18n import gettext as _


def list_words(words: Sequence[str]) -> str:
    """Write words as a list within a sentence: `Phase I, Phase II and Phase III`."""
    return _(" and ").join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def capital(text: str) -> str:
    """Return the text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]
