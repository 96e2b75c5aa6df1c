"""Makes exports in a process of its own, so that nobody else's clicks wait for them, and so that one can be stopped."""

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing import get_context
from threading import RLock
from time import monotonic
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Work under way or in the queue: what it makes, since when (seconds, monotonic clock), its result to come."""

    name: str
    work: Callable[[], Any]
    since: float = field(default_factory=monotonic)
    future: Future[Any] = field(default_factory=Future)

    @property
    def seconds(self) -> float:
        """How long it has been waited for."""
        return monotonic() - self.since


@dataclass(slots=True)
class _Worker:
    """One process, started when it is first needed and kept warm; it is given one job at a time.

    The queue is kept here: a pool can't tell which of its jobs runs, and can't end that one without the others.
    """

    pool: ProcessPoolExecutor | None = None
    running: Job | None = None
    queue: deque[Job] = field(default_factory=deque)
    lock: RLock = field(default_factory=RLock)

    def add(self, job: Job) -> None:
        with self.lock:
            self.queue.append(job)
            self._next()

    def drop(self, job: Job) -> None:
        """Forget a job that waits; where it runs, end it with its process and go on with the next."""
        with self.lock:
            job.future.cancel()
            if job in self.queue:
                self.queue.remove(job)
            elif job is self.running:
                self.end()
                self._next()

    def end(self) -> None:
        with self.lock:
            pool, self.pool, self.running = self.pool, None, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):  # noqa: SLF001  # there is no public way to end running work
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)

    def _next(self) -> None:
        if self.running or not self.queue:
            return
        if self.pool is None:
            # spawned, not forked: a fork would copy the server's threads and locks in whatever state they are in
            self.pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=_step_back)
        self.running = self.queue.popleft()
        self.pool.submit(self.running.work).add_done_callback(partial(self._done, self.running))

    def _done(self, job: Job, made: Future[Any]) -> None:
        with self.lock:
            if job is not self.running:  # it was dropped
                return
            self.running = None
            error = made.exception()
            if isinstance(error, BrokenProcessPool):  # the process died; the next job gets a new one
                self.end()
            if error is not None:
                job.future.set_exception(error)
            else:
                job.future.set_result(made.result())
            self._next()


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
    _worker().end()


def start(name: str, work: Callable[..., Any], *arguments: Any) -> Job:
    """Begin work in the background. work : a function of a module of geo, with arguments that can be pickled."""
    job = Job(name, partial(work, *arguments))
    _worker().add(job)
    return job


def stop(job: Job) -> None:
    """Give the work up. That of others, in the queue before or behind it, is done all the same."""
    _worker().drop(job)
