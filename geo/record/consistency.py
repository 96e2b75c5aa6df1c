"""What must agree in the record so that the application can show all of it: the page and the map say one thing.

Every check reports all that it finds.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain

from geo.errors import Fault
from geo.record.columns import SEPARATOR
from geo.record.indexes import Indexes, Sheets
from geo.record.looks import looks
from geo.record.models import NOT_STATED
from geo.record.profile import layers, lines, profile
from geo.record.reader import Row, quote
from geo.record.slides import slides
from geo.record.vocabulary import ALL_PHASES, FIXED
from geo.text import has_khmer, is_visible

Named = tuple[str, str, str]
"""A field, a reason and a remedy."""
_PLAIN_CODE = re.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
LONGEST_NAME = 250  # characters: titles of documents hold 255 in all

NAMES = (
    (("areas", "name"), ("places", "name")), (("names", "name"),), (("partners", "name"),),
    (("partners", "short_name"),), (("studies", "label"),),
)  # fmt: skip
"""Columns whose cells people choose from one list: two rows that read alike there cannot be told apart."""


def faults_in(sheets: Sheets) -> list[Fault]:
    """Every fault that these checks find in the tables that could be read."""
    return [fault for check in CHECKS for fault in check(sheets)]


def rows(sheets: Sheets) -> Iterator[Fault]:
    """Columns of a row that speak of the same thing agree."""
    for table, sheet in sheets.items():
        for row in sheet.rows:
            for field, reason, remedy in chain(_disagreements(table, row), _wrong_places(table, row)):
                yield Fault(sheet.file, row.line, field, reason, remedy)


def _disagreements(table: str, row: Row) -> Iterator[Named]:
    cell = row.cells
    if "year_precision" in cell and bool(cell["year"]) != bool(cell["year_precision"]):
        yield "year_precision", "only one of year and year_precision is filled", "Fill both of them, or empty both."
    if table == "interventions" and (cell["scope_code"] in ("places", "unnamed")) != bool(cell["place_ids"]):
        reason = f"the cell is {'filled' if cell['place_ids'] else 'empty'} though scope_code is '{cell['scope_code']}'"
        yield "place_ids", reason, "Name places where scope_code is places or unnamed, and none otherwise."
    if table == "paragraphs" and cell["paragraph_id"][1:2] != cell["section"] != "":
        yield "section", "the section is not that of the id", "Write the digit that follows the S."
    if table == "involvements" and cell["heading_phase_code"] in {NOT_STATED, cell["phase_code"]} - {""}:
        reason = f"{quote(cell['heading_phase_code'])} is not a phase that only the heading names"
        yield "heading_phase_code", reason, "Write the phase that the heading names, or empty the cell."
    if table == "involvements" and cell["partner_id"] and cell["partner_id"] == cell["other_partner_id"]:
        yield "other_partner_id", "it is the partner itself", "Name another partner, or empty the cell."


def _wrong_places(table: str, row: Row) -> Iterator[Named]:
    if table != "places":
        return
    cell = row.cells
    if (cell["drawn_code"] == "members") != bool(cell["member_codes"]):
        yield "member_codes", "drawn_code and member_codes do not agree", "Name members just where they are drawn."
    if (cell["drawn_code"] == "not-drawn") != bool(cell["drawn_reason"]):
        yield "drawn_reason", "drawn_code and drawn_reason do not agree", "Give a reason where it is not drawn."


def roles(sheets: Sheets) -> Iterator[Fault]:
    """Check that a place has one role in a phase, and that what is said of a compound does not gainsay its members."""
    if not {"roles", "places"} <= sheets.keys():
        return
    members = {row.cells["place_id"]: row.cells["member_codes"] for row in sheets["places"].rows}
    of_place: dict[tuple[str, str], Row] = {}
    of_area: dict[tuple[str, str], Row] = {}
    for row in sheets["roles"].rows:
        place, phase, role = (row.cells[name] for name in ("place_id", "phase_code", "role_code"))
        first = of_place.setdefault((place, phase), row)
        if first is not row:
            reason = f"{quote(place)} has a role in this phase already, in line {first.line}; the map shows one"
            yield Fault("roles.csv", row.line, "place_id", reason, "Keep one of the rows, or give a role that is both.")
            continue
        for area in dict.fromkeys((members.get(place) or place).split(SEPARATOR)):
            first = of_area.setdefault((area, phase), row)
            if first.cells["role_code"] != role:
                reason = f"line {first.line} gives {quote(area)} another role in this phase; the map shows one"
                yield Fault(
                    "roles.csv", row.line, "role_code", reason, "Write one role for a compound and its members."
                )


def fixed_codes(sheets: Sheets) -> Iterator[Fault]:
    """Check that the lists of which the application knows each code have just these."""
    codes = Indexes(sheets).codes
    if codes is None:
        return
    for name, values in FIXED.items():
        present = codes.get(name, {})
        for code in values:
            if code not in present:
                reason = f"the list '{name}' has no code '{code}', which the application shows"
                yield Fault("codes.csv", None, "code", reason, "Put the row back.")
        for code, line in present.items():
            if code not in values:
                reason = f"the application cannot show {quote(code)} of the list '{name}'"
                yield Fault("codes.csv", line, "code", reason, f"Take it out; the list has {', '.join(values)}.")


def phases(sheets: Sheets) -> Iterator[Fault]:
    """Check that phases can stand in addresses and be told apart there, and that there is a code for no phase."""
    codes = Indexes(sheets).codes
    if codes is None:
        return
    if NOT_STATED not in codes.get("phase", {}):
        reason = f"the list 'phase' has no code '{NOT_STATED}', which the application shows"
        yield Fault("codes.csv", None, "code", reason, "Put the row back.")
    firsts: dict[str, str] = {}
    for code, line in codes.get("phase", {}).items():
        other = firsts.setdefault(code.casefold(), code)
        if code.casefold() in ALL_PHASES:
            reason = f"{quote(code)} stands for all phases in addresses"
            yield Fault("codes.csv", line, "code", reason, "Give the phase another code.")
        elif not _PLAIN_CODE.fullmatch(code):
            reason = f"{quote(code)} cannot stand for a phase in addresses"
            yield Fault("codes.csv", line, "code", reason, "Write letters, digits and single hyphens only.")
        elif other != code:
            reason = f"{quote(code)} differs from {quote(other)} by capital letters only"
            yield Fault("codes.csv", line, "code", reason, "Give each phase a code of its own.")


def labels(sheets: Sheets) -> Iterator[Fault]:
    """In a list each code has a label of its own, and what it is near to is another code of the list."""
    codes = Indexes(sheets).codes
    if codes is None:
        return
    firsts: dict[tuple[str, str], int] = {}
    for row in sheets["codes"].rows:
        cell = row.cells
        for code in filter(None, cell["near_codes"].split(SEPARATOR)):
            if code == cell["code"] or code not in codes[cell["list"]]:
                reason = f"{quote(code)} is not another code of the list {quote(cell['list'])}"
                yield Fault("codes.csv", row.line, "near_codes", reason, "Name codes of the same list.")
        line = firsts.setdefault((cell["list"], cell["label"].casefold()), row.line)
        if cell["label"] and line != row.line:
            reason = f"{quote(cell['label'])} is the label of line {line} too"
            yield Fault("codes.csv", row.line, "label", reason, "Give each code of a list a label of its own.")


def names(sheets: Sheets) -> Iterator[Fault]:
    """Check that names that people read can be read, are short enough, and are of one row where they choose by them."""
    for columns in NAMES:
        firsts: dict[str, str] = {}
        for table, name in columns:
            for row in sheets[table].rows if table in sheets else ():
                cell, where = row.cells[name], f"{sheets[table].file}:{row.line}"
                other = firsts.setdefault(f"{row.cells.get('lang', '')} {cell.casefold()}", where)
                if cell and other != where:
                    reason = f"{quote(cell)} is the name in {other} too; nobody can tell the two apart"
                    yield Fault(sheets[table].file, row.line, name, reason, "Give each a name of its own.")
    for table, sheet in sheets.items():
        for row in sheet.rows:
            for field, reason, remedy in _wrong_names(table, row):
                yield Fault(sheet.file, row.line, field, reason, remedy)


_SHORT = ("name", "name_iso", "title", "subject", "country", "short_name", "label", "alias", "seat", "topic", "about")


def _wrong_names(table: str, row: Row) -> Iterator[Named]:
    for name in _SHORT:
        cell = row.cells.get(name, "")
        if cell and not is_visible(cell):
            yield name, f"{quote(cell)} has neither letter nor digit", "Write a name that can be read."
        if len(cell) > LONGEST_NAME:
            yield name, f"it has {len(cell)} characters", f"Write {LONGEST_NAME} at most; a note can say the rest."
    if table == "names" and row.cells["lang"] == "km" and not has_khmer(row.cells["name"]):
        yield "name", f"{quote(row.cells['name'])} has no Khmer letter", "Write the name in Khmer, in UTF-8."


def sources(sheets: Sheets) -> Iterator[Fault]:
    """Check that a source is known by what people read of it, and that it is either that of facts or of context."""
    if not Indexes(sheets).is_complete("sources", "paragraphs"):
        return
    passages = {row.cells["paragraph_id"]: row.cells["source_id"] for row in sheets["paragraphs"].rows}
    firsts: dict[str, int] = {}
    for row in sheets["sources"].rows:
        name = row.cells["short_name"] or row.cells["title"]
        if name in passages or firsts.setdefault(name, row.line) != row.line:
            reason = f"{quote(name)} is what another source or a passage is called; citations could not tell them apart"
            yield Fault("sources.csv", row.line, "short_name", reason, "Give the source a short name of its own.")
    for row in sheets["aliases"].rows if "aliases" in sheets else ():
        ids = {
            passages.get(entry.split(" ")[0], entry.split(" ")[0]) for entry in row.cells["citation"].split(SEPARATOR)
        }
        if row.cells["citation"] and ids != {row.cells["source_id"]}:
            remedy = "Cite passages or pages of the source that the row names."
            yield Fault("aliases.csv", row.line, "citation", "source_id and citation do not agree", remedy)
        elif not row.cells["citation"] and row.cells["source_id"] in passages.values():
            remedy = "Cite the passage that prints the name."
            yield Fault("aliases.csv", row.line, "citation", "the source has passages, and none is cited", remedy)
    for row in sheets["context"].rows if "context" in sheets else ():
        if row.cells["source_id"] in passages.values():
            remedy = "Name the other source, or move the fact to its table."
            yield Fault("context.csv", row.line, "source_id", "the record's own source is not another source", remedy)


def areas(sheets: Sheets) -> Iterator[Fault]:
    """There are areas: nothing can be drawn without."""
    if "areas" in sheets and not sheets["areas"].rows:
        yield Fault("areas.csv", None, None, "the table has no rows", "Put the areas back.")


CHECKS: tuple[Callable[[Sheets], Iterator[Fault]], ...] = (
    rows, roles, looks, fixed_codes, phases, labels, names, sources, areas, profile, layers, lines,
    slides,
)  # fmt: skip
