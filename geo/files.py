"""The files of a folder, without those that a system hides among them."""

from collections.abc import Iterator
from pathlib import Path


def is_hidden(name: str) -> bool:
    """Whether a file of this name is nobody's data: macOS leaves a `._roles.csv` beside each `roles.csv` on a stick."""
    return name.rpartition("/")[2].startswith(".")


def list_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files of a folder whose name fits the pattern and is not hidden, in the order of their names."""
    yield from (path for path in sorted(folder.glob(pattern)) if not is_hidden(path.name))
