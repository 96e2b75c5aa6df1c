"""What hangs is ended and fails its test; how quick anything is, `make benchmark` measures, and no test asserts."""

import contextlib
import signal
from collections.abc import Iterator

import pytest

LONGEST = 120  # seconds; what is waited for takes a few at most, and a busy machine is no fault


@contextlib.contextmanager
def ending(seconds: int = LONGEST) -> Iterator[None]:
    """Fail what is still at work then: it waits for ever, or grows with the square of what it is given."""

    def fail(*_: object) -> None:
        pytest.fail(f"still at work after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
