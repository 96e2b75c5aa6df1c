"""The figures that stand first in a document: how many of what a manager asks for, as the source names them.

What is not said is never a zero: of what nothing is told there is no figure.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geo.i18n import ngettext
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.story.slides import Slide

MOST = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and in words what there are so many of."""

    number: str
    words: str


def figures_of(atlas: Atlas, deck: Iterable[Slide]) -> tuple[Figure, ...]:
    """Count what stands behind views, each thing once: at most three figures, none of them zero.

    Of a place: the phases that name it, what was done there, who with. Of all else: areas, activities, organisations,
    then surveys, as far as the views tell of them.
    """
    deck = tuple(deck)
    rows = _rows(atlas, deck)
    place = deck[0].selection.area if len(deck) == 1 and deck[0].kind == "map" else None
    return tuple(_figures(atlas, rows, place))[:MOST]


def _rows(atlas: Atlas, deck: Sequence[Slide]) -> tuple[Statement, ...]:
    items = (item for slide in deck for section in slide.statements for item in section.items)
    ids = dict.fromkeys(key for item in items for key in item.statements)
    return tuple(atlas.by_id[key] for key in ids if key in atlas.by_id)


def _figures(atlas: Atlas, rows: Sequence[Statement], place: str | None) -> Iterable[Figure]:
    def words(count: int, say: Callable[[int], str]) -> Iterable[Figure]:
        if count:
            yield Figure(str(count), say(count))

    if place:
        here = {row.phase for row in rows if place in (*row.areas, *row.places)} & set(atlas.record.phases)
        yield from words(len(here), lambda n: ngettext("phase names this place", "phases name this place", n))
    else:
        areas = {area for row in rows for area in row.areas}
        total = len(atlas.by_area)
        yield from words(
            len(areas), lambda n: ngettext("of {total} areas named", "of {total} areas named", n).format(total=total)
        )
    activities = {row.statement_id for row in rows if row.table == "interventions" and row.counted}
    yield from words(len(activities), lambda n: ngettext("activity", "activities", n))
    bodies = {code for row in rows if row.table == "involvements" for code in row.values.get("partner", ())}
    yield from words(len(bodies), lambda n: ngettext("body or partner named", "bodies and partners named", n))
    surveys = {row.statement_id for row in rows if row.table == "studies" and row.counted}
    yield from words(len(surveys), lambda n: ngettext("survey that can be counted", "surveys that can be counted", n))
    events = {row.statement_id for row in rows if row.table == "events" and row.counted}
    yield from words(len(events), lambda n: ngettext("event or agreement", "events and agreements", n))
