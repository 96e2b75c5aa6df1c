"""SVG, element by element. Text from data only ever becomes escaped text or an escaped attribute value."""

import html
import re

from geo.export.image.font_metrics import FAMILY
from geo.map.palette import COLOURS

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 does not take at all


def escape(text: str) -> str:
    """Text for use inside an element or an attribute."""
    return html.escape(_ILLEGAL.sub("\ufffd", text))


def tag(name: str, *children: str, **attributes: object) -> str:
    """Write an element. Children are markup; attributes are escaped, `_` stands for `-`, those of None are left out."""
    pairs = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(_format(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{pairs}>{''.join(children)}</{name}>" if children else f"<{name}{pairs}/>"


def _format(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def document(body: str, size: tuple[float, float], name: str, title: str, description: str, *, maker: str) -> str:
    """Write a whole SVG file, `size` wide and high in pixels, with title and description for those who do not see it.

    name : begins the ids, so that several pictures may stand in one page. maker : what made it, as metadata.
    """
    width, height = size
    metadata = tag("title", escape(title), id=f"{name}-title") + tag("desc", escape(description), id=f"{name}-desc")
    metadata += tag("metadata", escape(maker))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tag(
        "svg", metadata, body, xmlns="http://www.w3.org/2000/svg", width=width, height=height,
        viewBox=f"0 0 {width} {height}", role="img", aria_labelledby=f"{name}-title {name}-desc", font_family=FAMILY,
        fill=COLOURS["ink"],
    )  # fmt: skip
