"""Puts the view that an address asks for into the first answer: readable long before the framework has loaded.

ASGI middleware around the framework's own page, which stays as it is but for its title and what is added. Frames of
components have pages of their own and are left alone.
"""

import logging
from hashlib import sha256

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.views.registry import PAGES
from pages.common.compression import compress
from pages.common.first_document import complete_document

LOG = logging.getLogger("ticw")
OF_THE_FILE = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})
"""What a browser asks of the framework's file: here the whole of it is needed, as it is."""


class FirstPages:
    """ASGI middleware that writes the view into the page of the framework.

    base : the path below which the app runs, '' or `/atlas`.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the address of a page with its view; pass all others on."""
        path = self._page(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                body.extend(message.get("body", b""))

        inner = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in OF_THE_FILE], "method": "GET"}
        await self.app(inner, receive, collect)
        headers, content = MutableHeaders(raw=list(start["headers"])), bytes(body)
        if headers.get("content-type", "").startswith("text/html"):
            content = await to_thread.run_sync(self._complete, scope, path, content)
            # the same page is not sent twice to a browser that still has it
            etag = f'W/"{sha256(content).hexdigest()[:20]}"'
            content, encoding = compress(content, Headers(scope=scope).get("accept-encoding", ""))
            if encoding:
                headers["Content-Encoding"] = encoding
            headers.add_vary_header("Accept-Encoding")
            for name in ("last-modified", "accept-ranges"):
                del headers[name]
            headers["ETag"] = etag
            if _has(Headers(scope=scope).get("if-none-match", ""), etag):
                del headers["content-length"], headers["content-encoding"], headers["content-type"]
                await send({**start, "status": 304, "headers": headers.raw})
                await send({"type": "http.response.body", "body": b""})
                return
        headers["Content-Length"] = str(len(content))
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})

    def _page(self, scope: Scope) -> str | None:
        """Return the path of the page that is asked for; None where it is none."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        path: str = scope["path"].removeprefix(self.base).strip("/")
        return path if path in PAGES else None

    def _complete(self, scope: Scope, path: str, content: bytes) -> bytes:
        query = scope["query_string"].decode("latin-1")
        try:
            return complete_document(content.decode("utf-8"), path, query, _root(scope) + self.base).encode()
        except Exception:  # whatever it is, the live page comes all the same
            LOG.exception("the first page of /%s", path)
            return content


def _has(header: str, etag: str) -> bool:
    """Whether a browser says that it has this content, compared weakly (RFC 9110, 8.8.3.2)."""
    names = [name.strip().removeprefix("W/") for name in header.split(",")]
    return "*" in names or etag.removeprefix("W/") in names


def _root(scope: Scope) -> str:
    """Return scheme and host as the browser has them, for what has to be a whole address."""
    headers = Headers(scope=scope)
    scheme = headers.get("x-forwarded-proto", scope.get("scheme", "http"))
    return f"{'https' if scheme == 'https' else 'http'}://{headers.get('host', 'localhost')}"
