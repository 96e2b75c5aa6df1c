"""Rows of figures, and the Markdown table that they make."""

from collections.abc import Sequence
from dataclasses import dataclass, field

COLUMNS = ("ours", "floor", "common way", "static")


@dataclass(frozen=True, slots=True)
class Target:
    """At most `limit`: in the row's own unit, or as the ratio of ours to a column's value."""

    limit: float
    against: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line. values : column -> median in `unit`; samples : column -> what it is the median of."""

    what: str
    unit: str
    values: dict[str, float]
    targets: tuple[Target, ...] = ()
    samples: dict[str, list[float]] = field(default_factory=dict)

    def ratio(self, target: Target) -> float:
        """Ours against the target's column; without one, ours itself."""
        ours = self.values["ours"]
        return ours / self.values[target.against] if target.against else ours

    def reached(self, target: Target) -> bool:
        """Whether the target is met."""
        return self.ratio(target) <= target.limit

    def cells(self) -> list[str]:
        """Return the cells of the table's line."""
        ratios = [f"{self.ratio(t):.2f} × {t.against}" for t in self.targets if t.against]
        targets = [
            f"≤ {t.limit:.3g} × {t.against}" if t.against else f"≤ {t.limit:.3g} {self.unit}" for t in self.targets
        ]
        reached = ["yes" if self.reached(t) else "no" for t in self.targets]
        numbers = [_number(self.values[column]) if column in self.values else "" for column in COLUMNS]
        name = f"{self.what}, {self.unit}" if self.unit else self.what
        return [name, *numbers, *(", ".join(parts) for parts in (ratios, targets, reached))]

    def as_json(self) -> dict[str, object]:
        """Return the row with all its samples."""
        targets = [
            {"limit": t.limit, "against": t.against, "found": self.ratio(t), "reached": self.reached(t)}
            for t in self.targets
        ]
        return {
            "what": self.what, "unit": self.unit, "values": self.values, "targets": targets, "samples": self.samples,
        }  # fmt: skip


def markdown(rows: Sequence[Row]) -> str:
    """Write the table as Markdown."""
    head = ["what", *COLUMNS, "ratio of ours", "target", "reached"]
    rule = ["---", *["---:"] * len(COLUMNS), "---", "---", "---"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *(row.cells() for row in rows)])


def _number(value: float) -> str:
    return f"{value:.1f}" if abs(value) < 100 and value != int(value) else f"{value:,.0f}"
