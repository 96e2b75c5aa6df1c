"""The legend of a map: what is painted, what has a role beyond it, and silence."""

from collections import Counter
from dataclasses import dataclass

from geo.i18n import current
from geo.i18n import gettext as _
from geo.map.classification import beyond, paint, words_for
from geo.map.symbology import BEYOND, OUTSIDE, symbols
from geo.record.atlas import Atlas
from geo.selection.selection import Selection


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the paint key, what it means, and how many areas are painted so.

    A key that begins with BEYOND is of one place that is not painted.
    """

    key: str
    label: str
    count: int


def not_mentioned(phase: str) -> str:
    """Say what silence means in a phase: an area that it does not mention may well be named in another."""
    return {
        "I": _("not mentioned in Phase I"), "II": _("not mentioned in Phase II"),
        "both": _("not mentioned in either phase"), "not-stated": _("not named in undated statements"),
    }[phase]  # fmt: skip


def legend(atlas: Atlas, selection: Selection) -> tuple[LegendEntry, ...]:
    """Make the legend: what is on the map, in a fixed order, then what has a role beyond it, silence last."""
    painted = paint(atlas, selection)[selection.phase]
    keys = {code: key for code, key in painted.items() if code in atlas.by_area}
    shown = Counter(key for key in keys.values() if not key.startswith(OUTSIDE))
    order = {key: place for place, key in enumerate(symbols(atlas).by_key)}

    def rank(key: str) -> tuple[object, ...]:
        first, arrow, second = key.partition(">")
        return (bool(arrow), not (first and second), not first, order.get(first, 0), order.get(second, 0))

    entries = [LegendEntry(key, words_for(atlas, key), shown[key]) for key in sorted(shown, key=rank)]
    outside = len(keys) - sum(shown.values())
    if outside:
        entries.append(LegendEntry(OUTSIDE, _("named, outside the filter"), outside))
    for place, key in beyond(atlas, selection).items():
        label = _("{role}: {place}, beyond the map").format(
            role=words_for(atlas, key), place=_(atlas.record.place_name(place, current()))
        )
        entries.append(LegendEntry(BEYOND + key, label, 1))
    return (*entries, LegendEntry("", not_mentioned(selection.phase), len(atlas.by_area) - len(keys)))
