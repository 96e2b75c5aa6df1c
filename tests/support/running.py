"""Starts the real app and a real browser, with the network off: for tests, pictures and the benchmark."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.support.find_browser import find_browser

EMPTY: Mapping[str, str] = MappingProxyType({})
ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # the network is off
]  # fmt: skip


def free_port() -> int:
    """Find a port on the loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(
    script: Path = ROOT / "dashboard.py",
    folder: Path = ROOT,
    *options: str,
    environment: Mapping[str, str] = EMPTY,
    python: Sequence[str] = (sys.executable,),
    port: int = 0,
) -> Iterator[str]:
    """Run a Streamlit app from `folder` on a free port; yields its address. RuntimeError if it does not come up.

    environment : variables on top of our own; python : the interpreter, or what starts it; port :
    another than any that is free.
    """
    port = port or free_port()
    command = [*python, "-m", "streamlit", "run", str(script), "--server.port", str(port),
               "--server.address", "127.0.0.1", "--server.headless", "true", *options]  # fmt: skip
    log = Path(tempfile.gettempdir()) / f"ticw-{port}.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **environment}
        ) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/_stcore/health", process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)
    log.unlink(missing_ok=True)


def server_process(address: str) -> int:
    """Return the process id of the Streamlit server that this process started at `address`."""
    port = str(urlsplit(address).port).encode()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and port in (entry / "cmdline").read_bytes().split(b"\0"):
                return int(entry.name)
    raise LookupError(f"no server process of ours at {address}")


def resident(process: int) -> float:
    """Resident memory of a process in megabytes (1e6 bytes)."""
    status = Path(f"/proc/{process}/status").read_text()
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kib) * 1024 / 1e6


class Server:
    """The app on one port from start to start, below a base path if one is given; `running` ends it."""

    def __init__(self, base: str = "") -> None:
        self.port, self.base = free_port(), base
        self.address = f"http://127.0.0.1:{self.port}{base}"
        self.running = contextlib.ExitStack()

    def start(self, environment: Mapping[str, str] = EMPTY) -> None:
        """Start it, and wait until it answers. environment : variables on top of our own."""
        options = ("--server.baseUrlPath", self.base) if self.base else ()
        started = serving(ROOT / "dashboard.py", ROOT, *options, environment=environment, port=self.port)
        self.running.enter_context(started)

    def stop(self) -> None:
        """End it, if it has not ended by itself."""
        self.running.close()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        # an answer is an answer: below a base path there is nothing at the root
        try:
            with urlopen(address, timeout=2):  # noqa: S310  # loopback
                return
        except HTTPError:
            return
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the app did not come up:\n{log.read_text(errors='replace')[-4000:]}")


_PLAYWRIGHT: list[Playwright] = []


@contextlib.contextmanager
def playing() -> Iterator[Playwright]:
    """Return the one Playwright of this process: beside it another would refuse to start."""
    if _PLAYWRIGHT:
        yield _PLAYWRIGHT[0]
        return
    with sync_playwright() as playwright:
        _PLAYWRIGHT.append(playwright)
        try:
            yield playwright
        finally:
            _PLAYWRIGHT.clear()


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    """Start an installed Chromium or Chrome, headless."""
    path = find_browser()
    if not path:
        raise RuntimeError("no Chromium or Chrome: run `make programs`, or set TICW_BROWSER")
    with playing() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def gate(page: Page, address: str) -> list[str]:
    """Note what goes wrong on a page, and what it asks of other hosts: the list fills as the page is used.

    The browser itself refuses every other host, see FLAGS; asking already counts.
    """
    faults: list[str] = []
    own = urlsplit(address).netloc

    def note(asked: str) -> None:
        url = urlsplit(asked)
        if url.netloc != own and url.scheme not in ("data", "blob"):
            faults.append(f"asks another host: {asked[:120]}")

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    # Streamlit probes /<page>/_stcore/... on every page but the first, gets a 404 and goes on: the framework's own
    page.on("console", lambda said: said.type == "error" and "/_stcore/" not in said.location.get("url", "")
            and faults.append(f"console: {said.text[:200]}"))  # fmt: skip
    page.on("pageerror", lambda error: faults.append(f"page error: {str(error)[:200]}"))
    return faults


def settled(page: Page) -> Page:
    """Wait until the script has run, and the page that came before the framework has gone."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=30000)
    page.wait_for_function(
        "!document.querySelector('[data-stale=true]') && !document.getElementById('first')", timeout=30000
    )
    return page
