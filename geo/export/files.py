"""Writes finished files: first under another name, then moved into place, so that no half of one is ever found."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from geo.export.errors import ExportError
from geo.i18n import gettext as _


def open_folder(folder: Path) -> None:
    """Make the folder if it is not there, and see that files can be written into it. Raises ExportError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _failure(folder, error) from error


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file into a folder, in place of one of that name; returns its path.

    Raises ExportError where that cannot be done; a file of that name that was there before is then still as it was.
    """
    path, half = folder / name, None
    try:
        handle, half = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(half).chmod(0o644)
        os.replace(half, path)  # noqa: PTH105  # the one call that replaces a file as a whole on every system
        half = None
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        if half:
            with contextlib.suppress(OSError):
                Path(half).unlink()
    return path


def _failure(path: Path, error: OSError) -> ExportError:
    return ExportError(_("{path}: {reason}").format(path=path, reason=failure(error)))


def failure(error: OSError) -> str:
    """Say in a few words why something could not be written."""
    reasons = {
        errno.ENOSPC: _("the disk is full"), errno.EDQUOT: _("there is no room left for you on the disk"),
        errno.EFBIG: _("the file is larger than is allowed here"), errno.EACCES: _("you may not write there"),
        errno.EPERM: _("you may not write there"), errno.EROFS: _("nothing can be written there"),
        errno.ENOTDIR: _("it is not a folder"), errno.EEXIST: _("it is not a folder"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }  # fmt: skip
    return reasons.get(error.errno or 0, (error.strerror or _("it cannot be written")).lower())
