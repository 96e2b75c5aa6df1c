"""Checks a record by hand, `python -m geo.record data/`; with `--schema` it writes the folder's datapackage.json."""

import sys
from collections.abc import Sequence
from pathlib import Path

from geo.console import spell_out
from geo.errors import RecordError
from geo.record.models import TABLES
from geo.record.record import load
from geo.record.schema import write_package


def main(arguments: Sequence[str]) -> int:
    """Check the record in the folder that is named, else `data`: print its faults, or what it holds. 1 for faults.

    With `--schema`, describe its tables in datapackage.json before.
    """
    folder = next((Path(argument) for argument in arguments if argument != "--schema"), Path("data"))
    try:
        if "--schema" in arguments:
            write_package(folder)
        record = load(folder)
    except RecordError as error:
        print(*error.faults, sep="\n")
        return 1
    counts = ", ".join(f"{len(getattr(record, table))} {table}" for table in TABLES)
    print(f"{folder}: no faults; {counts}")
    return 0


if __name__ == "__main__":
    spell_out()
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # the reader, `head` say, had seen enough
        sys.stderr.close()
        sys.exit(1)
