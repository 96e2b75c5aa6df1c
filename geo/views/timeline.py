"""What the source dates, by year and with how sure the year is; and, beside it, what it plans or leaves undated."""

from collections.abc import Iterator
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
from geo.views.lines import heading_words, how, kept, line
from geo.views.model import Content, Item, Params, Section


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated entry: the line, what kind it is, its phase, and its date in words: `2004`, `early 2005`, `inferred`.

    inferred : the source itself does not date it.
    """

    item: Item
    kind: str
    phase: str
    date: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the axis with its entries; years without an entry stand too, so that distances are true."""

    year: int
    entries: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """years : from the first to the last dated; undated : heading -> lines of what is planned, or has no year."""

    years: tuple[Year, ...]
    undated: tuple[tuple[str, tuple[Item, ...]], ...]

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
        by_year.setdefault(row.year or 0, []).append(_entry(atlas, row))
    span = range(min(by_year), max(by_year) + 1) if by_year else ()
    years = tuple(Year(year, tuple(by_year.get(year, ()))) for year in span)
    return Timeline(years, tuple(_undated(atlas, [row for row in rows if not row.year])))


def _entry(atlas: Atlas, row: Statement) -> Dated:
    record = atlas.record
    kinds = {"events": _("event"), "studies": _("study"), "interventions": _("activity")}
    phase = heading_words(atlas, row) or _(record.label("phase", row.phase))
    told = replace(line(atlas, row), detail=how(atlas, row, dated=False))
    return Dated(told, kinds[row.table], phase, year_words(row), inferred=row.year_precision == "inferred")


def _undated(atlas: Atlas, rows: list[Statement]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    wanted = [row for row in rows if row.table in ("events", "studies", "interventions") and row.counted]
    groups = (
        (_("Planned, expected or under consideration"), AHEAD),
        (_("Under way in the source, no year stated"), ("under-way",)),
        (_("Done in the source, no year stated"), ("done", "to-date")),
        (_("No year and no state stated"), ("",)),
    )
    for heading, states in groups:
        found = tuple(line(atlas, row) for row in wanted if row.state in states)
        if found:
            yield heading, found


def description(atlas: Atlas, selection: Selection, made: Timeline) -> Description:
    """Write the words over the page."""
    entries = [entry for year in made.years for entry in year.entries]
    inferred = sum(entry.inferred for entry in entries)
    count, others = len(entries) - inferred, made.size - len(entries)
    said = ngettext("{count} entry dated by the source", "{count} entries dated by the source", count)
    said = said.format(count=count)
    if inferred:
        more = ngettext("{count} with an inferred year", "{count} with an inferred year", inferred)
        said += f"; {more.format(count=inferred)}"
    rest = ngettext("{count} planned or without a year", "{count} planned or without a year", others)
    filters = describe_filters(atlas, selection)
    sentence = (
        f"{said}; {rest.format(count=others)}{_(', filtered by {filters}').format(filters=filters) if filters else ''}."
    )
    return Description(
        _("What is dated"),
        sentence,
        pick(
            atlas.record,
            _("The source gives neither start nor end of the phase."),
            _("The source gives neither start nor end of either phase."),
            _("The source gives neither start nor end of any phase."),
        ),
    )


def show_timeline(atlas: Atlas, selection: Selection, _params: Params) -> Content:
    """Say what the source dates, and what it plans or leaves undated."""
    made = timeline(atlas, selection)
    words = description(atlas, selection, made)
    # on the page the date stands beside the line
    dated = tuple(
        replace(entry.item, detail=f"{entry.date} · {entry.item.detail}")
        for year in made.years
        for entry in year.entries
    )
    sections = [Section(_("Dated"), dated)] if dated else []
    sections += [Section(heading, items) for heading, items in made.undated]
    rest = tuple(item for _heading, items in made.undated for item in items)
    return Content(title=words.title, sentence=str(words), lines=dated or rest, sections=tuple(sections))
