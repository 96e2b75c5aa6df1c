"""A view of a story as a slide: the one content that the workshop mode, the slides and the handout show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.i18n import gettext as _
from geo.map.legend import LegendEntry, legend
from geo.map.symbology import BEYOND
from geo.record.atlas import Atlas
from geo.record.citations import attribution
from geo.selection.description import describe_scope
from geo.selection.phases import covered
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.faces import Face, Point, face_of, slide_face
from geo.story.province import place_face
from geo.story.story import Story
from geo.views.model import Content, Item, Section
from geo.views.registry import VIEWS, read_view

MAX_CITATIONS = 8  # paragraphs in a source line; the notes have all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A view, ready to be shown.

    number, of : its place in the story, from 1. kind : `map`, where the map of `selection` is the picture, or `list`.
    title, note : the person's words, else the slide's or the view's own. from_record : the headline is the finding, so
    that no sentence stands under it. sentence : what is shown, and what is not said.
    points : what stands on the slide besides the map, in large letters; more : how many lines it leaves off.
    lines : all that the view has to say beside a map. statements : all that is behind it, for notes and tables.
    pair : the phases of two maps side by side. legend : of the map; empty for a list. filters : the phase and the
    facets in use, in words.
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
    from_record: bool = False
    points: tuple[Point, ...] = ()
    more: int = 0
    pair: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Point, ...]:
        """The figures that stand in place of a picture."""
        return tuple(point for point in self.points if point.level == "figure")

    @property
    def caption(self) -> str:
        """The person's words, which come first under the headline."""
        return self.view.caption

    @property
    def visible_sentence(self) -> str:
        """The sentence that the atlas makes, where one is wanted: a slide of the record's own says it in its lines."""
        return self.sentence if self.view.with_sentence and not self.from_record else ""

    @property
    def text_points(self) -> tuple[Point, ...]:
        """The lines of text, at most six."""
        return tuple(point for point in self.points if point.level != "figure")


def slides(atlas: Atlas, story: Story) -> tuple[Slide, ...]:
    """All views of a story as slides, in the language in use."""
    return tuple(slide(atlas, view, number, len(story.views)) for number, view in enumerate(story.views, start=1))


def slide(atlas: Atlas, view: View, number: int = 1, of: int = 1) -> Slide:
    """Show a view as a slide, in the language in use, whichever it was taken in; another page's view is a map."""
    page = read_view(atlas, view)
    content, drawing = page.content, VIEWS[page.page].drawing
    own = own_face(atlas, view)
    face, on_map = own or face_of(atlas, content), drawing in ("map", "pair")
    pair = covered(atlas.record, page.selection.phase) if drawing == "pair" and not content.empty else ()
    return Slide(
        number=number,
        of=of,
        kind="map" if on_map else "list",
        title=view.title or face.title,
        sentence=content.sentence,
        note=view.note or face.note,
        selection=page.selection,
        legend=_legend(atlas, page.selection, content, pair, own),
        lines=() if own else content.lines,
        statements=(*face.sections, *_paint_sections(content, page.selection, face)) if own else content.sections,
        source_line=_source(atlas, content, own, on_map=on_map),
        filters=describe_scope(atlas, page.selection),
        notices=page.notices,
        view=view,
        empty=content.empty and not own,
        from_record=own is not None,
        points=face.points,
        more=face.more,
        pair=pair,
    )


def own_face(atlas: Atlas, view: View) -> Face | None:
    """Make the face that a view names, of the record or of a place; None where it names none."""
    return slide_face(atlas, view) or place_face(atlas, view)


def _legend(atlas: Atlas, selection: Selection, content: Content, pair: Sequence[str],
            own: Face | None) -> tuple[LegendEntry, ...]:  # fmt: skip
    """Return the legend of what is drawn: of two maps what either shows, and only what is on the map."""
    if not own:
        return content.legend
    entries = content.legend if not pair else (
        entry for phase in pair for entry in legend(atlas, selection.changed(phase=phase))
    )  # fmt: skip
    by_key = {entry.key: entry for entry in entries if not entry.key.startswith(BEYOND)}
    if pair and "" in by_key:  # one phase need not mention what the other does
        by_key[""] = replace(by_key.pop(""), label=_("not mentioned"))
    return tuple(by_key.values())


def _paint_sections(content: Content, selection: Selection, face: Face) -> Iterator[Section]:
    """Yield what a map is painted by and no line tells: of its first section, unless it is all about one place."""
    facts = {item.statements for part in face.sections for item in part.items}
    for part in content.sections[:1] if content.legend and not selection.area else ():
        if items := tuple(item for item in part.items if item.statements not in facts):
            yield replace(part, items=items)


def _source(atlas: Atlas, content: Content, own: Face | None, *, on_map: bool) -> str:
    # the roles are what a map shows; a list rests on its lines
    parts = content.sections[:1] if on_map else (Section("", content.lines),)
    citations = [item.citation for part in parts for item in part.items]
    if own:
        citations = [point.citation for point in own.points]
    source = _("Source: {source}.").format(source=attribution(atlas.record, citations, most=MAX_CITATIONS))
    boundaries = _("Boundaries of {date}, generalised.").format(date=atlas.record.profile.boundaries_date)
    return f"{source} {boundaries}" if on_map else source
