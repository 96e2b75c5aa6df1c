"""Names of files that say what they hold and when they were made, and that every system can store."""

import datetime as dt
import re
import unicodedata

from geo.record.atlas import Atlas
from geo.selection.phases import ALL, pick
from geo.selection.selection import Selection
from geo.story.story import Story

LONGEST = 120  # characters of a name: it should fit on a screen, and into a folder that is deep already
_UNSAFE = re.compile("[^A-Za-z0-9]+")


def view_name(
    atlas: Atlas, selection: Selection, date: dt.date, suffix: str, what: str = "", *, query: str = "", item: str = ""
) -> str:
    """Name a file that holds a view, `ticw-atlas_phase-II_receiving_2026-11-23.pdf`.

    what : of which kind the content is, where the suffix does not tell, such as `statements`; suffix : without a dot.
    query : a search, which goes through all phases; item : the id of what the page has opened.
    """
    parts = [what, *(("search", _slug(query)) if query else (_phase(atlas, selection.phase),))]
    parts += ["-".join(_slug(code) for code in sorted(selection.codes(facet))) for facet in selection.active]
    parts.append(_slug(item))
    if selection.area:
        parts.append(f"{_slug(selection.area)}-{_slug(atlas.record.place_name(selection.area))}")
    return _name(atlas, [*parts, *_language(selection.lang)], date, suffix)


def story_name(atlas: Atlas, story: Story, date: dt.date, suffix: str, lang: str = "en", *, what: str = "") -> str:
    """Name a file that holds a story, `ticw-atlas_story_training-in-takeo_2026-11-23.pptx`. what : its kind."""
    return _name(atlas, ["story", what, _slug(story.title), *_language(lang)], date, suffix)


def _phase(atlas: Atlas, scope: str) -> str:
    """Name a scope: `phase-II`, `both-phases`, `phase-I-II`."""
    every = pick(atlas.record, "phase", "both-phases", "all-phases")
    return every if scope == ALL else f"phase-{_slug(scope)}"


def _language(lang: str) -> list[str]:
    return [] if lang == "en" else [lang]


def _name(atlas: Atlas, parts: list[str], date: dt.date, suffix: str) -> str:
    ends = f"_{date.isoformat()}.{suffix}"
    body = "_".join([atlas.record.profile.atlas_id, *filter(None, parts)])
    return body[: LONGEST - len(ends)].rstrip("_-") + ends


def _slug(text: str) -> str:
    """Latin letters and digits of a text, accents taken off; empty for a text that has none, such as Khmer."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-")
