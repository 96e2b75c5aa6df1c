"""Servers, browser and the samples taken from them. Sides take turns, so that a slow moment of the machine hits all."""

import contextlib
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks import measure
from benchmarks.measure import Wire
from benchmarks.sides import COMMON, FLOOR, OURS, STATIC, Side
from tests.support.running import browsing, settled

VIEW: ViewportSize = {"width": 1366, "height": 768}  # pixels
QUIET = 300  # milliseconds after which nothing more is expected to arrive


@dataclass(frozen=True, slots=True)
class Switch:
    """One switch. painted, followed, server : milliseconds. websocket, http : bytes received, decoded."""

    painted: float
    followed: float
    server: float
    websocket: int
    http: int

    @property
    def received(self) -> int:
        """Bytes by both ways."""
        return self.websocket + self.http


@dataclass(slots=True)
class Tab:
    """A page in a fresh browser context with an empty cache, open at a side's first page."""

    side: Side
    page: Page
    wire: Wire
    first: float  # milliseconds from the start of the navigation to the first paint

    def switch(self, phase: str) -> Switch:
        """Click the control of `phase`."""
        side = self.side
        self.page.bring_to_front()
        root = self.page.frame_locator(side.frame) if side.frame else self.page
        box = root.locator(side.control(phase)).bounding_box()
        if box is None:
            raise RuntimeError(f"{side.name}: the control of phase {phase} is not on the page")
        spot = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.move(*spot)
        self.page.wait_for_timeout(QUIET)
        self.wire.reset()
        measure.start_timer(self.page, side.marks(phase), side.frame)
        self.page.mouse.click(*spot)
        times = measure.read_timer(self.page)
        self.page.wait_for_timeout(QUIET)
        return Switch(times["painted"], times["followed"], self.wire.server_ms(), self.wire.websocket, self.wire.http)

    def close(self) -> None:
        """Leave: the context and all that it holds."""
        self.page.context.close()


@dataclass(slots=True)
class Bench:
    """What figures measure with. n : how many samples a median is of; cold : how many server starts.

    foreign : addresses on other hosts that were asked for; there should be none.
    """

    browser: Browser
    addresses: dict[str, str]
    n: int
    foreign: set[str] = field(default_factory=set)
    _switches: dict[str, list[Switch]] = field(default_factory=dict)

    @property
    def cold(self) -> int:
        """How many server starts a median is of."""
        return min(self.n, 5)

    def open(self, side: Side, address: str = "") -> Tab:
        """Visit a side's first page; address : of another server than the one that all figures share."""
        address = address or self.addresses[side.name]
        page = self.browser.new_context(viewport=VIEW).new_page()
        wire = Wire(page)
        measure.watch_first_paint(page, side.first)
        page.goto(address, wait_until="commit")
        first = measure.first_paint(page)
        if side.script:
            settled(page)
        page.wait_for_timeout(QUIET)
        own = urlsplit(address).netloc
        self.foreign |= {url for url in wire.addresses if url.startswith("http") and urlsplit(url).netloc != own}
        return Tab(side, page, wire, first)

    def switches(self) -> dict[str, list[Switch]]:
        """By side: switches between two phases that the session has seen before, side after side. Measured once."""
        if self._switches:
            return self._switches
        sides = (OURS, FLOOR, COMMON, STATIC)
        tabs = [self.open(side) for side in sides]
        switches: dict[str, list[Switch]] = {side.name: [] for side in sides}
        for turn in range(self.n + 4):
            for tab in tabs:
                switch = tab.switch(("I", "II")[turn % 2])
                if turn >= 4:  # before that, something in the session is still new
                    switches[tab.side.name].append(switch)
        for tab in tabs:
            tab.close()
        self._switches = switches
        return switches


@contextlib.contextmanager
def bench(n: int) -> Iterator[Bench]:
    """One server a side, each already visited once, and a browser."""
    with contextlib.ExitStack() as stack:
        browser = stack.enter_context(browsing())
        sides = (OURS, FLOOR, COMMON, STATIC)
        setup = Bench(browser, {side.name: stack.enter_context(side.start()) for side in sides}, n)
        for side in sides:
            setup.open(side).close()
        yield setup


def median(values: Sequence[float]) -> float:
    """Return the median, which every figure reports."""
    return statistics.median(values)


def progress(text: str) -> None:
    """Tell the person who waits; on stderr, since stdout is for the table."""
    print(text, file=sys.stderr, flush=True)


def log_of(address: str) -> str:
    """Return what the server at `address` has logged, as tests/support/running.py keeps it while it runs."""
    log = Path(tempfile.gettempdir()) / f"ticw-{urlsplit(address).port}.log"
    return log.read_text(encoding="utf-8", errors="replace")
