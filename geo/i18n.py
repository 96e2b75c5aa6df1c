"""The words for people, in the language of whoever looks: gettext, with English as the source language.

A catalogue is `locale/<lang>/LC_MESSAGES/ticw.mo`. Where there is none, English stands in, so that a
catalogue can be added without touching any code.
"""

import gettext as _gettext
import re
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
_CODE = re.compile("[a-z]{2,3}")
_current: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(lang: str, folder: Path) -> _gettext.NullTranslations:
    return _gettext.translation("ticw", localedir=folder, languages=[lang], fallback=True)


def catalogues() -> tuple[str, ...]:
    """List the languages that the interface has a catalogue for, besides English, its own."""
    return tuple(sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/ticw.mo")))


def use(lang: str) -> None:
    """Speak `lang` in this thread or task from now on; what is no code of a language speaks English."""
    _current.set(lang if _CODE.fullmatch(lang) else "en")


def current() -> str:
    """Return the language in use, such as `en`: that of the names of areas, and of the words where there is one."""
    return _current.get()


def is_translated(lang: str) -> bool:
    """Whether the interface itself has a catalogue in `lang`; names of areas exist in every language."""
    return lang == "en" or type(_catalogue(lang, LOCALE)) is not _gettext.NullTranslations


def interface() -> str:
    """Return the language of the words around the names: English where the language in use has no catalogue."""
    return current() if is_translated(current()) else "en"


def gettext(message: str) -> str:
    """`message` in the language in use; an empty message stays empty."""
    return _catalogue(_current.get(), LOCALE).gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802  # the name by which babel finds it
    """Mark a message for translators where it is written before it is shown."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the language in use, as `count` asks for."""
    return _catalogue(_current.get(), LOCALE).ngettext(one, many, count)
