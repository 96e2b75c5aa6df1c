"""What a citation stands for: each paragraph of the source in our own words, and what the source is."""

from typing import Any

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import by_source, publisher_words
from geo.record.models import Paragraph, Source


def heading_of(paragraph: Paragraph) -> str:
    """Name a paragraph: its address and what it is about."""
    return _("Paragraph {address}: {about}").format(
        address=paragraph.paragraph_id.removeprefix("S"), about=_(paragraph.about)
    )


def _origin(source: Source) -> str:
    return _("In our own words, after {publisher}.").format(publisher=publisher_words(source))


def evidence(atlas: Atlas) -> dict[str, Any]:
    """Give what a page needs to show a paragraph where it is cited, in the language in use, ready for JSON.

    paragraphs : passage -> heading, sentences and source; origins : source -> where it is from; the rest are words.
    """
    record = atlas.record
    told: dict[str, dict[str, Any]] = {
        row.paragraph_id: {
            "heading": heading_of(row),
            "sentences": [_(text) for text in row.told],
            "from": row.source_id,
        }
        for row in record.paragraphs
        if row.content
    }
    for source, cited in by_source(record, record.citations).items():
        told |= {
            one: {"heading": one, "sentences": [f"{_(source.title)}."], "from": source.source_id}
            for one in cited
            if one not in record.paragraphs_by_id
        }
    return {
        "paragraphs": told, "origins": {row.source_id: _origin(row) for row in record.sources_of_facts},
        "sure": _("Certainty"), "rests": _("All that rests on it"),
        "close": _("Close"), "cited": _("What is cited, in our own words"),
    }  # fmt: skip
