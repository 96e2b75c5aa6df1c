"""The file for any browser, opened from a folder as by a double click, with every request refused."""

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from geo.export.html.single_file import single_file
from geo.map.classification import paint
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.place import dossier
from tests.browser.conftest import LAPTOP, PAINT, PATIENCE, PHONE, PROJECTOR
from tests.conftest import HOSTILE
from tests.support.opening import pages, text_of
from tests.support.running import gate
from tests.support.worlds import PHASES

MADE = dt.date(2026, 11, 23)


class File:
    """The file in a tab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(PATIENCE)

    def open(self, view: str = "") -> "File":
        """Open the file, at a view of its own."""
        self.page.goto("about:blank")
        self.page.goto(self.address + view)
        expect(self.page.locator("#map path.ticw-area")).to_have_count(24)
        return self

    def paint(self) -> dict[str, str]:
        """Area code or border -> paint key, of all that is painted with one."""
        keys: dict[str, str] = self.page.evaluate(f"{PAINT}(document)")
        return keys

    def area(self, code: str) -> Locator:
        return self.page.locator(f"#map path[data-area='{code}']")

    def choose(self, name: str, value: str) -> None:
        """Choose a phase or a role."""
        self.page.locator(f"input[name={name}][value='{value}']").check()

    @property
    def panel(self) -> Locator:
        """What is shown of the chosen place."""
        return self.page.locator("article.place:visible")

    def headings(self) -> list[str]:
        """Return the headings of the panel that can be seen, as they are written."""
        shown = self.panel.locator("h3").all()
        return [heading.text_content() or "" for heading in shown if heading.is_visible()]

    def expect_words(self, atlas: Atlas, selection: Selection) -> None:
        expect(self.page.locator("#headline h1")).to_have_text(describe(atlas, selection).title)
        expect(self.page.locator("#headline .says")).to_contain_text(describe(atlas, selection).sentence)


Opener = Callable[..., File]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Write and open a file from a folder with an awkward name; what goes wrong in it fails when it ends."""
    folder = tmp_path / "USB ស្ទឹង #1 & co"
    folder.mkdir()

    with contextlib.ExitStack() as tabs:

        def opener(atlas: Atlas, selection: Selection | None = None, size: tuple[int, int] = LAPTOP) -> File:
            path = folder / "ticw atlas.html"
            path.write_text(single_file(atlas, selection or Selection("II"), MADE), encoding="utf-8")
            context = tabs.enter_context(browser.new_context(viewport={"width": size[0], "height": size[1]}))
            page = context.new_page()
            faults = gate(page, path.as_uri())
            tabs.callback(_expect_none, faults)
            return File(page, path.as_uri()).open()

        yield opener


def _expect_none(faults: list[str]) -> None:
    assert faults == []


# -- the map -----------------------------------------------------------------------------------------------------------


def test_it_opens_with_all_areas_painted_and_labelled(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas)
    assert file.paint() == paint(atlas, Selection("II"))["II"]
    expect(file.page.locator("#map [data-label]")).to_have_count(8)
    file.expect_words(atlas, Selection("II"))
    expect(file.page).to_have_title("Where Phase II worked · TICW Atlas")


def test_another_phase_repaints_the_map_and_says_so(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas)
    for phase in (*PHASES, "II"):
        view = Selection(phase=phase)
        file.choose("phase", phase)
        file.expect_words(atlas, view)
        assert file.paint() == paint(atlas, view)[phase]
        expect(file.page).to_have_url(re.compile(f"#phase={phase}&"))


def test_filters_narrow_map_words_and_counts(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas)
    file.choose("role", "sending")
    file.page.locator("select[name=intervention]").select_option("credit-schemes")
    view = Selection("II", role=frozenset({"sending"}), intervention=frozenset({"credit-schemes"}))
    file.expect_words(atlas, view)
    assert file.paint() == paint(atlas, view)["II"]
    counts = view.counts(atlas, "role")
    for role in ("sending", "transit", "receiving"):
        expect(file.page.locator(f"input[value={role}] + span em")).to_have_text(str(counts[role]))
    chosen = file.page.locator("select[name=intervention] option:checked")
    assert chosen.text_content() == f"Credit schemes · {len(view.matching_areas(atlas))}"
    file.page.get_by_role("link", name="Clear filters").click()
    file.expect_words(atlas, Selection("II"))
    expect(file.page.locator("input[name=role][value='']")).to_be_checked()


def test_a_view_that_leaves_nothing_says_so_and_leads_back(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas).open("#phase=I&role=transit")
    expect(file.page.locator("#headline")).to_contain_text("Phase I: nothing in the source fits role “Transit”.")
    assert {key[0] for key in file.paint().values()} == {"-"}
    file.page.locator("#headline .empty a").first.click()
    expect(file.page.locator("#headline .empty")).to_have_count(0)


# -- places and statements ---------------------------------------------------------------------------------------------


def test_an_area_on_the_map_opens_its_panel(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas)
    file.area("KH-17").click(position={"x": 60, "y": 30})
    expect(file.panel.locator("h2")).to_contain_text("Siem Reap")
    expect(file.page.locator("#map .ticw-chosen")).to_have_attribute("data-chosen", "KH-17")
    expect(file.page.locator("select[name=area]")).to_have_value("KH-17")
    expect(file.page).to_have_url(re.compile("area=KH-17"))
    file.panel.get_by_role("link", name="All areas").click()
    expect(file.panel).to_have_count(0)
    expect(file.page.locator("#list")).to_be_visible()


def test_the_list_and_the_keyboard_do_the_same_as_the_map(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas)
    link = file.page.locator("#areas").get_by_role("link", name="Prey Veng")
    link.focus()
    file.page.keyboard.press("Enter")
    expect(file.panel.locator("h2")).to_contain_text("Prey Veng")
    expect(file.panel).to_be_focused()
    file.area("KH-12").focus()
    file.page.keyboard.press("Enter")
    expect(file.panel.locator("h2")).to_contain_text("Phnom Penh")
    file.page.locator("select[name=area]").select_option("thai-border")
    expect(file.panel.locator("h2")).to_contain_text("Thai-Cambodian border")
    file.page.locator("input[name=phase]:checked").focus()
    file.page.keyboard.press("ArrowRight")
    expect(file.page.locator("input[name=phase][value=all]")).to_be_checked()
    file.expect_words(atlas, Selection(phase="all"))


@pytest.mark.parametrize("place", ["KH-14", "KH-18", "thai-border"])
def test_a_panel_shows_what_belongs_to_the_phase(opened: Opener, atlas: Atlas, place: str) -> None:
    file = opened(atlas, Selection("II", area=place))
    for phase in PHASES:
        file.choose("phase", phase)
        expected = [section.heading for section in dossier(atlas, place, Selection(phase=phase)).sections]
        assert file.headings() == expected


def test_what_is_folded_away_opens(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas, Selection("II", area="KH-14"))
    expected = next(part for part in dossier(atlas, "KH-14", Selection("II")).sections if part.folded)
    fold = file.panel.locator("details[data-fold]:visible").first
    fold.locator("> summary").click()
    expect(fold.locator("> ul > li")).to_have_count(len(expected.folded))
    expect(fold.locator("> ul > li").first).to_contain_text(expected.folded[0].title)


def test_a_citation_leads_to_what_it_stands_for_and_back(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas, Selection("II", area="KH-14"))
    cite = file.panel.locator("a.cite:visible").first
    address = (cite.text_content() or "").partition(" ")[0]
    about = atlas.record.paragraphs_by_id[address].about
    assert about in (cite.get_attribute("title") or "")
    cite.click()
    card = file.page.get_by_role("dialog")
    expect(card).to_contain_text(atlas.record.paragraphs_by_id[address].content)
    card.get_by_role("link", name="All that rests on it").click()
    found = file.page.locator(".found")
    expect(found).to_contain_text(about)
    expect(found).to_be_in_viewport()
    expect(found).to_be_focused()
    expect(file.panel.locator("h2")).to_contain_text("Prey Veng")


def test_a_statement_leads_to_its_line_in_the_record(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas, Selection("II", area="KH-18"))
    file.panel.get_by_role("link", name="Provincial Steering Committee, Sihanoukville").click()
    found = file.page.locator(".found")
    expect(found).to_contain_text("Provincial Steering Committee, Sihanoukville")
    expect(found).to_be_in_viewport()


# -- the address -------------------------------------------------------------------------------------------------------


def test_a_reload_shows_the_same_and_the_way_back_works(opened: Opener, atlas: Atlas) -> None:
    file = opened(atlas)
    file.choose("phase", "all")
    file.choose("role", "receiving")
    file.page.locator("select[name=area]").select_option("KH-18")
    expect(file.page).to_have_url(re.compile("area=KH-18$"))
    file.page.reload()
    view = Selection(phase="all", role=frozenset({"receiving"}))
    file.expect_words(atlas, view)
    assert file.paint() == paint(atlas, view)["all"]
    expect(file.panel.locator("h2")).to_contain_text("Sihanoukville")
    file.page.go_back()
    expect(file.panel).to_have_count(0)
    file.page.go_back()
    expect(file.page.locator("input[name=role][value='']")).to_be_checked()
    file.expect_words(atlas, Selection(phase="all"))


def test_what_the_address_asks_for_and_the_file_does_not_have_is_left_out_with_a_word(
    opened: Opener, atlas: Atlas
) -> None:
    file = opened(atlas).open("#phase=IX&role=queen&area=KH-14&paragraph=S99&colour=<b>red</b>")
    expect(file.page.locator("#notice")).to_contain_text("phase “IX”, role “queen”")
    expect(file.page.locator("#notice")).to_contain_text("paragraph “S99”, colour “<b>red</b>”")
    expect(file.panel.locator("h2")).to_contain_text("Prey Veng")
    file.expect_words(atlas, Selection("II"))
    file.choose("phase", "I")
    expect(file.page.locator("#notice")).to_be_hidden()


def test_it_opens_at_the_view_that_was_taken_along(opened: Opener, atlas: Atlas) -> None:
    taken = Selection(phase="all", role=frozenset({"sending", "receiving"}), area="KH-2", lang="km")
    file = opened(atlas, taken)
    assert file.paint() == paint(atlas, taken)["all"]
    expect(file.panel.locator("h2")).to_contain_text(atlas.record.place_name("KH-2", "km"))
    expect(file.page.locator("#map [data-label='KH-2'] text").first).to_have_text(atlas.record.place_name("KH-2", "km"))


# -- on paper, on other screens, without scripts -----------------------------------------------------------------------


def test_it_prints_as_a_document(opened: Opener, atlas: Atlas, tmp_path: Path) -> None:
    file = opened(atlas, Selection("II", area="KH-14"))
    before = file.page.locator("#map").bounding_box()
    file.page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    said = text_of(tmp_path / "printed.pdf")
    for text in ("Where Phase II worked", "4 receiving (Kandal uncertain)", "receiving (ambiguous)", "Prey Veng",
                 "Awareness raising", "Safer migration", "said of several areas together", "S4.4",
                 "Areas of Phase II and their roles", "Sources and licences", "CC BY 4.0"):  # fmt: skip
        assert text in said
    # neither what is chosen with nor what was not opened
    assert "Find an area or a place" not in said
    assert "BSD 2-Clause License" not in said
    first = pages(tmp_path / "printed.pdf")[0]
    # the whole map is on the first page: its westernmost and its easternmost colours, and every role's
    seen = {colour for count, colour in first.getcolors(1 << 24) or () if count > 20}
    assert {(42, 111, 151), (230, 227, 218), (241, 238, 230)} <= seen
    assert file.page.locator("#map").bounding_box() == before
    assert not file.panel.locator("details[open]").count()


@pytest.mark.parametrize("size", [LAPTOP, PROJECTOR, PHONE])
def test_nothing_is_wider_than_the_screen(opened: Opener, atlas: Atlas, size: tuple[int, int]) -> None:
    file = opened(atlas, Selection(phase="all", area="KH-18"), size=size)
    assert file.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    box = file.page.locator("#map").bounding_box()
    assert box
    assert box["width"] >= 0.5 * size[0]
    assert box["y"] + box["height"] <= size[1]
    areas = file.page.evaluate(
        """() => [...document.querySelectorAll('#map path.ticw-area')].map((path) => {
             const {left, right, top, bottom} = path.getBoundingClientRect(); return [left, right, top, bottom]; })"""
    )
    assert min(left for left, *_ in areas) >= box["x"]
    assert max(right for _, right, *_ in areas) <= box["x"] + box["width"]
    assert min(top for *_, top, _ in areas) >= box["y"]
    assert max(bottom for *_, bottom in areas) <= box["y"] + box["height"]


@pytest.mark.parametrize("view", ["", "#area=KH-14", "#phase=I&role=transit"])
def test_a_screen_reader_stumbles_over_nothing(opened: Opener, atlas: Atlas, view: str) -> None:
    file = opened(atlas).open(view)
    found = Axe().run(file.page, options={"runOnly": ["wcag2a", "wcag2aa", "best-practice"]})
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found.response["violations"]] == []


def test_without_scripts_everything_that_is_said_can_be_read(browser: Browser, atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.html"
    path.write_text(single_file(atlas, Selection("II"), MADE), encoding="utf-8")
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        expect(page.locator("article#area\\=KH-14 h2")).to_be_visible()
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("#map")).to_be_hidden()


# -- closed ------------------------------------------------------------------------------------------------------------


def test_a_hostile_record_stays_text(opened: Opener, hostile: Atlas) -> None:
    file = opened(hostile, Selection(phase="all", area="KH-14", context=True))
    expect(file.panel.locator("h2")).to_contain_text(HOSTILE)
    expect(file.page.locator("#map [data-label='KH-14'] text").first).to_have_text(
        hostile.record.areas_by_code["KH-14"].name
    )
    for phase in PHASES:
        file.choose("phase", phase)
    for summary in file.page.locator("summary:visible").all():
        summary.click()
    file.area("KH-17").hover()
    assert file.page.locator("img").count() == 0
    assert file.page.evaluate("window.hacked") is None


def test_no_foreign_script_runs_and_nothing_can_be_fetched(browser: Browser, atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.html"
    path.write_text(single_file(atlas, Selection("II"), MADE), encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
        page.goto(path.as_uri())
        asked.clear()
        page.evaluate(
            """async () => {
              const script = document.createElement('script');
              script.textContent = 'window.hacked = 1';
              document.body.append(script);
              const image = '<img src=https://127.0.0.1/x onerror="window.hacked = 2">';
              document.body.insertAdjacentHTML('beforeend', image);
              await fetch('https://127.0.0.1/').catch(() => {});
            }"""
        )
        page.wait_for_timeout(200)
        assert page.evaluate("window.hacked") is None
        assert asked == []
