"""The page of the record: its tables as lines, one paragraph with what rests on it, one statement in full."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from geo.i18n import current, ngettext
from geo.i18n import gettext as _
from geo.map.summary import Description
from geo.record.atlas import Atlas
from geo.record.citations import passage_of, source_of
from geo.record.models import Paragraph
from geo.record.statements import Statement
from geo.selection.description import describe_filters
from geo.selection.phases import phase_name
from geo.selection.search import KINDS, find, rows_with
from geo.selection.selection import Selection, shorten
from geo.selection.words import capital
from geo.views.cautions import count_doubts, doubt_line, list_cautions
from geo.views.lines import count_kinds, item, line
from geo.views.model import Item, Section
from geo.views.place import others


def tables() -> dict[str, str]:
    """Name the tables of the page: parameter value -> what people read."""
    return {
        "statements": _("Statements"), "paragraphs": _("Paragraphs"), "ambiguities": _("Ambiguities"),
        "silences": _("Silences"), "spellings": _("Printed spellings"), "sources": _("Sources"),
        "boundaries": _("Boundaries and licences"), "contact": _("Contact, historical"), "others": _("Other sources"),
    }  # fmt: skip


def lines_of(atlas: Atlas, table: str, selection: Selection, query: str) -> tuple[Item, ...]:
    """List the lines of a table other than the statements, those in which the search occurs."""
    makers: dict[str, Callable[[], Iterable[Item]]] = {
        "paragraphs": lambda: map(_paragraph_line, rows_with(atlas.record.paragraphs, query)),
        "ambiguities": lambda: map(doubt_line, rows_with(atlas.record.ambiguities, query)),
        "silences": lambda: (
            Item(_(row.topic), note=_(row.statement)) for row in rows_with(atlas.record.silences, query)
        ),
        "spellings": lambda: _spellings(atlas, query),
        "contact": lambda: (
            Item(row.value, _(row.label), row.citation, note=_(row.note))
            for row in rows_with(atlas.record.contacts, query)
        ),
        "others": lambda: _others(atlas, selection, query),
        "boundaries": lambda: _boundaries(atlas),
        "sources": lambda: list_cautions(atlas),
    }
    return tuple(makers[table]())


def describe_found(atlas: Atlas, selection: Selection, rows: Sequence[Statement], query: str) -> Description:
    """Say over the statements what they are of and how many, and what was searched and filtered."""
    count, total = len(rows), len(atlas.statements)
    text = _("{phase}: {things}.")
    if query:
        text = _("“{query}” in all phases: {things}.") if rows else _("“{query}” in all phases: nothing.")
    elif not rows:
        text = _("{phase}: nothing is stated.")
    said = [text.format(phase=phase_name(atlas.record, selection.phase), query=shorten(query),
                        things=count_kinds(rows))]  # fmt: skip
    if rows:
        text = ngettext("{count} of the {total} statements of the record, each with its source.",
                        "{count} of the {total} statements of the record, each with its source.", count)  # fmt: skip
        said.append(text.format(count=count, total=total))
    if selection.active:
        said.append(_("Shown: {filters}.").format(filters=describe_filters(atlas, selection)))
    return Description(_("The record"), " ".join(said), "")


def describe_table(atlas: Atlas, table: str, lines: Sequence[Item], query: str) -> Description:
    """Say over another table what it is and how many lines it has, as far as a search finds them."""
    count, sources = sum(not line.silent for line in lines), len(atlas.record.sources_of_facts)
    titles = {"silences": _("What the source does not say"), "sources": _("Sources and cautions"),
              "ambiguities": _("What can be read in more than one way")}  # fmt: skip
    said = {
        "silences": ngettext("{count} point that is left open, since the source is silent.",
                             "{count} points that are left open, since the source is silent.", count),
        "ambiguities": count_doubts(count),
        "sources": ngettext("{count} source; what it does not say is not filled in.",
                            "{count} sources; what they do not say is not filled in.", sources).format(count=sources),
    }.get(table, ngettext("{count} line.", "{count} lines.", count)).format(count=count)  # fmt: skip
    searched = "" if table in ("sources", "boundaries") else query.strip()
    if searched:
        text = ngettext("“{query}” stands in {count} line.", "“{query}” stands in {count} lines.", count)
        said = text.format(query=shorten(searched), count=count)
    return Description(titles.get(table, tables()[table]), said, "")


def hits(atlas: Atlas, selection: Selection, query: str) -> dict[str, int]:
    """How many lines of each table a search finds, of those tables that can be searched; none without a search."""
    if not query.strip():
        return {}
    found = {"statements": len(find(atlas, selection, query).rows)}
    for table in tables():
        if table not in ("statements", "boundaries", "sources"):
            found[table] = sum(not line.silent for line in lines_of(atlas, table, selection, query))
    return {table: count for table, count in found.items() if count}


def _spellings(atlas: Atlas, query: str) -> Iterable[Item]:
    for row in rows_with(atlas.record.aliases, query, lambda row: _means(atlas, row.refers_kind, row.refers_to)):
        means, home = _means(atlas, row.refers_kind, row.refers_to), _home(row.refers_kind, row.refers_to)
        yield Item(f"“{row.alias}”", means, row.citation, note=capital(_(row.note)), target=home)


def _paragraph_line(row: Paragraph) -> Item:
    left = _("left out: {reason}").format(reason=_(row.left_out)) if row.left_out else ""
    return Item(f"{row.paragraph_id}: {_(row.about)}", left, target=("paragraph", row.paragraph_id))


def _means(atlas: Atlas, kind: str, thing: str) -> str:
    if kind in ("area", "place"):
        return atlas.record.place_name(thing, current())
    partner = atlas.record.partners_by_id.get(thing)
    return partner.name if partner else _("the project")


def _home(kind: str, thing: str) -> tuple[str, str] | tuple[()]:
    return ("area", thing) if kind in ("area", "place") else ("partner", thing) if kind == "partner" else ()


def _others(atlas: Atlas, selection: Selection, query: str) -> tuple[Item, ...]:
    if not selection.context:
        return (Item(_("Facts from other sources are switched off: “More” in the filters shows them."), silent=True),)
    sources = atlas.record.sources_by_id
    return tuple(
        Item(
            _(row.statement), f"{sources[row.source_id].title}, {sources[row.source_id].address}",
            (sources[row.source_id].short,), note=_(row.note),
        )
        for row in rows_with(atlas.record.context, query)
    )  # fmt: skip


def _boundaries(atlas: Atlas) -> tuple[Item, ...]:
    record = atlas.record
    profile = record.profile
    title = _("The {count} {areas} of {date}").format(
        count=len(record.areas), areas=_(profile.areas_word), date=profile.boundaries_date
    )
    layers = sorted(record.layers, key=lambda row: row.kind != "areas")
    lines = [
        Item(
            title if row.kind == "areas"
            else _(record.place_name(row.place_id, current())) if row.place_id
            else capital(_(record.label("layer_kind", row.kind))),
            f"{row.credit}, {row.licence}", note=_(row.note),
        )
        for row in layers
    ]  # fmt: skip
    general = _("Generalised: not for measuring, and no statement on any border.")
    lines[0] = replace(lines[0], note=f"{general} {lines[0].note}".strip())
    facts = _("Facts as reported by the source; sensitive words in quotation marks are the source's own.")
    named = (Item(_("Also named"), "; ".join(map(_, profile.credits))),) if profile.credits else ()
    return (*lines, *named, Item(_("The wording of the record"), profile.licence, note=facts))


@dataclass(frozen=True, slots=True)
class Opened:
    """What is opened: a title, a sentence about it, and its sections."""

    title: str
    kicker: str
    sections: tuple[Section, ...]


def opened_paragraph(atlas: Atlas, address: str) -> Opened | None:
    """Open a passage, or a page of a source, by its address: what rests on it, what stands around it; None for none."""
    rows, source = atlas.record.paragraphs, source_of(atlas.record, address)
    if source is None:
        return None
    key = passage_of(address)
    resting = tuple(line(atlas, said) for said in atlas.statements if key in _cited(said.citation))
    place = next((place for place, row in enumerate(rows) if row.paragraph_id == key), None)
    stands = Section(_("Where it stands"), (Item(source.title, source.address, note=_(source.note)),))
    if place is None:
        there = (Section(_("Statements that rest on it"), resting), *_doubts(atlas, {key}), stands)
        return Opened(key, capital(_(source.title)), tuple(section for section in there if section.items))
    row = rows[place]
    around = tuple(_paragraph_line(rows[near]) for near in (place - 1, place + 1) if 0 <= near < len(rows))
    silence = _("left out: {reason}").format(reason=_(row.left_out)) if row.left_out else _("No statement rests on it")
    sections = [
        Section(_("Statements that rest on it"), resting or (Item(capital(silence), silent=True),)),
        *_doubts(atlas, {key}),
        Section(_("Before and after it"), around),
        stands,
    ]
    return Opened(capital(_(row.about)), _("Paragraph {address}").format(address=key), tuple(sections))


def opened_statement(atlas: Atlas, statement_id: str) -> Opened | None:
    """Open a statement in full: what it says, its places, the bodies concerned, what is doubtful about it."""
    row = next((row for row in atlas.statements if row.statement_id == statement_id), None)
    if row is None:
        return None
    record = atlas.record
    names = [Item(record.place_name(place, current()), target=("area", place)) for place in row.places]
    bodies = [
        Item(record.partners_by_id[key].name, target=("partner", key)) for key in sorted(row.values.get("partner", ()))
    ]
    parts = _parts(atlas, row)
    sections = [
        Section(_("What is said"), (item(atlas, row),)),
        Section(_("Where"), tuple(names) or (Item(_("No place is stated"), silent=True),)),
        *([Section(_("Organisations concerned"), tuple(bodies))] if bodies else []),
        *([Section(_("Part of, or consisting of"), parts)] if parts else []),
        *_doubts(atlas, _cited(row.citation)),
        *others(atlas, statement_id),
    ]
    kind = _(record.label(KINDS[row.table], row.kind))
    return Opened(
        capital(line(atlas, row).title), f"{capital(kind)} · {_(record.label('phase', row.phase))}", tuple(sections)
    )


def _parts(atlas: Atlas, row: Statement) -> tuple[Item, ...]:
    wholes = {one.intervention_id: one.part_of for one in atlas.record.interventions}
    wholes |= {one.study_id: one.part_of for one in atlas.record.studies}
    near = {wholes.get(row.statement_id)} | {part for part, whole in wholes.items() if whole == row.statement_id}
    return tuple(line(atlas, said) for said in atlas.statements if said.statement_id in near)


def _doubts(atlas: Atlas, cited: set[str]) -> list[Section]:
    found = tuple(doubt_line(row) for row in atlas.record.ambiguities if cited & _cited(row.citation))
    return [Section(_("What can be read in more than one way"), found)] if found else []


def _cited(citation: tuple[str, ...]) -> set[str]:
    return {passage_of(address) for address in citation}
