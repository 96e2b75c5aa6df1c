"""What must hold in and between the tables beyond what the schema can say. Every check reports all that it finds."""

from collections.abc import Callable, Iterator, Mapping

from geo.columns import SEPARATOR, Column, columns_of
from geo.faults import Fault
from geo.reading import Row, Sheet, shown
from geo.tables import CITING, KEYS, TABLES, sentences_of
from geo.texts import texts
from geo.visibility import visibility

Sheets = Mapping[str, Sheet]
Vocabularies = Mapping[str, list[str]]
Said = tuple[str, str]
"""A reason and a remedy."""

NOUNS = {
    "sources": "source", "paragraphs": "paragraph", "areas": "area", "places": "place", "partners": "partner",
    "interventions": "intervention", "studies": "study", "events": "event",
}  # fmt: skip
TYPE_FAULTS = {
    "integer": ("is not a whole number", "Write digits only, such as 2004"),
    "number": ("is not a number", "Write digits with a point, such as 11.5"),
    "truth": ("is neither true nor false", "Write true or false, in small letters"),
}


def faults_in(sheets: Sheets) -> list[Fault]:
    """Every fault that these checks find in the tables that could be read."""
    return [fault for check in CHECKS for fault in check(sheets)]


def keys(sheets: Sheets) -> Iterator[Fault]:
    """Every row has an id of its own."""
    for table, sheet in sheets.items():
        key = KEYS[table]
        seen: dict[tuple[str, ...], int] = {}
        for row in sheet.rows:
            value = tuple(row.cells[name] for name in key)
            if not all(value):
                yield Fault(sheet.file, row.line, key[value.index("")], "is empty", "Give the row an id of its own.")
            elif value in seen:
                reason = f"{shown(' '.join(value))} is already the id of line {seen[value]}"
                yield Fault(sheet.file, row.line, key[-1], reason, "Give the row another id, or take it out.")
            seen.setdefault(value, row.line)


def cells(sheets: Sheets) -> Iterator[Fault]:
    """Every cell is of its column's type, a code of its list, an id of a row, an address of a paragraph."""
    codes = _codes(sheets)
    sentences = _sentences(sheets)
    for table, sheet in sheets.items():
        for column in columns_of(TABLES[table]):
            for row in sheet.rows:
                for reason, remedy in _cell(sheets, column, row.cells[column.name], codes, sentences):
                    yield Fault(sheet.file, row.line, column.name, reason, remedy)


def _cell(
    sheets: Sheets, column: Column, cell: str, codes: Vocabularies | None, sentences: Mapping[str, int] | None
) -> Iterator[Said]:
    try:
        column.value(cell)
    except ValueError:
        reason, remedy = TYPE_FAULTS[column.kind]
        yield f"{shown(cell)} {reason}", f"{remedy}{', or leave the cell empty' if column.optional else ''}."
        return
    entries = column.entries(cell)
    if any(entry != entry.strip() or not entry for entry in entries):
        if column.kind == "list":
            yield f"{shown(cell)} is not a plain list", f"Part the entries with '{SEPARATOR}'; none of them is empty."
        else:
            yield f"{shown(cell)} has spaces around it", "Take them off."
        return
    for entry in sorted({entry for entry in entries if entries.count(entry) > 1}):
        yield f"{shown(entry)} stands there twice", "Keep one of them."
    for entry in dict.fromkeys(entries):
        if column.vocabulary and codes is not None and entry not in codes.get(column.vocabulary, []):
            allowed = ", ".join(codes.get(column.vocabulary, [])) or "none yet"
            remedy = f"Use one of its codes ({allowed}), or add the code to codes.csv."
            yield f"{shown(entry)} is not a code of the list '{column.vocabulary}'", remedy
        if column.tables:
            yield from _dangling(sheets, entry, column.tables)
        if column.cites and sentences is not None:
            yield from _unresolved(entry, sentences)


def _dangling(sheets: Sheets, entry: str, tables: tuple[str, ...]) -> Iterator[Said]:
    if not _complete(sheets, *tables) or any(entry in sheets[table].ids for table in tables):
        return
    nouns = " or ".join(NOUNS[table] for table in tables)
    article = "an" if nouns[0] in "aeiou" else "a"
    files = " or ".join(sheets[table].file for table in tables)
    yield f"{shown(entry)} is not {article} {nouns}", f"Correct the id, or add the row to {files}."


def _unresolved(entry: str, sentences: Mapping[str, int]) -> Iterator[Said]:
    paragraph, _, sentence = entry.partition(" ")
    if paragraph not in sentences:
        yield f"{shown(entry)} is not a paragraph of the briefing", "Cite one of paragraphs.csv, such as S4.4."
    elif sentence and sentence not in {f"s{number}" for number in range(1, sentences[paragraph] + 1)}:
        last = sentences[paragraph]
        also = f", or one of its sentences, s1 to s{last}" if last > 1 else ""
        yield f"{shown(entry)} is not a sentence of {paragraph}", f"Cite the paragraph alone{also}."


def aliases(sheets: Sheets) -> Iterator[Fault]:
    """Every alias stands for something that there is, of the kind that it says."""
    sheet = sheets.get("aliases")
    tables = {"area": "areas", "place": "places", "partner": "partners", "project": "partners"}
    for row in sheet.rows if sheet else ():
        kind, target = row.cells["refers_kind"], row.cells["refers_to"]
        if kind == "project" and target != "project":
            reason = f"{shown(target)} is not the project"
            yield Fault("aliases.csv", row.line, "refers_to", reason, "Write project, or change refers_kind.")
        elif kind in tables and target:
            for reason, remedy in _dangling(sheets, target, (tables[kind],)):
                yield Fault("aliases.csv", row.line, "refers_to", reason, remedy)


def coverage(sheets: Sheets) -> Iterator[Fault]:
    """Every paragraph is cited by a fact, or left out for a reason, and never both."""
    if not _complete(sheets, "paragraphs", *CITING):
        return
    cited: dict[str, str] = {}
    for table in CITING:
        for row in sheets[table].rows:
            for entry in row.cells["citation"].split(SEPARATOR):
                cited.setdefault(entry.partition(" ")[0], f"{sheets[table].file}:{row.line}")
    for row in sheets["paragraphs"].rows:
        paragraph, reason = row.cells["paragraph_id"], row.cells["left_out"]
        if paragraph in cited and reason:
            said = f"{paragraph} has a reason for being left out, but {cited[paragraph]} cites it"
            yield Fault("paragraphs.csv", row.line, "left_out", said, "Empty this cell, or take the citation out.")
        elif paragraph not in cited and not reason:
            said = f"no fact cites {paragraph}, and no reason is given for leaving it out"
            yield Fault("paragraphs.csv", row.line, "left_out", said, "Cite it in a row, or write the reason here.")


def contents(sheets: Sheets) -> Iterator[Fault]:
    """Every paragraph that states something is told in our own words, with as many sentences as it has itself."""
    if not _complete(sheets, "paragraphs"):
        return
    for row in sheets["paragraphs"].rows:
        told, counted = len(sentences_of(row.cells["content"])), row.cells["sentences"]
        if not told and row.cells["states"] == "true":
            said = f"{row.cells['paragraph_id']} states something, and is not told"
            yield Fault("paragraphs.csv", row.line, "content", said, "Tell what it says, in your own words.")
        elif told and counted.isdecimal() and told != int(counted):
            said = f"{told} sentences, where the paragraph has {counted}"
            remedy = "Tell each sentence in one of your own, each with a full stop at its end only."
            yield Fault("paragraphs.csv", row.line, "content", said, remedy)


def circles(sheets: Sheets) -> Iterator[Fault]:
    """Nothing is part of itself, directly or round a circle."""
    for table in ("interventions", "studies"):
        sheet = sheets.get(table)
        if not sheet:
            continue
        key = KEYS[table][0]
        parent = {row.cells[key]: row.cells["part_of"] for row in sheet.rows}
        circle = _circles(parent)
        for row in sheet.rows:
            if path := circle.get(row.cells[key]):
                named = " -> ".join([*path[:MAX_NAMED], *(["…"] if len(path) > MAX_NAMED else []), path[0]])
                reason = f"{shown(path[0])} is part of itself ({named})"
                yield Fault(sheet.file, row.line, "part_of", reason, "Empty one of these cells.")


def _circles(parent: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Id -> the circle that it stands in, beginning with it; each id is looked at once."""
    found: dict[str, tuple[str, ...]] = {}
    done: set[str] = set()
    for start in parent:
        path: list[str] = []
        place: dict[str, int] = {}
        at = start
        while at and at in parent and at not in done and at not in place:
            place[at] = len(path)
            path.append(at)
            at = parent[at]
        if at in place:
            round_ = path[place[at] :]
            if len(round_) <= MAX_NAMED:
                found |= {one: tuple(round_[number:] + round_[:number]) for number, one in enumerate(round_)}
            else:  # one fault is enough
                found[round_[0]] = tuple(round_)
        done.update(path)
    return found


def agreement(sheets: Sheets) -> Iterator[Fault]:
    """Columns of a row that speak of the same thing agree."""
    for table, sheet in sheets.items():
        for row in sheet.rows:
            for field, reason, remedy in _disagreements(table, row):
                yield Fault(sheet.file, row.line, field, reason, remedy)


def _disagreements(table: str, row: Row) -> Iterator[tuple[str, str, str]]:
    cell = row.cells
    if "year_precision" in cell and bool(cell["year"]) != bool(cell["year_precision"]):
        yield "year_precision", "only one of year and year_precision is filled", "Fill both of them, or empty both."
    if table == "interventions" and (cell["scope_code"] in ("places", "unnamed")) != bool(cell["place_ids"]):
        said = f"the cell is {'filled' if cell['place_ids'] else 'empty'} though scope_code is '{cell['scope_code']}'"
        yield "place_ids", said, "Name places where scope_code is places or unnamed, and none otherwise."
    if table == "places":
        if (cell["drawn_code"] == "members") != bool(cell["member_codes"]):
            yield "member_codes", "drawn_code and member_codes do not agree", "Name members just where they are drawn."
        if (cell["drawn_code"] == "not-drawn") != bool(cell["drawn_reason"]):
            yield "drawn_reason", "drawn_code and drawn_reason do not agree", "Give a reason where it is not drawn."
    if table == "aliases" and (cell["source_id"] == "briefing") != bool(cell["citation"]):
        yield "citation", "source_id and citation do not agree", "Cite paragraphs of the briefing only."
    if table == "context" and cell["source_id"] == "briefing":
        yield "source_id", "the briefing is not another source", "Name the other source, or move the fact to its table."


def areas(sheets: Sheets) -> Iterator[Fault]:
    """There are areas: nothing can be drawn without."""
    if "areas" in sheets and not sheets["areas"].rows:
        yield Fault("areas.csv", None, None, "the table has no rows", "Put the provinces and municipalities back.")


MAX_NAMED = 12  # ids of a circle that are written out
CHECKS: tuple[Callable[[Sheets], Iterator[Fault]], ...] = (
    keys,
    cells,
    aliases,
    coverage,
    contents,
    circles,
    agreement,
    areas,
    texts,
    visibility,
)


def _complete(sheets: Sheets, *tables: str) -> bool:
    return all(table in sheets and sheets[table].complete for table in tables)


def _codes(sheets: Sheets) -> Vocabularies | None:
    """The codes of each list, or None where codes.csv could not be read."""
    if not _complete(sheets, "codes"):
        return None
    lists: dict[str, list[str]] = {}
    for row in sheets["codes"].rows:
        lists.setdefault(row.cells["list"], []).append(row.cells["code"])
    return lists


def _sentences(sheets: Sheets) -> dict[str, int] | None:
    """How many sentences each paragraph has, or None where paragraphs.csv could not be read."""
    if not _complete(sheets, "paragraphs"):
        return None
    rows = [row.cells for row in sheets["paragraphs"].rows]
    return {row["paragraph_id"]: int(row["sentences"]) if row["sentences"].isdecimal() else 1 for row in rows}
