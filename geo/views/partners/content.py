"""Organisations in words: who is named, by phase and kind; or all that is told of one that is opened, or of a place."""

from collections.abc import Iterable
from dataclasses import replace

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.selection import Selection
from geo.views.lines import digest, line, organisations, silence
from geo.views.model import Content, Item, Params, Section
from geo.views.partners import directory
from geo.views.partners.detail import Opened, beside, opened
from geo.views.partners.relations import Band, bands, name_of


def show_partners(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """Say what ties organisations in each band; of what is opened, or of the chosen place, all that is told."""
    if found := opened(atlas, selection, params["item"]) if params.get("item") else None:
        return _show_opened(atlas, found, "")
    if selection.area:
        return _show_opened(atlas, beside(atlas, selection), selection.area)
    shown = bands(atlas, selection)
    words = directory.description(atlas, selection, shown)
    told = [(band, [one.row for one in band.relations]) for band in shown]
    where = list_places(atlas, shown)
    return Content(
        title=words.title,
        sentence=str(words),
        finding=words.sentence,
        caution=words.silence,
        lines=(
            *where,
            *(digest(atlas, band.heading, rows, _names(atlas, band)) for band, rows in told if rows),
        ),
        sections=(
            *([Section(_("Who is named where"), where)] if where else []),
            *(Section(band.heading, _lines(atlas, rows)) for band, rows in told if rows),
        ),
    )


def list_places(atlas: Atlas, shown: Iterable[Band]) -> tuple[Item, ...]:
    """Make a line of each place: the organisations that are named with it, how surely, and where that stands."""
    lines = []
    for place, told in directory.by_place(atlas, shown).items():
        partners = dict.fromkeys(who for one in told for who in one.partners)
        names = "; ".join(_known(atlas, partners))
        text = _("{place}: {organisations}") if names else _("{place}")
        line = digest(atlas, text.format(place=name_of(atlas, place), organisations=names), [one.row for one in told])
        lines.append(replace(line, target=("area", place)))
    return tuple(lines)


def _known(atlas: Atlas, partners: Iterable[str]) -> list[str]:
    counted = organisations(atlas, partners)
    return [name_of(atlas, who) for who in partners if who in counted]


def _show_opened(atlas: Atlas, found: Opened, area: str) -> Content:
    groups = [
        Section(
            group.heading or found.title,
            _lines(atlas, (atlas.by_id[key] for key in group.statements)) or (silence(group.silent),),
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


def _names(atlas: Atlas, band: Band) -> str:
    """Name the organisations of a band that are counted: as many as the sentence says."""
    counted = organisations(atlas, (who for one in band.relations if one.row.counted for who in one.partners))
    named = (partner for partner in atlas.record.partners if partner.partner_id in counted)
    return "; ".join(partner.short_name or partner.name for partner in named)
