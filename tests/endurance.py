"""Kills what can die at many moments and sees what is lost: `python -m tests.endurance`; too long for every test run.

The server, the process that makes exports and the browser's tab die at MOMENTS moments after a click, and the
connection is away for ten minutes. Prints a line for each: tries, views and stories lost, the slowest way back.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import Visit
from tests.browser.test_story import add_view, titles
from tests.support.running import Server, browsing

MOMENTS, STEP_MS = 20, 50
AWAY_S = 600
TITLE, PROVINCES = "Mine", ("Prey Veng", "Kampot", "Kampong Cham")


@dataclass
class Outcome:
    """What one kind of death cost. seconds : from when it could come back to when all agreed again, one a try."""

    what: str
    views: int = 0
    stories: int = 0
    seconds: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        slowest = f"{max(self.seconds):.1f} s" if self.seconds else "-"
        lost = f"{self.views} views and {self.stories} stories lost"
        return f"{self.what}: {len(self.seconds)} tries, {lost}, back within {slowest}"


class Relay:
    """Stands between browser and server; can cut every connection and refuse new ones."""

    def __init__(self, target: int) -> None:
        self.target, self.cut = target, False
        self.ends: list[socket.socket] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def away(self) -> None:
        """Cut all connections; whoever comes is turned away until `back`."""
        self.cut = True
        for end in self.ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.ends.clear()

    def back(self) -> None:
        """Let connections through again."""
        self.cut = False

    def _listen(self) -> None:
        while True:
            near, _peer = self.door.accept()
            if self.cut:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.target))
            self.ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)


def agrees(visit: Visit) -> bool:
    """Whether map, panel, list and filters are of the view that the address names."""
    asked = parse_qs(urlsplit(visit.page.url).query)
    try:
        if "area" in asked:
            visit.expect_chosen(asked["area"][0])
        else:
            visit.expect_nothing_chosen()
        visit.expect_phase(asked.get("phase", ["II"])[0])
    except AssertionError as error:
        print(re.sub(r"\s+", " ", str(error))[:300], file=sys.stderr)
        return False
    return True


def click_somewhere(visit: Visit, number: int) -> None:
    """Change phase and area, without waiting for the answer."""
    visit.choose_in_list(PROVINCES[number % len(PROVINCES)])
    visit.settled()
    visit.control("I" if number % 2 else "II").click()


def look(outcome: Outcome, visit: Visit, since: float) -> None:
    """Wait until all is back, and note what is not."""
    visit.page.locator("[data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
    visit.settled()
    outcome.views += not agrees(visit)
    outcome.seconds.append(time.monotonic() - since)
    beside = visit.page.context.new_page()
    beside.goto(f"{visit.address}/story")
    with contextlib.suppress(PlaywrightError):
        beside.locator(".desk .card").first.wait_for(timeout=20_000)
    outcome.stories += titles(beside)[:1] != [TITLE]
    beside.close()


@contextlib.contextmanager
def opened(context: BrowserContext, server: Server, address: str = "") -> Iterator[Visit]:
    """Start the server, and open a visit with a story of one view. address : by which the visit comes, if another."""
    with server.running:
        server.start()
        visit = Visit(context.new_page(), address or server.address).open()
        add_view(visit, TITLE)
        yield visit


def processes(server: Server) -> list[int]:
    """Process ids of the server, and of what it has started."""
    pattern = f"server.port {server.port}"
    found = subprocess.run(["pgrep", "-f", pattern], capture_output=True, text=True, check=True).stdout.split()
    below = subprocess.run(["pgrep", "-P", found[0]], capture_output=True, text=True, check=False).stdout.split()
    return [int(found[0]), *map(int, below)]


def kill_server(context: BrowserContext) -> Outcome:
    """Kill the server at every moment after a click, and start it again."""
    outcome, server = Outcome("server killed"), Server()
    with opened(context, server) as visit:
        for number in range(MOMENTS):
            click_somewhere(visit, number)
            visit.page.wait_for_timeout(number * STEP_MS)
            os.kill(processes(server)[0], signal.SIGKILL)
            visit.page.wait_for_timeout(500)
            server.stop()
            server.start()
            look(outcome, visit, time.monotonic())
    return outcome


def kill_export(context: BrowserContext) -> Outcome:
    """Kill the process that makes exports at every moment of one; the next has to be made."""
    outcome, server = Outcome("export process killed"), Server()
    with opened(context, server) as visit:
        page, dialog = visit.page, visit.page.get_by_role("dialog")
        made = dialog.get_by_role("button", name=re.compile("^Save"))
        ended = dialog.get_by_text("The work was ended before it was done.")
        for number in range(MOMENTS):
            page.locator(".st-key-take_along button").click()
            dialog.get_by_role("button", name="Create file").click()
            page.wait_for_timeout(number * STEP_MS)
            for process in processes(server)[1:]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            ended.or_(made).first.wait_for()
            if made.count():  # done before it could be killed; the next one needs the process too
                page.keyboard.press("Escape")
                page.locator(".st-key-take_along button").click()
            dialog.get_by_role("button", name="Create file").click()
            since = time.monotonic()
            made.wait_for()
            outcome.seconds.append(time.monotonic() - since)
            page.keyboard.press("Escape")
            expect(dialog).to_have_count(0)
        outcome.views += not visit.settled().page.locator(".headline h1").count()
        page.goto(f"{visit.address}/story")
        outcome.stories += titles(page) != [TITLE]
    return outcome


def crash_tab(context: BrowserContext) -> Outcome:
    """Crash the browser's tab at every moment after a click; it is opened again at its address."""
    outcome, server = Outcome("tab killed"), Server()
    with opened(context, server) as visit:
        for number in range(MOMENTS):
            click_somewhere(visit, number)
            visit.page.wait_for_timeout(number * STEP_MS)
            address = visit.page.url
            with contextlib.suppress(PlaywrightError):
                visit.page.goto("chrome://crash", timeout=2000)
            visit.page.close()
            since = time.monotonic()
            visit = Visit(context.new_page(), server.address)  # noqa: PLW2901  # the tab that was is gone
            visit.page.goto(address)
            visit.map.locator("path.ticw-area[data-paint]").first.wait_for(state="attached")
            look(outcome, visit, since)
    return outcome


def be_away(context: BrowserContext) -> Outcome:
    """Cut the connection for ten minutes, and see whether all agrees when it is back, and after the next click."""
    outcome, server = Outcome(f"{AWAY_S // 60} minutes without a connection"), Server()
    relay = Relay(server.port)
    with opened(context, server, relay.address) as visit:
        click_somewhere(visit, 1)
        visit.settled()
        relay.away()
        visit.page.wait_for_timeout(AWAY_S * 1000)
        relay.back()
        look(outcome, visit, time.monotonic())
        click_somewhere(visit, 2)
        look(outcome, visit, time.monotonic())
    return outcome


def outcomes(names: list[str]) -> Iterator[Outcome]:
    """Run the kinds that are named, or all."""
    kinds = {"server": kill_server, "export": kill_export, "tab": crash_tab, "away": be_away}
    with browsing() as browser:
        for name in names or kinds:
            with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
                yield kinds[name](context)


if __name__ == "__main__":
    for found in outcomes(sys.argv[1:]):
        print(found, flush=True)
