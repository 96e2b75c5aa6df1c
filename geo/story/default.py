"""The story that the record tells by itself: its views, with titles and notes made from what it holds."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from geo.i18n import current
from geo.i18n import gettext as _
from geo.map.classification import key_of, words_for
from geo.map.symbology import DOUBT, NAMED, symbols
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.selection.phases import ALL, phase_name
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.selection.words import list_words
from geo.story.story import Story
from geo.views.lines import has_phaseless, without_phase

LEAVING = frozenset({"sending", "transit"})


def builtin(atlas: Atlas) -> Story:
    """Make views from what the project is through its phases to what must be borne in mind, in the language in use."""
    every = _query(phase=ALL)
    pairs = list(pairwise(atlas.record.phases))
    return Story(
        _(atlas.record.profile.subject),
        (
            View(every, _("What the project is"), page="about"),
            *(view for phase in atlas.record.phases for view in _of_phase(atlas, phase)),
            *(View(f"{every}&first={first}&second={second}" if len(pairs) > 1 else every, page="compare")
              for first, second in pairs),
            View(every, _("Partners and bodies"), page="partners"),
            *_without_phase(atlas),
            View(every, page="studies"),
            View(every, page="timeline"),
            View(f"{every}&table=silences", page="record"),
            View(f"{every}&table=sources", page="record"),
        ),
    )  # fmt: skip


def _without_phase(atlas: Atlas) -> tuple[View, ...]:
    if not has_phaseless(atlas):
        return ()
    title = without_phase(atlas, briefly=True)
    return (View(_query(phase=NOT_STATED), title, _("The source ties them to no phase of the project.")),)


def _query(**fields: object) -> str:
    return Selection(lang=current()).changed(**fields).to_query()


def _names(atlas: Atlas, codes: Iterable[str]) -> str:
    return list_words([atlas.record.place_name(code, current()) for code in codes])


def _keys(atlas: Atlas, phase: str) -> dict[str, str]:
    """Area code -> paint key of an area in a phase, doubt left out; '' where the phase does not name it."""
    return {code: key_of(atlas, rows, phase).rstrip(DOUBT) for code, rows in atlas.by_area.items()}


def _of_phase(atlas: Atlas, phase: str) -> Iterator[View]:
    """Yield the maps of a phase: one of where people leave, one of where they arrive, as far as it tells of either."""
    keys, name, looks = _keys(atlas, phase), phase_name(atlas.record, phase), symbols(atlas).keys
    named = {role for role, key in looks.items() if key in keys.values()}
    leaving, arriving, either = named & {"sending", "sending-transit"}, "receiving" in named, "sending-transit" in named
    if leaving:
        title = _("{phase}: leaving and passing through") if either else _("{phase}: where people leave")
        chosen = {"role": LEAVING} if arriving else {}
        note = _("Which of the two words fits which area, the source does not say.") if either else ""
        yield View(_query(phase=phase, **chosen), title.format(phase=name), note or _only_in(atlas, phase))
    if arriving:
        chosen = {"role": frozenset({"receiving"})} if leaving else {}
        yield View(_query(phase=phase, **chosen), _("{phase}: arriving").format(phase=name), _otherwise(atlas, phase))
    if not leaving and not arriving and any(keys.values()):
        yield View(_query(phase=phase))


def _only_in(atlas: Atlas, phase: str) -> str:
    """Say which areas a phase names and the next does not mention: neither ended nor begun, only not mentioned."""
    following = dict(pairwise(atlas.record.phases)).get(phase)
    if following is None:
        return ""
    later = _keys(atlas, following)
    codes = [code for code, key in _keys(atlas, phase).items() if key and not later[code]]
    if not codes:
        return ""
    name = phase_name(atlas.record, following)
    return _("Not mentioned in {phase}: {names}.").format(phase=name, names=_names(atlas, codes))


def _otherwise(atlas: Atlas, phase: str) -> str:
    """Say which receiving areas of a phase had another role in the one before."""
    before = {second: first for first, second in pairwise(atlas.record.phases)}.get(phase)
    if before is None:
        return ""
    receiving = symbols(atlas).keys.get("receiving")
    keys, found = _keys(atlas, phase), dict[str, list[str]]()
    for code, key in _keys(atlas, before).items():
        if keys[code] == receiving and key not in ("", NAMED, receiving):
            found.setdefault(key, []).append(code)
    words = _("Named as {role} in {phase}: {names}.")
    name = phase_name(atlas.record, before)
    return " ".join(
        words.format(role=words_for(atlas, key), phase=name, names=_names(atlas, codes)) for key, codes in found.items()
    )
