"""Timers that run inside the page, and an ear on what it receives.

All times are milliseconds of the page's own clock. A timer looks once a frame (requestAnimationFrame) whether its
moment has come, and then waits one more frame, so that what it saw has been painted: every time contains up to two
frames, about 33 ms at 60 Hz, on each side alike. What Playwright itself takes is in none of them.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LONGEST = 30_000  # milliseconds after which a timer gives up

# the click's own time stamp starts the timer; in a frame it counts from the frame's time origin
CLICK = """async () => {
  const frame = %(frame)s;
  const started = frame ? frame.contentWindow : window;
  const marks = {%(marks)s};
  window.benchTimer = new Promise((done, fail) => {
    const times = {};
    let start = null;
    started.document.addEventListener("click", (event) => {
      start = event.timeStamp + started.performance.timeOrigin - performance.timeOrigin;
    }, {capture: true, once: true});
    const armed = performance.now();
    const look = () => {
      for (const [name, come] of Object.entries(marks)) {
        if (start === null || name in times || !come()) continue;
        times[name] = null;
        requestAnimationFrame(() => { times[name] = performance.now() - start; });
      }
      if (Object.keys(marks).every((name) => times[name])) done(times);
      else if (performance.now() - armed > %(longest)d) fail(`gave up: ${JSON.stringify([start, times])}`);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  window.benchTimer.catch(() => {});
}"""

# the page's clock starts at the navigation
FIRST = """if (window === window.top) {
  window.benchFirst = new Promise((done, fail) => {
    const look = () => {
      if (document.documentElement && (%(first)s)) requestAnimationFrame(() => done(performance.now()));
      else if (performance.now() > %(longest)d) fail("gave up: the first paint never came");
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  window.benchFirst.catch(() => {});
}"""


def start_timer(page: Page, marks: Mapping[str, str], frame: str) -> None:
    """Arm a timer that the next click starts. marks : name -> JavaScript that makes the function to ask each frame."""
    functions = ",".join(f"{name}: {code}" for name, code in marks.items())
    inside = f"document.querySelector({frame!r})" if frame else "null"
    page.evaluate(CLICK % {"frame": inside, "marks": functions, "longest": LONGEST})


def read_timer(page: Page) -> dict[str, float]:
    """Wait for the timer: milliseconds from the click to each mark, as painted."""
    times: dict[str, float] = page.evaluate("() => window.benchTimer")
    return times


def watch_first_paint(page: Page, first: str) -> None:
    """Before the navigation: note when `first`, JavaScript, becomes truthy."""
    page.add_init_script(FIRST % {"first": first, "longest": LONGEST})


def first_paint(page: Page) -> float:
    """Milliseconds from the start of the navigation to the first paint that is complete."""
    time_ms: float = page.evaluate("() => window.benchFirst")
    return time_ms


@dataclass  # no slots: Playwright notes its wrapped handlers on the instance
class Wire:
    """What a page receives, as the browser reports it: bytes are those of the payload after decoding.

    websocket, http : bytes since the last `reset`; HTTP without what the browser had in its cache.
    frames : (seconds of the browser's clock, kind of message, bytes) for each websocket message received since then;
    what the page sends has the kind `sent`.
    addresses : every address asked since the page was opened, to see that none is on another host.
    """

    page: Page
    websocket: int = 0
    http: int = 0
    frames: list[tuple[float, str, int]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    _cache: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._sent)
        session.on("Network.requestWillBeSent", lambda event: self.addresses.append(event["request"]["url"]))
        session.on("Network.requestServedFromCache", lambda event: self._cache.add(event["requestId"]))
        session.on("Network.responseReceived", self._response)
        session.on("Network.dataReceived", self._data)
        session.send("Network.enable")

    def reset(self) -> None:
        """Count from here."""
        self.websocket = self.http = 0
        self.frames.clear()

    def server_ms(self) -> float:
        """Milliseconds from the page's first message to the server's last `script_finished`, since `reset`.

        The browser's network process stamps both, so a busy page does not delay them. The message `new_session` would
        mark the start of the script alone, but it leaves only when the script lets the server's event loop have a
        turn: anything between 5 and 150 ms after. So this counts all that the page waits for: callbacks, script,
        serialising, sending, and whatever stalls the server in between.
        """
        starts = [when for when, kind, _ in self.frames if kind == "sent"]
        ends = [when for when, kind, _ in self.frames if kind == "script_finished"]
        return (ends[-1] - starts[0]) * 1000 if starts and ends else 0.0

    def _sent(self, event: Mapping[str, Any]) -> None:
        self.frames.append((event["timestamp"], "sent", 0))

    def _frame(self, event: Mapping[str, Any]) -> None:
        response = event["response"]
        payload = base64.b64decode(response["payloadData"])  # Streamlit sends nothing but binary messages
        self.websocket += len(payload)
        self.frames.append((event["timestamp"], _kind(payload), len(payload)))

    def _response(self, event: Mapping[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._cache.add(event["requestId"])

    def _data(self, event: Mapping[str, Any]) -> None:
        if event["requestId"] not in self._cache:
            self.http += event["dataLength"]


def _kind(payload: bytes) -> str:
    message = ForwardMsg()
    message.ParseFromString(payload)
    return str(message.WhichOneof("type"))
