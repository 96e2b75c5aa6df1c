"""What stands on the face of a slide: a headline and a few short lines, each with the rows that it rests on.

A view names its face by the parameter `lines` of its address: a slide of the record (slides.csv), or a part of what is
told of one place (geo.story.province). Any other view has a face made of its content.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.models import SlideLine, SlideRow
from geo.record.slides import KINDS, MAX_LINES, MAX_WORDS, PLACEHOLDER, RESTS_ON, choice_of, word_count
from geo.record.statements import AHEAD, Statement, areas_of
from geo.record.years import year_words
from geo.selection.view import View
from geo.selection.words import list_amounts, list_words
from geo.views.lines import item, line, sure_words
from geo.views.model import Content, Item, Section
from geo.views.params import LINES

DOUBTS = ("ambiguous", "inferred", "stated-of-group")
"""The certainties of which a slide says a word, the least sure first."""
SPARE_WORDS = 3  # words by which a line of the record's own may be longer before it is cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A line on a slide.

    text : at most nine words. level : `line`, `head` over those that follow, or `figure`, which begins with its number.
    mark : how sure, in a word; '' where it is plainly stated. statements : ids of what it rests on.
    """

    text: str
    level: str = "line"
    mark: str = ""
    silent: bool = False
    citation: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        """The first words, which stand out: a figure's number, what a colon ends; '' for none."""
        if self.level == "head":
            return self.text
        if self.level == "figure":
            return self.text.partition(" ")[0]
        before, colon, after = self.text.partition(": ")
        return f"{before}{colon.strip()}" if after else ""

    @property
    def rest(self) -> str:
        """What follows the first words."""
        return self.text[len(self.lead) :].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What stands on a slide. more : how many lines there would be besides. sections : the rows behind the lines."""

    title: str = ""
    points: tuple[Point, ...] = ()
    more: int = 0
    note: str = ""
    sections: tuple[Section, ...] = ()


Row = Any
"""A statement, or a row of one of the other tables that a line may rest on."""


def slide_face(atlas: Atlas, view: View) -> Face | None:
    """Make the face of a slide of the record, in the language in use; None where the view names none."""
    name = view.params.get(LINES, [""])[0]
    slide = next((row for row in atlas.record.slides if row.slide_id == name), None)
    return _of_slide(atlas, slide) if slide else None


def _of_slide(atlas: Atlas, slide: SlideRow) -> Face:
    lines = [row for row in atlas.record.slide_lines if row.slide_id == slide.slide_id]
    rows = [rows_behind(atlas, line) for line in lines]
    points: list[Point] = []
    sections: list[Section] = []
    over: tuple[str, Sequence[Row]] = ("", ())
    ids: set[str] = set()
    for entry, behind in zip(lines, rows, strict=True):
        mark = mark_of(atlas, behind)
        # a head has said it already
        is_repeat = mark == over[0] and {*map(id_of, behind)} <= {*map(id_of, over[1])}
        points.append(_point(atlas, entry, behind, "" if is_repeat else mark))
        over = (mark, behind) if entry.level == "head" else over
        fresh = [row for row in behind if id_of(row) not in ids]
        if fresh and not (entry.level == "head" and _is_repeated_below(entry, behind, lines, rows)):
            ids |= {*map(id_of, fresh)}
            sections.append(Section(points[-1].text, tuple(_item(atlas, row) for row in fresh)))
    all_rows = [row for behind in rows for row in behind]
    return Face(
        title=fill(atlas, _(slide.title), all_rows), points=tuple(points), note=_(slide.note), sections=(*sections,)
    )


def _is_repeated_below(head: SlideLine, behind: Sequence[Row], lines: Sequence[SlideLine],
                   rows: Sequence[Sequence[Row]]) -> bool:  # fmt: skip
    below = {id_of(row) for line, others in zip(lines, rows, strict=True) if line.level == "line" for row in others}
    return head.level == "head" and {*map(id_of, behind)} <= below


def _point(atlas: Atlas, line: SlideLine, rows: Sequence[Row], mark: str) -> Point:
    return Point(
        text=fill(atlas, _(line.text), rows), level=line.level, mark=mark,
        silent=bool(rows) and all(_table_of(row) == "silences" for row in rows),
        citation=tuple(dict.fromkeys(address for row in rows for address in citation_of(row))),
        statements=tuple(id_of(row) for row in rows if isinstance(row, Statement)),
    )  # fmt: skip


# ---- rows ----


def rows_behind(atlas: Atlas, line: SlideLine) -> tuple[Row, ...]:
    """List the rows that a line of the record rests on, each once."""
    rows = (row for reference in line.row_ids for row in _find(atlas, reference))
    return tuple({id_of(row): row for row in rows}.values())


def _find(atlas: Atlas, reference: str) -> Iterator[Row]:
    if choice := choice_of(reference):
        yield from (
            row for row in atlas.statements
            if row.table == choice.table and row.counted
            and choice.kind in ("", row.kind) and choice.phase in ("", row.phase)
        )  # fmt: skip
    elif reference in atlas.by_id:
        yield atlas.by_id[reference]
    else:
        others = (row for table in RESTS_ON if table not in KINDS for row in getattr(atlas.record, table))
        yield from (row for row in others if id_of(row) == reference)


def id_of(row: Row) -> str:
    """Return the id of a row: the first of its fields."""
    return str(getattr(row, next(iter(row.__dataclass_fields__))))


def _table_of(row: Row) -> str:
    return row.table if isinstance(row, Statement) else f"{type(row).__name__.lower()}s"


def citation_of(row: Row) -> tuple[str, ...]:
    """Return where a row stands in its source; a source itself by its name."""
    return (row.short,) if hasattr(row, "short") else tuple(getattr(row, "citation", ()))


def _item(atlas: Atlas, row: Row) -> Item:
    """Show a row as a line of the notes."""
    if isinstance(row, Statement):
        entry = line(atlas, row)
        return replace(entry, title=_(row.detail), note=_(row.note)) if row.table == "involvements" else entry
    words = ("name", "serves", "statement", "issue", "title", "label")
    title = next(_(getattr(row, name)) for name in words if hasattr(row, name))
    if not citation_of(row):
        return Item(title, silent=True)
    certainty = getattr(row, "certainty", "")
    sure = sure_words(atlas, certainty, getattr(row, "state_code", "")) if certainty else ""
    return Item(title, sure, citation_of(row), note=_(getattr(row, "kept", "") or getattr(row, "note", "")))


# ---- words ----


def fill(atlas: Atlas, text: str, rows: Sequence[Row]) -> str:
    """Put what the record has in place of {places}, {count} and the like; see geo.record.slides."""
    values: dict[str, Callable[[], str]] = {
        "areas": lambda: str(len(areas_of(atlas.record, _places(atlas, rows)))),
        "count": lambda: str(len(rows)),
        "partners": lambda: list_words([row.short_name or row.name for row in rows if hasattr(row, "partner_id")]),
        "phases": lambda: str(len(atlas.record.phases)),
        "places": lambda: list_words([_(atlas.record.place_name(place, current())) for place in _places(atlas, rows)]),
    }
    return PLACEHOLDER.sub(lambda match: values[match[1]]() if match[1] in values else match[0], text)


def _places(atlas: Atlas, rows: Iterable[Row]) -> list[str]:
    """List the places that rows name, in the record's order."""
    groups = (row.places if isinstance(row, Statement) else (row.place_id,) if hasattr(row, "place_id") else ()
             for row in rows)  # fmt: skip
    names = {place for places in groups for place in places}
    return [place for place in (*atlas.by_area, *atlas.by_place) if place in names]


def mark_of(atlas: Atlas, rows: Sequence[Row], *, with_years: bool = False) -> str:
    """Say in a few words how sure rows are and what is still to come; '' where all is plainly stated and has happened.

    What is said of something counts, and where nothing is, how it is named. with_years : with the years.
    """
    facts = [row for row in rows if isinstance(row, Statement) or hasattr(row, "state_code")] or list(rows)
    ahead = ((_(atlas.record.label("state", code)), sum(_state(row) == code for row in facts)) for code in AHEAD)
    sure = Counter(getattr(row, "certainty", "") for row in facts)
    words = {"ambiguous": _("uncertain"), "inferred": _("inferred"), "stated-of-group": _("said of several together")}
    doubt = next((code for code in DOUBTS if sure[code]), "")
    marks = [_share_words(word, count, len(facts)) for word, count in ahead]
    marks.append(_share_words(words.get(doubt, ""), sure[doubt] if doubt else 0, len(facts)))
    if with_years:
        marks[:0] = dict.fromkeys(_year(row) for row in facts if hasattr(row, "year"))
    elif doubt != "inferred":
        years = Counter(row.year_precision for row in facts if getattr(row, "year", None))
        marks.append(_share_words(_("year inferred"), years["inferred"], years.total()))
    return list_amounts([mark for mark in marks if mark])


def _year(row: Row) -> str:
    """Say a year where it stands in brackets already."""
    return (
        _("about {year}, year inferred").format(year=row.year) if row.year_precision == "inferred" else year_words(row)
    )


def _state(row: Row) -> str:
    return str(getattr(row, "state", "") or getattr(row, "state_code", ""))


def _share_words(word: str, count: int, of: int) -> str:
    """Say a word of so many of several rows; '' for none of them."""
    if not count:
        return ""
    return word if count == of else _("in part {word}").format(word=word)


# ---- of a view that has no face of its own ----


def face_of(atlas: Atlas, content: Content) -> Face:
    """Make a face of what a view says: its first lines, work before bodies, bodies before studies."""
    items = content.lines or tuple(_first(atlas, content))
    points = tuple(_of_item(atlas, entry) for entry in items[:MAX_LINES])
    return Face(title=content.title, points=points, more=len(items) - len(points))


def _first(atlas: Atlas, content: Content) -> Iterator[Item]:
    """Choose what stands beside a map: what was done where, rather than the roles that the map itself shows."""
    order = ("interventions", "involvements", "studies", "events")
    rows = [row for row in content.rows(atlas) if row.table in order and row.counted]
    for row in sorted(rows, key=lambda row: order.index(row.table)):
        yield (
            replace(item(atlas, row), title=_(row.detail).rstrip("."))
            if row.table == "involvements"
            else line(atlas, row)
        )


def _of_item(atlas: Atlas, entry: Item) -> Point:
    rows = [atlas.by_id[key] for key in entry.statements if key in atlas.by_id]
    mark = mark_of(atlas, rows, with_years=True) if rows else entry.detail
    return Point(
        text=cut(entry.title), mark=cut(mark), silent=entry.silent, citation=entry.citation, statements=entry.statements
    )


_FIRST = re.compile(rf"(?:\S+\s+){{{MAX_WORDS - 1}}}\S+")


def cut(text: str) -> str:
    """Return a text as a line of a slide: the first words of what is longer by more than a few."""
    if word_count(text) <= MAX_WORDS + SPARE_WORDS:
        return text
    match = _FIRST.match(text.strip())
    return f"{match[0].rstrip(',;:')} …" if match else text
