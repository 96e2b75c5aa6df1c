"""How far two colours are apart, as WCAG 2 measures it. Colours are `#rrggbb`."""

import colorsys

_DARKEST = 0.04045  # of a channel, up to which its light grows evenly
_WEIGHTS = (0.2126, 0.7152, 0.0722)  # of red, green and blue in how light a colour is


def luminance(colour: str) -> float:
    """Return how light a colour is, 0 (black) to 1 (white)."""
    linear = (part / 12.92 if part <= _DARKEST else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour))
    return sum(weight * part for weight, part in zip(_WEIGHTS, linear, strict=True))


def contrast(colour: str, other: str) -> float:
    """Return the contrast of two colours, 1 (none) to 21 (black on white)."""
    low, high = sorted((luminance(colour), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def darkened(colour: str, ground: str, least: float) -> str:
    """Return a colour as it is, or as much darker as it takes to have the `least` contrast to a light ground."""
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(100):
        red, green, blue = colorsys.hls_to_rgb(hue, light * (1 - step / 100), saturation)
        darker = "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))
        if contrast(darker, ground) >= least:
            return darker
    return "#000000"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in bytes.fromhex(colour.removeprefix("#")))
    return red, green, blue
