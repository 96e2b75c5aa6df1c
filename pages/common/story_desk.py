"""The desk of a story: its slides as small pictures in their order, the words of the chosen one, and what is done."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from geo.export.filenames import story_name
from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.selection.view import View
from geo.story.slides import Slide, slides
from geo.story.story import Story, add, edit_view, excess, find, move, remove, rename, to_json, to_link
from geo.web.leaflet import digest
from geo.web.markup import render
from pages.common import clock, html, state, static_files, story_state

KEY = "story_desk"
MINI_LINES = 5  # on the small picture of a list
STORY_TITLE = ("story", -1)  # of what was refused: the field and the slide
Act = Mapping[str, Any]


def show(problems: tuple[str, ...] = ()) -> None:
    """Show the desk of the visit's own story. problems : what is to be said at its top."""
    story = story_state.own()
    at = min(max(_state("at", 0), 0), max(len(story.views) - 1, 0))
    deck = slides(state.atlas(), story)
    choice = story.views[at] if story.views else None
    markup = render(
        "story-desk", state.atlas(), state.links("story"), title=_draft(*STORY_TITLE, story.title), at=at,
        title_excess=excess("title", _draft(*STORY_TITLE, story.title)),
        cards=[_card(item) for item in deck], announce=_state("said", ""), undo=_state("undo", ("",))[0],
        problems=problems, present=html.address("present", {"slide": "1", "story": story_state.OWN_STORY}),
        short=_share(story), fields=_fields(choice, at) if choice else [],
        chosen=_choice(choice, deck[at]) if choice else None,
    )  # fmt: skip
    file = st.session_state.pop("story_file", None)
    data = {"html": markup, "done": dict(_state("done", {})), "file": file}
    _component()(key=KEY, data=data, default={"acts": None}, on_acts_change=_take)


@cache
def _component() -> Any:  # what mounts the component; Streamlit leaves its type open
    script = (Path(__file__).parent / "story_desk.js").read_text(encoding="utf-8")
    return st.components.v2.component("story_desk", js=script, isolate_styles=False)


def replace_story(story: Story, sentence: str) -> None:
    """Put a story in place of the visit's own, which one step back brings again. sentence : what is said of it."""
    before = story_state.own()
    story_state.keep(story)
    undo = ""
    if before.views:
        undo = ngettext(
            "Your story “{title}”, {count} slide, was put aside.",
            "Your story “{title}”, {count} slides, was put aside.",
            len(before.views),
        ).format(title=before.title or _("Your story"), count=len(before.views))  # fmt: skip
    _set(at=0, said=sentence, refused={}, undo=(f"{sentence} {undo}", lambda _new: before, 0) if undo else ("",))


# -- what it shows


def _card(slide: Slide) -> dict[str, Any]:
    has_map = slide.kind == "map" and not slide.empty
    pair = bool(slide.pair)
    return {
        "mark": _mark(slide.view), "title": slide.title, "caption": slide.view.caption, "note": slide.view.note,
        "picture": static_files.thumbnail_address(slide.selection, pair=pair) if has_map else "",
        "lines": [
            *(point.text for point in slide.points),
            *(line.title for line in slide.lines[:MINI_LINES]),
        ][:MINI_LINES] or [slide.sentence],
    }  # fmt: skip


def _choice(view: View, slide: Slide) -> dict[str, Any]:
    own = slide if not view.title else slides(state.atlas(), Story("", (View(view.query, page=view.page),)))[0]
    return {
        "mark": _mark(view), "own_title": own.title, "with_sentence": view.with_sentence, "sentence": slide.sentence,
        "address": f"{view.page or './'}?{view.query}",
    }  # fmt: skip


def _fields(view: View, at: int) -> list[dict[str, Any]]:
    labels = {
        "title": (_("Title"), 1), "caption": (_("Caption, shown in the hall: three lines"), 2),
        "note": (_("Notes, for the speaker only"), 4),
    }  # fmt: skip
    texts = {name: _draft(name, at, getattr(view, name)) for name in labels}
    return [
        {"name": name, "label": label, "rows": rows, "text": texts[name], "excess": excess(name, texts[name])}
        for name, (label, rows) in labels.items()
    ]


def _share(story: Story) -> str:
    """Return the address of the story as a copy for others, without what is for the speaker alone; '' if too long."""
    copy = story
    for at in range(len(story.views)):
        copy = edit_view(copy, at, note="")
    link = to_link(copy)
    return html.address("story", {"story": link}) if link else ""


def _mark(view: View) -> str:
    """Name a view whatever its words: its place may have changed meanwhile."""
    return digest(f"{view.page}?{view.query}")


# -- what is done


def _state(name: str, start: Any) -> Any:
    return st.session_state.setdefault(f"story_{name}", start)


def _set(**values: Any) -> None:
    st.session_state.update({f"story_{name}": value for name, value in values.items()})


def _draft(field: str, at: int, text: str) -> str:
    """Return what a field shows: what was typed and is too long to be kept, else what the story has."""
    return str(_state("refused", {}).get((field, at), text))


def _take() -> None:
    """Do what the page asks for, each act once."""
    sent = st.session_state[KEY].get("acts") or {}
    # before the story of this browser is known there is none to be edited; the page asks again
    if "story_known" not in st.session_state or story_state.unread():
        return
    mount, done = str(sent.get("mount", "")), _state("done", {})
    for act in sent.get("acts", ()):
        if act["n"] > done.get(mount, 0):
            done[mount] = act["n"]
            _do(act)


def _do(act: Act) -> None:
    name = act["do"]
    if name == "undo":
        _undo()
    elif name == "file":
        _save()
    elif name == "words" and act["field"] == "story":
        _retitle(str(act["text"]))
    elif name in ACTS:
        story, near = story_state.own(), int(act["at"])
        views = [view for view in story.views if _mark(view) == act["mark"]]
        at = find(story, views[0], near) if views else None
        if at is None:
            _set(said=_("This slide is not there any more: it was removed in another tab."))
        else:
            ACTS[name](at, story.views[at], act)


def _on(view: View, near: int, edit: Callable[[Story, int], Story]) -> None:
    """Edit the story at a view, wherever another tab has put it meanwhile."""

    def apply(story: Story) -> Story:
        at = find(story, view, near)
        return story if at is None else edit(story, at)

    story_state.change(apply)


def _choose(at: int, _view: View, _act: Act) -> None:
    _set(at=at, refused={}, said="")


def _move(at: int, view: View, act: Act) -> None:
    count = len(story_state.own().views)
    to = min(max(int(act["to"]), 0), count - 1)
    rest = remove(story_state.own(), at).views
    _on(view, at, partial(_put, before=rest[to] if to < len(rest) else None, to=to))
    sentence = _("“{title}” is now slide {number} of {count}.")
    choice = _state("at", 0)
    # the chosen one stays chosen, whichever was moved
    order = list(range(count))
    order.insert(to, order.pop(at))
    _set(at=order.index(choice) if choice in order else to, refused={})
    _set(said=sentence.format(title=_title(view), number=to + 1, count=count))


def _put(story: Story, at: int, before: View | None, to: int) -> Story:
    """Move a view before another one, None for the end; `to` is where that is, if no other tab has moved it."""
    rest = remove(story, at)
    place = len(rest.views) if before is None else find(rest, before, to)
    return move(story, at, to if place is None else place)


def _remove(at: int, view: View, _act: Act) -> None:
    _on(view, at, remove)
    sentence = _("Removed: “{title}”.").format(title=_title(view))
    choice = _state("at", 0)
    undo = sentence, partial(_bring_back, view=view, at=at), at
    _set(at=choice - (at < choice), said=sentence, refused={}, undo=undo)


def _bring_back(story: Story, view: View, at: int) -> Story:
    return add(story, view, min(at, len(story.views)))


def _undo() -> None:
    undo = _state("undo", ("",))
    if len(undo) > 1:
        _sentence, edit, at = undo
        story_state.change(edit)
        _set(at=at, undo=("",), refused={}, said=_("Undone: it is back in its place."))


def _words(at: int, view: View, act: Act) -> None:
    field, text = str(act["field"]), str(act["text"])
    if field not in ("title", "caption", "note"):
        return
    drafts = {key: text for key, text in _state("refused", {}).items() if key != (field, at)}
    if excess(field, text):  # said beside the field, which still holds all of it
        drafts[(field, at)] = text
    elif getattr(view, field) != text:
        _on(view, at, lambda story, here: edit_view(story, here, **{field: text}))
    _set(refused=drafts)


def _switch(at: int, view: View, act: Act) -> None:
    _on(view, at, lambda story, here: edit_view(story, here, with_sentence=bool(act["on"])))


def _retitle(text: str) -> None:
    drafts = {key: text for key, text in _state("refused", {}).items() if key != STORY_TITLE}
    if excess("title", text):
        drafts[STORY_TITLE] = text
    else:
        story_state.change(lambda story: rename(story, text))
    _set(refused=drafts)


def _save() -> None:
    story, today = story_state.own(), clock.today()
    name = story_name(state.atlas(), story, today, "json", state.selection().lang)
    st.session_state["story_file"] = {"id": digest(f"{name} {id(story)} {_state('saves', 0)}"), "name": name,
                                      "text": to_json(story)}  # fmt: skip
    _set(saves=_state("saves", 0) + 1)


def _title(view: View) -> str:
    return slides(state.atlas(), Story("", (view,)))[0].title


ACTS: Mapping[str, Callable[[int, View, Act], None]] = {
    "choose": _choose, "move": _move, "remove": _remove, "words": _words, "sentence": _switch,
}  # fmt: skip
"""What is done with one slide."""
