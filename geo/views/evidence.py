"""What a citation stands for: each paragraph of the source in our own words, and what the source is."""

from typing import Any

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.models import Paragraph


def heading_of(paragraph: Paragraph) -> str:
    """Name a paragraph: its address and what it is about."""
    return _("Paragraph {address}: {about}").format(
        address=paragraph.paragraph_id.removeprefix("S"), about=_(paragraph.about)
    )


def evidence(atlas: Atlas) -> dict[str, Any]:
    """Give what a page needs to show a paragraph where it is cited, in the language in use, ready for JSON.

    paragraphs : address -> heading and sentences; the rest are words of the page.
    """
    source = atlas.record.sources_by_id.get("briefing")
    told = {
        row.paragraph_id: {"heading": heading_of(row), "sentences": [_(text) for text in row.told]}
        for row in atlas.record.paragraphs
        if row.content
    }
    origin = ""
    if source:
        origin = _("In our own words, after {publisher} ({dated}).")
        origin = origin.format(publisher=source.publisher, dated=_(source.dated))
    return {
        "paragraphs": told, "origin": origin, "sure": _("Certainty"), "rests": _("All that rests on it"),
        "close": _("Close"), "cited": _("What is cited, in our own words"),
    }  # fmt: skip
