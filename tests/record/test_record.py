"""A broken record is refused with every fault named: file, row, field, reason, remedy."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import Fault, RecordError
from geo.record.__main__ import main
from geo.record.record import Record
from tests.support.worlds import PYTHON_WORDS, copy_of_the_data, edit, faults_of, only_fault_of, rows, write_rows


def test_a_copy_of_the_shipped_record_loads(world: Path) -> None:
    assert faults_of(world) == ()


# -- cells ---------------------------------------------------------------------------------------------------------

CELLS = [
    ("roles.csv", "role-01", "place_id", "KH-99", "'KH-99' is not an area or place", "areas.csv or places.csv"),
    ("roles.csv", "role-01", "place_id", "Prey Veng", "not an area or place", "areas.csv"),
    ("roles.csv", "role-01", "role_code", "transit", "'transit' is not a code of the list 'role'", "receiving"),
    ("roles.csv", "role-01", "phase_code", "1", "not a code of the list 'phase'", "not-stated"),
    ("roles.csv", "role-01", "certainty", "", "empty", "Write:"),
    ("roles.csv", "role-01", "role_id", "", "is empty", "id of its own"),
    ("roles.csv", "role-02", "role_id", "role-01", "already the id of line 2", "another id"),
    ("roles.csv", "role-02", "role_id", "second", "not written as this column needs it", "Id of the row"),
    ("roles.csv", "role-01", "citation", "S9.9", "'S9.9' is neither a passage nor a source", "S4.4"),
    ("roles.csv", "role-01", "citation", "S3.1 s7", "'S3.1 s7' is not a sentence of S3.1", "s1 to s2"),
    ("roles.csv", "role-06", "citation", "S4.1 s2", "not a sentence of S4.1", "the paragraph alone."),
    ("roles.csv", "role-01", "citation", "page 3", "neither a passage nor a source", "S4.4"),
    ("roles.csv", "role-01", "place_id", " KH-14", "spaces around it", "Take them off"),
    ("interventions.csv", "act-2-awareness", "place_ids", "KH-14; KH-99", "'KH-99' is not an area or place", "Correct"),
    ("interventions.csv", "act-2-awareness", "place_ids", "KH-14; KH-14", "'KH-14' stands there twice", "one of them"),
    ("interventions.csv", "act-2-awareness", "place_ids", "KH-14;KH-20", "not an area or place", "Correct"),
    ("interventions.csv", "act-2-awareness", "place_ids", "KH-14; ; KH-20", "not a plain list", "'; '"),
    ("interventions.csv", "act-2-awareness", "type_code", "awareness", "list 'intervention_type'", "codes.csv"),
    ("interventions.csv", "act-2-awareness", "part_of", "act-9", "not an intervention", "interventions.csv"),
    ("interventions.csv", "act-2-awareness", "part_of", "act-2-awareness", "is part of itself", "Empty"),
    ("interventions.csv", "act-2-awareness", "place_ids", "", "empty though scope_code is 'places'", "Name places"),
    ("interventions.csv", "act-2-awareness", "year_precision", "stated", "only one of year", "both"),
    ("interventions.csv", "act-2003-afesip", "year", "2003-04", "not a whole number", "leave the cell empty"),
    ("interventions.csv", "act-2003-afesip", "year", "20030", "more than 2100", "four digits"),
    ("areas.csv", "KH-1", "seat_latitude", "13,5", "not a number", "11.5"),
    ("areas.csv", "KH-1", "seat_latitude", "103.5", "'103.5' is more than 90", "degrees"),
    ("areas.csv", "KH-3", "name", "Battambang", "stands in another row", "its own"),
    ("studies.csv", "survey-siem-reap", "counted", "yes", "neither true nor false", "true or false"),
    ("studies.csv", "survey-siem-reap", "counted", "", "neither true nor false", "true or false"),
    ("involvements.csv", "inv-01", "partner_id", "ilo", "'ilo' is not a partner", "partners.csv"),
    ("involvements.csv", "inv-01", "other_partner_id", "nobody", "not a partner", "partners.csv"),
    ("involvements.csv", "inv-01", "intervention_id", "act-9", "not an intervention", "interventions.csv"),
    ("uses.csv", "use-01", "event_ids", "psoe; party", "'party' is not an event", "events.csv"),
    ("uses.csv", "use-01", "study_ids", "survey-x", "not a study", "studies.csv"),
    ("events.csv", "psoe", "partner_ids", "x", "not a partner", "partners.csv"),
    ("places.csv", "phnom-penh-kandal", "member_codes", "KH-12; thailand", "'thailand' is not an area", "areas.csv"),
    ("places.csv", "phnom-penh-kandal", "member_codes", "", "do not agree", "members"),
    ("places.csv", "thailand", "drawn_reason", "", "do not agree", "reason"),
    ("aliases.csv", "Sihanouk Ville", "refers_to", "KH-81", "'KH-81' is not an area", "areas.csv"),
    ("aliases.csv", "TICW", "refers_to", "the project", "is not the project", "refers_kind"),
    ("aliases.csv", "TICW", "source_id", "elsewhere", "not a source", "sources.csv"),
    ("aliases.csv", "TICW", "citation", "", "none is cited", "Cite"),
    ("context.csv", "context-01", "about_ids", "project; moon", "'moon' is not an area or place or", "events.csv"),
    ("context.csv", "context-01", "source_id", "briefing", "not another source", "other source"),
    ("paragraphs.csv", "S5.3", "left_out", "", "no fact cites S5.3", "write the reason"),
    ("paragraphs.csv", "S4.4", "left_out", "dull", "cites it", "Empty this cell"),
    ("sources.csv", "briefing", "address", "somewhere", "not written as this column needs it", "Address"),
]


@pytest.fixture(scope="module")
def worlds_of_cells(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], tuple[int, tuple[Fault, ...]]]:
    """Case -> its line and the faults of its world; cases share a world unless they change the same row."""
    rounds: list[dict[tuple[str, str], tuple[str, ...]]] = []
    for case in CELLS:
        fitting = next((taken for taken in rounds if case[:2] not in taken), None)
        if fitting is None:
            rounds.append(fitting := {})
        fitting[case[:2]] = case
    found: dict[tuple[str, ...], tuple[int, tuple[Fault, ...]]] = {}
    for number, taken in enumerate(rounds):
        world = copy_of_the_data(tmp_path_factory.mktemp(f"round{number}"))
        # the last rows first: a row that loses its id could not be found by it
        lines = {case: edit(world, case[0], case[1], **{case[2]: case[3]}) for case in reversed(taken.values())}
        faults = faults_of(world)
        found |= {case: (line, faults) for case, line in lines.items()}
    return found


@pytest.mark.parametrize("case", CELLS, ids=lambda case: "-".join(case[:4]))
def test_a_wrong_cell_is_named_by_file_line_and_column(
    worlds_of_cells: dict[tuple[str, ...], tuple[int, tuple[Fault, ...]]], case: tuple[str, ...]
) -> None:
    file, _, field, _, reason, remedy = case
    line, faults = worlds_of_cells[case]
    here = [fault for fault in faults if (fault.file, fault.row, fault.field) == (file, line, field)]
    assert [reason in fault.reason and remedy in fault.remedy for fault in here].count(True) == 1, here
    assert not [word for fault in faults for word in PYTHON_WORDS if word in str(fault)]


def test_a_circle_of_parts_is_named_in_each_of_its_rows(world: Path) -> None:
    first = edit(world, "studies.csv", "survey-phnom-penh", part_of="survey-siem-reap")
    second = edit(world, "studies.csv", "survey-siem-reap", part_of="survey-phnom-penh")
    faults = faults_of(world)
    assert [(fault.file, fault.row, fault.field) for fault in faults] == [
        ("studies.csv", first, "part_of"),
        ("studies.csv", second, "part_of"),
    ]


def test_two_codes_of_one_list_may_not_be_the_same_but_two_lists_may_share_one(world: Path) -> None:
    lines = rows(world, "codes.csv")
    write_rows(world, "codes.csv", [*lines, ["role", "receiving", "arriving", "", ""]])
    fault = only_fault_of(world)
    assert (fault.file, fault.row, fault.field) == ("codes.csv", len(lines) + 1, "code")
    assert "already the id of line" in fault.reason


# -- all at once, and said in plain words --------------------------------------------------------------------------


def test_faults_in_tables_package_and_layers_are_all_reported_at_once(world: Path) -> None:
    expected = [
        ("roles.csv", edit(world, "roles.csv", "role-01", place_id="KH-99"), "place_id"),
        ("roles.csv", edit(world, "roles.csv", "role-02", certainty="sure"), "certainty"),
        ("events.csv", edit(world, "events.csv", "psoe", counted="perhaps"), "counted"),
        ("silences.csv", edit(world, "silences.csv", "silence-01", statement=""), "statement"),
        ("geography/water.geojson", None, None),
        ("contacts.csv", None, None),
    ]
    (world / "geography" / "water.geojson").unlink()
    (world / "contacts.csv").unlink()
    found = [(fault.file, fault.row, fault.field) for fault in faults_of(world)]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_a_fault_reads_as_one_line() -> None:
    fault = Fault("roles.csv", 7, "place_id", "'KH-99' is not an area or place", "Correct the id.")
    assert str(fault) == "roles.csv:7 place_id: 'KH-99' is not an area or place. Remedy: Correct the id."
    assert str(Fault("roles.csv", None, None, "the file is missing", "Put it back.")) == (
        "roles.csv: the file is missing. Remedy: Put it back."
    )


def test_an_error_tells_all_its_faults_and_survives_a_change_of_process() -> None:
    faults = (Fault("a.csv", 2, "b", "c", "D."), Fault("e.csv", None, None, "f", "G."))
    error = pickle.loads(pickle.dumps(RecordError(faults)))  # noqa: S301  # our own bytes
    assert error.faults == faults
    assert str(error) == "the record has 2 faults:\n- a.csv:2 b: c. Remedy: D.\n- e.csv: f. Remedy: G."


def test_the_command_prints_a_line_a_fault_and_fails(world: Path) -> None:
    edit(world, "roles.csv", "role-01", place_id="KH-99", role_code="x")
    command = [sys.executable, "-m", "geo.record", str(world)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert [line.partition(" ")[0] for line in answer.stdout.splitlines()] == ["roles.csv:2", "roles.csv:2"]
    assert answer.stderr == ""


def test_the_command_counts_what_a_good_record_holds(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(world)]) == 0
    assert "no faults" in capsys.readouterr().out


# -- the record ----------------------------------------------------------------------------------------------------


def test_labels_and_names_are_looked_up_and_unknown_ones_raise(record: Record) -> None:
    assert record.label("certainty", "stated-of-group") == "said of several areas together"
    assert record.place_name("KH-14") == "Prey Veng"
    assert record.place_name("KH-14", "km") == "ព្រៃវែង"
    assert record.place_name("thai-border", "km") == "Thai-Cambodian border"
    with pytest.raises(KeyError):
        record.label("role", "x")
    with pytest.raises(KeyError):
        record.place_name("KH-99")


def test_an_involvement_is_found_from_either_side(record: Record) -> None:
    assert record.involvements_by_partner["ccpcr"][0].partner_id == "ilo-ipec"
    assert record.involvements_by_partner["ccpcr"][0] in record.involvements_by_partner["ilo-ipec"]


def test_cells_become_typed_values(record: Record) -> None:
    activity = record.interventions_by_id["act-2-awareness"]
    assert activity.place_ids == ("KH-14", "KH-20", "KH-3")
    assert activity.year is None
    assert record.interventions_by_id["act-2003-afesip"].year == 2003
    assert record.studies_by_id["survey-phnom-penh"].counted is True
    assert record.areas_by_code["KH-1"].seat_latitude == pytest.approx(13.58588)
