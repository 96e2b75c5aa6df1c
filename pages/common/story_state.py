"""The story that a visit works with: its own, one that came with the link, or the one that the record tells.

A person's own story is kept in their browser: a reload, a lost connection or a restarted server loses nothing, and all
tabs work on one. What two of them change at the same time is both done, see geo.story.kept.
"""

from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any

import streamlit as st

from geo.i18n import gettext as _
from geo.story.default import builtin
from geo.story.kept import Edit, Kept, apply, from_text, merge, new_name, to_text
from geo.story.story import Story, StoryError, from_link
from pages.common import html, state

OWN_STORY = "own"  # in the address, for the story of this browser
SAME_TIME_S = 10.0  # an edit that is older than that is never done again


def own() -> Story:
    """Return the story that the person is making; empty at first."""
    return _held().story


def _held() -> Kept:
    held: Kept = st.session_state.setdefault("story", Kept(Story("")))
    return held


def change(edit: Edit) -> None:
    """Edit the visit's own story; the browser keeps the result from the end of this run on.

    edit : may be done again, on what another tab has made of the story in the same moment.
    """
    entry = (new_name(), edit)
    _edits().append((monotonic(), entry))
    _hold(apply(_held(), [entry]), made_here=True)


def keep(story: Story) -> None:
    """Make `story` the visit's own in place of the one that it has."""
    change(lambda _old: story)


def _hold(latest: Kept, *, made_here: bool) -> None:
    st.session_state.update(story=latest, story_made_here=made_here, story_unread="")
    _stamps().add(latest.stamp)


def _edits() -> list[tuple[float, tuple[str, Edit]]]:
    edits: list[tuple[float, tuple[str, Edit]]] = st.session_state.setdefault("story_edits", [])
    edits[:] = [entry for entry in edits if monotonic() - entry[0] < SAME_TIME_S]
    return edits


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
    latest = _store()(key=f"story_store_{where}", default={"kept": None}, on_kept_change=lambda: None).kept
    if latest is not None:
        st.session_state["story_known"] = True
        _take_over(latest)
    if unread() and where != "story":
        sentence = _("The story that this browser keeps cannot be read. The page “Story” asks what is to become of it.")
        html.warn(sentence)
    return "story_known" in st.session_state


def _take_over(text: str) -> None:
    """Make what the browser keeps the visit's own, with what was done here meanwhile."""
    # what cannot be read has a stamp as well: what was put in its place must not be asked about again
    stamp = (text.rpartition(".")[0] or text[:64]).rpartition("~")[2]
    # what this visit has made or seen before may come late, and is never newer than what it has
    if not text or stamp in _stamps():
        return
    try:
        latest = from_text(text)
    except StoryError:
        _stamps().add(stamp)
        st.session_state["story_unread"] = text
        return
    union = merge(latest, [entry for _at, entry in _edits()])
    _stamps().add(stamp)
    _hold(union, made_here=union is not latest)


@cache
def _store() -> Any:  # what mounts the component; Streamlit leaves its type open
    script = (Path(__file__).parent / "story_store.js").read_text(encoding="utf-8")
    return st.components.v2.component("story_store", js=script)


def hand_over() -> None:
    """Tell the browser how many slides the own story has, and give it what this visit made of it to keep.

    What another tab made it has. Nothing is told of a story that was not fetched yet: the browser knows better.
    """
    made_here = st.session_state.get("story_made_here")
    if made_here or "story_known" in st.session_state:
        html.show("story-kept", kept=to_text(_held()) if made_here else None, length=len(own().views))


def find_story() -> tuple[Story | None, str, tuple[str, ...]]:
    """Return the story that the address asks for, what it is called, and what has to be said where it cannot be read.

    None for the own story as long as the browser has not answered which it keeps.
    """
    query = str(st.query_params.get("story", ""))
    problems: tuple[str, ...] = ()
    if query == OWN_STORY:
        if not fetch("slides"):
            return None, "", ()
        story, name = own(), _("Your story")
        if not story.views and not unread():
            problems = (_("This browser keeps no story of yours."),)
    elif query:
        name = _("A story that came with a link")
        try:
            story = from_link(query)
        except StoryError as error:
            story, problems = Story(""), error.problems
        else:
            problems = () if story.views else (_("The story of the link has no views."),)
    else:
        return builtin(state.atlas()), _("The atlas's own story"), ()
    if story.views:
        return story, story.title or name, ()
    problems = (*problems, _("What follows is the story that the record tells."))
    return builtin(state.atlas()), _("The atlas's own story"), problems
