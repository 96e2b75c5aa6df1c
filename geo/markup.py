"""Markup for people, from templates with autoescape: the one way that text from data becomes HTML.

The templates stand in web/templates and serve the pages of the app and the exported file alike.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.atlas import Atlas
from geo.characters import KHMER_LETTERS
from geo.files import is_hidden
from geo.language import gettext, interface, ngettext
from geo.selection import Selection
from geo.summary import WayBack, describe_scope
from geo.symbology import letters, parts
from geo.webmap import WEB
from geo.years import year_words


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses inside the app, relative to the page that they stand on, so that a base path keeps working.

    here : the page's own path; kept : parameters of the page that another selection on it keeps, or what is opened
    beside it, such as its table.
    """

    selection: Selection
    here: str = "./"
    kept: tuple[tuple[str, str], ...] = ()

    def view(self, selection: Selection) -> str:
        """This page with another selection; which part of a long table was shown is of no use to that."""
        kept = {name: value for name, value in self.kept if name != "page" or selection == self.selection}
        return f"{self.here}?{urlencode({**selection.to_params(), **kept}, safe=',')}"

    def way(self, way: WayBack) -> str:
        """Where a way leads: this page with another selection, or another page."""
        if not way.page:
            return self.view(way.selection)
        return f"{way.page}?{urlencode({**way.selection.to_params(), **dict(way.extra)}, safe=',')}"

    def page(self, path: str, **extra: str) -> str:
        """Another page with the same selection, `./` for the map; extra : parameters of that page alone."""
        return f"{path}?{urlencode({**self.selection.to_params(), **extra}, safe=',')}"

    def to(self, kind: str, key: str) -> str:
        """Where a thing is at home: an area or a place on the map, a partner, a study, a statement, a paragraph.

        kind : `area`, `partner`, `study`, `statement` or `paragraph`; key : its id. KeyError for another kind.
        """
        if kind == "area":
            return f"./?{self.selection.changed(area=key).to_query()}"
        path, parameter = {
            "partner": ("partners", "item"),
            "study": ("studies", "item"),
            "statement": ("record", "item"),
            "paragraph": ("record", "paragraph"),
        }[kind]
        kept = dict(self.kept) if path == self.here else {}
        return self.page(path, **{**kept, parameter: key})


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(WEB / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.globals |= {
        "_": gettext, "ngettext": ngettext, "interface": interface, "letters": letters, "parts": parts,
        "year_words": year_words,
    }  # fmt: skip
    return made


def compile_templates() -> None:
    """Compile every template now, so that nobody waits for it later."""
    for name in _environment().list_templates(filter_func=lambda name: not is_hidden(name)):
        _environment().get_template(name)


_RUNS = {
    "en": re.compile(rf"[{KHMER_LETTERS}](?:[^<>A-Za-z]*[{KHMER_LETTERS}])?"),  # from the first letter to the last one
    "km": re.compile(rf"(?<![&#\w])[A-Za-z](?:(?:&#?\w+;|[^<>&{KHMER_LETTERS}])*(?:&#?\w+;|[A-Za-z.?!)]))?"),
}
_OTHER = {"en": "km", "km": "en"}
# what must stay as it is: scripts and the like with all that is in them, tags; then what says its language already
_PIECES = re.compile(
    r"<(script|style|option|title|textarea)\b.*?</\1>|<(\w+)[^>]*\slang=[^>]*>[^<]*</\2>|<[^>]*>|[^<]+", re.DOTALL
)


def mark_language(html: str) -> str:
    """Mark Khmer in an English page, and English in a Khmer one, with `lang`, so that it is read in its own voice.

    html : escaped markup. What stands in attributes can't be marked.
    """
    run, other = _RUNS[interface()], _OTHER[interface()]
    if not run.search(html):
        return html

    def mark(piece: re.Match[str]) -> str:
        text = piece[0]
        return text if text[0] == "<" else run.sub(rf'<span lang="{other}">\g<0></span>', text)

    return _PIECES.sub(mark, html)


def render(template: str, atlas: Atlas, links: Links, **values: Any) -> str:
    """A template of web/templates as HTML. Everything in `values` is escaped unless it is Markup already."""

    def about(address: str) -> str:
        paragraph = atlas.record.paragraphs_by_id.get(address.partition(" ")[0])
        return f"{address}: {gettext(paragraph.about)}" if paragraph else address

    def scope(selection: Selection) -> str:
        return describe_scope(atlas, selection)

    found = _environment().get_template(f"{template}.html")
    values |= {"link": links, "about": about, "scope": scope, "lang": links.selection.lang}
    return mark_language(found.render(**values))


def render_plain(template: str, **values: Any) -> str:
    """A template that needs no record, as HTML, escaped likewise."""
    return mark_language(_environment().get_template(f"{template}.html").render(**values))
