"""What the source dates, by year and with how sure the year is; and, beside it, what it plans or leaves undated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.summary import Description
from geo.record.atlas import Atlas
from geo.record.statements import AHEAD, Statement
from geo.record.years import year_words
from geo.selection.description import describe_filters
from geo.selection.phases import pick
from geo.selection.selection import Selection
from geo.views.lines import count_kinds, heading_words, kept, line
from geo.views.model import Content, Item, Params, Section

DATABLE = ("events", "studies", "interventions")
PLAIN_STATE = "done"  # of what has a date, not said again beside each
MAX_YEARS = 4  # that the sentence over the page tells one by one


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated entry: the line, what kind it is, its phase, and its date in words: `2004`, `early 2005`.

    precision : how the year is known, `stated`, `early`, or `inferred` where the source itself does not date it.
    parts : what stands beside the date, the kind, the phase, state and certainty, each with whether it goes without
    saying on a screen, where the rule in words is read too.
    """

    item: Item
    kind: str
    phase: str
    date: str
    precision: str
    parts: tuple[tuple[str, bool], ...]

    @property
    def how(self) -> str:
        """What is said beside the date on a screen: the kind, then only the exceptions to the rule."""
        return " · ".join(words for words, plain in self.parts if not plain)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the axis with its entries; years without an entry stand too, so that distances are true."""

    year: int
    entries: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """years : from the first to the last dated; undated : heading -> lines of what is planned, or has no year.

    ahead : how many of these are planned, expected or under consideration.
    """

    years: tuple[Year, ...]
    undated: tuple[tuple[str, tuple[Item, ...]], ...]
    ahead: int = 0

    @property
    def marks(self) -> frozenset[str]:
        """The marks that the axis has, see `precisions`."""
        used = {entry.precision for year in self.years for entry in year.entries}
        return frozenset(used | {"ahead"} if self.ahead else used)

    @property
    def size(self) -> int:
        """How many entries there are, dated or not."""
        return sum(len(year.entries) for year in self.years) + sum(len(items) for _heading, items in self.undated)


def timeline(atlas: Atlas, selection: Selection) -> Timeline:
    """Gather the entries that the selection leaves. What has no phase stays whichever phase is chosen, and says so."""
    rows = kept(atlas, selection, also_without_phase=True)
    # the parts of a dated whole repeat its year; they are said with it, not again
    dated = [row for row in rows if row.year and (row.counted or not row.part_of)]
    by_year: dict[int, list[Dated]] = {}
    for row in dated:
        by_year.setdefault(row.year or 0, []).append(_entry(atlas, row, selection.phase))
    span = range(min(by_year), max(by_year) + 1) if by_year else ()
    years = tuple(Year(year, tuple(by_year.get(year, ()))) for year in span)
    rest = [row for row in rows if not row.year and row.table in DATABLE and row.counted]
    return Timeline(years, tuple(_undated(atlas, rest)), sum(row.state in AHEAD for row in rest))


def precisions() -> dict[str, str]:
    """Name the marks of the axis: how the year of an entry is known."""
    return {
        "stated": _("year stated"),
        "early": _("early in the year"),
        "inferred": _("year inferred"),
        "ahead": _("planned, expected or under consideration; no year stated"),
    }


def rule() -> str:
    """Say what holds of each dated entry that says nothing else: the page writes only the exceptions."""
    return _("Each is done and plainly stated in the source, unless it says otherwise.")


def _entry(atlas: Atlas, row: Statement, scope: str) -> Dated:
    record = atlas.record
    kinds = {"events": _("event"), "studies": _("study"), "interventions": _("activity")}
    phase = heading_words(atlas, row) or _(record.label("phase", row.phase))
    date, state, certainty = year_words(row), row.state, _(record.label("certainty", row.certainty))
    parts = [(kinds[row.table], False), (phase, row.phases == (scope,))]
    if state == PLAIN_STATE:
        parts.append((_(record.label("state", state)), True))
    else:
        parts.append((_(record.label("state", state)) if state else _("whether it is done is not stated"), False))
    parts.append((certainty, row.certainty == "stated"))
    told = replace(line(atlas, row), detail=" · ".join([date, *(words for words, _plain in parts)]))
    return Dated(told, kinds[row.table], phase, date, row.year_precision or "stated", tuple(parts))


def _undated(atlas: Atlas, rows: list[Statement]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    groups = (
        (_("Planned, expected or under consideration"), AHEAD),
        (_("Under way in the source, no year stated"), ("under-way",)),
        (_("Done in the source, no year stated"), ("done", "to-date")),
        (_("No year and no state stated"), ("",)),
    )
    for heading, states in groups:
        found = tuple(line(atlas, row) for row in rows if row.state in states)
        if found:
            yield heading, found


def description(atlas: Atlas, selection: Selection, made: Timeline) -> Description:
    """Write the words over the page: what is dated to which year, how much of it is inferred, what has no year."""
    entries = [entry for year in made.years for entry in year.entries]
    inferred, others = sum(entry.precision == "inferred" for entry in entries), made.size - len(entries)
    said = [
        _("{year}: {things}.").format(year=year, things=count_kinds(_rows(atlas, told)))
        for year, told in ([(year.year, year.entries) for year in made.years if year.entries])
    ]
    if len(said) > MAX_YEARS:
        span = _("From {first} to {last}: {things}.")
        first, last = made.years[0].year, made.years[-1].year
        said = [span.format(first=first, last=last, things=count_kinds(_rows(atlas, entries)))]
    if not said:
        said.append(_("The source dates nothing of this."))
    if inferred:
        text = ngettext("{count} of these years is inferred.", "{count} of these years are inferred.", inferred)
        said.append(text.format(count=inferred))
    if others:
        text = ngettext("{count} more is planned or has no year.", "{count} more are planned or have no year.", others)
        said.append(text.format(count=others))
    if selection.active:
        said.append(_("Shown: {filters}.").format(filters=describe_filters(atlas, selection)))
    return Description(
        _("What is dated"),
        " ".join(said),
        pick(
            atlas.record,
            _("The source gives neither start nor end of the phase."),
            _("The source gives neither start nor end of either phase."),
            _("The source gives neither start nor end of any phase."),
        ),
    )


def _rows(atlas: Atlas, entries: Iterable[Dated]) -> list[Statement]:
    return [atlas.by_id[key] for entry in entries for key in entry.item.statements]


def show_timeline(atlas: Atlas, selection: Selection, _params: Params) -> Content:
    """Say what the source dates, and what it plans or leaves undated."""
    made = timeline(atlas, selection)
    words = description(atlas, selection, made)
    dated = tuple(entry.item for year in made.years for entry in year.entries)
    sections = [Section(_("Dated"), dated)] if dated else []
    sections += [Section(heading, items) for heading, items in made.undated]
    rest = tuple(item for _heading, items in made.undated for item in items)
    return Content(
        title=words.title, sentence=str(words), lines=dated or rest, sections=tuple(sections),
        finding=words.sentence, caution=words.silence,
    )  # fmt: skip
