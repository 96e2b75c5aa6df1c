"""The typst package as a renderer: its fonts, found once per process, and markup that takes its data as inputs."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import typst

KHMER_FONTS = (
    "Noto Sans Khmer", "Khmer OS System", "Khmer OS", "Khmer OS Battambang", "Leelawadee UI", "Khmer UI",
    "Khmer Sangam MN", "Noto Serif Khmer", "Battambang", "Hanuman",
)  # fmt: skip
"""Families that have Khmer letters, the best first: of Linux, Windows and macOS."""


@cache
def fonts() -> typst.Fonts:
    """Find the fonts of this machine; searching them takes up to a third of a second."""
    return typst.Fonts()


@cache
def khmer_font() -> str | None:
    """Name the family in which Khmer is set, or None where no such font is installed."""
    there = frozenset(fonts().families())
    return next((name for name in KHMER_FONTS if name in there), None)


def typeset(
    source: str, inputs: Mapping[str, str], form: Literal["png", "svg"], *, dots_per_inch: float | None = None
) -> bytes:
    """Set the one page of a document as a file. inputs : what the markup reads from `sys.inputs`.

    Text from data belongs into the inputs and never into the source. Raises typst.TypstError.
    """
    pages = typst.compile(source.encode(), font_paths=fonts(), format=form, sys_inputs=dict(inputs), ppi=dots_per_inch)
    return b"".join(pages) if isinstance(pages, list) else pages
