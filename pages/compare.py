"""Phase I beside Phase II, and what changed."""

from dataclasses import replace

from geo.changes import changes
from geo.language import gettext as _
from geo.selection import Selection
from geo.summary import WayBack, ways_back
from pages.common import door, words
from pages.common.maps import show_map

HERE = "compare"


def show() -> None:
    """Two maps that move and choose together; under them what changed: areas, types of intervention, bodies."""
    atlas, selection = door.atlas(), door.selection()
    made = changes(atlas, selection)
    words.html("headline", here=HERE, words=made.words)
    if not made.areas:
        words.html(
            "empty", here=HERE, reason=_("No area of either phase matches this selection."), ways=_ways(selection)
        )
    show_map(selection, "pair", pair=True)
    words.html("compare", here=HERE, changes=made)
    words.html("legend", here=HERE, entries=())


def _ways(selection: Selection) -> list[WayBack]:
    """The ways back that help here, where both phases are shown whichever is chosen."""
    found = ways_back(door.atlas(), selection.changed(phase="both"))
    kept = [way for way in found if way.selection.phase == "both"]
    return [replace(way, selection=way.selection.changed(phase=selection.phase)) for way in kept]
