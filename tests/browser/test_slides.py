"""A slide in a hall: it fits, it can be read, and the speaker has what a speaker needs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from geo.record.atlas import Atlas
from geo.selection.view import View
from geo.story.slides import slide
from geo.story.story import Story, to_link
from tests.browser.conftest import PHONE, Visit, visiting
from tests.browser.test_present import counter, open_slide

ALL_IN_SIGHT = """() => [...document.querySelectorAll(".atlas.slide :is(h1, p, li)")]
    .filter((one) => one.checkVisibility())
    .every((one) => one.getBoundingClientRect().bottom <= innerHeight + 1)
    && [...document.querySelectorAll(".stMain, .st-key-slidebeside")]
      .every((one) => one.scrollHeight <= one.clientHeight + 1)"""
"""Nothing that is shown lies beyond the window, and nothing has to be scrolled."""
SMALLEST = """() => Math.min(...[...document.querySelectorAll(
    ".atlas.slide :is(h1, .says, .point, .figure, .mark, .keys li, .more)")]
    .filter((one) => one.checkVisibility()).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
"""The smallest letters, in pixels, of what carries meaning: all but the source line."""


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080), (3840, 2160)])
def test_a_slide_fits_its_window_and_can_be_read_from_the_back_row(
    visit_at: Callable[[tuple[int, int]], Visit], size: tuple[int, int]
) -> None:
    visit = visit_at(size)
    # all of them where there is least room, elsewhere the full ones
    for number in range(1, 12) if size == (1024, 768) else (5, 7, 9):
        open_slide(visit, f"slide={number}")
        visit.page.wait_for_function(ALL_IN_SIGHT)
        smallest = visit.page.evaluate(SMALLEST)
        assert smallest >= 24 * min(size) / 768 - 0.1, (number, smallest)
        expect(visit.page.locator(".slide .more")).to_be_hidden()  # all of its lines are seen


def test_what_has_no_room_on_a_slide_is_counted_and_one_click_away(visit: Visit, atlas: Atlas) -> None:
    visit.page.set_viewport_size({"width": 1024, "height": 500})
    own = Story("Own", (View("phase=all", "Long words " * 15, page="timeline"), View("phase=II")))
    open_slide(visit, f"slide=1&story={to_link(own)}")
    rows = visit.page.locator(".slide.list .point")
    more = visit.page.locator(".slide .more a")
    expect(more).to_have_text(re.compile(r"^and \d+ more, see the atlas$"))
    left = int(re.sub(r"\D", "", more.inner_text()))
    shown = slide(atlas, own.views[0])
    assert len([row for row in rows.all() if row.is_visible()]) + left == len(shown.text_points) + shown.more
    visit.page.wait_for_function(ALL_IN_SIGHT)
    more.click()
    expect(visit.page).to_have_url(re.compile("/timeline"))


def test_the_controls_hide_until_the_pointer_moves(visit: Visit) -> None:
    open_slide(visit, "slide=2")
    button = visit.page.locator("[data-act=f]")
    visit.page.mouse.move(300, 300)
    expect(button).to_have_css("opacity", "1")
    expect(button).to_have_css("opacity", "0", timeout=8000)
    expect(visit.page.locator(".steps b")).to_have_css("opacity", "1")
    visit.page.mouse.move(320, 320)
    expect(button).to_have_css("opacity", "1")


def test_on_a_screen_for_fingers_the_controls_stay_for_there_is_no_pointer_to_move(
    browser: Browser, address: str
) -> None:
    with visiting(browser, address, PHONE, touch=True) as visit:
        open_slide(visit, "slide=2")
        visit.page.wait_for_function("document.body.classList.contains('ticw-idle')")
        visit.page.wait_for_timeout(500)  # longer than they take to fade
        expect(visit.page.locator(".steps a[data-leave]")).to_have_css("opacity", "1")


def test_a_key_makes_the_screen_black_and_the_next_one_brings_the_slide_back(visit: Visit) -> None:
    open_slide(visit, "slide=2")
    for key in ("b", "."):
        visit.page.keyboard.press(key)
        expect(visit.page.locator("body")).to_have_class(re.compile("ticw-black"))
        visit.page.keyboard.press(key)
        expect(visit.page.locator("body")).not_to_have_class(re.compile("ticw-black"))
    visit.page.keyboard.press("b")
    visit.page.keyboard.press("ArrowRight")
    counter(visit, "3 / 11")
    expect(visit.page.locator("body")).not_to_have_class(re.compile("ticw-black"))


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_by_keyboard_a_button_makes_the_screen_black_and_the_same_key_brings_it_back(visit: Visit, key: str) -> None:
    open_slide(visit, "slide=2")
    black = re.compile("ticw-black")
    visit.page.locator("[data-act=b]").focus()
    visit.page.keyboard.press(key)
    expect(visit.page.locator("body")).to_have_class(black)
    visit.page.keyboard.press(key)
    expect(visit.page.locator("body")).not_to_have_class(black)
    counter(visit, "2 / 11")


def test_a_key_and_a_button_fill_the_screen(visit: Visit) -> None:
    open_slide(visit, "slide=2")
    visit.page.keyboard.press("f")
    visit.page.wait_for_function("document.fullscreenElement")
    visit.page.mouse.move(300, 300)
    visit.page.locator("[data-act=f]").click()
    visit.page.wait_for_function("!document.fullscreenElement")


def test_the_speaker_has_a_window_with_notes_the_next_slide_and_a_clock_and_either_leads(visit: Visit) -> None:
    open_slide(visit, "slide=2")
    with visit.page.expect_popup() as opened:
        visit.page.keyboard.press("n")
    speaker = opened.value
    expect(speaker.locator(".speaker .clock")).to_have_text(re.compile(r"\d\d?:\d\d"))
    expect(speaker.locator(".speaker .now")).to_contain_text("Next: Beside the project: a national committee")
    expect(speaker.locator(".speaker .notes .cite").first).to_be_visible()
    expect(speaker.locator("iframe[title*=folium]")).to_have_count(0)
    visit.page.keyboard.press("ArrowRight")
    expect(speaker.locator(".steps b")).to_have_text("3 / 11")
    speaker.keyboard.press("ArrowRight")
    counter(visit, "4 / 11")
    expect(visit.page.locator(".slide .notes")).to_have_count(0)
    expect(visit.page.locator(".slide.beside")).to_be_visible()
