"""Makes exports in a process of its own, so that nobody else's clicks wait for them, and so that one can be stopped."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from time import monotonic
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """Work under way: what it makes, since when (seconds of the monotonic clock), and its result to come."""

    name: str
    since: float
    future: Future[Any]

    @property
    def seconds(self) -> float:
        """How long the work has taken so far."""
        return monotonic() - self.since


@dataclass(slots=True)
class _Worker:
    """One process, started when it is first needed and kept warm."""

    pool: ProcessPoolExecutor | None = None

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        if self.pool is None:
            # spawned, not forked: a fork would copy the server's threads and locks in whatever state they are in
            self.pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=_step_back)
        return self.pool.submit(work, *arguments)

    def stop(self) -> None:
        """End the work under way: the process goes, the next submission starts a new one."""
        pool, self.pool = self.pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):  # noqa: SLF001  # there is no public way to end running work
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)


def _step_back() -> None:
    """Whoever clicks comes first: exports run with what processor time is left over."""
    if hasattr(os, "nice"):
        os.nice(10)


@cache
def _worker() -> _Worker:
    return _Worker()


def is_running() -> bool:
    """Whether the process is there, so that work need not wait for its start."""
    return _worker().pool is not None


def end() -> None:
    """End the process, with the server."""
    _worker().stop()


def start(name: str, work: Callable[..., Any], *arguments: Any) -> Job:
    """Begin work in the background. work : a function of a module of geo, with arguments that can be pickled."""
    return Job(name, monotonic(), _worker().submit(work, *arguments))


def stop(job: Job) -> None:
    """Give the work up. Where others wait behind it in the queue, only this one is dropped."""
    if not job.future.cancel():
        _worker().stop()
