"""A view of a story as a slide: the one content that the workshop mode, the slides and the handout show."""

from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.map.legend import LegendEntry
from geo.record.atlas import Atlas
from geo.record.citations import attribution
from geo.selection.description import describe_scope
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.story import Story
from geo.views.model import Content, Item, Section
from geo.views.registry import VIEWS, read_view

MOST_CITED = 8  # paragraphs in a source line; the notes have all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A view, ready to be shown.

    number, of : its place in the story, from 1. kind : `map`, where the map of `selection` is the picture, or `list`.
    title, note : the person's words, else the view's own title. sentence : what is shown, and what is not said.
    lines : what stands on the slide besides the map. statements : all that is behind it, for notes and tables.
    legend : of the map; empty for a list. filters : the phase and the facets in use, in words.
    notices : what the view asks for and the record does not have. view : where it was taken.
    empty : it shows nothing of what was asked for; the lines say so.
    """

    number: int
    of: int
    kind: str
    title: str
    sentence: str
    note: str
    selection: Selection
    legend: tuple[LegendEntry, ...]
    lines: tuple[Item, ...]
    statements: tuple[Section, ...]
    source_line: str
    filters: str
    notices: tuple[str, ...]
    view: View
    empty: bool = False


def slides(atlas: Atlas, story: Story) -> tuple[Slide, ...]:
    """All views of a story as slides, in the language in use."""
    return tuple(slide(atlas, view, number, len(story.views)) for number, view in enumerate(story.views, start=1))


def slide(atlas: Atlas, view: View, number: int = 1, of: int = 1) -> Slide:
    """Show a view as a slide, in the language in use, whichever it was taken in; another page's view is a map."""
    shown = read_view(atlas, view)
    content, on_map = shown.content, VIEWS[shown.page].drawing in ("map", "pair")
    return Slide(
        number=number,
        of=of,
        kind="map" if on_map else "list",
        title=view.title or content.title,
        sentence=content.sentence,
        note=view.note,
        selection=shown.selection,
        legend=content.legend,
        lines=content.lines,
        statements=content.sections,
        source_line=_source(atlas, content, on_map=on_map),
        filters=describe_scope(atlas, shown.selection),
        notices=shown.notices,
        view=view,
        empty=content.empty,
    )


def _source(atlas: Atlas, content: Content, *, on_map: bool) -> str:
    # the roles are what a map shows; a list rests on its lines
    shown = content.sections[:1] if on_map else (Section("", content.lines),)
    cited = (one.citation for part in shown for one in part.items)
    source = _("Source: {source}.").format(source=attribution(atlas.record, cited, most=MOST_CITED))
    boundaries = _("Boundaries of {date}, generalised.").format(date=atlas.record.profile.boundaries_date)
    return f"{source} {boundaries}" if on_map else source
