"""The story that a person makes of views: how it begins, what is in it, how it is handed on."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.summary import Description
from geo.story.default import builtin
from geo.story.province import province_story
from geo.story.story import Story, StoryError, from_json, from_link
from pages.common import html, state, story_desk, story_state

PATH = "story"


def show() -> None:
    """Show the slides and their words, then the ways to begin; a story without slides begins with these."""
    if not story_state.fetch(PATH):
        html.show("caption", text=_("Looking for the story that this browser keeps"))
        return
    problems = _from_link()
    story = story_state.own()
    if story_state.unread():
        html.show("headline", here=PATH, words=Description(_("Your story"), "", ""))
        _rescue()
        return
    html.show("headline", here=PATH, words=Description(_("Your story"), _sentence(story), ""))
    if offer := st.session_state.get("story_offered"):
        _offer(offer)
    story_desk.show((*problems, *st.session_state.get("story_problems", ())))
    with st.container(key="storystart"):
        _ways_to_begin()


def _sentence(story: Story) -> str:
    if not story.views:
        return _("No views yet. Use “Add to story” at the top of any page, or start from one of these.")
    return ngettext(
        "{count} slide, kept in this browser.", "{count} slides, kept in this browser.", len(story.views)
    ).format(count=len(story.views))


# -- a story that came with a link


def _from_link() -> tuple[str, ...]:
    """Take the story that the address holds as a copy; where there is one already, ask. Returns what is wrong."""
    link = str(st.query_params.get("story", ""))
    if not link or link == story_state.OWN_STORY or story_state.unread():
        return ()
    try:
        story = from_link(link)
    except StoryError as error:
        return (*error.problems, _("Your own story is as it was."))
    if not story.views:
        return (_("The story of the link has no views."), _("Your own story is as it was."))
    own = story_state.own()
    if own.views and (own.title, own.views) != (story.title, story.views):
        st.session_state["story_offered"] = (story, link)
        return ()
    if not own.views:
        _take_copy(story)
        st.rerun()
    return ()


def _take_copy(story: Story) -> None:
    st.session_state.pop("story_offered", None)
    # a reload must not bring it again
    st.query_params.pop("story", None)
    story_desk.replace_story(story, _("This is your copy of the story from the link."))


def _leave() -> None:
    st.session_state.pop("story_offered", None)
    st.query_params.pop("story", None)


def _offer(offer: tuple[Story, str]) -> None:
    """Ask what becomes of a story that came with a link, where the person has one already."""
    story, link = offer
    if str(st.query_params.get("story", "")) != link:
        st.session_state.pop("story_offered")
        return
    sentence = ngettext(
        "The link holds the story “{title}”, {count} slide. You have a story of your own already.",
        "The link holds the story “{title}”, {count} slides. You have a story of your own already.",
        len(story.views),
    )
    html.warn(sentence.format(title=story.title or _("Your story"), count=len(story.views)))
    with st.container(horizontal=True):
        st.button(_("Open as a copy to edit"), key="link_copy", on_click=_take_copy, args=(story,), type="primary")
        st.button(_("Keep mine"), key="link_leave", on_click=_leave)
        html.show("story-present", here=PATH, present=html.address("present", {"slide": "1", "story": link}))


# -- the ways to begin


def _ways_to_begin() -> None:
    html.show("story-start", title=_("Start from"), text="", head=True)
    own, place, file = st.columns(3, gap="medium")
    with own:
        count = len(builtin(state.atlas()).views)
        title = ngettext("The project in {count} slide", "The project in {count} slides", count).format(count=count)
        html.show("story-start", title=title, text=_("The atlas's own story, to be changed freely."), head=False)
        st.button(_("Use"), key="start_own", on_click=_start)
    with place:
        html.show("story-start", title=_("One area"), text=_("What it is called, what was done there, with whom,"
                  " on what evidence, and what is not known."), head=False)  # fmt: skip
        _choose_place()
    with file:
        html.show("story-start", title=_("A story file"), text=_("Saved earlier, .json"), head=False)
        _open()


def _choose_place() -> None:
    names = {code: state.atlas().record.place_name(code, state.selection().lang) for code in state.atlas().by_area}
    st.selectbox(
        _("Area"), sorted(names, key=names.__getitem__), format_func=names.__getitem__, index=None,
        key="start_place", on_change=_start_place, placeholder=_("Choose an area"), label_visibility="collapsed",
    )  # fmt: skip


def _start_place() -> None:
    if area := st.session_state["start_place"]:
        story = province_story(state.atlas(), area)
        st.session_state["start_place"] = None
        _begin(story, _("Started from {name}.").format(name=story.title))


def _start() -> None:
    story = builtin(state.atlas())
    sentence = ngettext(
        "Started from the project in {count} slide.", "Started from the project in {count} slides.", len(story.views)
    )
    _begin(story, sentence.format(count=len(story.views)))


def _begin(story: Story, sentence: str) -> None:
    st.session_state["story_problems"] = ()
    story_desk.replace_story(story, sentence)


def _open() -> None:
    """Open a story file. A damaged or foreign one says what is wrong and changes nothing."""
    turn = st.session_state.get("story_turn", 0)
    st.file_uploader(
        _("Open a story file"), type=["json"], key=f"story_file-{turn}", on_change=_read, args=(turn,),
        label_visibility="collapsed",
    )  # fmt: skip


def _read(turn: int) -> None:
    """Read what was uploaded, and let go of it: the framework would keep each file until the visit ends."""
    upload = st.session_state[f"story_file-{turn}"]
    if upload is None:
        return
    try:
        story = from_json(upload.getvalue())
    except StoryError as error:
        _refuse(upload.name, error.problems)
    else:
        if story.views:
            _begin(story, _("Opened: {name}.").format(name=upload.name))
        else:
            _refuse(upload.name, (_("The story has no views."),))
    # another key is another, empty widget
    st.session_state["story_turn"] = turn + 1
    if context := get_script_run_ctx():
        # the manager that keeps files in memory, which is the one that there is, has this; its protocol lacks it
        context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)  # type: ignore[attr-defined]


def _refuse(name: str, problems: tuple[str, ...]) -> None:
    sentences = [f"{name}: {problem}" for problem in problems]
    st.session_state["story_problems"] = (*sentences, _("Nothing was changed."))


def _rescue() -> None:
    """Offer what can be done with a kept story that cannot be read: to save it as it is, or to begin anew."""
    name = f"{state.atlas().record.profile.atlas_id}_story_unread.txt"
    st.download_button(
        _("Save it as it is"), story_state.unread(), file_name=name, mime="text/plain", on_click="ignore"
    )
    st.button(_("Forget it, and begin a new story"), on_click=story_state.keep, args=(Story(""),))
