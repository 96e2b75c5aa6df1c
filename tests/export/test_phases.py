"""Every format holds every phase that the record has, three of them or a single one."""

import datetime as dt
import io
import json
import sqlite3
from pathlib import Path

import pytest
from pptx import Presentation

from geo.export import FORMATS, file_name, formats_of, make
from geo.record.atlas import Atlas, open_atlas
from geo.selection.phases import choices
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.default import builtin
from geo.views.registry import VIEWS
from tests.support.html_read import Read
from tests.support.worlds import grown_record, one_phase

MADE = dt.date(2026, 11, 25)
PAGE_FORMATS = ("csv", "brief", "svg", "pptx")
"""One of each kind, for every page: the map goes into all of them."""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_atlas(grown_record(tmp_path_factory.mktemp("three")))


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_atlas(one_phase(tmp_path_factory.mktemp("single")))


@pytest.mark.parametrize("name", FORMATS)
def test_the_map_goes_into_every_format_in_every_phase(three: Atlas, single: Atlas, name: str) -> None:
    for atlas in (three, single):
        names = set()
        for phase in choices(atlas.record):
            view = View(f"phase={phase}")
            assert make(name, atlas, view, MADE)
            names.add(file_name(name, atlas, view, MADE))
        assert len(names) == len(choices(atlas.record))


@pytest.mark.parametrize("page", VIEWS)
def test_every_page_can_be_taken_along_in_every_phase(three: Atlas, single: Atlas, page: str) -> None:
    for atlas in (three, single):
        for phase in choices(atlas.record):
            for name in PAGE_FORMATS:
                if name in formats_of(page):
                    assert make(name, atlas, View(f"phase={phase}", page=page), MADE)


def test_names_of_files_say_the_phase(atlas: Atlas, three: Atlas) -> None:
    def named(one: Atlas, query: str, page: str = "") -> str:
        return file_name("svg", one, View(query, page=page), MADE)

    assert named(atlas, "phase=both") == "ticw-atlas_both-phases_2026-11-25.svg"
    assert named(three, "phase=both") == "ticw-atlas_all-phases_2026-11-25.svg"
    assert named(three, "phase=III") == "ticw-atlas_phase-III_2026-11-25.svg"
    assert named(three, "phase=III&first=I&second=III", "compare") == "ticw-atlas_compare_phase-I-III_2026-11-25.svg"


def test_map_data_has_the_roles_of_each_phase_and_a_style_for_it(three: Atlas, tmp_path: Path) -> None:
    areas = json.loads(make("geojson", three, View("phase=III"), MADE))["features"]
    (only,) = [one["properties"] for one in areas if one["properties"]["code"] == "KH-9"]
    assert [only[f"paint_{phase}"] for phase in three.record.phases] == ["", "", "R"]
    path = tmp_path / "areas.gpkg"
    path.write_bytes(make("gpkg", three, View("phase=III"), MADE))
    with sqlite3.connect(path) as base:
        styles = base.execute(
            "SELECT styleName, useAsDefault FROM layer_styles WHERE f_table_name = 'areas' ORDER BY id"
        ).fetchall()
    assert styles == [("Phase I", 0), ("Phase II", 0), ("Phase III", 1)]


def test_both_maps_of_two_phases_are_drawn_and_the_third_is_not(three: Atlas) -> None:
    drawn = make("svg", three, View("phase=II&first=I&second=III", page="compare"), MADE).decode()
    assert "What changed from Phase I to Phase III" in drawn
    assert drawn.count('data-area="KH-9"') == 2
    assert {part.split('"')[1] for part in drawn.split('data-area="KH-9" ')[1:]} == {"", "R"}


def test_the_single_file_has_a_choice_for_each_phase_and_none_where_there_is_one(three: Atlas, single: Atlas) -> None:
    page = make("html", three, Selection("III"), MADE).decode()
    read = Read(page)
    assert [values["value"] for tag, values in read.elements if tag == "input" and values.get("name") == "phase"] == [
        "I", "II", "III", "all", "not-stated",
    ]  # fmt: skip
    assert '.single[data-phase="III"] .part:not([data-phases~="III"])' in page
    assert '"phase":"III"' in page
    assert make("html", single, Selection("II"), MADE).decode().count('name="phase"') == 2


def test_the_story_of_three_phases_goes_into_slides(three: Atlas) -> None:
    story = builtin(three)
    deck = Presentation(io.BytesIO(make("pptx", three, story, MADE)))
    titles = [shape.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert "What changed from Phase I to Phase II" in titles
    assert "What changed from Phase II to Phase III" in titles
    assert "Where Phase III worked" in titles
