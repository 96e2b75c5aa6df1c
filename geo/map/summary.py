"""The map in words: a title, a sentence of what is shown, a sentence of what is not said."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from geo.selection.words import list_amounts, list_words

MAX_NAMES = 3  # of uncertain areas; more are counted


@dataclass(frozen=True, slots=True)
class Description:
    """A selection in words: a title, sentences of what is shown, a sentence of what is not said.

    finding : of these sentences what a person reads first; caution : how sure that is. Both stand in `sentence`.
    """

    title: str
    sentence: str
    silence: str
    finding: str = ""
    caution: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.silence}".strip()


def describe(atlas: Atlas, selection: Selection) -> Description:
    """Return the words over the map; every export of the same selection uses them."""
    total = len(atlas.by_area)
    paints = paint(atlas, selection)[selection.phase]
    keys = {code: key for code, key in paints.items() if code in atlas.by_area}
    left = {code: key for code, key in keys.items() if not key.startswith(OUTSIDE)}
    title, lead = _opening(atlas, selection.phase, len(keys), total)
    roles, filters = _roles(atlas, selection, left), describe_filters(atlas, selection)
    text = _("{lead}: {roles}.") if roles else _("{lead}.")
    if filters and roles:
        text = ngettext(
            "{lead}; {left} matches {filters}: {roles}.", "{lead}; {left} match {filters}: {roles}.", len(left)
        )
    elif filters:
        text = ngettext("{lead}; {left} matches {filters}.", "{lead}; {left} match {filters}.", len(left))
    finding = text.format(lead=lead, left=len(left), filters=filters, roles=list_amounts(roles))
    away = [_abroad(atlas, selection, place, key) for place, key in beyond(atlas, selection).items()]
    if away:
        also = _("Also named: {places}.").format(places=list_words(away))
        finding = f"{finding} {also}"
    caution = _caution(atlas, selection, left)
    unnamed = total - len(keys)
    silence = ngettext("{count} area is not mentioned.", "{count} areas are not mentioned.", unnamed)
    silence = silence.format(count=unnamed) if unnamed else ""
    return Description(title, f"{finding} {caution}".strip(), silence, finding, caution)


def _opening(atlas: Atlas, scope: str, count: int, total: int) -> tuple[str, str]:
    """Write the title and what is named: `Where Phase II worked`, `Phase II names 8 of 24 areas`."""
    name, phases = phase_name(atlas.record, scope), len(covered(atlas.record, scope))
    title = _("Where {phase} worked")
    lead = _("{phase} names {named} of {total} {areas}")
    if phases > 1:
        lead = _("{phase} together name {named} of {total} {areas}")
    if scope == NOT_STATED:
        title, lead = _("Named without a phase"), _("Statements without a phase name {named} of {total} {areas}")
    elif scope == ALL:
        title = pick(atlas.record, title, _("Where both phases worked"), _("Where all phases worked"))
        two = _("The two phases together name {named} of {total} {areas}")
        more = _("The {phases} phases together name {named} of {total} {areas}")
        lead = pick(atlas.record, lead, two, more)
    return title.format(phase=name), lead.format(
        phase=name, phases=phases, named=count, total=total, areas=_(atlas.record.profile.areas_word)
    )


def _roles(atlas: Atlas, selection: Selection, left: Mapping[str, str]) -> list[str]:
    """How many areas have which role, `4 sending and transit`, `4 receiving (Kandal uncertain)`; none without one."""
    keys = list(left.values())
    sure = Counter(key.rstrip(DOUBT) for key in keys if ">" not in key)
    splits = [[bool(part) for part in key.split(">")] for key in keys if ">" in key]
    split = sum(map(all, splits)) + keys.count(SEVERAL)
    once, often = (sum(sum(flags) == 1 for flags in splits), sum(not all(flags) and sum(flags) > 1 for flags in splits))
    doubts = {key: [code for code, flags in left.items() if flags == key + DOUBT] for key in sure}
    parts = [_amount(atlas, key, sure[key], doubts[key]) for key in symbols(atlas).keys.values() if sure[key]]
    if split:
        two, more = _("{count} with a role in each phase"), _("{count} with another role from phase to phase")
        parts.append((two if JOINT in selection.phase else pick(atlas.record, two, two, more)).format(count=split))
    if often:
        parts.append(_("{count} in some phases only").format(count=often))
    if once:
        parts.append(_("{count} in one phase only").format(count=once))
    return parts


def _amount(atlas: Atlas, key: str, count: int, doubts: Sequence[str]) -> str:
    """`4 receiving (Kandal uncertain)`; of many that are uncertain only how many."""
    text = _("{count} {role} ({places} uncertain)") if doubts else _("{count} {role}")
    if len(doubts) > MAX_NAMES:
        text = _("{count} {role} ({doubts} uncertain)")
    places = list_words([_place(atlas, code) for code in doubts[:MAX_NAMES]])
    return text.format(count=count, role=words_for(atlas, key), places=places, doubts=len(doubts))


def _caution(atlas: Atlas, selection: Selection, left: Iterable[str]) -> str:
    phases = covered(atlas.record, selection.phase)
    return describe_certainty(atlas, left, phases, doubts_named=len(phases) == 1)


def describe_certainty(atlas: Atlas, areas: Iterable[str], phases: Sequence[str], *, doubts_named: bool) -> str:
    """Say as a sentence how many of the roles in phases are not plainly stated; '' where all are.

    doubts_named : the ambiguous ones stand by their names in what is said before.
    """
    roles = [roles[0] for code in areas for phase in phases if (roles := roles_in(atlas.rows_of(code), phase))]
    sure = Counter(row.certainty for row in roles if row.certainty != "stated")
    names = {row.code: _(row.label) for row in atlas.record.codes if row.list == "certainty"}
    doubts = [code for code in names if sure[code] and (code != "ambiguous" or not doubts_named)]
    if len(doubts) == 1 and sure.total() == len(roles):
        alone = sure[doubts[0]] == len(roles)
        words = _("All of these roles are {certainty}.") if alone else _("The other roles are {certainty}.")
        return words.format(certainty=names[doubts[0]])
    amounts = [_("{count} {certainty}").format(count=sure[code], certainty=names[code]) for code in doubts]
    return _("By certainty: {certainties}.").format(certainties=list_amounts(amounts)) if doubts else ""


def _abroad(atlas: Atlas, selection: Selection, place: str, key: str) -> str:
    """`Thailand (receiving)`; how sure it is too, where it is not plainly stated: `Thailand (receiving; ambiguous)`."""
    phases = covered(atlas.record, selection.phase)
    certainties = [roles[0].certainty for phase in phases if (roles := roles_in(atlas.rows_of(place), phase))]
    sure = dict.fromkeys(_(atlas.record.label("certainty", code)) for code in certainties if code != "stated")
    text = _("{place} ({role}; {certainty})") if sure else _("{place} ({role})")
    role = words_for(atlas, key, phase_names(atlas.record, selection.phase))
    return text.format(place=_place(atlas, place), role=role, certainty=list_words(list(sure)))


def _place(atlas: Atlas, place: str) -> str:
    return _(atlas.record.place_name(place, current()))
