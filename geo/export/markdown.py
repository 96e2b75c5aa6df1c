"""A brief of a selection as text to paste into a report: a paragraph, a table with citations, where it comes from."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from geo.export.attribution import sections_of
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import by_source, publisher_words
from geo.selection.view import View
from geo.story.slides import Slide, slide
from geo.views.credits import product
from geo.views.model import Item, Section

# what Markdown could take for markup inside a line; many programs also make links of bare addresses
_SPECIAL = re.compile(r"([\\`*_\[\]<>|&#~$@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_STARTS = re.compile(r"^(\d*)([-+=.)])")  # or at its beginning


def view_brief(atlas: Atlas, view: View, date: dt.date) -> str:
    """Tell a view of any page in words, in the language in use, as Markdown that reads well as plain text, too."""
    return "\n".join(_lines(atlas, slide(atlas, view), date)) + "\n"


def _lines(atlas: Atlas, content: Slide, date: dt.date) -> Iterator[str]:
    yield f"## {plain(content.title)}"
    yield ""
    yield plain(content.sentence)
    for notice in content.notices:
        yield from ("", plain(notice))
    yield ""
    parts = sections_of(content)
    items = [item for section in parts for item in section.items]
    if content.empty or not items:
        yield from (f"- {plain(line.title)}" for line in content.lines)
        yield ""
    if items:
        yield from _table(parts)
    yield ""
    groups = by_source(atlas.record, (item.citation for item in items))
    for source, passages in (groups or dict.fromkeys(atlas.record.sources_of_facts, ())).items():
        credit = ", ".join((_(source.title), publisher_words(source), *passages))
        yield plain(_("Source: {source}.").format(source=credit))
    yield plain(
        _("Shown: {filters}. View: {query}. {release}, {date}; own wording, {licence}.").format(
            filters=content.filters,
            query=content.view.query,
            release=product(atlas),
            date=date.isoformat(),
            licence=atlas.record.profile.licence,
        )
    )


def _table(sections: Iterable[Section]) -> Iterator[str]:
    yield _row([_("About"), _("What"), _("Certainty"), _("Source")])
    yield "|---|---|---|---|"
    for section in sections:
        for item in section.items:
            yield _row([section.heading, *_cells(item)])


def _cells(item: Item) -> list[str]:
    title = f"{item.title}. {item.note}" if item.note else item.title
    return [title, item.detail, "; ".join(item.citation)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"


def plain(text: str) -> str:
    """Text that Markdown shows letter by letter, on one line."""
    safe = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _STARTS.sub(r"\1\\\2", safe)
