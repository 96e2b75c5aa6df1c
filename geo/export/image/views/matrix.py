"""The matrix of Coverage as a picture: types, studies or organisations in rows, areas in columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from geo.export.image.font_metrics import width
from geo.export.image.map_surround import INK, QUIET, Block, swatch_shape
from geo.export.image.svg_tags import tag
from geo.export.image.text_lines import Run, line, part_unseen, unseen_text
from geo.export.image.views.cell_sign import ground, sign_drawing, silent_cell, text_of
from geo.export.image.views.space import LINE, TEXT, Sign, Space, hinted, moved, rows_of, sign_row, text_block
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


def coverage_drawing(atlas: Atlas, shown: Shown) -> Callable[[Space], Block]:
    """Make the matrix that the page shows, ready to be set at any size."""
    item = shown.params.get("item", "")
    made = matrix(atlas, shown.selection, table_of(shown.params), item)
    behind = opened(atlas, made, item)
    area = shown.selection.area or ""
    unnamed = not_mentioned(atlas.record, shown.selection.phase)

    def draw(space: Space) -> Block:
        if not made.rows:
            return Block("", 0)
        signs = sign_row([*_signs(made), *_group_signs(atlas, made.groups, unnamed)], space)
        chosen = behind.heading if behind and any(mark.chosen for mark in _marks(made)) else ""
        told = sign_row([Sign(sign_drawing("mention", chosen=True), _("Chosen: {what}").format(what=chosen))],
                        space.below(signs.height)) if chosen else Block("", 0)  # fmt: skip
        top = signs.height + told.height + 8 * space.unit
        table = _Table(atlas, made, area, space.below(top)).draw()
        rest = _left_out(made.left_out, space.below(top + table.height))
        return Block(signs.svg + told.svg + table.svg + rest.svg, top + table.height + rest.height)

    return draw


def _marks(made: Matrix) -> list[Mark]:
    return [mark for row in made.rows for mark in (*row.bands, *row.cells) if mark]


def _signs(made: Matrix) -> list[Sign]:
    return [Sign(sign_drawing(key), name, str(made.signs[key] or "–")) for key, name in sign_names(made).items()]


def _group_signs(atlas: Atlas, groups: Sequence[Group], unnamed: str) -> list[Sign]:
    """List what the areas are painted with on the map, which is how their columns are put together."""
    signs = []
    for group in groups:
        mark = group.letters
        label = group.label if group.key else unnamed
        words = label if not mark or label.startswith(mark) else f"{mark} {label}"
        signs.append(Sign(_swatch(symbols(atlas), group.key), words, str(len(group.places))))
    return signs


def _swatch(looks: Symbols, key: str) -> str:
    corner = f"translate({-SWATCH[0] / 2:g} {-SWATCH[1] / 2:g})"
    return tag("g", swatch_shape(looks, key, SWATCH), transform=corner)


def _left_out(count: int, space: Space) -> Block:
    if not count:
        return Block("", 0)
    words = ngettext("{count} more row is left out; a filter brings it up.",
                     "{count} more rows are left out; a filter brings them up.", count)  # fmt: skip
    return text_block([words.format(count=count)], (space.x, space.y + 8 * space.unit), TEXT * space.unit, fill=QUIET)


class _Table:
    """Sets the rows and columns of a matrix into a space."""

    def __init__(self, atlas: Atlas, made: Matrix, area: str, space: Space) -> None:
        self.atlas, self.made, self.area, self.space, self.unit = atlas, made, area, space, space.unit
        bare = [place for group in made.groups if not group.key for place in group.places]
        self.bands = [_Column(name, quiet=True) for _key, name in made.bands]
        self.areas = [
            _Column(name, group.key == OUTSIDE, code)
            for group in made.groups if group.key
            for code, name in group.places
        ]  # fmt: skip
        if bare:
            words = ngettext("{count} area, not mentioned", "{count} areas, not mentioned", len(bare))
            self.areas.append(_Column(words.format(count=len(bare)), quiet=True, fold=True))
        said = [*(row.label for row in made.rows), _("In each area, each counted once")]
        widest = max(width(text, TEXT * self.unit) for text in said) + 16 * self.unit
        self.label = min(widest, space.wide * LABEL)
        columns = len(self.bands) + len(self.areas)
        self.cell = min(CELL * self.unit, (space.wide - self.label) / columns)

    def draw(self) -> Block:
        heads = self._groups(self.space.y) + self._heads(self.space.y + GROUPS * self.unit)
        y = self.space.y + (GROUPS + HEADS + 6) * self.unit
        drawn = [heads]
        for row in self.made.rows:
            block = self._row(row, y)
            drawn.append(block.svg)
            y += block.height
        drawn.append(self._totals(y))
        return Block("".join(drawn), y + (ROW + 4) * self.unit - self.space.y)

    def _left(self, number: int) -> float:
        """Where a column begins; those without an area come first."""
        return self.space.x + self.label + number * self.cell

    def _groups(self, y: float) -> str:
        spans = [("", _("No area"), len(self.bands))] if self.bands else []
        named = [group for group in self.made.groups if group.key]
        spans += [(group.key, group.letters, len(group.places)) for group in named]
        spans += [("", "–", 1)] if self.areas and self.areas[-1].fold else []
        drawn, number, bottom = [], 0, y + (GROUPS - 5) * self.unit
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
                drawn.append(moved(_swatch(symbols(self.atlas), key), at, self.unit))
            if fits and words:
                drawn.append(
                    line([Run(words, fill=QUIET)], (middle + wide / 2, bottom - 7 * self.unit), size, anchor="end")
                )
            drawn.append(tag("line", x1=left + 2, x2=right - 4, y1=bottom, y2=bottom, stroke=COLOURS["coast"],
                             stroke_width=2 * self.unit))  # fmt: skip
        return "".join(drawn)

    def _heads(self, y: float) -> str:
        drawn, high = [], HEADS * self.unit
        for number, column in enumerate([*self.bands, *self.areas]):
            left, wide = self._left(number), self.cell
            size = min(17 * self.unit, wide * 0.8)
            bold = not column.quiet
            lines = rows_of(column.heading, high - 8 * self.unit, size, max(1, int(wide / (size * 1.1))), bold=bold)
            if column.code and column.code == self.area:
                drawn.append(ground(left, y, wide, high, COLOURS["pale"]))
            first = left + wide / 2 + size * (0.35 - 0.55 * (len(lines) - 1))
            written = [
                line([Run(text, bold, QUIET if column.quiet else INK)], (0.0, size * 1.1 * row), size)
                for row, text in enumerate(lines)
            ]
            # text that is not seen stands upright: documents set it by its own place
            shapes, unseen = part_unseen("".join(written))
            turn = f"translate({first:.2f} {y + high:.2f}) rotate(-90)"
            drawn.append(hinted(column.heading, tag("g", shapes, transform=turn),
                                *(unseen_text(replace(one, x=left, y=y + high)) for one in unseen)))  # fmt: skip
        return "".join(drawn)

    def _row(self, row: Row, y: float) -> Block:
        size = TEXT * self.unit
        lines = rows_of(row.label, self.label - 12 * self.unit, size, MAX_LINES)
        high = max(ROW * self.unit, size * LINE * len(lines) + 6 * self.unit)
        top = y + (high - size * LINE * len(lines)) / 2
        drawn = [hinted(row.label, text_block(lines, (self.space.x, top), size).svg)]
        drawn += [self._cell(mark, number, y, high) for number, mark in enumerate(row.bands)]
        start = len(self.bands)
        if row.cells:
            shown = [mark for mark, bare in zip(row.cells, self.made.bare, strict=True) if not bare]
            shown += [None] if self.areas[-1].fold else []
            drawn += [self._cell(mark, start + number, y, high) for number, mark in enumerate(shown)]
        elif self.areas:
            left, wide = self._left(start), self.cell * len(self.areas)
            said = line([Run(_("no area named"), fill=QUIET)], (left + wide / 2, y + high / 2 + 5 * self.unit),
                        15 * self.unit, anchor="middle")  # fmt: skip
            drawn.append(ground(left, y, wide, high) + said)
        return Block("".join(drawn), high)

    def _cell(self, mark: Mark | None, number: int, y: float, high: float) -> str:
        left, wide = self._left(number), self.cell
        if mark is None:
            return silent_cell(left, y, wide, high)
        scale = min(self.unit, wide / 25)
        sign = moved(sign_drawing(mark.sign, text_of(mark), chosen=mark.chosen), (left + wide / 2, y + high / 2), scale)
        box = ground(left, y, wide, high, COLOURS["paper"])
        return hinted(mark.label, box, sign, data_statements=" ".join(mark.statements))

    def _totals(self, y: float) -> str:
        size, baseline = 15 * self.unit, y + ROW * self.unit * 0.66
        drawn = [line([Run(_("In each area, each counted once"), fill=QUIET)], (self.space.x, baseline), size)]
        totals = [*self.made.band_totals]
        totals += [total for total, bare in zip(self.made.totals, self.made.bare, strict=True) if not bare]
        for number, (counted, others) in enumerate(totals):
            middle = (self._left(number) + self._left(number + 1)) / 2
            words = str(counted) if counted else "(?)" if others else "·"
            drawn.append(line([Run(words, fill=QUIET)], (middle, baseline), size, anchor="middle"))
        return "".join(drawn)
