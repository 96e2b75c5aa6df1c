"""Organisations in words: who is named, by phase and kind; or all that is told of one that is opened, or of a place."""

from collections.abc import Iterable

from geo import directory
from geo.atlas import Atlas
from geo.dossier import Item, Section
from geo.language import gettext as _
from geo.partner_panel import Opened, beside, opened
from geo.relations import Band, bands
from geo.selection import Selection, capital
from geo.statements import Statement
from geo.views.lines import line, paragraphs, silence
from geo.views.model import Content, Params


def show_partners(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """Say what ties organisations in each band; of what is opened, or of the chosen place, all that is told."""
    if found := opened(atlas, selection, params["item"]) if params.get("item") else None:
        return _show_opened(atlas, found, "")
    if selection.area:
        return _show_opened(atlas, beside(atlas, selection), selection.area)
    shown = bands(atlas, selection)
    words = directory.description(atlas, selection, shown)
    told = [(band, [one.row for one in band.relations]) for band in shown]
    return Content(
        title=words.title,
        sentence=str(words),
        lines=tuple(item for band, rows in told if rows for item in _kinds(atlas, band, rows)),
        sections=tuple(Section(band.heading, _lines(atlas, rows)) for band, rows in told if rows),
    )


def _show_opened(atlas: Atlas, found: Opened, area: str) -> Content:
    rows = {row.statement_id: row for row in atlas.statements}
    groups = [
        Section(
            group.heading or found.title,
            _lines(atlas, [rows[key] for key in group.statements]) or (silence(group.silent),),
        )
        for group in found.groups
    ]
    named = (Item(found.kicker, " · ".join(found.notes), found.citation),) if found.citation else ()
    told = tuple(item for group in groups for item in group.items)
    return Content(
        title=found.title, sentence=found.sentence, lines=(*named, *told), sections=(*groups, *found.sections),
        area=area, opened=True,
    )  # fmt: skip


def _lines(atlas: Atlas, rows: Iterable[Statement]) -> tuple[Item, ...]:
    return tuple(line(atlas, row) for row in rows)


def _kinds(atlas: Atlas, band: Band, rows: list[Statement]) -> Iterable[Item]:
    """The organisations of a band that are counted, those of a kind together: as many as the sentence says."""
    who = {partner for one in band.relations if one.row.counted for partner in one.partners}
    by_kind: dict[str, list[str]] = {}
    for partner in atlas.record.partners:
        if partner.partner_id in who:
            by_kind.setdefault(partner.kind_code, []).append(partner.partner_id)
    for kind, members in by_kind.items():
        named = [atlas.record.partners_by_id[key] for key in members]
        known = dict.fromkeys(directory.kind_of(atlas, partner)[1] for partner in named)
        told = tuple(row.statement_id for row in rows if row.values["partner"] & set(members))
        yield Item(
            f"{band.heading} · {capital(_(atlas.record.label('partner_kind', kind)))} ({len(named)})",
            ", ".join(_("kind {known}").format(known=words) for words in known),
            paragraphs(atlas, (partner.citation for partner in named)),
            note="; ".join(partner.short_name or partner.name for partner in named),
            statements=told,
        )
