"""People who click while something else is measured: visits without a browser, over Streamlit's own websocket."""

import contextlib
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PAUSE = 2  # seconds between two clicks of one person, on average
PHASES = ("I", "II")


@dataclass(slots=True)
class Clickers:
    """What the switches took so far, in milliseconds."""

    times: list[float] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    end: threading.Event = field(default_factory=threading.Event)

    def drain(self) -> list[float]:
        """Return the switches since this was last asked. Raises what went wrong in a visit."""
        if self.faults:
            raise self.faults[0]
        times, self.times = self.times, []
        return times

    def visit(self, address: str, after: float) -> None:
        """Come `after` seconds, then switch the phase again and again."""
        chance = random.Random(after)
        try:
            with visiting(address) as socket:
                run(socket, "phase=II")
                self.end.wait(after)
                turn = 0
                while not self.end.is_set():
                    began = time.perf_counter()
                    run(socket, f"phase={PHASES[turn % 2]}")
                    self.times.append((time.perf_counter() - began) * 1000)
                    turn += 1
                    # people do not keep step: those who waited for each other once would do so ever after
                    self.end.wait(PAUSE * chance.uniform(0.5, 1.5))
        except BaseException as fault:  # noqa: BLE001  # told by `taken`, in the thread that asks
            self.faults.append(fault)


@contextlib.contextmanager
def clicking(address: str, people: int) -> Iterator[Clickers]:
    """So many people visit the app and click, evenly spread over the pause; they leave at the end."""
    clickers = Clickers()
    threads = [
        threading.Thread(target=clickers.visit, args=(address, PAUSE * n / people), daemon=True) for n in range(people)
    ]
    for thread in threads:
        thread.start()
    try:
        time.sleep(2 * PAUSE)  # until all have arrived
        clickers.drain()
        yield clickers
    finally:
        clickers.end.set()
        for thread in threads:
            thread.join(timeout=30)


def visiting(address: str) -> ClientConnection:
    """Connect to a server as a page does."""
    return connect(f"{address.replace('http', 'ws', 1)}/_stcore/stream", subprotocols=["streamlit"], max_size=None)


def run(socket: ClientConnection, query: str) -> None:
    """Ask for a run of the script with this address, and wait until it has finished."""
    request = BackMsg()
    request.rerun_script.query_string = query
    socket.send(request.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(socket.recv(timeout=60))
        if message.WhichOneof("type") == "script_finished":
            return
