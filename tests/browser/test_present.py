"""The workshop mode and the own story, as a person in a hall uses them."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from geo.story.story import LARGEST
from tests.browser.conftest import PATIENCE, Visit, visiting
from tests.support.running import resident, server_process, serving

SLIDE_MAP = ".st-key-slidemap iframe"


def counter(visit: Visit, text: str) -> None:
    expect(visit.page.locator(".steps b")).to_have_text(text)


def open_slide(visit: Visit, query: str) -> Visit:
    visit.page.goto(f"{visit.address}/present?{query}")
    visit.page.locator(".steps b").wait_for(timeout=PATIENCE)
    return visit.settled()


def test_the_keys_leaf_through_the_slides(visit: Visit) -> None:
    open_slide(visit, "slide=1")
    counter(visit, "1 / 11")
    for key, shown in (("ArrowRight", "2"), ("Space", "3"), ("ArrowLeft", "2"), ("End", "11"), ("Home", "1")):
        visit.page.keyboard.press(key)
        counter(visit, f"{shown} / 11")
        visit.settled()
    visit.page.keyboard.press("Escape")
    expect(visit.page).to_have_url(re.compile("/about"))
    open_slide(visit, "slide=2")
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(".st-key-map")).to_be_visible()


def test_whoever_leaves_the_slides_is_where_they_were_opened(visit: Visit) -> None:
    visit.open("?phase=I&role=sending")
    visit.page.locator(".bar a[href^='timeline?']").click()
    visit.settled()
    visit.page.locator(".bar a[href^='present?']").click()
    counter(visit, "1 / 11")
    for number in ("2", "3"):
        visit.page.keyboard.press("ArrowRight")
        counter(visit, f"{number} / 11")
    visit.page.keyboard.press("Escape")
    expect(visit.page).to_have_url(re.compile(r"/timeline\?phase=I&role=sending$"))
    expect(visit.page.locator(".bar a[aria-current=page]")).to_have_text("Timeline")


def test_every_slide_opens_by_its_address_without_sidebar(visit: Visit) -> None:
    for number in range(1, 12):
        open_slide(visit, f"slide={number}")
        counter(visit, f"{number} / 11")
        expect(visit.page.locator(".slide h1")).not_to_be_empty()
        expect(visit.page.locator("[data-testid=stSidebar] .brand")).to_have_count(0)
        assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 2


def test_an_area_of_a_live_map_opens_its_panel_and_reloading_returns_to_the_slide(visit: Visit) -> None:
    open_slide(visit, "slide=2")
    visit.page.frame_locator(SLIDE_MAP).locator("path[data-area='KH-14']").click()
    expect(visit.page.locator(".slide.panel h2")).to_contain_text("Prey Veng")
    visit.page.reload()
    counter(visit, "2 / 11")
    expect(visit.page.locator(".slide.panel h2")).to_contain_text("Prey Veng")


def test_notes_with_citations_are_shown_on_demand(visit: Visit) -> None:
    open_slide(visit, "slide=2")
    expect(visit.page.locator(".slide .notes")).to_have_count(0)
    visit.page.get_by_role("link", name="Notes").click()
    expect(visit.page.locator(".slide .notes .cite").first).to_be_visible()


def test_a_view_is_added_to_the_story_and_saved_to_a_file(visit: Visit, tmp_path: Path) -> None:
    visit.open("?phase=I&area=KH-2")
    visit.page.locator(".st-key-add_view button").click()
    visit.page.locator(".st-key-add_title input").fill("Battambang <b>first</b>")
    visit.page.locator(".st-key-add_title input").press("Tab")
    visit.page.locator(".st-key-add_confirm button").click()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.page.get_by_role("link", name="Story").click()
    expect(visit.page.locator(".desk .pick > b")).to_have_text(["Battambang <b>first</b>"])
    with visit.page.expect_download() as download:
        visit.page.get_by_text("Save as a file").click()
    path = tmp_path / "story.json"
    download.value.save_as(path)
    views = json.loads(path.read_text(encoding="utf-8"))["views"]
    assert [(view["title"], view["query"]) for view in views] == [("Battambang <b>first</b>", "phase=I&area=KH-2")]


def test_a_damaged_story_file_says_what_is_wrong_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_text('{"format": "something else"}', encoding="utf-8")
    visit.page.goto(f"{visit.address}/story")
    visit.page.locator("input[type=file]").set_input_files(path)
    expect(visit.page.locator(".empty", has_text="not a story of this atlas")).to_be_visible()
    expect(visit.page.locator(".desk .card")).to_have_count(0)


def test_uploads_of_the_largest_size_leave_the_server_where_it_was(browser: Browser, tmp_path: Path) -> None:
    # as `make run` starts it
    with serving(environment={"MALLOC_ARENA_MAX": "2"}) as address, visiting(browser, address) as visit:
        visit.page.goto(f"{address}/story")
        for number in range(12):
            path = tmp_path / f"{number}.json"
            path.write_bytes(b'{"x": "' + b"x" * (LARGEST - 9) + b'"}')
            visit.page.locator("input[type=file]").set_input_files(path)
            expect(visit.page.locator(".empty", has_text=f"{number}.json")).to_be_visible()
            visit.settled()
            if number == 7:  # until then the process finds room for a file of this size
                before = resident(server_process(address))
        assert resident(server_process(address)) - before < LARGEST / 1e6


def test_the_view_is_taken_along_as_slides(visit: Visit, tmp_path: Path) -> None:
    visit.open("?phase=II&role=receiving")
    visit.page.locator(".st-key-take_along button").click()
    visit.page.locator(".st-key-take_make button").click()
    save = visit.page.get_by_text("Save ticw-atlas_phase-II_receiving_")
    save.wait_for(timeout=60_000)
    with visit.page.expect_download() as download:
        save.click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".pptx"
    assert path.read_bytes().startswith(b"PK")


def test_the_map_of_a_slide_shows_the_phase_that_its_words_say_and_offers_no_other(visit: Visit) -> None:
    open_slide(visit, "slide=4&phase=I")
    frame = visit.page.frame_locator(SLIDE_MAP)
    expect(frame.locator("path[data-area='KH-18']")).to_have_attribute("data-paint", "R")
    expect(frame.locator(".ticw-phase")).to_be_hidden()
    expect(visit.page.locator("[data-testid=stSidebar]")).to_be_hidden()
