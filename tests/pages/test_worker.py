"""Work in the background: one job after the other, in a process that can be ended without harm to the others' jobs."""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pages.common import worker

LONG = 600  # seconds; nothing here waits for it
ENOUGH = 60


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Each test has a process of its own."""
    yield
    worker.end()
    worker._worker.cache_clear()


def test_a_job_gives_what_the_work_returns() -> None:
    assert worker.start("power", pow, 2, 10).future.result(ENOUGH) == 1024


def test_a_job_gives_what_the_work_raises_and_the_next_is_done() -> None:
    wrong, right = worker.start("wrong", divmod, 1, 0), worker.start("right", divmod, 7, 2)
    with pytest.raises(ZeroDivisionError):
        wrong.future.result(ENOUGH)
    assert right.future.result(ENOUGH) == (3, 1)


def test_work_is_done_in_another_process_which_stays_for_the_next() -> None:
    first, second = (worker.start("who", os.getpid).future.result(ENOUGH) for _ in range(2))
    assert first == second != os.getpid()


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system has no niceness; the app then leaves it out")
def test_whoever_clicks_comes_before_what_is_made() -> None:
    assert worker.start("nice", os.nice, 0).future.result(ENOUGH) > os.nice(0)


def test_to_stop_what_runs_leaves_those_who_wait_behind_it_theirs() -> None:
    running, waiting, last = (
        worker.start("long", time.sleep, LONG),
        worker.start("a", pow, 2, 2),
        worker.start("b", pow, 3, 2),
    )
    worker.stop(running)
    assert running.future.cancelled()
    assert (waiting.future.result(ENOUGH), last.future.result(ENOUGH)) == (4, 9)


def test_to_stop_what_waits_leaves_what_runs_and_who_waits_behind() -> None:
    process = worker.start("who", os.getpid).future.result(ENOUGH)
    running, waiting, last = (
        worker.start("short", time.sleep, 1),
        worker.start("a", pow, 2, 2),
        worker.start("b", os.getpid),
    )
    worker.stop(waiting)
    assert waiting.future.cancelled()
    assert running.future.result(ENOUGH) is None
    assert last.future.result(ENOUGH) == process


def test_to_stop_what_is_done_changes_nothing() -> None:
    done = worker.start("power", pow, 2, 3)
    assert done.future.result(ENOUGH) == 8
    worker.stop(done)
    assert done.future.result() == 8
    assert worker.start("power", pow, 2, 4).future.result(ENOUGH) == 16


def test_a_process_that_dies_is_told_and_the_next_job_gets_a_new_one() -> None:
    process = worker.start("who", os.getpid).future.result(ENOUGH)
    dying = worker.start("long", time.sleep, LONG)
    wait_until(lambda: worker._worker().running is dying)
    os.kill(process, signal.SIGKILL)
    with pytest.raises(worker.ProcessEnded):
        dying.future.result(ENOUGH)
    assert worker.start("power", pow, 2, 5).future.result(ENOUGH) == 32


def test_a_process_that_is_killed_while_nobody_needs_it_is_replaced() -> None:
    process = worker.start("who", os.getpid).future.result(ENOUGH)
    os.kill(process, signal.SIGKILL)
    wait_until(lambda: not worker.is_running())
    assert worker.start("power", pow, 2, 5).future.result(ENOUGH) == 32
    assert worker.is_running()


@pytest.mark.parametrize("milliseconds", range(0, 40, 2))
def test_whenever_the_process_is_killed_the_next_job_is_done(milliseconds: int) -> None:
    process = worker.start("who", os.getpid).future.result(ENOUGH)
    dying = worker.start("large", bytes, 20_000_000)  # takes about as long as the moments are apart
    time.sleep(milliseconds / 1000)
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    with contextlib.suppress(worker.ProcessEnded):
        assert len(dying.future.result(ENOUGH)) == 20_000_000
    with contextlib.suppress(worker.ProcessEnded):  # nobody had seen yet that it is dead
        worker.start("power", pow, 2, 5).future.result(ENOUGH)
    assert worker.start("power", pow, 2, 5).future.result(ENOUGH) == 32


def test_to_stop_what_runs_ends_its_process_and_not_the_job_behind_it() -> None:
    worker.start("who", os.getpid).future.result(ENOUGH)
    running, after = worker.start("long", time.sleep, LONG), worker.start("after", os.getpid)
    time.sleep(0.2)
    process = worker._worker().process
    assert process
    assert process.pid
    worker.stop(running)
    wait_for_end(process.pid)
    assert after.future.result(ENOUGH) != process.pid


def test_what_cannot_be_handed_over_is_told_and_the_next_job_is_done() -> None:
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        worker.start("nameless", lambda: 1).future.result(ENOUGH)
    with pytest.raises(TypeError):
        worker.start("open file", open, __file__).future.result(ENOUGH)
    assert worker.start("power", pow, 2, 5).future.result(ENOUGH) == 32


@pytest.mark.parametrize("work", ["os.getpid", f"time.sleep, {LONG}"])
def test_nothing_is_left_behind_when_the_server_is_killed(work: str) -> None:
    code = (
        "import os, time; from pages.common import worker\n"
        "print(worker.start('who', os.getpid).future.result(30), flush=True)\n"
        f"worker.start('busy or idle', {work}); time.sleep({LONG})"
    )
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        process = int(server.stdout.readline())
        time.sleep(0.3)
        server.kill()
        wait_for_end(process)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Fail unless it is so before long."""
    deadline = time.monotonic() + ENOUGH
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def wait_for_end(process: int) -> None:
    """Fail unless the process is gone, or waits to be buried, before long."""
    wait_until(lambda: not Path(f"/proc/{process}").exists() or state_of(process) in ("Z", "X"))


def state_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"
