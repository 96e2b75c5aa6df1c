"""The story that a person makes of views: order, words, file, link."""

import streamlit as st

from geo.builtin import builtin
from geo.language import gettext as _
from geo.language import ngettext
from geo.slides import slide
from geo.story import Story, StoryError, excess, from_json, move, remove, rename, retitle, to_json, to_link
from geo.summary import Description
from pages.common import clock, door, stories, words

HERE = "story"


def show() -> None:
    """The views on the left, in order; what can be done with the whole story on the right."""
    if not stories.fetch(HERE):
        words.html("caption", text=_("Looking for the story that this browser keeps"))
        return
    story = stories.own()
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
        words.html("headline", here=HERE, words=Description(_("Your story"), sentence, ""))
        for index in range(count):
            _view(story, index)
    with right, st.container(key="storytools"):
        _tools(story)


def _view(story: Story, index: int) -> None:
    """One view: its words to edit, its place in the order, the way back to it."""
    view = story.views[index]
    made = slide(door.atlas(), view, index + 1, len(story.views))
    with st.container(border=True, key=f"view-{index}"):
        words.html("story-view", here=HERE, slide=made)
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
    stories.keep(move(stories.own(), index, to))


def _remove(index: int) -> None:
    stories.keep(remove(stories.own(), index))


def _reword(index: int, widget: str, field: str) -> None:
    text = str(st.session_state[widget])
    if excess(field, text):  # said beside the field, which still holds all of it
        return
    story = stories.own()
    stories.keep(retitle(story, index, title=text) if field == "title" else retitle(story, index, note=text))


def _warn(*fields: tuple[str, str]) -> None:
    """Say of texts in widgets that they are too long to be kept. fields : the field of the story, the widget's key."""
    words.warn(*(excess(field, str(st.session_state.get(widget, ""))) for field, widget in fields))


def _rename() -> None:
    text = str(st.session_state["story_title"])
    if not excess("title", text):
        stories.keep(rename(stories.own(), text))


def _start() -> None:
    stories.keep(builtin(door.atlas()))


def _rescue() -> None:
    """What can be done with a kept story that cannot be read: to save it as it is, or to begin anew."""
    st.download_button(
        _("Save it as it is"), stories.unread(), file_name="ticw-atlas_story_unread.txt", mime="text/plain",
        on_click="ignore",
    )  # fmt: skip
    st.button(_("Forget it, and begin a new story"), on_click=stories.keep, args=(Story(""),))


def _tools(story: Story) -> None:
    if stories.unread():
        _rescue()
        return
    if story.views:
        st.text_input(_("Title of the story"), story.title, key="story_title", on_change=_rename)
        _warn(("title", "story_title"))
        link = to_link(story)
        words.html(
            "story-links",
            here=HERE,
            present=words.address("present", {"slide": "1", "story": link or stories.OWN}),
            short=link,
        )
        name = f"ticw-atlas_story_{clock.today():%Y-%m-%d}.json"
        st.download_button(
            _("Save as a file"), to_json(story), file_name=name, mime="application/json", on_click="ignore"
        )
    else:
        st.button(_("Start from the record's own story"), on_click=_start)
    _open()


def _open() -> None:
    """Open a story file. A damaged or foreign one says what is wrong and changes nothing."""
    given = st.file_uploader(_("Open a story file"), type=["json"], key="story_file")
    if given is None or st.session_state.get("story_opened") == given.file_id:
        return
    try:
        opened = from_json(given.getvalue())
    except StoryError as error:
        words.warn(*(f"{given.name}: {problem}" for problem in error.problems))
        return
    st.session_state["story_opened"] = given.file_id
    stories.keep(opened)
    st.rerun()
