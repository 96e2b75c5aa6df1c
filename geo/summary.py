"""What a selection comes to: how each area is painted, what the legend says, the sentence over the map."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.atlas import Atlas
from geo.language import current, ngettext
from geo.language import gettext as _
from geo.selection import PHASES, Selection, options
from geo.statements import Statement
from geo.symbology import BEYOND, KEYS, NAMED, OUTSIDE

BORDER = "thai-border"


def roles_in(rows: Iterable[Statement], phase: str) -> tuple[Statement, ...]:
    """The roles that a place has in one phase: first the one that counts, said of the place itself.

    What follows is said of a compound that it belongs to, and is the same role told once more.
    """
    roles = (row for row in rows if row.table == "roles" and phase in row.phases)
    return tuple(sorted(roles, key=lambda row: not row.counted))


def key_of(rows: tuple[Statement, ...], phase: str) -> str:
    """The paint key of an area in one phase: `S`, `ST`, `R`, with `?` if ambiguous; `N` without a role; '' unnamed."""
    roles = roles_in(rows, phase)
    if not roles:
        return NAMED if any(phase in row.phases for row in rows) else ""
    return KEYS[roles[0].kind] + ("?" if roles[0].certainty == "ambiguous" else "")


def key_in(rows: tuple[Statement, ...], phase: str) -> str:
    """The paint key in any of PHASES; for both phases `S>R`, one side empty where only one phase names the area."""
    if phase != "both":
        return key_of(rows, phase)
    first, second = key_of(rows, "I"), key_of(rows, "II")
    return first if first == second else f"{first}>{second}"


def paint(atlas: Atlas, selection: Selection) -> Mapping[str, Mapping[str, str]]:
    """For every phase: place id -> paint key of each place that is named there, `-` before it if filtered out."""
    return _paint(atlas, selection.only_facets())


@lru_cache(256)  # the same for every phase and place chosen, so a switch between them need not work it out again
def _paint(atlas: Atlas, selection: Selection) -> Mapping[str, Mapping[str, str]]:
    painted = {}
    for phase in PHASES:
        left = selection.matches(atlas, phase)
        keys = {code: key_in(rows, phase) for code, rows in atlas.by_area.items()}
        painted[phase] = {code: key if code in left else OUTSIDE + key for code, key in keys.items() if key}
        seen = selection.changed(phase=phase)
        if any(seen.answers(row) for row in atlas.by_place.get(BORDER, ())):
            painted[phase][BORDER] = NAMED
    return painted


def beyond(atlas: Atlas, selection: Selection) -> Mapping[str, str]:
    """Place id -> paint key of what has a role, but is neither an area nor made of areas, and so is not painted."""
    phase = selection.phase
    keys = {
        place: key_in(tuple(row for row in rows if row.table == "roles" and not row.areas), phase)
        for place, rows in atlas.by_place.items()
        if selection.stands(rows, phase)
    }
    return {place: key for place, key in keys.items() if key}


def words_for(key: str) -> str:
    """What a paint key means, for people: `sending → receiving`, `receiving (ambiguous)`."""
    if ">" in key:
        first, second = key.split(">")
        if not second:
            return _("{role}, only in Phase I").format(role=words_for(first))
        if not first:
            return _("{role}, only in Phase II").format(role=words_for(second))
        return _("{first}, then {second}").format(first=words_for(first), second=words_for(second))
    if key.endswith("?"):
        return _("{role} (ambiguous)").format(role=words_for(key[:-1]))
    return {
        "S": _("sending"), "ST": _("sending and transit"), "R": _("receiving"), NAMED: _("named, without a role"),
        "": _("not named in the source"),
    }[key]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the paint key, what it means, and how many areas are painted so.

    A key that begins with BEYOND is of one place that is not painted.
    """

    key: str
    label: str
    count: int


def not_mentioned(phase: str) -> str:
    """What silence means in a phase: an area that it does not mention may well be named in another."""
    return {
        "I": _("not mentioned in Phase I"), "II": _("not mentioned in Phase II"),
        "both": _("not mentioned in either phase"), "not-stated": _("not named in undated statements"),
    }[phase]  # fmt: skip


def legend(atlas: Atlas, selection: Selection) -> tuple[LegendEntry, ...]:
    """The legend: what is on the map, in a fixed order, then what has a role beyond it, silence last."""
    painted = paint(atlas, selection)[selection.phase]
    keys = {code: key for code, key in painted.items() if code in atlas.by_area}
    shown = Counter(key for key in keys.values() if not key.startswith(OUTSIDE))
    order = {key: place for place, key in enumerate(["S", "S?", "ST", "ST?", "R", "R?", NAMED])}

    def rank(key: str) -> tuple[object, ...]:
        first, arrow, second = key.partition(">")
        return (bool(arrow), not (first and second), not first, order.get(first, 0), order.get(second, 0))

    entries = [LegendEntry(key, words_for(key), shown[key]) for key in sorted(shown, key=rank)]
    outside = len(keys) - sum(shown.values())
    if outside:
        entries.append(LegendEntry(OUTSIDE, _("named, outside the filter"), outside))
    for place, key in beyond(atlas, selection).items():
        label = _("{role}: {place}, beyond the map").format(role=words_for(key), place=_place(atlas, place))
        entries.append(LegendEntry(BEYOND + key, label, 1))
    return (*entries, LegendEntry("", not_mentioned(selection.phase), len(atlas.by_area) - len(keys)))


@dataclass(frozen=True, slots=True)
class Description:
    """A selection in words: a title, a sentence of what is shown, a sentence of what is not said."""

    title: str
    sentence: str
    silence: str

    def __str__(self) -> str:
        return f"{self.sentence} {self.silence}".strip()


def describe(atlas: Atlas, selection: Selection) -> Description:
    """The words over the map; the same words serve every export of the same selection."""
    total = len(atlas.by_area)
    painted = paint(atlas, selection)[selection.phase]
    keys = {code: key for code, key in painted.items() if code in atlas.by_area}
    left = {code: key for code, key in keys.items() if not key.startswith(OUTSIDE)}
    title, lead = _opening(atlas, selection.phase)
    lead = lead.format(named=len(keys), total=total)
    if selection.active:
        sentence = ngettext(
            "{lead}; {left} matches {filters}{roles}.", "{lead}; {left} match {filters}{roles}.", len(left)
        )
        filters = describe_filters(atlas, selection)
        sentence = sentence.format(lead=lead, left=len(left), filters=filters, roles=_roles(atlas, selection, left))
    else:
        sentence = f"{lead}{_roles(atlas, selection, left)}."
    away = [
        f"{_place(atlas, place)} ({words_for(key)}{_how_sure(atlas, selection, [place])})"
        for place, key in beyond(atlas, selection).items()
    ]
    sentence += _(" Other places named: {places}.").format(places=", ".join(away)) if away else ""
    unnamed = total - len(keys)
    silence = ngettext("{count} area is not mentioned.", "{count} areas are not mentioned.", unnamed)
    return Description(title, sentence, silence.format(count=unnamed) if unnamed else "")


def _opening(atlas: Atlas, phase: str) -> tuple[str, str]:
    if phase == "both":
        return _("Where both phases worked"), _("The two phases together name {named} of {total} areas")
    if phase == "not-stated":
        return _("Named without a phase"), _("Statements without a phase name {named} of {total} areas")
    name = options(atlas.record, "phase")[phase]
    return _("Where {phase} worked").format(phase=name), _("{phase} names {{named}} of {{total}} areas").format(
        phase=name
    )


def describe_filters(atlas: Atlas, selection: Selection) -> str:
    """The facets in use as words, `role “Receiving” and partner “CWCC” or “CCPCR”`; empty where all are open."""
    parts = []
    for facet in selection.active:
        names = options(atlas.record, facet)
        chosen = _(" or ").join(f"“{names[code]}”" for code in names if code in selection.chosen(facet))
        parts.append(f"{facet_name(facet).lower()} {chosen}")
    return _(" and ").join(parts)


def describe_scope(atlas: Atlas, selection: Selection) -> str:
    """The phase and the facets in use as words, `Phase II; role “Receiving”`."""
    phase = options(atlas.record, "phase")[selection.phase]
    return "; ".join(filter(None, [phase, describe_filters(atlas, selection)]))


def _place(atlas: Atlas, place: str) -> str:
    return _(atlas.record.place_name(place, current()))


def _roles(atlas: Atlas, selection: Selection, left: Mapping[str, str]) -> str:
    """`: 4 sending and transit, 4 receiving (1 ambiguous); the others stated of a group`; '' without a role."""
    keys = list(left.values())
    sure = Counter(key.rstrip("?") for key in keys if ">" not in key)
    doubtful = Counter(key.rstrip("?") for key in keys if key.endswith("?"))
    split = sum(">" in key and not key.startswith(">") and not key.endswith(">") for key in keys)
    once = sum(key.startswith(">") or key.endswith(">") for key in keys)
    parts = []
    for key in ("S", "ST", "R"):
        if sure[key]:
            doubt = _(" ({count} ambiguous)").format(count=doubtful[key]) if doubtful[key] else ""
            parts.append(f"{sure[key]} {words_for(key)}{doubt}")
    if split:
        parts.append(_("{count} with a role in each phase").format(count=split))
    if once:
        parts.append(_("{count} in one phase only").format(count=once))
    return f": {', '.join(parts)}{_how_sure(atlas, selection, left)}" if parts else ""


def _how_sure(atlas: Atlas, selection: Selection, left: Iterable[str]) -> str:
    """How many of the roles that places have are not plainly stated; doubts of a single phase are told before it."""
    phases = ("I", "II") if selection.phase == "both" else (selection.phase,)
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


def facet_name(facet: str) -> str:
    """What a facet is called in front of people."""
    return {
        "phase": _("Phase"), "role": _("Role"), "intervention": _("Intervention"), "partner": _("Partner"),
        "study": _("Survey or assessment"), "certainty": _("Certainty"),
    }[facet]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WayBack:
    """A view that is not empty: what to call it, and how many areas or other things it shows; 0 where that is no count.

    page : where it is, as Links.page takes it, '' for the page at hand; extra : parameters of that page alone.
    """

    label: str
    selection: Selection
    count: int = 0
    page: str = ""
    extra: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.label} ({self.count})" if self.count else self.label


def ways_back(
    atlas: Atlas, selection: Selection, count: Callable[[Selection], int] | None = None
) -> tuple[WayBack, ...]:
    """From a selection that shows nothing: each facet dropped, each other phase, whichever shows something.

    count : how many things a selection shows on the page at hand; where None, the areas that it leaves.
    """
    names = options(atlas.record, "phase")
    tries = [
        (_("without “{facet}”").format(facet=facet_name(facet)), selection.changed(**{facet: frozenset()}))
        for facet in selection.active
    ]
    if len(tries) > 1:
        tries.append((_("without filters"), selection.without_filters()))
    tries += [(names[phase], selection.changed(phase=phase)) for phase in PHASES if phase != selection.phase]
    count = count or (lambda other: len(other.matches(atlas)))
    found = [WayBack(label, other, count(other)) for label, other in tries]
    return tuple(way for way in found if way.count)
