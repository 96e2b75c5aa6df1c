"""A brief of a selection as text to paste into a report: a paragraph, a table with citations, where it comes from."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from geo.export.attribution import sections_of
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import by_source, publisher_words
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.slides import Slide, slide
from geo.views.credits import product
from geo.views.model import Item, Section

# what Markdown could take for markup inside a line; many programs also make links of bare addresses
_MARKED = re.compile(r"([\\`*_\[\]<>|&#~$@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
_STARTS = re.compile(r"^(\d*)([-+=.)])")  # or at its beginning


def brief(atlas: Atlas, selection: Selection, made: dt.date) -> str:
    """Tell the selection in words, in the language in use, as Markdown that reads well as plain text, too."""
    return view_brief(atlas, View(selection.to_query()), made)


def view_brief(atlas: Atlas, view: View, made: dt.date) -> str:
    """Tell the same of a view of any page."""
    return "\n".join(_lines(atlas, slide(atlas, view), made)) + "\n"


def _lines(atlas: Atlas, told: Slide, made: dt.date) -> Iterator[str]:
    yield f"## {plain(told.title)}"
    yield ""
    yield plain(told.sentence)
    for notice in told.notices:
        yield from ("", plain(notice))
    yield ""
    parts = sections_of(told)
    items = [item for section in parts for item in section.items]
    if told.empty or not items:
        yield from (f"- {plain(line.title)}" for line in told.lines)
        yield ""
    if items:
        yield from _table(parts)
    yield ""
    groups = by_source(atlas.record, (item.citation for item in items))
    for source, cited in (groups or dict.fromkeys(atlas.record.sources_of_facts, ())).items():
        told_by = ", ".join((_(source.title), publisher_words(source), *cited))
        yield plain(_("Source: {source}.").format(source=told_by))
    yield plain(
        _("Shown: {filters}. View: {query}. {release}, {date}; own wording, {licence}.").format(
            filters=told.filters,
            query=told.view.query,
            release=product(atlas),
            date=made.isoformat(),
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
    said = f"{item.title}. {item.note}" if item.note else item.title
    return [said, item.detail, "; ".join(item.citation)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"


def plain(text: str) -> str:
    """Text that Markdown shows letter by letter, on one line."""
    escaped = _MARKED.sub(r"\\\1", " ".join(text.split()))
    return _STARTS.sub(r"\1\\\2", escaped)
