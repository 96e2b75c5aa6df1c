"""A person's own story stays in their browser: a reload, another tab or a restarted server loses nothing of it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geo.selection.view import View
from geo.story.kept import Kept, from_text, to_text
from geo.story.story import MAX_VIEWS, Story, add, pack, to_json, to_link
from tests.browser.conftest import PHONE, Visit, visiting
from tests.support.firefox import browsing_firefox
from tests.support.running import gate

TITLES = ".desk .pick > b"
THREE = Story("For Prey Veng", (View("phase=I", "One"), View("phase=II", "Two", "my note"), View("phase=all", "Three")))


def add_view(visit: Visit, title: str, note: str = "") -> None:
    """Add what is shown to the story, under a title."""
    visit.page.locator(".st-key-add_view button").click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_label("Notes").fill(note)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_have_count(0)
    visit.settled()


def titles(page: Page) -> list[str]:
    """Return the titles of the views on the page of the story, once they are there."""
    page.locator(TITLES).first.wait_for()
    return page.locator(TITLES).all_inner_texts()


def expect_titles(page: Page, *expected: str) -> None:
    """Expect that these are the titles of the slides, in this order."""
    expect(page.locator(TITLES)).to_have_text(list(expected))


def card(page: Page, number: int) -> Locator:
    """Return the small picture of a slide, counted from 1, with its buttons."""
    return page.locator(".desk .card").nth(number - 1)


def choose(page: Page, number: int, title: str) -> None:
    """Choose a slide, counted from 1, and wait for its words."""
    card(page, number).locator(".pick").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value(title)


def keep_story(visit: Visit, story: Story) -> None:
    """Have the browser keep a story, and open its page."""
    visit.page.goto(f"{visit.address}/about")
    visit.page.evaluate("(text) => localStorage.setItem('ticw-story', text)", to_text(Kept(story, ("given",))))
    visit.page.goto(f"{visit.address}/story")
    visit.page.locator(TITLES).first.wait_for()
    visit.settled()


def kept_story(page: Page) -> Story:
    """Return the story that the browser keeps."""
    return from_text(page.evaluate("localStorage.getItem('ticw-story')")).story


def open_story_beside(visit: Visit) -> Visit:
    """Open the page of the story in a second tab of the same browser."""
    other = Visit(visit.page.context.new_page(), visit.address)
    other.page.goto(f"{visit.address}/story")
    return other.settled()


def test_a_story_outlives_a_reload_and_opens_in_another_tab(visit: Visit) -> None:
    visit.open("?phase=I")
    add_view(visit, "First", "a note")
    visit.page.locator(".bar a", has_text="Record").click()
    visit.settled()
    visit.page.reload()
    visit.settled()
    add_view(visit, "Second")
    other = visit.page.context.new_page()
    for page in (visit.page, other):
        page.goto(f"{visit.address}/story")
        assert titles(page) == ["First", "Second"]
        page.goto(f"{visit.address}/present?story=own&slide=2")
        expect(page.locator(".slide h1")).to_have_text("Second")


def test_two_tabs_add_to_one_story_and_both_show_all_of_it(visit: Visit) -> None:
    visit.open("?phase=I")
    add_view(visit, "First")
    other = open_story_beside(visit)
    assert titles(other.page) == ["First"]
    visit.page.locator(".bar a", has_text="Record").click()
    visit.settled()
    add_view(visit, "Second")
    expect_titles(other.page, "First", "Second")
    # the list that the other tab has was changed by its own hand as well, and is told of changes still
    card(other.page, 2).locator("[data-do=left]").click()
    expect_titles(other.page, "Second", "First")
    other.settled()
    add_view(visit, "Third")
    expect_titles(other.page, "Second", "First", "Third")
    visit.page.goto(f"{visit.address}/story")
    assert titles(visit.page) == ["Second", "First", "Third"]


def test_a_story_emptied_in_one_tab_is_empty_in_the_other(visit: Visit) -> None:
    visit.open()
    add_view(visit, "Only")
    other = open_story_beside(visit)
    other.page.locator("[data-do=remove]").click()
    expect(other.page.locator(".headline")).to_contain_text("No views yet")
    other.settled()
    add_view(visit, "New")
    expect_titles(other.page, "New")


def test_a_story_that_was_emptied_stays_empty(visit: Visit) -> None:
    visit.open()
    add_view(visit, "Only")
    visit.page.locator(".bar a", has_text="Story").click()
    visit.page.locator("[data-do=remove]").click()
    expect(visit.page.locator(".headline")).to_contain_text("No views yet")
    visit.settled()
    visit.page.reload()
    expect(visit.page.locator(".headline")).to_contain_text("No views yet")


def test_an_own_story_that_there_is_not_is_never_silently_another(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/present?story=own")
    expect(visit.page.locator(".empty", has_text="keeps no story of yours")).to_be_visible()
    expect(visit.page.locator(".slide h1").first).to_be_visible()


@pytest.mark.parametrize("note", ["xyz\x0btwo", "tab\tand \x00 nothing"])
def test_a_note_pasted_from_another_program_is_kept_and_its_story_opens_again(visit: Visit, note: str) -> None:
    visit.open()
    visit.page.get_by_role("button", name="Add to story").click()
    box = visit.page.get_by_role("dialog").get_by_label("Notes")
    box.evaluate(
        """(box, text) => {
            Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
            box.dispatchEvent(new Event('input', {bubbles: true}));
        }""",
        note,
    )
    box.press("Control+Enter")
    visit.page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).click()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.settled()
    visit.page.goto(f"{visit.address}/present?story=own")
    expect(visit.page.locator(".slide h1")).to_be_visible()
    expect(visit.page.locator(".empty", has_text="keeps no story")).to_have_count(0)
    # a note is for who speaks: it is not projected
    expect(visit.page.locator("body")).not_to_contain_text(note[:3])
    visit.page.get_by_role("link", name="Notes").click()
    expect(visit.page.locator(".slide .notes")).to_contain_text(note[:3])


@pytest.mark.parametrize(
    ("story", "said"),
    [
        ("nonsense", "The link to the story is damaged"),
        (pack(Story("Empty")), "The story of the link has no views."),
        ("own", "The story that this browser keeps cannot be read."),
    ],
)
def test_a_story_that_cannot_be_shown_says_so_and_what_stands_in_for_it(visit: Visit, story: str, said: str) -> None:
    visit.page.goto(f"{visit.address}/timeline")
    visit.page.evaluate("localStorage.setItem('ticw-story', 'damaged')")
    visit.page.goto(f"{visit.address}/present?story={story}")
    expect(visit.page.locator("[data-testid=stMain]")).to_contain_text(
        "What follows is the story that the record tells."
    )
    expect(visit.page.locator("[data-testid=stMain]")).to_contain_text(said)


def test_words_that_are_too_long_stay_in_their_field_and_say_so(visit: Visit) -> None:
    visit.open("?phase=I")
    add_view(visit, "First")
    visit.page.goto(f"{visit.address}/story")
    note, caption = visit.page.get_by_label("Notes"), visit.page.get_by_label("Caption")
    note.fill("word " * 420)
    said = visit.page.locator("[data-testid=stMain]", has_text="2100 characters; 2000 can be kept")
    expect(said).to_be_visible()
    caption.fill("x" * 2000)
    expect(card(visit.page, 1).locator(".cap")).to_have_text("x" * 2000)
    expect(note).to_have_value("word " * 420)
    note.fill("short")
    expect(said).to_have_count(0)
    visit.settled()
    visit.page.reload()
    expect(note).to_have_value("short")
    expect(caption).to_have_value("x" * 2000)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_kept_story_that_cannot_be_read_is_not_overwritten_and_can_be_saved(visit: Visit, tmp_path: Path) -> None:
    visit.page.goto(f"{visit.address}/timeline")
    visit.page.evaluate("localStorage.setItem('ticw-story', 'damaged')")
    visit.open("?phase=I")
    visit.page.locator(".st-key-add_view button").click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog).to_contain_text("cannot be read")
    expect(dialog.get_by_role("button", name="Add", exact=True)).to_be_disabled()
    visit.page.goto(f"{visit.address}/story")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save it as it is").click()
    download.value.save_as(tmp_path / "kept.txt")
    assert (tmp_path / "kept.txt").read_text() == "damaged"
    visit.page.get_by_role("button", name="Forget it").click()
    expect(visit.page.get_by_text("cannot be read")).to_have_count(0)
    visit.settled()
    assert visit.page.evaluate("localStorage.getItem('ticw-story')") != "damaged"
    visit.page.goto(f"{visit.address}/?phase=I")
    add_view(visit, "New")
    visit.page.goto(f"{visit.address}/story")
    assert titles(visit.page) == ["New"]


def test_what_a_story_cannot_hold_is_refused_before_it_is_added(visit: Visit) -> None:
    visit.open("?phase=I")
    add_view(visit, "Precious")
    visit.page.goto(f"{visit.address}/record?phase=all&q={'a' * 3000}")
    visit.settled()
    visit.page.locator(".st-key-add_view button").click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog).to_contain_text("The address of this view is too long for a story")
    expect(dialog.get_by_role("button", name="Add", exact=True)).to_be_disabled()
    many = pack(Story("Many", (View("phase=I"),) * MAX_VIEWS))
    visit.page.evaluate("(many) => localStorage.setItem('ticw-story', many)", many)
    visit.open("?phase=I")
    visit.page.locator(".st-key-add_view button").click()
    expect(dialog).to_contain_text("The story has 100 views, as many as can be kept.")
    expect(dialog.get_by_role("button", name="Add", exact=True)).to_be_disabled()


def test_a_page_that_there_is_not_leads_to_the_map_and_says_so(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/nothing?phase=I")
    expect(visit.page.locator("[data-testid=stMain]")).to_contain_text("There is no page “nothing”; this is the map.")
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    expect(visit.page.locator(".headline")).to_contain_text("Phase I")


# -- the page of the story: order, words, undo, handing on


def test_slides_are_put_in_order_by_buttons_and_by_drag_and_the_focus_stays_with_the_moved_one(visit: Visit) -> None:
    keep_story(visit, THREE)
    page = visit.page
    card(page, 1).get_by_role("button", name="Move slide 1, One, to the right").press("Enter")
    expect_titles(page, "Two", "One", "Three")
    expect(page.locator("#ticw-says")).to_have_text("“One” is now slide 2 of 3.")
    expect(page.get_by_role("button", name="Move slide 2, One, to the right")).to_be_focused()
    page.keyboard.press("Enter")
    expect_titles(page, "Two", "Three", "One")
    expect(card(page, 3).locator(".pick")).to_be_focused()  # its button to the right has nothing to do any more
    pick = card(page, 3).locator(".pick").bounding_box()
    first = card(page, 1).bounding_box()
    assert pick
    assert first
    page.mouse.move(pick["x"] + 60, pick["y"] + 40)
    page.mouse.down()
    page.mouse.move(pick["x"] + 40, pick["y"] + 44)
    page.mouse.move(first["x"] + 10, first["y"] + 40, steps=4)
    expect(card(page, 1)).to_have_class("card before")
    page.mouse.up()
    expect_titles(page, "One", "Two", "Three")
    visit.settled()
    assert kept_story(page) == THREE


def test_a_removed_slide_comes_back_to_its_place_with_its_words(visit: Visit) -> None:
    keep_story(visit, THREE)
    card(visit.page, 2).locator("[data-do=remove]").press("Enter")
    expect_titles(visit.page, "One", "Three")
    expect(visit.page.locator(".bar a", has_text="Story (2)")).to_be_visible()
    undo = visit.page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    choose(visit.page, 2, "Three")
    visit.page.get_by_label("Caption").fill("typed since")
    undo.click()
    expect_titles(visit.page, "One", "Two", "Three")
    visit.settled()
    assert [(view.title, view.caption, view.note) for view in kept_story(visit.page).views] == [
        ("One", "", ""), ("Two", "", "my note"), ("Three", "typed since", ""),
    ]  # fmt: skip


def test_words_are_kept_while_they_are_typed_and_notes_stay_apart_from_what_the_hall_reads(visit: Visit) -> None:
    keep_story(visit, THREE)
    choose(visit.page, 2, "Two")
    expect(visit.page.get_by_label("Notes")).to_have_value("my note")
    visit.page.get_by_label("Caption").press_sequentially("For the hall")
    # not left, and no answer awaited
    visit.page.reload()
    expect(card(visit.page, 2).locator(".cap")).to_have_text("For the hall")
    visit.settled()
    choose(visit.page, 2, "Two")
    visit.page.get_by_label("Show the atlas's own sentence").uncheck()
    visit.page.get_by_label("Title of the story").fill("In Takéo")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Save as a file").click()
    assert "_story_In-Takeo_" in download.value.suggested_filename
    told = kept_story(visit.page)
    assert told.title == "In Takéo"
    assert told.views[1] == View("phase=II", "Two", "my note", caption="For the hall", with_sentence=False)


def test_what_two_tabs_do_in_the_same_moment_is_both_kept(visit: Visit) -> None:
    keep_story(visit, THREE)
    other = open_story_beside(visit)
    expect_titles(other.page, "One", "Two", "Three")
    other.settled()
    # neither waits for the other
    script = "([at, name]) => document.querySelectorAll('.card')[at].querySelector(`[data-do=${name}]`).click()"
    visit.page.evaluate(script, [0, "remove"])
    other.page.evaluate(script, [2, "left"])
    for page in (visit.page, other.page):
        expect_titles(page, "Three", "Two")
    visit.settled()
    other.settled()
    assert [view.title for view in kept_story(visit.page).views] == ["Three", "Two"]


def test_a_link_opens_as_a_copy_to_edit_without_notes_and_never_in_place_of_an_own_story(
    visit: Visit, browser: Browser
) -> None:
    keep_story(visit, THREE)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name="Copy link").click()
    expect(visit.page.get_by_role("button", name="Link copied")).to_be_visible()
    link = visit.page.evaluate("navigator.clipboard.readText()")
    with visiting(browser, visit.address) as guest:
        guest.page.goto(link)
        expect_titles(guest.page, "One", "Two", "Three")
        expect(guest.page).not_to_have_url(link)
        guest.settled()
        assert "my note" not in to_json(kept_story(guest.page))
    other = to_link(Story("Theirs", (View("phase=I", "Other"),)))
    visit.page.goto(f"{visit.address}/story?story={other}")
    expect(visit.page.locator(".empty")).to_contain_text("The link holds the story “Theirs”, 1 slide.")
    expect_titles(visit.page, "One", "Two", "Three")
    visit.page.get_by_role("button", name="Open as a copy to edit").click()
    expect_titles(visit.page, "Other")
    visit.page.get_by_role("button", name="Undo").click()
    expect_titles(visit.page, "One", "Two", "Three")
    visit.page.goto(f"{visit.address}/story?story=damaged")
    expect(visit.page.locator(".desk .empty").first).to_have_text("The link to the story is damaged: copy it whole.")
    expect_titles(visit.page, "One", "Two", "Three")


def test_beginning_from_something_puts_the_own_story_aside_until_it_is_brought_back(
    visit: Visit, tmp_path: Path
) -> None:
    keep_story(visit, THREE)
    visit.page.get_by_role("button", name="Use").first.click()
    expect(visit.page.locator(".desk .undo")).to_contain_text("Your story “For Prey Veng”, 3 slides, was put aside.")
    assert len(titles(visit.page)) == 11
    # all its small pictures are there, and light
    pictures = visit.page.locator(".desk .small img")
    expect(pictures.last).to_be_attached()
    assert pictures.count() >= 4
    visit.page.get_by_role("button", name="Undo").click()
    expect_titles(visit.page, "One", "Two", "Three")
    visit.settled()
    visit.page.locator(".st-key-start_place input").click()
    visit.page.locator(".st-key-start_place input").fill("Prey")
    visit.page.get_by_role("option", name="Prey Veng", exact=True).click()
    expect(visit.page.locator(TITLES)).to_have_count(5)
    visit.page.get_by_role("button", name="Undo").click()
    expect_titles(visit.page, "One", "Two", "Three")
    path = tmp_path / "story.json"
    for text, said in (
        ("{", "not valid JSON"),
        (to_json(Story("Empty")), "no views"),
        ('{"format": "x"}', "not a story"),
    ):
        path.write_text(text, encoding="utf-8")
        visit.page.locator("input[type=file]").set_input_files(path)
        expect(visit.page.locator(".desk .empty").first).to_contain_text(said)
        expect(visit.page.locator(".desk .empty").last).to_have_text("Nothing was changed.")
        expect_titles(visit.page, "One", "Two", "Three")


def test_a_story_of_a_hundred_slides_is_there_at_once(visit: Visit) -> None:
    most = Story("Many", tuple(View("phase=II", f"Slide {number}") for number in range(MAX_VIEWS)))
    keep_story(visit, most)
    assert len(titles(visit.page)) == MAX_VIEWS
    expect(visit.page.locator(".bar a", has_text=f"Story ({MAX_VIEWS})")).to_be_visible()
    card(visit.page, MAX_VIEWS).locator("[data-do=left]").click()
    expect(card(visit.page, MAX_VIEWS - 1).locator(".pick > b")).to_have_text(f"Slide {MAX_VIEWS - 1}")


def test_present_in_the_bar_shows_the_own_story_where_there_is_one(visit: Visit) -> None:
    visit.open()
    visit.page.locator(".bar a", has_text="Present").click()
    expect(visit.page.locator(".steps b")).to_have_text("1 / 11")
    keep_story(visit, THREE)
    for page in ("story", "timeline"):
        visit.page.goto(f"{visit.address}/{page}")
        expect(visit.page.locator(".bar a", has_text="Story (3)")).to_be_visible()
        visit.page.locator(".bar a", has_text="Present").click()
        expect(visit.page.locator(".slide h1")).to_have_text("One")
        expect(visit.page.locator(".steps .which")).to_have_text("For Prey Veng")


def test_a_finger_moves_a_slide_by_its_handle(browser: Browser, address: str) -> None:
    with visiting(browser, address, PHONE, touch=True) as visit:
        keep_story(visit, THREE)
        page = visit.page
        grip, last = card(page, 1).locator(".grip").bounding_box(), card(page, 2).bounding_box()
        assert grip
        assert last
        tap = page.context.new_cdp_session(page)
        x, y = grip["x"] + 12, grip["y"] + 12

        def touch(kind: str, *points: dict[str, float]) -> None:
            tap.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

        touch("touchStart", {"x": x, "y": y})
        for part in range(1, 6):
            touch("touchMove", {"x": x + part * (PHONE[0] - 30 - x) / 5, "y": y})
        page.wait_for_timeout(600)  # at the edge the row of slides rolls on
        touch("touchEnd")
        expect(page.locator(TITLES).first).to_have_text("Two")
        expect(page.locator("#ticw-says")).to_contain_text("“One” is now slide")
        page.locator(".st-key-start_own button").tap()
        expect(page.locator(TITLES)).to_have_count(11)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_the_page_of_the_story_works_in_firefox(address: str) -> None:
    with browsing_firefox() as firefox, firefox.new_context() as context:
        page = context.new_page()
        faults = gate(page, address)
        visit = Visit(page, address)
        keep_story(visit, add(THREE, View("phase=II", "Four"), 0))
        card(page, 1).locator("[data-do=right]").click()
        expect_titles(page, "One", "Four", "Two", "Three")
        box, target = card(page, 1).bounding_box(), card(page, 3).bounding_box()
        assert box
        assert target
        page.mouse.move(box["x"] + 60, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(box["x"] + 80, box["y"] + 44)
        page.mouse.move(target["x"] + target["width"] - 10, target["y"] + 40)
        page.mouse.up()
        expect_titles(page, "Four", "Two", "One", "Three")
        choose(page, 3, "One")
        page.get_by_label("Caption").fill("ពីរ")
        expect(card(page, 3).locator(".cap")).to_have_text("ពីរ")
        # its protocol tells of no download
        page.evaluate("HTMLAnchorElement.prototype.click = function () { window.saved = this.download; }")
        page.get_by_role("button", name="Save as a file").click()
        page.wait_for_function("window.saved?.endsWith('.json')")
        assert faults == []
