"""Coverage in words: what is said and how much of it, where the record says nothing, what stands behind a cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.summary import Description
from geo.map.symbology import OUTSIDE
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.record import Record
from geo.record.statements import AHEAD, Statement
from geo.selection.description import describe_filters
from geo.selection.phases import ALL, phase_name, pick
from geo.selection.selection import Selection, options
from geo.views.coverage.matrix import FACETS, TABLES, Matrix, Tally, things_of
from geo.views.statement_line import StatementLine, to_line

MOST_LINES = 6  # statements shown behind a cell; the rest is counted


def table_names() -> dict[str, str]:
    """List the tables of the matrix and what they are called."""
    return {"interventions": _("Interventions"), "studies": _("Studies"), "partners": _("Partners")}


def _things(table: str, count: int) -> str:
    return {
        "interventions": ngettext("{count} activity", "{count} activities", count),
        "studies": ngettext("{count} survey or assessment", "{count} surveys or assessments", count),
        "partners": ngettext("{count} relation", "{count} relations", count),
    }[table].format(count=count)


def describe_coverage(atlas: Atlas, selection: Selection, made: Matrix) -> Description:
    """Write the words over the matrix: things counted once, and the cells that they fill."""
    phase = phase_name(atlas.record, selection.phase)
    title = _("{table} by area: {phase}").format(table=table_names()[made.table], phase=phase)
    counts = [
        (made.stated.things, _("{things} stated in ") + _extent(made.stated)),
        (made.expected.things, _("{things} planned or expected in ") + _extent(made.expected)),
        (made.wide, _("{things} stated for the project as a whole")),
        (made.elsewhere, ngettext("{things} without an area", "{things} without an area", made.elsewhere)),
        (made.mentions, _uncounted(made.table, made.mentions)),
    ]  # fmt: skip
    parts = [(count, words) for count, words in counts if count]
    said = [
        words.format(things=str(count) if number else _things(made.table, count))
        for number, (count, words) in enumerate(parts)
    ]
    sentence = f"{'; '.join(said)}." if said else _("Nothing of this kind is stated.")
    if selection.active:
        sentence += " " + _("Shown: {filters}.").format(filters=describe_filters(atlas, selection))
    return Description(title, sentence, _silence(made))


def _uncounted(table: str, count: int) -> str:
    if table == "interventions":
        return ngettext("{things} told as a part or purpose of others", "{things} told as parts or purposes of others",
                        count)  # fmt: skip
    return ngettext("{things} not counted (a second mention, or a number not stated)",
                    "{things} not counted (second mentions, or a number not stated)", count)  # fmt: skip


def _extent(tally: Tally) -> str:
    areas = ngettext("{count} area", "{count} areas", tally.areas).format(count=tally.areas)
    cells = ngettext("{count} cell", "{count} cells", tally.cells).format(count=tally.cells)
    return f"{areas} ({cells})"


def _silence(made: Matrix) -> str:
    bare, unnamed = len(_bare(made)), sum(len(group.places) for group in made.groups if not group.key)
    words = [
        (bare, ngettext("{count} named area has none", "{count} named areas have none", bare)),
        (unnamed, ngettext("{count} area is not mentioned", "{count} areas are not mentioned", unnamed)),
    ]
    said = "; ".join(text.format(count=count) for count, text in words if count)
    return f"{said}." if said else ""


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
        Gap(not_mentioned(record, scope), tuple(unnamed)),
        Gap(unplaced, rows=tuple((row.label, row.item) for row in made.rows if not row.cells)),
        Gap(_("In the record, but not in this selection"), rows=made.unsaid),
    ]
    return tuple(gap for gap in found if gap.count)


def not_mentioned(record: Record, scope: str) -> str:
    """Write the heading of the areas that a phase does not mention."""
    words = _("Not mentioned in {phase}").format(phase=phase_name(record, scope))
    others = {
        ALL: pick(record, words, _("Mentioned in neither phase"), _("Mentioned in no phase")),
        NOT_STATED: _("Not mentioned outside the phases"),
    }
    return others.get(scope, words)


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
