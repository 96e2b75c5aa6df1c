"""The files of a folder, without those that a system hides among them, and what they hold."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def is_hidden(name: str) -> bool:
    """Whether a file of this name is nobody's data: macOS leaves a `._roles.csv` beside each `roles.csv` on a stick."""
    return name.rpartition("/")[2].startswith(".")


def list_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files of a folder whose name fits the pattern and is not hidden, in the order of their names."""
    yield from (path for path in sorted(folder.glob(pattern)) if not is_hidden(path.name))


LARGEST = 32 * 2**20
"""Bytes of a file of the record: a table of 100,000 rows takes half of it."""


class UnreadableFileError(Exception):
    """A file that cannot be read; reason and remedy are those of a fault."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def read_file(path: Path) -> bytes:
    """Read a plain file, and nothing that waits, never ends or fills the memory.

    Raises FileNotFoundError where there is none, UnreadableFileError for a folder, pipe, socket or device, for what
    may not be read and for what is larger than LARGEST.
    """
    try:
        # whoever opens a pipe waits for its other end; what a name stands for is asked of what was opened
        with open(path, "rb", buffering=0, opener=_open_at_once) as file:  # Path.open takes no opener
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableFileError("it is no plain file", "Put a plain file in its place.")
            content = file.read(LARGEST + 1) or b""
            while 0 < len(content) <= LARGEST and (more := file.read(LARGEST + 1 - len(content))):
                content += more
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "unknown reason").lower()
        raise UnreadableFileError(
            f"the file cannot be read ({reason})", "Make it a plain file that you may read."
        ) from error
    if len(content) > LARGEST:
        reason = f"the file is larger than {LARGEST // 2**20} megabytes"
        raise UnreadableFileError(reason, "Take out what does not belong into it.")
    return content


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
