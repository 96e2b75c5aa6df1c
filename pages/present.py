"""The workshop mode: a story slide by slide, for a hall. Keys: Right, Left, Space, Home, End, Esc."""

import streamlit as st

from geo.dossier import dossier
from geo.language import gettext as _
from geo.page_params import number_within
from geo.selection import Selection
from geo.slides import Slide, slide
from geo.titles import slide_title
from pages.common import door, stories, words
from pages.common.maps import show_map
from pages.common.params import read_params

HERE = "present"


def show() -> None:
    """The slide that the address names; its map is live, and a chosen area opens its panel."""
    story, problems = stories.shown()
    if story is None:
        words.html("caption", text=_("Looking for the story that this browser keeps"))
        return
    number, missing = number_within("slide", read_params(HERE).get("slide", ""), len(story.views))
    made = slide(door.atlas(), story.views[number - 1], number, len(story.views))
    words.title(slide_title(made, title()))
    selection = _live(made)
    words.html("slide-head", here=HERE, slide=made, notices=(*problems, *filter(None, [missing]), *made.notices))
    if made.kind == "map":
        _map_slide(made, selection)
    else:
        words.html("slide-list", here=HERE, slide=made)
    words.html("slide-foot", here=HERE, slide=made, notes=_notes_wanted(), ways=_ways(made))


def _map_slide(made: Slide, selection: Selection) -> None:
    pair = made.view.page == "compare"
    left, right = st.columns([2.3, 1] if not pair else [3.4, 1], gap="medium")
    with left:
        show_map(selection, "slidemap", pair=pair, large=True)
    with right, st.container(key="slidebeside"):
        place = selection.area if selection.area != made.selection.area else None
        words.html(
            "slide-beside", here=HERE, slide=made, close=_address(made.number),
            dossier=dossier(door.atlas(), place, selection) if place else None,
        )  # fmt: skip


def _live(made: Slide) -> Selection:
    """The slide's selection, with the area that the person chose on its map since; its phase is what its words say."""
    address = door.selection()
    return made.selection.changed(lang=address.lang, area=address.area or made.selection.area)


def _notes_wanted() -> bool:
    return door.page_param("notes") == "on"


def _address(number: int, *, notes: bool | None = None) -> str:
    """The address of a slide of the story that is shown."""
    params = {"slide": str(number)}
    if "story" in st.query_params:
        params["story"] = str(st.query_params["story"])
    if _notes_wanted() if notes is None else notes:
        params["notes"] = "on"
    if door.selection().lang != "en":
        params["lang"] = door.selection().lang
    return words.address(HERE, params)


def _ways(made: Slide) -> dict[str, str]:
    """Where the keys lead: the slides around, the first and last one, the view in the atlas, the notes."""
    return {
        "next": _address(min(made.number + 1, made.of)), "back": _address(max(made.number - 1, 1)),
        "first": _address(1), "last": _address(made.of), "notes": _address(made.number, notes=not _notes_wanted()),
        "leave": f"{made.view.page or './'}?{made.selection.to_query()}",
    }  # fmt: skip


def title() -> str:
    """What the page is called in links."""
    return _("Present")
