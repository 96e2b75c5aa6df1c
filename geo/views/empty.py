"""What a page says where it shows nothing: for pages and exports alike.

The record may well say something of what the filters ask for: without a place, without a phase, in another phase. Then
that is the answer, with the way to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.catalogue import find_entries
from geo.selection.description import describe_filters
from geo.selection.phases import JOINT, covered, phase_name
from geo.selection.search import SearchResult, find, shorter
from geo.selection.selection import Selection, shorten
from geo.selection.suggestions import Suggestion, suggestions
from geo.selection.words import capital
from geo.views.coverage.matrix import said, table_of
from geo.views.lines import kept, silence
from geo.views.model import Item, Params
from geo.views.partners.relations import bands
from geo.views.scope import COMPARE, nothing_to_compare, scope_of
from geo.views.studies.inventory import studies_left
from geo.views.timeline import timeline

MAX_LINES = 5  # statements without an area that are told one by one
RECORD, MAP = "record", "./"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said in place of what was asked for. lines : the answer; ways : views that show something."""

    lines: tuple[Item, ...]
    ways: tuple[Suggestion, ...]

    @property
    def tries(self) -> str:
        """The ways as a sentence, for what has no links; '' where there are none."""
        return _("Try instead: {ways}").format(ways=" · ".join(map(str, self.ways))) if self.ways else ""

    @property
    def items(self) -> tuple[Item, ...]:
        """All of it as lines of a slide or a document."""
        return (*self.lines, *([silence(self.tries)] if self.ways else []))


_SIZES: dict[str, Callable[[Atlas, Selection, Params], int]] = {
    "": lambda atlas, chosen, _params: len(chosen.matching_areas(atlas)),
    COMPARE: lambda atlas, chosen, params: len(scope_of(atlas, COMPARE, chosen, params).matching_areas(atlas)),
    "coverage": lambda atlas, chosen, params: len(said(atlas, chosen, table_of(params))),
    "partners": lambda atlas, chosen, _params: sum(len(band.relations) for band in bands(atlas, chosen)),
    "studies": lambda atlas, chosen, _params: len(studies_left(atlas, chosen)),
    "timeline": lambda atlas, chosen, _params: timeline(atlas, chosen).size,
    RECORD: lambda atlas, chosen, params: len(find(atlas, chosen, params.get("q", "")).rows),
}
"""Page -> how much it shows of a selection."""


def answer(atlas: Atlas, selection: Selection, page: str, params: Params | None = None) -> Answer | None:
    """Write what a page says that shows nothing of a selection; None for one that shows something. page : its path."""
    params = params or {}
    if page == COMPARE and (words := nothing_to_compare(atlas.record)):
        return Answer((silence(words),), ())
    if page == RECORD and params.get("q"):
        return _search_answer(atlas, selection, params["q"])
    if page not in _SIZES or _SIZES[page](atlas, selection, params):
        return None
    seen = scope_of(atlas, page, selection, params)
    rows = kept(atlas, seen)
    lines = _unplaced(atlas, rows) if page in ("", COMPARE) else ()
    ways = list(_readings(atlas, seen, rows)) if rows and seen.active else []
    ways += _ways(atlas, selection, page, params)
    return Answer(lines or (silence(_nothing(atlas, seen, page, params, rows)),), tuple(ways))


def _readings(atlas: Atlas, seen: Selection, rows: tuple[Statement, ...]) -> Iterable[Suggestion]:
    """Yield the ways to the record: of several phases, but not of all, it shows each by itself."""
    if JOINT not in seen.phase:
        yield _to_record(_("Read it in the record"), seen, rows)
        return
    for phase in covered(atlas.record, seen.phase):
        alone = seen.changed(phase=phase)
        if found := kept(atlas, alone):
            text = _("Read it in the record: {phase}").format(phase=phase_name(atlas.record, phase))
            yield _to_record(text, alone, found)


def _to_record(label: str, selection: Selection, rows: Iterable[Statement]) -> Suggestion:
    return Suggestion(label, selection, sum(1 for _row in rows), RECORD)


def _ways(atlas: Atlas, selection: Selection, page: str, params: Params) -> Iterable[Suggestion]:
    """Yield the neighbours on the page itself, then what the record has of other phases without an area."""
    size = _SIZES[page]
    seen = scope_of(atlas, page, selection, params)
    for way in suggestions(atlas, seen, lambda other: size(atlas, other, params)):
        if page != COMPARE:
            yield way
        elif way.selection.phase == seen.phase:
            yield Suggestion(way.label, way.selection.changed(phase=selection.phase), way.count)
    record = atlas.record
    for phase in (*record.phases, NOT_STATED) if page in ("", COMPARE) else ():
        other = selection.changed(phase=phase)
        beside = phase not in covered(record, seen.phase)
        if beside and (rows := kept(atlas, other)) and not other.matching_areas(atlas):
            yield _to_record(_("{phase}, without an area").format(phase=phase_name(record, phase)), other, rows)


def _nothing(atlas: Atlas, selection: Selection, page: str, params: Params, rows: tuple[Statement, ...]) -> str:
    """Write the sentence for a page of which there is nothing; rows : what the record has of the selection even so."""
    without, fitting = {
        "areas": (_("{phase}: the source names no area."), _("{phase}: no area in the source fits {filters}.")),
        "interventions": (
            _("{phase}: the source states no activity."),
            _("{phase}: no activity in the source fits {filters}."),
        ),
        "studies": (
            _("{phase}: the source mentions no survey or assessment."),
            _("{phase}: no survey or assessment in the source fits {filters}."),
        ),
        "partners": (
            _("{phase}: the source names no organisation."),
            _("{phase}: no organisation in the source fits {filters}."),
        ),
        "timeline": (
            _("{phase}: the source dates and plans nothing."),
            _("{phase}: nothing dated or planned in the source fits {filters}."),
        ),
        "": (_("{phase}: the source says nothing."), _("{phase}: nothing in the source fits {filters}.")),
    }[_things(page, params) if rows or not selection.active else ""]
    text = fitting if selection.active else without
    phase = phase_name(atlas.record, selection.phase)
    return text.format(phase=phase, filters=describe_filters(atlas, selection))


def _things(page: str, params: Params) -> str:
    if page == "coverage":
        return table_of(params)
    return {"": "areas", COMPARE: "areas", RECORD: ""}.get(page, page)


def _unplaced(atlas: Atlas, rows: Iterable[Statement]) -> tuple[Item, ...]:
    """List what is said without an area, each with its source: `Safer migration is under way; …`."""
    loose = [row for row in rows if not row.areas]
    lines = [_unplaced_line(atlas, row) for row in loose[:MAX_LINES]]
    if len(loose) > MAX_LINES:
        more = ngettext("and {count} more", "and {count} more", len(loose) - MAX_LINES)
        lines.append(silence(more.format(count=len(loose) - MAX_LINES)))
    return tuple(lines)


def _unplaced_line(atlas: Atlas, row: Statement) -> Item:
    record = atlas.record
    # an organisation's statement is a sentence of its own; an activity's is a name, which its state makes one
    what = _(row.detail).rstrip(".") if row.table == "involvements" and row.detail else _(row.title)
    state = _(record.label("state", row.state)) if row.state and row.table == "interventions" else ""
    text = {
        ("project", True): _("{what} ({state}): said of the project as a whole, of no area."),
        ("project", False): _("{what}: said of the project as a whole, of no area."),
        ("place", True): _("{what} ({state}): the source names no area for it, only {places}."),
        ("place", False): _("{what}; the source names no area for it, only {places}."),
        ("none", True): _("{what} is {state}; the source does not say where."),
        ("none", False): _("{what}; the source does not say where."),
    }[row.scope if row.scope in ("project", "place") else "none", bool(state)]
    places = ", ".join(_(record.place_name(place, current())) for place in row.places)
    sure = _(record.label("certainty", row.certainty))
    title = capital(text.format(what=what, state=state, places=places))
    return Item(title, sure, row.citation, target=("statement", row.statement_id))


def aside(atlas: Atlas, selection: Selection, query: str) -> Answer | None:
    """Say what is said beside what a search finds: of names that it means too, and of which nothing is stated."""
    lines, ways = _silent_lines(atlas, selection, find(atlas, selection, query))
    return Answer(tuple(lines), tuple(ways)) if lines else None


def _search_answer(atlas: Atlas, selection: Selection, query: str) -> Answer | None:
    found = find(atlas, selection, query)
    if found.rows:
        return None
    lines, ways = _silent_lines(atlas, selection, found)
    facets = suggestions(atlas, selection, lambda other: len(find(atlas, other, query).rows))
    # in another phase there is no more: all of them were searched
    ways += [way for way in facets if way.selection.phase == selection.phase]
    if not lines:
        text = _("The record has nothing with “{query}”. All phases were searched.")
        if find_entries(atlas, query):
            text = _("No statement has “{query}”, but what is named here does. All phases were searched.")
        if selection.active:
            text = _("Nothing with “{query}” fits {filters}. All phases were searched.")
        filters = describe_filters(atlas, selection)
        lines.append(silence(text.format(query=shorten(query), filters=filters)))
        less = shorter(atlas, selection, query)
        ways += [Suggestion(f"“{words}”", selection, count, RECORD, (("q", words),)) for words, count in less]
        if not ways:
            lines.append(silence(_("Try fewer or shorter words, or a name as the source prints it.")))
            lines.append(silence(_("Places, organisations, activities, studies, events and paragraphs are searched, "
                                   "in English and in Khmer.")))  # fmt: skip
    return Answer(tuple(lines), tuple(ways))


def _silent_lines(atlas: Atlas, selection: Selection, found: SearchResult) -> tuple[list[Item], list[Suggestion]]:
    """Write a line for each name on which the source is silent: the way to its place and to what lies beside it."""
    lines, ways = [], []
    for name in found.silent[:MAX_LINES]:
        text = _("{name}: not mentioned in the source.")
        if name.target[1] not in atlas.by_area:
            text = _("{name}: named in the source, but nothing is stated of it.")
        lines.append(Item(text.format(name=name.name), target=name.target))
        if name.target[0] == "area" and name.target[1] in atlas.by_area:
            there = selection.changed(area=name.target[1])
            ways.append(Suggestion(_("{place} on the map").format(place=name.name), there, page=MAP))
    if len(found.silent) == 1:
        ways += [
            Suggestion(_("{place}, beside it").format(place=text), selection.changed(area=code), page=MAP)
            for code, text in found.silent[0].beside
        ]
    if len(found.silent) > MAX_LINES:
        more = ngettext("and {count} more", "and {count} more", len(found.silent) - MAX_LINES)
        lines.append(silence(more.format(count=len(found.silent) - MAX_LINES)))
    return lines, ways
