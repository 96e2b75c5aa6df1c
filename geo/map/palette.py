"""The colours of map, pages and exports but for those of roles, which are the record's: geo/map/symbology.py."""

from collections.abc import Mapping

from geo.record.looks import GROUNDS

COLOURS = {
    "accent": "#2a6f97",
    "caution": "#e2a93b",
    **GROUNDS,
    "dot": "#5d6570",
    "hatch": "#978e79",
    "paper": "#ffffff",
    "ink": "#1c2530",
    "quiet": "#5d6570",
    "ground": "#fbfaf7",
    "side": "#f3f1ea",
    "line": "#e2ded3",
    "sea": "#dbe7ee",
    "land": "#f1eee6",
    "coast": "#d8d3c6",
    "water": "#bcd6e6",
    "border": "#7a6f5a",
}
# where a person has chosen the colours of everything: what is dark here is text there, what is a line is quiet text
_TEXT, _LINE = ("accent", "dot", "hatch", "ink", "quiet", "border"), ("coast", "line")
FORCED = {name: "CanvasText" if name in _TEXT else "GrayText" if name in _LINE else "Canvas" for name in COLOURS}


def css(colours: Mapping[str, str] = COLOURS, forced: Mapping[str, str] = FORCED) -> str:
    """Write colours as CSS variables, `--ticw-accent` and so on. forced : where a person has chosen all colours."""
    return f"{_root(colours)}\n@media (forced-colors: active) {{ {_root(forced)} }}\n"


def _root(colours: Mapping[str, str]) -> str:
    return ":root{" + "".join(f"--ticw-{name}:{value};" for name, value in colours.items()) + "}"
