"""Reads a JSON file of the record, strictly: what JSON does not have, and what says two things at once, is refused."""

import json
from pathlib import Path
from typing import Any

from geo.record.files import UnreadableFileError, read_file


class BrokenJsonError(Exception):
    """A file that is no JSON. reason : as a fault says it. row : the line, None where it is not known."""

    def __init__(self, reason: str, row: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.row = reason, row


def read_json(path: Path) -> Any:
    """Read a file. Raises FileNotFoundError, or BrokenJsonError for what cannot be read or understood."""
    try:
        return parse_json(read_file(path))
    except UnreadableFileError as error:
        raise BrokenJsonError(error.reason) from error


def parse_json(content: bytes) -> Any:
    """Parse what a file holds. Raises BrokenJsonError."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BrokenJsonError("the file is not text in UTF-8") from error
    except json.JSONDecodeError as error:
        raise BrokenJsonError(f"the file is not valid JSON ({error.msg.lower()})", error.lineno) from error
    except RecursionError as error:
        raise BrokenJsonError("the file is not valid JSON (too many brackets inside each other)") from error
    except ValueError as error:  # a number of thousands of digits
        raise BrokenJsonError("the file is not valid JSON (a number is too long)") from error


def _refuse_constant(name: str) -> None:
    raise BrokenJsonError(f"the file is not valid JSON ({name} is no number)")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise BrokenJsonError("the file is not valid JSON (something in it has the same name twice)")
    return members
