"""What the check of the record says of the slides that the record tells of itself."""

from pathlib import Path

import pytest

from geo.record.record import load
from tests.support.worlds import append_row, edit, faults_of, only_fault_of, rows, without_slides, write_rows


def test_a_record_may_lack_slides_and_their_description(world: Path) -> None:
    without_slides(world)
    assert load(world).slides == ()


WRONG = [
    ("row_ids", "role-99", "'role-99' is no row of the record"),
    ("row_ids", "roles:nonsense", "'roles:nonsense' is no row of the record"),
    ("row_ids", "KH-14", "'KH-14' is no row of the record"),
    ("row_ids", "", "the cell is empty, and must not be"),
    ("text", "one two three four five six seven eight nine ten", "the line has 10 words; a hall reads 9"),
    ("text", "one two three four five six seven {places}", "the line has 16 words; a hall reads 9"),
    ("text", "{nobody} knows", "'{nobody}' stands for nothing"),
    ("slide_id", "slide-none", "'slide-none' is not a slide"),
    ("level", "title", "'title' is not written as this column needs it"),
]


@pytest.mark.parametrize(("field", "cell", "reason"), WRONG)
def test_a_line_that_cannot_be_shown_or_rests_on_nothing_is_refused(
    world: Path, field: str, cell: str, reason: str
) -> None:
    line = edit(world, "slide_lines.csv", "slide-where-2-2", **{field: cell})
    fault = only_fault_of(world)
    assert (fault.file, fault.row, fault.field) == ("slide_lines.csv", line, field)
    assert reason in fault.reason
    assert fault.remedy


def test_a_row_that_slides_rest_on_cannot_go_without_a_word(world: Path) -> None:
    header, *lines = rows(world, "roles.csv")
    write_rows(world, "roles.csv", [header, *(cells for cells in lines if cells[0] != "role-04")])
    assert {fault.field for fault in faults_of(world)} == {"row_ids"}


def test_a_slide_without_lines_with_too_many_or_with_a_long_headline_is_refused(world: Path) -> None:
    append_row(world, "slides.csv", slide_id="slide-bare", title="Nothing", query="phase=I")
    edit(world, "slides.csv", "slide-silent", title="x " * 41 + "x")
    for number in (7, 8):
        append_row(world, "slide_lines.csv", line_id=f"more-{number}", slide_id="slide-border", level="line",
                   text="One more", row_ids="role-01")  # fmt: skip
    for number in range(4):
        append_row(world, "slide_lines.csv", line_id=f"figure-{number}", slide_id="slide-silent", level="figure",
                   text="{count} roles", row_ids="roles::II")  # fmt: skip
    assert sorted(fault.reason for fault in faults_of(world)) == [
        "'slide-bare' has no lines", "'slide-border' has 8 lines; a hall reads 6",
        "'slide-silent' has 4 figures; a hall reads 3", "the headline has 83 characters",
    ]  # fmt: skip
