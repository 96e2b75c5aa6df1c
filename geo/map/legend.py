"""The legend of a map: what is painted, what has a role beyond it, and silence."""

from collections import Counter
from dataclasses import dataclass

from geo.i18n import current
from geo.i18n import gettext as _
from geo.map.classification import beyond, paint, words_for
from geo.map.symbology import BEYOND, OUTSIDE, SEVERAL, letters, symbols
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.record import Record
from geo.selection.phases import ALL, covered, phase_names, pick
from geo.selection.selection import Selection
from geo.selection.words import list_words


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the paint key, what it means, how many areas are painted so, the letters on them.

    A key that begins with BEYOND is of one place that is not painted.
    """

    key: str
    label: str
    count: int
    letters: str = ""


def not_mentioned(record: Record, scope: str) -> str:
    """Say what silence means in a phase: an area that it does not mention may well be named in another."""
    if scope == NOT_STATED:
        return _("not named in undated statements")
    words = _("not mentioned in {phase}").format(phase=list_words(phase_names(record, scope), alternatives=True))
    if scope == ALL:
        return pick(record, words, _("not mentioned in either phase"), _("not mentioned in any phase"))
    return words


def legend(atlas: Atlas, selection: Selection) -> tuple[LegendEntry, ...]:
    """Make the legend: what is on the map, in a fixed order, then what has a role beyond it, silence last."""
    paints = paint(atlas, selection)[selection.phase]
    keys = {code: key for code, key in paints.items() if code in atlas.by_area}
    counts = Counter(key for key in keys.values() if not key.startswith(OUTSIDE))
    order = {key: place for place, key in enumerate(symbols(atlas).by_key)}

    def rank(key: str) -> tuple[object, ...]:
        split = key.split(">")
        over_time = len(split) > 1
        silent = [not part for part in split] if over_time else []
        return (key == SEVERAL, over_time, any(silent), silent, [order.get(part, 0) for part in split])

    names = phase_names(atlas.record, selection.phase)
    marks = {key: letters(atlas, key, covered(atlas.record, selection.phase)) for key in counts}
    entries = [
        LegendEntry(key, words_for(atlas, key, names), counts[key], marks[key]) for key in sorted(counts, key=rank)
    ]
    outside = len(keys) - sum(counts.values())
    if outside:
        entries.append(LegendEntry(OUTSIDE, _("named, outside the filter"), outside))
    for place, key in beyond(atlas, selection).items():
        label = _("{role}: {place}, beyond the map").format(
            role=words_for(atlas, key, names), place=_(atlas.record.place_name(place, current()))
        )
        entries.append(LegendEntry(BEYOND + key, label, 1, letters(atlas, key, covered(atlas.record, selection.phase))))
    return (*entries, LegendEntry("", not_mentioned(atlas.record, selection.phase), len(atlas.by_area) - len(keys)))
