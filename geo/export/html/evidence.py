"""What a single file holds to check its claims by: every statement, each in its list, and the paragraphs they cite."""

from dataclasses import dataclass

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import by_source
from geo.record.models import Source
from geo.record.statements import Statement
from geo.selection.words import capital
from geo.views.lines import item
from geo.views.model import Item


@dataclass(frozen=True, slots=True)
class Entry:
    """A line. anchor : its id in the file, to which links lead, or empty; below : lines that belong to it."""

    anchor: str
    line: Item
    below: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class EntryList:
    """A heading with its entries."""

    heading: str
    entries: tuple[Entry, ...]


def listings(atlas: Atlas) -> tuple[EntryList, ...]:
    """Every statement of the record under the heading of its kind, and what it does not say."""
    by_table: dict[str, list[Statement]] = {}
    for row in atlas.statements:
        by_table.setdefault(row.table, []).append(row)
    groups = {
        _("Roles"): [_entry(atlas, row) for row in by_table.get("roles", ())],
        _("Interventions"): [_entry(atlas, row) for row in by_table.get("interventions", ())],
        _("Bodies and partners"): _partners(atlas, by_table.get("involvements", [])),
        _("Surveys and assessments"): [_entry(atlas, row, "study") for row in by_table.get("studies", ())],
        _("What the surveys and assessments are to serve"): _uses(atlas),
        _("Events and agreements"): [_entry(atlas, row) for row in by_table.get("events", ())],
    }
    return tuple(EntryList(heading, tuple(entries)) for heading, entries in groups.items() if entries)


def citations_beyond(atlas: Atlas) -> tuple[tuple[str, Source], ...]:
    """List what is cited of sources whose passages the record does not hold, by page or as a whole."""
    record = atlas.record
    groups = by_source(record, record.citations)
    return tuple(
        (page, source) for source, pages in groups.items() for page in pages if page not in record.paragraphs_by_id
    )


def _entry(atlas: Atlas, row: Statement, kind: str = "statement") -> Entry:
    """Tell a statement with where it holds and in which phase; it leads nowhere, for it is at home here."""
    line = item(atlas, row)
    where = ", ".join(_(atlas.record.place_name(place, current())) for place in row.places)
    title = _("{place}: {what}").format(place=where, what=line.title) if row.table == "roles" else line.title
    parts = [_(atlas.record.label("phase", row.phase)), "" if row.table == "roles" else where, line.detail]
    return Entry(
        f"{kind}={row.statement_id}",
        Item(title, capital(" · ".join(part for part in parts if part)), line.citation, note=line.note),
    )


def _partners(atlas: Atlas, rows: list[Statement]) -> list[Entry]:
    record = atlas.record
    entries = []
    for partner in record.partners:
        parts = [
            record.label("partner_kind", partner.kind_code),
            record.label("kind_from", partner.kind_from) if partner.kind_from else "",
            record.label("certainty", partner.certainty),
        ]
        detail = capital(" · ".join(_(part) for part in parts if part))
        line = Item(partner.name, detail, partner.citation, note=capital(_(partner.note)))
        concern = {row.involvement_id for row in record.involvements_by_partner[partner.partner_id]}
        relations = (
            _involvement(atlas, row, own=row.subject == partner.partner_id)
            for row in rows
            if row.statement_id in concern
        )
        entries.append(Entry(f"partner={partner.partner_id}", line, tuple(relations)))
    return entries


def _involvement(atlas: Atlas, row: Statement, *, own: bool) -> Entry:
    """Tell a relation in its own words, since it stands below the name of an organisation.

    It is at home with the organisation that it is about, and stands once more with the other one.
    """
    entry = _entry(atlas, row)
    target = () if own else ("statement", row.statement_id)
    line = Item(_(row.detail), entry.line.detail, row.citation, note=capital(_(row.note)), target=target)
    return Entry(entry.anchor if own else "", line)


def _uses(atlas: Atlas) -> list[Entry]:
    record = atlas.record
    entries = []
    for use in record.uses:
        studies = ", ".join(_(record.studies_by_id[study].label) for study in use.study_ids)
        detail = " · ".join(_(record.label(name, code)) for name, code in
                            (("state", use.state_code), ("certainty", use.certainty)) if code)  # fmt: skip
        note = "; ".join(part for part in (studies, _(use.note)) if part)
        entries.append(Entry(f"use={use.use_id}", Item(_(use.serves), detail, use.citation, note=capital(note))))
    return entries
