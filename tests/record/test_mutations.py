"""Of a record that is broken in some way every fault is named with its remedy, or all of it can be seen."""

import os
from pathlib import Path

import pytest

from geo.errors import RecordError
from geo.map.summary import describe
from geo.record.atlas import from_record
from geo.record.layers import read_layers
from geo.record.record import load
from geo.selection.phases import choices
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.views.registry import read_view
from tests.support.mutations import Mutation, mutations
from tests.support.patience import ending
from tests.support.worlds import PYTHON_WORDS, copy_of_the_data, edit, faults_of

ROUNDS = 6 if os.environ.get("TICW_MUTATIONS") == "all" else 1  # of chance, in `make mutations`
EVERY = mutations(ROUNDS)


def test_there_are_enough_of_them_and_no_two_alike() -> None:
    names = [name for name, _change in EVERY]
    assert len(names) > 480
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("mutation", EVERY, ids=lambda mutation: mutation[0])
def test_a_broken_record_is_named_with_a_remedy_or_can_be_seen_whole(tmp_path: Path, mutation: Mutation) -> None:
    world = copy_of_the_data(tmp_path)
    mutation[1](world)
    try:
        with ending():
            record = load(world)
    except RecordError as error:
        for fault in error.faults:
            assert fault.file
            assert fault.reason
            assert fault.remedy.endswith((".", ")", "$"))
            assert not any(word in f"{fault.reason} {fault.remedy}" for word in PYTHON_WORDS), fault
            str(fault).encode("utf-8", errors="strict")
        return
    atlas = from_record(record, read_layers(world))
    seen = set()
    for phase in choices(record):
        seen |= {
            row.statement_id for row in read_view(atlas, View(f"phase={phase}", page="record")).content.rows(atlas)
        }
        assert describe(atlas, Selection(phase=phase)).sentence
    assert seen == {row.statement_id for row in atlas.statements}


MUTATIONS = dict(EVERY)
MEANT = {
    "a new certainty": "codes.csv", "a new scope": "codes.csv", "a role that nothing draws": "roles.csv",
    "a second role in a phase": "roles.csv", "no briefing": "paragraphs.csv",
    "codes swapped": "geography/areas.geojson",
    "areas mirrored": "geography/areas.geojson", "areas ten degrees east": "geography/areas.geojson",
    "areas with x and y turned": "geography/areas.geojson", "water far away": "geography/water.geojson",
    "a name of another area": "geography/areas.geojson", "a seat at 0 0": "areas.csv",
    "roles.csv a pipe": "roles.csv", "areas.csv read as Windows-1252": "areas.csv",
    "a table beyond all measure": "roles.csv", "interventions: a circle of 3000": "interventions.csv",
    "the rule ^(a+)+$": "datapackage.json", "the rule ^(a|aa)+$": "datapackage.json",
    "a limit of nan": "datapackage.json",
    "datapackage.json a pipe": "datapackage.json",
}  # fmt: skip


@pytest.mark.parametrize(("name", "file"), MEANT.items())
def test_what_would_hide_a_statement_or_stop_the_server_is_a_fault_of_its_file(
    tmp_path: Path, name: str, file: str
) -> None:
    world = copy_of_the_data(tmp_path)
    MUTATIONS["a data package that is a pipe" if name == "datapackage.json a pipe" else name](world)
    with pytest.raises(RecordError) as raised:
        load(world)
    assert file in {fault.file for fault in raised.value.faults}


@pytest.mark.parametrize("text", ["áž–áŸ’ážšáŸ‚", "???????", "\u200b", "a\x07b", "\u202egnev"])
def test_a_text_that_was_read_wrongly_or_shows_nothing_is_a_fault(tmp_path: Path, text: str) -> None:
    world = copy_of_the_data(tmp_path)
    edit(world, "names.csv", "KH-14", name=text)
    (fault,) = [fault for fault in faults_of(world) if (fault.file, fault.field) == ("names.csv", "name")]
    assert fault.remedy


@pytest.mark.parametrize(
    "name", ["truth as TRUE", "truth as True", "truth as FALSE", "areas.csv a companion beside it"]
)
def test_what_spreadsheets_and_systems_add_is_no_fault(tmp_path: Path, name: str) -> None:
    world = copy_of_the_data(tmp_path)
    MUTATIONS[name](world)
    assert faults_of(world) == ()
