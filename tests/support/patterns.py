"""Tells patterns apart as an eye does that sees no colour: by how light they are and by what repeats in them."""

from typing import Any

import numpy as np
from PIL import Image

EDGE = 2  # pixels of a patch that are left out: the line around it
LIGHT = 0.3  # of the way from black to white
TEXTURE = 0.025  # of stripes that are a fifteenth as light again as their ground


def grey(picture: Image.Image) -> Any:
    """How light each pixel is, 0 to 1."""
    return np.asarray(picture.convert("L"), dtype=float)[EDGE:-EDGE, EDGE:-EDGE] / 255


def are_apart(one: Any, other: Any) -> bool:
    """Whether two patches of one size are told apart: by what repeats in them, wherever it begins, or as day and night.

    Two plain greys that lie side by side are told apart sooner; on a map they lie far from each other and their legend.
    """
    return abs(float(one.mean() - other.mean())) > LIGHT or difference(one, other) > TEXTURE


def difference(one: Any, other: Any) -> float:
    """How far what repeats in a patch is from what repeats in another one."""
    return float(np.linalg.norm(_repeats(one) - _repeats(other)))


def _repeats(patch: Any) -> Any:
    """Return the strength of each spatial frequency but the mean; a shift of the pattern leaves it as it is."""
    window = np.outer(np.hanning(patch.shape[0]), np.hanning(patch.shape[1]))
    return np.abs(np.fft.fft2((patch - patch.mean()) * window)) / patch.size
