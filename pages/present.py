"""The workshop mode: a story slide by slide, for a hall. Keys: Right, Left, Space, Home, End, Esc, and f, b, n."""

import streamlit as st

from geo.i18n import gettext as _
from geo.selection.selection import Selection
from geo.story.slides import Slide, slide
from geo.story.titles import slide_title
from geo.views.params import number_within
from geo.views.place import dossier
from geo.views.registry import PAGES
from pages.common import html, state, story_state
from pages.common.map_view import show_map
from pages.common.params import read_params

PATH = "present"
SPEAKER = "window"  # of the parameter `notes`: the speaker's own window, beside the one that the hall sees


def show() -> None:
    """Show the slide that the address names; its map is live, and a chosen area opens its panel."""
    story, name, problems = story_state.shown()
    if story is None:
        html.show("caption", text=_("Looking for the story that this browser keeps"))
        return
    number, missing = number_within("slide", read_params(PATH).get("slide", ""), len(story.views))
    made = slide(state.atlas(), story.views[number - 1], number, len(story.views))
    html.title(slide_title(state.atlas(), made, title()))
    selection = _live(made)
    html.show("slide-head", here=PATH, slide=made, notices=(*problems, *filter(None, [missing]), *made.notices))
    speaker = state.page_param("notes") == SPEAKER
    if speaker:
        following = slide(state.atlas(), story.views[number], number + 1, made.of).title if number < made.of else ""
        html.show("slide-notes", here=PATH, slide=made, following=following)
    elif made.kind == "map":
        _map_slide(made, selection)
    else:
        html.show("slide-list", here=PATH, slide=made, view=_view(made))
    html.show("slide-foot", here=PATH, slide=made, story=name, notes=_notes_wanted(), speaker=speaker, ways=_ways(made))


def _map_slide(made: Slide, selection: Selection) -> None:
    left, right = st.columns([1.5, 1] if made.pair else [1.12, 1], gap="medium")
    with left:
        show_map(selection, "slidemap", pair=made.pair, large=True)
        html.show("slide-legend", here=PATH, slide=made)
    with right, st.container(key="slidebeside"):
        place = selection.area if selection.area != made.selection.area else None
        html.show(
            "slide-beside", here=PATH, slide=made, close=_address(made.number), view=_view(made),
            dossier=dossier(state.atlas(), place, selection) if place else None,
        )  # fmt: skip


def _live(made: Slide) -> Selection:
    """Return the slide's selection, with the area chosen on its map since; its phase is what its words say."""
    address = state.selection()
    return made.selection.changed(lang=address.lang, area=address.area or made.selection.area)


def _notes_wanted() -> bool:
    return state.page_param("notes") == "on"


def _view(made: Slide) -> str:
    """Return the address of the view of a slide in the atlas."""
    return f"{made.view.page or './'}?{made.view.query or made.selection.to_query()}"


def _address(number: int, notes: str | None = None) -> str:
    """Return the address of a slide of the story that is shown. notes : as the address has it where None."""
    params = {"slide": str(number)}
    if "story" in st.query_params:
        params["story"] = str(st.query_params["story"])
    if notes := state.page_param("notes") if notes is None else notes:
        params["notes"] = notes
    if state.selection().lang != "en":
        params["lang"] = state.selection().lang
    return html.address(PATH, params)


def _ways(made: Slide) -> dict[str, str]:
    """Where the keys lead: the slides around, the first and last one, the view in the atlas, the notes."""
    taken = PAGES[made.view.page].params if made.view.page in PAGES else ()
    own = {name: values[0] for name, values in made.view.params.items() if name in taken}
    return {
        "next": _address(min(made.number + 1, made.of)), "back": _address(max(made.number - 1, 1)),
        "first": _address(1), "last": _address(made.of),
        "notes": _address(made.number, "" if _notes_wanted() else "on"),
        "speaker": _address(made.number, SPEAKER),
        "leave": html.address(made.view.page or "./", {**made.selection.to_params(), **own}),
    }  # fmt: skip


def title() -> str:
    """Return what the page is called in links."""
    return _("Present")
