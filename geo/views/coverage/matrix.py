"""Of which areas the record says something, and of which nothing: areas by interventions, by studies, by partners.

A row of the matrix is a type of intervention, a study or an organisation, a column is an area. What is said without
naming an area stands in columns of its own, so that no area looks as if it had been named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.map.symbology import OUTSIDE
from geo.record.atlas import Atlas
from geo.record.statements import AHEAD, Statement
from geo.selection.filtering import statement_filter
from geo.selection.selection import Selection, options
from geo.views.overview import Group, overview

TABLES = {"interventions": "interventions", "studies": "studies", "partners": "involvements"}
"""What the areas are laid against -> the table whose statements fill the cells."""

FACETS = {"interventions": "intervention", "studies": "study", "partners": "partner"}
HOMES = {"studies": "study", "partners": "partner"}
UNSURE = frozenset({"inferred", "ambiguous"})
MOST_ROWS = 60  # more than a person oversees; the rest is counted, and a filter brings it up


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell of which the record speaks.

    sign : `stated`, `expected` (planned, expected, under consideration), `mention` (not counted) or `project` (said of
    the project as a whole). statements : the ids of those behind it.
    count : statements behind it; item : the first of them; unsure : all of them inferred or ambiguous.
    how : state and certainty in words; label : with the row and the column as well; chosen : the statement that the
    page has opened is behind it.
    """

    sign: str
    count: int
    item: str
    unsure: bool
    how: str
    label: str
    chosen: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A type, a study or an organisation; `target` : its own page, see Links.to; item : its first statement.

    bands : its mark in each column without an area; cells : its mark in each area, empty where it names no area.
    """

    key: str
    label: str
    target: tuple[str, str] | tuple[()]
    item: str
    bands: tuple[Mark | None, ...]
    cells: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Things counted once: one activity in three areas is one thing, three areas, three cells."""

    things: int = 0
    areas: int = 0
    cells: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells of a table for a selection. Areas outside the filter keep their columns, but count nowhere.

    statements : those that fill it. bands : key and heading of each column without an area.
    groups : the areas as columns, those painted alike together. left_out : rows beyond MOST_ROWS.
    band_totals, totals : (counted statements, other mentions) of each column. stated, expected : counted statements
    that name an area. unsaid : (label, a statement) of rows that the record has, but not in this selection.
    wide, elsewhere : counted statements of the project as a whole, and others that name no area.
    mentions : statements that are not to be counted. signs : cells of each sign, `silent` and `unsure` among them.
    """

    table: str
    statements: tuple[Statement, ...]
    bands: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    left_out: int
    band_totals: tuple[tuple[int, int], ...]
    totals: tuple[tuple[int, int], ...]
    unsaid: tuple[tuple[str, str], ...]
    stated: Tally
    expected: Tally
    wide: int
    elsewhere: int
    mentions: int
    signs: Counter[str]

    @property
    def bare(self) -> tuple[bool, ...]:
        """Whether each area's column stands for an area that is not mentioned."""
        return tuple(not group.key for group in self.groups for _place in group.places)


def table_of(params: Mapping[str, str]) -> str:
    """Return the table that the page's parameters ask for, the first where they ask for none that it has."""
    table = params.get("table", "")
    return table if table in TABLES else next(iter(TABLES))


def things_of(row: Statement, table: str) -> tuple[str, ...]:
    """List the rows of the matrix to which a statement belongs; a relation belongs to both its organisations."""
    if table == "interventions":
        return (row.kind,)
    return tuple(sorted(row.values["partner"])) if table == "partners" else (row.statement_id,)


def said(atlas: Atlas, selection: Selection, table: str) -> tuple[Statement, ...]:
    """List the statements that fill the matrix of `table`."""
    keeps = statement_filter(atlas, selection)
    return tuple(row for row in atlas.statements if row.table == TABLES[table] and keeps(row, selection.phase))


def matrix(atlas: Atlas, selection: Selection, table: str, item: str = "") -> Matrix:
    """Put what the record says in the cells of `table`, for what the selection leaves; item : the opened statement."""
    statements = said(atlas, selection, table)
    labels = options(atlas.record, FACETS[table])
    by_thing: dict[str, list[Statement]] = {thing: [] for thing in labels}
    for row in statements:
        for thing in things_of(row, table):
            by_thing[thing].append(row)
    groups = overview(atlas, selection)
    marking = _Marking(atlas, groups, _bands(statements, table), table, item)
    rows = [marking.row(thing, labels[thing], found) for thing, found in by_thing.items() if found]
    rows.sort(key=lambda row: not row.cells)  # stable: what names an area first, else in the record's order
    inside = frozenset(code for group in groups if group.key != OUTSIDE for code, _name in group.places)
    once = [row for row in statements if row.counted]
    return Matrix(
        table=table,
        statements=statements,
        bands=tuple(marking.bands.items()),
        groups=groups,
        rows=tuple(rows[:MOST_ROWS]),
        left_out=max(0, len(rows) - MOST_ROWS),
        band_totals=_totals(statements, marking.bands),
        totals=_totals(statements, [code for group in groups for code, _name in group.places]),
        unsaid=_unsaid(atlas, table, {thing: labels[thing] for thing, found in by_thing.items() if not found}),
        stated=_tally((row for row in once if row.state not in AHEAD), table, inside),
        expected=_tally((row for row in once if row.state in AHEAD), table, inside),
        wide=sum(row.scope == "project" for row in once),
        elsewhere=sum(not row.areas and row.scope != "project" for row in once),
        mentions=len(statements) - len(once),
        signs=_signs(rows, groups),
    )


def _unsaid(atlas: Atlas, table: str, missing: dict[str, str]) -> tuple[tuple[str, str], ...]:
    first: dict[str, str] = {}
    for row in atlas.statements if missing else ():
        if row.table == TABLES[table]:
            for thing in things_of(row, table):
                first.setdefault(thing, row.statement_id)
    return tuple((label, first[thing]) for thing, label in missing.items() if thing in first)


def _bands(statements: Iterable[Statement], table: str) -> dict[str, str]:
    names = {
        "project": _("project as a whole"), "none": _("no place stated"), "place": _("other places"),
    }  # fmt: skip
    used = {row.scope for row in statements}
    if table == "interventions":
        used.add("project")  # that nothing is said of the project as a whole is worth seeing too
    return {key: name for key, name in names.items() if key in used}


@dataclass(frozen=True, slots=True)
class _Marking:
    """Makes the rows of one matrix."""

    atlas: Atlas
    groups: tuple[Group, ...]
    bands: dict[str, str]
    table: str
    item: str

    def row(self, thing: str, label: str, found: list[Statement]) -> Row:
        by_band: dict[str, list[Statement]] = {band: [] for band in self.bands}
        by_area: dict[str, list[Statement]] = {}
        for row in found:
            if not row.areas:
                by_band[row.scope].append(row)
            for code in row.areas:
                by_area.setdefault(code, []).append(row)
        places = [place for group in self.groups for place in group.places] if by_area else []
        return Row(
            key=thing,
            label=label,
            target=(HOMES[self.table], thing) if self.table in HOMES else (),
            item=found[0].statement_id,
            bands=tuple(self._mark(label, name, by_band[band]) for band, name in self.bands.items()),
            cells=tuple(self._mark(label, name, by_area.get(code, [])) for code, name in places),
        )

    def _mark(self, label: str, place: str, found: list[Statement]) -> Mark | None:
        if not found:
            return None
        record = self.atlas.record
        states = dict.fromkeys(_(record.label("state", row.state)) for row in found if row.state)
        sure = dict.fromkeys(_(record.label("certainty", row.certainty)) for row in found)
        ids = [row.statement_id for row in found]
        how = "; ".join([*states, *sure])
        if len(found) > 1:
            how = _("{count} statements; {how}").format(count=len(found), how=how)
        return Mark(
            sign=sign_of(found),
            count=len(found),
            item=self.item if self.item in ids else ids[0],
            unsure=all(row.certainty in UNSURE for row in found),
            how=how,
            label=_("{what}, {place}: {how}").format(what=label, place=place, how=how),
            chosen=self.item in ids,
            statements=tuple(ids),
        )


def sign_of(rows: Iterable[Statement]) -> str:
    """Choose the sign of a cell: by what is surest of it, `stated` before `expected`; `project` for the whole project.

    What is not to be counted is a `mention`, unless something beside it is counted.
    """
    every = tuple(rows)
    rows = tuple(row for row in every if row.counted) or every
    if not any(row.counted for row in rows) and any(row.areas for row in rows):
        return "mention"
    if all(row.scope == "project" and not row.areas for row in rows):
        return "project"
    return "expected" if all(row.state in AHEAD for row in rows) else "stated"


def _tally(rows: Iterable[Statement], table: str, inside: frozenset[str]) -> Tally:
    placed = [row for row in rows if inside.intersection(row.areas)]
    cells = {(thing, code) for row in placed for thing in things_of(row, table) for code in inside & {*row.areas}}
    return Tally(len(placed), len({code for _thing, code in cells}), len(cells))


def _totals(statements: Iterable[Statement], columns: Iterable[str]) -> tuple[tuple[int, int], ...]:
    found = Counter((column, row.counted) for row in statements for column in row.areas or (row.scope,))
    return tuple((found[column, True], found[column, False]) for column in columns)


def _signs(rows: Iterable[Row], groups: Iterable[Group]) -> Counter[str]:
    """How often each sign is drawn, without an area too, areas outside the filter left out; `silent` of areas alone."""
    stands = [group.key != OUTSIDE for group in groups for _place in group.places]
    found: Counter[str] = Counter()
    for row in rows:
        marks = [mark for mark, inside in zip(row.cells, stands, strict=False) if inside and mark]
        found["silent"] += sum(stands) - len(marks)
        marks += [mark for mark in row.bands if mark]
        found.update(mark.sign for mark in marks)
        found["unsure"] += sum(mark.unsure for mark in marks)
    return found
