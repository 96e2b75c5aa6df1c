"""Copies of the shipped data, in which a test breaks one thing and reads what is said about it."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.errors import Fault, RecordError
from geo.record.record import load

DATA = Path(__file__).resolve().parents[2] / "data"
BOLIVIA = Path(__file__).resolve().parents[1] / "data" / "bolivia"
"""Another country's record: its own boundaries, one phase, two roles, one language, invented facts; see its README."""
PHASES = ("I", "II", "all", "not-stated")  # what a person chooses from in the shipped record
BORDER = "thai-border"  # the place that the shipped record draws as a line
LANGUAGES = ("en", "km")  # those of the shipped record
# what people should not meet in a fault
PYTHON_WORDS = ("Traceback", "NoneType", "Exception", "dict", "tuple", "None", 'constraint "', "KeyError")


def copy_of_the_data(folder: Path, data: Path = DATA) -> Path:
    """Copy what `load` reads of a record, the shipped one or another, to `folder`/data."""
    world = folder / "data"
    (world / "geography").mkdir(parents=True)
    for path in [*data.glob("*.csv"), data / "datapackage.json", *data.glob("geography/*.geojson")]:
        shutil.copy(path, world / path.relative_to(data))
    return world


def without_slides(world: Path) -> Path:
    """Take out the slides that the record tells of itself, so that its story is made of what it holds."""
    for table in ("slides", "slide_lines"):
        (world / f"{table}.csv").unlink()
    return world


def faults_of(world: Path) -> tuple[Fault, ...]:
    """Return what loading the world reports; none if it loads."""
    try:
        load(world)
    except RecordError as error:
        return error.faults
    return ()


def only_fault_of(world: Path) -> Fault:
    """Return the one fault that loading the world reports."""
    faults = faults_of(world)
    if len(faults) != 1:
        pytest.fail(f"{len(faults)} faults: {[str(fault) for fault in faults]}")
    return faults[0]


def edit(world: Path, file: str, row_id: str, **changes: str) -> int:
    """Change cells of the row whose first cell is `row_id`; return its line. Cells hold no line breaks here."""
    lines = rows(world, file)
    line = next(number for number, cells in enumerate(lines, start=1) if cells[0] == row_id)
    for column, value in changes.items():
        lines[line - 1][lines[0].index(column)] = value
    write_rows(world, file, lines)
    return line


def append_row(world: Path, file: str, **cells: str) -> None:
    """Add a row to a table; what is not named is empty."""
    header, *lines = rows(world, file)
    write_rows(world, file, [header, *lines, [cells.pop(name, "") for name in header]])
    if cells:
        pytest.fail(f"{file} has no column {', '.join(cells)}")


def rows(world: Path, file: str) -> list[list[str]]:
    """Return the cells of a table, the header first."""
    with (world / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write_rows(world: Path, file: str, lines: list[list[str]]) -> None:
    """Write the cells of a table, the header first."""
    with (world / file).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(lines)


def edit_json(world: Path, file: str, change: Callable[[Any], object]) -> None:
    """Let `change` alter what a JSON file of the world holds."""
    content = json.loads((world / file).read_text(encoding="utf-8"))
    change(content)
    (world / file).write_text(json.dumps(content), encoding="utf-8")


def add_row(world: Path, table: str, like: str, **changes: str) -> None:
    """Add a row to a table, like the one whose first cell is `like` but for these cells."""
    header, *lines = rows(world, f"{table}.csv")
    first = dict(zip(header, next(cells for cells in lines if cells[0] == like), strict=True))
    write_rows(world, f"{table}.csv", [header, *lines, [*(first | changes).values()]])


def add_phase(world: Path, code: str, **roles: str) -> Path:
    """Add a phase after those that there are, with the roles of places in it, KH_14="receiving"."""
    header, *lines = rows(world, "codes.csv")
    at = next(number for number, cells in enumerate(lines) if cells[:2] == ["phase", "not-stated"])
    write_rows(world, "codes.csv", [header, *lines[:at], ["phase", code, f"Phase {code}", "", ""], *lines[at:]])
    for place, role in roles.items():
        number = len(rows(world, "roles.csv"))
        add_row(world, "roles", "role-06", role_id=f"role-{number:02}", place_id=place.replace("_", "-"),
                phase_code=code, role_code=role)  # fmt: skip
    return world


def grown_record(folder: Path) -> Path:
    """Copy the shipped record and let it grow: a third phase, a fourth role and a second source, with statements.

    The phase alone names KH-9 and KH-24 and has a row in each table of facts; see `add_role` and `add_report` as well.
    """
    world = add_phase(
        without_slides(copy_of_the_data(folder)), "III", KH_14="receiving", KH_12="sending", KH_2="sending",
        KH_17="receiving", KH_9="receiving",
    )  # fmt: skip
    add_role(world)
    add_report(world)
    append_row(world, "roles.csv", **REPORTED_ROLE | {"role_id": "role-92", "place_id": "KH-24", "phase_code": "III",
               "role_code": "destination-abroad", "citation": "progress-2007 p. 5"})  # fmt: skip
    add_row(world, "interventions", "act-2-awareness", intervention_id="act-3", label="Awareness in Phase III",
            phase_code="III", place_ids="KH-9; KH-14")  # fmt: skip
    add_row(world, "involvements", "inv-17", involvement_id="inv-98", phase_code="III", place_ids="KH-9")
    add_row(world, "studies", "survey-siem-reap", study_id="survey-3", label="Survey of Phase III", phase_code="III",
            place_ids="KH-9", year="2006")  # fmt: skip
    add_row(world, "events", "nsoe-workshop", event_id="workshop-3", label="Workshop of Phase III", phase_code="III",
            place_ids="KH-9", year="2006")  # fmt: skip
    return world


REPORTED_ROLE = {
    "role_id": "role-91", "place_id": "KH-10", "phase_code": "II", "role_code": "receiving",
    "citation": "progress-2007 p. 4", "certainty": "stated",
}  # fmt: skip


def add_report(world: Path) -> Path:
    """Add a source, a role in Kratie (KH-10) that cites a page of it and an event there that cites all of it."""
    append_row(world, "sources.csv", source_id="progress-2007", title="Progress report of a test",
               short_name="Progress report 2007", publisher="Nobody", address="http://nobody.invalid/report",
               complete="false")  # fmt: skip
    append_row(world, "roles.csv", **REPORTED_ROLE)
    append_row(world, "events.csv", event_id="launch", label="Launch of a test", kind_code="meeting", counted="true",
               state_code="done", place_ids="KH-10", phase_code="II", citation="progress-2007",
               certainty="stated")  # fmt: skip
    return world


def one_phase(folder: Path, *, undated: bool = True) -> Path:
    """Copy the shipped record with Phase II alone; undated : with what is tied to no phase as well."""
    world = without_slides(copy_of_the_data(folder))
    header, *lines = rows(world, "codes.csv")
    write_rows(world, "codes.csv", [header, *(cells for cells in lines if cells[:2] != ["phase", "I"])])
    for table in ("roles", "interventions", "involvements", "studies", "events"):
        header, *lines = rows(world, f"{table}.csv")
        phase = header.index("phase_code")
        if table == "roles":  # a place has one role in a phase
            lines = [cells for cells in lines if cells[phase] != "I"]
        for cells in lines:
            if cells[phase] == "I" or not undated:
                cells[phase] = "II"
            if table == "involvements":
                cells[header.index("heading_phase_code")] = ""
        write_rows(world, f"{table}.csv", [header, *lines])
    return world


def add_role(world: Path) -> None:
    """Add a fourth role, `destination-abroad`, which Phase II gives to KH-2 and, in doubt, to KH-6."""
    row_of = {
        "codes.csv": [
            ["role", "destination-abroad", "destination abroad", "", ""],
            ["role_filter", "abroad", "abroad", "", ""],
        ],
        "symbols.csv": [["destination-abroad", "D·A", "#5b3a8c", "rising", "#e3d7f4", "2", "9", "abroad; receiving"]],
        "roles.csv": [
            ["role-98", "KH-2", "II", "destination-abroad", "S4.1", "stated", ""],
            ["role-99", "KH-6", "II", "destination-abroad", "S4.1", "ambiguous", ""],
        ],
    }
    for file, added in row_of.items():
        write_rows(world, file, [*rows(world, file), *added])
