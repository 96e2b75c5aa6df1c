"""A record of three phases in a browser: the map's control, its paint, two phases side by side, the single file."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geo.export import make
from geo.map.classification import paint, words_for
from geo.map.symbology import letters
from geo.record.atlas import Atlas, open_atlas
from geo.selection.phases import choices, phase_names
from geo.selection.selection import Selection
from tests.browser.conftest import PAINT, Visit, visiting
from tests.support.running import serving
from tests.support.worlds import add_phase, grown_record, one_phase


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a record of four phases: Prey Veng has a role of its own in each."""
    return add_phase(grown_record(tmp_path_factory.mktemp("phases")), "IV", KH_14="sending", KH_20="receiving")


@pytest.fixture(scope="module")
def phases(folder: Path) -> Atlas:
    return open_atlas(folder)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Run the app with that record, in place of the shipped one."""
    with serving(environment={"TICW_DATA": str(folder)}) as started:
        yield started


def test_the_map_is_painted_in_every_phase_that_its_control_has(visit: Visit, phases: Atlas) -> None:
    visit.open()
    visit.expect_phase_on_map("IV")
    painted = paint(phases, Selection("IV"))
    names = visit.map.locator(".ticw-phase button").evaluate_all("all => all.map((one) => one.textContent)")
    assert names == ["I", "II", "III", "IV", "All", "Undated"]
    for phase in choices(phases.record):
        visit.control(phase).click()
        visit.expect_phase(phase)
        assert visit.paint() == dict(painted[phase])


def test_several_roles_over_time_are_said_and_lettered_as_the_legend_says_them(visit: Visit, phases: Atlas) -> None:
    visit.open("?phase=all")
    names = phase_names(phases.record)
    said = visit.map.locator("path.ticw-area").evaluate_all(
        """all => Object.fromEntries(all.map((one) =>
            [one.dataset.area, [one.dataset.paint, one.ariaLabel, one.style.fill]]))"""
    )
    keys = set()
    for code, (key, label, fill) in said.items():
        keys.add(key)
        words = words_for(phases, key, names) if key else "not named"
        assert label == f"{phases.record.place_name(code)}: {words}, all phases"
        assert fill
    assert keys >= {"*", "S>R>S", "S>DA>S", ">>R>"}
    text = visit.map.locator(".ticw-labels g[data-label='KH-12'] text").all_text_contents()
    assert text[-1] == letters(phases, "S>R>S", phases.record.phases)


def test_two_phases_stand_side_by_side_and_another_two_can_be_chosen(visit: Visit, phases: Atlas) -> None:
    visit.page.goto(f"{visit.address}/compare?phase=II")
    visit.settled()
    maps = visit.page.frame_locator(".st-key-pair iframe")
    expect(maps.locator(".ticw-fixed")).to_have_text(["Phase III", "Phase IV"])
    visit.page.locator(".switch a", has_text="I → III").first.click()
    expect(maps.locator(".ticw-fixed")).to_have_text(["Phase I", "Phase III"])
    painted = paint(phases, Selection("IV"))
    for number, phase in enumerate(("I", "III")):
        shown = maps.locator(".ticw-map").nth(number).evaluate(PAINT)
        assert shown == dict(painted[phase])


def test_the_single_file_shows_each_phase(browser: Browser, phases: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.html"
    path.write_bytes(make("html", phases, Selection("III", area="KH-9"), dt.date(2026, 11, 25)))
    page = browser.new_page()
    page.goto(path.as_uri())
    painted = paint(phases, Selection("III"))
    for phase in choices(phases.record):
        page.evaluate("(phase) => document.querySelector(`input[name=phase][value=${phase}]`).click()", phase)
        assert page.evaluate(f"() => {PAINT}(document)") == dict(painted[phase])
        parts = page.locator(".place:not([hidden]) .part:visible").evaluate_all(
            "all => all.map((o) => o.dataset.phases)"
        )
        assert parts
        assert all(phase in part.split(" ") for part in parts)
    page.close()


def test_a_single_phase_has_no_control(browser: Browser, tmp_path: Path) -> None:
    world = one_phase(tmp_path, undated=False)
    with (
        serving(environment={"TICW_DATA": str(world)}) as started,
        visiting(browser, started) as visit,
    ):
        visit.open("?phase=both")
        expect(visit.map.locator(".ticw-phase")).to_have_count(0)
        expect(visit.page.locator(".filters [data-facet=phase]")).to_have_count(0)
        visit.expect_address(phase="both")
        assert visit.paint() == dict(paint(open_atlas(world), Selection("II"))["II"])
