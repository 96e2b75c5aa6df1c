"""The record in words: the statements that are found, another of its tables, or what is opened beside them."""

from geo.record.atlas import Atlas
from geo.selection.phases import phase_name
from geo.selection.search import find
from geo.selection.selection import Selection
from geo.views.lines import by_table, line
from geo.views.model import Content, Params, Section
from geo.views.record.tables import describe_found, describe_table, lines_of, opened_paragraph, opened_statement

STATEMENTS = "statements"


def show_record(atlas: Atlas, selection: Selection, params: Params) -> Content:
    """Say what stands in one of the record's tables; a paragraph or a statement that is opened goes before it."""
    found = opened_paragraph(atlas, params["paragraph"]) if params.get("paragraph") else None
    found = found or opened_statement(atlas, params.get("item", ""))
    if found:
        lines = tuple(item for section in found.sections for item in section.items if item.statements)
        return Content(
            title=found.title, sentence=f"{found.kicker}.", lines=lines or found.sections[0].items,
            sections=found.sections, opened=True,
        )  # fmt: skip
    table, query = params.get("table", STATEMENTS), params.get("q", "")
    if table == STATEMENTS:
        matches = find(atlas, selection, query)
        rows = matches.rows
        words = describe_found(atlas, selection, rows, query)
        lines, sections = tuple(line(atlas, row) for row in rows), by_table(atlas, rows)
        if query:
            # as on the page: what is found in the chosen phase comes first
            sections = tuple(
                Section(phase_name(atlas.record, group.phase), tuple(line(atlas, row) for row in group.rows))
                for group in matches.groups
                if group.rows
            )
        return Content(title=words.title, sentence=words.sentence, lines=lines, sections=sections)
    lines = lines_of(atlas, table, selection, query)
    words = describe_table(atlas, table, lines, query)
    return Content(
        title=words.title, sentence=words.sentence, lines=lines, table=table,
        sections=(Section(words.title, lines),) if lines else (),
    )  # fmt: skip
