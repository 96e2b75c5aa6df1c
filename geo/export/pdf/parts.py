"""What documents share: their properties, drawings with the text under them, legends, letters that can be set."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from geo.export.image.map_surround import line_picture, swatch_picture
from geo.export.image.text_lines import part_unseen
from geo.export.key_figures import Figure
from geo.i18n import current, is_translated
from geo.i18n import gettext as _
from geo.map.classification import paint
from geo.map.palette import COLOURS
from geo.map.symbology import NAMED, symbols
from geo.record.atlas import Atlas
from geo.selection.words import capital
from geo.story.slides import Slide
from geo.text import has_khmer as holds_khmer
from geo.views.credits import product

SWATCH = (19, 15)  # pixels of a pattern that a swatch shows
# control characters, which a document cannot hold, and what turns the direction of the text around it
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def properties(atlas: Atlas, title: str, date: dt.date) -> dict[str, Any]:
    """List what every document says of itself, and its colours. date : the day that is printed."""
    profile = atlas.record.profile
    return {
        "lang": current() if is_translated(current()) else "en",
        "title": title,
        "author": profile.title,
        "subject": _(profile.subject),
        "keywords": [profile.title, profile.country, product(atlas)],
        "made": date.isoformat(),
        "made_line": _("{release}, made on {date}.").format(release=product(atlas), date=date.isoformat()),
        "colours": COLOURS,
    }


def drawing(svg: str, size: tuple[float, float], alt: str, *, frame: bool) -> dict[str, Any]:
    """Describe a drawing for a template. size : in pixels; alt : its words for those who do not see it."""
    shapes, names = part_unseen(svg)
    return {
        "svg": shapes, "names": [asdict(name) for name in names], "drawn": size[0], "drawn_high": size[1],
        "framed": frame, "alt": alt,
    }  # fmt: skip


def figures(entries: Sequence[Figure]) -> list[dict[str, str]]:
    """List key figures for a template."""
    return [asdict(figure) for figure in entries]


def legend_of(atlas: Atlas, slide: Slide, *, lines: bool = False) -> list[dict[str, Any]]:
    """List the legend of a map for a template. lines : with the places that are drawn as lines."""
    entries = [
        {
            "swatch": swatch_picture(symbols(atlas), entry.key, SWATCH),
            "letters": entry.letters,
            "label": entry.label if entry.letters else capital(entry.label),
            "count": str(entry.count),
        }
        for entry in slide.legend
    ]
    if lines:
        keys = paint(atlas, slide.selection)[slide.selection.phase]
        for place in atlas.layers.lines:
            in_source = keys.get(place) == NAMED
            name = _(atlas.record.place_name(place, slide.selection.lang))
            label = _("{place}, named in the source").format(place=name) if in_source else name
            entries.append(
                {"swatch": line_picture(SWATCH, in_source=in_source), "letters": "", "label": label, "count": ""}
            )
    return entries


def without_khmer(atlas: Atlas, slide: Slide) -> Slide:
    """Copy the slide without the name that its area has in Khmer, and with a word on that."""
    title = slide.title
    for area in atlas.record.areas:
        for name in atlas.record.names_of(area.area_code).values():
            if holds_khmer(name) and not slide.view.title:
                title = title.replace(name, "").strip()
    if title == slide.title:
        return slide
    notice = _("The name in Khmer is left out: no Khmer font is installed.")
    return replace(slide, title=title, notices=(*slide.notices, notice))


def clean(value: Any) -> Any:
    """Copy the data with a mark in place of every character that cannot be shown."""
    if isinstance(value, str):
        return _UNSEEN.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {key: clean(item) for key, item in value.items()}
    return [clean(item) for item in value] if isinstance(value, (list, tuple)) else value
