"""The project in words: what it was for, who stood behind it, what came of it; the source, and how to read it."""

from collections import defaultdict
from collections.abc import Iterator

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.record.citations import passages
from geo.record.models import NOT_STATED
from geo.record.statements import AHEAD
from geo.selection.phases import phase_name
from geo.selection.selection import Selection
from geo.selection.words import capital
from geo.views.cautions import list_cautions
from geo.views.credits import licence_line, product
from geo.views.grouping import merge
from geo.views.lines import by_table, digest, line, organisations
from geo.views.model import Content, Item, Params, Section


def show_about(atlas: Atlas, _selection: Selection, _params: Params) -> Content:
    """Say what the project is, as far as the record can say it: names, phases, work, bodies, and how much of each."""
    record, said = atlas.record, atlas.statements
    lines = []
    aliases = [row for row in record.aliases if row.refers_kind == "project"]
    if aliases:
        sure = ", ".join(_(record.label("certainty", row.certainty)) for row in record.partners
                         if row.partner_id == aliases[0].refers_to)  # fmt: skip
        lines.append(Item(_("Names as printed"), sure, passages(record, (row.citation for row in aliases)),
                          note="; ".join(row.alias for row in aliases)))  # fmt: skip
    for phase in record.phases:
        roles = [row for row in said if row.table == "roles" and row.phase == phase and row.counted]
        if roles:
            lines.append(digest(atlas, describe(atlas, Selection(phase=phase)).sentence.rstrip("."), roles))
    for phase in (*record.phases, NOT_STATED):
        rows = [row for row in said if row.table == "interventions" and row.phase == phase and row.counted]
        if rows:
            count = ngettext("{phase}: {count} activity", "{phase}: {count} activities", len(rows))
            wide = sum(not row.areas for row in rows)
            note = ngettext("{wide} of them names no area.", "{wide} of them name no area.", wide).format(wide=wide)
            title = count.format(phase=phase_name(record, phase), count=len(rows))
            lines.append(digest(atlas, title, rows, note if wide else ""))
    studies = [row for row in said if row.table == "studies" and row.counted]
    if studies:
        count = ngettext("{count} survey that is counted", "{count} surveys that are counted", len(studies))
        titles = "; ".join(_(row.title) for row in studies)
        lines.append(digest(atlas, count.format(count=len(studies)), studies, titles))
    counted = [row for row in said if row.table == "events" and row.counted]
    events = [row for row in counted if row.year or row.state in AHEAD]
    if counted:
        count = ngettext("{count} event, dated or planned", "{count} events, dated or planned", len(events))
        rest = len(counted) - len(events)
        more = ngettext("{count} more is neither.", "{count} more are neither.", rest).format(count=rest)
        lines.append(digest(atlas, count.format(count=len(events)), counted, more if rest else ""))
    project = {row.refers_to for row in aliases}
    title = next((row.name for row in record.partners if row.partner_id in project), _("The project"))
    sources = len(record.sources_of_facts)
    sentence = ngettext(
        "All that is known of it here comes from one text, read in the record paragraph by paragraph.",
        "All that is known of it here comes from {count} texts; each statement says from which.",
        sources,
    ).format(count=sources)
    code = _("Code: MIT. Words of the record: {licence}.").format(licence=record.profile.licence)
    sections = (
        *_work(atlas),
        Section(_("Who stood behind it"), _bodies(atlas)),
        *by_table(atlas, (row for row in said if row.table == "events" and row.counted)),
        Section(_("The record in numbers"), tuple(lines)),
        Section(_("Where this comes from, and how to read it"), list_cautions(atlas)),
        Section(_("Certainty"), _meanings(atlas, "certainty")),
        Section(_("Words"), tuple(_words(atlas))),
        Section(_("Version and licences"), (
            Item(product(atlas), note=code),
            *((Item(_("Contact"), note=record.profile.contact),) if record.profile.contact else ()),
            Item(_("Map"), note=licence_line(atlas)),
        )),
    )  # fmt: skip
    return Content(
        title=title,
        sentence=sentence if sources else "",
        lines=tuple(lines),
        sections=tuple(section for section in sections if section.items),
    )


def _work(atlas: Atlas) -> Iterator[Section]:
    """Yield what each phase was for: the work that others are parts or means of, with these under it."""
    rows = [row for row in atlas.statements if row.table == "interventions"]
    wholes = {row.part_of for row in rows if row.part_of}
    for phase in atlas.record.phases:
        items: list[Item] = []
        for whole in (row for row in rows if row.phase == phase and row.statement_id in wholes):
            items.append(line(atlas, whole))
            items += merge(atlas, (row for row in rows if row.part_of == whole.statement_id), line)
        yield Section(_("What {phase} was for").format(phase=phase_name(atlas.record, phase)), tuple(items))


def _bodies(atlas: Atlas) -> tuple[Item, ...]:
    """List the organisations by kind, with the paragraphs that name them, but not the project nor unnamed groups."""
    record, by_kind = atlas.record, defaultdict(list)
    counted = organisations(atlas, (row.partner_id for row in record.partners))
    for row in record.partners:
        if row.partner_id in counted:
            by_kind[row.kind_code].append(row)
    return tuple(
        Item(
            capital(_(record.label("partner_kind", kind))),
            citation=passages(record, (row.citation for row in rows)),
            note="; ".join(_(row.name) for row in rows),
        )
        for kind, rows in by_kind.items()
    )


def _words(atlas: Atlas) -> Iterator[Item]:
    """Short names and what the source, or the record, says that they stand for."""
    for row in atlas.record.partners:
        if row.short_name and row.short_name.isascii() and sum(letter.isupper() for letter in row.short_name) > 1:
            full = _(row.name) if row.name != row.short_name else _("not spelt out in the source")
            yield Item(row.short_name, citation=passages(atlas.record, [row.citation]), note=full)
    yield from (item for item in _meanings(atlas, "role") if item.note)


def _meanings(atlas: Atlas, vocabulary: str) -> tuple[Item, ...]:
    """List the codes of a list with what each means."""
    codes = (code for code in atlas.record.codes if code.list == vocabulary)
    return tuple(Item(capital(_(code.label)), note=capital(_(code.note))) for code in codes)
