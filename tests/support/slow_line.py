"""A line to the app on which the end of a page comes late."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

LAST = b'<div id="root">'  # from here on a page is held back


@contextlib.contextmanager
def holding_the_end(address: str) -> Iterator[tuple[str, threading.Event]]:
    """Pass on what the app at `address` sends, but the end of each page only once the event is set.

    Yields the address of the line, and the event. Pages are asked for uncompressed, so that their end can be told.
    """
    target, release = urlsplit(address), threading.Event()

    class Line(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection((target.hostname, target.port)) as app:
                back = threading.Thread(target=self.send_back, args=(app,), daemon=True)
                back.start()
                with contextlib.suppress(OSError):
                    while content := self.request.recv(65536):
                        app.sendall(content.replace(b"gzip, deflate, br", b"identity         "))
                    app.shutdown(socket.SHUT_WR)
                back.join()

        def send_back(self, app: socket.socket) -> None:
            with contextlib.suppress(OSError):
                while content := app.recv(65536):
                    start, mark, end = content.partition(LAST)
                    self.request.sendall(start)
                    if mark:
                        release.wait(30)
                        self.request.sendall(mark + end)
                self.request.shutdown(socket.SHUT_WR)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address, daemon_threads = True, True

    with Server(("127.0.0.1", 0), Line) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", release
        finally:
            release.set()
            server.shutdown()
