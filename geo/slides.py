"""A view of a story as a slide: the one content that the workshop mode, the slides and the handout show."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from geo import cautions, contents, page_params
from geo.answers import answer
from geo.atlas import Atlas
from geo.contents import Content, Params, by_table, digest, kept, line, paragraphs, silence
from geo.dossier import Item, Section, dossier, overview, role_words
from geo.language import current
from geo.language import gettext as _
from geo.selection import Selection, from_params, options
from geo.story import Story, View
from geo.summary import LegendEntry, describe, describe_scope, legend
from geo.symbology import OUTSIDE
from geo.undated import undated

MOST_CITED = 8  # paragraphs in a source line; the notes have all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A view, ready to be shown.

    number, of : its place in the story, from 1. kind : `map`, where the map of `selection` is the picture, or `list`.
    title, note : the person's words, else the view's own title. sentence : what is shown, and what is not said.
    lines : what stands on the slide besides the map. statements : all that is behind it, for notes and tables.
    legend : of the map; empty for a list. filters : the phase and the facets in use, in words.
    notices : what the view asks for and the record does not have. view : where it was taken.
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


def slides(atlas: Atlas, story: Story) -> tuple[Slide, ...]:
    """All views of a story as slides, in the language in use."""
    return tuple(slide(atlas, view, number, len(story.views)) for number, view in enumerate(story.views, start=1))


def slide(atlas: Atlas, view: View, number: int = 1, of: int = 1) -> Slide:
    """A view as a slide, in the language in use, whichever one it was taken in; a view of another page is a map."""
    selection, notices = from_params(view.params, atlas)
    selection = selection.changed(lang=current())
    params, more = page_params.read(atlas, view.page, view.params)
    if view.page == "compare":
        selection = selection.changed(phase="both")
    page = view.page if view.page in _MAKERS else ""
    on_map = page in ("", "compare")
    content = _honest(atlas, selection, page, params, _MAKERS[page](atlas, selection, params))
    return Slide(
        number=number,
        of=of,
        kind="map" if on_map else "list",
        title=view.title or content.title,
        sentence=content.sentence,
        note=view.note,
        selection=selection,
        legend=legend(atlas, selection) if on_map else (),
        lines=content.lines,
        statements=content.sections,
        source_line=_source(atlas, content, on_map=on_map),
        filters=describe_scope(atlas, selection),
        notices=(*notices, *more),
        view=view,
    )


def _honest(atlas: Atlas, selection: Selection, page: str, params: Params, content: Content) -> Content:
    """The content with what the page itself would say: of a view that shows nothing, and of what it leaves out."""
    # what is opened hides nothing: the filters do not hold for it
    if (selection.area and page in ("", "compare")) or params.get("item") or params.get("paragraph"):
        return content
    if told := None if _is_list(page, params) else answer(atlas, selection, page, params):
        return replace(content, lines=told.items, sections=())
    if way := None if _is_list(page, params) else undated(atlas, selection, page, params):
        apart = Section(options(atlas.record, "phase")["not-stated"], (silence(f"{way}."),))
        return replace(content, sections=(*content.sections, apart))
    return content


def _is_list(page: str, params: Params) -> bool:
    """Whether the view is a table of the record that the filters do not concern."""
    return page == "record" and params.get("table", "statements") != "statements"


def _source(atlas: Atlas, content: Content, *, on_map: bool) -> str:
    # the roles are what a map shows; a list rests on its lines
    shown = content.sections[:1] if on_map else (Section("", content.lines),)
    cited = paragraphs(atlas, (one.citation for part in shown for one in part.items))
    listed = ", ".join(cited[:MOST_CITED])
    if len(cited) > MOST_CITED:
        listed = _("{listed} and {count} more").format(listed=listed, count=len(cited) - MOST_CITED)
    source = _("Source: TICW briefing.")
    if cited:
        source = _("Source: TICW briefing, {paragraphs}.").format(paragraphs=listed)
    return f"{source} {_('Boundaries of 2003-06, generalised.')}" if on_map else source


def _map(atlas: Atlas, selection: Selection, params: Params) -> Content:
    words = describe(atlas, selection)
    if selection.area:
        return _place(atlas, selection, params)
    rows = kept(atlas, selection)
    # without a phase there are few statements and no roles: they are what there is to read beside the map
    few = rows if selection.phase == "not-stated" else ()
    lines = [line(atlas, row) for row in few if row.table == "interventions" and row.counted]
    return Content(words.title, str(words), tuple(lines), by_table(atlas, rows))


def _place(atlas: Atlas, selection: Selection, _params: Params) -> Content:
    """Everything that is said of the chosen area or place: the filters hide nothing of it, as in the panel."""
    told = dossier(atlas, str(selection.area), selection)
    name = f"{told.name} {told.other_name}".strip()
    said = [one for section in told.sections for one in section.items if one.citation]
    sentence = f"{'. '.join(role_words(atlas, role) for role in told.roles)}." if told.roles else told.kicker
    roles = (Section(_("Roles"), told.roles),) if told.roles else ()
    return Content(name, sentence, tuple(said) or (silence(_("Nothing is placed here by the source.")),),
                   (*roles, *told.sections))  # fmt: skip


_COMPARED = ("interventions", "involvements")  # of surveys and events nothing is said for Phase I to compare with


def _compare(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """Phase I beside Phase II: areas that changed alike together, then all activities and bodies by phase."""
    if selection.area or not selection.matches(atlas):
        return _map(atlas, selection, params)
    rows = kept(atlas, selection)
    names = options(atlas.record, "phase")
    groups = [group for group in overview(atlas, selection) if group.key not in ("", OUTSIDE)]
    lines = []
    for group in groups:
        codes = {code for code, _name in group.places}
        # each role once: what is said of a compound is told of its members already
        roles = [row for row in rows if row.table == "roles" and row.counted and codes & set(row.areas)]
        lines.append(digest(atlas, group.label, roles, ", ".join(name for _code, name in group.places)))
    sections = [Section(_("What changed"), tuple(lines))]
    for phase in ("I", "II"):
        said = by_table(atlas, [row for row in rows if phase in row.phases and row.table in _COMPARED])
        sections += [Section(f"{names[phase]}: {part.heading}", part.items) for part in said]
    title = _("What changed from Phase I to Phase II")
    return Content(title, str(describe(atlas, selection)), sections=tuple(sections))


_MAKERS: dict[str, Callable[[Atlas, Selection, Params], Content]] = {
    "": _map, "compare": _compare, "coverage": contents.coverage, "partners": contents.partners,
    "studies": contents.studies, "timeline": contents.timeline, "record": cautions.record_tables,
    "about": cautions.about,
}  # fmt: skip
