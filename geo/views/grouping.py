"""Statements of which the same is said as one line: five activities in the same three provinces are told once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.words import capital
from geo.views.model import Item

BETWEEN = "; "  # parts the clauses of a note


def merge(atlas: Atlas, rows: Iterable[Statement], to_line: Callable[[Atlas, Statement], Item]) -> tuple[Item, ...]:
    """Make one line of statements with the same certainty, state, year, places and citation, in their order.

    to_line : makes the line of a single statement. What only one of them says stands in the note under its name.
    """
    groups: dict[tuple[object, ...], list[tuple[Statement, Item]]] = {}
    for row in rows:
        line = to_line(atlas, row)
        # a purpose and its means, a whole and its parts, stay apart
        groups.setdefault((line.detail, row.places, line.citation, row.counted), []).append((row, line))
    return tuple(_merged(group) for group in groups.values())


def _merged(group: list[tuple[Statement, Item]]) -> Item:
    (row, first), *others = group
    if not others:
        return first
    names = [_(row.title), *(lowered(_(other.title)) for other, _line in others)]
    between = BETWEEN if any("," in name for name in names) else ", "
    place = first.title.removeprefix(_(row.title))
    lines = [line for _row, line in group]
    return replace(
        first,
        title=f"{between.join(names)}{place}",
        note=_notes(names, [line.note for line in lines]),
        statements=tuple(key for line in lines for key in line.statements),
        parts=tuple((name, line.target) for name, line in zip(names, lines, strict=True)),
        between=between,
        tail=place,
        target=(),
    )


def _notes(names: Sequence[str], notes: Sequence[str]) -> str:
    """Say what is noted of all, then what is noted of some, under their names."""
    clauses = [[lowered(clause) for clause in note.split(BETWEEN) if clause] for note in notes]
    shared = [clause for clause in clauses[0] if all(clause in some for some in clauses)]
    who: dict[str, list[str]] = {}
    for name, mine in zip(names, clauses, strict=True):
        for clause in mine:
            if clause not in shared:
                who.setdefault(clause, []).append(lowered(name))
    own: dict[str, list[str]] = {}  # of the same ones it is said in one go
    for clause, some in who.items():
        own.setdefault(", ".join(some), []).append(clause)
    return capital(BETWEEN.join([*shared, *(f"{some}: {', '.join(told)}" for some, told in own.items())]))


def lowered(text: str) -> str:
    """Return the text without a capital at its beginning, unless the first word is written in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text.startswith("A ") else text
