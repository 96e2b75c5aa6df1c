"""The relations of organisations as a drawing: who, what they meet in, with whom and where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.years import year_words
from geo.selection.words import capital
from geo.views.diagram import Drawing, Sketch
from geo.views.partners.relations import Band, Relation, covers, focus, name_of

MAX_BOXES = (14, 12, 24)  # boxes in a column: nobody can follow more


@dataclass(frozen=True, slots=True)
class Network:
    """A band as a drawing.

    drawn, total : relations; cut : of the organisations and places that these name, how many have no box;
    focused : whether anything chosen stands in it.
    """

    band: Band
    drawing: Drawing
    drawn: int
    total: int
    cut: int
    focused: bool


def network(atlas: Atlas, band: Band, item: str, area: str | None) -> Network:
    """Organisations on the left, what they meet in, and on the right with whom and where. Mere mentions are left out.

    item, area : what is chosen. Where there is too much to draw, what has the most ties stays, and before it what is
    chosen.
    """
    counted = [one for one in band.relations if one.row.counted]
    concerns = focus(counted, item, area)
    near = {one.row.statement_id: one.hub for one in counted if concerns(one)}
    hubs = _first(MAX_BOXES[1], (one.hub for one in counted), set(near.values()))
    shown = [one for one in counted if one.hub in hubs]
    left = _first(MAX_BOXES[0], (who for one in shown for who in one.subjects), {item})
    shown = [one for one in shown if left & set(one.subjects)]
    right = _first(MAX_BOXES[2], (end for one in shown for end in one.ends), {item, area or ""})

    meeting: dict[str, list[Relation]] = defaultdict(list)
    for one in shown:
        meeting[one.hub].append(one)
    sketch = Sketch()
    for hub, met in meeting.items():
        opens = met[0].about or met[0].row.statement_id
        chosen = bool(item) and item in (met[0].about, *(one.row.statement_id for one in met))
        kind = "activity" if met[0].about else "relation"
        words = hub_words(atlas, met)
        for one in met:
            is_near = one.row.statement_id in near
            middle = sketch.box(1, kind, opens, words, near=is_near, chosen=chosen, key=hub)
            for who in one.subjects:
                if who in left:
                    box = sketch.box(0, "partner", who, (name_of(atlas, who), ""), near=is_near, chosen=who == item)
                    sketch.tie(box, middle)
            for end in one.ends:
                if end in right:
                    kind_of_end = "partner" if end == one.other else "place"
                    here = end == item if end == one.other else not item and covers(atlas, end, area)
                    box = sketch.box(2, kind_of_end, end, (name_of(atlas, end), ""), near=is_near, chosen=here)
                    sketch.tie(middle, box)
    named = {("who", who) for one in shown for who in one.subjects} | {
        ("end", end) for one in shown for end in one.ends
    }
    cut = len(named) - len(left) - len(right)
    return Network(band, sketch.drawing(), len(shown), len(counted), cut, bool(near))


def _first(most: int, keys: Iterable[str], before: set[str]) -> set[str]:
    """Pick the keys that come most often, no more than `most` of them; those of `before` stand before all others."""
    counts = Counter(keys)
    return set(sorted(counts, key=lambda key: (key not in before, -counts[key]))[:most])


def hub_words(atlas: Atlas, met: Sequence[Relation]) -> tuple[str, str]:
    """Say what organisations meet in, as a title, and a quieter line: the relations, and how sure they are."""
    first = met[0]
    doubts = dict.fromkeys(one.row.certainty for one in met if one.row.certainty != "stated")
    sure = [_(atlas.record.label("certainty", code)) for code in doubts]
    if not first.about:
        return capital(first.words), ", ".join(sure)
    event = atlas.record.events_by_id.get(first.about)
    if event:
        said = [_(atlas.record.label("event_kind", event.kind_code)), *filter(None, [year_words(event)])]
        return _(event.label), ", ".join([*said, *sure])
    words = list(dict.fromkeys(one.words for one in met))
    if len(words) > 1:
        words = [f"{name_of(atlas, one.subjects[0])} {one.words}" for one in met]
    return _(atlas.record.interventions_by_id[first.about].label), "; ".join([*words, *sure])
