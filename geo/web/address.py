"""Where the app is, and where one of its views is: base address, path and query are put together here alone."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlencode, urlsplit

from geo.selection.view import View


@dataclass(frozen=True, slots=True)
class Base:
    """Where the app is. url : scheme, host and the path below which it runs; '' where that is not known."""

    url: str = ""

    @classmethod
    def of_page(cls, url: str, page: str) -> "Base":
        """Read the base of an address as a browser has it. page : the path of the page it opens, '' for the map."""
        start = url.partition("#")[0].partition("?")[0].rstrip("/")
        ending = f"/{page}"
        return cls(start[: -len(ending)] if page and start.casefold().endswith(ending) else start)

    @classmethod
    def parse(cls, text: str) -> "Base":
        """Read what a person gives. Raises ValueError where it is not the address of an app, or holds a view's."""
        parts = urlsplit(text.strip())
        if re.search(r"""[\s"'<>\\]""", text.strip()):
            raise ValueError(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(text)
        return cls(text.strip().rstrip("/"))

    def locate(self, view: View) -> str:
        """Return the address of a view, '' without a base."""
        if not self.url:
            return ""
        return f"{self.url}/{view.page}?{urlencode(view.params, doseq=True, safe=',')}".rstrip("?")

    @property
    def is_shared(self) -> bool:
        """Whether another machine can open it: not what is loopback, unspecified or bound to one network card."""
        try:
            host = (urlsplit(self.url).hostname or "").rstrip(".")
        except ValueError:
            return False
        if not host or host == "localhost" or host.endswith(".localhost"):
            return False
        try:
            number = ip_address(host.partition("%")[0])
        except ValueError:
            return True
        if isinstance(number, IPv6Address) and number.ipv4_mapped:
            number = number.ipv4_mapped
        return not (number.is_loopback or number.is_unspecified or number.is_link_local)
