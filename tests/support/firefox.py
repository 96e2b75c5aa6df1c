"""Firefox for the tests, driven by Playwright over WebDriver BiDi: an installed one, Debian's firefox-esr say.

Playwright knows a newer Firefox and sends each new tab a command that the one with long support does not have, which
ends it. So it starts this module in Firefox's place: `python -m tests.support.firefox` starts Firefox, passes on what
both say to each other, and answers that one command itself.
"""

import asyncio
import contextlib
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import AsyncIterable, Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Browser
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from tests.support.running import ROOT, playing

NAMES = ("firefox-esr", "firefox")
UNKNOWN = "emulation.setMediaFeaturesOverride"
NOWHERE: Mapping[str, str | float | bool] = {
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9,
}  # fmt: skip
"""The network is off: every host but this machine is asked of a proxy that is not there."""


def find_firefox() -> str | None:
    """Find the path of the first Firefox found: TICW_FIREFOX if set, else the usual names on PATH."""
    return next(filter(None, [os.environ.get("TICW_FIREFOX"), *map(shutil.which, NAMES)]), None)


@contextlib.contextmanager
def browsing_firefox() -> Iterator[Browser]:
    """Start an installed Firefox, headless. RuntimeError where there is none."""
    if not find_firefox():
        raise RuntimeError("no Firefox: run `make programs`, or set TICW_FIREFOX")
    with tempfile.TemporaryDirectory() as folder, playing() as playwright:
        starter = Path(folder) / "firefox"
        command = shlex.join([sys.executable, "-m", "tests.support.firefox"])
        starter.write_text(f'#!/bin/sh\ncd {shlex.quote(str(ROOT))} && exec {command} "$@"\n', encoding="utf-8")
        starter.chmod(0o755)
        browser = playwright.firefox.launch(
            channel="moz-firefox", executable_path=starter, firefox_user_prefs=dict(NOWHERE)
        )
        try:
            yield browser
        finally:
            browser.close()


async def _start(*arguments: str) -> None:
    """Run Firefox between Playwright and its own door; ends when Firefox does."""
    process = await asyncio.create_subprocess_exec(str(find_firefox()), *arguments, stderr=asyncio.subprocess.PIPE)
    assert process.stderr
    door = ""
    async for line in process.stderr:
        if found := re.search(r"BiDi listening on (ws://\S+)", line.decode(errors="replace")):
            door = found[1]
            break

    async def pass_on(caller: ServerConnection) -> None:
        assert caller.request
        async with connect(door + caller.request.path, max_size=None, compression=None) as firefox:
            answers = asyncio.create_task(_copy(firefox, caller))
            async for message in caller:
                command = json.loads(message)
                if command["method"] == UNKNOWN:
                    await caller.send(json.dumps({"type": "success", "id": command["id"], "result": {}}))
                else:
                    await firefox.send(message)
            answers.cancel()

    async with serve(pass_on, "127.0.0.1", 0, max_size=None, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        async for _line in process.stderr:
            pass  # Firefox waits for somebody to read what it says
        await process.wait()


async def _copy(source: AsyncIterable[str | bytes], target: ServerConnection) -> None:
    async for message in source:
        await target.send(message)


if __name__ == "__main__":
    asyncio.run(_start(*sys.argv[1:]))
