"""What must hold in and between the tables beyond what the schema can say. Every check reports all that it finds."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from geo.errors import Fault
from geo.record.columns import PAGE, SEPARATOR, Column, columns_of
from geo.record.indexes import COUNT, Indexes, Sheets, Vocabularies
from geo.record.models import CITING, KEYS, TABLES, sentences_of
from geo.record.reader import list_quotes, quote
from geo.record.vocabulary import FIXED

Finding = tuple[str, str]
"""A reason and a remedy."""

NOUNS = {
    "sources": "source", "paragraphs": "paragraph", "areas": "area", "places": "place", "partners": "partner",
    "interventions": "intervention", "studies": "study", "events": "event", "names": "name", "layers": "layer",
    "slides": "slide",
}  # fmt: skip
TYPE_FAULTS = {
    "integer": ("is not a whole number", "Write digits only, such as 2004"),
    "number": ("is not a number", "Write digits with a point, such as 11.5"),
    "truth": ("is neither true nor false", "Write true or false"),
}
_SENTENCE = re.compile(r"s[1-9][0-9]?")
MOST_IN_A_CIRCLE = 9  # ids of a circle that are repeated in each of its faults


def faults_in(sheets: Sheets) -> list[Fault]:
    """Every fault that these checks find in the tables that could be read."""
    return [fault for check in CHECKS for fault in check(sheets)]


def keys(sheets: Sheets) -> Iterator[Fault]:
    """Every row has an id of its own, which no other table uses: an address opens what it names by the id alone."""
    firsts: dict[tuple[str, ...], tuple[str, int]] = {}
    for table, sheet in sheets.items():
        key = KEYS[table]
        for row in sheet.rows:
            value = tuple(row.cells[name] for name in key)
            if not all(value):
                yield Fault(sheet.file, row.line, key[value.index("")], "is empty", "Give the row an id of its own.")
                continue
            file, line = firsts.setdefault(value, (sheet.file, row.line))
            if (file, line) == (sheet.file, row.line):
                continue
            where = f"of line {line}" if file == sheet.file else f"in {file}:{line}"
            reason = f"{quote(' '.join(value))} is already the id {where}"
            yield Fault(sheet.file, row.line, key[-1], reason, "Give the row another id, or take it out.")


def cells(sheets: Sheets) -> Iterator[Fault]:
    """Every cell is of its column's type, a code of its list, an id of a row, a citation of something."""
    indexes = Indexes(sheets)
    for table, sheet in sheets.items():
        for column in columns_of(TABLES[table]):
            # most cells say what others above them say, and each is looked at once
            answers: dict[str, tuple[Finding, ...]] = {"": ()} if column.kind in ("text", "list") else {}
            for row in sheet.rows:
                cell = row.cells[column.name]
                if cell not in answers:
                    answers[cell] = tuple(_cell(indexes, column, cell))
                for reason, remedy in answers[cell]:
                    yield Fault(sheet.file, row.line, column.name, reason, remedy)


def _cell(indexes: Indexes, column: Column, cell: str) -> Iterator[Finding]:
    try:
        column.value(cell)
    except ValueError:
        reason, remedy = TYPE_FAULTS[column.kind]
        yield f"{quote(cell)} {reason}", f"{remedy}{', or leave the cell empty' if column.optional else ''}."
        return
    entries = column.entries(cell)
    if any(entry != entry.strip() or not entry for entry in entries):
        if column.kind == "list":
            yield f"{quote(cell)} is not a plain list", f"Part the entries with '{SEPARATOR}'; none of them is empty."
        else:
            yield f"{quote(cell)} has spaces around it", "Take them off."
        return
    for entry, count in Counter(entries).items():
        if count > 1:
            yield f"{quote(entry)} stands there twice", "Keep one of them."
        if column.vocabulary and indexes.codes is not None and entry not in indexes.codes.get(column.vocabulary, {}):
            yield _unknown_code(indexes.codes, column.vocabulary, entry)
        if column.tables:
            yield from dangling(indexes, entry, column.tables)
        if column.cites and indexes.sentences is not None:
            yield from _unresolved(indexes, entry, indexes.sentences)


def _unknown_code(codes: Vocabularies, vocabulary: str, entry: str) -> Finding:
    allowed = list_quotes(codes.get(vocabulary, ())) or "none yet"
    more = "" if vocabulary in FIXED else ", or add the code to codes.csv"
    return f"{quote(entry)} is not a code of the list '{vocabulary}'", f"Use one of its codes ({allowed}){more}."


def dangling(indexes: Indexes, entry: str, tables: tuple[str, ...]) -> Iterator[Finding]:
    """Say that an id is that of no row in any of the tables, if it is so and all of them could be read."""
    if not indexes.is_complete(*tables) or any(entry in indexes.sheets[table].ids for table in tables):
        return
    nouns = " or ".join(NOUNS[table] for table in tables)
    article = "an" if nouns[0] in "aeiou" else "a"
    files = " or ".join(indexes.sheets[table].file for table in tables)
    yield f"{quote(entry)} is not {article} {nouns}", f"Correct the id, or add the row to {files}."


def _unresolved(indexes: Indexes, entry: str, sentences: Mapping[str, int]) -> Iterator[Finding]:
    paragraph, _, sentence = entry.partition(" ")
    if paragraph not in sentences:
        if not indexes.is_complete("sources"):
            return
        if paragraph not in indexes.sheets["sources"].ids:
            remedy = "Cite a passage of paragraphs.csv, such as S4.4, or a source of sources.csv by its id."
            yield f"{quote(entry)} is neither a passage nor a source", remedy
        elif sentence and not re.fullmatch(PAGE, sentence):
            yield f"{quote(entry)} is not a page of {paragraph}", f"Cite the source alone, or as in {paragraph} p. 4."
    elif sentence and not (_SENTENCE.fullmatch(sentence) and int(sentence[1:]) <= sentences[paragraph]):
        last = sentences[paragraph]
        also = f", or one of its sentences, s1 to s{last}" if last > 1 else ""
        yield f"{quote(entry)} is not a sentence of {paragraph}", f"Cite the paragraph alone{also}."


def aliases(sheets: Sheets) -> Iterator[Fault]:
    """Every alias stands for something that there is, of the kind that it says."""
    sheet, indexes = sheets.get("aliases"), Indexes(sheets)
    tables = {"area": "areas", "place": "places", "partner": "partners", "project": "partners"}
    for row in sheet.rows if sheet else ():
        kind, target = row.cells["refers_kind"], row.cells["refers_to"]
        if kind == "project" and target != "project":
            reason = f"{quote(target)} is not the project"
            yield Fault("aliases.csv", row.line, "refers_to", reason, "Write project, or change refers_kind.")
        elif kind in tables and target:
            for reason, remedy in dangling(indexes, target, (tables[kind],)):
                yield Fault("aliases.csv", row.line, "refers_to", reason, remedy)


def coverage(sheets: Sheets) -> Iterator[Fault]:
    """Every passage of a complete source is cited by a fact, or left out for a reason; no passage is both."""
    if not Indexes(sheets).is_complete("sources", "paragraphs", *CITING):
        return
    complete = {row.cells["source_id"] for row in sheets["sources"].rows if row.cells["complete"] == "true"}
    lines: dict[str, str] = {}
    for table in CITING:
        for row in sheets[table].rows:
            for entry in row.cells["citation"].split(SEPARATOR):
                lines.setdefault(entry.partition(" ")[0], f"{sheets[table].file}:{row.line}")
    for row in sheets["paragraphs"].rows:
        paragraph, reason = row.cells["paragraph_id"], row.cells["left_out"]
        if paragraph in lines and reason:
            why = f"{paragraph} has a reason for being left out, but {lines[paragraph]} cites it"
            yield Fault("paragraphs.csv", row.line, "left_out", why, "Empty this cell, or take the citation out.")
        elif paragraph not in lines and not reason and row.cells["source_id"] in complete:
            why = f"no fact cites {paragraph}, and no reason is given for leaving it out"
            yield Fault("paragraphs.csv", row.line, "left_out", why, "Cite it in a row, or write the reason here.")


def contents(sheets: Sheets) -> Iterator[Fault]:
    """Every paragraph that states something is told in our own words, with as many sentences as it has itself."""
    if not Indexes(sheets).is_complete("paragraphs"):
        return
    for row in sheets["paragraphs"].rows:
        length, count = len(sentences_of(row.cells["content"])), row.cells["sentences"]
        if not length and row.cells["states"] == "true":
            reason = f"{row.cells['paragraph_id']} states something, and is not told"
            yield Fault("paragraphs.csv", row.line, "content", reason, "Tell what it says, in your own words.")
        elif length and COUNT.fullmatch(count) and length != int(count):
            reason = f"{length} sentences, where the paragraph has {count}"
            remedy = "Tell each sentence in one of your own, each with a full stop at its end only."
            yield Fault("paragraphs.csv", row.line, "content", reason, remedy)


def circles(sheets: Sheets) -> Iterator[Fault]:
    """Nothing is part of itself, directly or round a circle."""
    for table in ("interventions", "studies"):
        sheet = sheets.get(table)
        if not sheet:
            continue
        key = KEYS[table][0]
        parent = {row.cells[key]: row.cells["part_of"] for row in sheet.rows}
        round_a_circle = _circles(parent)
        for row in sheet.rows:
            if circle := round_a_circle.get(row.cells[key]):
                reason = f"{quote(row.cells[key])} is part of itself ({' -> '.join(circle)})"
                yield Fault(sheet.file, row.line, "part_of", reason, "Empty one of these cells.")


def _circles(parent: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Each id that is part of itself, with the circle from it back to it."""
    circles: dict[str, tuple[str, ...]] = {}
    ends: set[str] = set()
    for start in parent:
        path: dict[str, int] = {}
        above = start
        while above and above not in ends and above not in path:
            path[above] = len(path)
            above = parent.get(above, "")
        if above in path:
            circle = list(path)[path[above] :]
            count = len(circle)
            for number, member in enumerate(circle):
                ahead = [circle[(number + step) % count] for step in range(min(count, MOST_IN_A_CIRCLE))]
                circles[member] = (*ahead, *(["…"] if count > MOST_IN_A_CIRCLE else []), member)
        ends.update(path)
    return circles


CHECKS: tuple[Callable[[Sheets], Iterator[Fault]], ...] = (keys, cells, aliases, coverage, contents, circles)
