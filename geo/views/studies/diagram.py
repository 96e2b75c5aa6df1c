"""Surveys and assessments as a drawing: where, what, and what they are to inform."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.views.diagram import Drawing, Sketch
from geo.views.studies.inventory import COUNTED, UNNUMBERED, Entry, Group, Target

MAX_STUDIES = 14  # studies in the drawing


@dataclass(frozen=True, slots=True)
class Overview:
    """The drawing of what is counted or told of without a number. drawn, total : studies; focused : see Network."""

    drawing: Drawing
    drawn: int
    total: int
    focused: bool


def overview(atlas: Atlas, shown: Iterable[Group], item: str, area: str | None) -> Overview:
    """Places on the left, studies, and on the right what they are to inform. Mentions stand in the list alone.

    item, area : what is chosen; where there are too many studies, those that it concerns stay before the others.
    """
    asked = [group for group in shown if group.what in (COUNTED, UNNUMBERED)]
    told = [one for group in asked for one in group.entries]
    aim = bool(item) and item not in atlas.record.studies_by_id
    near = {one.study.study_id for one in told if _concerns(one, item, area)}
    drawn = sorted(told, key=lambda one: one.study.study_id not in near)[:MAX_STUDIES]
    sketch = Sketch()
    for one in sorted(drawn, key=told.index):
        key, is_near = one.study.study_id, one.study.study_id in near
        kind = "study" if one.study.counted else "study uncounted"
        sub = " · ".join(filter(None, (one.when, "" if one.study.counted else _("not counted"))))
        middle = sketch.box(1, kind, key, (_(one.study.label), sub), near=is_near, chosen=key == item)
        for place, name in one.places:
            here = not item and place == area
            sketch.tie(sketch.box(0, "place", place, (name, ""), near=is_near, chosen=here), middle)
        for target in one.targets:
            state = _(atlas.record.label("state", target.use.state_code)) if target.use.state_code else ""
            chosen = item in _names(target)
            # what else a study is to inform is not tied to the one of its aims that is chosen
            tied = is_near and (chosen or not aim)
            sketch.tie(middle, sketch.box(2, "activity", target.ref, (target.label, state), near=tied, chosen=chosen))
    total = len(told) + sum(group.more for group in asked)
    return Overview(sketch.drawing(), len(drawn), total, bool(near))


def _names(target: Target) -> tuple[str, str]:
    return (target.ref, target.use.use_id)


def _concerns(one: Entry, item: str, area: str | None) -> bool:
    if not item:
        return area is not None and one.here
    return item in (one.study.study_id, one.study.part_of) or any(item in _names(target) for target in one.targets)
