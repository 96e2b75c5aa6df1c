"""Every view that a single file offers, made ahead: phase by role by intervention, as markup and paint to be swapped.

The browser only looks up. What a view says comes from the same functions and templates as in the app, and each piece of
markup is stored once, however many views show it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from geo.export.html.links import CONSTANT, FileLinks, free_selection
from geo.i18n import gettext as _
from geo.map.classification import beyond, paint
from geo.map.legend import legend
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.phases import choices
from geo.selection.selection import Selection, options
from geo.selection.words import list_words
from geo.views.empty import Answer, answer
from geo.views.overview import overview
from geo.views.undated import undated
from geo.web.markup import render

ANY = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a filter. key : its value in the address; codes : what it chooses; none for `any`."""

    key: str
    label: str
    codes: frozenset[str]


def facet_options(atlas: Atlas, base: Selection, facet: str) -> tuple[Option, ...]:
    """Any, each code that would leave an area in some phase, and the choice of the selection itself."""
    open_facet = base.changed(**{facet: frozenset()})
    names = options(atlas.record, facet)
    counts = [open_facet.changed(phase=phase).counts(atlas, facet) for phase in choices(atlas.record)]
    codes = [code for code in names if any(count[code] for count in counts)]
    result = [Option(ANY, _("Any"), frozenset()), *(Option(code, names[code], frozenset({code})) for code in codes)]
    choice = base.codes(facet)
    key = ",".join(sorted(choice))
    if choice and key not in {option.key for option in result}:
        label = list_words([names[code] for code in names if code in choice], alternatives=True)
        result.append(Option(key, label, choice))
    return tuple(result)


@dataclass(slots=True)
class Pool:
    """Pieces, each kept once, by their number."""

    pieces: list[Any] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, piece: Any) -> int:
        """Return the number of a piece, new or known."""
        name = str(piece)
        if name not in self._numbers:
            self._numbers[name] = len(self.pieces)
            self.pieces.append(piece)
        return self._numbers[name]


def views(atlas: Atlas, base: Selection, roles: Sequence[Option], interventions: Sequence[Option]) -> dict[str, Any]:
    """Make what single.js looks up; the options of a filter go by their number.

    views : `phase role intervention` -> the numbers of headline, legend and list of areas in `markup`.
    paints : `role intervention` -> the number in `paint` of what the map paints, phase by phase.
    counts : by facet, by `phase option-of-the-other-facet`, how many areas each option of the facet would leave.
    """
    markup, paint_pool, keys = Pool(), Pool(), _Keys(atlas)
    pieces_by_view: dict[str, list[int]] = {}
    paint_by_filter: dict[str, int] = {}
    for (row, role), (column, intervention) in product(enumerate(roles), enumerate(interventions)):
        selection = base.changed(role=role.codes, intervention=intervention.codes, area=None)
        on_map = paint(atlas, selection)
        paint_by_filter[f"{row} {column}"] = paint_pool.add(on_map)
        for phase in choices(atlas.record):
            view = selection.changed(phase=phase)
            pieces = (_headline(atlas, view), *keys.pieces(view, on_map[phase]))
            pieces_by_view[f"{phase} {row} {column}"] = [markup.add(piece) for piece in pieces]
    return {
        "views": pieces_by_view, "markup": markup.pieces, "paints": paint_by_filter, "paint": paint_pool.pieces,
        "counts": {
            "role": _counts(atlas, base, ("role", roles), ("intervention", interventions)),
            "intervention": _counts(atlas, base, ("intervention", interventions), ("role", roles)),
        },
        "options": {
            "role": [option.key for option in roles], "intervention": [option.key for option in interventions],
        },
    }  # fmt: skip


def _counts(
    atlas: Atlas, base: Selection, facet: tuple[str, Sequence[Option]], other: tuple[str, Sequence[Option]]
) -> dict[str, list[int]]:
    (name, own), (other_name, others) = facet, other
    table = {}
    for phase, (number, option) in product(choices(atlas.record), enumerate(others)):
        view = base.changed(**{"phase": phase, other_name: option.codes, name: frozenset()})
        counts = view.counts(atlas, name)
        # any, and several at once, are no options of the app; they are counted as what they leave
        table[f"{phase} {number}"] = [
            counts[item.key] if item.key in counts else len(view.changed(**{name: item.codes}).matching_areas(atlas))
            for item in own
        ]
    return table


def _headline(atlas: Atlas, view: Selection) -> str:
    """Say the sentence of a view; where it leaves nothing, add a word of that and its nearest views that do."""
    links = FileLinks(free_selection(view))
    headline = render("headline", atlas, links, words=describe(atlas, view))
    empty = answer(atlas, view, "")
    if empty is None:
        way = undated(atlas, view, "")
        return headline + (render("undated", atlas, links, way=way) if way else "")
    ways = [
        way for way in empty.ways if not way.page and all(way.selection.codes(f) == view.codes(f) for f in CONSTANT)
    ]
    return headline + render("empty", atlas, links, answer=Answer(empty.lines, tuple(ways)))


class _Keys:
    """Legend and list of areas, which say nothing but what a phase paints: made once for each painting."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas, self._cache = atlas, dict[frozenset[tuple[str, str]], tuple[str, str]]()

    def pieces(self, view: Selection, paints: Mapping[str, str]) -> tuple[str, str]:
        """Return the two of a view as markup. paints : place id -> paint key in the view's phase."""
        away = beyond(self._atlas, view)
        name = frozenset([*paints.items(), *away.items(), ("phase", view.phase)])
        if name not in self._cache:
            links = FileLinks(free_selection(view))
            entries, groups = legend(self._atlas, view), overview(self._atlas, view)
            self._cache[name] = (
                render("legend", self._atlas, links, entries=entries),
                render("overview", self._atlas, links, groups=groups, sections=(), undated=None, level=3),
            )
        return self._cache[name]
