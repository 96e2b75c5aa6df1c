"""Markup for people, from templates with autoescape: the one way that text from data becomes HTML.

The templates stand in web/templates and serve the pages of the app and the exported file alike.
"""

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geo.i18n import gettext, interface, ngettext
from geo.map.credits import boundaries_line
from geo.map.symbology import letters, parts
from geo.record.atlas import Atlas
from geo.record.citations import about_passage
from geo.record.files import is_hidden
from geo.record.years import year_words
from geo.selection.description import describe_scope
from geo.selection.selection import Selection
from geo.text import KHMER_LETTERS
from geo.web.links import Links

TEMPLATES = Path(__file__).resolve().parent / "templates"


@cache
def _environment() -> Environment:
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    env.globals |= {
        "_": gettext, "ngettext": ngettext, "interface": interface, "parts": parts,
        "year_words": year_words,
    }  # fmt: skip
    return env


def compile_templates() -> None:
    """Compile every template now, so that nobody waits for it later."""
    for name in _environment().list_templates(filter_func=lambda name: not is_hidden(name)):
        _environment().get_template(name)


_RUNS = {
    "en": re.compile(rf"[{KHMER_LETTERS}](?:[^<>A-Za-z]*[{KHMER_LETTERS}])?"),  # from the first letter to the last one
    "km": re.compile(rf"(?<![&#\w])[A-Za-z](?:(?:&#?\w+;|[^<>&{KHMER_LETTERS}])*(?:&#?\w+;|[A-Za-z.?!)]))?"),
}
# what must stay as it is: scripts and the like with all that is in them, tags; then what says its language already
_PIECES = re.compile(
    r"<(script|style|option|title|textarea)\b.*?</\1>|<(\w+)[^>]*\slang=[^>]*>[^<]*</\2>|<[^>]*>|[^<]+", re.DOTALL
)


def mark_language(html: str) -> str:
    """Mark Khmer in a page of another language, and English in a Khmer one, with `lang`: each is read in its own voice.

    html : escaped markup. What stands in attributes can't be marked.
    """
    khmer_page = interface() == "km"
    run, other = (_RUNS["km"], "en") if khmer_page else (_RUNS["en"], "km")
    if not run.search(html):
        return html

    def mark(piece: re.Match[str]) -> str:
        text = piece[0]
        return text if text[0] == "<" else run.sub(rf'<span lang="{other}">\g<0></span>', text)

    return _PIECES.sub(mark, html)


def render(template: str, atlas: Atlas, links: Links, **values: Any) -> str:
    """Fill a template of web/templates as HTML. Everything in `values` is escaped unless it is Markup already."""

    def about(address: str) -> str:
        words = about_passage(atlas.record, address)
        return f"{address}: {words}" if words else address

    def scope(selection: Selection) -> str:
        return describe_scope(atlas, selection)

    page = _environment().get_template(f"{template}.html")
    record, lang = atlas.record, links.selection.lang
    values |= {
        "link": links, "about": about, "scope": scope, "letters": partial(letters, atlas), "lang": lang,
        "profile": record.profile, "boundaries": boundaries_line(record, briefly=True),
        "language": gettext(record.language_note(lang)),
        "plain": gettext(record.label("certainty", "stated")) if record.has_code("certainty", "stated") else "",
        "line_names": [gettext(record.place_name(place, lang)) for place in atlas.layers.lines],
    }  # fmt: skip
    return mark_language(page.render(**values))


def render_plain(template: str, **values: Any) -> str:
    """Fill a template that needs no record, as HTML, escaped likewise."""
    return mark_language(_environment().get_template(f"{template}.html").render(**values))


def as_markup(html: str) -> Markup:
    """Take as HTML what templates, style sheets or the tags of a picture have made: never a text from data."""
    return Markup(html)  # noqa: S704  # the one place where it is said
