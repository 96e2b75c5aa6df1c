"""The story that a visit works with: its own, one that came with the link, or the one that the record tells.

A person's own story is kept in their browser: a reload, a lost connection or a restarted server loses nothing.
"""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from geo.builtin import builtin
from geo.language import gettext as _
from geo.story import Story, StoryError, from_link, pack, unpack
from pages.common import door, words

OWN = "own"  # in the address, for the story of this browser


def own() -> Story:
    """The story that the person is making; empty at first."""
    story: Story = st.session_state.setdefault("story", Story(""))
    return story


def keep(story: Story) -> None:
    """Make `story` the visit's own; the browser keeps it from the end of this run on."""
    st.session_state["story"] = story


def fetch() -> bool:
    """Ask the browser, once a visit, for the story that it keeps. False as long as it has not answered."""
    if own().views or "story_kept" in st.session_state:
        return True
    kept = _store()(key="story_store", default={"kept": None}, on_kept_change=lambda: None).kept
    if kept is None:
        return False
    st.session_state["story_kept"] = kept
    if kept:
        try:
            keep(unpack(kept))
        except StoryError:
            st.session_state["story_problems"] = (_("The story that this browser keeps cannot be read."),)
    if problems := st.session_state.get("story_problems"):
        words.html("notices", notices=problems)
    return True


@cache
def _store() -> Any:  # what mounts the component; Streamlit leaves its type open
    script = (Path(__file__).parent / "story_store.js").read_text(encoding="utf-8")
    return st.components.v2.component("story_store", js=script)


def hand_over() -> None:
    """Give the browser the own story to keep, if there is one or was one in this visit."""
    if "story" in st.session_state and (own().views or st.session_state.get("story_handed")):
        st.session_state["story_handed"] = True
        words.html("story-kept", packed=pack(own()) if own().views else "")


def shown() -> tuple[Story | None, tuple[str, ...]]:
    """The story that the address asks for, and what has to be said where it cannot be read.

    None for the own story as long as the browser has not answered which it keeps.
    """
    asked = str(st.query_params.get("story", ""))
    problems: tuple[str, ...] = ()
    if not asked:
        return builtin(door.atlas()), problems
    if asked == OWN:
        if not fetch():
            return None, ()
        story = own()
        if not story.views and "story_problems" not in st.session_state:
            problems = (_("This browser keeps no story of yours."),)
    else:
        try:
            story = from_link(asked)
        except StoryError as error:
            story, problems = Story(""), error.problems
        else:
            problems = () if story.views else (_("The story of the link has no views."),)
    if story.views:
        return story, ()
    return builtin(door.atlas()), (*problems, _("What follows is the story that the record tells."))
