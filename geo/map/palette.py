"""The colours of map, pages and exports; what is drawn with them on an area stands in geo/map/symbology.py."""

COLOURS = {
    "sending": "#c65a35",
    "transit": "#e2a93b",
    "receiving": "#2a6f97",
    "unnamed": "#e6e3da",
    "pale": "#dfe8ee",
    "dot": "#5d6570",
    "speck": "#a9cfe4",
    "ochre": "#a87512",
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
_TEXT, _LINE = ("sending", "receiving", "dot", "ochre", "hatch", "ink", "quiet", "border"), ("coast", "line")
FORCED = {name: "CanvasText" if name in _TEXT else "GrayText" if name in _LINE else "Canvas" for name in COLOURS}


def css() -> str:
    """Return the colours as CSS variables, `--ticw-sending` and so on."""
    return f"{_root(COLOURS)}\n@media (forced-colors: active) {{ {_root(FORCED)} }}\n"


def _root(colours: dict[str, str]) -> str:
    return ":root{" + "".join(f"--ticw-{name}:{value};" for name, value in colours.items()) + "}"
