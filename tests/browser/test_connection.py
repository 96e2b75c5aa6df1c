"""The server goes away and comes back: map, text and address agree again, and the story is still there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import LAPTOP, Visit
from tests.browser.test_story import add_view, titles
from tests.support.running import Server
from tests.support.worlds import copy_of_the_data, edit

BASE = "/atlas"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(BASE)
    with made.running:
        made.start()
        yield made


def agree(visit: Visit, phase: str, area: str, title: str) -> None:
    """Map, panel, list, filters, address and the sentence over the map are of one view."""
    visit.expect_phase(phase)
    visit.expect_chosen(area)
    expect(visit.page.locator(".headline h1")).to_have_text(title)


def test_after_a_restart_the_next_click_counts_everything_agrees_and_the_story_is_there(
    browser: Browser, server: Server
) -> None:
    with browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}) as context:
        visit = Visit(context.new_page(), server.address).open()
        add_view(visit, "Mine")
        visit.control("I").click()
        visit.area("KH-14").click()
        agree(visit, "I", "KH-14", "Where Phase I worked")

        connected = visit.page.locator("[data-test-connection-state=CONNECTED]")
        server.stop()
        lost = visit.page.get_by_role("dialog")
        expect(lost).to_contain_text("No internet is needed")
        expect(lost).not_to_contain_text("Are you connected")
        server.start()
        connected.wait_for()
        visit.settled()
        expect(lost).to_have_count(0)

        agree(visit, "I", "KH-14", "Where Phase I worked")
        visit.choose_in_list("Kampot")
        agree(visit, "I", "KH-7", "Where Phase I worked")
        visit.filter("II").click()
        agree(visit, "II", "KH-7", "Where Phase II worked")
        visit.area("KH-1").click()
        agree(visit, "II", "KH-1", "Where Phase II worked")
        visit.page.locator(".bar a", has_text="Story").click()
        assert titles(visit.page) == ["Mine"]
        visit.page.goto(f"{server.address}/present?story=own")
        expect(visit.page.locator(".slide h1")).to_have_text("Mine")


def test_a_page_that_was_open_during_an_upgrade_comes_back_on_its_view_with_the_new_files_alone(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    with browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}) as context:
        visit = Visit(context.new_page(), server.address).open("?phase=I&area=KH-14")
        page = visit.page
        page.evaluate("window.before = true")
        server.stop()
        world = copy_of_the_data(tmp_path)
        edit(world, "atlas.csv", "ticw-atlas", title="Another Atlas")
        server.start({"TICW_DATA": str(world)})
        page.wait_for_function("!window.before")
        visit.settled()
        expect(page.locator(".filters .name")).to_have_text("Another Atlas")
        agree(visit, "I", "KH-14", "Where Phase I worked")
        # it loads once, and what is of one version stays so
        page.evaluate("window.before = true")
        visit.control("II").click()
        agree(visit, "II", "KH-14", "Where Phase II worked")
        assert page.evaluate("window.before")
        words = page.evaluate("[...document.scripts].filter(({src}) => src.includes('/words-')).length")
        assert words == 1
