"""Makes exports in a process of its own, so that nobody else's clicks wait for them, and so that one can be stopped.

The process may be killed at any moment, idle or busy: whoever waits is told, and the next job gets a new one.
"""

import contextlib
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import RLock, Thread
from time import monotonic
from typing import Any

# spawned, not forked: a fork would copy the server's threads and locks in whatever state they are in
SPAWN = get_context("spawn")


class ProcessEnded(Exception):  # noqa: N818  # nobody need have done wrong
    """The process went away with its work undone."""


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


class _Worker:
    """One process, started when it is first needed and kept warm, and the thread that hands it one job at a time.

    A pool of the standard library offers no way to end one of its jobs; its process shares locks with it, so that one
    that dies in a bad moment leaves all others waiting. Here there is a pipe, and whoever dies closes their end of it.
    """

    def __init__(self) -> None:
        self.queue: SimpleQueue[Job | None] = SimpleQueue()
        self.lock = RLock()
        self.process: SpawnProcess | None = None
        self.running: Job | None = None
        self.is_open = True
        Thread(target=self._work, name="exports", daemon=True).start()

    def drop(self, job: Job) -> None:
        """Forget a job that waits; where it runs, end it with its process."""
        with self.lock:
            job.future.cancel()
            if job is self.running:
                self._kill()

    def end(self) -> None:
        """End the process and the thread; what runs or waits is given up."""
        with self.lock:
            self.is_open = False
            if self.running:
                self.running.future.cancel()
            self._kill()
            self.queue.put(None)

    def _kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process = None

    def _work(self) -> None:
        pipe = None
        while job := self.queue.get():
            with self.lock:
                if not self.is_open:
                    job.future.cancel()
                if job.future.cancelled():
                    continue
                if not pipe or not self.process or not self.process.is_alive():
                    pipe = self._start(pipe)
                self.running = job
            result, error = _ask(pipe, job.work)
            with self.lock:
                self.running = None
                if isinstance(error, ProcessEnded):
                    self._kill()
                if job.future.cancelled():
                    continue
                if error is None:
                    job.future.set_result(result)
                else:
                    job.future.set_exception(error)

    def _start(self, old: Connection | None) -> Connection:
        if old:
            old.close()
        ours, theirs = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_serve, args=(theirs,), name="exports", daemon=True)
        self.process.start()
        theirs.close()  # only the process has it now, so that its death can be read from ours
        return ours


def _ask(pipe: Connection, work: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    """Let the process do the work: its result, or what it raised."""
    try:
        pipe.send(work)
        answer: tuple[Any, BaseException | None] = pipe.recv()
    except (EOFError, OSError):
        return None, ProcessEnded()
    except Exception as error:  # noqa: BLE001  # what can't be pickled; it belongs to whoever asked
        return None, error
    return answer


def _serve(pipe: Connection) -> None:
    """Do in the process whatever comes through the pipe, until the other end is gone."""
    if hasattr(os, "nice"):
        os.nice(10)  # whoever clicks comes first: exports run with what processor time is left over
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of a terminal; the server ends its process itself
    Thread(target=_leave_with_server, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        while True:
            work = pipe.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = work(), None
            except Exception as error:  # noqa: BLE001  # it belongs to whoever asked
                answer = None, error
            try:
                pipe.send(answer)
            except (TypeError, AttributeError, ValueError) as error:  # it can't be pickled
                pipe.send((None, TypeError(str(error))))


def _leave_with_server() -> None:
    """End at once where the server is gone, whatever is under way: nobody waits for it."""
    server = parent_process()
    if server:
        server.join()
        os._exit(1)


@cache
def _worker() -> _Worker:
    return _Worker()


def is_running() -> bool:
    """Whether the process is there, so that work need not wait for its start."""
    process = _worker().process
    return process is not None and process.is_alive()


def end() -> None:
    """End the process, with the server."""
    _worker().end()


def start(name: str, work: Callable[..., Any], *arguments: Any) -> Job:
    """Begin work in the background. work : a function of a module of geo, with arguments that can be pickled."""
    job = Job(name, partial(work, *arguments))
    _worker().queue.put(job)
    return job


def stop(job: Job) -> None:
    """Give the work up. That of others, in the queue before or behind it, is done all the same."""
    _worker().drop(job)
