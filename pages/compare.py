"""Phase I beside Phase II, and what changed."""

from geo.views.compare.areas import changes
from geo.views.empty import answer
from geo.views.undated import undated
from pages.common import html, state
from pages.common.map_view import show_map

PATH = "compare"


def show() -> None:
    """Two maps that move and choose together; under them what changed: areas, types of intervention, bodies."""
    atlas, selection = state.atlas(), state.selection()
    made = changes(atlas, selection)
    html.headline(PATH)
    if told := answer(atlas, selection, PATH):
        html.show("empty", here=PATH, answer=told)
    elif way := undated(atlas, selection, PATH):
        html.show("undated", here=PATH, way=way)
    show_map(selection, "pair", pair=True)
    html.show("compare", here=PATH, changes=made)
    html.show("legend", here=PATH, entries=())
