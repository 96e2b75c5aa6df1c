"""Addresses inside a single file: what stands after the `#`, so that links and reloads work from a USB stick.

A thing has the id `kind=key`, which is what a link to it says.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from geo.record.citations import passage_of
from geo.selection.selection import FACETS, NOTHING, Selection
from geo.selection.suggestions import Suggestion
from geo.web.links import Links

FREE = ("role", "intervention")
"""The facets in which the file lets a person choose."""
CONSTANT = tuple(facet for facet in FACETS if facet not in FREE)
"""The facets that stay as they were when the file was made."""


def free_selection(selection: Selection) -> Selection:
    """Return the selection without what stays as it is in the file."""
    return selection.changed(**dict.fromkeys(CONSTANT, NOTHING))


@dataclass(frozen=True, slots=True)
class FileLinks(Links):
    """Links of a single file. A view names all that it consists of; a thing alone leaves the view as it is."""

    def view(self, selection: Selection) -> str:
        """Another view of the file; the chosen place stays."""
        choices = {facet: ",".join(sorted(selection.codes(facet))) for facet in FREE}
        return "#" + urlencode({"phase": selection.phase, **choices}, safe=",")

    def way(self, way: Suggestion) -> str:
        """Link a way to another page to the view of the file that has its selection."""
        return self.view(way.selection)

    def page(self, path: str, **extra: str) -> str:  # noqa: ARG002  # as the app's links take it; the file has one page
        """Say where what a page of the app has opened stands in this file."""
        return "#" + urlencode(extra, safe=",")

    def to(self, kind: str, key: str) -> str:
        """Link a place to its panel; a partner, a study, a statement or a paragraph to its list below."""
        # a citation may name a sentence; what is shown is its paragraph
        return f"#{kind}={quote(passage_of(key) if kind == 'paragraph' else key, safe=',-')}"
