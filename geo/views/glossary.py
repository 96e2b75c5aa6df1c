"""The words that a reader meets first here: abbreviations as the source spells them out, roles as it means them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.citations import passages
from geo.selection.words import capital
from geo.views.grouping import BETWEEN
from geo.views.model import Item

_SHORT = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Z]\w+\b")  # a word with two capitals: PSOE, MoSALVY


@dataclass(slots=True)
class _Term:
    """An abbreviation: in full where the source has it so, what is noted of it, the passages that print it."""

    full: str = ""
    note: str = ""
    citations: list[tuple[str, ...]] = field(default_factory=list)


def list_terms(atlas: Atlas) -> Iterator[Item]:
    """Yield the abbreviations in names of organisations and events, then the roles that need a word."""
    terms: dict[str, _Term] = {}
    for texts, note, citation in _named(atlas):
        found = dict.fromkeys(short for text in texts for short in _SHORT.findall(text))
        shorts = [short for short in found if short not in atlas.record.phases]
        for short in shorts:
            term = terms.setdefault(short, _Term())
            term.full = term.full or _spelt_out(short, texts)
            term.citations.append(citation)
            # a note is of an abbreviation if it names it, or if it is of the thing that is called so
            others = [other for other in shorts if other != short and other in note]
            called = any(text == short or f"({short})" in text for text in texts)
            if short in note or (called and not others):
                term.note = term.note or note
    for short in sorted(terms, key=str.casefold):
        term = terms[short]
        detail = term.full or _("not spelt out in the source")
        clauses = [clause for clause in _(term.note).split(BETWEEN) if clause not in ("", detail)]
        yield Item(short, detail, passages(atlas.record, term.citations), note=capital(BETWEEN.join(clauses)))
    yield from (item for item in list_meanings(atlas, "role") if item.note)


def list_meanings(atlas: Atlas, vocabulary: str) -> tuple[Item, ...]:
    """List the codes of a list with what each means."""
    codes = (code for code in atlas.record.codes if code.list == vocabulary)
    return tuple(Item(capital(_(code.label)), note=capital(_(code.note))) for code in codes)


def _named(atlas: Atlas) -> Iterator[tuple[list[str], str, tuple[str, ...]]]:
    """Yield what one thing is called in the sources of facts, a note on it, and where that stands."""
    record, sources = atlas.record, {row.source_id for row in atlas.record.sources_of_facts}
    printed = [row for row in record.aliases if row.source_id in sources]
    for partner in record.partners:
        own = [row.alias for row in printed if row.refers_to == partner.partner_id]
        # what it is called for short here is no wording of the source's
        short = [text for text in _SHORT.findall(partner.short_name) if text not in partner.name]
        yield [partner.name, *short, *own], partner.note, partner.citation
    for event in record.events:
        yield [event.label], event.note, event.citation


def _spelt_out(short: str, texts: list[str]) -> str:
    """Return an abbreviation in full where a name says it, `National Exercise (NE)`, or has its first letters."""
    for text in texts:
        found = re.match(rf"(.+?) \({re.escape(short)}\)", text)
        if found:
            return found[1]
        if "".join(re.findall(r"\b[A-Z]", text)) == short and not _SHORT.search(text):
            return text
    return ""
