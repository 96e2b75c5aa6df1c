"""One phase beside another, and what changed."""

from geo.views.compare.areas import changes
from geo.views.empty import answer
from geo.views.scope import COMPARE, nothing_to_compare, pair_in
from geo.views.undated import undated
from pages.common import html, state
from pages.common.map_view import show_map
from pages.common.params import read_params

PATH = COMPARE


def show() -> None:
    """Two maps that move and choose together; under them what changed: areas, types of intervention, bodies."""
    atlas, selection, params = state.atlas(), state.selection(), read_params(PATH)
    html.headline(PATH)
    if empty := answer(atlas, selection, PATH, params):
        html.show("empty", here=PATH, answer=empty)
    elif way := undated(atlas, selection, PATH, params):
        html.show("undated", here=PATH, way=way)
    if nothing_to_compare(atlas.record):
        return
    pair = pair_in(atlas.record, params)
    content = changes(atlas, selection, pair)
    if len(content.pairs) > 1:
        html.show("compare-pairs", here=PATH, changes=content)
    show_map(selection, "pair", pair=pair)
    html.show("compare", here=PATH, changes=content)
    html.show("legend", here=PATH, entries=())
