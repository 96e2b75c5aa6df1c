"""What stands around the facts, as lines for a slide or a document: the project, its source, silences and doubts."""

from collections import Counter

from geo.atlas import Atlas
from geo.contents import Content, Params, by_table, digest, line, paragraphs, said_count
from geo.coverage import AHEAD
from geo.dossier import Item, Section
from geo.language import gettext as _
from geo.language import ngettext
from geo.search import find
from geo.selection import Selection, capital, options
from geo.summary import describe


def about(atlas: Atlas, _selection: Selection, _params: Params) -> Content:
    """What the project is, as far as the record can say it: names, phases, work, bodies, and how much of each."""
    record, said = atlas.record, atlas.statements
    lines = []
    aliases = [row for row in record.aliases if row.refers_kind == "project"]
    if aliases:
        sure = ", ".join(_(record.label("certainty", row.certainty)) for row in record.partners
                         if row.partner_id == aliases[0].refers_to)  # fmt: skip
        lines.append(Item(_("Names as printed"), sure, paragraphs(atlas, (row.citation for row in aliases)),
                          note="; ".join(row.alias for row in aliases)))  # fmt: skip
    for phase in ("I", "II"):
        roles = [row for row in said if row.table == "roles" and row.phase == phase and row.counted]
        if roles:
            lines.append(digest(atlas, describe(atlas, Selection(phase=phase)).sentence.rstrip("."), roles))
    names = options(record, "phase")
    for phase in ("I", "II", "not-stated"):
        rows = [row for row in said if row.table == "interventions" and row.phase == phase and row.counted]
        if rows:
            count = ngettext("{phase}: {count} activity", "{phase}: {count} activities", len(rows))
            wide = sum(not row.areas for row in rows)
            note = ngettext("{wide} of them names no area.", "{wide} of them name no area.", wide).format(wide=wide)
            lines.append(digest(atlas, count.format(phase=names[phase], count=len(rows)), rows, note if wide else ""))
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
        lines.append(digest(atlas, count.format(count=len(events)), events, more if rest else ""))
    project = {row.refers_to for row in aliases}
    title = next((row.name for row in record.partners if row.partner_id in project), _("The project"))
    source = record.sources_by_id.get("briefing")
    sentence = _("All that is known of it here comes from one text, read in the record paragraph by paragraph.")
    return Content(
        title, sentence if source else "", tuple(lines), (Section(_("The record in numbers"), tuple(lines)),)
    )


def record_tables(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """One of the record's tables (`table`), one paragraph, one statement (`item`), else what the selection leaves."""
    if params.get("table") == "silences":
        return _silences(atlas)
    if params.get("table") == "ambiguities":
        doubts = _ambiguities(atlas)
        return Content(_("What can be read in more than one way"), _doubts(len(doubts)), doubts,
                       (Section(_("How it is kept"), doubts),))  # fmt: skip
    if params.get("table") == "sources":
        return _sources(atlas)
    paragraph = atlas.record.paragraphs_by_id.get(params.get("paragraph", "").partition(" ")[0])
    one = [row for row in atlas.statements if row.statement_id == params.get("item")]
    if paragraph:
        rows = [row for row in atlas.statements if paragraph.paragraph_id in paragraphs(atlas, [row.citation])]
        title = f"{paragraph.paragraph_id}: {_(paragraph.about)}"
    else:
        rows = one or list(find(atlas, selection, params.get("q", "")).rows)
        title = line(atlas, one[0]).title if one else _("What the record says")
    return Content(title, said_count(len(rows)), tuple(line(atlas, row) for row in rows), by_table(atlas, rows))


def _silences(atlas: Atlas) -> Content:
    rows = tuple(Item(_(row.topic), note=_(row.statement)) for row in atlas.record.silences)
    count = ngettext("{count} point that is left open, since the source is silent.",
                     "{count} points that are left open, since the source is silent.", len(rows))  # fmt: skip
    title = _("What the source does not say")
    return Content(title, count.format(count=len(rows)), rows, (Section(_("Not stated in the source"), rows),))


def _ambiguities(atlas: Atlas) -> tuple[Item, ...]:
    ambiguous = _(atlas.record.label("certainty", "ambiguous"))
    return tuple(
        Item(_(row.issue), ambiguous, row.citation, note=_("Kept so: {kept}").format(kept=_(row.kept)))
        for row in atlas.record.ambiguities
    )


def _doubts(count: int) -> str:
    said = ngettext(
        "{count} point can be read in more than one way.",
        "{count} points can be read in more than one way.",
        count,
    )
    return said.format(count=count)


def _sources(atlas: Atlas) -> Content:
    """The one source, how sure its statements are, what to keep in mind of doubts, words and boundaries."""
    record = atlas.record
    lines = [
        Item(f"{_(row.title)}, {row.publisher}", note=f"{capital(_(row.dated))}. {capital(_(row.note))}.")
        for row in record.sources
        if row.kind == "briefing"
    ]
    sure = Counter(row.certainty for row in atlas.statements)
    lines += [
        Item(
            _("{certainty}: {count} of {total} statements").format(
                certainty=capital(_(code.label)), count=sure[code.code], total=len(atlas.statements)
            ),
            note=capital(_(code.note)),
        )
        for code in record.codes
        if code.list == "certainty"
    ]
    doubts = _ambiguities(atlas)
    if doubts:
        lines.append(Item(_doubts(len(doubts)).rstrip("."), note=_("The record keeps each as it stands and says how.")))
    lines += [
        Item(_("Words in quotation marks"), note=_("They are the source's own; some are sensitive today.")),
        Item(_("Boundaries"), note=_("Of 2003-06, generalised for 1:10 million; no statement on any border.")),
    ]
    sections = [Section(_("Source, certainty, boundaries"), tuple(lines))]
    sections += [Section(_("What can be read in more than one way"), doubts)] if doubts else []
    sentence = _("One source, second-hand, its texts of different dates; what it does not say is not filled in.")
    return Content(_("Sources and cautions"), sentence, tuple(lines), tuple(sections))
