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

from geo.atlas import Atlas
from geo.language import current
from geo.language import gettext as _
from geo.narrowing import keeper
from geo.selection import Selection, options
from geo.statements import Statement
from geo.summary import WayBack

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
    """The text as it is compared. Accents are taken off Latin letters only: Khmer vowels are marks too, and matter."""
    plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_ALIKE)))
    # two subscript letters of Khmer look the same, and either is typed: Kandal is written with both
    return " ".join(plain.replace(_SUBSCRIPT_DA, _SUBSCRIPT_TA).casefold().split())


def has(query: str, *texts: str) -> bool:
    """Whether every word of the search occurs somewhere in the texts; an empty search finds everything."""
    text = fold(" ".join(texts))
    return all(word in text for word in fold(query).split())


def rows_with(rows: Iterable[Any], query: str, more: Callable[[Any], str] = lambda _: "") -> tuple[Any, ...]:
    """The rows of a table of the record in which a search occurs, in any column; more : other text of a row."""
    return tuple(row for row in rows if has(query, *_cells(row), more(row)))


def _cells(row: Any) -> Iterable[str]:
    for column in fields(row):
        value = getattr(row, column.name)
        for entry in value if isinstance(value, tuple) else (value,):
            # English and the language of whoever looks: both are searched
            yield f"{entry} {_(entry)}" if isinstance(entry, str) else str(entry)


def standing(atlas: Atlas, selection: Selection) -> tuple[Statement, ...]:
    """The statements that a selection leaves, in the record's order, by the rule that every page of lists follows."""
    keeps = keeper(atlas, selection)
    return tuple(row for row in atlas.statements if keeps(row, selection.phase))


@dataclass(frozen=True, slots=True)
class Hint:
    """A name that the search met: `name` is what the record calls it, `printed` the other name, with its citation."""

    printed: str
    name: str
    target: tuple[str, str]
    citation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search leaves of a selection.

    rows : the statements; total : how many there are in the record, without selection or search.
    elsewhere : other phases with what they would show, the filters as they are. hints : other names that were met.
    """

    rows: tuple[Statement, ...]
    total: int
    elsewhere: tuple[WayBack, ...]
    hints: tuple[Hint, ...]


def find(atlas: Atlas, selection: Selection, query: str = "") -> Found:
    """The statements of a selection in which every word of `query` occurs, names in either language included."""
    words = fold(query).split()
    texts = _texts(atlas, current())

    def found(chosen: Selection) -> tuple[Statement, ...]:
        return tuple(row for row in standing(atlas, chosen) if all(word in texts[id(row)] for word in words))

    rows = found(selection)
    covered = {"I", "II"} if selection.phase == "both" else {selection.phase}
    names = options(atlas.record, "phase")
    others = [selection.changed(phase=phase) for phase in ("I", "II", "not-stated") if phase not in covered]
    elsewhere = [WayBack(names[other.phase], other, len(found(other))) for other in others]
    return Found(rows, len(atlas.statements), tuple(way for way in elsewhere if way.count), hints(atlas, query))


def hints(atlas: Atlas, query: str, most: int = 3) -> tuple[Hint, ...]:
    """Names that a search met and that are not the ones shown: printed spellings, names in the other language."""
    if not fold(query):
        return ()
    known, met = dict(_names(atlas)), []
    for refers_to, printed, citation in _other_names(atlas):
        name, target = known.get(refers_to, ("", ("", "")))
        if name and has(query, printed) and not has(query, name):
            met.append(Hint(printed, name, target, citation))
    return tuple(met[:most])


def _names(atlas: Atlas) -> Iterable[tuple[str, tuple[str, tuple[str, str]]]]:
    """Every thing with a name: its id, its name as shown, where it is at home."""
    record = atlas.record
    for place_id in (*record.areas_by_code, *record.places_by_id):
        yield place_id, (record.place_name(place_id, current()), ("area", place_id))
    for row in record.partners:
        yield row.partner_id, (row.name, ("partner", row.partner_id))


def _other_names(atlas: Atlas) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    for alias in atlas.record.aliases:
        yield alias.refers_to, alias.alias, alias.citation
    for area in atlas.record.areas:
        yield from ((area.area_code, name, ()) for name in (area.name_en, area.name_km, area.name_iso))


@lru_cache(maxsize=4)
def _texts(atlas: Atlas, lang: str) -> dict[int, str]:  # noqa: ARG001  # the words of _() are of this language
    """Statement (by identity: ids are each table's own) -> all its text, folded."""
    record = atlas.record
    called: dict[str, list[str]] = {}
    for thing, name, _citation in _other_names(atlas):
        called.setdefault(thing, []).append(name)
    for place in record.places:
        called.setdefault(place.place_id, []).extend((place.name, _(place.name)))
    for partner in record.partners:
        called.setdefault(partner.partner_id, []).extend((partner.name, partner.short_name))
    words = {(code.list, code.code): f"{code.label} {_(code.label)}" for code in record.codes}
    return {id(row): fold(" ".join(_text(row, called, words))) for row in atlas.statements}


KINDS = {
    "roles": "role", "interventions": "intervention_type", "involvements": "relation", "studies": "study_kind",
    "events": "event_kind",
}  # fmt: skip
"""Table of a statement -> the list of codes.csv that its kind is a code of."""


def _text(row: Statement, called: dict[str, list[str]], words: dict[tuple[str, str], str]) -> Iterable[str]:
    yield from (row.statement_id, row.table, *row.citation, str(row.year or ""))
    for said in (row.title, row.detail, row.note):
        yield from (said, _(said))
    for code in (
        (KINDS[row.table], row.kind),
        ("phase", row.phase),
        ("state", row.state),
        ("certainty", row.certainty),
    ):
        yield words.get(code, "")
    for thing in dict.fromkeys((*row.places, *row.areas, row.subject, *row.values.get("partner", ()))):
        yield from (thing, *called.get(thing, ()))
