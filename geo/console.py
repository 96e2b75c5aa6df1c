"""What commands print, on every console."""

import io
import sys


def spell_out() -> None:
    r"""Let a console whose letters do not suffice print the rest by number, such as \u1796, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
