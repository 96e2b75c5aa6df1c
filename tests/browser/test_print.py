"""What is printed from the browser holds what the screen shows, and nothing of the app's frame."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.record.atlas import Atlas
from geo.story.default import builtin
from geo.story.slides import slides
from tests.browser.conftest import LAPTOP, PHONE, Visit
from tests.browser.paper import HALL, chromium_print, expect_document, map_for_paper, show, shown, squeezed, texts_on
from tests.support.running import gate, settled

VIEWS = {
    "map": "?phase=II&area=KH-14",
    "map of a filter": "?phase=II&role=receiving",
    "compare": "compare?phase=II&area=KH-14",
    "compare, filtered": "compare?role=sending",
    "coverage": "coverage?phase=II",
    "partners": "partners?phase=II&item=cwcc",
    "studies": "studies?phase=all",
    "timeline": "timeline?phase=all",
    "record": "record?phase=II&item=role-10",
    "paragraphs": "record?phase=II&table=paragraphs",
    "nothing found": "?phase=I&role=receiving",
    "slide": "present?slide=4&notes=on",
}


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Yield a page of the app in a window of a size, ready to be printed; faults on it fail the test."""
    faults: list[list[str]] = []
    contexts = []

    def open_page(path: str, size: tuple[int, int] = LAPTOP) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, timezone_id=HALL)
        contexts.append(context)
        page = context.new_page()
        faults.append(gate(page, address))
        return show(page, f"{address}/{path}")

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for found in faults for fault in found] == []


@pytest.mark.parametrize("view", VIEWS)
def test_all_that_a_page_shows_is_on_paper_and_nothing_of_the_frame(
    tab: Callable[..., Page], tmp_path: Path, view: str
) -> None:
    page = tab(VIEWS[view])
    picture = map_for_paper(page)
    expect_document(page, chromium_print(page, tmp_path / "printed.pdf"), picture)


@pytest.mark.parametrize(
    ("view", "paper", "window"),
    [
        ("map", "A4 across", LAPTOP), ("compare", "Letter across", LAPTOP), ("coverage", "Letter", LAPTOP),
        ("slide", "Letter across", LAPTOP), ("map", "Letter", PHONE), ("record", "A4", PHONE),
        ("coverage", "A4 across", PHONE),
    ],
)  # fmt: skip
def test_nothing_is_lost_on_other_paper_or_from_a_phone(
    tab: Callable[..., Page], tmp_path: Path, view: str, paper: str, window: tuple[int, int]
) -> None:
    page = tab(VIEWS[view], window)
    picture = map_for_paper(page)
    expect_document(page, chromium_print(page, tmp_path / "printed.pdf", paper), picture)


def test_every_slide_is_one_page(tab: Callable[..., Page], address: str, atlas: Atlas, tmp_path: Path) -> None:
    page = tab("present?slide=1")
    visit = Visit(page, address, stays=True)
    count = len(builtin(atlas).views)
    for number in range(1, count + 1):
        visit.go(f"present?slide={number}")
        shown(page)
        expect(page.locator(".steps b")).to_have_text(f"{number} / {count}")
        for paper in ("A4", "Letter across"):
            printed = chromium_print(page, tmp_path / f"slide-{number}-{paper}.pdf", paper)
            assert len(printed.sheets) == 1, (number, paper)
            assert printed.lacks(texts_on(page)) == []


def test_the_own_story_prints_its_titles_and_notes(tab: Callable[..., Page], atlas: Atlas, tmp_path: Path) -> None:
    page = tab("story")
    page.get_by_role("button", name="Use").click()
    told = slides(atlas, builtin(atlas))
    expect(page.locator(".desk .card").first).to_be_visible()
    settled(page)
    printed = chromium_print(page, tmp_path / "printed.pdf")
    assert [one.title for one in told if squeezed(one.title) not in printed.text] == []
    assert "Astoryfile" not in printed.text


def test_after_printing_all_is_as_it_was(visit: Visit, tmp_path: Path) -> None:
    visit.open("?phase=II&area=KH-14")
    visit.map.locator(".leaflet-control-zoom-in").click()
    visit.page.wait_for_timeout(500)  # Leaflet's own way to the new scale
    state = """() => [document.querySelectorAll('details[open]').length, document.querySelector('.on-paper') === null,
        document.querySelector('.colophon') === null]"""
    before = (visit.page.evaluate(state), visit.area("KH-14").bounding_box())
    chromium_print(visit.page, tmp_path / "printed.pdf")
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(state) == before[0] == [0, True, True]
    after = visit.area("KH-14").bounding_box()
    assert after == pytest.approx(before[1], abs=1)
