"""Stories: views met while exploring, put in order to be shown and taken along; how they are edited, saved and shared.

A story is a frozen value; every edit returns another one. What a view shows is made by geo.story.slides.
"""

import base64
import binascii
import json
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.selection.view import View
from geo.views.registry import VIEWS

FORMAT, VERSION = "ticw-atlas-story", 2
FIELDS = {1: ("page", "query", "title", "note"), 2: ("page", "query", "title", "note", "caption", "sentence")}
"""Version of the format -> what it holds of a view. A story is written in the oldest version that loses nothing."""
LONGEST = {"title": 200, "caption": 2000, "note": 2000, "query": 2000, "page": 20}  # characters
MAX_VIEWS = 100
LARGEST = 3_000_000  # bytes of a file: more than a hundred views take that are full in the letters that need most
LONGEST_LINK = 1800  # characters: with the rest of the address still under what every browser and messenger keeps


@dataclass(frozen=True, slots=True)
class Story:
    """Views in the order in which they are shown."""

    title: str
    views: tuple[View, ...] = ()


class StoryError(Exception):
    """A file or link that is not a story. `problems` holds a sentence for each thing that is wrong."""

    problems: tuple[str, ...]

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))

    def __reduce__(self) -> tuple[type["StoryError"], tuple[tuple[str, ...]]]:
        """Rebuild from the problems: from its message, as exceptions are otherwise, it would lose them."""
        return type(self), (self.problems,)


DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks of direction, which come along unseen when a file's name or an address is copied."""


def clean(text: str) -> str:
    """Drop the characters that cannot be shown; other programs' line breaks (U+000B) become plain ones."""
    return "".join(
        "\n" if letter in "\v\f\r\x85" else letter
        for letter in text.replace("\r\n", "\n")
        if letter in "\n\t\v\f\r\x85" or not (letter in DIRECTIONS or unicodedata.category(letter) in ("Cc", "Cs"))
    )


def excess(field: str, text: str) -> str:
    """Say that a text is too long for a field of a story, one of LONGEST; '' where it is not."""
    if len(clean(text)) <= LONGEST[field]:
        return ""
    if field == "query":
        return _(
            "The address of this view is too long for a story: {count} characters, {most} can be kept. Choose fewer"
            " filters or a shorter search."
        ).format(count=len(text), most=LONGEST[field])
    sentences = {
        "title": _("The title has {count} characters; {most} can be kept. Shorten it: until then the old one stands."),
        "caption": _(
            "The caption has {count} characters; {most} can be kept. Shorten it: until then the old one stands."
        ),
        "note": _(
            "The notes have {count} characters; {most} can be kept. Shorten them: until then the old ones stand."
        ),
    }
    return sentences[field].format(count=len(clean(text)), most=LONGEST[field])


def full(story: Story) -> str:
    """Say that no view can be added any more; '' where one can."""
    if len(story.views) < MAX_VIEWS:
        return ""
    return _("The story has {count} views, as many as can be kept. Remove one to add another.").format(
        count=len(story.views)
    )


def add(story: Story, view: View, at: int | None = None) -> Story:
    """Return the story with a view more, at the end or before the view number `at`, counted from 0."""
    at = len(story.views) if at is None else at
    return replace(story, views=(*story.views[:at], _clean(view), *story.views[at:]))


def remove(story: Story, index: int) -> Story:
    """Return the story without its view number `index`. IndexError where there is none."""
    _at(story, index)
    return replace(story, views=story.views[:index] + story.views[index + 1 :])


def move(story: Story, index: int, to: int) -> Story:
    """Return the story with view number `index` at place `to`, beyond an end at that end. IndexError for `index`."""
    view = _at(story, index)
    return add(remove(story, index), view, min(max(to, 0), len(story.views) - 1))


def edit_view(story: Story, index: int, **changes: str | bool) -> Story:
    """Give the story's view number `index` other words, or show or hide its sentence. IndexError where there is none.

    changes : fields of a view. Text beyond what a story file may hold is cut off.
    """
    fields: dict[str, Any] = {
        name: clean(value)[: LONGEST[name]] if isinstance(value, str) else value for name, value in changes.items()
    }
    view = replace(_at(story, index), **fields)
    return replace(story, views=(*story.views[:index], view, *story.views[index + 1 :]))


def rename(story: Story, title: str) -> Story:
    """Return the story under another title, cut off where a story file could not hold it."""
    return replace(story, title=clean(title)[: LONGEST["title"]])


def find(story: Story, view: View, near: int) -> int | None:
    """Return the number of a view of the same page and query, whatever its words: the nearest to `near`, else None.

    A view that was looked at may have moved since, or have gone, by another hand.
    """
    same = [at for at, other in enumerate(story.views) if (other.page, other.query) == (view.page, view.query)]
    return min(same, key=lambda at: abs(at - near), default=None)


def _clean(view: View) -> View:
    return replace(view, title=clean(view.title), caption=clean(view.caption), note=clean(view.note))


def _at(story: Story, index: int) -> View:
    if not 0 <= index < len(story.views):
        raise IndexError(index)
    return story.views[index]


def to_json(story: Story) -> str:
    """Write the story as a small file, in UTF-8, that a person can read."""
    return json.dumps(_plain(story), ensure_ascii=False, indent=1) + "\n"


def from_json(content: str | bytes) -> Story:
    """Read a story file. Raises StoryError with a sentence for each thing that is wrong; nothing is guessed."""
    if len(content) > LARGEST:
        raise StoryError([_("The file is too large for a story ({size} kB).").format(size=len(content) // 1000)])
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        plain = json.loads(text)
    except UnicodeDecodeError as error:
        raise StoryError([_("The file is not text in UTF-8.")]) from error
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise StoryError([_("The file is not valid JSON (line {line}): it is damaged.").format(line=line)]) from error
    return _story(plain)


def pack(story: Story) -> str:
    """Write the story as short text of letters, digits, `-` and `_`, for a link or for a browser to keep."""
    text = json.dumps(_plain(story), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def to_link(story: Story) -> str | None:
    """Write the story as text for a parameter of an address, or None where it is too long for a link."""
    link = pack(story)
    return link if len(link) <= LONGEST_LINK else None


def from_link(link: str) -> Story:
    """Read what `to_link` made. Raises StoryError as from_json does."""
    if len(link) > LONGEST_LINK:
        raise StoryError([_("The link to the story is damaged: copy it whole.")])
    return unpack(link)


def unpack(text: str) -> Story:
    """Read what `pack` made. Raises StoryError as from_json does."""
    fault = StoryError([_("The link to the story is damaged: copy it whole.")])
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        inflate = zlib.decompressobj()
        # a small link may unpack to very much: no more than a file may hold, and all of it or nothing
        plain = inflate.decompress(content, LARGEST)
    except (ValueError, binascii.Error, zlib.error) as error:
        raise fault from error
    if not inflate.eof:
        raise fault
    return from_json(plain)


def _plain(story: Story) -> dict[str, Any]:
    version = VERSION if any(view.caption or not view.with_sentence for view in story.views) else 1
    views = [
        {name: getattr(view, "with_sentence" if name == "sentence" else name) for name in FIELDS[version]}
        for view in story.views
    ]
    return {"format": FORMAT, "version": version, "title": story.title, "views": views}


def _story(plain: object) -> Story:
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise StoryError([_("The file is not a story of this atlas.")])
    version = plain.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise StoryError([_("The file does not say in which version it is written.")])
    if version > VERSION:
        raise StoryError(
            [
                _(
                    "The story was saved by a newer version of the atlas (format {version}; this one reads up to"
                    " {known}). Open it there, or bring this atlas up to date."
                ).format(version=version, known=VERSION)
            ]
        )
    problems = list(_misfits(plain, ("format", "version", "title", "views"), _("The story")))
    problems += _text_problems(plain, "title", _("The story"))
    views = plain.get("views", [])
    if not isinstance(views, list):
        problems.append(_("The story's views are not a list."))
    elif len(views) > MAX_VIEWS:
        problems.append(
            ngettext(
                "The story has {count} view, more than {most}.", "The story has {count} views, more than {most}.",
                len(views),
            ).format(count=len(views), most=MAX_VIEWS)
        )  # fmt: skip
    else:
        for number, view in enumerate(views, start=1):
            problems += _view_problems(view, _("View {number}").format(number=number), FIELDS[version])
    if problems:
        raise StoryError(problems)
    return Story(clean(plain["title"]), tuple(_clean(_view(view)) for view in views))


def _view(plain: dict[str, Any]) -> View:
    """Make a view of what a file holds of it and was found to be right."""
    words = {name: value for name, value in plain.items() if name != "sentence"}
    return View(**words, with_sentence=plain.get("sentence", True))


def _view_problems(view: object, name: str, fields: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(view, dict):
        yield _("{name} cannot be read.").format(name=name)
        return
    yield from _misfits(view, fields, name)
    for field in fields:
        if field != "sentence":
            yield from _text_problems(view, field, name)
    if not isinstance(view.get("sentence", True), bool):
        yield _("{name}: “sentence” is neither true nor false.").format(name=name)
    page = view.get("page")
    if isinstance(page, str) and page not in VIEWS:
        yield _("{name} is of a page that the atlas does not have (“{page}”).").format(name=name, page=_short(page))


def _misfits(plain: dict[Any, Any], fields: tuple[str, ...], name: str) -> Iterator[str]:
    for field in fields:
        if field not in plain:
            yield _("{name} has no “{field}”.").format(name=name, field=field)
    unknown = sorted(_short(str(field)) for field in plain if field not in fields)
    if unknown:
        names = ", ".join(f"“{field}”" for field in unknown[:5])
        yield _("{name} has {fields}, which stories do not have.").format(name=name, fields=names)


def _text_problems(plain: dict[Any, Any], field: str, name: str) -> Iterator[str]:
    text = plain.get(field, "")
    if not isinstance(text, str):
        yield _("{name}: “{field}” is not text.").format(name=name, field=field)
    elif len(text) > LONGEST[field]:
        yield _("{name}: “{field}” is longer than {most} characters.").format(
            name=name, field=field, most=LONGEST[field]
        )
    elif any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text):
        yield _("{name}: “{field}” holds characters that cannot be shown.").format(name=name, field=field)


def _short(text: str) -> str:
    """Shorten a text of a foreign file so that a sentence may repeat it, without halves of characters."""
    return text[:20].encode("utf-8", "replace").decode()
