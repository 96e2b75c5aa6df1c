"""How each area is painted: the paint key of what is said of it, in each phase, and what the key means."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from geo.i18n import gettext as _
from geo.map.symbology import DOUBT, MAX_ROLES, NAMED, OUTSIDE, SEVERAL, symbols
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.phases import covered, scopes
from geo.selection.selection import Selection
from geo.selection.words import list_words


def roles_in(rows: Iterable[Statement], phase: str) -> tuple[Statement, ...]:
    """List the roles that a place has in one phase: first the one that counts, said of the place itself.

    What follows is said of a compound that it belongs to, and is the same role told once more.
    """
    roles = (row for row in rows if row.table == "roles" and phase in row.phases)
    return tuple(sorted(roles, key=lambda row: not row.counted))


def key_of(atlas: Atlas, rows: tuple[Statement, ...], phase: str) -> str:
    """Return an area's paint key in a phase: its role's, with `?` if ambiguous; `N` without a role; '' if not named."""
    roles = roles_in(rows, phase)
    if not roles:
        return NAMED if any(phase in row.phases for row in rows) else ""
    return symbols(atlas).keys[roles[0].kind] + (DOUBT if roles[0].certainty == "ambiguous" else "")


def key_in(atlas: Atlas, rows: tuple[Statement, ...], phases: Sequence[str]) -> str:
    """Return an area's paint key over several phases.

    The same in all of them: that key; another from phase to phase: what follows on what, `S>R`, `S>R>S`, or SEVERAL
    beyond MAX_ROLES; the same wherever it is named: a part for each phase, empty where it is not, `S>`, `>R>R`.
    """
    keys = [key_of(atlas, rows, phase) for phase in phases]
    if len(set(keys)) == 1:
        return keys[0]
    run = [key for key, _same in groupby(filter(None, keys))]
    return SEVERAL if len(run) > MAX_ROLES else ">".join(run if len(run) > 1 else keys)


def paint(atlas: Atlas, selection: Selection) -> Mapping[str, Mapping[str, str]]:
    """For every scope: place id -> paint key of each place that is named there, `-` before it if filtered out."""
    phases = scopes(atlas.record)
    return _paint(atlas, selection.only_facets(), phases if selection.phase in phases else (*phases, selection.phase))


@lru_cache(256)  # the same for every phase and place chosen, so a switch between them need not work it out again
def _paint(atlas: Atlas, selection: Selection, order: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    keys_by_phase = {}
    for phase in order:
        left = selection.matching_areas(atlas, phase)
        phases = covered(atlas.record, phase)
        keys = {code: key_in(atlas, rows, phases) for code, rows in atlas.by_area.items()}
        keys_by_phase[phase] = {code: key if code in left else OUTSIDE + key for code, key in keys.items() if key}
        view = selection.changed(phase=phase)
        for place in atlas.layers.lines:
            if any(view.statement_matches(row) for row in atlas.by_place[place]):
                keys_by_phase[phase][place] = NAMED
    return keys_by_phase


def beyond(atlas: Atlas, selection: Selection) -> Mapping[str, str]:
    """Place id -> paint key of what has a role, but is neither an area nor made of areas, and so is not painted."""
    phases = covered(atlas.record, selection.phase)
    keys = {
        place: key_in(atlas, tuple(row for row in rows if row.table == "roles" and not row.areas), phases)
        for place, rows in atlas.by_place.items()
        if selection.area_matches(rows, selection.phase)
    }
    return {place: key for place, key in keys.items() if key}


def words_for(atlas: Atlas, key: str, names: Sequence[str] = ()) -> str:
    """Say what a paint key means: `sending, then receiving`, `receiving (ambiguous)`, `sending, only in Phase I`.

    names : of the phases that the key is of, one for each of its parts where some of these are empty.
    """
    split = key.split(">")
    if len(split) > 1 and "" in split:
        phases = [name for name, part in zip(names, split, strict=True) if part]
        words = _("{role}, only in {phase}") if len(phases) == 1 else _("{role}, in {phase}")
        return words.format(role=words_for(atlas, next(filter(None, split))), phase=list_words(phases))
    if len(split) > 1:
        *before, last = split
        first = words_for(atlas, ">".join(before))
        return _("{first}, then {second}").format(first=first, second=words_for(atlas, last))
    if key.endswith(DOUBT):
        return _("{role} (ambiguous)").format(role=words_for(atlas, key[:-1]))
    own = {
        NAMED: _("named, without a role"), "": _("not named in the source"), SEVERAL: _("several roles over time"),
    }  # fmt: skip
    return own[key] if key in own else _(atlas.record.label("role", symbols(atlas).by_key[key].role))
