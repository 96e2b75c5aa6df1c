"""A record that could be loaded and would be shown wrongly, or not at all, is refused with a word on what to do."""

import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.large import write_large
from geo.errors import Fault
from geo.record.files import LARGEST
from geo.record.record import load
from geo.record.statements import statements
from geo.record.vocabulary import FIXED
from tests.support.patience import ending
from tests.support.worlds import edit, edit_json, faults_of, only_fault_of, rows, write_rows

KHMER = "បន្ទាយមានជ័យ"

# file, row, column, cell, reason, remedy
CELLS = [
    ("names.csv", "KH-1", "name", "???????", "question marks in place of letters", "UTF-8"),
    ("names.csv", "KH-1", "name", "\u200b", "letters that nobody sees (U+200B)", "plain text editor"),
    ("names.csv", "KH-1", "name", "Banteay", "has no Khmer letter", "in Khmer"),
    ("names.csv", "KH-1", "name", KHMER.encode().decode("cp1252", "ignore"), "", "UTF-8"),
    ("areas.csv", "KH-1", "seat", "Siso\u202ephon", "nobody sees (U+202E)", "Take the letters out"),
    ("areas.csv", "KH-1", "seat", "Siso\x0bphon", "nobody sees (U+000B)", "Take the letters out"),
    ("areas.csv", "KH-1", "seat_latitude", "nan", "not a number", "11.5"),
    ("areas.csv", "KH-1", "seat_latitude", "1e999", "not a number", "11.5"),
    ("areas.csv", "KH-18", "seat_latitude", "10.0", "does not lie in its area", "Correct latitude and longitude"),
    ("places.csv", "thailand", "name", "\u3164", "nobody sees (U+3164)", "Take the letters out"),
    ("places.csv", "thailand", "name", "…", "neither letter nor digit", "can be read"),
    ("places.csv", "thailand", "name", "Prey Veng", "nobody can tell the two apart", "a name of its own"),
    ("places.csv", "thailand", "name", "T" + "\u0301" * 40, "more than 8 marks", "Take the marks off"),
    ("places.csv", "thailand", "note", "nothing â€“ cafÃ©", "seems to mean 'nothing – café'", "UTF-8"),
    ("places.csv", "thailand", "note", "so " * 2_000, "has 6000 characters", "4000 at most"),
    ("places.csv", "thailand", "note", "x" * 33_000, "has 33000 characters", "4000 at most"),
    ("places.csv", "thailand", "note", "x" * 300, "a word of more than 250 letters", "spaces"),
    ("places.csv", "thailand", "drawn_code", "border-line", "has no line for", "of kind line"),
    ("partners.csv", "cwcc", "short_name", "afesip", "nobody can tell the two apart", "a name of its own"),
    ("partners.csv", "afesip", "name", "AFESIP " * 39 + "AFESIP!", "it has 280 characters", "250 at most"),
    ("roles.csv", "role-02", "place_id", "KH-14", "has a role in this phase already, in line 2", "a role that is both"),
    ("roles.csv", "role-12", "role_code", "sending", "gives 'KH-8' another role", "one role for a compound"),
    ("codes.csv", "relation", "near_codes", "no-such", "not another code of the list 'relation'", "the same list"),
    ("paragraphs.csv", "S4.4", "section", "3", "not that of the id", "follows the S"),
    ("paragraphs.csv", "S4.4", "sentences", "9" * 4_000, "not a whole number", "digits only"),
    ("interventions.csv", "act-2003-afesip", "year", "1" + "0" * 18, "is more than 2100", "four digits"),
    ("involvements.csv", "inv-01", "other_partner_id", "ilo-ipec", "the partner itself", "another partner"),
]  # fmt: skip


@pytest.mark.parametrize("case", CELLS, ids=lambda case: ascii("-".join(case[:4]))[:60])
def test_what_would_be_shown_wrongly_is_a_fault_of_its_cell(world: Path, case: tuple[str, ...]) -> None:
    file, row_id, field, value, reason, remedy = case
    line = edit(world, file, row_id, **{field: value})
    here = [fault for fault in faults_of(world) if (fault.file, fault.row, fault.field) == (file, line, field)]
    assert [reason in fault.reason and remedy in fault.remedy for fault in here].count(True) == 1, here
    assert all(text.isprintable() for fault in here for text in (fault.reason, fault.remedy))


@pytest.mark.parametrize(
    "text", [f"{KHMER}\u200b{KHMER}", "Åland – São Tomé, Hội An", "one\r\ntwo", "why? “So”…", "ไทย"]
)
def test_letters_of_any_language_are_welcome(world: Path, text: str) -> None:
    edit(world, "places.csv", "thailand", note=text)
    assert faults_of(world) == ()


@pytest.mark.parametrize("capitals", [str.upper, str])
def test_truths_are_read_as_spreadsheets_write_them(world: Path, capitals: Callable[[str], str]) -> None:
    before = load(world)
    for file, column in (("paragraphs.csv", "states"), ("interventions.csv", "counted"), ("studies.csv", "counted"),
                         ("events.csv", "counted")):  # fmt: skip
        header, *lines = rows(world, file)
        at = header.index(column)
        write_rows(world, file, [header, *([*cells[:at], capitals(cells[at]), *cells[at + 1 :]] for cells in lines)])
    after = load(world)
    assert (after.paragraphs, after.interventions, after.studies, after.events) == (
        before.paragraphs, before.interventions, before.studies, before.events,
    )  # fmt: skip


# -- vocabularies --------------------------------------------------------------------------------------------------


def test_a_code_that_the_application_cannot_show_is_a_fault_though_no_row_uses_it(world: Path) -> None:
    lines = rows(world, "codes.csv")
    write_rows(world, "codes.csv", [*lines, ["state", "stopped", "stopped", "", ""]])
    fault = only_fault_of(world)
    assert (fault.file, fault.row) == ("codes.csv", len(lines) + 1)
    assert "cannot show 'stopped'" in fault.reason
    assert "done, to-date, under-way" in fault.remedy


def test_a_code_that_the_application_needs_is_a_fault_where_it_is_gone(world: Path) -> None:
    write_rows(
        world, "codes.csv", [cells for cells in rows(world, "codes.csv") if cells[:2] != ["kind_from", "source"]]
    )
    assert any("'kind_from' has no code 'source'" in fault.reason for fault in faults_of(world))


def test_two_codes_of_a_list_that_read_alike_are_a_fault(world: Path) -> None:
    lines = rows(world, "codes.csv")
    write_rows(world, "codes.csv", [*lines, ["relation", "leads", "Chairs", "", ""]])
    assert "is the label of line" in only_fault_of(world).reason


def test_no_source_at_all_is_a_fault(world: Path) -> None:
    write_rows(world, "sources.csv", rows(world, "sources.csv")[:1])
    assert any("'briefing' is not a source" in fault.reason for fault in faults_of(world))


# -- layers --------------------------------------------------------------------------------------------------------


def moved(east: float, north: float) -> Callable[[Any], Any]:
    return mapped(lambda x, y: (x + east, y + north))


def mapped(change: Callable[[float, float], tuple[float, float]]) -> Callable[[Any], Any]:
    def walk(part: Any) -> Any:
        if isinstance(part[0], int | float):
            return [*change(part[0], part[1])]
        return [walk(one) for one in part]

    def alter(layer: Any) -> None:
        for feature in layer["features"]:
            feature["geometry"]["coordinates"] = walk(feature["geometry"]["coordinates"])

    return alter


def swapped(*names: str) -> Callable[[Any], Any]:
    def alter(layer: Any) -> None:
        first, second = (feature["properties"] for feature in layer["features"][:2])
        for name in names:
            first[name], second[name] = second[name], first[name]

    return alter


LAYERS = [
    ("areas", swapped("code"), "calls the area"),
    ("areas", swapped("name"), "calls the area"),
    ("areas", swapped("code", "name"), "does not lie in its area"),
    ("areas", moved(10, 0), "does not lie in its area"),
    ("areas", moved(0, 0.3), "does not lie in its area"),
    ("areas", mapped(lambda x, y: (y, x)), "not degrees"),
    ("areas", mapped(lambda x, y: (210 - x, y)), "does not lie in its area"),
    ("neighbours", moved(10, 0), "not lie beside"),
    ("neighbours", moved(-0.5, 0), "not lie beside"),
    ("neighbours", mapped(lambda x, y: (208 - x, y)), "not lie beside"),
    ("thai_border", moved(0.1, 0), "does not follow the boundary"),
    ("thai_border", mapped(lambda x, y: (207 - x, y)), "does not follow the boundary"),
    ("water", moved(10, 0), "lies beyond"),
    ("water", mapped(lambda x, y: (y, x)), "not degrees"),
]


@pytest.mark.parametrize("case", LAYERS, ids=[f"{case[0]}-{number}" for number, case in enumerate(LAYERS)])
def test_a_layer_that_is_moved_mirrored_or_named_wrongly_is_a_fault(
    world: Path, case: tuple[str, Callable[[Any], Any], str]
) -> None:
    edit_json(world, f"geography/{case[0]}.geojson", case[1])
    faults = faults_of(world)
    assert any(case[2] in fault.reason for fault in faults), faults
    assert all(fault.remedy for fault in faults)


@pytest.mark.parametrize("code", ["\ud800", "KH-1\u200b", "KH-1\x00"], ids=["surrogate", "zero-width", "null"])
def test_a_code_of_a_layer_is_told_in_letters_that_can_be_shown(world: Path, code: str) -> None:
    path = world / "geography" / "areas.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace('"KH-1"', json.dumps(code)), encoding="utf-8")
    faults = faults_of(world)
    assert faults
    assert all(f"{fault}".isprintable() for fault in faults)


# -- files that are none, and files that never end -----------------------------------------------------------------


def put_fifo(path: Path) -> None:
    os.mkfifo(path)


def put_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path may have a hundred letters only
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def put_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def put_loop(path: Path) -> None:
    path.symlink_to(path.name)


def put_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST * 100)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("file", ["roles.csv", "datapackage.json", "geography/water.geojson"])
@pytest.mark.parametrize("put", [Path.mkdir, put_fifo, put_socket, put_device, put_loop, put_huge])
def test_what_is_no_plain_file_is_a_fault_and_no_wait(world: Path, put: Callable[[Path], None], file: str) -> None:
    (world / file).unlink()
    put(world / file)
    with ending():
        fault = only_fault_of(world)
    assert (fault.file, fault.row) == (file, None)
    assert "cannot be read" in fault.reason or "no plain file" in fault.reason or "larger than" in fault.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "too many brackets"),
        ('{"type": "x", "type": "y"}', "same name twice"),
        ('{"features": [1' + "0" * 5_000 + "]}", "a number is too long"),
        ('{"features": NaN}', "NaN is no number"),
    ],
)
def test_json_that_is_a_trap_is_a_fault(world: Path, text: str, reason: str) -> None:
    (world / "geography" / "water.geojson").write_text(text, encoding="utf-8")
    assert reason in only_fault_of(world).reason


PATTERNS = [
    r"^(a+)+$",
    r"^(a|aa)+$",
    r"^(.*a){20}$",
    r"^([a-z]+)*\d$",
    r"(x{1,100}){1,100}{1,100}",
    "(" * 300 + ")" * 300,
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern[:20])
def test_a_pattern_of_the_data_package_may_not_explode(world: Path, pattern: str) -> None:
    def alter(package: Any) -> None:
        for resource in package["resources"]:
            for field in resource["schema"]["fields"]:
                field.setdefault("constraints", {})["pattern"] = pattern

    edit(world, "places.csv", "thailand", note=f"{'a' * 200}!")
    edit_json(world, "datapackage.json", alter)
    with ending():
        assert faults_of(world)


@pytest.mark.parametrize("limits", [
    {"minimum": float("nan")}, {"maximum": float("inf")}, {"minimum": True}, {"minLength": 3}, {"enum": 5},
    {"enum": [1]}, {"required": "yes"}, {"pattern": "("}, {"pattern": 5}, {"pattern": "a" * 1000}, 5,
], ids=str)  # fmt: skip
def test_a_constraint_that_cannot_be_checked_is_a_fault_and_not_passed_over(world: Path, limits: Any) -> None:
    edit_json(
        world,
        "datapackage.json",
        lambda package: package["resources"][0]["schema"]["fields"][0].update(constraints=limits),
    )
    fault = only_fault_of(world)
    assert fault.file == "datapackage.json"
    assert fault.remedy


def test_a_chain_of_three_thousand_parts_is_no_circle_and_is_read(world: Path) -> None:
    header, *lines = rows(world, "studies.csv")
    like = dict(zip(header, lines[0], strict=True))
    chain = [like | {"study_id": f"link-{n}", "label": f"Link {n}", "part_of": f"link-{n - 1}" if n else ""}
             for n in range(3_000)]  # fmt: skip
    write_rows(world, "studies.csv", [header, *lines, *(list(one.values()) for one in chain)])
    with ending():
        assert len(load(world).studies) == 3_000 + len(lines)
    chain[0]["part_of"] = "link-2999"
    write_rows(world, "studies.csv", [header, *lines, *(list(one.values()) for one in chain)])
    with ending():
        faults = faults_of(world)
    assert len(faults) == 3_000
    assert max(len(fault.reason) for fault in faults) < 400


def test_twenty_thousand_faults_are_found(world: Path) -> None:
    header, *lines = rows(world, "roles.csv")
    write_rows(world, "roles.csv", [header, *([f"r-{n}", "x", "y", *lines[0][3:]] for n in range(10_000))])
    with ending():
        assert len(faults_of(world)) >= 20_000


def test_every_shipped_statement_with_a_year_or_a_state_has_its_place_on_the_timeline(world: Path) -> None:
    assert {code for row in statements(load(world)) for code in [row.state] if code} <= set(FIXED["state"])


def test_a_fault_is_spelt_for_every_screen() -> None:
    fault = Fault("a\udcff.csv", None, "\u200b", "b\nc\x1b[31m", "d" * 5_000)
    assert str(fault).isprintable()
    assert (fault.file, fault.field) == ("a\\udcff.csv", "\\u200b")
    assert len(fault.remedy) < 3_000


def test_the_check_grows_with_the_rows_alone(tmp_path: Path) -> None:
    seconds = []
    for count in (600, 9_600):
        folder = write_large(tmp_path / str(count), count)
        began = time.process_time()
        assert len(load(folder).involvements) >= count
        seconds.append(time.process_time() - began)
    assert seconds[1] < 60 * seconds[0]  # sixteen times the rows, of which the square is 256


def test_an_id_of_another_table_is_a_fault_that_names_both_rows(world: Path) -> None:
    line = edit(world, "events.csv", rows(world, "events.csv")[1][0], event_id="act-1-prevention")
    (fault,) = (one for one in faults_of(world) if (one.file, one.row) == ("events.csv", line))
    assert "'act-1-prevention' is already the id in interventions.csv:" in fault.reason
