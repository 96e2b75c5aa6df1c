"""The look of a role is a row of symbols.csv: what cannot be drawn, or not be told from another, is a fault."""

import subprocess
import sys
from pathlib import Path

import pytest

from geo.record.record import load
from geo.record.statements import statements
from tests.support.worlds import add_role, edit, faults_of, only_fault_of, rows, write_rows


def test_a_fourth_role_is_data_alone(world: Path) -> None:
    add_role(world)
    record = load(world)
    said = {row.places: row for row in statements(record) if row.kind == "destination-abroad"}
    assert set(said) == {("KH-2",), ("KH-6",)}
    assert all(row.values["role"] == {"abroad", "receiving"} for row in said.values())


def test_a_role_without_a_look_is_a_fault_of_the_first_row_that_names_it(world: Path) -> None:
    add_role(world)
    write_rows(world, "symbols.csv", rows(world, "symbols.csv")[:-1])
    fault = only_fault_of(world)
    line = next(number for number, cells in enumerate(rows(world, "roles.csv"), 1) if cells[0] == "role-98")
    assert (fault.file, fault.row, fault.field) == ("roles.csv", line, "role_code")
    assert "how the role 'destination-abroad' looks" in fault.reason
    assert "symbols.csv" in fault.remedy


def test_the_command_names_it_without_a_traceback(world: Path) -> None:
    add_role(world)
    write_rows(world, "symbols.csv", rows(world, "symbols.csv")[:-1])
    done = subprocess.run([sys.executable, "-m", "geo.record", world], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "roles.csv:" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_role_that_no_place_has_needs_no_look(world: Path) -> None:
    write_rows(world, "codes.csv", [*rows(world, "codes.csv"), ["role", "resting", "resting", "", ""]])
    assert faults_of(world) == ()


# role, column, cell, reason, remedy
CELLS = [
    ("receiving", "letters", "s", "not one to three capital letters", "S·T"),
    ("receiving", "letters", "ABCD", "not one to three capital letters", "A to Z"),
    ("receiving", "letters", "N", "named without a role", "other letters"),
    ("receiving", "letters", "ST", "are those of 'sending-transit' in line 3", "letters of its own"),
    ("receiving", "fill_colour", "blue", "'blue' is not a colour", "#2a6f97"),
    ("receiving", "fill_colour", "#2a6f9", "is not a colour", "six digits"),
    ("receiving", "fill_colour", "#e2e0d8", "hardly told from areas without a role", "darker"),
    ("receiving", "fill_colour", "#e0eaf0", "the ground of roles in doubt", "darker"),
    ("receiving", "fill_colour", "", "the cell is empty, and must not be", "Colour of areas with the role"),
    ("receiving", "pattern_code", "waves", "not a code of the list 'pattern'", "none, rising, falling, dots"),
    ("receiving", "pattern_code", "none", "filled though there is no pattern", "Empty it"),
    ("receiving", "pattern_colour", "", "empty though there is a pattern", "six digits"),
    ("receiving", "pattern_colour", "grey", "'grey' is not a colour", "six digits"),
    ("receiving", "pattern_colour", "#2c7095", "hardly told from the fill", "lighter or a darker"),
    ("receiving", "pattern_width", "0", "is less than 1", "Width of a stripe or dot"),
    ("receiving", "pattern_width", "wide", "is not a number", "11.5"),
    ("receiving", "pattern_width", "4", "covers the fill", "half of the tile"),
    ("receiving", "tile", "2", "is less than 6", "Side of the square"),
    ("receiving", "tile", "", "empty though there is a pattern", "such as 10"),
    ("receiving", "answers_to", "", "the cell is empty, and must not be", "Options of the role filter"),
    ("receiving", "answers_to", "going", "not a code of the list 'role_filter'", "add the code to codes.csv"),
]  # fmt: skip


@pytest.mark.parametrize("case", CELLS, ids=lambda case: f"{case[1]}-{case[2]}")
def test_what_cannot_be_drawn_or_told_is_a_fault_of_its_cell(world: Path, case: tuple[str, ...]) -> None:
    role, field, cell, reason, remedy = case
    line = edit(world, "symbols.csv", role, **{field: cell})
    field = "pattern_colour" if cell == "none" else field
    here = [fault for fault in faults_of(world) if (fault.file, fault.row, fault.field) == ("symbols.csv", line, field)]
    assert [(reason in fault.reason, remedy in fault.remedy) for fault in here] == [(True, True)], here


@pytest.mark.parametrize("pattern", ["none", "falling"])
def test_two_roles_that_look_alike_are_a_fault_whether_plain_or_hatched_as_doubt_is(world: Path, pattern: str) -> None:
    drawn = ("", "", "") if pattern == "none" else ("#f0d0c0", "2", "9")
    edit(world, "symbols.csv", "receiving", fill_colour="#c75b30", pattern_code=pattern,
         **dict(zip(("pattern_colour", "pattern_width", "tile"), drawn, strict=True)))  # fmt: skip
    fault = only_fault_of(world)
    assert (fault.file, fault.field) == ("symbols.csv", "fill_colour")
    assert "it looks like 'sending' in line 2" in fault.reason


def test_a_colour_may_be_written_in_capitals(world: Path) -> None:
    edit(world, "symbols.csv", "receiving", fill_colour="#2A6F97")
    assert faults_of(world) == ()
