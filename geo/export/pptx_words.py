"""What is written on a slide and in its notes: lines as paragraphs and as the cells of a table, as many as fit."""

from collections.abc import Iterable, Iterator, Sequence

from geo.dossier import Item
from geo.export.pptx_parts import Lines, Run, high, row_height
from geo.language import gettext as _
from geo.language import ngettext
from geo.slides import Slide

Columns = tuple[tuple[str, float], ...]
"""Of a list: what a column holds (`what`, `more`, `sure` or `source`) and its width in points."""

SIZES = ((15.0, 12.5), (14.0, 12.0), (13.0, 11.0), (12.0, 10.0), (11.0, 9.5))
"""Type sizes of a list, of what and of what more is said: the largest with which everything fits."""

HEADING = 10.5


def one(text: str, size: float, *, bold: bool = False, colour: str = "ink") -> Lines:
    """A paragraph of one look."""
    return [[Run(text, size, bold=bold, colour=colour)]]


def said(slide: Slide) -> Lines:
    """What the person wrote, then what the view asks for and the record does not have."""
    note = [[Run(text, 13.5)] for text in slide.note.split("\n") if text.strip()]
    return [*note, *([Run(notice, 11, italic=True, colour="quiet")] for notice in slide.notices)]


def beside(items: Iterable[Item], room: float, height: float) -> Lines:
    """Lines in the narrow column beside a map, as many as fit; the rest is counted."""
    paragraphs: list[Sequence[Run]] = []
    items = list(items)
    for number, item in enumerate(items):
        more = _more(len(items) - number, 11)
        written = list(_beside(item))
        left = height - high([*paragraphs, *written], room)
        if left < (high(more, room) if number < len(items) - 1 else 0):
            return [*paragraphs, *more]
        paragraphs += written
    return paragraphs


def _beside(item: Item) -> Iterator[Sequence[Run]]:
    if item.silent:
        yield [Run(item.title, 11.5, italic=True, colour="quiet")]
        return
    whole = "; ".join(item.citation).replace(" s", "\N{NO-BREAK SPACE}s")  # not parted at the end of a line
    cited = Run(f"  {whole}", 9.5, colour="quiet")
    yield [Run(item.title, 12, bold=True), cited]
    if item.detail:
        yield [Run(item.detail, 10, colour="quiet")]
    yield [Run(" ", 4)]


def _more(count: int, size: float) -> Lines:
    text = ngettext("{count} more, in the notes", "{count} more, in the notes", count).format(count=count)
    return [[Run(text, size, italic=True, colour="quiet")]]


def columns_for(items: Iterable[Item], room: float) -> Columns:
    """The columns that a list needs: none for what no line has."""
    items = list(items)
    if any(item.citation for item in items):
        return ("what", room - 210), ("sure", 118), ("source", 92)
    if any(item.detail for item in items):
        return ("what", room - 180), ("sure", 180)
    return ("what", 215), ("more", room - 215)


def list_rows(items: Iterable[Item], columns: Columns, height: float) -> list[list[Lines]]:
    """The rows of a table, its heading first, in the largest type with which they fit; what does not fit is counted."""
    items = list(items)
    widths = [width for _name, width in columns]
    for what, more in SIZES:
        rows = [[one(_heading(name), HEADING, colour="quiet") for name, _width in columns]]
        rows += [[_cell(item, name, what, more, columns) for name, _width in columns] for item in items]
        if sum(row_height(row, widths) for row in rows) <= height:
            return rows
    for shown in range(len(items) - 1, 0, -1):
        rest = [_more(len(items) - shown, SIZES[-1][0]), *([[Run("", 9)]] for _name in columns[1:])]
        cut = [*rows[: shown + 1], rest]
        if sum(row_height(row, widths) for row in cut) <= height:
            return cut
    return rows[:2]


def _heading(name: str) -> str:
    return {"what": _("What"), "more": _("In words"), "sure": _("How sure"), "source": _("Source")}[name]


def _cell(item: Item, name: str, what: float, more: float, columns: Columns) -> Lines:
    if name == "source":
        return one("; ".join(item.citation), more, colour="quiet")
    if name == "sure":
        return one(item.detail, more, colour="quiet")
    if name == "more":
        return one(item.note, (what + more) / 2)
    if item.silent:
        return [[Run(item.title, what, italic=True, colour="quiet")]]
    if columns[1][0] == "more":
        return one(item.title, (what + more) / 2, bold=True)
    note = [[Run(item.note, more, colour="quiet")]] if item.note else []
    return [[Run(item.title, what, bold=True)], *note]


def notes(slide: Slide) -> str:
    """The speaker's notes: the note, what is shown, then every statement behind it, how sure it is and its citation."""
    lines = [slide.note, slide.sentence, _("Shown: {filters}.").format(filters=slide.filters), *slide.notices]
    for section in slide.statements:
        lines += ["", section.heading.upper(), *map(_note, section.items)]
        if section.folded:
            lines += ["", section.fold_label, *map(_note, section.folded)]
    return "\n".join([*(line for line in lines[:4] if line), *lines[4:], "", slide.source_line])


def _note(item: Item) -> str:
    if item.silent:
        return f"- {item.title}"
    sure = f" ({item.detail})" if item.detail else ""
    cited = f" [{'; '.join(item.citation)}]" if item.citation else ""
    more = f" {item.note}." if item.note else ""
    return f"- {item.title}{sure}{cited}{'.' if more else ''}{more}".replace("..", ".")
