"""Every page of the app runs on a record of three phases, and on one of a single phase."""

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.record.models import NOT_STATED
from tests.pages.test_app import PATHS, Visit, filters_of, keep_in
from tests.support.worlds import grown_record, one_phase

__all__ = ["keep_in"]
THREE = ("I", "II", "III", "all", NOT_STATED)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_in_each_of_three_phases(tmp_path: Path, keep_in: Callable[[Path], None], path: str) -> None:
    keep_in(grown_record(tmp_path))
    visit = Visit()
    for phase in THREE:
        page = visit.open(path, phase=phase)
        assert "The address " not in page.text
        if path != "present":
            assert filters_of(page)["phase"] == [*THREE]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_in_a_single_phase(tmp_path: Path, keep_in: Callable[[Path], None], path: str) -> None:
    keep_in(one_phase(tmp_path))
    visit = Visit()
    for phase in ("II", "both", NOT_STATED):
        page = visit.open(path, phase=phase)
        assert "The address " not in page.text


def test_where_nothing_stands_beside_a_single_phase_there_is_no_control(
    tmp_path: Path, keep_in: Callable[[Path], None]
) -> None:
    keep_in(one_phase(tmp_path, undated=False))
    page = Visit().open()
    assert "phase" not in filters_of(page)
    assert "Where Phase II worked" in page.text


def test_any_two_of_three_phases_can_be_compared(tmp_path: Path, keep_in: Callable[[Path], None]) -> None:
    keep_in(grown_record(tmp_path))
    visit = Visit()
    assert "What changed from Phase II to Phase III" in visit.open("compare").text
    page = visit.open("compare", first="I", second="III")
    assert "What changed from Phase I to Phase III" in page.text
    assert visit.has_map
    ways = {str(href).partition("&")[2] for href in page.values("href") if str(href).startswith("compare?")}
    assert ways >= {"first=I&second=II", "first=I&second=III", "first=II&second=III"}


def test_whoever_leaves_a_slide_of_two_phases_finds_these_two(tmp_path: Path, keep_in: Callable[[Path], None]) -> None:
    keep_in(grown_record(tmp_path))
    page = Visit().open("present", slide="5")
    assert "What changed from Phase I to Phase II" in page.text
    assert "compare?phase=all&first=I&second=II" in page.values("href")


def test_of_a_single_phase_the_page_says_that_there_is_nothing_to_compare(
    tmp_path: Path, keep_in: Callable[[Path], None]
) -> None:
    keep_in(one_phase(tmp_path))
    visit = Visit()
    page = visit.open("compare")
    assert "The record knows one phase only, Phase II: there is nothing to compare." in page.text
    assert not visit.has_map
