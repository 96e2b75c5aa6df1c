"""The story that a person makes of views: order, words, file, link."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.summary import Description
from geo.story.default import builtin
from geo.story.slides import slide
from geo.story.story import Story, StoryError, edit_view, excess, from_json, move, remove, rename, to_json, to_link
from pages.common import clock, html, state, story_state

PATH = "story"


def show() -> None:
    """Show the views on the left, in order; what can be done with the whole story on the right."""
    if not story_state.fetch(PATH):
        html.show("caption", text=_("Looking for the story that this browser keeps"))
        return
    story = story_state.own()
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        count = len(story.views)
        said = ngettext(
            "{count} view, in the order in which it is shown.",
            "{count} views, in the order in which they are shown.",
            count,
        )
        empty = _(
            "No views yet. Use “Add to story” at the top of any page; or start from the story that the record tells."
        )
        sentence = said.format(count=count) if count else empty
        html.show("headline", here=PATH, words=Description(_("Your story"), sentence, ""))
        for index in range(count):
            _view(story, index)
    with right, st.container(key="storytools"):
        _tools(story)


def _view(story: Story, index: int) -> None:
    """One view: its words to edit, its place in the order, the way back to it."""
    view = story.views[index]
    made = slide(state.atlas(), view, index + 1, len(story.views))
    with st.container(border=True, key=f"view-{index}"):
        html.show("story-view", here=PATH, slide=made)
        # the widgets know the view by its words as well: a view that moved must not inherit its neighbour's text
        mark = f"{index}-{hash((view.title, view.note, view.query)) & 0xFFFFFF:x}"
        st.text_input(
            _("Title"), view.title, key=f"title-{mark}", placeholder=made.title,
            on_change=_reword, args=(index, f"title-{mark}", "title"),
        )  # fmt: skip
        st.text_area(
            _("Note"), view.note, key=f"note-{mark}", height=70,
            on_change=_reword, args=(index, f"note-{mark}", "note"),
        )  # fmt: skip
        _warn(("title", f"title-{mark}"), ("note", f"note-{mark}"))
        with st.container(horizontal=True):
            st.button(_("Up"), key=f"up-{index}", disabled=index == 0, on_click=_move, args=(index, index - 1))
            st.button(
                _("Down"), key=f"down-{index}", disabled=index == len(story.views) - 1, on_click=_move,
                args=(index, index + 1),
            )  # fmt: skip
            st.button(_("Remove"), key=f"remove-{index}", on_click=_remove, args=(index,))


def _move(index: int, to: int) -> None:
    story_state.keep(move(story_state.own(), index, to))


def _remove(index: int) -> None:
    story_state.keep(remove(story_state.own(), index))


def _reword(index: int, widget: str, field: str) -> None:
    text = str(st.session_state[widget])
    if excess(field, text):  # said beside the field, which still holds all of it
        return
    story_state.keep(edit_view(story_state.own(), index, **{field: text}))


def _warn(*fields: tuple[str, str]) -> None:
    """Say of texts in widgets that they are too long to be kept. fields : the field of the story, the widget's key."""
    html.warn(*(excess(field, str(st.session_state.get(widget, ""))) for field, widget in fields))


def _rename() -> None:
    text = str(st.session_state["story_title"])
    if not excess("title", text):
        story_state.keep(rename(story_state.own(), text))


def _start() -> None:
    story_state.keep(builtin(state.atlas()))


def _prefix() -> str:
    return state.atlas().record.profile.atlas_id


def _rescue() -> None:
    """Offer what can be done with a kept story that cannot be read: to save it as it is, or to begin anew."""
    st.download_button(
        _("Save it as it is"), story_state.unread(), file_name=f"{_prefix()}_story_unread.txt", mime="text/plain",
        on_click="ignore",
    )  # fmt: skip
    st.button(_("Forget it, and begin a new story"), on_click=story_state.keep, args=(Story(""),))


def _tools(story: Story) -> None:
    if story_state.unread():
        _rescue()
        return
    if story.views:
        st.text_input(_("Title of the story"), story.title, key="story_title", on_change=_rename)
        _warn(("title", "story_title"))
        link = to_link(story)
        html.show(
            "story-links",
            here=PATH,
            present=html.address("present", {"slide": "1", "story": link or story_state.OWN_STORY}),
            short=link,
        )
        name = f"{_prefix()}_story_{clock.today():%Y-%m-%d}.json"
        st.download_button(
            _("Save as a file"), to_json(story), file_name=name, mime="application/json", on_click="ignore"
        )
    else:
        st.button(_("Start from the record's own story"), on_click=_start)
    _open()


def _open() -> None:
    """Open a story file. A damaged or foreign one says what is wrong and changes nothing."""
    turn = st.session_state.get("story_turn", 0)
    st.file_uploader(
        _("Open a story file"), type=["json"], key=f"story_file-{turn}", on_change=_read, args=(turn,),
    )  # fmt: skip
    html.warn(*st.session_state.get("story_problems", ()))


def _read(turn: int) -> None:
    """Read what was uploaded, and let go of it: the framework would keep each file until the visit ends."""
    given = st.session_state[f"story_file-{turn}"]
    if given is None:
        return
    try:
        opened = from_json(given.getvalue())
    except StoryError as error:
        st.session_state["story_problems"] = [f"{given.name}: {problem}" for problem in error.problems]
    else:
        st.session_state["story_problems"] = []
        story_state.keep(opened)
    # another key is another, empty widget
    st.session_state["story_turn"] = turn + 1
    if context := get_script_run_ctx():
        # the manager that keeps files in memory, which is the one that there is, has this; its protocol lacks it
        context.uploaded_file_mgr.remove_file(context.session_id, given.file_id)  # type: ignore[attr-defined]
