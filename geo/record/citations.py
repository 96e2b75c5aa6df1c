"""What a citation names: a passage of a source, `S4.1 s2`, or a source alone or by its page, `progress-2007 p. 4`.

A record holds the second kind as people read it, `Progress report 2007, p. 4`: see `spell_citation`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from geo.i18n import gettext as _
from geo.record.columns import PAGE
from geo.record.models import Paragraph, Source

Citations = Iterable[tuple[str, ...]]

_PAGED = re.compile(rf", {PAGE}$")
_SENTENCE = re.compile(r" s[1-9][0-9]?$")


class Cited(Protocol):
    """What a record knows of its sources."""

    @property
    def sources(self) -> tuple[Source, ...]: ...  # noqa: D102  # as said above
    @property
    def sources_by_id(self) -> Mapping[str, Source]: ...  # noqa: D102
    @property
    def sources_by_name(self) -> Mapping[str, Source]: ...  # noqa: D102
    @property
    def sources_of_facts(self) -> tuple[Source, ...]: ...  # noqa: D102
    @property
    def paragraphs_by_id(self) -> Mapping[str, Paragraph]: ...  # noqa: D102


def spell_citation(address: str, names: Mapping[str, str]) -> str:
    """Return an address of the tables as people read it. names : source id -> what the source is called."""
    source, _space, page = address.partition(" ")
    return ", ".join(filter(None, (names[source], page))) if source in names else address


def passage_of(address: str) -> str:
    """Return an address without its sentence: the passage, or the page of a source."""
    return _SENTENCE.sub("", address)


def source_of(record: Cited, address: str) -> Source | None:
    """Find the source that an address, as a record holds it, is of; None for an address that the record does not have.

    Nothing is taken for a passage of another source than that which it stands in.
    """
    if paragraph := record.paragraphs_by_id.get(passage_of(address)):
        return record.sources_by_id.get(paragraph.source_id)
    return record.sources_by_name.get(_PAGED.sub("", address))


def about_passage(record: Cited, address: str) -> str:
    """Say what a passage is about, or what the source is of which a page is cited; '' for what is neither."""
    if paragraph := record.paragraphs_by_id.get(passage_of(address)):
        return _(paragraph.about)
    return _(source.title) if (source := source_of(record, address)) else ""


def publisher_words(source: Source) -> str:
    """Say who published a source, and of when it is where that is known."""
    return f"{source.publisher} ({_(source.dated)})" if source.dated else source.publisher


def sources_of(record: Cited, citations: Citations) -> tuple[Source, ...]:
    """List the sources that are cited, each once, in the record's order."""
    ids = {source.source_id for citation in citations for address in citation if (source := source_of(record, address))}
    return tuple(source for source in record.sources if source.source_id in ids)


def passages(record: Cited, citations: Citations) -> tuple[str, ...]:
    """List what is cited, each passage once, in the order of the sources; sentences are not told apart."""
    names = dict.fromkeys(passage_of(address) for citation in citations for address in citation)
    order = {source.source_id: number for number, source in enumerate(record.sources)}
    others = [address for address in names if address not in record.paragraphs_by_id]
    others.sort(key=lambda address: order[source.source_id] if (source := source_of(record, address)) else len(order))
    return (*(paragraph for paragraph in record.paragraphs_by_id if paragraph in names), *others)


def by_source(record: Cited, citations: Citations) -> dict[Source, tuple[str, ...]]:
    """Group what is cited by its source, each in the record's order."""
    groups: dict[str, list[str]] = {}
    for address in passages(record, citations):
        if source := source_of(record, address):
            groups.setdefault(source.source_id, []).append(address)
    return {row: tuple(groups[row.source_id]) for row in record.sources if row.source_id in groups}


def attribution(record: Cited, citations: Citations, *, most: int | None = None) -> str:
    """Name each source that is cited with what of it is: `TICW briefing, S2.1, S4.1; Progress report 2007, p. 4`.

    The sources on which the record rests where nothing is cited. most : passages that are listed; no source is left
    out for it.
    """
    groups, parts = by_source(record, citations), []
    left = sum(map(len, groups.values())) if most is None else most
    for source, group in groups.items():
        visible, left = group[:left], max(0, left - len(group))
        # a page is told with the name of its source
        paged = [address.removeprefix(f"{source.short}, ") for address in visible if address != source.short]
        part = ", ".join((source.short, *paged))
        if len(visible) < len(group):
            part = _("{listed} and {count} more").format(listed=part, count=len(group) - len(visible))
        parts.append(part)
    return "; ".join(parts or (source.short for source in record.sources_of_facts))
