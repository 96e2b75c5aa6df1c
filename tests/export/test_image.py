"""The map as a picture: it says what the screen says, it is drawn alike by every program, and nothing is cut off."""

import datetime as dt
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

from geo import i18n
from geo.export.attribution import map_statements, source_line
from geo.export.errors import ExportError
from geo.export.image.outlines import EM, outline
from geo.export.image.png import png
from geo.export.image.svg import A4_LANDSCAPE, map_svg
from geo.export.image.text_lines import part_unseen
from geo.map.boxes import Box
from geo.map.classification import paint
from geo.map.legend import legend
from geo.map.palette import COLOURS
from geo.map.projection import sheet
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.record.citations import passages
from geo.selection.selection import FACETS, Selection, options
from geo.selection.suggestions import suggestions
from geo.views.credits import licence_line
from geo.views.empty import answer
from tests.conftest import HOSTILE
from tests.support.opening import as_pdf, browser_picture, ink, pages
from tests.support.worlds import BORDER, PHASES

MADE = dt.date(2026, 11, 23)
SVG = "{http://www.w3.org/2000/svg}"
NOTHING_LEFT = Selection(phase="I", role=frozenset({"transit"}))
SIZES = {"picture": (1600, 1200), "page": (1240, 1754), "wide": (1920, 1080), "slide": (690, 560)}


def parsed(svg: str) -> ET.Element:
    """Read the file as XML, which it must be."""
    return ET.fromstring(svg)  # noqa: S314  # our own file; what is tested is that it is XML


def text_of(svg: str) -> str:
    """All that is read out of the picture, line after line; words that are drawn by what they are said to be."""
    return " ".join(" ".join(_read(parsed(svg))).replace("\u00a0", " ").split())


def _read(element: ET.Element) -> Iterator[str]:
    if element.get("aria-hidden") == "true":
        return
    if element.get("aria-label"):
        yield str(element.get("aria-label"))
    elif element.tag == f"{SVG}text":
        yield "".join(element.itertext())
    else:
        for child in element:
            yield from _read(child)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page of a browser in which nothing is fetched."""
    with browser_page(browser) as opened:
        yield opened


def browser_page(browser: Browser) -> Page:
    opened = browser.new_page(viewport={"width": 800, "height": 600})
    opened.route("**/*", lambda route: route.abort())
    return opened


# -- what it says ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "km"])
@pytest.mark.parametrize("phase", PHASES)
def test_every_area_is_painted_as_on_the_screen(atlas: Atlas, phase: str, lang: str) -> None:
    selection = Selection(phase=phase, role=frozenset({"receiving", "sending"}), lang=lang)
    root = parsed(map_svg(atlas, selection))
    painted = {
        group.get("data-area"): group.get("data-paint") for group in root.iter(f"{SVG}g") if group.get("data-area")
    }
    expected = paint(atlas, selection)[phase]
    assert painted == {code: expected.get(code, "") for code in atlas.by_area}


@pytest.mark.parametrize("phase", PHASES)
def test_the_words_around_the_map_are_those_of_the_page(atlas: Atlas, phase: str) -> None:
    selection = Selection(phase=phase)
    said = text_of(map_svg(atlas, selection, date=MADE))
    words = describe(atlas, selection)
    for text in (
        words.title,
        words.sentence,
        words.silence,
        licence_line(atlas),
        "2026-11-23",
        "Thai-Cambodian border",
    ):
        assert text in said
    for entry in legend(atlas, selection.changed(phase=phase)):
        assert f"{entry.letters} {entry.label}".strip().casefold() in said.casefold()
        assert f" {entry.count} " in f" {said} "
    assert source_line(atlas, selection) in said


def test_the_source_line_counts_what_the_picture_rests_on(atlas: Atlas) -> None:
    rows = map_statements(atlas, Selection("II"))
    assert {row.table for row in rows} == {"roles"}
    assert len(rows) == 9
    assert passages(atlas.record, [row.citation for row in rows]) == ("S4.1", "S4.5", "S4.11")
    assert source_line(atlas, Selection("II")) == (
        "Source: TICW briefing, S4.1, S4.5, S4.11. Certainty of the 9 statements shown: "
        "1 stated, 7 said of several areas together, 1 ambiguous."
    )


def test_what_answers_to_a_filter_is_cited_too(atlas: Atlas) -> None:
    selection = Selection("II", intervention=frozenset({"credit-schemes"}))
    assert "S4.4" in passages(atlas.record, [row.citation for row in map_statements(atlas, selection)])
    assert "act-2-credit" in {row.statement_id for row in map_statements(atlas, selection)}


def test_a_border_that_is_named_is_drawn_and_said_as_named(atlas: Atlas) -> None:
    svg = map_svg(atlas, Selection(phase="not-stated"))
    assert paint(atlas, Selection(phase="not-stated"))["not-stated"][BORDER]
    assert "Thai-Cambodian border, named in the source" in text_of(svg)
    assert "named in the source" not in text_of(map_svg(atlas, Selection("II")))


def test_a_view_that_leaves_nothing_says_so_and_names_the_nearest_that_do(atlas: Atlas) -> None:
    said = text_of(map_svg(atlas, NOTHING_LEFT))
    told = answer(atlas, NOTHING_LEFT, "")
    assert told
    assert all(line.title in said for line in told.lines)
    assert told.tries in said
    assert set(suggestions(atlas, NOTHING_LEFT)) <= set(told.ways)


def test_the_map_alone_has_no_words_but_names(atlas: Atlas) -> None:
    said = text_of(map_svg(atlas, Selection("II"), furniture=False, width=690, height=560))
    assert "Siem Reap R" in said
    assert "Phase II" not in said
    assert "Source" not in said


def test_names_are_in_the_language_of_the_selection(atlas: Atlas) -> None:
    said = text_of(map_svg(atlas, Selection("II", lang="km")))
    assert atlas.record.place_name("KH-14", "km") in said
    assert "Prey Veng" not in said


def test_the_picture_is_told_to_those_who_do_not_see_it(atlas: Atlas) -> None:
    root = parsed(map_svg(atlas, Selection("II"), furniture=False))
    described = {element.get("id"): element.text for element in root if element.get("id")}
    title, description = (described[name] for name in str(root.get("aria-labelledby")).split())
    assert title == "Where Phase II worked"
    assert str(describe(atlas, Selection("II"))) in str(description)
    assert "Receiving (ambiguous): Kandal." in str(description)


def test_the_chosen_area_is_outlined(atlas: Atlas) -> None:
    for chosen in ("KH-14", BORDER):
        root = parsed(map_svg(atlas, Selection("II", area=chosen)))
        assert [path.get("data-chosen") for path in root.iter(f"{SVG}path") if path.get("data-chosen")] == [chosen]
    # a place that is not drawn has no outline
    assert "data-chosen" not in map_svg(atlas, Selection("II", area="cambodia"))


def test_a_title_of_ones_own_takes_the_place_of_the_selections(atlas: Atlas) -> None:
    said = text_of(map_svg(atlas, Selection("II"), title="For the hall"))
    assert said.startswith("For the hall Phase II names")


# -- it holds together -------------------------------------------------------------------------------------------------


def everything(atlas: Atlas, phase: str = "all") -> Selection:
    """Every option of every facet."""
    facets = {facet: frozenset(options(atlas.record, facet)) for facet in FACETS}
    return Selection(phase=phase, area="KH-14", **facets)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES)
def test_however_much_there_is_to_say_the_map_keeps_its_room(atlas: Atlas, size: str) -> None:
    width, height = SIZES[size]
    root = parsed(map_svg(atlas, everything(atlas), width=width, height=height, title=HOSTILE * 5, date=MADE))
    frame = next(root.iter(f"{SVG}clipPath")).find(f"{SVG}rect")
    assert frame is not None
    assert float(frame.get("height", 0)) > 0.4 * height
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", 0)) <= width
        assert 0 < float(text.get("y", 0)) < height


def test_text_of_a_hostile_record_stays_text(hostile: Atlas) -> None:
    for selection in (Selection(phase="all", area="KH-14"), everything(hostile)):
        svg = map_svg(hostile, selection, title=f"\x00\x0b{HOSTILE}", date=MADE)
        root = parsed(svg)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "title", "desc", "metadata", "defs", "clipPath", "rect", "g", "path", "text", "tspan", "line",
        }  # fmt: skip
        assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
        assert HOSTILE in "".join(root.itertext())
        png(svg, 400)


def test_the_same_view_is_the_same_file(atlas: Atlas) -> None:
    assert map_svg(atlas, Selection(phase="all"), date=MADE) == map_svg(atlas, Selection(phase="all"), date=MADE)


@pytest.mark.parametrize("size", [(0, 100), (100, 1200), (1600, 10), (50_000, 1200)])
def test_a_size_that_cannot_be_drawn_is_refused(atlas: Atlas, size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="pixels wide and high"):
        map_svg(atlas, Selection("II"), width=size[0], height=size[1])


def test_a_kilometre_on_the_sheet_is_a_kilometre(atlas: Atlas) -> None:
    drawn = sheet(atlas)
    for latitude in (10.5, 12.5, 14.5):
        (west, y), (east, _) = drawn.place(latitude, 104), drawn.place(latitude, 105)
        kilometres = math.cos(math.radians(latitude)) * 6378.137 * math.radians(1)
        assert (east - west) / kilometres == pytest.approx(drawn.units_per_km(y), rel=1e-6)


# -- it looks right ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "km"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("phase", ["I", "II", "all"])
def test_no_label_covers_another_or_leaves_the_map(atlas: Atlas, page: Page, phase: str, size: str, lang: str) -> None:
    width, height = SIZES[size]
    svg = map_svg(atlas, Selection(phase=phase, area="KH-12", lang=lang), width=width, height=height)
    page.set_content(f"<style>body{{margin:0}}</style>{svg.partition('?>')[2]}")
    read = page.evaluate(
        """() => {
          const box = (one) => {
            const {x, y, width, height} = one.getBoundingClientRect();
            return [x, y, width, height];
          };
          const words = (label) => [...label.querySelectorAll(':scope > :not([aria-hidden]):not(line)')].map(box);
          return {frame: box(document.querySelector('g[clip-path] > rect')),
                  labels: [...document.querySelectorAll('[data-label]')].map(words)};
        }"""
    )
    frame = Box(*read["frame"])
    boxes = [_around([Box(*one) for one in label]) for label in read["labels"]]
    assert len(boxes) >= 5
    for box in boxes:
        assert box.overlap(frame) >= 0.99 * box.w * box.h
    for one, other in combinations(boxes, 2):
        assert one.overlap(other) <= 0.06 * min(one.w * one.h, other.w * other.h)


def _around(boxes: list[Box]) -> Box:
    """Return the box of what is printed: fonts leave air above and below the letters, a sixth of the height each."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.w for box in boxes), max(box.y + box.h for box in boxes)
    air = (bottom - top) / len(boxes) / 6
    return Box(left, top + air, right - left, bottom - top - 2 * air)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart, 0 to 1, looked at from a step away."""
    size = (400, round(400 * one.height / one.width))
    small = [picture.convert("RGB").resize(size, Image.Resampling.BOX) for picture in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3 / 255


@pytest.fixture(scope="module")
def in_browser(page: Page, atlas: Atlas) -> tuple[str, Image.Image]:
    """Return a picture with bands, hatching and Khmer names, as file and as the browser shows it."""
    svg = map_svg(atlas, Selection(phase="all", area="KH-14", lang="km"), date=MADE)
    page.set_viewport_size({"width": 1600, "height": 1200})
    page.set_content(f"<style>body{{margin:0}}</style>{svg.partition('?>')[2]}")
    return svg, Image.open(BytesIO(page.screenshot()))


def test_the_png_picture_looks_as_in_the_browser(in_browser: tuple[str, Image.Image]) -> None:
    svg, seen = in_browser
    assert difference(Image.open(BytesIO(png(svg, 1600))), seen) < 0.008


def test_libreoffice_shows_the_same_as_the_browser(in_browser: tuple[str, Image.Image], tmp_path: Path) -> None:
    svg, seen = in_browser
    (tmp_path / "map.svg").write_text(svg, encoding="utf-8")
    (printed,) = pages(as_pdf(tmp_path / "map.svg"), dots_per_inch=96)
    assert difference(printed, seen) < 0.012


def test_roles_have_their_colours_in_the_picture(atlas: Atlas) -> None:
    picture = Image.open(BytesIO(png(map_svg(atlas, Selection("II"), furniture=False), 800))).convert("RGB")
    counted = {
        f"#{red:02x}{green:02x}{blue:02x}": count for count, (red, green, blue) in picture.getcolors(1 << 24) or ()
    }
    fills = [row.fill_colour for row in atlas.record.symbols]
    for colour in (*fills, *(COLOURS[name] for name in ("unnamed", "pale", "sea", "land"))):
        assert counted.get(colour, 0) > 200, colour


@pytest.mark.parametrize("code", ["KH-14", "KH-17", "KH-18", "KH-15"])
def test_a_khmer_word_is_shaped_as_in_the_browser(atlas: Atlas, code: str, tmp_path: Path) -> None:
    word = atlas.record.place_name(code, "km")
    shaped = outline(word, 700)
    assert shaped
    glyphs = "".join(f'<path transform="translate({x} {y})" d="{data}"/>' for x, y, data in shaped.glyphs)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="200" viewBox="0 0 800 200">'
        '<rect width="800" height="200" fill="#fff"/>'
        f'<g transform="translate(20 130) scale({64 / EM} -{64 / EM})">{glyphs}</g></svg>'
    )
    drawn = ink(Image.open(BytesIO(png(svg, 1600))))
    html = f"<body style=\"font: 700 64px 'Noto Sans Khmer'; margin: 20px\">{word}"
    seen = ink(browser_picture(html, tmp_path, (800, 200)))
    assert drawn.width / drawn.height == pytest.approx(seen.width / seen.height, rel=0.03)
    assert difference(drawn, seen) < 0.05


def test_khmer_names_are_text_that_can_be_searched_under_the_shapes_of_their_letters(atlas: Atlas) -> None:
    i18n.use("km")
    svg = map_svg(atlas, Selection("II", lang="km"), furniture=False)
    i18n.use("en")
    drawn, names = part_unseen(svg)
    assert [name.text for name in names].count(atlas.record.place_name("KH-12", "km")) == 1
    assert len(names) == 8
    for name in names:
        assert f'aria-label="{name.text}"' in svg
        assert f">{name.text}</text>" in svg
        assert f">{name.text}</text>" not in drawn


# -- as PNG ------------------------------------------------------------------------------------------------------------


def test_a_picture_has_the_width_that_is_asked_for_and_says_its_size_on_paper(atlas: Atlas) -> None:
    width, height = A4_LANDSCAPE
    printed = Image.open(
        BytesIO(png(map_svg(atlas, Selection("II"), width=width, height=height), width, dots_per_inch=300))
    )
    assert printed.size == A4_LANDSCAPE
    assert printed.info["dpi"] == pytest.approx((300, 300), rel=1e-3)
    assert Image.open(BytesIO(png(map_svg(atlas, Selection("II")), 1600))).size == (1600, 1200)


def test_khmer_letters_without_a_font_are_one_clear_line(atlas: Atlas) -> None:
    # as map_svg writes them where no Khmer font is installed
    svg = re.sub("Siem Reap", "សៀមរាប", map_svg(atlas, Selection("II")))
    with pytest.raises(ExportError, match=r"^no Khmer font found: install fonts-noto-core.*$"):
        png(svg, 400)


@pytest.mark.parametrize("svg", ["", "<svg/>", "nothing"])
def test_what_is_no_picture_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="SVG file"):
        png(svg, 400)


def test_a_broken_picture_is_one_clear_line() -> None:
    with pytest.raises(ExportError, match="could not be drawn"):
        png('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><g></svg>', 400)
