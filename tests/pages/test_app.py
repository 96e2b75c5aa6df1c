"""Every page of the app runs, whatever the address says, and a broken record shows its faults instead."""

import json
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.selection import FACETS, SWITCHES, Selection, options
from geo.selection.suggestions import suggestions
from pages.common import state
from tests.conftest import HOSTILE
from tests.support.html_read import Read
from tests.support.patience import ending
from tests.support.worlds import LANGUAGES, PHASES, edit, faults_of

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


class Visit:
    """A visit to the app: opens its pages and reads them. Whatever raises on a page fails the test."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(FRAME), default_timeout=60).run()

    def open(self, path: str = "", **params: str | list[str]) -> Read:
        """Go to a page as a link in the app does, with these parameters in the address."""
        # AppTest.switch_page knows pages by their files, these are functions
        self.app._page_hash = calc_hash(path)
        self.app.query_params.clear()
        self.app.query_params.update(params)
        return self.read(self.app.run())

    def read(self, app: AppTest) -> Read:
        assert not app.exception, [error.message for error in app.exception]
        self.app = app
        bodies = [element.proto.body for element in app.get("html")]
        return Read("\n".join(body for body in bodies if not body.startswith(("<style>", "<script>"))))

    @property
    def has_map(self) -> bool:
        return bool(self.app.get("component_instance"))


def paths() -> list[str]:
    """Read the paths of the pages that the frame registers from the bar that it makes of them; '' is the map."""
    bar = Read(next(element.proto.body for element in Visit().app.get("html") if "<nav" in element.proto.body))
    return [href.partition("?")[0].removeprefix("./") for href in bar.values("href")]


PATHS = paths()
FRAMED = [path for path in PATHS if path != "present"]  # a slide has neither filters nor pages around it


@pytest.fixture
def visit() -> Visit:
    return Visit()


@pytest.fixture
def keep_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Let the app read its record from another folder, as a person does, and from its own again afterwards."""

    def keep(folder: Path) -> None:
        monkeypatch.setenv("TICW_DATA", str(folder))
        state._open.cache_clear()

    yield keep
    state._open.cache_clear()


# -- every page ------------------------------------------------------------------------------------------------------


def test_the_map_and_the_record_are_among_the_pages() -> None:
    assert {"", "record"} <= set(PATHS)
    assert len(PATHS) == len(set(PATHS))


@pytest.mark.parametrize("path", FRAMED)
def test_a_page_opens_in_every_phase_and_language(visit: Visit, path: str) -> None:
    visit.open(path)
    for phase in PHASES:
        for lang in LANGUAGES:
            page = visit.open(path, phase=phase, lang=lang)
            (current,) = [values for tag, values in page.elements if values.get("aria-current") == "page"]
            assert str(current["href"]).startswith(f"{path or './'}?phase={phase}")


def test_a_text_that_stands_alone_in_the_code_is_not_shown_to_anybody() -> None:
    assert not Visit().app.get("markdown")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_with_every_place_chosen(visit: Visit, atlas: Atlas, path: str) -> None:
    for place in (*atlas.by_area, *atlas.by_place):
        visit.open(path, phase="all", area=place)
        assert visit.app.query_params["area"] == place


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_with_every_value_of_every_facet(visit: Visit, atlas: Atlas, path: str) -> None:
    phases = (*PHASES, *PHASES)
    for number, codes in enumerate(zip_longest(*(options(atlas.record, facet) for facet in FACETS))):
        alone = {facet: code for facet, code in zip(FACETS, codes, strict=True) if code}
        visit.open(path, phase=phases[number % 4], **alone)
        for facet, code in alone.items():
            assert visit.app.session_state["selection"].codes(facet) == {code}
    visit.open(path, **{facet: ",".join(options(atlas.record, facet)) for facet in FACETS})


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_with_every_switch_on(visit: Visit, path: str) -> None:
    visit.open(path, area="KH-1", **dict.fromkeys(SWITCHES, "on"))
    assert all(getattr(visit.app.session_state["selection"], switch) for switch in SWITCHES)


HOSTILE_ADDRESSES: dict[str, dict[str, str | list[str]]] = {
    "an unknown area": {"area": "KH-99"},
    "markup": {"area": HOSTILE[:40], "role": HOSTILE[:40]},
    "markup as a name": {"<img src=x onerror=alert(1)>": "1"},
    "10,000 characters": {"partner": "x" * 10_000},
    "10,000 codes": {"intervention": ",".join(["x"] * 10_000)},
    "a repeated phase": {"phase": ["I", "II", "all"]},
    "parameters of no page": {f"p{number}": "1" for number in range(500)},
    "empty values": dict.fromkeys(("phase", "area", "lang"), ""),
    "odd characters": {"area": "\x00\n\u202e", "phase": "🗺"},
}


@pytest.mark.parametrize("path", PATHS)
def test_a_hostile_address_gets_a_word_and_no_error_and_comes_to_an_end(visit: Visit, path: str) -> None:
    for what, params in HOSTILE_ADDRESSES.items():
        with ending():
            page = visit.open(path, **params)
        assert "The address " in page.text, what
        assert len(page.text) < 60_000, what
        assert not page.intruders, what
        assert visit.app.session_state["selection"].changed(phase="II") == Selection("II"), what


@pytest.mark.parametrize("path", PATHS)
def test_things_of_a_page_that_there_are_not_are_no_error(visit: Visit, path: str) -> None:
    for value in ("nothing", HOSTILE, "x" * 10_000, "S99.9", "", "-1"):
        page = visit.open(path, item=value, paragraph=value, table=value, q=value)
        assert not page.intruders


def test_the_case_of_letters_in_an_address_gets_no_word(visit: Visit) -> None:
    page = visit.open(phase="BOTH", area="kh-14")
    assert "The address " not in page.text
    assert page.values("data-place") == ["KH-14"]


# -- the first page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
def test_the_map_stands_under_the_sentence_that_describes_it(visit: Visit, atlas: Atlas, phase: str) -> None:
    page = visit.open(phase=phase, role="receiving")
    words = describe(atlas, Selection(phase=phase, role=frozenset({"receiving"})))
    assert words.title in page.text
    assert all(said in page.text for said in (words.finding, words.caution, words.silence))
    assert visit.has_map


def test_an_empty_selection_says_why_and_offers_the_ways_back(visit: Visit, atlas: Atlas) -> None:
    page = visit.open(partner="ccpcr")
    assert "nothing in the source fits partner “CCPCR”" in page.text
    for way in suggestions(atlas, Selection("II", partner=frozenset({"ccpcr"}))):
        assert f"{way.label} ({way.count})" in page.text
        assert f"./?{way.selection.to_query()}" in page.values("href")


def test_the_chosen_place_has_its_panel_and_without_one_there_is_the_list(visit: Visit) -> None:
    assert visit.open(area="KH-14").values("data-place") == ["KH-14"]
    page = visit.open()
    assert page.values("data-place") == []
    assert sum("area=KH-" in href for href in page.values("href")) == 24


# -- the filters follow the address ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_option_is_known_by_its_code_and_never_by_a_count_or_a_word(visit: Visit, atlas: Atlas, lang: str) -> None:
    first, *others = (filters_of(visit.open(lang=lang, phase=phase)) for phase in PHASES)
    for facet in FACETS:
        assert list(first[facet]) == list(options(atlas.record, facet))
    assert all(other == first for other in others)


@pytest.mark.parametrize("path", FRAMED)
def test_the_filters_are_told_what_is_chosen_and_what_each_option_would_leave(
    visit: Visit, atlas: Atlas, path: str
) -> None:
    page = visit.open(path, phase="all", role="receiving", area="KH-14", q="a b", page="2")
    selection = Selection(phase="all", role=frozenset({"receiving"}), area="KH-14")
    (told,) = [values for tag, values in page.elements if "data-filters" in values]
    assert told["data-filters"] == selection.to_query()
    assert told["data-kept"] == "q=a+b"
    counts = {facet: list(selection.counts(atlas, facet).values()) for facet in FACETS}
    assert json.loads(str(told["data-counts"])) == counts


def filters_of(page: Read) -> dict[str, list[str]]:
    """Facet -> the codes of its options among the filters, in their order."""
    found: dict[str, list[str]] = {}
    for _, values in page.elements:
        if values.get("data-facet"):
            found.setdefault(str(values["data-facet"]), []).append(str(values.get("data-value")))
    return found


def test_two_visits_do_not_see_each_other(visit: Visit) -> None:
    other = Visit()
    visit.open(phase="I", area="KH-2", lang="km")
    assert other.open().values("data-place") == []
    assert other.app.session_state["selection"] == Selection("II")


# -- a broken record, a hostile one ----------------------------------------------------------------------------------


def test_a_broken_record_shows_all_its_faults_and_no_map(world: Path, keep_in: Callable[[Path], None]) -> None:
    line = edit(world, "roles.csv", "role-01", place_id="KH-99")
    edit(world, "events.csv", "psoe", counted="perhaps")
    (world / "geography" / "water.geojson").unlink()
    faults = faults_of(world)
    assert len(faults) == 3
    keep_in(world)
    visit = Visit()
    page = visit.open()
    cells = [part.strip() for part in page.text.split("\n")]
    assert "3 faults" in page.text
    for fault in faults:
        for part in (fault.file, fault.field or "", fault.reason, fault.remedy):
            assert part in page.text
    assert any("roles.csv" in cell and str(line) in cell for cell in cells)
    assert not visit.has_map
    assert not visit.app.sidebar.children


def test_every_page_of_a_broken_record_shows_its_faults(world: Path, keep_in: Callable[[Path], None]) -> None:
    (world / "roles.csv").unlink()
    keep_in(world)
    visit = Visit()
    for path in PATHS:
        assert "roles.csv" in visit.open(path, phase="I", area="KH-14").text


def test_a_mended_record_is_read_at_the_next_visit(world: Path, keep_in: Callable[[Path], None]) -> None:
    edit(world, "roles.csv", "role-01", place_id="KH-99")
    keep_in(world)
    visit = Visit()
    assert not visit.has_map
    edit(world, "roles.csv", "role-01", place_id="KH-14")
    page = visit.open()
    assert visit.has_map
    assert "fault" not in page.text


@pytest.mark.parametrize("path", PATHS)
def test_a_hostile_record_is_text_on_every_page(
    hostile: Atlas, hostile_data: Path, keep_in: Callable[[Path], None], path: str
) -> None:
    keep_in(hostile_data)
    visit = Visit()
    for place in ("KH-14", "KH-18", "phnom-penh-kandal", "thai-border"):
        for phase in PHASES:
            page = visit.open(path, phase=phase, area=place, partner="ccpcr,unicef", context="on")
            assert not page.intruders
            assert not [name for _, values in page.elements for name in values if name.startswith("on")]
    if not path:
        assert hostile.record.place_name("thai-border") in page.text
