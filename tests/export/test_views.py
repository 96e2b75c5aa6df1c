"""A page's drawing as a picture: it says what the page says and draws what the page draws, on any size, and no more."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from geo import i18n
from geo.export import FORMATS, WITH_HXL, ExportError, file_name, formats_of, make
from geo.export.__main__ import main
from geo.export.image.svg import A4_LANDSCAPE, SIZE
from geo.export.image.views.axis import MAX_ENTRIES
from geo.export.image.views.page import body_svg
from geo.export.image.views.view import view_png, view_svg
from geo.record.atlas import Atlas, from_record
from geo.selection.view import View
from geo.views.coverage.matrix import matrix, table_of
from geo.views.credits import licence_line
from geo.views.partners.network import network
from geo.views.partners.relations import bands
from geo.views.registry import VIEWS, Shown, read_view, show_list
from geo.views.studies.diagram import overview
from geo.views.studies.inventory import groups
from geo.views.timeline import precisions, timeline
from pages.common.export_dialog import KINDS
from tests.conftest import HOSTILE
from tests.export.test_image import parsed, text_of
from tests.pages.test_app import Visit
from tests.support.opening import text_of as pdf_text
from tests.support.patience import ending
from tests.support.worlds import PHASES

MADE = dt.date(2026, 11, 23)
PICTURES = ("svg", "png", "png-print")
DRAWN = ("compare", "coverage", "partners", "studies", "timeline")
MARGIN = 20  # pixels of a picture of 1600 that stay blank on every side


def cases() -> Iterator[tuple[str, str]]:
    for page in ("", *DRAWN):
        yield from ((page, f"phase={phase}") for phase in PHASES)
        yield page, "phase=II&role=receiving"
        yield page, "phase=I&role=transit"
        yield page, "phase=all&area=KH-14&partner=cwcc"
        yield page, "phase=II&area=KH-17&lang=km"
    for table in ("studies", "partners"):
        yield from (("coverage", f"phase={phase}&table={table}") for phase in PHASES)
    yield "coverage", "phase=II&item=act-2-credit"
    yield from (("partners", f"phase=II&item={item}") for item in ("cwcc", "uniap", "agr-2003-thailand"))
    yield from (("studies", f"phase=II&item={item}") for item in ("survey-siem-reap", "ra-2", "survey-yunnan"))


CASES = tuple(cases())


pytestmark = pytest.mark.usefixtures("english")


def view_of(page: str, query: str) -> View:
    i18n.use("km" if "lang=km" in query else "en")
    return View(query, page=page)


def plain(text: str) -> str:
    """Return the letters of a text: where a line ends is left out, and the dots of what goes on in a hint."""
    return re.sub(r"[\s\u200b…]+", "", text)


def hints(svg: str) -> str:
    return plain(" ".join(element.text or "" for element in parsed(svg).iter() if element.tag.endswith("}title")))


def drawn_by_the_page(atlas: Atlas, shown: Shown) -> Iterator[str]:
    """Each row, column, box and entry that the page draws."""
    item, area, selection = shown.params.get("item", ""), shown.selection.area, shown.selection
    if shown.page == "coverage":
        made = matrix(atlas, selection, table_of(shown.params), item)
        yield from (row.label for row in made.rows)
        if made.rows:
            yield from (name for group in made.groups if group.key for _code, name in group.places)
            yield from (name for _key, name in made.bands)
    elif shown.page == "timeline":
        timed = timeline(atlas, selection)
        # how each year is known, as on the page
        yield from (name for key, name in precisions().items() if key in timed.marks - {"ahead"})
        for year in timed.years:
            yield str(year.year)
            for entry in year.entries:
                yield from (entry.item.title, entry.date, entry.phase, entry.item.detail)
        yield from (heading for heading, _items in timed.undated)
        yield from (item.title for _heading, items in timed.undated for item in items)
    elif shown.page in ("partners", "studies"):
        told = groups(atlas, selection) if shown.page == "studies" else ()
        drawings = [overview(atlas, told, item, area)] if told else []
        networks = [network(atlas, band, item, area) for band in bands(atlas, selection)]
        found = drawings if shown.page == "studies" else networks
        boxes = (box for one in found for column in one.drawing.columns for box in column)
        yield from (text for box in boxes for text in (box.title, box.sub))
        yield from (entry.study.label for group in told for entry in group.entries)


# -- what it says ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "query"), CASES)
def test_a_picture_says_what_its_page_says_and_holds_what_the_page_draws(atlas: Atlas, page: str, query: str) -> None:
    view = view_of(page, query)
    shown = read_view(atlas, view)
    svg = make("svg", atlas, view, MADE).decode()
    text = plain(text_of(svg))
    headline = show_list(atlas, page, shown.selection, shown.params)
    said = [shown.content.title, shown.content.sentence.rstrip("."), headline.title, headline.sentence]
    said += [line.title for line in shown.content.lines] if shown.content.empty else []
    said += ["Source: TICW briefing", f"Made on {MADE}", licence_line(atlas, on_map=page in ("", "compare"))]
    for words in (*said, *drawn_by_the_page(atlas, shown)):
        assert plain(words) in text, words


@pytest.mark.parametrize(("page", "query"), [case for case in CASES if case[0] in ("coverage", "timeline", "studies")])
def test_every_statement_of_the_page_stands_in_its_picture(atlas: Atlas, page: str, query: str) -> None:
    view = view_of(page, query)
    shown = read_view(atlas, view)
    svg = view_svg(atlas, view, MADE)
    held = {key for element in parsed(svg).iter() for key in element.get("data-statements", "").split()}
    held |= {key for element in parsed(svg).iter() if (key := element.get("data-box", ""))}
    rows = show_list(atlas, page, shown.selection, shown.params).rows(atlas)
    assert {row.statement_id for row in rows} <= held


@pytest.mark.parametrize("phase", PHASES)
def test_each_cell_says_in_a_hint_what_stands_behind_it(atlas: Atlas, phase: str) -> None:
    shown = read_view(atlas, View(f"phase={phase}", page="coverage"))
    marks = [mark for row in matrix(atlas, shown.selection, "interventions").rows
             for mark in (*row.bands, *row.cells) if mark]  # fmt: skip
    said = hints(view_svg(atlas, View(f"phase={phase}", page="coverage"), MADE))
    assert all(plain(mark.label) in said for mark in marks)


def test_compare_is_a_picture_of_both_maps_with_their_legends(atlas: Atlas) -> None:
    svg = view_svg(atlas, View("phase=II&area=KH-14", page="compare"), MADE)
    areas = [element.get("data-area") for element in parsed(svg).iter() if element.get("data-area")]
    assert sorted(areas) == sorted([*atlas.by_area, *atlas.by_area])
    chosen = [element.get("data-chosen") for element in parsed(svg).iter() if element.get("data-chosen")]
    assert chosen == ["KH-14", "KH-14"]
    assert all(words in text_of(svg) for words in ("Phase I", "Phase II", "Not mentioned in Phase I", "S·T"))
    ids = [element.get("id") for element in parsed(svg).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_pages_and_tables_of_one_selection_have_pictures_of_their_own(atlas: Atlas) -> None:
    views = [View("phase=II", page=page) for page in ("", *DRAWN)]
    views += [View(f"phase=II&table={table}", page="coverage") for table in ("studies", "partners")]
    assert len({make("svg", atlas, view, MADE) for view in views}) == len(views)
    assert len({file_name("svg", atlas, view, MADE) for view in views}) == len(views)


# -- how it looks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "query"), CASES[::3])
def test_a_picture_opens_and_nothing_runs_over_its_margins(atlas: Atlas, page: str, query: str) -> None:
    picture = Image.open(BytesIO(view_png(atlas, view_of(page, query), MADE))).convert("RGB")
    wide, high = picture.size
    assert wide == SIZE[0]
    assert high >= SIZE[1]
    blank = Image.new("RGB", picture.size, picture.getpixel((2, 2)))
    left, top, right, bottom = ImageChops.difference(picture, blank).getbbox() or (0, 0, 0, 0)
    assert min(left, top, wide - right, high - bottom) >= MARGIN


@pytest.mark.parametrize("page", DRAWN)
def test_the_picture_for_print_is_a_landscape_page_of_a4_at_300_dots_per_inch(atlas: Atlas, page: str) -> None:
    picture = Image.open(BytesIO(make("png-print", atlas, View("phase=II&role=receiving", page=page), MADE)))
    assert picture.size == A4_LANDSCAPE
    assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]


def many_events(atlas: Atlas, count: int, label: str = "An event") -> Atlas:
    """Return the record with so many events of one year."""
    dated = next(event for event in atlas.record.events if event.year)
    events = tuple(replace(dated, event_id=f"event-{n}", label=f"{label} {n}", partner_ids=()) for n in range(count))
    return from_record(replace(atlas.record, events=events, aliases=()), atlas.layers)


def test_what_is_too_much_for_a_picture_is_counted_in_it(atlas: Atlas) -> None:
    full = many_events(atlas, 400)
    with ending():
        svg = view_svg(full, View("phase=II", page="timeline"), MADE)
    told = text_of(svg)
    shown = read_view(full, View("phase=II", page="timeline"))
    dated = sum(len(year.entries) for year in timeline(full, shown.selection).years)
    left = sum(int(count) for count in re.findall(r"(\d+) more in the table of statements", told))
    assert left == dated - MAX_ENTRIES
    height = float(parsed(svg).get("height", "0"))
    assert SIZE[1] < height < 12_000


def test_a_word_that_never_ends_is_shortened_with_dots_and_stands_whole_in_a_hint(atlas: Atlas) -> None:
    long = "x" * 33_000
    with ending():
        svg = view_svg(many_events(atlas, 2, long), View("phase=II", page="timeline"), MADE)
    assert "…" in text_of(svg)
    assert long in hints(svg)


@pytest.mark.parametrize("page", DRAWN)
@pytest.mark.parametrize("query", ["phase=all", "phase=II&item=cwcc", "phase=I&role=transit"])
def test_a_hostile_record_stands_in_a_picture_letter_by_letter(hostile: Atlas, page: str, query: str) -> None:
    svg = view_svg(hostile, View(query, page=page), MADE)
    names = {element.tag.rpartition("}")[2] for element in parsed(svg).iter()}
    assert names <= {
        "svg", "title", "desc", "metadata", "g", "rect", "circle", "line", "path", "text", "tspan", "defs", "clipPath",
    }  # fmt: skip
    assert not [
        key for element in parsed(svg).iter() for key in element.attrib if key.startswith("on") or "href" in key
    ]
    if page != "compare" and query == "phase=all":
        assert plain(HOSTILE)[:20] in plain(text_of(svg))
    assert view_png(hostile, View(query, page=page), MADE).startswith(b"\x89PNG")


# -- where it is offered -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("page", ["record", "about"])
def test_a_page_without_a_drawing_has_no_picture_and_says_so(atlas: Atlas, page: str, name: str) -> None:
    assert not VIEWS[page].drawing
    assert name not in formats_of(page)
    with pytest.raises(ExportError, match=f"^{name} holds the drawing of a page, and the page “{page}” has none"):
        make(name, atlas, View("phase=II", page=page), MADE)


@pytest.mark.parametrize("page", ["", *DRAWN])
def test_a_page_with_a_drawing_has_every_format(page: str) -> None:
    assert formats_of(page) == tuple(FORMATS)


@pytest.mark.parametrize(
    ("page", "label"),
    [("", "Map as a drawing (.svg)"), ("compare", "Both maps as a drawing (.svg)"),
     ("coverage", "This page's drawing (.svg)"), ("timeline", "This page's drawing (.svg)"), ("record", "")],
)  # fmt: skip
def test_the_dialog_lists_what_the_page_has_under_its_true_name(page: str, label: str) -> None:
    visit = Visit()
    visit.open(page, phase="II")
    visit.app.session_state["take_kind"] = "pictures"
    visit.app.button(key="take_along").click().run()
    offered = visit.app.selectbox(key="take_format").options
    assert [one for one in offered if one.endswith("(.svg)")] == ([label] if label else [])
    pictures = [one for one in offered if one.endswith("(.png)") and "sheet" not in one]
    assert len(pictures) == (2 if label else 0)


def test_every_format_stands_under_one_kind_of_the_dialog() -> None:
    listed = [name for names in KINDS.values() for name in names]
    assert sorted([*listed, *WITH_HXL.values()]) == sorted(FORMATS)


def test_a_page_is_named_on_the_command_line_with_its_view(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for view in ("coverage?phase=II&table=studies", "http://10.0.0.5:8501/partners?phase=II&item=cwcc", "timeline",
                 "?phase=I", "phase=all"):  # fmt: skip
        assert main(["--format", "svg", "--view", view, "--out", str(tmp_path), "--date", str(MADE)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "ticw-atlas_both-phases_2026-11-23.svg",
        "ticw-atlas_coverage-studies_phase-II_2026-11-23.svg",
        "ticw-atlas_partners_phase-II_cwcc_2026-11-23.svg",
        "ticw-atlas_phase-I_2026-11-23.svg",
        "ticw-atlas_timeline_phase-II_2026-11-23.svg",
    ]
    studies = (tmp_path / "ticw-atlas_coverage-studies_phase-II_2026-11-23.svg").read_text(encoding="utf-8")
    assert "Studies by area: Phase II" in text_of(studies)
    assert capsys.readouterr().err == ""


def test_the_command_line_says_what_has_no_picture_and_which_pages_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--format", "svg,csv", "--view", "record?phase=II&q=hotel", "--out", str(tmp_path)]) == 0
    assert [path.suffix for path in tmp_path.iterdir()] == [".csv"]
    assert "the page “record” has none; it goes into pdf, pptx" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--format", "svg", "--view", "nowhere?phase=II", "--out", str(tmp_path)])
    assert "there is no page nowhere; there are compare, coverage" in capsys.readouterr().err


def test_a_picture_is_well_formed_in_khmer_and_its_words_are_found(atlas: Atlas) -> None:
    svg = view_svg(atlas, view_of("coverage", "phase=II&lang=km"), MADE)
    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314  # our own file
    names = [atlas.record.place_name("KH-14", "km")]
    assert all(plain(name) in plain("".join(parsed(svg).itertext())) for name in names)


# -- in the handout ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "query", "words"),
    [("coverage", "phase=II", ("No area", "no area named", "stated for the project as a whole")),
     ("coverage", "phase=all&table=partners", ("No area", "source silent")),
     ("partners", "phase=all", ("With whom, where", "Relation or activity")),
     ("studies", "phase=II", ("Survey or assessment", "To inform"))],
)  # fmt: skip
def test_a_handout_has_the_drawing_of_the_page_above_its_list(
    atlas: Atlas, tmp_path: Path, page: str, query: str, words: tuple[str, ...]
) -> None:
    view = View(query, page=page)
    path = tmp_path / "handout.pdf"
    path.write_bytes(make("pdf", atlas, view, MADE))
    first = plain(pdf_text(path, 1))
    assert all(plain(word) in first for word in words)
    shown, whole = read_view(atlas, view), plain(pdf_text(path))
    # studies that are only mentioned stand in the list, which may go on over the foot of a page
    whole = re.sub(rf"{re.escape(plain(shown.content.title))}·{MADE}\d+/\d+", "", whole)
    assert all(plain(text) in whole for text in drawn_by_the_page(atlas, shown))
    assert plain(shown.content.title) in first


@pytest.mark.parametrize(
    ("page", "query"),
    [("partners", "phase=II&item=cwcc"), ("partners", "phase=II&area=KH-18"), ("coverage", "phase=I&role=transit"),
     ("timeline", "phase=II"), ("record", "phase=II"), ("", "phase=II")],
)  # fmt: skip
def test_what_is_opened_a_list_and_an_empty_view_have_no_drawing_in_a_handout(
    atlas: Atlas, page: str, query: str
) -> None:
    assert body_svg(atlas, read_view(atlas, View(query, page=page)), width=1060, highest=1340) == ""


def test_a_drawing_in_a_handout_is_never_higher_than_a_page(hostile: Atlas) -> None:
    for page in ("coverage", "partners", "studies"):
        svg = body_svg(hostile, read_view(hostile, View("phase=all", page=page)), width=1060, highest=1340)
        assert svg == "" or float(parsed(svg).get("height", "0")) <= 1340


def test_names_in_khmer_are_found_in_the_drawing_of_a_handout(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(make("pdf", atlas, view_of("coverage", "phase=II&lang=km"), MADE))
    text = plain(pdf_text(path))
    group = [name for one in matrix(atlas, read_view(atlas, View("phase=II&lang=km", page="coverage")).selection,
                                    "interventions").groups if one.key for _code, name in one.places]  # fmt: skip
    # in the drawing, and in the list below it
    assert group
    assert all(text.count(plain(name)) >= 2 for name in group)
