"""The figures, one function each. A new one is a function decorated with `@figure`; they run in this file's order."""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.bench import QUIET, Bench, Switch, Tab, log_of, median, progress
from benchmarks.clickers import run, visiting
from benchmarks.large import write_large
from benchmarks.sides import COMMON, FLOOR, OURS, PLAIN_FLOOR, STATIC, Side
from benchmarks.table import Row, Target
from geo.record.record import load
from tests.support.running import resident, server_process

Figure = Callable[[Bench], list[Row]]
FIGURES: list[Figure] = []
IDLE_SESSIONS = 10
SETTLE = 2  # seconds that a server is left alone before its memory is read


def figure(function: Figure) -> Figure:
    """Register a figure."""
    FIGURES.append(function)
    return function


def make_row(what: str, unit: str, samples: Mapping[str, Sequence[float]], *targets: Target) -> Row:
    """Make a row of medians. samples : column -> values in `unit`."""
    by_column = {column: list(values) for column, values in samples.items() if values}
    return Row(what, unit, {column: median(values) for column, values in by_column.items()}, targets, by_column)


def of(switches: Mapping[str, Sequence[Switch]], field: str, per: float = 1) -> dict[str, list[float]]:
    """By column: one field of the switches, divided by `per`."""
    return {column: [getattr(switch, field) / per for switch in sample] for column, sample in switches.items()}


def streamlit_only(samples: dict[str, list[float]]) -> dict[str, list[float]]:
    """Without the static page, which has no server to hear from."""
    return {column: values for column, values in samples.items() if column != STATIC.name}


@figure
def switch_of_phase(bench: Bench) -> list[Row]:
    """From the click on a phase, on the map, to the map repainted, and until the whole page has followed.

    Milliseconds of the page's clock; phases seen before in the session. Of the others: their own control.
    Whole page: sentence and address have changed and Streamlit's script is not running (floor: the line of text).
    """
    switches = bench.switches()
    floor, common = Target(1.3, FLOOR.name), Target(1 / 3, COMMON.name)
    repaints = of(switches, "painted")
    return [
        make_row("switch of phase, map repainted", "ms", repaints, floor, common, Target(1.5, STATIC.name)),
        make_row("switch of phase, whole page followed", "ms", of(switches, "followed"), floor, common),
    ]


@figure
def bytes_of_a_switch(bench: Bench) -> list[Row]:
    """Kilobytes (1,000 bytes) received by websocket and HTTP in a switch of phase, decoded payload.

    Seen before: between two phases that the session has shown. First time: Phase I in a new session.
    """
    first: dict[str, list[Switch]] = {side.name: [] for side in (OURS, FLOOR, COMMON)}
    for _ in range(bench.n):
        for side in (OURS, FLOOR, COMMON):
            tab = bench.open(side)
            first[side.name].append(tab.switch("I"))
            tab.close()
    again = streamlit_only(of(bench.switches(), "received", 1000))
    return [
        make_row("received by a switch, phase seen before", "KB", again, Target(6)),
        make_row("received by a switch, phase first seen", "KB", of(first, "received", 1000), Target(6)),
    ]


@figure
def first_paint(bench: Bench) -> list[Row]:
    """From the start of the navigation to all areas painted (floor: the radio visible); ms, empty browser cache.

    Cold: the first visitor after a start of the server. Warm: any later one. The floor runs in our environment, with
    the faster server parts that we ask for; once more as Streamlit installs itself, without them.
    """
    sides = (OURS, FLOOR, COMMON, STATIC)
    cold: dict[str, list[float]] = {side.name: [] for side in sides if side.script}
    warm: dict[str, list[float]] = {side.name: [] for side in sides}
    plain: list[float] = []
    with PLAIN_FLOOR.start() as address:
        for _ in range(bench.n):
            for side in sides:
                warm[side.name].append(_first(bench, side))
            plain.append(_first(bench, PLAIN_FLOOR, address))
    for _ in range(bench.cold):
        for side in (OURS, FLOOR, COMMON):
            with side.start() as address:
                cold[side.name].append(_first(bench, side, address))
    floor = Target(1.3, FLOOR.name)
    return [
        make_row("first paint, first visitor after a start", "ms", cold, floor),
        make_row("first paint, warm server", "ms", warm, floor),
        make_row(
            "first paint, warm server; floor as Streamlit installs itself",
            "ms",
            {OURS.name: warm[OURS.name], FLOOR.name: plain},
            floor,
        ),
    ]


def _first(bench: Bench, side: Side, address: str = "") -> float:
    tab = bench.open(side, address)
    tab.close()
    return tab.first


@figure
def server_time(bench: Bench) -> list[Row]:
    """From a client's message to the server's `script_finished`; ms.

    In a browser: a switch of phase, see Wire.server_ms; the browser needs the same two cores meanwhile. Without:
    a switch by the address, asked for over the websocket by a client that only listens.
    """
    times = streamlit_only(of(bench.switches(), "server"))
    alone: dict[str, list[float]] = {side.name: [] for side in (OURS, FLOOR, COMMON)}
    for name, times_of in alone.items():
        with visiting(bench.addresses[name]) as socket:
            for turn in range(bench.n + 4):
                time.sleep(QUIET / 1000)
                began = time.perf_counter()
                run(socket, f"phase={('I', 'II')[turn % 2]}")
                times_of.append((time.perf_counter() - began) * 1000)
    common = Target(0.5, COMMON.name)
    return [
        make_row("server time of a rerun, as a browser sees it", "ms", times, common, Target(30)),
        make_row("server time of a rerun, without a browser", "ms",
                 {name: times_of[4:] for name, times_of in alone.items()}, common, Target(30)),
    ]  # fmt: skip


@figure
def memory_of_a_session(bench: Bench) -> list[Row]:
    """Resident memory (MB, 1e6 bytes) that each of ten further sessions adds to a fresh server.

    Each session switches phase twice and then stays connected, idle.
    """
    megabytes: dict[str, list[float]] = {}
    for side in (OURS, FLOOR, COMMON):
        with side.start() as address:
            process = server_process(address)
            tabs: list[Tab] = []
            sizes: list[float] = []
            for sessions in (1, 1 + IDLE_SESSIONS):
                while len(tabs) < sessions:
                    tabs.append(bench.open(side, address))
                    tabs[-1].switch("I")
                    tabs[-1].switch("II")
                time.sleep(SETTLE)
                sizes.append(resident(process))
            for tab in tabs:
                tab.close()
            progress(f"  {side.name}: {sizes[0]:.0f} MB with one session, {sizes[1]:.0f} MB with {len(tabs)}")
            megabytes[side.name] = [(sizes[1] - sizes[0]) / IDLE_SESSIONS]
    return [make_row("memory of a further session", "MB", megabytes, Target(10))]


@figure
def loads_of_the_record(bench: Bench) -> list[Row]:
    """How often one server process has loaded the record after several sessions: lines in its log."""
    for _ in range(3):
        bench.open(OURS).close()
    loads = log_of(bench.addresses[OURS.name]).count("record loaded")
    return [make_row("loads of the record in one process, several sessions", "times", {OURS.name: [loads]}, Target(1))]


@figure
def check_of_a_hundred_thousand_rows(_bench: Bench) -> list[Row]:
    """How long the record's check takes: it grows with the rows, and five seconds are allowed for 100,000."""
    with tempfile.TemporaryDirectory() as folder:
        world = write_large(Path(folder), 50_000)
        began = time.process_time()
        load(world)
        return [make_row("check of 100,000 rows", "s", {"ours": [time.process_time() - began]}, Target(5))]
