"""The project in words, for a story's first view: names, phases, work, bodies, and how much is said of each."""

from geo.atlas import Atlas
from geo.coverage import AHEAD
from geo.language import gettext as _
from geo.language import ngettext
from geo.selection import Selection, options
from geo.summary import describe
from geo.views.lines import digest, paragraphs
from geo.views.model import Content, Item, Params, Section


def show_about(atlas: Atlas, _selection: Selection, _params: Params) -> Content:
    """Say what the project is, as far as the record can say it: names, phases, work, bodies, and how much of each."""
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
        lines.append(digest(atlas, count.format(count=len(events)), counted, more if rest else ""))
    project = {row.refers_to for row in aliases}
    title = next((row.name for row in record.partners if row.partner_id in project), _("The project"))
    source = record.sources_by_id.get("briefing")
    sentence = _("All that is known of it here comes from one text, read in the record paragraph by paragraph.")
    return Content(
        title=title,
        sentence=sentence if source else "",
        lines=tuple(lines),
        sections=(Section(_("The record in numbers"), tuple(lines)),),
    )
