"""Work in the background: one job after the other, in a process that can be ended without harm to the others' jobs."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from pages.common import jobs

LONG = 60  # seconds; nothing here waits for it
ENOUGH = 30


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Each test has a process of its own."""
    yield
    jobs.end()
    jobs._worker.cache_clear()


def test_a_job_gives_what_the_work_returns() -> None:
    assert jobs.start("power", pow, 2, 10).future.result(ENOUGH) == 1024


def test_a_job_gives_what_the_work_raises_and_the_next_is_done() -> None:
    wrong, right = jobs.start("wrong", divmod, 1, 0), jobs.start("right", divmod, 7, 2)
    with pytest.raises(ZeroDivisionError):
        wrong.future.result(ENOUGH)
    assert right.future.result(ENOUGH) == (3, 1)


def test_work_is_done_in_another_process_which_stays_for_the_next() -> None:
    first, second = (jobs.start("who", os.getpid).future.result(ENOUGH) for _ in range(2))
    assert first == second != os.getpid()


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system has no niceness; the app then leaves it out")
def test_whoever_clicks_comes_before_what_is_made() -> None:
    assert jobs.start("nice", os.nice, 0).future.result(ENOUGH) > os.nice(0)


def test_to_stop_what_runs_leaves_those_who_wait_behind_it_theirs() -> None:
    running, waiting, last = (
        jobs.start("long", time.sleep, LONG),
        jobs.start("a", pow, 2, 2),
        jobs.start("b", pow, 3, 2),
    )
    jobs.stop(running)
    assert running.future.cancelled()
    assert (waiting.future.result(ENOUGH), last.future.result(ENOUGH)) == (4, 9)


def test_to_stop_what_waits_leaves_what_runs_and_who_waits_behind() -> None:
    running, waiting, last = jobs.start("short", time.sleep, 1), jobs.start("a", pow, 2, 2), jobs.start("b", os.getpid)
    at_work = jobs._worker().pool
    jobs.stop(waiting)
    assert waiting.future.cancelled()
    assert running.future.result(ENOUGH) is None
    assert last.future.result(ENOUGH)
    assert jobs._worker().pool is at_work


def test_to_stop_what_is_done_changes_nothing() -> None:
    done = jobs.start("power", pow, 2, 3)
    assert done.future.result(ENOUGH) == 8
    jobs.stop(done)
    assert done.future.result() == 8
    assert jobs.start("power", pow, 2, 4).future.result(ENOUGH) == 16


def test_a_process_that_dies_is_told_and_the_next_job_gets_a_new_one() -> None:
    worker = jobs.start("who", os.getpid).future.result(ENOUGH)
    dying = jobs.start("long", time.sleep, LONG)
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(BrokenProcessPool):
        dying.future.result(ENOUGH)
    assert jobs.start("power", pow, 2, 5).future.result(ENOUGH) == 32
