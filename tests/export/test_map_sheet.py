"""The map sheet: one page that says what the map says, with an inset where names stand close and nowhere else."""

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from geo import i18n
from geo.export.image.inset import find_inset
from geo.export.pdf.map_sheet import INSET, MAP, PIXELS, map_sheet, map_sheet_png
from geo.map.boxes import Box
from geo.map.legend import legend
from geo.map.projection import sheet
from geo.map.summary import describe
from geo.record.atlas import Atlas, open_atlas
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.views.credits import licence_line, product
from tests.support.opening import text_of
from tests.support.worlds import BOLIVIA

MADE = dt.date(2026, 11, 23)
FRAME, INNER = (Box(0, 0, wide * PIXELS, high * PIXELS) for wide, high in (MAP, INSET))
LARGER = "The framed part of the map, larger"

pytestmark = pytest.mark.usefixtures("english")


def printed(atlas: Atlas, folder: Path, query: str) -> tuple[str, int]:
    """Return the text of a sheet without spaces, and how many pages it has."""
    path = folder / "sheet.pdf"
    path.write_bytes(map_sheet(atlas, View(query), MADE))
    return squeezed(text_of(path)), len(PdfReader(path).pages)


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "").replace("-", "")


@pytest.mark.parametrize("phase", ["I", "II", "all", "not-stated"])
def test_a_sheet_is_one_page_with_the_words_of_the_map(atlas: Atlas, tmp_path: Path, phase: str) -> None:
    selection = Selection(phase)
    text, count = printed(atlas, tmp_path, f"phase={phase}")
    words = describe(atlas, selection)
    said = [words.title, str(words), licence_line(atlas), product(atlas), "2026-11-23", "about 100 km"]
    assert count == 1
    for part in (*said, *(entry.label for entry in legend(atlas, selection))):
        assert squeezed(part).casefold() in text.casefold(), part
    assert "donotimply" in text


def test_a_sheet_has_three_figures_of_what_stands_behind_it_and_none_that_is_zero(atlas: Atlas, tmp_path: Path) -> None:
    text, _count = printed(atlas, tmp_path, "phase=II")
    for figure in ("8of24areasnamed", "12activities", "9bodiesandpartnersnamed"):
        assert figure in text
    of_a_place, _count = printed(atlas, tmp_path, "phase=all&area=KH-14")
    assert "2phasesnamethisplace" in of_a_place
    of_nothing, _count = printed(atlas, tmp_path, "phase=II&partner=ccpcr")
    assert not re.search("0(activities|of24|bod)", of_nothing)
    assert "nothinginthesourcefitspartner" in of_nothing


@pytest.mark.parametrize("phase", ["I", "II", "all"])
def test_an_inset_shows_where_areas_too_small_for_their_names_stand_close(atlas: Atlas, phase: str) -> None:
    inset = find_inset(atlas, Selection(phase), FRAME, INNER)
    assert inset is not None
    assert {"KH-12", "KH-14"} <= inset.codes
    assert "KH-18" not in inset.codes  # small, and alone
    shapes = sheet(atlas).areas
    left, top, right, bottom = inset.bounds
    for code in ("KH-12", "KH-14"):
        west, north, east, south = shapes[code].geometry.bounds
        assert left <= west
        assert top <= north
        assert right >= east
        assert bottom >= south


@pytest.mark.parametrize(
    "selection",
    [
        Selection("not-stated"),
        Selection("I", role=frozenset({"receiving"})),
    ],
)
def test_where_nothing_is_crowded_there_is_no_inset(atlas: Atlas, tmp_path: Path, selection: Selection) -> None:
    assert find_inset(atlas, selection, FRAME, INNER) is None
    assert squeezed(LARGER) not in printed(atlas, tmp_path, selection.to_query())[0]


def test_another_country_has_its_sheet(tmp_path: Path) -> None:
    example = open_atlas(BOLIVIA)
    assert find_inset(example, Selection("I"), FRAME, INNER) is None
    text, count = printed(example, tmp_path, "phase=I")
    assert count == 1
    assert "Bolivia" in text


def test_a_name_in_the_inset_stands_on_the_map_as_letters_alone(atlas: Atlas, tmp_path: Path) -> None:
    edges = 2  # every name on a map is written twice, the first time as the white edge around its letters
    assert printed(atlas, tmp_path, "phase=II")[0].count("PhnomPenh") == edges
    # the chosen one keeps its name; once more in the title
    assert printed(atlas, tmp_path, "phase=II&area=KH-12")[0].count("PhnomPenh") >= 2 * edges + 1


@pytest.mark.parametrize("lang", ["en", "km"])
def test_the_picture_is_the_same_page_at_300_dots_per_inch(atlas: Atlas, lang: str) -> None:
    i18n.use(lang)
    picture = Image.open(io.BytesIO(map_sheet_png(atlas, View(f"phase=II&lang={lang}"), MADE)))
    assert picture.size == pytest.approx((3508, 2480), abs=1)
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert picture.info["Software"] == product(atlas)


def test_a_sheet_is_tagged_and_its_maps_have_words(atlas: Atlas) -> None:
    made = map_sheet(atlas, View("phase=II"), MADE)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    reader = PdfReader(io.BytesIO(made))
    assert reader.metadata is not None
    assert reader.metadata.title == "Where Phase II worked"


def test_the_longest_title_and_the_longest_names_stay_on_one_page(hostile: Atlas, atlas: Atlas, tmp_path: Path) -> None:
    for query in ("phase=all", "phase=II&area=KH-14"):
        text, count = printed(hostile, tmp_path, query)
        assert count == 1
        assert "onerror=window.hacked=1" in text
    path = tmp_path / "long.pdf"
    path.write_bytes(map_sheet(atlas, View("phase=II", "words " * 33), MADE))
    assert len(PdfReader(path).pages) == 1
