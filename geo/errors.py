"""What is wrong with a record, said so that the person who keeps the tables can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 2_500  # characters of one part of a fault


def spell(text: str) -> str:
    r"""Spell a text so that it can be shown and printed anywhere: on one line, what has no shape of its own by number.

    A zero-width space becomes `\u200b`; a text that is too long is shortened.
    """
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    if short.isprintable():
        return short
    flat = " ".join(short.split())
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in flat)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where, and what to do.

    file : path inside the record's folder, such as `roles.csv` or `geography/areas.geojson`.
    row : line number in the file, the header being line 1; None where the fault is not in one row.
    field : column, or feature of a layer; None where the fault is not in one of them.
    reason, remedy : plain English, without Python's words; `reason` ends without a full stop, `remedy` with one.
    All of them may repeat what stands in the files, and are spelt for the screen.
    """

    file: str
    row: int | None
    field: str | None
    reason: str
    remedy: str

    def __post_init__(self) -> None:
        """Spell every part: names of files and codes of layers are as hostile as cells."""
        for name in ("file", "field", "reason", "remedy"):
            if text := getattr(self, name):
                object.__setattr__(self, name, spell(text))

    def __str__(self) -> str:
        """Return the fault on one line: `roles.csv:7 place_id: reason. Remedy: what to do.`."""
        where = self.file if self.row is None else f"{self.file}:{self.row}"
        where = where if self.field is None else f"{where} {self.field}"
        return f"{where}: {self.reason}. Remedy: {self.remedy}"


class RecordError(Exception):
    """A record that cannot be used. `faults` holds every fault that was found, in the order of the files."""

    faults: tuple[Fault, ...]

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults, and tell them all in the message."""
        self.faults = tuple(faults)
        count = len(self.faults)
        listed = "\n".join(f"- {fault}" for fault in self.faults)
        super().__init__(f"the record has {count} fault{'' if count == 1 else 's'}:\n{listed}")

    def __reduce__(self) -> tuple[type["RecordError"], tuple[tuple[Fault, ...]]]:
        """Rebuild from the faults: from its message, as exceptions are otherwise, it would lose them."""
        return type(self), (self.faults,)
