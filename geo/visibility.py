"""Whether the app can show what a record states: each statement in at least one view, each role in a colour."""

from collections.abc import Iterator, Mapping

from geo.faults import Fault
from geo.reading import Sheet, shown
from geo.symbology import KEYS

PHASES = ("I", "II", "not-stated")
"""The phases that pages, maps and exports know; the last is none."""
CLOSED = {
    "phase": (PHASES, "the pages show these phases alone"),
    "role": (tuple(KEYS), "the map has colours and letters for these roles alone"),
    "certainty": (("stated", "stated-of-group", "inferred", "ambiguous"), "how sure a statement is, is one of these"),
    "scope": (("project", "places", "unnamed", "none"), "where work is placed, is one of these"),
}
"""List of codes.csv -> the codes that the program can show, and why no other."""


def visibility(sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """Every code of a closed list can be shown; a place has one role in a phase; there is a source."""
    for row in sheets["codes"].rows if "codes" in sheets else ():
        allowed, why = CLOSED.get(row.cells["list"], ((), ""))
        if allowed and row.cells["code"] not in allowed:
            reason = f"{shown(row.cells['code'])} is not a {row.cells['list']} that can be shown: {why}"
            yield Fault("codes.csv", row.line, "code", reason, f"Use one of {', '.join(allowed)}.")
    seen: dict[tuple[str, str], int] = {}
    for row in sheets["roles"].rows if "roles" in sheets else ():
        key = (row.cells["place_id"], row.cells["phase_code"])
        if key in seen:
            reason = f"{shown(key[0])} has a role in phase {shown(key[1])} already, in line {seen[key]}"
            yield Fault("roles.csv", row.line, "place_id", reason, "Keep one of them: a map shows one role a phase.")
        seen.setdefault(key, row.line)
    cited = "paragraphs" in sheets and sheets["paragraphs"].rows
    if cited and "sources" in sheets and not any(row.cells["kind"] == "briefing" for row in sheets["sources"].rows):
        reason = "no source is of the kind 'briefing', which citations point to"
        yield Fault("sources.csv", None, "kind", reason, "Put the row of the briefing back.")
