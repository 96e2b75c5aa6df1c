"""A record larger than any that is known: 5,000 activities, 300 partners, all 24 areas. Its statements are invented."""

from collections.abc import Callable
from pathlib import Path

from tests.support.worlds import copy_of_the_data, rows, write_rows

ACTIVITIES, PARTNERS = 5_000, 300
FIRST = 10_000  # in the identifiers of what is added


def write_large(folder: Path, activities_count: int = ACTIVITIES) -> Path:
    """Write it into `folder`; returns the folder of the record: the shipped one and rows that repeat one of its own."""
    world = copy_of_the_data(folder)
    areas = [cells[0] for cells in rows(world, "areas.csv")[1:]]
    kinds = sorted({cells[2] for cells in rows(world, "interventions.csv")[1:]})
    partners = _more(world, "partners.csv", "afesip", PARTNERS, lambda n: {"name": f"Body {n}", "short_name": f"B{n}"})
    activities = _more(
        world, "interventions.csv", "act-2-demand-side", activities_count,
        lambda n: {"label": f"Activity {n}", "type_code": kinds[n % len(kinds)], "scope_code": "places",
                   "place_ids": areas[n % len(areas)], "phase_code": ("I", "II")[n // 2 % 2], "part_of": ""},
    )  # fmt: skip
    _more(
        world, "involvements.csv", "inv-02", activities_count,
        lambda n: {"partner_id": partners[n % PARTNERS], "intervention_id": activities[n], "other_partner_id": "",
                   "statement": f"Body {n % PARTNERS} had a part in activity {n}.", "place_ids": areas[n % len(areas)],
                   "phase_code": ("I", "II")[n // 2 % 2]},
    )  # fmt: skip
    return world


def _more(world: Path, table: str, like: str, count: int, cells: Callable[[int], dict[str, str]]) -> list[str]:
    """Add `wanted` rows that differ from the row `like` in `cells`; returns their identifiers, the first column."""
    lines = rows(world, table)
    header, template = lines[0], next(line for line in lines if line[0] == like)
    names = [f"{like.partition('-')[0]}-{FIRST + n}" for n in range(count)]
    for n, name in enumerate(names):
        row = dict(zip(header, template, strict=True)) | {header[0]: name} | cells(n)
        lines.append([row[column] for column in header])
    write_rows(world, table, lines)
    return names
