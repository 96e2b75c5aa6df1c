"""Taking along in a browser: the formats make files that their programs open; Stop gives the work up."""

import io
import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pptx
import pypdf
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from geo.record.atlas import Atlas
from geo.selection.view import View
from geo.story.story import Story, pack
from geo.views.registry import read_view
from tests.browser.conftest import Visit, visiting

KINDS = {
    "Pictures": ("Map sheet", "(.svg)", "(.png)"),
    "Slides": ("Slides",),
    "Tables": ("Statements as a workbook", "(.csv)"),
    "Documents": ("Handout", "(.docx)", "(.md)", "(.html)"),
}
"""How the labels of each kind begin or end, first that of the format that it offers first."""
MAKING = 60_000  # milliseconds; on a busy machine the process that makes files starts for seconds


def dialog(visit: Visit) -> Locator:
    return visit.page.get_by_role("dialog")


def open_dialog(visit: Visit) -> None:
    visit.page.locator(".st-key-take_along button").click()
    expect(dialog(visit).get_by_role("button", name="Create file")).to_be_visible()


def choose(visit: Visit, label: str) -> None:
    """Choose a format by what people read, under its kind."""
    kind = next(kind for kind, ends in KINDS.items() if label.startswith(ends) or label.endswith(ends))
    dialog(visit).get_by_role("radio", name=kind, exact=True).click()
    box = visit.page.locator(".st-key-take_format").get_by_role("combobox")
    # until then it still lists those of the kind before
    expect(box).to_have_value(re.compile("|".join(map(re.escape, KINDS[kind]))))
    box.click()
    visit.page.get_by_role("option", name=label, exact=True).click()
    expect(box).to_have_value(label)


def make(visit: Visit) -> None:
    dialog(visit).get_by_role("button", name="Create file").click()


def saved(visit: Visit, folder: Path) -> Path:
    """Return the file that was made, once it is, under the name that it suggests."""
    save = dialog(visit).get_by_role("button", name="Save ")
    save.wait_for(timeout=MAKING)
    with visit.page.expect_download() as download:
        save.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name in save.inner_text()
    return path


# -- the files ---------------------------------------------------------------------------------------------------------


def is_a_deck(content: bytes) -> None:
    slides = pptx.Presentation(io.BytesIO(content)).slides
    words = " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert "Phase II" in words


def is_a_handout(content: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert "Phase II" in " ".join(page.extract_text() for page in pages)


def is_a_document(content: bytes) -> None:
    assert "Phase II" in docx.Document(io.BytesIO(content)).paragraphs[0].text


def is_a_page(content: bytes) -> None:
    assert content.decode().lower().startswith("<!doctype html>")
    assert "TicwAtlas" in content.decode()


def is_a_drawing(content: bytes) -> None:
    assert "<svg" in content.decode()[:500]


def is_a_picture(content: bytes) -> None:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    assert picture.width >= 1600


def is_a_workbook(content: bytes) -> None:
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Statements", "About"]


@pytest.mark.parametrize(
    ("label", "suffix", "is_one"),
    [
        ("Slides (.pptx)", ".pptx", is_a_deck),
        ("Handout (.pdf)", ".pdf", is_a_handout),
        ("Text to edit in Word (.docx)", ".docx", is_a_document),
        ("Map sheet, one A4 page (.pdf)", ".pdf", is_a_handout),
        ("One file for any browser (.html)", ".html", is_a_page),
        ("Map as a drawing (.svg)", ".svg", is_a_drawing),
        ("Map as a picture, for screens (.png)", ".png", is_a_picture),
        ("Statements as a workbook (.xlsx)", ".xlsx", is_a_workbook),
    ],
)
def test_a_format_is_made_and_saved_and_opens(
    visit: Visit, tmp_path: Path, label: str, suffix: str, is_one: Callable[[bytes], None]
) -> None:
    visit.open("?phase=II&role=receiving")
    open_dialog(visit)
    choose(visit, label)
    make(visit)
    path = saved(visit, tmp_path)
    assert path.suffix == suffix
    assert "phase-II_receiving" in path.name
    is_one(path.read_bytes())


def test_a_handout_made_here_has_the_address_of_the_view_with_what_is_opened(visit: Visit, tmp_path: Path) -> None:
    visit.page.goto(f"{visit.address}/partners?phase=II&item=cwcc")
    open_dialog(visit)
    address = f"{visit.address}/partners?phase=II&item=cwcc"
    expect(dialog(visit).get_by_role("link", name=address)).to_have_attribute("href", address)
    expect(dialog(visit)).to_contain_text("Only this computer can open it.")
    choose(visit, "Handout (.pdf)")
    make(visit)
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(saved(visit, tmp_path)).pages)
    assert f"on the computer that made this only: {address}" in printed.replace("\n", " ")


def test_a_table_that_is_taken_along_has_the_rows_of_the_view(visit: Visit, atlas: Atlas, tmp_path: Path) -> None:
    visit.open("?phase=I&area=KH-14")
    open_dialog(visit)
    choose(visit, "Statements as a workbook (.xlsx)")
    make(visit)
    _header, *lines = openpyxl.load_workbook(saved(visit, tmp_path))["Statements"].iter_rows(values_only=True)
    expected = read_view(atlas, View("phase=I&area=KH-14")).content.rows(atlas)
    assert {row.phase for row in expected} >= {"I"}
    assert [line[0] for line in lines] == [row.statement_id for row in expected]


def test_another_format_is_made_anew_and_not_saved_under_the_old_name(visit: Visit, tmp_path: Path) -> None:
    visit.open("?phase=II")
    open_dialog(visit)
    make(visit)
    assert saved(visit, tmp_path).suffix == ".pdf"
    choose(visit, "Slides (.pptx)")
    expect(dialog(visit).get_by_role("button", name="Save ")).to_have_count(0)
    make(visit)
    assert saved(visit, tmp_path).suffix == ".pptx"


# -- stopping ----------------------------------------------------------------------------------------------------------


def test_stop_gives_the_work_up_and_it_can_be_started_again(visit: Visit, tmp_path: Path) -> None:
    long = pack(Story("Long", tuple(View("phase=all", title=f"View {number}") for number in range(60))))
    visit.open("?phase=all").page.evaluate("(long) => localStorage.setItem('ticw-story', long)", long)
    open_dialog(visit)
    dialog(visit).get_by_text("Your story (60 views)").click()
    choose(visit, "Slides (.pptx)")
    for _ in range(2):  # to stop once has to leave the next as it was
        make(visit)
        stop = dialog(visit).get_by_role("button", name="Stop")
        stop.wait_for()
        time.sleep(1)  # the deck takes many seconds
        stop.click()
        dialog(visit).get_by_role("button", name="Create file").wait_for()
        # what was given up doesn't come after all
        time.sleep(1)
        expect(dialog(visit).get_by_role("button", name="Create file")).to_be_visible()
        expect(dialog(visit).locator(".notices, [role=progressbar]")).to_have_count(0)
    dialog(visit).get_by_text("This view", exact=True).click()
    make(visit)
    is_a_deck(saved(visit, tmp_path).read_bytes())


def test_a_dialog_closed_while_a_file_is_made_leaves_the_app_as_it_was(visit: Visit, tmp_path: Path) -> None:
    visit.open("?phase=II")
    open_dialog(visit)
    make(visit)
    dialog(visit).get_by_role("button", name="Close").click()
    expect(dialog(visit)).to_have_count(0)
    visit.area("KH-14").click()
    visit.expect_chosen("KH-14")
    open_dialog(visit)
    make(visit)
    assert saved(visit, tmp_path).suffix == ".pdf"


def test_a_file_is_dated_by_the_clock_of_whoever_looks(browser: Browser, address: str, tmp_path: Path) -> None:
    days = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # never on the same day
        with visiting(browser, address, timezone_id=zone) as visit:
            visit.open()
            open_dialog(visit)
            today = datetime.now(ZoneInfo(zone)).date().isoformat()
            expect(dialog(visit)).to_contain_text(f"Files are dated {today}, by the clock of {zone}.")
            choose(visit, "Text with a table, for a report (.md)")
            make(visit)
            path = saved(visit, tmp_path)
            assert path.stem.endswith(f"_{today}")
            assert today in path.read_text(encoding="utf-8")
            days.add(today)
    assert len(days) == 2
