"""Surveys and assessments in words: by how they are counted; or one that is opened, or those of a place."""

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.selection import Selection
from geo.views.lines import digest, line
from geo.views.model import Content, Item, Params, Section
from geo.views.studies.detail import Opened, beside, opened
from geo.views.studies.inventory import ABROAD, COUNTED, MENTIONED, description, groups, use_line


def show_studies(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """Say what is counted, what has no number, what is only mentioned, and what it is to inform."""
    shown = groups(atlas, selection)
    if found := opened(atlas, selection, params["item"]) if params.get("item") else None:
        return _show_opened(found, "")
    if selection.area:
        return _show_opened(beside(atlas, selection, shown), selection.area)
    words = description(atlas, selection, shown)
    told = {group.what: [atlas.by_id[study.study_id] for study in group.studies] for group in shown}
    uses = tuple(
        use_line(atlas, use)
        for use in atlas.record.uses
        if {row.statement_id for found in told.values() for row in found} & set(use.study_ids)
    )
    sections = [Section(group.heading, tuple(line(atlas, row) for row in told[group.what])) for group in shown]
    sections += [Section(_("What they are to serve"), uses)] if uses else []
    # mentions that can be read in two ways stand behind the view only
    clear = [row for what, found in told.items() if what not in (MENTIONED, ABROAD) or COUNTED not in told
             for row in found]  # fmt: skip
    return Content(
        title=words.title, sentence=str(words), lines=(*_in_short(atlas, clear), *uses), sections=tuple(sections),
        finding=words.finding, caution=words.caution,
    )  # fmt: skip


def _show_opened(found: Opened, area: str) -> Content:
    lines = tuple(item for section in found.sections for item in section.items if item.citation)
    return Content(
        title=found.title, sentence=found.sentence, lines=lines, sections=found.sections, area=area, opened=True
    )


def _in_short(atlas: Atlas, rows: list[Statement]) -> tuple[Item, ...]:
    """List what is told of each piece of work; the places of one share a line."""
    wholes = {row.statement_id for row in rows}
    parts: dict[str, list[Statement]] = {}
    for row in rows:
        if row.part_of in wholes:
            parts.setdefault(row.part_of, []).append(row)
    lines = []
    for row in rows:
        if row.part_of in wholes:
            continue
        lines.append(line(atlas, row))
        if placed := parts.get(row.statement_id):
            where = ", ".join(_(atlas.record.place_name(place)) for one in placed for place in one.places)
            lines.append(digest(atlas, _("{study}, by place").format(study=_(row.title)), placed, where))
    return tuple(lines)
