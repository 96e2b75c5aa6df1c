"""What is wrong with a record, said so that the person who keeps the tables can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, where, and what to do.

    file : path inside the record's folder, such as `roles.csv` or `geography/areas.geojson`.
    row : line number in the file, the header being line 1; None where the fault is not in one row.
    field : column, or feature of a layer; None where the fault is not in one of them.
    reason, remedy : plain English, without Python's words; `reason` ends without a full stop, `remedy` with one.
    """

    file: str
    row: int | None
    field: str | None
    reason: str
    remedy: str

    def __str__(self) -> str:
        """The fault on one line: `roles.csv:7 place_id: reason. Remedy: what to do.`."""
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
