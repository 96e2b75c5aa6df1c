"""The content of a view: one value, of which the page, the slide, documents, tables and pictures are renderings."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.map.legend import LegendEntry
from geo.record.atlas import Atlas
from geo.record.statements import Statement

Params = Mapping[str, str]
"""A page's own parameters, such as `item` and `table`."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line: what, how sure, where from. A silent item says what the source does not say, and has no citation.

    detail : state, year and certainty; note : what more is said, or what a careful reader should know.
    target : kind and id of what the line leads to, see Links.to; empty where it leads nowhere.
    statements : the ids of the statements that it tells.
    parts : name and target of each of several things that share the line, parted by `between`, then `tail`.
    """

    title: str
    detail: str = ""
    citation: tuple[str, ...] = ()
    silent: bool = False
    note: str = ""
    target: tuple[str, str] | tuple[()] = ()
    statements: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, str] | tuple[()]], ...] = ()
    between: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; `folded` lines stand behind `fold_label`."""

    heading: str
    items: tuple[Item, ...]
    folded: tuple[Item, ...] = ()
    fold_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a view says.

    title, sentence : heading and counts in words. lines : what stands on a slide. sections : everything that the view
    rests on; what is folded in them stands beside it. legend : of the map, empty for a list.
    area : the place that all of it is about, '' for none. opened : it is something that the page has opened.
    empty : it shows nothing of what was asked for; the lines say so. table : the table of the record that it lists in
    place of statements, '' for none. finding : of the sentence what a page says over a view that shows the rest of it
    at first sight, '' for all of it. caution : of the rest what a page says in small letters under that.
    """

    title: str
    sentence: str
    lines: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    area: str = ""
    opened: bool = False
    empty: bool = False
    table: str = ""
    finding: str = ""
    caution: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """The lines of all sections, without what is folded."""
        return tuple(item for section in self.sections for item in section.items)

    def rows(self, atlas: Atlas) -> tuple[Statement, ...]:
        """List the statements that it rests on, each once, in the order in which it tells them."""
        return tuple(atlas.by_id[key] for key in dict.fromkeys(key for item in self.items for key in item.statements))
