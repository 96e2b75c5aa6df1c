"""The matrix of Coverage as a picture: types, studies or organisations in rows, areas in columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from geo.export.image.font_metrics import width
from geo.export.image.map_surround import INK, QUIET, Block, swatch_shape
from geo.export.image.svg_tags import tag
from geo.export.image.text_lines import Run, line, part_unseen, unseen_text
from geo.export.image.views.cell_sign import ground, sign_drawing, silent_cell, text_of
from geo.export.image.views.space import LINE, TEXT, Sign, Space, add_hint, rows_of, sign_row, text_block, translate
from geo.i18n import gettext as _
from geo.i18n import ngettext
from geo.map.legend import not_mentioned
from geo.map.palette import COLOURS
from geo.map.symbology import OUTSIDE, Symbols, symbols
from geo.record.atlas import Atlas
from geo.views.coverage.matrix import Mark, Matrix, Row, matrix, table_of
from geo.views.coverage.summary import opened, sign_names
from geo.views.overview import Group
from geo.views.registry import Shown

LABEL, CELL = 0.3, 130  # the widest column of labels, as a part of the width; units of the widest other columns
ROW, HEADS, GROUPS = 32, 168, 30  # units of height
MAX_LINES = 3  # of a label
SWATCH = (22, 16)  # pixels of a pattern


@dataclass(frozen=True, slots=True)
class _Column:
    """A column without an area, an area, or all areas that are not mentioned, folded into one."""

    heading: str
    quiet: bool
    code: str = ""
    fold: bool = False


def coverage_drawing(atlas: Atlas, page: Shown) -> Callable[[Space], Block]:
    """Make the matrix that the page shows, ready to be set at any size."""
    item = page.params.get("item", "")
    content = matrix(atlas, page.selection, table_of(page.params), item)
    behind = opened(atlas, content, item)
    area = page.selection.area or ""
    silent_words = not_mentioned(atlas.record, page.selection.phase)

    def draw(space: Space) -> Block:
        if not content.rows:
            return Block("", 0)
        signs = sign_row([*_signs(content), *_group_signs(atlas, content.groups, silent_words)], space)
        choice = behind.heading if behind and any(mark.chosen for mark in _marks(content)) else ""
        focus = sign_row([Sign(sign_drawing("mention", focus=True), _("Chosen: {what}").format(what=choice))],
                        space.below(signs.height)) if choice else Block("", 0)  # fmt: skip
        top = signs.height + focus.height + 8 * space.unit
        table = _Table(atlas, content, area, space.below(top)).draw()
        rest = _omissions(content.left_out, space.below(top + table.height))
        return Block(signs.svg + focus.svg + table.svg + rest.svg, top + table.height + rest.height)

    return draw


def _marks(content: Matrix) -> list[Mark]:
    return [mark for row in content.rows for mark in (*row.bands, *row.cells) if mark]


def _signs(content: Matrix) -> list[Sign]:
    names = sign_names(content)
    return [Sign(sign_drawing(key), name, str(content.signs[key] or "–")) for key, name in names.items()]


def _group_signs(atlas: Atlas, groups: Sequence[Group], silent_words: str) -> list[Sign]:
    """List what the areas are painted with on the map, which is how their columns are put together."""
    signs = []
    for group in groups:
        mark = group.letters
        label = group.label if group.key else silent_words
        words = label if not mark or label.startswith(mark) else f"{mark} {label}"
        signs.append(Sign(_swatch(symbols(atlas), group.key), words, str(len(group.places))))
    return signs


def _swatch(looks: Symbols, key: str) -> str:
    corner = f"translate({-SWATCH[0] / 2:g} {-SWATCH[1] / 2:g})"
    return tag("g", swatch_shape(looks, key, SWATCH), transform=corner)


def _omissions(count: int, space: Space) -> Block:
    if not count:
        return Block("", 0)
    words = ngettext("{count} more row is left out; a filter brings it up.",
                     "{count} more rows are left out; a filter brings them up.", count)  # fmt: skip
    return text_block([words.format(count=count)], (space.x, space.y + 8 * space.unit), TEXT * space.unit, fill=QUIET)


class _Table:
    """Sets the rows and columns of a matrix into a space."""

    def __init__(self, atlas: Atlas, content: Matrix, area: str, space: Space) -> None:
        self.atlas, self.content, self.area, self.space, self.unit = atlas, content, area, space, space.unit
        bare = [place for group in content.groups if not group.key for place in group.places]
        self.bands = [_Column(name, quiet=True) for _key, name in content.bands]
        self.areas = [
            _Column(name, group.key == OUTSIDE, code)
            for group in content.groups if group.key
            for code, name in group.places
        ]  # fmt: skip
        if bare:
            words = ngettext("{count} area, not mentioned", "{count} areas, not mentioned", len(bare))
            self.areas.append(_Column(words.format(count=len(bare)), quiet=True, fold=True))
        labels = [*(row.label for row in content.rows), _("In each area, each counted once")]
        widest = max(width(text, TEXT * self.unit) for text in labels) + 16 * self.unit
        self.label = min(widest, space.wide * LABEL)
        columns = len(self.bands) + len(self.areas)
        self.cell = min(CELL * self.unit, (space.wide - self.label) / columns)

    def draw(self) -> Block:
        heads = self._groups(self.space.y) + self._heads(self.space.y + GROUPS * self.unit)
        y = self.space.y + (GROUPS + HEADS + 6) * self.unit
        elements = [heads]
        for row in self.content.rows:
            block = self._row(row, y)
            elements.append(block.svg)
            y += block.height
        elements.append(self._totals(y))
        return Block("".join(elements), y + (ROW + 4) * self.unit - self.space.y)

    def _left(self, number: int) -> float:
        """Where a column begins; those without an area come first."""
        return self.space.x + self.label + number * self.cell

    def _groups(self, y: float) -> str:
        spans = [("", _("No area"), len(self.bands))] if self.bands else []
        groups = [group for group in self.content.groups if group.key]
        spans += [(group.key, group.letters, len(group.places)) for group in groups]
        spans += [("", "–", 1)] if self.areas and self.areas[-1].fold else []
        elements, number, bottom = [], 0, y + (GROUPS - 5) * self.unit
        for place, (key, words, count) in enumerate(spans):
            left, right = self._left(number), self._left(number + count)
            number += count
            size, middle = 15 * self.unit, (left + right) / 2
            swatch = place >= bool(self.bands)
            wide = width(words, size) + (SWATCH[0] + 6) * self.unit * swatch
            fits = wide <= right - left
            x = middle - wide / 2 if fits else middle - SWATCH[0] / 2 * self.unit
            if swatch:
                at = x + SWATCH[0] / 2 * self.unit, bottom - 12 * self.unit
                elements.append(translate(_swatch(symbols(self.atlas), key), at, self.unit))
            if fits and words:
                elements.append(
                    line([Run(words, fill=QUIET)], (middle + wide / 2, bottom - 7 * self.unit), size, anchor="end")
                )
            elements.append(tag("line", x1=left + 2, x2=right - 4, y1=bottom, y2=bottom, stroke=COLOURS["coast"],
                             stroke_width=2 * self.unit))  # fmt: skip
        return "".join(elements)

    def _heads(self, y: float) -> str:
        elements, high = [], HEADS * self.unit
        for number, column in enumerate([*self.bands, *self.areas]):
            left, wide = self._left(number), self.cell
            size = min(17 * self.unit, wide * 0.8)
            bold = not column.quiet
            lines = rows_of(column.heading, high - 8 * self.unit, size, max(1, int(wide / (size * 1.1))), bold=bold)
            if column.code and column.code == self.area:
                elements.append(ground(left, y, wide, high, COLOURS["pale"]))
            first = left + wide / 2 + size * (0.35 - 0.55 * (len(lines) - 1))
            texts = [
                line([Run(text, bold, QUIET if column.quiet else INK)], (0.0, size * 1.1 * row), size)
                for row, text in enumerate(lines)
            ]
            # text that is not seen stands upright: documents set it by its own place
            shapes, unseen = part_unseen("".join(texts))
            turn = f"translate({first:.2f} {y + high:.2f}) rotate(-90)"
            elements.append(add_hint(column.heading, tag("g", shapes, transform=turn),
                                *(unseen_text(replace(words, x=left, y=y + high)) for words in unseen)))  # fmt: skip
        return "".join(elements)

    def _row(self, row: Row, y: float) -> Block:
        size = TEXT * self.unit
        lines = rows_of(row.label, self.label - 12 * self.unit, size, MAX_LINES)
        high = max(ROW * self.unit, size * LINE * len(lines) + 6 * self.unit)
        top = y + (high - size * LINE * len(lines)) / 2
        elements = [add_hint(row.label, text_block(lines, (self.space.x, top), size).svg)]
        elements += [self._cell(mark, number, y, high) for number, mark in enumerate(row.bands)]
        start = len(self.bands)
        if row.cells:
            marks = [mark for mark, bare in zip(row.cells, self.content.bare, strict=True) if not bare]
            marks += [None] if self.areas[-1].fold else []
            elements += [self._cell(mark, start + number, y, high) for number, mark in enumerate(marks)]
        elif self.areas:
            left, wide = self._left(start), self.cell * len(self.areas)
            words = line([Run(_("no area named"), fill=QUIET)], (left + wide / 2, y + high / 2 + 5 * self.unit),
                        15 * self.unit, anchor="middle")  # fmt: skip
            elements.append(ground(left, y, wide, high) + words)
        return Block("".join(elements), high)

    def _cell(self, mark: Mark | None, number: int, y: float, high: float) -> str:
        left, wide = self._left(number), self.cell
        if mark is None:
            return silent_cell(left, y, wide, high)
        scale = min(self.unit, wide / 25)
        sign = translate(
            sign_drawing(mark.sign, text_of(mark), focus=mark.chosen), (left + wide / 2, y + high / 2), scale
        )
        box = ground(left, y, wide, high, COLOURS["paper"])
        return add_hint(mark.label, box, sign, data_statements=" ".join(mark.statements))

    def _totals(self, y: float) -> str:
        size, baseline = 15 * self.unit, y + ROW * self.unit * 0.66
        elements = [line([Run(_("In each area, each counted once"), fill=QUIET)], (self.space.x, baseline), size)]
        totals = [*self.content.band_totals]
        totals += [total for total, bare in zip(self.content.totals, self.content.bare, strict=True) if not bare]
        for number, (count, others) in enumerate(totals):
            middle = (self._left(number) + self._left(number + 1)) / 2
            words = str(count) if count else "(?)" if others else "·"
            elements.append(line([Run(words, fill=QUIET)], (middle, baseline), size, anchor="middle"))
        return "".join(elements)
