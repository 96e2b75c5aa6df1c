"""Coverage in words: what is said and how much of it, where the record says nothing, what stands behind a cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.legend import not_mentioned
from geo.map.summary import Description
from geo.map.symbology import OUTSIDE
from geo.record.atlas import Atlas
from geo.record.record import Record
from geo.record.statements import AHEAD, Statement
from geo.selection.description import describe_filters
from geo.selection.phases import phase_name
from geo.selection.selection import Selection, options
from geo.selection.words import capital, list_words, shorten
from geo.views.coverage.matrix import FACETS, TABLES, Matrix, things_of
from geo.views.lines import certainty_note
from geo.views.statement_line import StatementLine, to_line

MOST_LINES = 6  # statements shown behind a cell; the rest is counted


def table_names() -> dict[str, str]:
    """List the tables of the matrix and what they are called."""
    return {"interventions": _("Interventions"), "studies": _("Studies"), "partners": _("Partners")}


def describe_coverage(atlas: Atlas, selection: Selection, made: Matrix) -> Description:
    """Write the words over the matrix: what stands where, each thing counted once, then what has no area."""
    phase = phase_name(atlas.record, selection.phase)
    title = _("{table} by area: {phase}").format(table=table_names()[made.table], phase=phase)
    once = [row for row in made.statements if row.counted]
    placed = [row for row in once if set(_inside(made)) & {*row.areas}]
    now, ahead = ([row for row in placed if (row.state in AHEAD) == later] for later in (False, True))
    texts = [
        (now, _("{places}: {things}.")),
        (ahead, _("Planned or expected in {places}: {things}.")),
        ([row for row in once if row.scope == "project"], _("For the project as a whole: {things}.")),
        ([row for row in once if not row.areas and row.scope != "project"], _("Without an area: {things}.")),
        ([row for row in made.statements if not row.counted], _uncounted(made.table)),
    ]
    said = [
        text.format(things=_things(atlas, made.table, rows), places=_places(made, rows)) for rows, text in texts if rows
    ]
    if said and not placed:
        said.insert(0, _nothing_placed(made.table))
    sentence = " ".join(said) or _("Nothing of this kind is stated.")
    if selection.active:
        shown = _("Shown: {filters}.").format(filters=describe_filters(atlas, selection))
        sentence = f"{sentence} {shown}"
    return Description(title, sentence, _silence(atlas.record, made, selection.phase))


def sign_names(made: Matrix) -> dict[str, str]:
    """Name the signs that are drawn, in the order of the legend; of activities also where none has the sign."""
    names = {
        "stated": _("stated"),
        "expected": _("planned or expected"),
        "mention": _("mentioned, but not counted"),
        "project": _("stated for the project as a whole"),
        "silent": _("source silent"),
        "unsure": _("inferred or ambiguous"),
    }
    always = {"silent", *(("stated", "expected", "project") if made.table == "interventions" else ())}
    return {key: name for key, name in names.items() if made.signs[key] or key in always}


def _things(atlas: Atlas, table: str, rows: list[Statement]) -> str:
    count, sure = len(rows), certainty_note(atlas, rows)
    things = {
        "interventions": ngettext("{count} activity", "{count} activities", count),
        "studies": ngettext("{count} survey or assessment", "{count} surveys or assessments", count),
        "partners": ngettext("{count} relation of organisations", "{count} relations of organisations", count),
    }[table].format(count=count)
    return _("{things} ({certainty})").format(things=things, certainty=sure) if sure else things


def _nothing_placed(table: str) -> str:
    return {
        "interventions": _("No activity is stated for a single area."),
        "studies": _("No survey or assessment is stated for a single area."),
        "partners": _("No organisation is named with a single area."),
    }[table]


def _uncounted(table: str) -> str:
    return {
        "interventions": _("Told as parts or purposes of others, and not counted again: {things}."),
        "studies": _("Mentioned, but not counted (perhaps the same work, or its number not stated): {things}."),
        "partners": _("Mentioned, but not counted (perhaps the same, or said in general): {things}."),
    }[table]


def _inside(made: Matrix) -> dict[str, str]:
    """Return the areas within the filter: code -> name, in the order of the columns."""
    return {code: name for group in made.groups if group.key != OUTSIDE for code, name in group.places}


def _places(made: Matrix, rows: Iterable[Statement]) -> str:
    codes = {code for row in rows for code in row.areas}
    return list_words(shorten([name for code, name in _inside(made).items() if code in codes]))


def _silence(record: Record, made: Matrix, scope: str) -> str:
    bare, unnamed = [name for _code, name in _bare(made)], sum(len(one.places) for one in made.groups if not one.key)
    text = {
        "interventions": _("Named, but with no activity stated: {places}."),
        "studies": _("Named, but with no study stated: {places}."),
        "partners": _("Named, but with no organisation: {places}."),
    }[made.table]
    said = [text.format(places=list_words(shorten(bare)))] if bare else []
    if unnamed:
        text = ngettext("{count} area is {silence}.", "{count} areas are {silence}.", unnamed)
        said.append(text.format(count=unnamed, silence=not_mentioned(record, scope)))
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of silence: a heading, a word on it, and what it concerns.

    places : areas as (code, name); rows : (label, statement that opens).
    """

    heading: str
    places: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many areas or rows."""
        return len(self.places) + len(self.rows)


def gaps(record: Record, made: Matrix, scope: str) -> tuple[Gap, ...]:
    """Where the record says nothing, or less than it may seem: areas first, then rows."""
    columns = [place for group in made.groups for place in group.places]
    inside = {code for group in made.groups if group.key != OUTSIDE for code, _name in group.places}
    firm = {code for row in made.statements if row.state not in AHEAD for code in row.areas}
    totals = list(zip(columns, made.totals, strict=True))
    ahead = [place for place, total in totals if any(total) and place[0] in inside - firm]
    told = [place for place, (counted, mentions) in totals if mentions and not counted and place[0] in inside]
    unnamed = [place for group in made.groups if not group.key for place in group.places]
    bare, unplaced = {
        "interventions": (_("Named, but no activity stated"), _("Said of no area")),
        "studies": (_("Named, but no study stated"), _("Of no area")),
        "partners": (_("Named, but no partner stated"), _("Placed in no area")),
    }[made.table]
    found = [
        Gap(bare, tuple(_bare(made))),
        Gap(_("Only planned or expected"), tuple(ahead)),
        Gap(_("Mentioned, but not counted"), tuple(told)),
        Gap(capital(not_mentioned(record, scope)), tuple(unnamed)),
        Gap(unplaced, rows=tuple((row.label, row.item) for row in made.rows if not row.cells)),
        Gap(_("In the record, but not in this selection"), rows=made.unsaid),
    ]
    return tuple(gap for gap in found if gap.count)


def _bare(made: Matrix) -> list[tuple[str, str]]:
    """List the areas that are named and inside the filter, but not in any cell."""
    columns = [(group.key, place) for group in made.groups for place in group.places]
    return [
        place
        for (key, place), total in zip(columns, made.totals, strict=True)
        if key not in ("", OUTSIDE) and not any(total)
    ]


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands behind a cell: the row's label, the chosen statement and the others of its row, a remark."""

    heading: str
    lines: tuple[StatementLine, ...] = ()
    more: int = 0
    remark: str = ""


def opened(atlas: Atlas, made: Matrix, statement_id: str) -> Opened | None:
    """Return the statement that an address opens, with its neighbours in the row, or None where it opens none."""
    if not statement_id:
        return None
    shown = next((row for row in made.statements if row.statement_id == statement_id), None)
    row = shown or _anywhere(atlas.statements, statement_id)
    if not row:
        return Opened(
            _("Not in the record"), remark=_("The address asks for a statement that the record does not have.")
        )
    table = made.table if row.table == TABLES[made.table] else ""
    labels = options(atlas.record, FACETS[table]) if table else {}
    thing = row.subject or things_of(row, table)[0] if table else ""
    others = [other for other in made.statements if other is not row and table and thing in things_of(other, table)]
    phase = phase_name(atlas.record, row.phase)
    return Opened(
        heading=labels.get(thing, _(row.title)),
        lines=tuple(to_line(atlas, one, chosen=one is row) for one in [row, *others][:MOST_LINES]),
        more=max(0, len(others) + 1 - MOST_LINES),
        remark="" if shown else _("{phase}; not among what is shown here.").format(phase=phase),
    )


def _anywhere(statements: Iterable[Statement], statement_id: str) -> Statement | None:
    return next((row for row in statements if row.statement_id == statement_id), None)
