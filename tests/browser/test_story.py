"""A person's own story stays in their browser: a reload, another tab or a restarted server loses nothing of it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.selection.view import View
from geo.story.story import MAX_VIEWS, Story, pack
from tests.browser.conftest import Visit


def add_view(visit: Visit, title: str, note: str = "") -> None:
    """Add what is shown to the story, under a title."""
    visit.page.locator(".st-key-add_view button").click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_label("Note").fill(note)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_have_count(0)
    visit.settled()


def titles(page: Page) -> list[str]:
    """Return the titles of the views on the page of the story, once they are there."""
    page.locator("[class*=st-key-title-] input").first.wait_for()
    return page.locator("[class*=st-key-title-] input").evaluate_all("all => all.map(({value}) => value)")


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
    expect(other.page.locator("[class*=st-key-title-] input")).to_have_count(2)
    # the list that the other tab has was changed by its own hand as well, and is told of changes still
    other.page.get_by_role("button", name="Up", exact=True).last.click()
    expect(other.page.locator("[class*=st-key-title-] input").first).to_have_value("Second")
    other.settled()
    add_view(visit, "Third")
    expect(other.page.locator("[class*=st-key-title-] input")).to_have_count(3)
    assert titles(other.page) == ["Second", "First", "Third"]
    visit.page.goto(f"{visit.address}/story")
    assert titles(visit.page) == ["Second", "First", "Third"]


def test_a_story_emptied_in_one_tab_is_empty_in_the_other(visit: Visit) -> None:
    visit.open()
    add_view(visit, "Only")
    other = open_story_beside(visit)
    other.page.get_by_role("button", name="Remove").click()
    expect(other.page.locator(".headline")).to_contain_text("No views yet")
    other.settled()
    add_view(visit, "New")
    expect(other.page.locator("[class*=st-key-title-] input")).to_have_count(1)
    assert titles(other.page) == ["New"]


def test_a_story_that_was_emptied_stays_empty(visit: Visit) -> None:
    visit.open()
    add_view(visit, "Only")
    visit.page.locator(".bar a", has_text="Story").click()
    visit.page.get_by_role("button", name="Remove").click()
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
    box = visit.page.get_by_role("dialog").get_by_label("Note")
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
    note = visit.page.get_by_label("Note")
    note.fill("word " * 420)
    note.press("Control+Enter")
    said = visit.page.locator("[data-testid=stMain]", has_text="2100 characters; 2000 can be kept")
    expect(said).to_be_visible()
    expect(note).to_have_value("word " * 420)
    note.fill("short")
    note.press("Control+Enter")
    expect(said).to_have_count(0)
    visit.settled()
    visit.page.reload()
    expect(visit.page.get_by_label("Note")).to_have_value("short")


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
