"""The handout: what a PDF reader finds in it, and whether Khmer is shaped as the browser shapes it."""

import datetime as dt
import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typst
from PIL import Image
from pypdf import PdfReader

from geo import i18n
from geo.export.errors import ExportError
from geo.export.pdf.handout import handout
from geo.map.summary import describe
from geo.record.atlas import Atlas, from_record
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.slides import slides
from geo.story.story import Story
from geo.views.registry import VIEWS
from geo.web.address import Base
from tests.conftest import HOSTILE
from tests.support.opening import ALIKE, browser_picture, first_line, khmer_page, likeness, pages, run, text_of
from tests.support.patience import ending

MADE = dt.date(2026, 11, 23)
HALL = "http://10.0.0.5:8501"


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def printed(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the handout of the story that the record tells, with the address of a hall."""
    path = tmp_path_factory.mktemp("handout") / "handout.pdf"
    path.write_bytes(handout(atlas, builtin(atlas), MADE, HALL))
    return path


def one(atlas: Atlas, folder: Path, *views: View, address: str = "") -> Path:
    path = folder / "one.pdf"
    path.write_bytes(handout(atlas, Story("Test", views), MADE, address))
    return path


def squeezed(text: str) -> str:
    """Text without spaces and hyphens: where a line breaks is the typesetter's business."""
    return "".join(text.split()).replace("\u200b", "").replace("-", "")


def test_a_handout_is_a4_and_says_what_it_is(printed: Path) -> None:
    said = run("pdfinfo", printed)
    assert "(A4)" in said
    assert "Cambodia" in next(line for line in said.splitlines() if line.startswith("Title:"))
    assert "2026" in next(line for line in said.splitlines() if line.startswith("CreationDate:"))


def tags_of(pdf: Path) -> list[tuple[str, str]]:
    """List the tags of a PDF file in reading order, each with its text alternative."""
    found = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict) and ("/S" in node or "/K" in node):
            found.append((str(node.get("/S", "")), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(pdf).root_object["/StructTreeRoot"])
    return found


def test_a_handout_is_tagged_and_follows_the_standard_for_accessible_documents(printed: Path) -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in printed.read_bytes()
    assert PdfReader(printed).root_object["/Lang"] == "en"
    tags = [tag for tag, _alt in tags_of(printed)]
    assert tags.count("/H1") == 12  # eleven views, and what the citations stand for
    assert {"/H2", "/Table", "/THead", "/TR", "/TH", "/TD", "/Figure", "/Link", "/TOC"} <= set(tags)


def test_maps_and_codes_have_words_for_those_who_do_not_see_them(atlas: Atlas, printed: Path) -> None:
    told = [alt for tag, alt in tags_of(printed) if tag == "/Figure"]
    assert all(told)
    for view in slides(atlas, builtin(atlas)):
        assert view.kind == "list" or view.pair or any(str(describe(atlas, view.selection)) in alt for alt in told)


def test_maps_and_codes_are_drawn_and_not_pictures_of_pixels(printed: Path) -> None:
    assert len(run("pdfimages", "-list", printed).splitlines()) == 2  # the heading alone


def test_every_view_has_a_section_with_its_words_filters_and_statements(atlas: Atlas, printed: Path) -> None:
    text = squeezed(text_of(printed))
    for view in slides(atlas, builtin(atlas)):
        for said in (view.title, view.sentence, f"Shown: {view.filters}.", view.source_line):
            assert squeezed(said) in text, said
        for section in view.statements:
            assert squeezed(section.heading) in text
            for item in (*section.items, *section.folded):
                assert squeezed(item.title) in text, item.title


def test_every_page_has_its_number_and_the_day(printed: Path) -> None:
    count = int(run("pdfinfo", printed).split("Pages:")[1].split()[0])
    for page in range(1, count + 1):
        assert f"{page} / {count}" in text_of(printed, page)
        assert "2026-11-23" in text_of(printed, page)


def test_citations_are_explained_at_the_end(atlas: Atlas, printed: Path) -> None:
    text = text_of(printed)
    assert "What the citations stand for" in text
    assert atlas.record.paragraphs_by_id["S4.4"].about in text.split("What the citations stand for")[-1]


def test_addresses_are_printed_and_lead_there(atlas: Atlas, printed: Path) -> None:
    text = squeezed(text_of(printed))
    for view in builtin(atlas).views:
        assert squeezed(Base(HALL).locate(view)) in text
    assert b"/URI" in printed.read_bytes()


def test_a_printed_address_can_be_copied_and_holds_no_character_that_is_not_seen(atlas: Atlas, tmp_path: Path) -> None:
    view = View("phase=II&role=receiving&intervention=awareness-raising,credit-schemes&q=koh+kong", page="record")
    text = run("pdftotext", "-raw", one(atlas, tmp_path, view, address=HALL), "-")
    assert Base(HALL).locate(view) in text.replace("\n", "")
    assert not any(unicodedata.category(letter) == "Cf" for letter in text)


@pytest.mark.parametrize("query", ["phase=II&item=cwcc", "phase=all&area=KH-14&lang=km&role=receiving,sending"])
def test_a_code_on_paper_reads_as_the_address_of_the_view_that_it_stands_under(
    atlas: Atlas, tmp_path: Path, query: str
) -> None:
    view = View(query, page="partners" if "item" in query else "")
    base = "https://atlas.example.org/ticw"
    made = one(atlas, tmp_path, view, address=base)
    run("pdftoppm", "-r", "150", "-l", "1", "-png", made, tmp_path / "code")
    (page,) = tmp_path.glob("code-*.png")
    assert run("zbarimg", "--raw", "-q", page).strip() == Base(base).locate(view)
    assert any(str(link["/A"]["/URI"]) == Base(base).locate(view) for link in links_of(made))


def links_of(pdf: Path) -> list[Any]:
    found = [link.get_object() for page in PdfReader(pdf).pages for link in page.get("/Annots", ())]
    return [link for link in found if "/URI" in link.get("/A", {})]


@pytest.mark.parametrize("base", ["http://127.0.0.1:8680", "http://localhost:8501", "http://0.0.0.0:8501"])
def test_an_address_that_only_this_machine_can_open_has_no_code_and_says_so(
    atlas: Atlas, tmp_path: Path, base: str
) -> None:
    made = one(atlas, tmp_path, View("phase=II&area=KH-14"), address=base)
    assert f"This view, on the computer that made this only: {base}/?phase=II&area=KH-14" in text_of(made)
    assert not [alt for _tag, alt in tags_of(made) if "QR" in alt]


@pytest.mark.parametrize("extract", ["pdftotext", "pypdf"])
def test_every_khmer_name_is_found_whole_and_as_often_as_it_stands_there(
    atlas: Atlas, tmp_path: Path, extract: str
) -> None:
    i18n.use("km")
    names = [atlas.record.place_name(code, "km") for code in atlas.by_area]
    made = one(atlas, tmp_path, *(View("phase=I", f"{name}: {name}", page="studies") for name in names))
    if extract == "pdftotext":
        text = run("pdftotext", "-raw", made, "-")
    else:
        text = "".join(page.extract_text() for page in PdfReader(made).pages)
    for name in names:
        # twice in the list of contents, twice in its title
        assert text.count(name) == 4, name


def test_khmer_words_keep_their_commas_and_long_ones_are_broken(atlas: Atlas, tmp_path: Path) -> None:
    long = "ភ្នំពេញព្រៃវែងស្ទឹងត្រែង" * 12
    made = one(atlas, tmp_path, View("phase=II", f"ព្រៃវែង, ភ្នំពេញ: {long}", page="studies"))
    text = run("pdftotext", "-raw", made, "-")
    assert "ព្រៃវែង, ភ្នំពេញ:" in text
    assert long in text.replace("\n", "")
    assert all(
        word_is_on_the_page(line) for line in run("pdftotext", "-bbox", made, "-").splitlines() if "<word" in line
    )


def word_is_on_the_page(line: str) -> bool:
    left, right = (float(value) for value in re.findall('xM[a-z]+="([0-9.]+)"', line))
    return left > 45 and right < 550


def test_a_name_on_the_map_is_text_that_is_not_seen(atlas: Atlas, tmp_path: Path) -> None:
    i18n.use("km")
    made = one(atlas, tmp_path, View("phase=II"))
    map_only = run("pdftotext", "-raw", "-x", "50", "-y", "130", "-W", "500", "-H", "380", "-l", "1", made, "-")
    for code in ("KH-14", "KH-12", "KH-18", "KH-17", "KH-8", "KH-20", "KH-3", "KH-1"):
        assert atlas.record.place_name(code, "km") in map_only


def test_the_caption_of_a_person_is_printed_and_the_sentence_that_they_switched_off_is_not(
    atlas: Atlas, tmp_path: Path
) -> None:
    text = text_of(one(atlas, tmp_path, View("phase=II", caption="Said to the hall #x", with_sentence=False)))
    assert "Said to the hall #x" in text
    assert describe(atlas, Selection("II")).sentence not in text


def test_the_note_of_a_person_is_not_printed(atlas: Atlas, tmp_path: Path) -> None:
    assert "private" not in text_of(one(atlas, tmp_path, View("phase=II", note="private to me")))


@pytest.mark.parametrize(
    "text", ["ø-word " * 43, "ø" * 300, "ø" * 33_000, "ø-word " * 5_800], ids=["title", "word", "33000", "40000"]
)
def test_a_text_of_any_length_is_set_whole_and_comes_to_an_end(atlas: Atlas, tmp_path: Path, text: str) -> None:
    first, *rest = atlas.record.studies
    record = replace(atlas.record, studies=(replace(first, label=text, note=text), *rest))
    story = Story("", (View("phase=all", text[:300], page="studies"),))
    made = tmp_path / "long.pdf"
    with ending():
        made.write_bytes(handout(from_record(record, atlas.layers), story, MADE))
    assert text_of(made).lower().count("ø") >= 2 * text.count("ø") + text[:300].count("ø")
    lines = [line for line in run("pdftotext", "-bbox", made, "-").splitlines() if "<word" in line]
    assert all(word_is_on_the_page(line) for line in lines)


def test_a_code_beside_the_title_opens_the_view(atlas: Atlas, tmp_path: Path) -> None:
    with_code, without = (
        pages(one(atlas, tmp_path, View("phase=II", page="studies"), address=address), 150)[0] for address in (HALL, "")
    )
    corner = (with_code.width * 3 // 4, 0, with_code.width, with_code.height // 6)
    assert dark(with_code.crop(corner)) > 0.05
    assert dark(without.crop(corner)) == 0


def dark(picture: Image.Image) -> float:
    return picture.convert("L").histogram()[0] / (picture.width * picture.height)


def test_an_address_that_no_code_could_hold_is_still_printed(atlas: Atlas, tmp_path: Path) -> None:
    long = f"{HALL}/{'deep/' * 300}"
    assert squeezed(long) in squeezed(text_of(one(atlas, tmp_path, View("phase=I"), address=long)))


def test_a_handout_of_one_view_has_no_list_of_contents(atlas: Atlas, tmp_path: Path) -> None:
    text = text_of(one(atlas, tmp_path, View("phase=II")))
    assert text.count("Where Phase II worked") == 1


def test_a_view_that_leaves_nothing_makes_a_page_that_says_so(atlas: Atlas, tmp_path: Path) -> None:
    text = text_of(one(atlas, tmp_path, View("phase=II&partner=ccpcr")))
    assert "Phase II: nothing in the source fits partner “CCPCR”." in text
    assert "Try instead: without “Partner”" in text


def test_an_area_s_brief_tells_silence_in_words(atlas: Atlas, tmp_path: Path) -> None:
    text = text_of(one(atlas, tmp_path, View("phase=all&area=KH-23")))
    for said in ("Phase I: not mentioned in the source", "Phase II: not mentioned in the source",
                 "Baseline survey: none stated for this area", "None stated for this place"):  # fmt: skip
        assert said in text


def count_of(atlas: Atlas, *views: View) -> int:
    return len(PdfReader(io.BytesIO(handout(atlas, Story("Test", views), MADE, HALL))).pages)


@pytest.mark.parametrize("phase", ["all", "I", "II"])
def test_the_handout_of_every_area_is_one_page(atlas: Atlas, phase: str) -> None:
    assert {code: count_of(atlas, View(f"phase={phase}&area={code}")) for code in atlas.by_area} == dict.fromkeys(
        atlas.by_area, 1
    )


@pytest.mark.parametrize("page", VIEWS)
def test_the_handout_of_any_view_is_at_most_two_pages(atlas: Atlas, page: str) -> None:
    for phase in ("all", "I", "II"):
        assert count_of(atlas, View(f"phase={phase}", page=page)) <= 2, phase


def test_the_handout_of_the_story_that_the_record_tells_is_at_most_eight_pages(printed: Path) -> None:
    assert len(PdfReader(printed).pages) <= 8


def test_a_handout_begins_with_key_figures(atlas: Atlas, tmp_path: Path, printed: Path) -> None:
    assert "9 of 24 areas named" in text_of(printed, 1)[:300]
    for query, figure in (("phase=II", "8 of 24 areas named"), ("phase=all&area=KH-14", "2 phases name this place")):
        assert figure in text_of(one(atlas, tmp_path, View(query)), 1)[:400]


@pytest.mark.parametrize("code", ["KH-9", "KH-15", "KH-23"])
def test_the_handout_of_an_area_that_is_never_named_says_what_is_told_without_a_place(
    atlas: Atlas, tmp_path: Path, code: str
) -> None:
    made = one(atlas, tmp_path, View(f"phase=all&area={code}"), address=HALL)
    said = "8 more activities; the source does not say where · 1 told as a part or purpose of others"
    assert f"{said}: see the whole map" in text_of(made)


def test_what_a_story_has_told_is_not_told_again_but_pointed_to(atlas: Atlas, tmp_path: Path) -> None:
    made = one(atlas, tmp_path, View("phase=I"), View("phase=I", "The same again"))
    text = text_of(made)
    assert text.count("Other alternative livelihoods") == 1
    assert "told above, under “Where Phase I worked”" in text


def test_the_handout_of_an_area_holds_what_is_said_of_it_and_of_the_rest_a_number(atlas: Atlas, tmp_path: Path) -> None:
    made = one(atlas, tmp_path, View("phase=all&area=KH-14"), address=HALL)
    text = text_of(made)
    assert "Provincial Steering Committee, Prey Veng" in text
    assert "Safer migration" not in text


def test_text_that_looks_like_markup_stays_text(atlas: Atlas, tmp_path: Path) -> None:
    nasty = f'{HOSTILE} #panic("x") *b* _i_ $x$ @y = z // c /* d */ \\u{{1}}'
    record = replace(
        atlas.record,
        areas=tuple(replace(row, name=nasty) for row in atlas.record.areas),
        studies=tuple(replace(row, label=nasty, note=nasty) for row in atlas.record.studies),
    )
    path = tmp_path / "nasty.pdf"
    story = Story(nasty, (View("phase=II", nasty, nasty), View("phase=II", page="studies"), View("area=KH-14")))
    path.write_bytes(handout(from_record(record, atlas.layers), story, MADE, HALL))
    assert squeezed(text_of(path)).count(squeezed(nasty)) > 10


@pytest.mark.parametrize("text", ["Family \U0001f468\u200d\U0001f469", "a\u200cb", "\u200d", "\u200b\u1797\u200d"])
def test_marks_that_join_letters_of_any_script_are_set(atlas: Atlas, text: str) -> None:
    assert handout(atlas, Story(text, (View("phase=I", title=text, note=text),)), MADE).startswith(b"%PDF")


def test_characters_that_no_document_can_hold_are_shown_as_such(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(handout(atlas, Story("a\x00\x1b\ufffeb", (View("", "x\x01y \U0001f600 \ue000 \u0f40"),)), MADE))
    assert "x\ufffdy" in text_of(path)


@pytest.mark.parametrize("word", ["ព្រៃវែង", "ស្ទឹងត្រែង"])
def test_khmer_is_shaped_as_the_browser_shapes_it(atlas: Atlas, tmp_path: Path, word: str) -> None:
    title = first_line(pages(one(atlas, tmp_path, View("phase=II", word, page="studies")), 300)[0])
    shaped = browser_picture(khmer_page(word, 700), tmp_path, (600, 400))
    unshaped = browser_picture(khmer_page(word, 700, shaped=False), tmp_path, (600, 400))
    assert likeness(title, shaped) > ALIKE
    assert likeness(title, unshaped) < ALIKE / 2


def test_a_handout_in_khmer_follows_the_standard_too(atlas: Atlas) -> None:
    i18n.use("km")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in handout(atlas, Story("ខ្មែរ", (View("phase=II&area=KH-14"),)), MADE)


def test_without_a_khmer_font_khmer_is_refused_in_one_line_and_the_rest_is_set(atlas: Atlas, tmp_path: Path) -> None:
    bare = typst.Fonts(include_system_fonts=False)
    path = tmp_path / "area.pdf"
    path.write_bytes(handout(atlas, Story("", (View("phase=II&area=KH-14"),)), MADE, fonts=bare))
    assert "The name in Khmer is left out: no Khmer font is installed." in text_of(path)
    assert text_of(path).count("Prey Veng") > 2
    i18n.use("km")
    for story in (Story("", (View("phase=II&area=KH-14"),)), Story("ព្រៃវែង", (View("phase=II"),))):
        with pytest.raises(ExportError) as refused:
            handout(atlas, story, MADE, fonts=bare)
        assert "no Khmer font found: install fonts-noto-core or fonts-khmeros" in str(refused.value)
        assert "\n" not in str(refused.value)
        i18n.use("en")


def test_the_same_story_on_the_same_day_is_the_same_file(atlas: Atlas) -> None:
    story = Story("Same", (View("phase=II"),))
    assert handout(atlas, story, MADE) == handout(atlas, story, MADE)
