"""A data package that does not describe the tables is refused in plain words."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geo.reading import read_sheets
from geo.record import Record
from geo.schema import schema_faults
from tests.worlds import PYTHON_WORDS, edit_json, only_fault_of


def test_a_missing_data_package_is_named(world: Path) -> None:
    (world / "datapackage.json").unlink()
    assert str(only_fault_of(world)).startswith("datapackage.json: the file is missing. Remedy: Put it back")


def test_broken_json_in_the_data_package_is_named_with_its_line(world: Path) -> None:
    (world / "datapackage.json").write_text('{\n  "name": "x",\n  "resources": [}\n', encoding="utf-8")
    fault = only_fault_of(world)
    assert (fault.file, fault.row) == ("datapackage.json", 3)
    assert "not valid JSON" in fault.reason


PACKAGES = {
    "resources": lambda package: package.update(resources=5),
    "roles": lambda package: package["resources"].pop(6),
    "areas": lambda package: package["resources"][3].update(path="../areas.csv"),
    "uses": lambda package: package["resources"][11]["schema"]["fields"].pop(),
    "events": lambda package: package["resources"][12]["schema"].update(primaryKey=["nothing"]),
    "studies": lambda package: package["resources"][10]["schema"]["foreignKeys"][0].update(reference="partners"),
    "codes.label": lambda package: package["resources"][2]["schema"]["fields"][2].update(type="blob"),
    "codes.code": lambda package: package["resources"][2]["schema"]["fields"][1]["constraints"].update(pattern="("),
}


@pytest.mark.parametrize("field", PACKAGES)
def test_a_data_package_that_does_not_describe_the_tables_is_named_where(world: Path, field: str) -> None:
    edit_json(world, "datapackage.json", PACKAGES[field])
    faults = schema_faults(world, read_sheets(world)[0])
    where = [None] if field == "resources" else [field]
    assert [(fault.file, fault.field) for fault in faults] == [("datapackage.json", *where)]
    assert not [word for word in PYTHON_WORDS if word in str(faults[0])]


def test_importing_the_record_does_not_import_frictionless() -> None:
    code = "import geo.record, sys; assert 'frictionless' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_data_package_lists_the_codes_of_codes_csv(record: Record) -> None:
    package = json.loads((record.folder / "datapackage.json").read_text(encoding="utf-8"))
    lists: dict[str, set[str]] = {}
    for code in record.codes:
        lists.setdefault(code.list, set()).add(code.code)
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            allowed = field.get("constraints", {}).get("enum")
            if allowed and resource["name"] != "areas":
                assert any(set(allowed) <= codes for codes in lists.values()), (resource["name"], field["name"])
