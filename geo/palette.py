"""The colours and letters that carry the roles: one source for map, pages and exports."""

COLOURS = {
    "sending": "#c65a35",
    "transit": "#e2a93b",
    "receiving": "#2a6f97",
    "unnamed": "#e6e3da",
    "pale": "#dfe8ee",
    "dot": "#5d6570",
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


def css() -> str:
    """The colours as CSS variables, `--ticw-sending` and so on."""
    return ":root{" + "".join(f"--ticw-{name}:{value};" for name, value in COLOURS.items()) + "}\n"


def letters(key: str) -> str:
    """A paint key as the letters on the map: `S·T`, `R?`, `S → R`, `I: S`; a dot for a place named without a role."""
    first, arrow, second = (part.replace("ST", "S·T").replace("N", "•") for part in key.partition(">"))
    if not arrow:
        return first
    return f"{first} → {second}" if first and second else f"I: {first}" if first else f"II: {second}"
