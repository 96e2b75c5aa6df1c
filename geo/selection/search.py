"""Which statements a selection leaves and a search finds; what a name means that people know by another one.

Text is compared as people type it: letters' case, accents, kinds of quotation marks and spaces do not matter, in Khmer
as in Latin letters. Every word of a search has to occur; nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from geo.i18n import current
from geo.i18n import gettext as _
from geo.record.adjacency import areas_beside
from geo.record.atlas import Atlas
from geo.record.models import NOT_STATED
from geo.record.statements import Statement
from geo.selection.filtering import statement_filter
from geo.selection.phases import covered
from geo.selection.selection import Selection

MAX_WORDS, MAX_LETTERS, MIN_LETTERS = 8, 40, 3  # of a search without a hit, to be tried with less in it
MAX_TRIES = 3  # shorter searches that are offered
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‛′`", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–—", "-"),
        "\u200b": None, "\u200c": None, "\u200d": None,  # invisible; Khmer is often typed with them between words
    }
)  # fmt: skip
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_SUBSCRIPT_DA = "\u17d2\u178a"
_SUBSCRIPT_TA = "\u17d2\u178f"


def fold(text: str) -> str:
    """Return the text as it is compared. Accents come off Latin letters only: Khmer vowels are marks too."""
    plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_ALIKE)))
    # two subscript letters of Khmer look the same, and either is typed: Kandal is written with both
    return " ".join(plain.replace(_SUBSCRIPT_DA, _SUBSCRIPT_TA).casefold().split())


def has(query: str, *texts: str) -> bool:
    """Whether every word of the search occurs somewhere in the texts; an empty search finds everything."""
    text = fold(" ".join(texts))
    return all(word in text for word in fold(query).split())


def rows_with(rows: Iterable[Any], query: str, more: Callable[[Any], str] = lambda _: "") -> tuple[Any, ...]:
    """Find the rows of a table of the record in which a search occurs, in any column; more : other text of a row."""
    return tuple(row for row in rows if has(query, *_cells(row), more(row)))


def _cells(row: Any) -> Iterable[str]:
    for column in fields(row):
        value = getattr(row, column.name)
        for entry in value if isinstance(value, tuple) else (value,):
            # English and the language of whoever looks: both are searched
            yield f"{entry} {_(entry)}" if isinstance(entry, str) else str(entry)


@dataclass(frozen=True, slots=True)
class Hint:
    """A name that the search met: `name` is what the record calls it, `printed` the other name, with its citation."""

    printed: str
    name: str
    target: tuple[str, str]
    citation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """A name that the record knows and of which nothing is stated. beside : areas next to it that the source names."""

    name: str
    target: tuple[str, str]
    beside: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What is found in a scope."""

    phase: str
    rows: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search leaves of a selection.

    groups : the statements by phase, the chosen one first, even if empty; a search adds the other phases in which it
    finds something. total : how many statements the record has. hints : other names that were met. silent : names
    that were met and of which nothing is stated.
    """

    groups: tuple[Group, ...]
    total: int
    hints: tuple[Hint, ...]
    silent: tuple[Silent, ...]

    @property
    def rows(self) -> tuple[Statement, ...]:
        """All statements that were found, group by group."""
        return tuple(row for group in self.groups for row in group.rows)


def find(atlas: Atlas, selection: Selection, query: str = "") -> SearchResult:
    """List the statements of a selection; with a search, those of all phases in which every word of `query` occurs.

    Names are searched in either language. The filters hold for every phase alike.
    """
    words = fold(query).split()
    phases = [selection.phase]
    if words:
        scopes = (*atlas.record.phases, NOT_STATED)
        phases += [phase for phase in scopes if phase not in covered(atlas.record, selection.phase)]
    texts, keeps = _texts(atlas, current()), statement_filter(atlas, selection)
    hit = [row for row in atlas.statements if all(word in texts[id(row)] for word in words)]
    groups: list[Group] = []
    for phase in phases:
        # what stands in two phases, its own and that of the heading over it, is told once: in the first of them
        ids = {id(row) for group in groups for row in group.rows}
        groups.append(Group(phase, tuple(row for row in hit if keeps(row, phase) and id(row) not in ids)))
    visible = tuple(group for group in groups if group.rows or group.phase == selection.phase)
    return SearchResult(visible, len(atlas.statements), hints(atlas, query), _silent_names(atlas, query))


def shorter(atlas: Atlas, selection: Selection, query: str) -> tuple[tuple[str, int], ...]:
    """List shorter searches that find something, and how much: without one of the words, else without its end."""
    words = fold(query).split()[:MAX_WORDS]
    fewer = [" ".join([*words[:place], *words[place + 1 :]]) for place in range(len(words))] if len(words) > 1 else []
    counts = [(text, len(find(atlas, selection, text).rows)) for text in dict.fromkeys(fewer)]
    if not any(count for _text, count in counts):
        counts = [_beginning(atlas, selection, word) for word in dict.fromkeys(words)]
    return tuple(sorted(((text, count) for text, count in counts if count), key=lambda pair: pair[1]))[:MAX_TRIES]


def _beginning(atlas: Atlas, selection: Selection, word: str) -> tuple[str, int]:
    """Find the longest beginning of a word that finds something, and how much; it never ends inside a Khmer letter."""
    for end in range(min(len(word) - 1, MAX_LETTERS), MIN_LETTERS - 1, -1):
        if unicodedata.category(word[end])[0] != "M" and (count := len(find(atlas, selection, word[:end]).rows)):
            return word[:end], count
    return word, 0


def hints(atlas: Atlas, query: str, most: int = 3) -> tuple[Hint, ...]:
    """Names that a search met and that are not the ones shown: printed spellings, names in the other language."""
    if not fold(query):
        return ()
    things, matches = dict(names_of_things(atlas)), []
    for refers_to, other, citation in other_names(atlas):
        name, target = things.get(refers_to, ("", ("", "")))
        if name and has(query, other) and not has(query, name):
            matches.append(Hint(other, name, target, citation))
    return tuple(matches[:most])


def _silent_names(atlas: Atlas, query: str) -> tuple[Silent, ...]:
    """List the names that a search means and of which the record says nothing, each thing once."""
    if not fold(query):
        return ()
    ids = {key for row in atlas.statements for key in (*row.places, *row.areas, *row.values.get("partner", ()))}
    names = names_by_id(atlas)
    silent = []
    for key, (name, target) in names_of_things(atlas):
        if key not in ids and any(_means(query, text) for text in (name, *names.get(key, ()))):
            near = [code for code in areas_beside(atlas, key) if code in ids]
            beside = tuple((code, atlas.record.place_name(code, current())) for code in near)
            silent.append(Silent(name, target, beside))
    return tuple(silent)


def _means(query: str, name: str) -> bool:
    """Whether a search means a name: its words are in the name, or the name as a whole is in it (Koh Kong province)."""
    if has(query, name):
        return True
    search, text = fold(query), fold(name)
    return bool(text) and (f" {text} " in f" {search} " if text.isascii() else text in search)


def names_of_things(atlas: Atlas) -> Iterable[tuple[str, tuple[str, tuple[str, str]]]]:
    """Yield every thing with a name: its id, its name as shown, where it is at home."""
    record = atlas.record
    for place_id in (*record.areas_by_code, *record.places_by_id):
        yield place_id, (record.place_name(place_id, current()), ("area", place_id))
    for row in record.partners:
        yield row.partner_id, (row.name, ("partner", row.partner_id))


def other_names(atlas: Atlas) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Yield each other name of a thing: its id, the name, where it is printed; of areas those of every language."""
    for alias in atlas.record.aliases:
        yield alias.refers_to, alias.alias, alias.citation
    for area in atlas.record.areas:
        names = (*atlas.record.names_of(area.area_code).values(), area.name_iso)
        yield from ((area.area_code, name, ()) for name in names if name)


def names_by_id(atlas: Atlas) -> dict[str, list[str]]:
    """Return the other names of each thing that has any, by its id."""
    names: dict[str, list[str]] = {}
    for thing, name, _citation in other_names(atlas):
        names.setdefault(thing, []).append(name)
    return names


@lru_cache(maxsize=4)
def _texts(atlas: Atlas, lang: str) -> dict[int, str]:  # noqa: ARG001  # the words of _() are of this language
    """Statement (by identity: ids are each table's own) -> all its text, folded."""
    record = atlas.record
    names = names_by_id(atlas)
    for place in record.places:
        names.setdefault(place.place_id, []).extend((place.name, _(place.name)))
    for partner in record.partners:
        names.setdefault(partner.partner_id, []).extend((partner.name, partner.short_name))
    words = {(code.list, code.code): f"{code.label} {_(code.label)}" for code in record.codes}
    return {id(row): fold(" ".join(_text(row, names, words))) for row in atlas.statements}


KINDS = {
    "roles": "role", "interventions": "intervention_type", "involvements": "relation", "studies": "study_kind",
    "events": "event_kind",
}  # fmt: skip
"""Table of a statement -> the list of codes.csv that its kind is a code of."""


def _text(row: Statement, names: dict[str, list[str]], words: dict[tuple[str, str], str]) -> Iterable[str]:
    yield from (row.statement_id, row.table, *row.citation, str(row.year or ""))
    for text in (row.title, row.detail, row.note):
        yield from (text, _(text))
    for code in (
        (KINDS[row.table], row.kind),
        ("phase", row.phase),
        ("state", row.state),
        ("certainty", row.certainty),
    ):
        yield words.get(code, "")
    for thing in dict.fromkeys((*row.places, *row.areas, row.subject, *row.values.get("partner", ()))):
        yield from (thing, *names.get(thing, ()))
