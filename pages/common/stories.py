"""The story that a visit works with: its own, one that came with the link, or the one that the record tells."""

import streamlit as st

from geo.builtin import builtin
from geo.language import gettext as _
from geo.story import Story, StoryError, from_link
from pages.common import door

OWN = "own"  # in the address, for the story of this visit


def own() -> Story:
    """The story that the person is making; empty at first."""
    story: Story = st.session_state.setdefault("story", Story(""))
    return story


def keep(story: Story) -> None:
    """Make `story` the visit's own."""
    st.session_state["story"] = story


def shown() -> tuple[Story, tuple[str, ...]]:
    """The story that the address asks for, and what has to be said where it cannot be read."""
    asked = str(st.query_params.get("story", ""))
    if asked == OWN:
        gone = _("Your own story is not in this tab; the record's own story is shown.")
        return (own(), ()) if own().views else (builtin(door.atlas()), (gone,))
    if asked:
        try:
            story = from_link(asked)
        except StoryError as error:
            return builtin(door.atlas()), error.problems
        bare = _("The story of this link has no views; the record's own story is shown.")
        return (story, ()) if story.views else (builtin(door.atlas()), (bare,))
    return builtin(door.atlas()), ()
