"""The project in words: what it was for, who stood behind it, what came of it; the source, and how to read it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.record.citations import passages
from geo.record.models import NOT_STATED, Alias
from geo.record.statements import AHEAD
from geo.selection.phases import phase_name
from geo.selection.selection import Selection
from geo.selection.words import capital, list_words
from geo.views.cautions import list_cautions
from geo.views.credits import licence_line, product
from geo.views.glossary import list_meanings, list_terms
from geo.views.grouping import merge
from geo.views.lines import by_table, digest, line, organisations
from geo.views.model import Content, Item, Params, Section


def show_about(atlas: Atlas, _selection: Selection, _params: Params) -> Content:
    """Say what the project is, as far as the record can say it: its work, bodies and events; then how to read it."""
    record, said = atlas.record, atlas.statements
    aliases = [row for row in record.aliases if row.refers_kind == "project"]
    project = {row.refers_to for row in aliases}
    title = next((row.name for row in record.partners if row.partner_id in project), _("The project"))
    sources = len(record.sources_of_facts)
    text = ngettext(
        "All that is known of it here comes from one text, read in the record paragraph by paragraph.",
        "All that is known of it here comes from {count} texts; each statement says from which.",
        sources,
    ).format(count=sources)
    code = _("Code: MIT. Words of the record: {licence}.").format(licence=record.profile.licence)
    work, where, numbers = tuple(_work(atlas)), tuple(_where(atlas)), tuple(_numbers(atlas))
    sections = (
        *work,
        Section(_("Where"), where),
        Section(_("Who stood behind it"), _bodies(atlas)),
        *by_table(atlas, (row for row in said if row.table == "events" and row.counted)),
        Section(_("Words and abbreviations"), tuple(list_terms(atlas))),
        Section(_("Certainty"), list_meanings(atlas, "certainty")),
        Section(_("Where this comes from, and how to read it"), (*_names(atlas, aliases), *list_cautions(atlas))),
        Section(_("How much the record holds"), numbers),
        Section(_("Version and licences"), (
            Item(product(atlas), note=code),
            *((Item(_("Contact"), note=record.profile.contact),) if record.profile.contact else ()),
            Item(_("Map"), note=licence_line(atlas)),
        )),
    )  # fmt: skip
    return Content(
        title=title,
        sentence=" ".join(filter(None, [_(record.profile.description), text if sources else ""])),
        lines=(*(item for section in work for item in section.items), *where, *numbers),
        sections=tuple(section for section in sections if section.items),
    )


def _names(atlas: Atlas, aliases: Sequence[Alias]) -> Iterator[Item]:
    """Yield the names of the project as printed, and how surely they mean one."""
    if aliases:
        sure = list_words([_(atlas.record.label("certainty", row.certainty)) for row in atlas.record.partners
                           if row.partner_id == aliases[0].refers_to])  # fmt: skip
        cited = passages(atlas.record, (row.citation for row in aliases))
        yield Item(_("Names of the project as printed"), sure, cited, note="; ".join(row.alias for row in aliases))


def _where(atlas: Atlas) -> Iterator[Item]:
    """Yield for each phase which places have a role, in the words of the map."""
    for phase in atlas.record.phases:
        rows = [row for row in atlas.statements if row.table == "roles" and row.phase == phase and row.counted]
        if rows:
            yield digest(atlas, describe(atlas, Selection(phase=phase)).sentence.rstrip("."), rows)


def _numbers(atlas: Atlas) -> Iterator[Item]:
    """Yield how many activities each phase has, and what has none; then how many surveys and events are counted."""
    counted = [row for row in atlas.statements if row.counted]
    for phase in (*atlas.record.phases, NOT_STATED):
        rows = [row for row in counted if row.table == "interventions" and row.phase == phase]
        if rows:
            count = ngettext("{phase}: {count} activity", "{phase}: {count} activities", len(rows))
            wide = sum(not row.areas for row in rows)
            note = ngettext("{wide} of them names no area.", "{wide} of them name no area.", wide).format(wide=wide)
            title = count.format(phase=phase_name(atlas.record, phase), count=len(rows))
            yield digest(atlas, title, rows, note if wide else "")
    studies = [row for row in counted if row.table == "studies"]
    if studies:
        count = ngettext("{count} survey that is counted", "{count} surveys that are counted", len(studies))
        titles = "; ".join(_(row.title) for row in studies)
        yield digest(atlas, count.format(count=len(studies)), studies, titles)
    events = [row for row in counted if row.table == "events"]
    if events:
        told = sum(bool(row.year) or row.state in AHEAD for row in events)
        count = ngettext("{count} event, dated or planned", "{count} events, dated or planned", told)
        more = ngettext("{count} more is neither.", "{count} more are neither.", len(events) - told)
        rest = more.format(count=len(events) - told) if len(events) > told else ""
        yield digest(atlas, count.format(count=told), events, rest)


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
