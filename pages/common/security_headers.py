"""Headers that every answer carries: what a page may load, from where, and what else it may do."""

import os
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANCESTORS = "TICW_FRAME_ANCESTORS"
"""The variable that names the pages which may show the app in a frame of theirs, as CSP writes them."""
NOT_NEEDED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb", "web-share",
    "xr-spatial-tracking",
)  # fmt: skip


def policy(ancestors: str = "'self'") -> str:
    """Say what a page may load. Raises ValueError where `ancestors` would say more than who may frame it."""
    if not re.fullmatch(r"[^;,\s]+( [^;,\s]+)*", ancestors):
        raise ValueError(f"{ANCESTORS} is not a list of addresses with spaces between them: {ancestors!r}")
    return "; ".join(
        [
            "default-src 'self'",
            # Streamlit and streamlit-folium evaluate scripts of their own
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            # the tiles are the optional online basemap
            "img-src 'self' data: blob: https://tile.openstreetmap.org",
            "worker-src 'self' blob:",
            "form-action 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            f"frame-ancestors {ancestors}",
        ]
    )


class Headers:
    """ASGI middleware that adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": policy(os.environ.get(ANCESTORS, "'self'")),
            "Permissions-Policy": ", ".join(f"{name}=()" for name in NOT_NEEDED),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers when the answer starts."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
