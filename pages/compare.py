"""Phase I beside Phase II, and what changed."""

from geo.answers import answer
from geo.changes import changes
from geo.undated import undated
from pages.common import door, words
from pages.common.maps import show_map

HERE = "compare"


def show() -> None:
    """Two maps that move and choose together; under them what changed: areas, types of intervention, bodies."""
    atlas, selection = door.atlas(), door.selection()
    made = changes(atlas, selection)
    words.headline(HERE)
    if told := answer(atlas, selection, HERE):
        words.html("empty", here=HERE, answer=told)
    elif way := undated(atlas, selection, HERE):
        words.html("undated", here=HERE, way=way)
    show_map(selection, "pair", pair=True)
    words.html("compare", here=HERE, changes=made)
    words.html("legend", here=HERE, entries=())
