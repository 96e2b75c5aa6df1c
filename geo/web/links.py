"""Addresses inside the app: another selection, another page, and where a thing is at home."""

from dataclasses import dataclass
from urllib.parse import urlencode

from geo.selection.selection import Selection
from geo.selection.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses inside the app, relative to the page that they stand on, so that a base path keeps working.

    here : the page's own path; kept : parameters of the page that another selection on it keeps, or what is opened
    beside it, such as its table.
    """

    selection: Selection
    here: str = "./"
    params: tuple[tuple[str, str], ...] = ()

    def view(self, selection: Selection) -> str:
        """Return this page with another selection; which part of a long table was shown is of no use to that."""
        params = {name: value for name, value in self.params if name != "page" or selection == self.selection}
        return f"{self.here}?{urlencode({**selection.to_params(), **params}, safe=',')}"

    def way(self, way: Suggestion) -> str:
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
        params = dict(self.params) if path == self.here else {}
        return self.page(path, **{**params, parameter: key})
