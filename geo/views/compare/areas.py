"""What the source says otherwise of one phase than of another: of areas, of types of intervention, of bodies.

Two phases are set side by side, whichever is chosen. Where a phase is silent, nothing has ended or begun; what the
source ties to no phase is counted beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.map.classification import key_of, roles_in, words_for
from geo.map.summary import Description, describe_certainty
from geo.map.symbology import DOUBT, symbols
from geo.record.atlas import Atlas
from geo.record.record import Record
from geo.record.statements import Statement
from geo.selection.description import describe_filters
from geo.selection.filtering import statement_filter
from geo.selection.phases import join, pair_of, phase_name, short_name
from geo.selection.selection import Selection
from geo.selection.words import list_words, shorten
from geo.views.compare.topics import Part, compare, count_loose

MAX_FINDINGS = 3  # sentences on areas that both phases name; the table has all

Pair = tuple[tuple[str, str], tuple[str, str], dict[str, str]]
"""Two phases: their short names, their names, the parameters of the page that ask for them."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one phase says of an area.

    key : its paint key, '' where the phase is silent; label, how : the same in words, and how sure it is.
    outside : the phase names the area, but the filters leave it out there.
    """

    key: str
    label: str
    how: str = ""
    citation: tuple[str, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Areas, as (code, name), of which the phases say the same, as surely and in the same paragraphs.

    statements : the ids of those behind either side, none where the filters leave it out.
    """

    sides: tuple[Side, Side]
    places: tuple[tuple[str, str], ...]
    statements: tuple[tuple[str, ...], tuple[str, ...]]

    def holds(self, code: str | None) -> bool:
        """Whether this is said of the area."""
        return any(code == place for place, _name in self.places)


@dataclass(frozen=True, slots=True)
class Changes:
    """The whole comparison.

    phases : what people read for the two; pairs : all that could be set side by side.
    beyond : places that are no area, but have a role; neither : areas in neither phase.
    left_out : named areas that the filters leave out of `areas`.
    """

    phases: tuple[str, str]
    pairs: tuple[Pair, ...]
    words: Description
    areas: tuple[Change, ...]
    beyond: tuple[Change, ...]
    neither: tuple[tuple[str, str], ...]
    left_out: int
    parts: tuple[Part, Part]


def changes(atlas: Atlas, selection: Selection, pair: Sequence[str] = ()) -> Changes:
    """Set two phases side by side, for the areas and things that the filters leave in either.

    pair : the codes of the two; the record's last two where none are given. ValueError where it has fewer.
    """
    first, second = pair = pair_of(atlas.record, *pair)
    both = selection.changed(phase=join(atlas.record, pair))
    matching = {phase: both.matching_areas(atlas, phase) for phase in (both.phase, *pair)}
    name = {code: atlas.record.place_name(code, selection.lang) for code in atlas.by_area}
    sides = {
        code: _sides(atlas, rows, pair, tuple(code not in matching[phase] for phase in pair))
        for code, rows in atlas.by_area.items()
    }
    named = [code for code, both_sides in sides.items() if any(side.key for side in both_sides)]
    left = [code for code in named if code in matching[both.phase]]
    keeps = statement_filter(atlas, both)
    beyond = {
        place: _sides(atlas, rows, pair, (False, False))
        for place, rows in atlas.by_place.items()
        if any(row.table == "roles" and keeps(row, both.phase) for row in rows)
    }
    return Changes(
        phases=(phase_name(atlas.record, first), phase_name(atlas.record, second)),
        pairs=tuple(_pairs(atlas.record)),
        words=_describe(atlas, selection, pair, {code: sides[code] for code in named}, left),
        areas=_grouped(atlas, pair, ((sides[code], (code, name[code])) for code in left)),
        beyond=_grouped(
            atlas, pair, ((said, (place, _(atlas.record.place_name(place)))) for place, said in beyond.items())
        ),
        neither=tuple((code, name[code]) for code in sides if code not in named),
        left_out=len(named) - len(left),
        parts=(compare(atlas, both, "interventions", pair), compare(atlas, both, "involvements", pair)),
    )


def _pairs(record: Record) -> Iterator[Pair]:
    for pair in combinations(record.phases, 2):
        short, names = ((name(record, pair[0]), name(record, pair[1])) for name in (short_name, phase_name))
        yield short, names, dict(zip(("first", "second"), pair, strict=True))


def _sides(
    atlas: Atlas, rows: tuple[Statement, ...], pair: Sequence[str], outside: Sequence[bool]
) -> tuple[Side, Side]:
    first, second = (_side(atlas, rows, phase, outside=left) for phase, left in zip(pair, outside, strict=True))
    return first, second


def _side(atlas: Atlas, rows: tuple[Statement, ...], phase: str, *, outside: bool) -> Side:
    key = key_of(atlas, rows, phase)
    if not key:
        loose, text = count_loose(rows), _("not mentioned in {phase}")
        if loose:
            text = ngettext("not mentioned in {phase}; {count} statement states no phase",
                            "not mentioned in {phase}; {count} statements state no phase", loose)  # fmt: skip
        return Side("", text.format(phase=phase_name(atlas.record, phase), count=loose))
    said = _behind(rows, phase)
    sure = dict.fromkeys(_(atlas.record.label("certainty", row.certainty)) for row in said)
    cited = dict.fromkeys(address for row in said for address in row.citation)
    return Side(key, words_for(atlas, key.rstrip(DOUBT)), "; ".join(sure), tuple(cited), outside)


def _behind(rows: Iterable[Statement], phase: str) -> list[Statement]:
    """List the statements that a side rests on: the role of the area, else all that the phase says of it."""
    said = [row for row in rows if phase in row.phases]
    return list(roles_in(rows, phase)[:1]) or said


def _grouped(
    atlas: Atlas, pair: Sequence[str], said: Iterable[tuple[tuple[Side, Side], tuple[str, str]]]
) -> tuple[Change, ...]:
    """Areas of which the same is said together; the furthest apart first, then what one phase alone names."""
    groups: dict[tuple[Side, Side], list[tuple[str, str]]] = {}
    for sides, place in said:
        groups.setdefault(sides, []).append(place)
    return tuple(
        Change(sides, tuple(groups[sides]), _statements(atlas, pair, sides, groups[sides]))
        for sides in sorted(groups, key=lambda sides: _rank(atlas, sides))
    )


def _statements(
    atlas: Atlas, pair: Sequence[str], sides: tuple[Side, Side], places: list[tuple[str, str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    by_place = [atlas.by_area.get(code) or atlas.by_place.get(code, ()) for code, _name in places]
    first, second = (
        tuple(dict.fromkeys(row.statement_id for rows in by_place for row in _behind(rows, phase)))
        if side.key and not side.outside else ()
        for side, phase in zip(sides, pair, strict=True)
    )  # fmt: skip
    return first, second


def _rank(atlas: Atlas, sides: tuple[Side, Side]) -> tuple[object, ...]:
    first, second = (side.key for side in sides)
    alone = 0 if first and second else 1 if first else 2
    order = list(symbols(atlas).by_key)
    return (alone, len(_answers(atlas, first) & _answers(atlas, second)), order.index(first), order.index(second))


def _answers(atlas: Atlas, key: str) -> set[str]:
    """List what a role answers to: two roles that share an answer are less far apart. Without a role, the key."""
    role = symbols(atlas).by_key[key].role
    return set(atlas.record.symbols_by_role[role].answers_to) if role else {key}


def find_change(atlas: Atlas, names: Sequence[str], keys: Sequence[str], places: Sequence[str]) -> str:
    """Say what became of places that have the same keys: `Phnom Penh and Sihanoukville: from sending to receiving`.

    names : of the two phases; keys : the paint keys in each, '' where a phase is silent.
    """
    roles = [words_for(atlas, key) if key and symbols(atlas).by_key[key].role else "" for key in keys]
    alone = names[0] if not keys[1] else names[1] if not keys[0] else ""
    if alone:
        role = roles[0] or roles[1]
        text = _("{places}: {role}, only in {phase}") if role else _("{places}: named, only in {phase}")
        return text.format(places=list_words(places), role=role, phase=alone)
    if all(roles):
        same = _("{places}: {from_role} in {first} and in {second}")
        text = same if keys[0] == keys[1] else _("{places}: from {from_role} to {to_role}")
    else:
        text = {
            (True, False): _("{places}: {from_role} in {first}, named without a role in {second}"),
            (False, True): _("{places}: named without a role in {first}, {to_role} in {second}"),
        }.get((bool(roles[0]), bool(roles[1])), _("{places}: named without a role in {first} and in {second}"))
    return text.format(places=list_words(places), from_role=roles[0], to_role=roles[1], first=names[0], second=names[1])


def _describe(
    atlas: Atlas, selection: Selection, pair: Sequence[str], named: dict[str, tuple[Side, Side]], left: Sequence[str]
) -> Description:
    """Write the findings: what became of the areas that both phases name, then what one of them alone names."""
    names = [phase_name(atlas.record, phase) for phase in pair]
    title = _("What changed from {first} to {second}").format(first=names[0], second=names[1])
    said = _findings(atlas, names, {code: named[code] for code in left}) if named else [
        _("Neither phase names an area.")
    ]  # fmt: skip
    if sure := describe_certainty(atlas, left, pair, doubts_named=True):
        said.append(sure)
    if selection.active and named:
        filters = describe_filters(atlas, selection)
        text = _("Shown: areas with {filters}.") if left else _("No area that they name has {filters}.")
        said.append(text.format(filters=filters))
    neither = len(atlas.by_area) - len(named)
    text = ngettext("{count} area is named in neither phase.", "{count} areas are named in neither phase.", neither)
    return Description(title, " ".join(said), text.format(count=neither) if neither else "")


def _findings(atlas: Atlas, names: Sequence[str], named: dict[str, tuple[Side, Side]]) -> list[str]:
    """Write a sentence for the areas that have the same keys in both phases, the furthest apart first."""
    groups: dict[tuple[str, str], list[str]] = {}
    alone: dict[str, list[str]] = {name: [] for name in names}
    for code, (first, second) in sorted(named.items(), key=lambda one: _rank(atlas, one[1])):
        place = atlas.record.place_name(code, current())
        if first.key and second.key:
            groups.setdefault((first.key, second.key), []).append(place)
            continue
        if (first.key or second.key).endswith(DOUBT):
            place = _("{place} ({certainty})").format(
                place=place, certainty=_(atlas.record.label("certainty", "ambiguous"))
            )
        alone[names[0] if first.key else names[1]].append(place)
    said = [f"{find_change(atlas, names, keys, shorten(places))}." for keys, places in [*groups.items()][:MAX_FINDINGS]]
    if more := sum(len(places) for places in [*groups.values()][MAX_FINDINGS:]):
        text = ngettext("Both name {count} area more.", "Both name {count} areas more.", more)
        said.append(text.format(count=more))
    return said + [
        _("Only in {phase}: {places}.").format(phase=name, places=list_words(shorten(places)))
        for name, places in alone.items()
        if places
    ]
