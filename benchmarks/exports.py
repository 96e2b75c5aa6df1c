"""The figures of what is taken along: how long each takes to make, and what it costs the others who click meanwhile."""

import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.bench import VIEW, Bench, Switch, Tab, median
from benchmarks.clickers import clicking
from benchmarks.measure import Wire
from benchmarks.paintings import atlas
from benchmarks.sides import OURS, STATIC, Side
from benchmarks.table import Row, Target
from geo.export import Order, produce
from geo.record.atlas import data_folder
from geo.selection.selection import Selection
from geo.story.default import builtin
from tests.support.running import ROOT

BRIEFS = ["-m", "geo.export", "--format", "pdf", "--each", "area"]
OTHERS = 20  # people who click
SPELL, SPELLS = 10, 4  # seconds, with exports and without in turn, so that a slow moment of the machine hits both
FILE = Side(
    "single file", None,
    first="document.querySelectorAll('[data-area^=KH-][aria-label]').length === 24",
    button="input[name=phase][value={phase}] + span",
    painted="document.querySelector('[data-area={area}]')?.dataset.paint === '{key}'",
)  # fmt: skip


def making(bench: Bench) -> list[Row]:
    """Seconds to make each from the record on the disk, in a process that has made one before, as the app does."""
    today = dt.datetime.now(dt.UTC).date()
    story, view = builtin(atlas()), Selection("II")
    cases = (
        ("deck of the built-in story", "pptx", story, 3), ("handout of the built-in story", "pdf", story, 2),
        ("single file", "html", view, 1), ("one map as SVG", "svg", view, 0.2),
        ("one map as PNG, 1,600 pixels", "png", view, 1),
    )  # fmt: skip
    rows = []
    for what, name, subject, most in cases:
        order = Order(name, subject, today, str(data_folder()))
        times = [_seconds(lambda order=order: produce(order)) for _ in range(bench.n + 1)][1:]
        rows.append(_row(what, times, most))
    return rows


def briefs_of_all_areas(bench: Bench) -> list[Row]:
    """Seconds for 24 area briefs (PDF) by one command, the start of Python included."""

    def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, *BRIEFS, "--out", folder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    return [_row("24 area briefs, whole command", [_seconds(run) for _ in range(bench.cold)], 10)]


def switch_in_the_single_file(bench: Bench) -> list[Row]:
    """From the click on a phase in the exported file to the repaint, beside the static page; ms."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "atlas.html"
        order = Order("html", Selection("II"), dt.datetime.now(dt.UTC).date(), str(data_folder()))
        file.write_bytes(produce(order))
        page = bench.browser.new_context(viewport=VIEW).new_page()
        wire = Wire(page)
        page.goto(file.as_uri())
        page.locator("[data-area][aria-label]").first.wait_for(state="attached")
        tabs = [Tab(FILE, page, wire, 0), bench.open(STATIC)]
        samples: list[list[Switch]] = [[], []]
        for turn in range(bench.n + 4):
            for tab, sample in zip(tabs, samples, strict=True):
                sample.append(tab.switch(("I", "II")[turn % 2]))
        for tab in tabs:
            tab.close()
    ours, static = ([switch.painted for switch in sample[4:]] for sample in samples)
    values = {"ours": median(ours), "static": median(static)}
    return [Row("switch in the single file, map repainted", "ms", values, (Target(1.5, "static"),), {"ours": ours})]


def clicks_while_others_export(bench: Bench) -> list[Row]:
    """95th percentile of the phase switch of 20 people, idle and while one visitor makes decks and handouts; ms.

    Each of the 20 speaks to the server as a browser does and switches once in some two seconds; a switch lasts from the
    message to the server's word that the script has finished. The visitor who exports does so in the app's own dialog.
    """
    address = bench.addresses[OURS.name]
    idle: list[float] = []
    busy: list[float] = []
    count = 0
    with bench.browser.new_context(viewport=VIEW) as context, clicking(address, OTHERS) as others:
        page = context.new_page()
        page.goto(address)
        names = _turns()
        _export(page, *next(names))  # the process that makes exports is there, as it is ten seconds after a start
        for _ in range(SPELLS):
            others.drain()
            time.sleep(SPELL)
            idle += others.drain()
            end = time.monotonic() + SPELL
            while time.monotonic() < end:
                _export(page, *next(names))
                count += 1
            busy += others.drain()
    values = {"ours": _p95(busy), "idle": _p95(idle)}
    what = f"phase switch of {OTHERS} others while {count} exports are made, p95"
    return [Row(what, "ms", values, (Target(2, "idle"),), {"ours": busy, "idle": idle})]


def _turns() -> Iterator[tuple[str, str]]:
    while True:
        yield from (("Slides", "Slides (.pptx)"), ("Documents", "Handout (.pdf)"))


def _export(page: Page, kind: str, name: str) -> None:
    """Make one file in the dialog, and close it again. kind, name : of the format, as people read them."""
    page.locator(".st-key-take_along button").click()
    page.get_by_role("dialog").get_by_role("radio", name=kind, exact=True).click()
    expect(page.locator(".st-key-take_format").get_by_role("combobox")).to_have_value(name)  # the first of its kind
    page.locator(".st-key-take_make button").click()
    page.locator("[data-testid=stDownloadButton]").wait_for(timeout=60_000)
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.locator("[role=dialog]").wait_for(state="detached")


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _row(what: str, times: list[float], most: float) -> Row:
    return Row(what, "s", {"ours": median(times)}, (Target(most),), {"ours": times})


FIGURES = (making, briefs_of_all_areas, switch_in_the_single_file, clicks_while_others_export)
