"""What can be looked up by name or words: places, organisations, activities, studies, events, paragraphs.

The box in the bar of pages and the page of the record search the same entries in the same way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.atlas import Atlas
from geo.record.statements import Statement
from geo.selection.phases import phase_name
from geo.selection.search import KINDS, fold, names_by_id, names_of_things
from geo.selection.words import capital


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found. note : a few words beside its name; target : kind and id, see Links.to.

    text : all that it is found by, folded. brief : it is found by its name alone where a page has no room for `text`.
    """

    group: str
    name: str
    note: str
    target: tuple[str, str]
    text: str
    brief: bool = False


def group_names() -> dict[str, str]:
    """Name the groups, in their order."""
    return {
        "places": _("Places"), "organisations": _("Organisations"), "activities": _("Activities"),
        "studies": _("Surveys and assessments"), "events": _("Events and agreements"), "paragraphs": _("Paragraphs"),
    }  # fmt: skip


def entries(atlas: Atlas) -> tuple[Entry, ...]:
    """List everything that can be found, of all phases, in the language in use."""
    return _entries(atlas, current())


def find_entries(atlas: Atlas, query: str) -> dict[str, tuple[Entry, ...]]:
    """Find the entries in which every word of a search occurs, by group; those whose name has it come first."""
    words = fold(query).split()
    matches = [entry for entry in entries(atlas) if words and all(word in entry.text for word in words)]
    matches.sort(key=lambda entry: rank(entry, words))
    groups = {group: tuple(entry for entry in matches if entry.group == group) for group in group_names()}
    return {group: some for group, some in groups.items() if some}


def rank(entry: Entry, words: list[str]) -> int:
    """Return 0 where the name begins with the search, 1 where the name holds its words, else 2."""
    name = fold(entry.name)
    return 0 if name.startswith(" ".join(words)) else 1 if all(word in name for word in words) else 2


@lru_cache(maxsize=4)
def _entries(atlas: Atlas, lang: str) -> tuple[Entry, ...]:  # noqa: ARG001  # the words of _() are of this language
    names = names_by_id(atlas)
    rows: list[Entry] = []
    for thing, (name, target) in names_of_things(atlas):
        group = "places" if target[0] == "area" else "organisations"
        rows.append(_entry(group, name, _kind(atlas, thing), target, (thing, *names.get(thing, ()))))
    tables = {"interventions": "activities", "studies": "studies", "events": "events"}
    rows += [_of_statement(atlas, tables[row.table], row) for row in atlas.statements if row.table in tables]
    rows += [
        _entry(
            "paragraphs", f"{row.paragraph_id}: {_(row.about)}", "", ("paragraph", row.paragraph_id),
            (row.about, row.content, _(row.content)), brief=True,
        )
        for row in atlas.record.paragraphs
    ]  # fmt: skip
    return tuple(rows)


def _entry(
    group: str, name: str, note: str, target: tuple[str, str], more: Iterable[str], *, brief: bool = False
) -> Entry:
    return Entry(group, name, capital(note), target, fold(" ".join((name, note, *more))), brief)


def _kind(atlas: Atlas, thing: str) -> str:
    """Say what a place or an organisation is, and of an area whether the source mentions it at all."""
    record = atlas.record
    if thing in record.areas_by_code:
        row = record.areas_by_code[thing]
        return _(row.type or record.profile.area_word) if atlas.by_area[thing] else _("Not mentioned in the source")
    if thing in record.places_by_id:
        return _(record.label("place_kind", record.places_by_id[thing].kind_code))
    return _(record.label("partner_kind", record.partners_by_id[thing].kind_code))


def _of_statement(atlas: Atlas, group: str, row: Statement) -> Entry:
    places = ", ".join(_(atlas.record.place_name(place, current())) for place in row.places)
    note = " · ".join(filter(None, (phase_name(atlas.record, row.phase), places)))
    target = ("study" if row.table == "studies" else "statement", row.statement_id)
    kind = atlas.record.label(KINDS[row.table], row.kind)
    return _entry(
        group, _(row.title), note, target, (row.title, row.detail, _(row.detail), kind, _(kind), str(row.year or ""))
    )
