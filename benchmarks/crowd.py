"""`python -m benchmarks.crowd`: many people at once, over Streamlit's own protocol; loopback only, bounded in time.

Each of N people changes phase, area or page every 2 to 6 seconds for a minute; measured is the time from the click to
the finished script, the processor's time that an action costs the server, its memory, and what went wrong. In the last
seconds new visitors ask for first pages as well.
"""

import argparse
import asyncio
import os
import random
import statistics
import time
from dataclasses import dataclass, field
from itertools import product
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.table import Row, Target, markdown
from tests.support.running import resident, server_process, serving

PAUSES = (2.0, 6.0)  # seconds between two actions of one person
DURATION = 60.0  # seconds
PATIENCE = 60.0  # seconds after which an action has failed
MAX_PEOPLE = 400
ARRIVALS = 15.0  # seconds at the end in which first pages are asked for as well
NEWCOMER = 0.5  # seconds between two of them
ENDS = 400  # bytes: what says that a run has ended is shorter
ACTIONS = [
    (path, f"phase={phase}{area}")
    for path, phase, area in product(
        ("", "", "", "compare", "coverage", "partners", "timeline"),
        ("I", "II", "all"),
        ("", "&area=KH-14", "&area=KH-18"),
    )
]
"""Page and address of an action; the map is what most look at."""


@dataclass(slots=True)
class Outcome:
    """What a crowd met.

    times, pages : milliseconds of actions and of first pages; processor : milliseconds of the server's processor that
    an action took, before first pages were asked for; memory : megabytes of the server at most.
    """

    people: int
    times: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    processor: float = 0.0
    memory: float = 0.0

    def rows(self) -> list[Row]:
        """Make the lines of the table."""
        limit = {20: 150, 50: 150, 100: 150, 200: 500}.get(self.people)
        ways = [
            ("action, median", "ms", statistics.median(self.times), None),
            ("action, p95", "ms", percentile(self.times, 95), limit),
            ("first page, p95", "ms", percentile(self.pages, 95), None),
            ("processor an action", "ms", self.processor, 12),
            ("memory at most", "MB", self.memory, 600),
            ("errors", "", len(self.errors), 0),
        ]
        head = f"{self.people} people ({len(self.times)} actions)"
        return [
            Row(f"{head}: {what}", unit, {"ours": value}, (Target(most),) if most is not None else ())
            for what, unit, value, most in ways
        ]


def percentile(values: list[float], percent: int) -> float:
    """Return the value that so many percent do not exceed; 0 where there are none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else 0.0


async def act(socket: ClientConnection, path: str, query: str) -> None:
    """Ask for a run of the script with a page and an address, and wait until it has finished."""
    request = BackMsg()
    request.rerun_script.query_string = query
    request.rerun_script.page_name = path
    await socket.send(request.SerializeToString())
    while True:
        content = await asyncio.wait_for(socket.recv(decode=False), PATIENCE)
        if len(content) < ENDS and ForwardMsg.FromString(content).WhichOneof("type") == "script_finished":
            return


async def visit(address: str, outcome: Outcome, begin: asyncio.Event, end: float, seed: int) -> None:
    """Come, look at the map, and act until the end."""
    chance = random.Random(seed)
    try:
        uri = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        async with connect(uri, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]  # a str is one
            await act(socket, "", "phase=II")
            await begin.wait()
            await asyncio.sleep(chance.uniform(0, PAUSES[1]))
            while time.monotonic() < end:
                began = time.perf_counter()
                await act(socket, *chance.choice(ACTIONS))
                outcome.times.append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(chance.uniform(*PAUSES))
    except Exception as fault:  # noqa: BLE001  # counted and told
        outcome.errors.append(f"{type(fault).__name__}: {fault}")


def open_page(address: str) -> None:
    """Ask for the first page of an address."""
    with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310  # loopback
        answer.read()


async def arrive(address: str, outcome: Outcome, end: float) -> None:
    """Ask for first pages, one after the other, as new visitors do."""
    while time.monotonic() < end:
        path, query = random.choice(ACTIONS)
        began = time.perf_counter()
        try:
            await asyncio.to_thread(open_page, f"{address}/{path}?{query}")
        except OSError as fault:
            outcome.errors.append(f"first page: {fault}")
        outcome.pages.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(NEWCOMER)


def processor(process: int) -> float:
    """Return the processor's seconds that a process has used."""
    with open(f"/proc/{process}/stat", encoding="ascii") as file:  # noqa: PTH123
        columns = file.read().rpartition(")")[2].split()
    return (int(columns[11]) + int(columns[12])) / os.sysconf("SC_CLK_TCK")


async def gather_crowd(address: str, people: int, duration: float) -> Outcome:
    """Let so many people use the app for so many seconds, once all have arrived."""
    outcome, begin, process = Outcome(people), asyncio.Event(), server_process(address)
    arrival = people * 0.1 + 2  # seconds: ten come each second
    end = time.monotonic() + arrival + duration + ARRIVALS
    visits = []
    for number in range(people):
        visits.append(asyncio.create_task(visit(address, outcome, begin, end, number)))
        await asyncio.sleep(0.1)
    await asyncio.sleep(2)
    begin.set()
    watch = asyncio.create_task(watch_memory(process, outcome))
    start = processor(process)
    await asyncio.sleep(duration)
    outcome.processor = (processor(process) - start) / max(1, len(outcome.times)) * 1000
    await arrive(address, outcome, end)
    await asyncio.gather(*visits)
    watch.cancel()
    return outcome


async def watch_memory(process: int, outcome: Outcome) -> None:
    """Note the most memory that a process has, until this is cancelled."""
    while True:
        outcome.memory = max(outcome.memory, resident(process))
        await asyncio.sleep(0.5)


def main() -> None:
    """Measure crowds of the sizes asked for, each with a server of its own, and print one Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd", description=__doc__)
    parser.add_argument("people", type=int, nargs="*", default=[1, 20, 50, 100, 200], help="how many at once")
    parser.add_argument("--seconds", type=float, default=DURATION, help="how long (default: 60)")
    options = parser.parse_args()
    rows: list[Row] = []
    for people in options.people:
        with serving() as address:
            outcome = asyncio.run(gather_crowd(address, min(people, MAX_PEOPLE), options.seconds))
        rows += outcome.rows()
        for error in sorted(set(outcome.errors)):
            print(f"{people} people: {outcome.errors.count(error)} × {error}")
    print(markdown(rows))


if __name__ == "__main__":
    main()
