"""The timeline in words: what is dated, in the order of its years; then what is planned or has no year."""

from dataclasses import replace

from geo.atlas import Atlas
from geo.language import gettext as _
from geo.selection import Selection
from geo.timeline import description, timeline
from geo.views.model import Content, Params, Section


def show_timeline(atlas: Atlas, selection: Selection, _params: Params) -> Content:
    """Say what the source dates, and what it plans or leaves undated."""
    made = timeline(atlas, selection)
    words = description(atlas, selection, made)
    # on the page the date stands beside the line
    dated = tuple(
        replace(entry.item, detail=f"{entry.date} · {entry.item.detail}")
        for year in made.years
        for entry in year.entries
    )
    sections = [Section(_("Dated"), dated)] if dated else []
    sections += [Section(heading, items) for heading, items in made.undated]
    rest = tuple(item for _heading, items in made.undated for item in items)
    return Content(title=words.title, sentence=str(words), lines=dated or rest, sections=tuple(sections))
