"""A file that cannot be read as a table is named, with the line and the column where there is one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.errors import Fault
from geo.record.models import OPTIONAL, TABLES
from geo.record.record import Record, load
from tests.support.worlds import copy_of_the_data, edit, faults_of, only_fault_of, rows, write_rows


def test_a_missing_folder_is_one_fault(tmp_path: Path) -> None:
    fault = only_fault_of(tmp_path / "nowhere")
    assert "no such folder" in fault.reason
    assert fault.file.endswith("nowhere")


def test_an_empty_folder_names_every_missing_file(tmp_path: Path) -> None:
    missing = {fault.file for fault in faults_of(tmp_path) if "missing" in fault.reason}
    assert missing >= {f"{table}.csv" for table in TABLES if table not in OPTIONAL} | {"datapackage.json"}


def test_a_missing_table_is_one_fault_and_not_one_for_all_that_refers_to_it(world: Path) -> None:
    (world / "areas.csv").unlink()
    fault = only_fault_of(world)
    assert (fault.file, fault.row, fault.field) == ("areas.csv", None, None)


def test_tables_without_rows_are_valid(world: Path) -> None:
    for table in TABLES:
        if table not in ("areas", "codes", "sources", "atlas"):
            # of the layers, that of the areas is needed
            write_rows(world, f"{table}.csv", rows(world, f"{table}.csv")[: 2 if table == "layers" else 1])
    record = load(world)
    assert (record.roles, record.paragraphs) == ((), ())


def test_a_table_of_areas_without_rows_is_a_fault(world: Path) -> None:
    for table in TABLES:
        write_rows(world, f"{table}.csv", rows(world, f"{table}.csv")[:1])
    assert {fault.reason for fault in faults_of(world) if fault.file == "areas.csv"} == {"the table has no rows"}


def test_a_file_with_a_byte_order_mark_and_windows_lines_loads(world: Path) -> None:
    text = (world / "roles.csv").read_bytes().replace(b"\n", b"\r\n")
    (world / "roles.csv").write_bytes(b"\xef\xbb\xbf" + text)
    assert faults_of(world) == ()


# All in one world, each in a table of its own.


def remove(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_another_table(path: Path) -> None:
    shutil.copy(path.with_name("codes.csv"), path)


def part_by_semicolons(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")


def write_utf_16(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")


def write_latin_1(path: Path) -> None:
    edit(path.parent, path.name, "S0.1", about="préparé")
    edit(path.parent, path.name, "S0.3", about="là")
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))


def drop_the_last_column(path: Path) -> None:
    write_rows(path.parent, path.name, [cells[:-1] for cells in rows(path.parent, path.name)])


def rename_the_first_column(path: Path) -> None:
    (_, *header), *rest = rows(path.parent, path.name)
    write_rows(path.parent, path.name, [["id", *header], *rest])


def add_a_column(path: Path) -> None:
    header, *rest = rows(path.parent, path.name)
    write_rows(path.parent, path.name, [[*header, "colour"], *([*cells, "red"] for cells in rest)])


def add_to_the_second_line(text: str) -> Callable[[Path], None]:
    def add(path: Path) -> None:
        first, rest = path.read_text(encoding="utf-8").split("\n", 1)
        path.write_text(f"{first}\n{text}\n{rest}", encoding="utf-8")

    return add


Case = tuple[Callable[[Path], None], str, int | None, str | None, str, str]
FILES: list[Case] = [
    (remove, "roles.csv", None, None, "missing", "Put it back; a header row alone is enough"),
    (empty, "uses.csv", None, None, "empty", "use_id,study_ids"),
    (make_a_folder, "silences.csv", None, None, "cannot be read", "plain file"),
    (put_another_table, "roles_old.csv", None, None, "not a table of the record", "out of the folder"),
    (part_by_semicolons, "contacts.csv", 1, None, "not parted by commas", "with commas"),
    (write_utf_16, "ambiguities.csv", None, None, "not text in UTF-8", "UTF-8"),
    (write_latin_1, "paragraphs.csv", 2, "about", "not UTF-8", "Save the file in UTF-8"),
    (write_latin_1, "paragraphs.csv", 4, "about", "not UTF-8", "Save the file in UTF-8"),
    (drop_the_last_column, "events.csv", 1, "note", "column is missing", "Add it"),
    (rename_the_first_column, "studies.csv", 1, "study_id", "column is missing", "old name"),
    (rename_the_first_column, "studies.csv", 1, "id", "not one of the table's", "old name"),
    (add_a_column, "context.csv", 1, "colour", "not one of the table's", "Take it out"),
    (add_to_the_second_line("inv-77,project"), "involvements.csv", 2, None, "2 cells, the header 13", "as many cells"),
    (add_to_the_second_line(""), "partners.csv", 2, None, "blank", "Take the line out"),
    (add_to_the_second_line('"ILO,'), "aliases.csv", 2, None, "cannot be read as CSV", "quotation marks"),
]


@pytest.fixture(scope="module")
def faults_of_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fault, ...]:
    world = copy_of_the_data(tmp_path_factory.mktemp("files"))
    for file in dict.fromkeys(case[1] for case in FILES):
        next(case[0] for case in FILES if case[1] == file)(world / file)
    return faults_of(world)


@pytest.mark.parametrize("case", FILES, ids=lambda case: f"{case[0].__name__}-{case[1]}-{case[3]}")
def test_a_broken_file_is_named(faults_of_files: tuple[Fault, ...], case: Case) -> None:
    _, file, row, field, reason, remedy = case
    here = [fault for fault in faults_of_files if (fault.file, fault.row, fault.field) == (file, row, field)]
    assert len(here) == 1
    assert reason in here[0].reason
    assert remedy in here[0].remedy


def test_broken_files_are_not_followed_by_faults_of_what_refers_to_them(faults_of_files: tuple[Fault, ...]) -> None:
    assert len(faults_of_files) == len(FILES)


def test_columns_in_another_order_load_alike(world: Path, record: Record) -> None:
    write_rows(world, "roles.csv", [cells[::-1] for cells in rows(world, "roles.csv")])
    assert load(world).roles == record.roles


def test_lines_are_counted_in_the_file_even_after_a_cell_with_line_breaks(world: Path) -> None:
    edit(world, "roles.csv", "role-01", note="one\ntwo\nthree")
    edit(world, "roles.csv", "role-02", place_id="KH-99")
    assert only_fault_of(world).row == 5
