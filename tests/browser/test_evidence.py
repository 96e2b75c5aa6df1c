"""A citation shows its paragraph where it stands: by mouse, finger and key, on the page and on paper."""

import re

import pypdf
import pytest
from playwright.sync_api import expect

from geo.record.atlas import Atlas
from tests.browser.conftest import Visit

CITE = ".panel .cite >> text=S4.4"


def card(visit: Visit):  # type: ignore[no-untyped-def]  # a locator
    return visit.page.get_by_role("dialog", name=re.compile("^Paragraph "))


def test_a_citation_opens_its_paragraph_in_place_and_shuts_again(visit: Visit, atlas: Atlas) -> None:
    visit.open("?phase=II&area=KH-14")
    before = visit.page.url
    visit.page.locator(CITE).first.click()
    told = atlas.record.paragraphs_by_id["S4.4"]
    for text in (f"Paragraph 4.4: {told.about}", told.content, "Certainty: under way · said of several areas together",
                 "In our own words, after"):  # fmt: skip
        expect(card(visit)).to_contain_text(text)
    box, window = card(visit).bounding_box(), visit.page.viewport_size
    assert box
    assert window
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    assert box["y"] + box["height"] <= window["height"]
    visit.page.locator("h1").click()
    expect(card(visit)).to_have_count(0)
    assert visit.page.url == before


def test_by_keyboard_the_focus_goes_in_and_comes_back(visit: Visit) -> None:
    visit.open("?phase=II&area=KH-14")
    visit.page.locator(CITE).first.press("Enter")
    expect(card(visit).get_by_role("link", name="All that rests on it")).to_be_focused()
    visit.page.keyboard.press("Escape")
    expect(card(visit)).to_have_count(0)
    expect(visit.page.locator(CITE).first).to_be_focused()


def test_the_sentence_that_is_cited_is_marked_in_its_paragraph(visit: Visit, atlas: Atlas) -> None:
    visit.open("?phase=II&area=KH-14")
    visit.page.locator(".panel .cite >> text=S3.1 s1").first.click()
    expect(card(visit).locator("mark")).to_have_text(atlas.record.paragraphs_by_id["S3.1"].told[0])


@pytest.mark.parametrize("path", ["?phase=II&area=KH-14", "timeline?phase=II", "partners?phase=II&item=cwcc"])
def test_on_paper_the_paragraphs_are_footnotes(visit: Visit, atlas: Atlas, tmp_path, path: str) -> None:  # type: ignore[no-untyped-def]
    visit.page.goto(f"{visit.address}/{path}")
    visit.settled().page.locator("a.cite").first.wait_for()
    links = visit.page.locator("[data-testid=stMain] a.cite:visible").all_text_contents()
    shown = {text.strip().partition(" ")[0] for text in links}
    made = tmp_path / "page.pdf"
    visit.page.pdf(path=made, format="A4")
    printed = re.sub(r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(made).pages))
    told = [row for row in atlas.record.paragraphs if row.paragraph_id in shown and row.content]
    assert told
    for row in told:
        assert re.sub(r"\s+", "", row.content) in printed, row.paragraph_id
