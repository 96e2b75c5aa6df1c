"""A statement as a line that says by itself where it holds: for pages that set statements side by side."""

from dataclasses import dataclass, replace

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.words import capital
from geo.views.lines import item
from geo.views.model import Item

SCOPES = {"project": "project", "none": "none"}  # of a statement without places -> the word in the record's list


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement as a line.

    places : those that it names, as (id, name); scope : words for where it holds if it names none.
    outside : the filters leave it out; chosen : it is the one that the page has opened.
    """

    item: Item
    places: tuple[tuple[str, str], ...]
    scope: str
    outside: bool = False
    chosen: bool = False


def to_line(atlas: Atlas, row: Statement, *, outside: bool = False, chosen: bool = False) -> StatementLine:
    """Show a statement as a line; a relation in its own words, since the organisation's name stands beside it."""
    line = item(atlas, row)
    if row.table == "involvements":
        line = replace(line, title=_(row.detail), note=capital(_(row.note)), target=("statement", row.statement_id))
    lang = current()
    return StatementLine(
        item=line,
        places=tuple((place, _(atlas.record.place_name(place, lang))) for place in row.places),
        scope="" if row.places else _(atlas.record.label("scope", SCOPES.get(row.scope, "none"))),
        outside=outside,
        chosen=chosen,
    )
