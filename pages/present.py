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
    story, name, problems = story_state.find_story()
    if story is None:
        html.show("caption", text=_("Looking for the story that this browser keeps"))
        return
    number, missing = number_within("slide", read_params(PATH).get("slide", ""), len(story.views))
    content = slide(state.atlas(), story.views[number - 1], number, len(story.views))
    html.title(slide_title(state.atlas(), content, title()))
    selection = _live(content)
    html.show("slide-head", here=PATH, slide=content, notices=(*problems, *filter(None, [missing]), *content.notices))
    speaker = state.page_param("notes") == SPEAKER
    if speaker:
        after = story.views[number : number + 1]
        following = "".join(slide(state.atlas(), view, number + 1, content.of).title for view in after)
        html.show("slide-notes", here=PATH, slide=content, following=following)
    elif content.kind == "map":
        _map_slide(content, selection)
    else:
        html.show("slide-list", here=PATH, slide=content, view=_view(content))
    html.show(
        "slide-foot", here=PATH, slide=content, story=name, notes=_with_notes(), speaker=speaker, ways=_ways(content)
    )


def _map_slide(content: Slide, selection: Selection) -> None:
    left, right = st.columns([1.5, 1] if content.pair else [1.12, 1], gap="medium")
    with left:
        show_map(selection, "slidemap", pair=content.pair, large=True)
        html.show("slide-legend", here=PATH, slide=content)
    with right, st.container(key="slidebeside"):
        place = selection.area if selection.area != content.selection.area else None
        html.show(
            "slide-beside", here=PATH, slide=content, close=_address(content.number), view=_view(content),
            dossier=dossier(state.atlas(), place, selection) if place else None,
        )  # fmt: skip


def _live(content: Slide) -> Selection:
    """Return the slide's selection, with the area chosen on its map since; its phase is what its words say."""
    address = state.selection()
    return content.selection.changed(lang=address.lang, area=address.area or content.selection.area)


def _with_notes() -> bool:
    return state.page_param("notes") == "on"


def _view(content: Slide) -> str:
    """Return the address of the view of a slide in the atlas."""
    return f"{content.view.page or './'}?{content.view.query or content.selection.to_query()}"


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


def _ways(content: Slide) -> dict[str, str]:
    """Where the keys lead: the slides around, the first and last one, the view in the atlas, the notes."""
    names = PAGES[content.view.page].params if content.view.page in PAGES else ()
    own = {name: values[0] for name, values in content.view.params.items() if name in names}
    return {
        "next": _address(min(content.number + 1, content.of)), "back": _address(max(content.number - 1, 1)),
        "first": _address(1), "last": _address(content.of),
        "notes": _address(content.number, "" if _with_notes() else "on"),
        "speaker": _address(content.number, SPEAKER),
        "leave": html.address(content.view.page or "./", {**content.selection.to_params(), **own}),
    }  # fmt: skip


def title() -> str:
    """Return what the page is called in links."""
    return _("Present")
