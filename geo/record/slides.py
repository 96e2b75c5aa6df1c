"""The slides that a record tells of itself: what a line may rest on and say, and what must hold of them.

A line rests on rows, by their ids; `studies:baseline-survey:II` stands for the counted rows of a table, of a kind and
a phase, of which the last two may be left out. Its text may have placeholders: {places} and {partners} are the names
of the rows, {areas} and {count} numbers of areas and of rows, {phases} that of all phases.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from geo.errors import Fault
from geo.record.columns import SEPARATOR
from geo.record.indexes import Indexes, Sheets
from geo.record.models import KEYS
from geo.record.reader import Row, quote

KINDS = {
    "roles": "role_code", "interventions": "type_code", "involvements": "relation_code", "studies": "kind_code",
    "events": "kind_code",
}  # fmt: skip
"""The tables of statements, each with the column of its kind."""
RESTS_ON = (*KINDS, "sources", "places", "partners", "uses", "contacts", "ambiguities", "silences")
"""The tables on whose rows a line may rest."""
PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")
PLACEHOLDERS = ("areas", "count", "partners", "phases", "places")
MAX_LINES, MAX_WORDS, MAX_FIGURES, MAX_HEADLINE = 6, 9, 3, 80
"""Lines of a slide and words of a line, figures of a slide, characters of a headline: two lines in a hall."""


class Choice(NamedTuple):
    """The rows of a table, of a kind and of a phase, '' for any."""

    table: str
    kind: str = ""
    phase: str = ""


def choice_of(reference: str) -> Choice | None:
    """Read `studies:baseline-survey:II`, `roles`; None for the id of a row."""
    table, *rest = reference.split(":")
    return Choice(table, *rest[:2]) if table in KINDS and len(rest) <= len(Choice._fields) - 1 else None


def word_count(text: str) -> int:
    """Count the words of a line as a reader does: what stands between spaces."""
    return len(text.split())


def slides(sheets: Sheets) -> Iterator[Fault]:
    """Check that each line rests on rows that there are, and that a slide can be read from the back row."""
    if not Indexes(sheets).is_complete("slides", "slide_lines"):
        return
    lines = sheets["slide_lines"].rows
    by_slide = Counter((row.cells["slide_id"], row.cells["level"] == "figure") for row in lines)
    for row in sheets["slides"].rows:
        yield from _wrong_slide(row, by_slide)
    rows = _Rows(sheets) if lines and Indexes(sheets).is_complete(*RESTS_ON, "areas") else None
    for row in lines:
        yield from _wrong_line(row, rows)


def _wrong_slide(row: Row, by_slide: Mapping[tuple[str, bool], int]) -> Iterator[Fault]:
    slide, title = row.cells["slide_id"], row.cells["title"]
    lines, figures = by_slide[slide, False], by_slide[slide, True]
    if not lines + figures:
        remedy = "Write its lines in slide_lines.csv, or take the slide out."
        yield Fault("slides.csv", row.line, "slide_id", f"{quote(slide)} has no lines", remedy)
    for count, most, what in ((lines, MAX_LINES, "lines"), (figures, MAX_FIGURES, "figures")):
        if count > most:
            reason = f"{quote(slide)} has {count} {what}; a hall reads {most}"
            yield Fault("slides.csv", row.line, "slide_id", reason, "Take some out, or make two slides.")
    if len(title) > MAX_HEADLINE:
        remedy = f"Say it in {MAX_HEADLINE} at most: two lines in a hall."
        yield Fault("slides.csv", row.line, "title", f"the headline has {len(title)} characters", remedy)
    if finding := _unknown(title):
        yield Fault("slides.csv", row.line, "title", *finding)


def _wrong_line(row: Row, rows: "_Rows | None") -> Iterator[Fault]:
    text, references = row.cells["text"], row.cells["row_ids"].split(SEPARATOR)
    if finding := _unknown(text):
        yield Fault("slide_lines.csv", row.line, "text", *finding)
        return
    for reference in filter(None, references):
        if rows and not rows.find(reference):
            remedy = "Name the id of a row, or a table with a kind and a phase that rows have."
            yield Fault("slide_lines.csv", row.line, "row_ids", f"{quote(reference)} is no row of the record", remedy)
            return
    words = word_count(rows.fill(text, references) if rows else text)
    if words > MAX_WORDS:
        reason = f"the line has {words} words; a hall reads {MAX_WORDS}"
        yield Fault("slide_lines.csv", row.line, "text", reason, "Say it in fewer, or make two lines of it.")


def _unknown(text: str) -> tuple[str, str] | None:
    """Say that a text has a placeholder that there is not."""
    unknown = next((name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS), None)
    names = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return (f"'{{{unknown[:20]}}}' stands for nothing", f"Use one of {names}.") if unknown is not None else None


class _Rows:
    """The rows that lines may rest on, by id, and the names in them: to count the words of a line."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.by_id = {row.cells[KEYS[table][0]]: row for table in RESTS_ON for row in sheets[table].rows}
        self.names = {row.cells["area_code"]: row.cells["name"] for row in sheets["areas"].rows}
        self.names |= {row.cells["place_id"]: row.cells["name"] for row in sheets["places"].rows}

    def find(self, reference: str) -> list[Row]:
        choice = choice_of(reference)
        if choice is None:
            return [self.by_id[reference]] if reference in self.by_id else []
        return [
            row
            for row in self.sheets[choice.table].rows
            if row.cells[KINDS[choice.table]] == (choice.kind or row.cells[KINDS[choice.table]])
            and row.cells["phase_code"] == (choice.phase or row.cells["phase_code"])
        ]

    def fill(self, text: str, references: Sequence[str]) -> str:
        """Fill the names in; a number is one word whatever it is."""
        rows = [row for reference in references for row in self.find(reference)]
        places = [place for row in rows for place in self._places(row)]
        partners = [row.cells["short_name"] or row.cells["name"] for row in rows if "kind_from" in row.cells]
        names = {"places": [self.names.get(place, place) for place in places], "partners": partners}

        def value(match: re.Match[str]) -> str:
            words = list(dict.fromkeys(names.get(match[1], ["1"])))
            return " ".join([*words, *(["and"] if len(words) > 1 else [])])

        return PLACEHOLDER.sub(value, text)

    def _places(self, row: Row) -> Iterator[str]:
        yield from filter(None, (row.cells.get("place_ids") or row.cells.get("place_id") or "").split(SEPARATOR))
