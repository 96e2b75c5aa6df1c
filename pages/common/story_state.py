"""The story that a visit works with: its own, one that came with the link, or the one that the record tells.

A person's own story is kept in their browser: a reload, a lost connection or a restarted server loses nothing, and all
tabs work on one.
"""

from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

from geo.i18n import gettext as _
from geo.story.default import builtin
from geo.story.story import Story, StoryError, from_link, pack, unpack
from pages.common import html, state

OWN_STORY = "own"  # in the address, for the story of this browser


def own() -> Story:
    """Return the story that the person is making; empty at first."""
    story: Story = st.session_state.setdefault("story", Story(""))
    return story


def keep(story: Story) -> None:
    """Make `story` the visit's own; the browser keeps it from the end of this run on."""
    _hold(story, uuid4().hex)


def _hold(story: Story, stamp: str) -> None:
    st.session_state.update(story=story, story_stamp=stamp, story_unread="")
    _stamps().add(stamp)


def _stamps() -> set[str]:
    """List the stamps of all the forms of the story that this visit made or took over."""
    stamps: set[str] = st.session_state.setdefault("story_stamps", set())
    return stamps


def unread() -> str:
    """Return what the browser keeps and nobody can read, '' where there is none. Nothing may be put in its place."""
    return str(st.session_state.get("story_unread", ""))


def fetch(where: str) -> bool:
    """Take over the story that the browser keeps, where another tab has changed it.

    False as long as the browser has not answered. `where` : what shows the story, a page or a dialog over it.
    """
    kept = _store()(key=f"story_store_{where}", default={"kept": None}, on_kept_change=lambda: None).kept
    if kept is not None:
        st.session_state["story_known"] = True
        stamp, _dot, packed = kept.rpartition(".")
        stamp = stamp or kept  # of before there were stamps, or damaged
        # what this visit has made or seen before may come late, and is never newer than what it has
        if kept and stamp not in _stamps():
            try:
                _hold(unpack(packed) if packed else Story(""), stamp)
            except StoryError:
                _stamps().add(stamp)
                st.session_state["story_unread"] = kept
    if unread():
        said = _("The story that this browser keeps cannot be read. The page “Story” asks what is to become of it.")
        html.warn(said)
    return "story_known" in st.session_state


@cache
def _store() -> Any:  # what mounts the component; Streamlit leaves its type open
    script = (Path(__file__).parent / "story_store.js").read_text(encoding="utf-8")
    return st.components.v2.component("story_store", js=script)


def hand_over() -> None:
    """Give the browser the own story to keep, under the stamp by which every tab knows it, if this visit has one."""
    if stamp := st.session_state.get("story_stamp"):
        html.show("story-kept", kept=f"{stamp}.{pack(own()) if own().views else ''}")


def shown() -> tuple[Story | None, tuple[str, ...]]:
    """Return the story that the address asks for, and what has to be said where it cannot be read.

    None for the own story as long as the browser has not answered which it keeps.
    """
    asked = str(st.query_params.get("story", ""))
    problems: tuple[str, ...] = ()
    if not asked:
        return builtin(state.atlas()), problems
    if asked == OWN_STORY:
        if not fetch("slides"):
            return None, ()
        story = own()
        if not story.views and not unread():
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
    return builtin(state.atlas()), (*problems, _("What follows is the story that the record tells."))
