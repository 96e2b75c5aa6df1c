"""Fewer bytes on the line: what is text is compressed, and what never changes is compressed once."""

import gzip
import re
from collections import OrderedDict

import brotli
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST = 500  # bytes: below, headers weigh more than what is gained
QUICK, THOROUGH = {"br": 4, "gzip": 6}, {"br": 9, "gzip": 9}
"""Levels for what is made anew, and for files."""
MAX_BYTES = 24_000_000  # bytes of compressed files that are kept
_TEXT = re.compile(r"text/|application/(javascript|json|manifest\+json|wasm)|image/svg\+xml|font/ttf")
_HASHED = re.compile(r"/component/.*\.[0-9a-f]{8,}\.(js|css)$")
"""Files of components that have their digest in their name; the framework says it only of its own."""
FOR_GOOD = "public, max-age=31536000, immutable"
_FILES = ("/static/", "/assets/atlas/", "/assets/leaflet/", "/assets/thumbnail/", "/component/")


def encoding_of(header: str) -> str:
    """Choose among the encodings that a browser accepts, as its header names them: `br`, `gzip` or '' for none."""
    weights = {}
    for part in header.lower().split(","):
        name, _mark, weight = part.strip().partition(";")
        weights[name.strip()] = not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)
    return next((name for name in ("br", "gzip") if weights.get(name)), "")


def compress(content: bytes, header: str, levels: dict[str, int] = QUICK) -> tuple[bytes, str]:
    """Compress for whoever accepts it; return the content and the name of its encoding, '' where it stays as it is."""
    encoding = encoding_of(header) if len(content) >= LEAST else ""
    if encoding == "br":
        return brotli.compress(content, quality=levels["br"]), encoding
    if encoding == "gzip":
        return gzip.compress(content, levels["gzip"], mtime=0), encoding
    return content, ""


class Compression:
    """ASGI middleware that compresses files once for all visitors; what is compressed already passes as it is."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base
        self.cache: OrderedDict[tuple[str, str, str], bytes] = OrderedDict()
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and compress the answer where it is a file's text."""
        encoding = self._encoding(scope)
        if not encoding:
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()
        is_passing = False

        async def collect(message: Message) -> None:
            nonlocal is_passing
            if message["type"] == "http.response.start":
                start.update(message)
                is_passing = not _is_text(message)
                if is_passing:
                    await send(message)
            elif is_passing:
                await send(message)
            else:
                body.extend(message.get("body", b""))

        # the framework would compress some of them anew for each visitor
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, collect)
        if is_passing or not start:
            return
        headers = MutableHeaders(raw=list(start["headers"]))
        content = await self._compress(scope["path"], headers.get("etag", ""), encoding, bytes(body))
        headers["Content-Encoding"] = encoding
        headers["Content-Length"] = str(len(content))
        headers.add_vary_header("Accept-Encoding")
        if _HASHED.search(scope["path"]):
            headers["Cache-Control"] = FOR_GOOD
        if etag := headers.get("etag"):
            headers["ETag"] = f"W/{etag.removeprefix('W/')}"  # the same content in other bytes
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": content})

    def _encoding(self, scope: Scope) -> str:
        if scope["type"] != "http" or scope["method"] != "GET":
            return ""
        headers = Headers(scope=scope)
        is_file = scope["path"].removeprefix(self.base).startswith(_FILES)
        return encoding_of(headers.get("accept-encoding", "")) if is_file and "range" not in headers else ""

    async def _compress(self, path: str, etag: str, encoding: str, content: bytes) -> bytes:
        key = (path, etag or str(hash(content)), encoding)
        if key in self.cache:
            self.cache.move_to_end(key)
            return self.cache[key]
        result, _name = await to_thread.run_sync(compress, content, encoding, THOROUGH)
        self.cache[key] = result
        self.size += len(result)
        while self.size > MAX_BYTES:
            self.size -= len(self.cache.popitem(last=False)[1])
        return result


def _is_text(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    whole = start["status"] == 200 and "content-encoding" not in headers  # noqa: PLR2004  # the code of HTTP
    return (
        whole
        and int(headers.get("content-length", LEAST)) >= LEAST
        and bool(_TEXT.match(headers.get("content-type", "")))
    )
