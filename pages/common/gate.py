"""Turns away what has no business here, before the framework looks at it: foreign pages, and whoever asks for metrics.

Streamlit would answer a foreign page only after it has asked a host on the internet for this machine's own address,
with everybody waiting meanwhile.
"""

import os
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

METRICS = "TICW_METRICS"
"""The variable that opens /_stcore/metrics, where it is `on`."""


class Gate:
    """ASGI middleware that refuses WebSockets of foreign pages, takes their origin off requests, and hides metrics."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.friends = {host for host in map(_host, _friends()) if host}
        self.metrics = os.environ.get(METRICS) == "on"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here."""
        if scope["type"] == "websocket" and self._is_foreign(scope):
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http" and scope["path"].endswith("/_stcore/metrics") and not self.metrics:
            await PlainTextResponse("not found", status_code=404)(scope, receive, send)
        else:
            if scope["type"] == "http" and self._is_foreign(scope):
                scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            await self.app(scope, receive, send)

    def _is_foreign(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or urlsplit(origin).netloc == headers.get("host"):
            return False
        return _host(origin) not in self.friends


def _friends() -> list[str]:
    """Where pages may come from that are not served under the same name: a proxy's, say."""
    return [
        "localhost",
        "127.0.0.1",
        st.get_option("browser.serverAddress"),
        *st.get_option("server.corsAllowedOrigins"),
    ]


def _host(address: str) -> str | None:
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
