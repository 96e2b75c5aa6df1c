"""What a browser keeps for all its tabs: of edits in two tabs at the same time none is lost."""

import pytest

from geo.selection.view import View
from geo.story.kept import MAX_EDITS, Edit, Kept, apply, from_text, merge, to_text
from geo.story.story import MAX_VIEWS, Story, StoryError, add, edit_view, find, pack, remove

START = Kept(Story("Ours", (View("phase=I"), View("phase=II"))), ("start",))


def adding(query: str) -> Edit:
    return lambda story: add(story, View(query))


def queries(kept: Kept) -> list[str]:
    return [view.query for view in kept.story.views]


def test_what_two_tabs_do_at_the_same_time_is_both_done_and_both_come_to_the_same() -> None:
    left, right = ("left", adding("left")), ("right", adding("right"))
    of_left, of_right = apply(START, [left]), apply(START, [right])
    both = merge(of_right, [left])
    assert queries(both) == ["phase=I", "phase=II", "right", "left"]
    assert merge(both, [right]) == both
    assert merge(both, [left]) == both
    assert both.stamp not in (of_left.stamp, of_right.stamp)


def test_words_typed_in_one_tab_stay_with_their_view_that_another_tab_moved_or_removed() -> None:
    view = START.story.views[1]

    def caption(story: Story) -> Story:
        at = find(story, view, 1)
        return story if at is None else edit_view(story, at, caption="Typed")

    moved = apply(START, [("move", lambda story: Story(story.title, story.views[::-1]))])
    assert [one.caption for one in merge(moved, [("words", caption)]).story.views] == ["Typed", ""]
    gone = apply(START, [("remove", lambda story: remove(story, 1))])
    assert merge(gone, [("words", caption)]).story == gone.story


def test_of_several_alike_the_nearest_is_found() -> None:
    story = Story("", (View("a"), View("b"), View("a", "other words")))
    assert [find(story, View("a"), near) for near in (0, 2)] == [0, 2]
    assert find(story, View("c"), 0) is None


def test_a_story_never_grows_beyond_what_can_be_kept() -> None:
    most = Kept(Story("", (View(),) * MAX_VIEWS))
    assert len(apply(most, [("more", adding("x"))]).story.views) == MAX_VIEWS


def test_it_comes_back_from_its_text_and_so_does_what_older_versions_kept() -> None:
    assert from_text(to_text(START)) == START
    empty = Kept(Story(""), ("emptied",))
    assert from_text(to_text(empty)) == empty
    assert from_text(pack(START.story)).story == START.story
    assert from_text(f"stamp.{pack(START.story)}") == Kept(START.story, ("stamp",))
    assert from_text("") == Kept(Story(""))
    with pytest.raises(StoryError):
        from_text("start.damaged")
    long = apply(START, ((str(number), lambda story: story) for number in range(99)))
    assert len(from_text(to_text(long)).edits) == MAX_EDITS
