"""What each page says, as lines for a slide or a document: partners, studies, what is dated, what is not said.

Each function takes an atlas, a selection and the page's own parameters, and returns a Content.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.dossier import Item, Section, item, others
from geo.language import current, ngettext
from geo.language import gettext as _
from geo.narrowing import keeper
from geo.relations import organisations
from geo.selection import Selection, capital, options
from geo.statements import Statement
from geo.summary import describe

Params = Mapping[str, str]
"""The page's own parameters, such as `item` and `table`."""

MOST_PLACES = 6  # names of places that stand behind a title; more are counted


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a view. lines : what is shown; sections : every statement behind it, each once."""

    title: str
    sentence: str
    lines: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()


def kept(atlas: Atlas, selection: Selection, *, also_without_phase: bool = False) -> tuple[Statement, ...]:
    """The statements that the selection leaves, in the record's order; on request what carries no phase as well."""
    keeps = keeper(atlas, selection)
    phases = dict.fromkeys([selection.phase, *(["not-stated"] if also_without_phase else [])])
    return tuple(row for row in atlas.statements if any(keeps(row, phase) for phase in phases))


def line(atlas: Atlas, row: Statement) -> Item:
    """A statement as a line that says its place as well: roles and activities stand without their area's name here."""
    places = [_(atlas.record.place_name(place, current())) for place in row.places]
    if len(places) > MOST_PLACES:
        more = _("and {count} more").format(count=len(places) - MOST_PLACES)
        places = [*places[:MOST_PLACES], more]
    if row.table == "roles":
        return item(atlas, row, f"{', '.join(places)}: {_(row.title)}")
    if row.table == "interventions" and places:
        return item(atlas, row, f"{_(row.title)}: {', '.join(places)}")
    return item(atlas, row)


def headings() -> dict[str, str]:
    """The heading under which the statements of each table stand, in their order."""
    return {
        "roles": _("Roles"), "interventions": _("Interventions"), "involvements": _("Bodies and partners"),
        "studies": _("Surveys and assessments"), "events": _("Events and agreements"),
    }  # fmt: skip


def by_table(atlas: Atlas, rows: Iterable[Statement]) -> tuple[Section, ...]:
    """Statements under the heading of their table, each once; tables of which nothing is said are left out."""
    found: dict[str, list[Item]] = {}
    for row in rows:
        found.setdefault(row.table, []).append(line(atlas, row))
    return tuple(Section(name, tuple(found[table])) for table, name in headings().items() if table in found)


def by_phase(atlas: Atlas, rows: Iterable[Statement]) -> tuple[Section, ...]:
    """Statements under the name of their phase, those without a phase last."""
    rows = tuple(rows)
    names = options(atlas.record, "phase")
    parts = ((names[phase], [row for row in rows if row.phases[-1] == phase]) for phase in ("I", "II", "not-stated"))
    return tuple(Section(name, tuple(line(atlas, row) for row in said)) for name, said in parts if said)


def silence(text: str) -> Item:
    """A line that says what the source does not say."""
    return Item(text, silent=True)


def paragraphs(atlas: Atlas, citations: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The paragraphs that are cited, each once, in the order of the source; sentences are not told apart."""
    cited = {address.partition(" ")[0] for citation in citations for address in citation}
    return tuple(paragraph for paragraph in atlas.record.paragraphs_by_id if paragraph in cited)


def digest(atlas: Atlas, title: str, rows: Iterable[Statement], note: str = "") -> Item:
    """Several statements as one line: how sure they are, counted, and the paragraphs that they stand in."""
    rows = tuple(rows)
    sure = Counter(row.certainty for row in rows)
    names = options(atlas.record, "certainty")
    detail = ", ".join(f"{sure[code]} {name.lower()}" for code, name in names.items() if sure[code])
    return Item(title, detail, paragraphs(atlas, (row.citation for row in rows)), note=note)


def said_count(count: int) -> str:
    """How much is stated, as a sentence."""
    if not count:
        return _("Nothing is stated within this selection.")
    return ngettext("{count} statement.", "{count} statements.", count).format(count=count)


def partners(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """Who is named, by kind; or, with `item`, all that is said of one organisation."""
    record = atlas.record
    rows = kept(atlas, selection, also_without_phase=True)
    told = tuple(row for row in rows if row.table in ("involvements", "events") and row.values["partner"])
    chosen = record.partners_by_id.get(params.get("item", ""))
    if chosen:
        told = tuple(row for row in told if chosen.partner_id in row.values["partner"])
        kind = capital(_(record.label("partner_kind", chosen.kind_code)))
        sure = f"{_(record.label('certainty', chosen.certainty))} · {_(record.label('kind_from', chosen.kind_from))}"
        lines = (Item(kind, sure, chosen.citation, note=capital(_(chosen.note))), *(line(atlas, row) for row in told))
        more = others(atlas, chosen.partner_id) if selection.context else ()
        return Content(chosen.name, said_count(len(told)), lines, (*by_phase(atlas, told), *more))
    names = {name for row in rows for name in row.values.get("partner", ())}
    named = [row for row in record.partners if row.partner_id in names]
    by_kind: dict[str, list[str]] = {}
    for row in named:
        by_kind.setdefault(row.kind_code, []).append(row.partner_id)
    lines = tuple(_kind(atlas, kind, members) for kind, members in by_kind.items())
    count = len(organisations(atlas, names))
    sentence = ngettext(
        "{count} organisation or body is named.", "{count} organisations and bodies are named.", count
    ).format(count=count)
    unsaid = silence(_("Implementing partners of Phase I and II: not stated in the source"))
    return Content(_("Organisations and bodies"), sentence, (*lines, unsaid), by_phase(atlas, told))


def _kind(atlas: Atlas, kind: str, members: Iterable[str]) -> Item:
    rows = [atlas.record.partners_by_id[member] for member in members]
    known = dict.fromkeys(_("kind {known}").format(known=_(atlas.record.label("kind_from", row.kind_from)))
                          for row in rows)  # fmt: skip
    return Item(
        f"{capital(_(atlas.record.label('partner_kind', kind)))} ({len(rows)})",
        ", ".join(known),
        paragraphs(atlas, (row.citation for row in rows)),
        note="; ".join(row.short_name or row.name for row in rows),
    )


def studies(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """What is counted, what is only mentioned, what it is to serve; or, with `item`, all that is said of one study."""
    record = atlas.record
    rows = [row for row in kept(atlas, selection) if row.table == "studies"]
    chosen = record.studies_by_id.get(params.get("item", ""))
    if chosen:
        rows = [row for row in rows if chosen.study_id in row.values["study"]]
    ids = {row.statement_id for row in rows}
    uses = tuple(
        Item(_(use.serves), _how(atlas, use.state_code, use.certainty), use.citation, note=capital(_(use.note)))
        for use in record.uses
        if ids & set(use.study_ids)
    )
    parts = ((_("Counted"), [row for row in rows if row.counted]),
             (_("Mentioned, not counted"), [row for row in rows if not row.counted]))  # fmt: skip
    sections = [Section(name, tuple(line(atlas, row) for row in said)) for name, said in parts if said]
    sections += [Section(_("What they are to serve"), uses)] if uses else []
    clear = tuple(line(atlas, row) for row in rows) if chosen else _told(atlas, rows)
    title = _(chosen.label) if chosen else _("Surveys and assessments")
    return Content(title, _counted(atlas, rows), (*clear, *uses) or (silence(said_count(0)),), tuple(sections))


def _told(atlas: Atlas, rows: Iterable[Statement]) -> tuple[Item, ...]:
    """What is counted first, then what is clear enough to be told; the places of one piece of work share a line.

    Mentions that can be read in two ways stand in the notes only.
    """
    rows = [row for row in rows if row.counted or row.certainty != "ambiguous"]
    parts: dict[str, list[Statement]] = {}
    for row in rows:
        whole = atlas.record.studies_by_id[row.statement_id].part_of
        if whole:
            parts.setdefault(whole, []).append(row)
    lines = []
    for row in sorted(rows, key=lambda row: not row.counted):
        if atlas.record.studies_by_id[row.statement_id].part_of:
            continue
        lines.append(line(atlas, row))
        if row.statement_id in parts:
            placed = parts.pop(row.statement_id)
            where = ", ".join(_(atlas.record.place_name(place, current())) for one in placed for place in one.places)
            lines.append(digest(atlas, _("{study}, by place").format(study=_(row.title)), placed, where))
    return (*lines, *(line(atlas, row) for found in parts.values() for row in found))


def _how(atlas: Atlas, state: str, certainty: str) -> str:
    words = [_(atlas.record.label("state", state))] if state else []
    return " · ".join([*words, _(atlas.record.label("certainty", certainty))])


def _counted(atlas: Atlas, rows: Iterable[Statement]) -> str:
    counted = Counter(row.kind for row in rows if row.counted)
    loose = dict.fromkeys(row.kind for row in rows if row.kind not in counted)
    parts = [f"{_(atlas.record.label('study_kind', kind))}: {count}" for kind, count in counted.items()]
    parts += [_("{kind}: number not stated").format(kind=_(atlas.record.label("study_kind", kind))) for kind in loose]
    return f"{capital('; '.join(parts))}." if parts else said_count(0)


def timeline(atlas: Atlas, selection: Selection, _params: Params) -> Content:
    """What the source dates, in the order of its years; what it plans or leaves undated."""
    # the parts of a dated whole repeat its year
    rows = [
        row for row in kept(atlas, selection, also_without_phase=True) if row.counted or (row.year and not row.part_of)
    ]
    dated = sorted((row for row in rows if row.year), key=lambda row: row.year or 0)
    undated = [row for row in rows if row.table == "events" and not row.year]
    lines = tuple(line(atlas, row) for row in dated) or (silence(said_count(0)),)
    parts = ((_("Dated"), dated), (_("Planned, or without a date"), undated))
    return Content(
        _("What is dated"),
        _("The source gives neither start nor end of either phase; only what it dates is put in order."),
        lines,
        tuple(Section(name, tuple(line(atlas, row) for row in said)) for name, said in parts if said),
    )


def coverage(atlas: Atlas, selection: Selection, _params: Params) -> Content:
    """Area by area the interventions that are stated there; then those that name no area."""
    rows = [row for row in kept(atlas, selection) if row.table == "interventions"]
    lines = []
    for code in [area.area_code for area in atlas.record.areas if area.area_code in selection.matches(atlas)]:
        here = [row for row in rows if code in row.areas]
        name = atlas.record.place_name(code, current())
        nothing = silence(_("{place}: no intervention stated").format(place=name))
        lines.append(digest(atlas, name, here, ", ".join(sorted(_(row.title) for row in here))) if here else nothing)
    wide = [row for row in rows if not row.areas]
    if wide:
        lines.append(digest(atlas, _("Without an area"), wide, ", ".join(sorted(_(row.title) for row in wide))))
    count = ngettext("{count} intervention is stated.", "{count} interventions are stated.", len(rows))
    silent = describe(atlas, selection).silence
    sentence = f"{count.format(count=len(rows))} {silent}".strip() if rows else said_count(0)
    return Content(_("Interventions, area by area"), sentence, tuple(lines), by_table(atlas, rows))
