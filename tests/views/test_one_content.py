"""A view says one thing: its page, its slide, its brief, its tables and its map data hold the same content."""

import csv
import datetime as dt
import html
import io
import json
import re
from collections.abc import Iterator

import openpyxl
import pytest
from pptx import Presentation

from geo.export import file_name, make
from geo.export.attribution import sections_of
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.slides import slide
from geo.views.registry import VIEWS, Shown, kept_selection, read_view
from tests.pages.test_app import Visit
from tests.support.html_read import Read
from tests.support.worlds import PHASES

MADE = dt.date(2026, 11, 23)
FILTERS = ("role=receiving", "role=sending,transit", "intervention=awareness-raising", "partner=cwcc",
           "study=survey-siem-reap", "certainty=inferred", "intervention=safer-migration")  # fmt: skip
LISTS = ("paragraphs", "ambiguities", "silences", "spellings", "sources", "boundaries", "contact", "others")
SCREENS = ("", "compare", "coverage", "partners", "studies", "timeline", "record", "about")


def cases() -> Iterator[tuple[str, str]]:
    for page in SCREENS:
        yield from ((page, f"phase={phase}") for phase in PHASES)
        phases = ("I", "II", "all") * 3
        yield from ((page, f"phase={phase}&{one}") for phase, one in zip(phases, FILTERS, strict=False))
        yield from ((page, f"phase={phase}&area={area}") for phase in ("II", "all") for area in ("KH-14", "KH-9"))
        yield page, "phase=II&area=thailand"
    for table in ("studies", "partners"):
        yield from (("coverage", f"phase={phase}&table={table}") for phase in PHASES)
    yield "coverage", "phase=II&table=partners&item=nsoe-workshop"
    for item in ("cwcc", "uniap", "mosalvy", "act-2-safer-migration", "agr-2003-thailand"):
        yield "partners", f"phase=II&item={item}"
    for item in ("survey-siem-reap", "ra-2", "survey-yunnan", "act-2-credit"):
        yield "studies", f"phase=II&item={item}"
    for text in ("hotel", "Prey Veng", "memorandum", "zzz"):
        yield from (("record", f"phase={phase}&q={text}") for phase in ("II", "all"))
    yield from (("record", f"phase=II&table={table}") for table in LISTS)
    yield from (("record", f"phase=II&context=on&table={table}&q=thai") for table in LISTS)
    yield from (("record", f"phase=II&paragraph={one}") for one in ("S4.4", "S1.1"))
    yield from (("record", f"phase=II&item={one}") for one in ("role-01", "survey-siem-reap", "act-2-credit"))


CASES = sorted(set(cases()))


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(scope="module")
def visit() -> Visit:
    return Visit()


def bodies(visit: Visit, view: View) -> list[str]:
    """Return the pieces of HTML of a view's page, each of its parts of a long list after the other."""
    found: list[str] = []
    for number in ("1", "2", "3"):
        params = {name: values[0] for name, values in view.params.items()}
        visit.open(view.page, **params, **({} if number == "1" else {"page": number}))
        found += [one.proto.body for one in visit.app.get("html") if not one.proto.body.startswith("<style>")]
        if not (view.page == "record" and "pager" in found[-1] + "".join(found)):
            break
    return found


def plain(text: str) -> str:
    """Return the words of a text or of HTML; what stands between them, and the source beside a line, is left out."""
    text = re.sub(r'<span class="cites">.*?</span>', " ", text)
    return " ".join(re.findall(r"[\w’“”'.%-]+", re.sub("<[^>]*>", " ", html.unescape(text)))).replace(". ", " ")


def part(pages: list[str], shown: Shown) -> list[str]:
    """Return the pieces that show the content: all of the page, or what it has opened."""
    if not shown.content.opened:
        return [one for one in pages if 'class="atlas panel opened"' not in one]
    marks = ('class="atlas panel opened"', "data-place=")
    # why a line is as sure as it is belongs to the line; what else is folded does not belong to what is opened
    told = [re.sub(r'<details class="why">(.*?)</details>', r"\1", one, flags=re.DOTALL) for one in pages]
    return [re.sub("<details.*?</details>", "", one, flags=re.DOTALL) for one in told if any(m in one for m in marks)]


def cited(pieces: list[str]) -> set[str]:
    return {key for one in pieces for value in Read(one).values("data-statements") for key in value.split()}


@pytest.mark.parametrize(("page", "query"), CASES)
def test_the_page_shows_the_content_of_its_view(atlas: Atlas, visit: Visit, page: str, query: str) -> None:
    shown = read_view(atlas, View(query, page=page))
    content, whole = shown.content, bodies(visit, View(query, page=page))
    pieces = part(whole, shown)
    headings = [plain(text) for one in pieces for text in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", one, re.DOTALL)]
    assert plain(content.title) in headings
    words = plain(" ".join(pieces))
    for sentence in (content.finding or content.sentence).split(". "):
        assert plain(sentence).rstrip(".") in words, sentence
    # the rest stands under it in smaller letters, or in the lists of the view: the same places, and how many are silent
    rest = content.sentence.removeprefix(content.finding).strip() if content.finding else ""
    if content.caution:
        assert rest == content.caution
        assert plain(rest).rstrip(".") in words
        rest = ""
    for name in (area.name for area in atlas.record.areas if area.name in rest):
        assert name in words, name
    for count in re.findall(r"\d+", rest):
        assert f"<em>{count}</em>" in "".join(pieces) or f">{count}<" in "".join(pieces), count
    on_page = cited(pieces)
    if VIEWS[page].lists_all or content.opened:
        assert on_page == {row.statement_id for row in content.rows(atlas)}
    else:
        assert on_page <= {row.statement_id for row in content.rows(atlas)}
    if content.legend and page == "":
        counts = [int(number) for one in whole if 'class="atlas legend' in one
                  for number in re.findall(r"<em>(\d+)</em>", one)]  # fmt: skip
        assert counts == [entry.count for entry in content.legend]


@pytest.mark.parametrize(("page", "query"), CASES)
def test_slide_brief_deck_and_tables_are_renderings_of_the_same_content(atlas: Atlas, page: str, query: str) -> None:
    view = View(query, page=page)
    content = read_view(atlas, view).content
    ids = [row.statement_id for row in content.rows(atlas)]

    told = slide(atlas, view)
    assert (told.title, told.sentence, told.statements) == (content.title, content.sentence, content.sections)
    assert told.lines == content.lines

    text = plain(brief := make("brief", atlas, view, MADE).decode().replace("\\", ""))
    assert plain(content.title) in text
    assert plain(content.sentence).rstrip(".") in text
    written = [item for section in sections_of(told) for item in section.items]
    assert max(0, len(re.findall(r"^\|", brief, re.MULTILINE)) - 2) == len(written)
    items = content.items

    table = list(csv.DictReader(io.StringIO(make("csv", atlas, view, MADE).decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(make("xlsx", atlas, view, MADE)))
    sheet = list(book.worksheets[0].iter_rows(values_only=True))
    about = " ".join(str(cell) for row in book["About"].iter_rows(values_only=True) for cell in row)
    assert content.title in about
    assert content.sentence in about
    if content.table:
        assert [row["line"].removeprefix("'") for row in table] == [item.title for item in items]
        assert [row[0] for row in sheet[1:]] == [item.title for item in items]
    else:
        assert [row["id"] for row in table] == ids
        assert [row[0] for row in sheet[1:]] == ids

    features = json.loads(make("geojson", atlas, view, MADE))["features"]
    concerned = {key for one in features for key in one["properties"]["statements"].split("; ") if key}
    placed = {row.statement_id for row in content.rows(atlas) if row.areas}
    assert concerned == placed if not content.area else concerned <= placed
    if content.area in atlas.by_area:
        assert [one["properties"]["code"] for one in features] == [content.area]
    else:
        assert len(features) == 24


@pytest.mark.parametrize("page", SCREENS)
def test_the_notes_of_the_deck_say_the_sentence_of_the_page(atlas: Atlas, page: str) -> None:
    view = View("phase=II&role=receiving", page=page)
    deck = Presentation(io.BytesIO(make("pptx", atlas, view, MADE)))
    assert slide(atlas, view).sentence in deck.slides[0].notes_slide.notes_text_frame.text


@pytest.mark.parametrize("page", SCREENS)
def test_a_file_is_named_after_an_area_only_where_it_is_about_that_area(atlas: Atlas, page: str) -> None:
    view = View("phase=all&area=KH-14", page=page)
    content = read_view(atlas, view).content
    assert ("KH-14" in file_name("csv", atlas, view, MADE)) == (content.area == "KH-14") == VIEWS[page].of_area
    if content.area:
        assert content.rows(atlas)
        assert all("KH-14" in row.areas for row in content.rows(atlas))


def test_each_area_has_a_table_of_its_own(atlas: Atlas) -> None:
    for area in atlas.record.areas:
        view = View(f"phase=all&area={area.area_code}")
        rows = list(csv.DictReader(io.StringIO(make("csv", atlas, view, MADE).decode("utf-8-sig"))))
        assert {row["id"] for row in rows} == {row.statement_id for row in atlas.by_area[area.area_code]}


def test_what_was_found_stays_found(atlas: Atlas) -> None:
    partners = slide(atlas, View("phase=II&table=partners", page="coverage"))
    assert "relations" in partners.sentence
    assert "interventions" not in partners.sentence
    found = read_view(atlas, View("phase=II&q=hotel", page="record")).content
    assert found.rows(atlas)
    assert len(found.rows(atlas)) < 10


def test_a_page_that_shows_no_area_says_the_same_whichever_is_chosen_and_a_story_keeps_none(atlas: Atlas) -> None:
    chosen = Selection("all", area="KH-14")
    for path, page in VIEWS.items():
        here, there = (page.show(atlas, one, {}) for one in (chosen, chosen.changed(area=None)))
        kept = kept_selection(path, chosen)
        assert kept.area == ("KH-14" if page.has_area else None)
        assert page.has_area or here == there
