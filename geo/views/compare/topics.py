"""What each phase says of the same thing: of a type of intervention, of an organisation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.filtering import Keeps, statement_filter
from geo.selection.phases import phase_name
from geo.selection.selection import Selection, options
from geo.views.lines import organisations
from geo.views.statement_line import StatementLine, to_line

MAX_STATEMENTS = 4  # statements shown of a thing in a phase; the rest is counted
MAX_THINGS = 30  # of a kind; likewise


@dataclass(frozen=True, slots=True)
class Thing:
    """A type of intervention or an organisation, with what each phase says of it.

    target : its own page, see Links.to. unshown : statements of each phase beyond MAX_STATEMENTS. loose : words for
    what is said without a phase, '' if nothing is. near : under which other names the phase that is silent tells of
    much the same.
    """

    label: str
    target: tuple[str, str] | tuple[()]
    sides: tuple[tuple[StatementLine, ...], tuple[StatementLine, ...]]
    unshown: tuple[int, int]
    loose: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The things of which the same phases speak, `both`, `first` or `second`, or `near`; count : more than shown maybe.

    near : one phase tells of them, the other of something near under another name.
    """

    phases: str
    heading: str
    things: tuple[Thing, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing: its name, a sentence, the things by who speaks of them, how many the filters leave out."""

    heading: str
    one: str
    sentence: str
    groups: tuple[Group, ...]
    left_out: int


def count_loose(rows: Iterable[Statement]) -> int:
    """Count the statements for which the source states no phase: what stands beside the comparison."""
    return sum(row.phases == (NOT_STATED,) for row in rows)


def _loose_words(table: str, count: int) -> str:
    """Say how much is told of a thing with no phase stated; '' for nothing."""
    activities = ngettext("{count} more with no phase stated", "{count} more with no phase stated", count)
    relations = ngettext(
        "named once more, with no phase stated", "named {count} times more, with no phase stated", count
    )
    return (activities if table == "interventions" else relations).format(count=count) if count else ""


def compare(atlas: Atlas, selection: Selection, table: str, pair: Sequence[str]) -> Part:
    """Compare the `interventions` by type, or the `involvements` by organisation.

    selection : of both phases together; pair : their codes.
    Who speaks of a thing does not hang on the filters; they leave out the things of which nothing answers to them.
    """
    facet, home = {"interventions": ("intervention", ""), "involvements": ("partner", "partner")}[table]
    keeps, labels = statement_filter(atlas, selection), options(atlas.record, facet)
    return _Comparing(atlas, keeps, table, labels, home, tuple(pair), selection.phase).part()


@dataclass(frozen=True, slots=True)
class _Comparing:
    """Compares the rows of one table by what they are about.

    home : the kind of page that each thing has, if any; pair : the phases; scope : both of them together.
    """

    atlas: Atlas
    keeps: Keeps
    table: str
    labels: dict[str, str]
    home: str
    pair: tuple[str, ...]
    scope: str

    def part(self) -> Part:
        found: dict[str, list[Statement]] = {thing: [] for thing in self.labels}
        for row in self.atlas.statements:
            if row.table == self.table:
                found[row.subject or row.kind].append(row)
        grouped: dict[str, list[str]] = {"both": [], "near": [], "first": [], "second": []}
        sides = dict(zip(("first", "second"), self.pair, strict=True))
        spoken_of = {thing: [side for side, phase in sides.items() if any(phase in row.phases for row in rows)]
                     for thing, rows in found.items()}  # fmt: skip
        near = {thing: self._near(thing, spoken_of) for thing in found}
        for thing, said in spoken_of.items():
            if said:
                grouped["both" if len(said) > 1 else "near" if near[thing] else said[0]].append(thing)
        left = {
            group: [thing for thing in things if any(self.keeps(row, self.scope) for row in found[thing])]
            for group, things in grouped.items()
        }
        return Part(
            heading=_("Types of intervention") if self.table == "interventions" else _("Organisations"),
            sentence=self._sentence([row for rows in found.values() for row in rows]),
            one=_("Type") if self.table == "interventions" else _("Organisation"),
            groups=tuple(
                Group(
                    group,
                    self._headings()[group],
                    tuple(self._thing(thing, found[thing], near[thing]) for thing in things[:MAX_THINGS]),
                    len(things),
                )
                for group, things in left.items()
                if things
            ),
            left_out=sum(map(len, grouped.values())) - sum(map(len, left.values())),
        )

    def _headings(self) -> dict[str, str]:
        """Say what each group claims: never more than that a name is not on the list of the other phase."""
        both, near = _("Listed for both phases"), _("Listed for one phase; for the other under a near name")
        alone = _("Listed for {phase}; not under this name for {other}")
        if self.table != "interventions":
            both, alone = _("Named for both phases"), _("Named for {phase}; not by name for {other}")
        one, other = (phase_name(self.atlas.record, phase) for phase in self.pair)
        first, second = alone.format(phase=one, other=other), alone.format(phase=other, other=one)
        return {"both": both, "near": near, "first": first, "second": second}

    def _near(self, thing: str, spoken_of: dict[str, list[str]]) -> tuple[str, ...]:
        """List the names under which the phase that does not list a type tells of much the same."""
        if self.table != "interventions" or len(spoken_of[thing]) != 1:
            return ()
        near = {code.code: code.near_codes for code in self.atlas.record.codes if code.list == "intervention_type"}
        alike = [other for other in spoken_of if other in near[thing] or thing in near[other]]
        return tuple(self.labels[other] for other in alike if set(spoken_of[other]) - set(spoken_of[thing]))

    def _thing(self, thing: str, rows: list[Statement], near: tuple[str, ...]) -> Thing:
        said = [[row for row in rows if phase in row.phases] for phase in self.pair]
        first, second = (
            tuple(to_line(self.atlas, row, outside=not self.keeps(row, self.scope)) for row in side[:MAX_STATEMENTS])
            for side in said
        )
        over, beyond = (max(0, len(side) - MAX_STATEMENTS) for side in said)
        target = (self.home, thing) if self.home else ()
        return Thing(
            self.labels[thing],
            target,
            (first, second),
            (over, beyond),
            _loose_words(self.table, count_loose(rows)),
            near,
        )

    def _sentence(self, rows: list[Statement]) -> str:
        """How much each phase tells, and where: `Phase II: 20 activities, 6 of them in named areas.`."""
        said = [self._of_phase(phase, [row for row in rows if phase in row.phases]) for phase in self.pair]
        loose = [row for row in rows if row.phases == (NOT_STATED,)]
        if self.table == "interventions":
            text = ngettext("{count} more activity is not compared, since no phase is stated for it.",
                            "{count} more activities are not compared, since no phase is stated for them.",
                            len(loose)).format(count=len(loose))  # fmt: skip
        else:
            others = {row.subject for row in rows if row.phases != (NOT_STATED,)}
            left = organisations(self.atlas, {row.subject for row in loose} - others)
            loose = [row for row in loose if row.subject in left]
            text = ngettext("{count} more organisation is not compared, since no phase is stated for it.",
                            "{count} more organisations are not compared, since no phase is stated for them.",
                            len(left)).format(count=len(left))  # fmt: skip
        return " ".join([*said, *([text] if loose else [])])

    def _of_phase(self, phase: str, said: list[Statement]) -> str:
        name = phase_name(self.atlas.record, phase)
        if self.table != "interventions":
            count = len(organisations(self.atlas, {row.subject for row in said}))
            text = ngettext("{phase}: {count} organisation.", "{phase}: {count} organisations.", count)
            text = text if count else _("{phase}: the source names no organisation.")
            return text.format(phase=name, count=count)
        count, placed = len(said), sum(bool(row.areas) for row in said)
        wide = sum(row.scope == "project" for row in said)
        if not count:
            text = _("{phase}: the source states no activity.")
        elif wide == count:
            text = ngettext("{phase}: {count} activity, said of the project as a whole.",
                            "{phase}: {count} activities, all said of the project as a whole.", count)  # fmt: skip
        elif placed:
            text = ngettext("{phase}: {count} activity, {placed} in named areas.",
                            "{phase}: {count} activities, {placed} of them in named areas.", count)  # fmt: skip
        else:
            text = ngettext("{phase}: {count} activity, in no named area.",
                            "{phase}: {count} activities, none of them in a named area.", count)  # fmt: skip
        return text.format(phase=name, count=count, placed=placed)
