"""The map in words: a title, a sentence of what is shown, a sentence of what is not said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.map.classification import beyond, paint, roles_in, words_for
from geo.map.symbology import DOUBT, OUTSIDE, SEVERAL, symbols
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.selection.description import describe_filters
from geo.selection.phases import ALL, JOINT, covered, phase_name, phase_names, pick
from geo.selection.selection import Selection


@dataclass(frozen=True, slots=True)
class Description:
    """A selection in words: a title, a sentence of what is shown, a sentence of what is not said."""

    title: str
    sentence: str
    silence: str

    def __str__(self) -> str:
        return f"{self.sentence} {self.silence}".strip()


def describe(atlas: Atlas, selection: Selection) -> Description:
    """Return the words over the map; every export of the same selection uses them."""
    total = len(atlas.by_area)
    painted = paint(atlas, selection)[selection.phase]
    keys = {code: key for code, key in painted.items() if code in atlas.by_area}
    left = {code: key for code, key in keys.items() if not key.startswith(OUTSIDE)}
    title, lead = _opening(atlas, selection.phase, len(keys), total)
    if selection.active:
        sentence = ngettext(
            "{lead}; {left} matches {filters}{roles}.", "{lead}; {left} match {filters}{roles}.", len(left)
        )
        filters = describe_filters(atlas, selection)
        sentence = sentence.format(lead=lead, left=len(left), filters=filters, roles=_roles(atlas, selection, left))
    else:
        sentence = f"{lead}{_roles(atlas, selection, left)}."
    names = phase_names(atlas.record, selection.phase)
    away = [
        f"{_place(atlas, place)} ({words_for(atlas, key, names)}{_how_sure(atlas, selection, [place])})"
        for place, key in beyond(atlas, selection).items()
    ]
    sentence += _(" Other places named: {places}.").format(places=", ".join(away)) if away else ""
    unnamed = total - len(keys)
    silence = ngettext("{count} area is not mentioned.", "{count} areas are not mentioned.", unnamed)
    return Description(title, sentence, silence.format(count=unnamed) if unnamed else "")


def _opening(atlas: Atlas, scope: str, named: int, total: int) -> tuple[str, str]:
    """Write the title and what is named: `Where Phase II worked`, `Phase II names 8 of 24 areas`."""
    name, phases = phase_name(atlas.record, scope), len(covered(atlas.record, scope))
    title = _("Where {phase} worked")
    lead = _("{phase} names {named} of {total} areas")
    if phases > 1:
        lead = _("{phase} together name {named} of {total} areas")
    if scope == NOT_STATED:
        title, lead = _("Named without a phase"), _("Statements without a phase name {named} of {total} areas")
    elif scope == ALL:
        title = pick(atlas.record, title, _("Where both phases worked"), _("Where all phases worked"))
        two = _("The two phases together name {named} of {total} areas")
        more = _("The {phases} phases together name {named} of {total} areas")
        lead = pick(atlas.record, lead, two, more)
    return title.format(phase=name), lead.format(phase=name, phases=phases, named=named, total=total)


def _roles(atlas: Atlas, selection: Selection, left: Mapping[str, str]) -> str:
    """`: 4 sending and transit, 4 receiving (1 ambiguous); the others stated of a group`; '' without a role."""
    keys = list(left.values())
    sure = Counter(key.rstrip(DOUBT) for key in keys if ">" not in key)
    doubtful = Counter(key.rstrip(DOUBT) for key in keys if key.endswith(DOUBT))
    named = [[bool(part) for part in key.split(">")] for key in keys if ">" in key]
    split = sum(map(all, named)) + keys.count(SEVERAL)
    once, often = (sum(sum(one) == 1 for one in named), sum(not all(one) and sum(one) > 1 for one in named))
    parts = []
    for key in symbols(atlas).keys.values():
        if sure[key]:
            doubt = _(" ({count} ambiguous)").format(count=doubtful[key]) if doubtful[key] else ""
            parts.append(f"{sure[key]} {words_for(atlas, key)}{doubt}")
    if split:
        two, more = _("{count} with a role in each phase"), _("{count} with another role from phase to phase")
        parts.append((two if JOINT in selection.phase else pick(atlas.record, two, two, more)).format(count=split))
    if often:
        parts.append(_("{count} in some phases only").format(count=often))
    if once:
        parts.append(_("{count} in one phase only").format(count=once))
    return f": {', '.join(parts)}{_how_sure(atlas, selection, left)}" if parts else ""


def _how_sure(atlas: Atlas, selection: Selection, left: Iterable[str]) -> str:
    """How many of the roles that places have are not plainly stated; doubts of a single phase are told before it."""
    phases = covered(atlas.record, selection.phase)
    roles = [roles[0] for code in left for phase in phases if (roles := roles_in(atlas.rows_of(code), phase))]
    sure = Counter(row.certainty for row in roles if row.certainty != "stated")
    names = {row.code: _(row.label) for row in atlas.record.codes if row.list == "certainty"}
    # of one phase, the numbers before say how many are ambiguous
    told = [code for code in names if sure[code] and (code != "ambiguous" or len(phases) > 1)]
    if len(told) == 1 and sure.total() == len(roles):
        alone = sure[told[0]] == len(roles)
        return f"; {names[told[0]]}" if alone else _("; the others {certainty}").format(certainty=names[told[0]])
    words = ", ".join(f"{sure[code]} {names[code]}" for code in told)
    return _("; by certainty: {certainties}").format(certainties=words) if told else ""


def _place(atlas: Atlas, place: str) -> str:
    return _(atlas.record.place_name(place, current()))
