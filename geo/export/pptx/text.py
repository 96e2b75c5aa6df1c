"""What is written on a slide and in its notes: lines as paragraphs and as the cells of a table, as many as fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.export.attribution import sections_of
from geo.export.image.font_metrics import wrap
from geo.export.pptx.shapes import GUTTER, LINE, PADDING, Lines, Run, high, row_height
from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.story.slides import Slide
from geo.views.model import Item

Columns = tuple[tuple[str, float], ...]
"""Of a list: what a column holds (`what`, `more`, `sure` or `source`) and its width in points."""

SIZES = ((15.0, 12.5), (14.0, 12.0), (13.0, 11.0), (12.0, 10.0), (11.0, 9.5))
"""Type sizes of a list, of what and of what more is said: the largest with which everything fits."""

MORE_SIZES = (13.0, 11.0)
"""Type sizes of a list that goes on over several slides."""

HEADING = 10.5
MOST_LINES, LONGEST_LINE = 12, 140  # of the speaker's notes: statements, and letters of each


def paragraph_of(text: str, size: float, *, bold: bool = False, colour: str = "ink") -> Lines:
    """Make a paragraph of one look."""
    return [[Run(text, size, bold=bold, colour=colour)]]


def notices(slide: Slide) -> Lines:
    """Say what the view asks for and the record does not have."""
    return [[Run(notice, 11, italic=True, colour="quiet")] for notice in slide.notices]


def fit_text(text: str, sizes: Sequence[float], room: float, height: float, *, bold: bool = False) -> Lines:
    """Set a text in the largest of the sizes with which it is not too high; else its beginning, and a word."""
    for size in sizes:
        lines = paragraph_of(text, size, bold=bold)
        if high(lines, room) <= height:
            return lines
    return paragraph_of(_beginning(text, room, height, sizes[-1], bold=bold), sizes[-1], bold=bold)


def _beginning(text: str, room: float, height: float, size: float, *, bold: bool = False) -> str:
    """As much of a text as fits, with a word that there is more."""
    word = _("… (shortened: whole in the handout)")
    lines = wrap(text, room, size, bold=bold)
    count = max(int(height / (size * LINE)) - len(wrap(word, room, size, bold=bold)), 1)
    return text if len(lines) <= count else f"{' '.join(lines[:count])} {word}"


def beside(items: Sequence[Item], room: float, height: float) -> tuple[Lines, int]:
    """Lines in the narrow column beside a map, as many as fit, and how many those are; the others are announced."""
    paragraphs: list[Sequence[Run]] = []
    for number, item in enumerate(items):
        lines = list(_beside(item))
        more = _more(len(items) - number)
        space = height - high([*paragraphs, *lines], room)
        if space < (high(more, room) if number < len(items) - 1 else 0):
            return [*paragraphs, *more], number
        paragraphs += lines
    return paragraphs, len(items)


def _beside(item: Item) -> Iterator[Sequence[Run]]:
    if item.silent:
        yield [Run(item.title, 11.5, italic=True, colour="quiet")]
        return
    whole = "; ".join(item.citation).replace(" s", "\N{NO-BREAK SPACE}s")  # not parted at the end of a line
    source = Run(f"  {whole}", 9.5, colour="quiet")
    yield [Run(item.title, 12, bold=True), source]
    if item.detail:
        yield [Run(item.detail, 10, colour="quiet")]
    yield [Run(" ", 4)]


def _more(count: int) -> Lines:
    text = ngettext("{count} more on the next slide", "{count} more on the next slides", count).format(count=count)
    return [[Run(text, 11, italic=True, colour="quiet")]]


def columns_for(items: Iterable[Item], room: float) -> Columns:
    """Choose the columns that a list needs: none for what no line has."""
    items = list(items)
    if any(item.citation for item in items):
        return ("what", room * 0.69), ("sure", room * 0.175), ("source", room * 0.135)
    if any(item.detail for item in items):
        return ("what", room * 0.73), ("sure", room * 0.27)
    return ("what", room * 0.32), ("more", room * 0.68)


def list_rows(items: Sequence[Item], columns: Columns, height: float) -> tuple[list[list[Lines]], int]:
    """Make the rows of a table, its heading first; return them with how many items they show.

    In the largest type with which all fit, else as many as fit in one that a hall can read.
    """
    widths = [width for _name, width in columns]
    heading = [paragraph_of(_heading(name), HEADING, colour="quiet") for name, _width in columns]
    for what, more in SIZES:
        rows = [heading, *([_cell(item, name, what, more, columns) for name, _width in columns] for item in items)]
        if sum(row_height(row, widths) for row in rows) <= height:
            return rows, len(items)
    rows, space = [heading], height - row_height(heading, widths)
    for item in items:
        row = [_cell(item, name, *MORE_SIZES, columns) for name, _width in columns]
        space -= row_height(row, widths)
        if space < 0:
            break
        rows.append(row)
    return rows, len(rows) - 1


def shorten_item(item: Item, columns: Columns, height: float) -> Item:
    """Shorten an item that would fill more than a slide to as much of its words as one slide holds."""
    room = columns[0][1] - GUTTER
    more = columns[1][1] - GUTTER if columns[1][0] == "more" else room
    half = height / 2 - 2 * PADDING - HEADING * LINE
    return replace(
        item,
        title=_beginning(item.title, room, half, MORE_SIZES[0], bold=True),
        note=_beginning(item.note, more, half, MORE_SIZES[0]),
    )


def _heading(name: str) -> str:
    return {"what": _("What"), "more": _("In words"), "sure": _("Certainty"), "source": _("Source")}[name]


def _cell(item: Item, name: str, what: float, more: float, columns: Columns) -> Lines:
    if name == "source":
        return paragraph_of("; ".join(item.citation), more, colour="quiet")
    if name == "sure":
        return paragraph_of(item.detail, more, colour="quiet")
    if name == "more":
        return paragraph_of(item.note, (what + more) / 2)
    if item.silent:
        return [[Run(item.title, what, italic=True, colour="quiet")]]
    if columns[1][0] == "more":
        return paragraph_of(item.title, (what + more) / 2, bold=True)
    note = [[Run(item.note, more, colour="quiet")]] if item.note else []
    return [[Run(item.title, what, bold=True)], *note]


def notes(slide: Slide) -> str:
    """Write the speaker's notes, to be read at a glance: the person's note, what is shown, the first statements."""
    items = [item for section in sections_of(slide) for item in (*section.items, *section.folded)]
    lines = [slide.note, slide.sentence, *map(_note, items[:MOST_LINES]), _rest(len(items) - MOST_LINES)]
    return "\n".join([*filter(None, lines), slide.source_line])


def more_notes(slide: Slide, items: Iterable[Item]) -> str:
    """Write the notes of a slide on which a list goes on: what stands on it."""
    return "\n".join([*map(_note, items), slide.source_line])


def _rest(count: int) -> str:
    if count < 1:
        return ""
    return ngettext("{count} more in the handout.", "{count} more in the handout.", count).format(count=count)


def _note(item: Item) -> str:
    sure = f" ({item.detail})" if item.detail else ""
    source = f" [{'; '.join(item.citation)}]" if item.citation else ""
    title = item.title if len(item.title) <= LONGEST_LINE else f"{item.title[:LONGEST_LINE].rstrip()}…"
    return f"- {title}{sure}{source}"
