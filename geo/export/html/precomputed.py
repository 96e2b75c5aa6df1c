"""Every view that a single file offers, made ahead: phase by role by intervention, as markup and paint to be swapped.

The browser only looks up. What a view says comes from the same functions and templates as in the app, and each piece of
markup is stored once, however many views show it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from geo.export.html.links import FIXED, FileLinks, filtered
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


def offered(atlas: Atlas, base: Selection, facet: str) -> tuple[Option, ...]:
    """Any, each code that would leave an area in some phase, and the choice of the selection itself."""
    open_facet = base.changed(**{facet: frozenset()})
    names = options(atlas.record, facet)
    counted = [open_facet.changed(phase=phase).counts(atlas, facet) for phase in choices(atlas.record)]
    used = [code for code in names if any(count[code] for count in counted)]
    found = [Option(ANY, _("Any"), frozenset()), *(Option(code, names[code], frozenset({code})) for code in used)]
    chosen = base.chosen(facet)
    key = ",".join(sorted(chosen))
    if chosen and key not in {option.key for option in found}:
        label = list_words([names[code] for code in names if code in chosen], alternatives=True)
        found.append(Option(key, label, chosen))
    return tuple(found)


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
    found: dict[str, list[int]] = {}
    painted: dict[str, int] = {}
    for (row, role), (column, intervention) in product(enumerate(roles), enumerate(interventions)):
        chosen = base.changed(role=role.codes, intervention=intervention.codes, area=None)
        on_map = paint(atlas, chosen)
        painted[f"{row} {column}"] = paint_pool.add(on_map)
        for phase in choices(atlas.record):
            view = chosen.changed(phase=phase)
            pieces = (_headline(atlas, view), *keys.pieces(view, on_map[phase]))
            found[f"{phase} {row} {column}"] = [markup.add(piece) for piece in pieces]
    return {
        "views": found, "markup": markup.pieces, "paints": painted, "paint": paint_pool.pieces,
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
    made = {}
    for phase, (number, option) in product(choices(atlas.record), enumerate(others)):
        view = base.changed(**{"phase": phase, other_name: option.codes, name: frozenset()})
        left = view.counts(atlas, name)
        # any, and several at once, are no options of the app; they are counted as what they leave
        several = [len(view.changed(**{name: one.codes}).matching_areas(atlas)) for one in own if one.key not in left]
        waiting = iter(several)
        made[f"{phase} {number}"] = [left[one.key] if one.key in left else next(waiting) for one in own]
    return made


def _headline(atlas: Atlas, view: Selection) -> str:
    """Say the sentence of a view; where it leaves nothing, add a word of that and its nearest views that do."""
    links = FileLinks(filtered(view))
    headline = render("headline", atlas, links, words=describe(atlas, view))
    told = answer(atlas, view, "")
    if told is None:
        way = undated(atlas, view, "")
        return headline + (render("undated", atlas, links, way=way) if way else "")
    ways = [way for way in told.ways if not way.page and all(way.selection.chosen(f) == view.chosen(f) for f in FIXED)]
    return headline + render("empty", atlas, links, answer=Answer(told.lines, tuple(ways)))


class _Keys:
    """Legend and list of areas, which say nothing but what a phase paints: made once for each painting."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas, self._made = atlas, dict[frozenset[tuple[str, str]], tuple[str, str]]()

    def pieces(self, view: Selection, painted: Mapping[str, str]) -> tuple[str, str]:
        """Return the two of a view as markup. painted : place id -> paint key in the view's phase."""
        away = beyond(self._atlas, view)
        name = frozenset([*painted.items(), *away.items(), ("phase", view.phase)])
        if name not in self._made:
            links = FileLinks(filtered(view))
            entries, groups = legend(self._atlas, view), overview(self._atlas, view)
            self._made[name] = (
                render("legend", self._atlas, links, entries=entries),
                render("overview", self._atlas, links, groups=groups, sections=(), undated=None, level=3),
            )
        return self._made[name]
