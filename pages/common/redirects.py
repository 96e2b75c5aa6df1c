"""Leads an address that is nearly one of the app's to where it is meant: `/Compare`, `/record/S4.4`, with its view."""

import re
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.views.registry import PAGES

_PARAGRAPH = re.compile(r"S\d")


def target_of(path: str) -> str | None:
    """Return the address, relative to the app, of what a path below the app means; None where it is right as it is.

    `record/S4.4` -> `record?paragraph=S4.4`. What is no page leads to the map, which says so.
    """
    page, *rest = [part for part in path.split("/") if part] or [""]
    path_name = page.casefold()
    if path_name not in PAGES:
        return f"?missing={quote(page)}"
    if not rest:
        return path_name if path_name != page else None
    if not PAGES[path_name].params:
        return path_name
    name = "paragraph" if path_name == "record" and _PARAGRAPH.match(rest[0]) else PAGES[path_name].params[0]
    return f"{path_name}?{name}={quote(rest[0])}"


class Paths:
    """ASGI middleware that sends a browser on where a page's address is nearly right.

    base : the path below which the app runs, '' or `/atlas`.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request of a page with where it is meant; pass all others on."""
        target = target_of(scope["path"].removeprefix(self.base)) if self._is_page(scope) else None
        if target is None:
            await self.app(scope, receive, send)
            return
        if query := scope["query_string"].decode("latin-1"):
            target += f"{'&' if '?' in target else '?'}{query}"
        # relative, so that it holds below whatever a proxy takes off the path
        back = "../" * (scope["path"].removeprefix(self.base).count("/") - 1)
        await RedirectResponse(f"{back or './'}{target}")(scope, receive, send)

    def _is_page(self, scope: Scope) -> bool:
        """Whether a browser opens a page: scripts ask for other things, and below a page's path too."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return False
        path = scope["path"].removeprefix(self.base)
        first = path.strip("/").partition("/")[0]
        own = first in ("", "_stcore", "static", "assets", "component", "media")
        return not own and "/_stcore" not in path and "text/html" in Headers(scope=scope).get("accept", "")
