"""What stands behind a view of the map: the statements that paint it, their citations, their certainty, in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.classification import beyond
from geo.map.summary import describe
from geo.map.symbology import OUTSIDE
from geo.record.atlas import Atlas
from geo.record.citations import attribution
from geo.record.statements import Statement
from geo.selection.selection import Selection
from geo.story.slides import Slide
from geo.views.model import Item, Section
from geo.views.overview import overview


def map_statements(atlas: Atlas, selection: Selection) -> tuple[Statement, ...]:
    """List the statements on which the picture rests, in the record's order: the roles of every area that is left.

    Also the roles beyond the areas, and what is said of places drawn as lines, where they are drawn as named. Where an
    area has no role in a phase, what else is said of it there; with filters, what answers to them as well.
    """
    ids = {row.statement_id for code in selection.matching_areas(atlas) for row in _behind(atlas, selection, code)}
    ids |= {
        row.statement_id
        for place in beyond(atlas, selection)
        for row in atlas.by_place[place]
        if row.table == "roles" and selection.in_scope(row)
    }
    lines = (row for place in atlas.layers.lines for row in atlas.by_place[place])
    ids |= {row.statement_id for row in lines if selection.statement_matches(row)}
    return tuple(row for row in atlas.statements if row.statement_id in ids)


def _behind(atlas: Atlas, selection: Selection, code: str) -> Iterator[Statement]:
    rows = [row for row in atlas.by_area[code] if selection.in_scope(row)]
    for phase in {row.phase for row in rows}:
        statements = [row for row in rows if row.phase == phase]
        roles = [row for row in statements if row.table == "roles"]
        # what is said of the area itself paints it, rather than what is said of a compound that it belongs to
        yield from [row for row in roles if row.counted] or roles or statements
    facets = [facet for facet in selection.active if facet not in ("role", "certainty")]
    yield from (row for row in rows if any(selection.codes(facet) & row.values.get(facet, set()) for facet in facets))


def source_line(atlas: Atlas, selection: Selection) -> str:
    """Where what is shown comes from and how sure it is."""
    return source_of(atlas, map_statements(atlas, selection))


def source_of(atlas: Atlas, rows: tuple[Statement, ...]) -> str:
    """Where statements come from and how sure they are, counted."""
    source = attribution(atlas.record, (row.citation for row in rows))
    if not rows:
        return _("Source: {source}.").format(source=source)
    sure = Counter(row.certainty for row in rows)
    labels = [row for row in atlas.record.codes if row.list == "certainty" and sure[row.code]]
    certainties = ", ".join(f"{sure[row.code]} {_(row.label)}" for row in labels)
    line = ngettext(
        "Source: {source}. Certainty of the statement shown: {sure}.",
        "Source: {source}. Certainty of the {count} statements shown: {sure}.",
        len(rows),
    )
    return line.format(source=source, count=len(rows), sure=certainties)


def description(atlas: Atlas, selection: Selection) -> str:
    """Put the map in words, for those who do not see it: the sentence over it, then the areas painted alike."""
    sentences = [str(describe(atlas, selection))]
    groups = [group for group in overview(atlas, selection) if group.key not in ("", OUTSIDE)]
    sentences += [f"{group.label}: {', '.join(name for _code, name in group.places)}." for group in groups]
    return " ".join(sentences)


def behind_lines(slide: Slide, least: int = 1) -> Iterator[Section]:
    """List the statements behind a view; before them its lines, where they sum up what no single statement says.

    least : so many lines there have to be, where there are statements, too.
    """
    facts = {item for section in slide.statements for item in (*section.items, *section.folded)}
    more = tuple(line for line in slide.lines if line not in facts)
    if len(more) >= (least if slide.statements else 1):
        yield Section(_("In short"), more)
    yield from sections_of(slide)


def sections_of(slide: Slide) -> tuple[Section, ...]:
    """List the statements behind a view for a document: of a place only what is said of it, the rest as a number."""
    if not (slide.kind == "map" and slide.selection.area):
        return slide.statements
    elsewhere = _("{statements}: see the whole map")
    return tuple(
        replace(part, items=(*part.items, Item(elsewhere.format(statements=part.fold_label), silent=True)), folded=())
        if part.folded else part
        for part in slide.statements
    )  # fmt: skip
