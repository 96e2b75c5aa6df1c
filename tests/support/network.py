"""The app with every system call for the network written down."""

import contextlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.running import ROOT, serving

LOOPBACK = re.compile(r'"127\.0\.0\.1"|"::1"')
CALLS = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(")


@contextlib.contextmanager
def watching(trace: Path, *options: str) -> Iterator[str]:
    """Run the app, exports included, and note its calls in `trace`; yields its address.

    When it has ended, fails on each call that was meant for another host, be it a look-up of a name.
    """
    strace = shutil.which("strace")
    if not strace:
        pytest.fail("strace is missing: run `make programs`", pytrace=False)
    python = (strace, "-D", "-f", "-qq", "-e", "trace=network", "-o", str(trace), sys.executable)
    with serving(ROOT / "dashboard.py", ROOT, *options, python=python) as address:
        yield address
    lines = trace.read_text(errors="replace").splitlines()
    asked = [line for line in lines if CALLS.search(line) and "AF_INET" in line and not LOOPBACK.search(line)]
    assert asked == []
    assert any("AF_INET" in line for line in lines)
