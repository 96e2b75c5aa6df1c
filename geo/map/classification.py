"""How each area is painted: the paint key of what is said of it, in each phase, and what the key means."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from geo.i18n import gettext as _
from geo.map.symbology import DOUBT, NAMED, OUTSIDE, symbols
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.selection import PHASES, Selection

BORDER = "thai-border"


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


def key_in(atlas: Atlas, rows: tuple[Statement, ...], phase: str) -> str:
    """Return the paint key in any of PHASES; for both `S>R`, one side empty where only one phase names the area."""
    if phase != "both":
        return key_of(atlas, rows, phase)
    first, second = key_of(atlas, rows, "I"), key_of(atlas, rows, "II")
    return first if first == second else f"{first}>{second}"


def paint(atlas: Atlas, selection: Selection) -> Mapping[str, Mapping[str, str]]:
    """For every phase: place id -> paint key of each place that is named there, `-` before it if filtered out."""
    return _paint(atlas, selection.only_facets())


@lru_cache(256)  # the same for every phase and place chosen, so a switch between them need not work it out again
def _paint(atlas: Atlas, selection: Selection) -> Mapping[str, Mapping[str, str]]:
    painted = {}
    for phase in PHASES:
        left = selection.matching_areas(atlas, phase)
        keys = {code: key_in(atlas, rows, phase) for code, rows in atlas.by_area.items()}
        painted[phase] = {code: key if code in left else OUTSIDE + key for code, key in keys.items() if key}
        seen = selection.changed(phase=phase)
        if any(seen.statement_matches(row) for row in atlas.by_place.get(BORDER, ())):
            painted[phase][BORDER] = NAMED
    return painted


def beyond(atlas: Atlas, selection: Selection) -> Mapping[str, str]:
    """Place id -> paint key of what has a role, but is neither an area nor made of areas, and so is not painted."""
    phase = selection.phase
    keys = {
        place: key_in(atlas, tuple(row for row in rows if row.table == "roles" and not row.areas), phase)
        for place, rows in atlas.by_place.items()
        if selection.area_matches(rows, phase)
    }
    return {place: key for place, key in keys.items() if key}


def words_for(atlas: Atlas, key: str) -> str:
    """Say what a paint key means: `sending → receiving`, `receiving (ambiguous)`."""
    if ">" in key:
        first, second = key.split(">")
        if not second:
            return _("{role}, only in Phase I").format(role=words_for(atlas, first))
        if not first:
            return _("{role}, only in Phase II").format(role=words_for(atlas, second))
        return _("{first}, then {second}").format(first=words_for(atlas, first), second=words_for(atlas, second))
    if key.endswith(DOUBT):
        return _("{role} (ambiguous)").format(role=words_for(atlas, key[:-1]))
    if key in ("", NAMED):
        return _("named, without a role") if key else _("not named in the source")
    return _(atlas.record.label("role", symbols(atlas).by_key[key].role))
