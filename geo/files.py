"""The files of a folder, without those that a system hides among them."""

import errno
import stat
from collections.abc import Iterator
from pathlib import Path


def is_hidden(name: str) -> bool:
    """Whether a file of this name is nobody's data: macOS leaves a `._roles.csv` beside each `roles.csv` on a stick."""
    return name.rpartition("/")[2].startswith(".")


def list_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files of a folder whose name fits the pattern and is not hidden, in the order of their names."""
    yield from (path for path in sorted(folder.glob(pattern)) if not is_hidden(path.name))


LARGEST = 50_000_000  # bytes; a thousand times the largest table of the record


def read_file(path: Path) -> bytes:
    """Read a plain file. Raises FileNotFoundError, and OSError for a pipe, a device, or a file too large to be data."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a plain file")
    if found.st_size > LARGEST:
        raise OSError(errno.EFBIG, f"larger than {LARGEST // 1_000_000} MB")
    return path.read_bytes()
