"""Kills what can die at many moments and sees what is lost: `python -m tests.endurance`; too long for every test run.

The server, the process that makes exports and the browser's tab die at MOMENTS moments after a click, and the
connection is away for ten minutes. Prints a line for each: tries, views and stories lost, the slowest way back.
"""

import contextlib
import itertools
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

from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import Visit
from tests.browser.test_story import add_view, titles
from tests.running import browsing, free_port, serving

MOMENTS, STEP_MS = 20, 50
AWAY_S = 600
TITLE, AREAS = "Mine", ("KH-14", "KH-7", "KH-3")


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


class Server:
    """The app, always on the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.running = contextlib.ExitStack()

    def start(self) -> None:
        """Start it anew, and wait until it answers."""
        self.running.close()
        self.running.enter_context(serving(port=self.port))

    def processes(self) -> list[int]:
        """Process ids of the server, and of what it has started."""
        found = subprocess.run(
            ["pgrep", "-f", f"server.port {self.port}"], capture_output=True, text=True, check=True
        ).stdout.split()
        below = subprocess.run(["pgrep", "-P", found[0]], capture_output=True, text=True, check=False).stdout.split()
        return [int(found[0]), *map(int, below)]


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
    area = AREAS[number % len(AREAS)]
    visit.choose_in_list({"KH-14": "Prey Veng", "KH-7": "Kampot", "KH-3": "Kampong Cham"}[area])
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
        beside.locator("[class*=st-key-title-] input").first.wait_for(timeout=20_000)
    outcome.stories += titles(beside)[:1] != [TITLE]
    beside.close()


def first_visit(context: BrowserContext, address: str) -> Visit:
    """A visit with a story of one view."""
    visit = Visit(context.new_page(), address).open()
    add_view(visit, TITLE)
    return visit


def kill_server(context: BrowserContext) -> Outcome:
    """Kill the server at every moment after a click, with and without an export under way."""
    outcome, server = Outcome("server killed"), Server()
    with server.running:
        server.start()
        visit = first_visit(context, server.address)
        for number in range(MOMENTS):
            click_somewhere(visit, number)
            visit.page.wait_for_timeout(number * STEP_MS)
            subprocess.run(["kill", f"-{signal.SIGKILL.value}", str(server.processes()[0])], check=True)
            visit.page.wait_for_timeout(500)
            server.start()
            look(outcome, visit, time.monotonic())
    return outcome


def kill_export(context: BrowserContext) -> Outcome:
    """Kill the process that makes exports at every moment; the next export has to be made."""
    outcome, server = Outcome("export process killed"), Server()
    with server.running:
        server.start()
        visit = first_visit(context, server.address)
        page = visit.page
        for number in range(MOMENTS):
            page.locator(".st-key-take_along button").click()
            dialog = page.get_by_role("dialog")
            for step in itertools.count():
                made = dialog.get_by_role("button", name=re.compile("^Save"))
                dialog.get_by_role("button", name="Create file").click()
                if step:
                    since = time.monotonic()
                    made.wait_for()
                    outcome.seconds.append(time.monotonic() - since)
                    break
                page.wait_for_timeout(number * STEP_MS)
                for process in server.processes()[1:]:
                    subprocess.run(["kill", f"-{signal.SIGKILL.value}", str(process)], check=False)
                ended = dialog.get_by_text("The work was ended before it was done.")
                ended.or_(made).first.wait_for()
                if made.count():  # done before it could be killed; the next one needs the process too
                    page.keyboard.press("Escape")
                    page.locator(".st-key-take_along button").click()
            page.keyboard.press("Escape")
            expect(dialog).to_have_count(0)
        outcome.views += not visit.settled().page.locator(".headline h1").count()
        page.goto(f"{visit.address}/story")
        outcome.stories += titles(page) != [TITLE]
    return outcome


def crash_tab(context: BrowserContext) -> Outcome:
    """Kill the browser's tab at every moment after a click; it is opened again at its address."""
    outcome, server = Outcome("tab killed"), Server()
    with server.running:
        server.start()
        visit = first_visit(context, server.address)
        for number in range(MOMENTS):
            click_somewhere(visit, number)
            visit.page.wait_for_timeout(number * STEP_MS)
            address = visit.page.url
            _crash(visit.page)
            since = time.monotonic()
            visit = Visit(context.new_page(), server.address)
            visit.page.goto(address)
            visit.map.locator("path.ticw-area[data-paint]").first.wait_for(state="attached")
            look(outcome, visit, since)
    return outcome


def _crash(page: Page) -> None:
    with contextlib.suppress(PlaywrightError):
        page.context.new_cdp_session(page).send("Page.crash")
    page.close()


def be_away(context: BrowserContext) -> Outcome:
    """Cut the connection for ten minutes, click meanwhile, and see whether all agrees afterwards."""
    outcome, server = Outcome(f"{AWAY_S // 60} minutes without a connection"), Server()
    with server.running:
        server.start()
        relay = Relay(server.port)
        visit = first_visit(context, relay.address)
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
