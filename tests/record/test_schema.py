"""The data package follows from the program; one that states something else of the tables is refused in plain words."""

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from geo.record.__main__ import main
from geo.record.columns import columns_of
from geo.record.models import TABLES
from geo.record.record import Record
from geo.record.schema import schema_faults, write_package
from geo.record.vocabulary import FIXED
from tests.support.worlds import DATA, PYTHON_WORDS, edit, edit_json, faults_of, only_fault_of, rows, write_rows


def test_a_missing_data_package_is_named(world: Path) -> None:
    (world / "datapackage.json").unlink()
    assert str(only_fault_of(world)).startswith("datapackage.json: the file is missing. Remedy: Put it back")


def test_broken_json_in_the_data_package_is_named_with_its_line(world: Path) -> None:
    (world / "datapackage.json").write_text('{\n  "name": "x",\n  "resources": [}\n', encoding="utf-8")
    fault = only_fault_of(world)
    assert (fault.file, fault.row) == ("datapackage.json", 3)
    assert "not valid JSON" in fault.reason


def table(package: Any, name: str) -> Any:
    """Return what the package says of a table."""
    return next(resource for resource in package["resources"] if resource["name"] == name)


PACKAGES = {
    "resources": lambda package: package.update(resources=5),
    "roles": lambda package: package["resources"].remove(table(package, "roles")),
    "areas": lambda package: table(package, "areas").update(path="../areas.csv"),
    "uses": lambda package: table(package, "uses")["schema"]["fields"].pop(),
    "events": lambda package: table(package, "events")["schema"].update(primaryKey=["nothing"]),
    "studies": lambda package: table(package, "studies")["schema"]["foreignKeys"][0].update(reference="partners"),
    "codes.label": lambda package: table(package, "codes")["schema"]["fields"][2].update(type="blob"),
    "codes.code": lambda package: table(package, "codes")["schema"]["fields"][1]["constraints"].update(pattern="("),
}


@pytest.mark.parametrize("field", PACKAGES)
def test_a_data_package_that_does_not_describe_the_tables_is_named_where(world: Path, field: str) -> None:
    edit_json(world, "datapackage.json", PACKAGES[field])
    faults = list(schema_faults(world))
    where = [None] if field == "resources" else [field]
    assert [(fault.file, fault.field) for fault in faults] == [("datapackage.json", *where)]
    assert not [word for word in PYTHON_WORDS if word in str(faults[0])]
    assert main(["--schema", str(world)]) == 0  # which is the remedy


def test_the_data_package_is_what_the_program_writes(world: Path) -> None:
    (world / "datapackage.json").unlink()
    assert main(["--schema", str(world)]) == 0
    assert (world / "datapackage.json").read_bytes() == (DATA / "datapackage.json").read_bytes(), "run make schema"


def test_the_data_package_says_what_this_record_is_and_rests_on(world: Path) -> None:
    edit(world, "atlas.csv", "ticw-atlas", title="Another Atlas", licence="CC0 1.0")
    package = json.loads(write_package(world).read_text(encoding="utf-8"))
    assert package["title"].startswith("Another Atlas: ")
    assert package["licenses"] == [{"name": "CC0-1.0", "title": "CC0 1.0"}]
    assert [source["path"] for source in package["sources"]] == [cells[4] for cells in rows(world, "sources.csv")[1:]]
    assert faults_of(world) == ()


def test_a_data_package_is_not_written_where_nothing_says_what_the_record_is(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "atlas.csv").unlink()
    assert main(["--schema", str(world)]) == 1
    assert "atlas.csv: the file is missing" in capsys.readouterr().out


def test_a_data_package_that_cannot_be_written_is_said(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (world / "datapackage.json").unlink()
    (world / "datapackage.json").mkdir()
    assert main(["--schema", str(world)]) == 1
    assert "datapackage.json: the file cannot be written. Remedy: " in capsys.readouterr().out
    assert not (world / ".datapackage.json").exists()


def test_words_of_the_data_package_may_be_those_of_whoever_keeps_the_record(world: Path) -> None:
    def translate(package: Any) -> None:
        package["title"] = package["resources"][0]["description"] = "autre chose"
        package["resources"][0]["schema"]["fields"][0]["description"] = "Numéro du document"

    edit_json(world, "datapackage.json", translate)
    assert faults_of(world) == ()


def test_every_table_is_described_in_the_data_package_and_told_of_in_the_readme(world: Path) -> None:
    package = json.loads((world / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    told = (DATA / "README.md").read_text(encoding="utf-8")
    assert [table for table in TABLES if f"`{table}.csv`" not in told] == []


def rows_that_others_refuse(world: Path) -> set[tuple[str, int]]:
    """File and line of each row that frictionless finds wrong, by itself, from the files."""
    report = Package(str(world / "datapackage.json")).validate()
    return {(f"{task.name}.csv", found.row_number) for task in report.tasks for found in task.errors}


def test_others_read_the_shipped_data_package_and_find_nothing_wrong(world: Path) -> None:
    assert rows_that_others_refuse(world) == set()


CELLS = [
    ("roles.csv", "role-02", "role_id", "second"), ("roles.csv", "role-03", "role_id", "role-04"),
    ("roles.csv", "role-01", "certainty", ""), ("roles.csv", "role-01", "certainty", "sure"),
    ("interventions.csv", "act-2003-afesip", "year", "20030"), ("areas.csv", "KH-1", "seat_latitude", "103.5"),
    ("areas.csv", "KH-3", "name", "Battambang"), ("sources.csv", "ilo-project-page", "address", "somewhere"),
    ("involvements.csv", "inv-01", "partner_id", "nobody"), ("events.csv", "psoe", "counted", "maybe"),
]  # fmt: skip


def test_what_others_find_wrong_by_the_data_package_is_found_here_too(world: Path) -> None:
    for case in CELLS[::-1]:
        edit(world, case[0], case[1], **{case[2]: case[3]})
    others = rows_that_others_refuse(world)
    assert len(others) >= len(CELLS) - 1
    assert others <= {(fault.file, fault.row) for fault in faults_of(world)}


OPEN = [
    (table, column.name, column.vocabulary)
    for table, row_class in TABLES.items()
    for column in columns_of(row_class)
    # a new role needs a look, too, and a language the names in it
    if column.vocabulary and column.vocabulary not in {*FIXED, "role", "language"}
]


@pytest.mark.parametrize(("table", "column", "vocabulary"), OPEN)
def test_a_new_code_of_an_open_list_needs_a_row_in_codes_csv_and_nothing_else(
    world: Path, table: str, column: str, vocabulary: str
) -> None:
    edit(world, f"{table}.csv", rows(world, f"{table}.csv")[1][0], **{column: "new"})
    fault = only_fault_of(world)
    assert (fault.file, fault.row, fault.field) == (f"{table}.csv", 2, column)
    assert f"'new' is not a code of the list '{vocabulary}'" in fault.reason
    assert "add the code to codes.csv" in fault.remedy
    write_rows(world, "codes.csv", [*rows(world, "codes.csv"), [vocabulary, "new", "something new", "", ""]])
    assert faults_of(world) == ()


def test_the_data_package_lists_the_codes_of_each_closed_list(record: Record) -> None:
    package = json.loads((record.folder / "datapackage.json").read_text(encoding="utf-8"))
    listed = {
        (resource["name"], field["name"]): field["constraints"]["enum"]
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    }
    closed = {
        (table, column.name): [row.code for row in record.codes if row.list == column.vocabulary]
        for table, row_class in TABLES.items()
        for column in columns_of(row_class)
        if column.vocabulary in FIXED
    }
    assert listed.keys() == closed.keys()
    assert all(set(codes) == set(closed[where]) for where, codes in listed.items())
