"""A story as a browser keeps it for all its tabs: with the names of its edits, so that none of two at once is lost."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import uuid4

from geo.story.story import MAX_VIEWS, Story, pack, unpack

MAX_EDITS = 30  # of which a kept story remembers the names
Edit = Callable[[Story], Story]


@dataclass(frozen=True, slots=True)
class Kept:
    """A story. edits : the names of the last edits that led to it, of any tab; the last one names this form of it."""

    story: Story
    edits: tuple[str, ...] = ()

    @property
    def stamp(self) -> str:
        """The name of this form of the story, by which every tab knows it; '' before the first edit."""
        return self.edits[-1] if self.edits else ""


def apply(copy: Kept, edits: Iterable[tuple[str, Edit]]) -> Kept:
    """Return the story with named edits more. One that would make it longer than a story may be is left out."""
    for name, edit in edits:
        story = edit(copy.story)
        copy = Kept(story if len(story.views) <= MAX_VIEWS else copy.story, (*copy.edits, name)[-MAX_EDITS:])
    return copy


def merge(copy: Kept, own: Iterable[tuple[str, Edit]]) -> Kept:
    """Return what another tab kept, with the edits of this one that it does not hold: they were made at the same time.

    The result has a name of its own where edits were added to it.
    """
    missing = [(name, edit) for name, edit in own if name not in copy.edits]
    return apply(copy, [*missing, (new_name(), lambda story: story)]) if missing else copy


def new_name() -> str:
    """Name an edit."""
    return uuid4().hex[:12]


def to_text(copy: Kept) -> str:
    """Write it for a browser: `edit~edit.story`; an empty story is only the names."""
    return f"{'~'.join(copy.edits)}.{pack(copy.story) if copy.story.views else ''}"


def from_text(text: str) -> Kept:
    """Read what a browser keeps, also of versions that knew no edits. Raises StoryError where it cannot be read."""
    names, dot, content = text.rpartition(".")
    edits = tuple((names or text).split("~"))[-MAX_EDITS:] if text else ()
    # before stories had stamps there was no dot, and the text alone names it
    return Kept(unpack(content) if content else Story(""), edits if dot or not text else (text[:64],))
