"""HTML for people: text from data stands on the page as text, and links lead to where they say."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from jinja2 import UndefinedError

from geo.errors import Fault
from geo.i18n import use
from geo.map.legend import LegendEntry
from geo.map.palette import COLOURS, css
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.catalogue import Entry
from geo.selection.selection import Selection, from_params
from geo.selection.suggestions import Suggestion
from geo.views.empty import Answer
from geo.views.model import Item
from geo.views.overview import overview, sections
from geo.views.place import dossier
from geo.web.leaflet import STATIC
from geo.web.links import Links
from geo.web.markup import TEMPLATES, mark_language, render, render_plain
from tests.conftest import HOSTILE
from tests.support.html_read import Read

NAMES = sorted(path.stem for path in TEMPLATES.glob("*.html"))
START = Selection(phase="all", context=True)


def hostile_headline(atlas: Atlas, links: Links) -> str:
    chosen = START.changed(partner=frozenset(row.partner_id for row in atlas.record.partners))
    return render("headline", atlas, links, words=describe(atlas, chosen))


def hostile_overview(atlas: Atlas, links: Links) -> str:
    groups, parts, way = overview(atlas, START), sections(atlas, START), Suggestion(HOSTILE, START, page="record")
    return render("overview", atlas, links, groups=groups, sections=parts, undated=way)


def hostile_panel(atlas: Atlas, links: Links) -> str:
    places = (*atlas.by_area, *atlas.by_place)
    return "".join(render("panel", atlas, links, dossier=dossier(atlas, place, START)) for place in places)


def hostile_legend(atlas: Atlas, links: Links) -> str:
    return render("legend", atlas, links, entries=(LegendEntry("S>R", HOSTILE, 3), LegendEntry("", "", 21)))


def hostile_empty(atlas: Atlas, links: Links) -> str:
    there = START.changed(area=HOSTILE)
    ways = (Suggestion(HOSTILE, there, 2), Suggestion(HOSTILE, there, page="record", extra=(("q", HOSTILE),)))
    line = Item(HOSTILE, HOSTILE, (HOSTILE,), note=HOSTILE, target=("statement", HOSTILE))
    return render("empty", atlas, links, answer=Answer((line, Item(HOSTILE, silent=True)), ways))


def hostile_undated(atlas: Atlas, links: Links) -> str:
    return render("undated", atlas, links, way=Suggestion(HOSTILE, START.changed(area=HOSTILE), page="record"))


def hostile_notices(atlas: Atlas, links: Links) -> str:
    _, notices = from_params({"area": [HOSTILE[:40]], HOSTILE: ["1"]}, atlas)
    return render("notices", atlas, links, notices=(HOSTILE, *notices))


def hostile_faults(_atlas: Atlas, _links: Links) -> str:
    fault = Fault(f"{HOSTILE}.csv", 7, HOSTILE, HOSTILE, HOSTILE)
    return render_plain("faults", faults=(fault,))


def hostile_faults_head(_atlas: Atlas, _links: Links) -> str:
    return render_plain("faults-head", title=HOSTILE, advice=HOSTILE)


def hostile_bar(atlas: Atlas, links: Links) -> str:
    return render("bar", atlas, links, pages=[("./", HOSTILE), ("record", HOSTILE)], current="./")


def hostile_found(atlas: Atlas, links: Links) -> str:
    entry = Entry("places", HOSTILE, HOSTILE, ("area", HOSTILE), "")
    return render("found", atlas, links, found={"places": (entry, entry)}, names={"places": HOSTILE}, most=1)


MADE_HOSTILE: dict[str, Callable[[Atlas, Links], str]] = {
    "bar": hostile_bar,
    "empty": hostile_empty,
    "faults": hostile_faults,
    "faults-head": hostile_faults_head,
    "found": hostile_found,
    "headline": hostile_headline,
    "legend": hostile_legend,
    "notices": hostile_notices,
    "overview": hostile_overview,
    "panel": hostile_panel,
    "undated": hostile_undated,
}
# made by one page alone: test_app opens every page on the hostile record, test_export_html the one file,
# test_first_page and test_first_answer the first one
ON_PAGES = (
    "about", "caption", "compare", "coverage", "drawing", "filters", "first", "partners", "record", "single",
    "slide", "story", "studies", "take", "timeline",
)  # fmt: skip
WITHOUT_DATA = {
    "panel-parts",
    "parts",
    "search",
    "view",
    "what",
}  # words of our own only; macros that the others import


# -- text stays text -------------------------------------------------------------------------------------------------


def test_every_template_is_tried_with_hostile_text() -> None:
    shared = {template for template in NAMES if not template.startswith(ON_PAGES)}
    assert {*MADE_HOSTILE, *WITHOUT_DATA} == shared


@pytest.mark.parametrize("template", MADE_HOSTILE)
def test_hostile_text_stands_on_the_page_as_text(hostile: Atlas, template: str) -> None:
    html = MADE_HOSTILE[template](hostile, Links(START))
    page = Read(html)
    assert HOSTILE in page.text
    assert not {tag for tag, _ in page.elements} & {"img", "script", "iframe", "object", "style", "svg"}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_what_was_searched_stands_in_the_box_as_a_value(hostile: Atlas) -> None:
    page = Read(render("search", hostile, Links(START), query=HOSTILE, longest=200))
    assert list(page.values("value")) == [HOSTILE]
    assert [tag for tag, _ in page.elements] == ["form", "input", "kbd"]


@pytest.mark.parametrize("template", NAMES)
def test_no_template_switches_escaping_off(template: str) -> None:
    source = (TEMPLATES / f"{template}.html").read_text(encoding="utf-8")
    # the one file carries its own scripts, whose data is script_json, and the first page two without any data
    own = "" if template in ("single", "first-body", "first-head") else "|<script"
    assert not re.search(rf"\|\s*safe\b|autoescape|Markup{own}|\bon\w+=", source)


@pytest.mark.parametrize("template", NAMES)
def test_every_attribute_with_a_value_from_outside_is_in_quotation_marks(template: str) -> None:
    source = (TEMPLATES / f"{template}.html").read_text(encoding="utf-8")
    assert not re.search(r"=\{\{", re.sub(r'"[^"]*"', '""', source))


def test_a_hostile_title_stays_inside_its_attribute(hostile: Atlas) -> None:
    page = Read(hostile_panel(hostile, Links(START)))
    titles = [attributes["title"] for _, attributes in page.elements if "title" in attributes]
    assert titles
    assert all(str(title).endswith(HOSTILE) for title in titles)


def test_a_value_that_a_template_lacks_is_an_error_and_no_blank() -> None:
    with pytest.raises(UndefinedError):
        render_plain("faults", title="", advice="")


# -- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", MADE_HOSTILE)
def test_every_link_stays_inside_the_app_and_follows_the_base_path(hostile: Atlas, template: str) -> None:
    for href in Read(MADE_HOSTILE[template](hostile, Links(START))).values("href"):
        parts = urlsplit(href)
        assert (parts.scheme, parts.netloc, parts.fragment) == ("", "", ""), href
        assert re.fullmatch(r"\./|[a-z]+", parts.path), href
        assert not re.search(r"[<>\"'`\s]", href), href


def test_a_link_to_a_place_opens_the_map_with_the_same_filters(atlas: Atlas) -> None:
    selection = Selection(phase="I", role=frozenset({"sending"}), lang="km")
    href = urlsplit(Links(selection, "record").to("area", "KH-14"))
    assert href.path == "./"
    assert from_params(parse_qs(href.query), atlas) == (selection.changed(area="KH-14"), ())


@pytest.mark.parametrize(
    ("kind", "key", "path", "parameter"),
    [
        ("partner", "ccpcr", "partners", "item"),
        ("study", "survey-siem-reap", "studies", "item"),
        ("statement", "role-01", "record", "item"),
        ("paragraph", "S2.1 s4", "record", "paragraph"),
    ],
)
def test_a_link_to_a_thing_opens_its_page_with_the_same_selection(
    atlas: Atlas, kind: str, key: str, path: str, parameter: str
) -> None:
    selection = Selection(phase="all", area="KH-18", certainty=frozenset({"stated", "inferred"}))
    href = urlsplit(Links(selection).to(kind, key))
    params = parse_qs(href.query)
    assert href.path == path
    assert params[parameter] == [key]
    assert from_params(params, atlas) == (selection, ())


def test_a_link_to_nothing_known_raises() -> None:
    with pytest.raises(KeyError):
        Links(START).to("donor", "x")


def test_a_view_stays_on_its_page() -> None:
    assert Links(START, "record").view(Selection(phase="I")) == "record?phase=I"


def test_every_citation_of_a_panel_leads_to_its_paragraph_and_says_what_it_is_about(atlas: Atlas) -> None:
    page = Read(render("panel", atlas, Links(START), dossier=dossier(atlas, "KH-14", START)))
    cites = [attributes for tag, attributes in page.elements if tag == "a" and attributes.get("class") == "cite go"]
    assert cites
    for cite in cites:
        (address,) = parse_qs(urlsplit(str(cite["href"])).query)["paragraph"]
        about = atlas.record.paragraphs_by_id[address.partition(" ")[0]].about
        assert cite["title"] == f"{address}: {about}"


def test_the_panel_says_which_place_it_is_and_in_which_language_its_other_name_is(atlas: Atlas) -> None:
    for lang, marked in (("en", ["km"]), ("km", ["km", "en"])):
        selection = Selection("II", lang=lang)
        page = Read(render("panel", atlas, Links(selection), dossier=dossier(atlas, "KH-14", selection)))
        assert [attributes["data-place"] for _, attributes in page.elements if "data-place" in attributes] == ["KH-14"]
        assert [attributes["lang"] for _, attributes in page.elements if "lang" in attributes] == marked


def test_the_bar_marks_the_page_that_is_open(atlas: Atlas) -> None:
    page = Read(render("bar", atlas, Links(START), pages=[("./", "Map"), ("record", "Record")], current="record"))
    current = [attributes["href"] for _, attributes in page.elements if attributes.get("aria-current") == "page"]
    assert current == ["record?phase=all&context=on"]


# -- colours --------------------------------------------------------------------------------------------------------


def test_every_colour_is_a_variable_that_styles_can_use() -> None:
    assert re.findall(r"--ticw-(\w+):(#[0-9a-f]{6});", css()) == list(COLOURS.items())


def test_styles_and_the_map_use_only_colours_that_there_are() -> None:
    used = {
        name
        for file in (*STATIC.glob("*.css"), *STATIC.glob("*.js"))
        for name in re.findall(r"var\(--ticw-(\w+)\)", file.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= set(COLOURS)


# -- each language in its own voice ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>Prey Veng</p>", "<p>Prey Veng</p>"),
        ("<b>ព្រៃវែង: sending</b>", '<b><span lang="km">ព្រៃវែង</span>: sending</b>'),
        ("<a title='ព្រៃ'>x</a>", "<a title='ព្រៃ'>x</a>"),
        ('<i lang="km">ព្រៃ</i> ព្រៃ &amp; x', '<i lang="km">ព្រៃ</i> <span lang="km">ព្រៃ</span> &amp; x'),
        ("<script>'ព្រៃ'</script><option>ព្រៃ</option>", "<script>'ព្រៃ'</script><option>ព្រៃ</option>"),
    ],
)  # fmt: skip
def test_khmer_in_an_english_page_says_that_it_is_khmer(html: str, marked: str) -> None:
    assert mark_language(html) == marked


def test_english_in_a_khmer_page_says_that_it_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.i18n.is_translated", lambda lang: lang == "km")
    use("km")
    try:
        assert mark_language("<p>ព្រៃ CWCC &amp; ILO &#39;s</p>") == (
            '<p>ព្រៃ <span lang="en">CWCC &amp; ILO &#39;s</span></p>'
        )
    finally:
        use("en")


def test_khmer_in_a_page_of_a_third_language_says_that_it_is_khmer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.i18n.is_translated", lambda lang: lang == "fr")
    use("fr")
    try:
        assert mark_language("<p>Province de ព្រៃវែង</p>") == '<p>Province de <span lang="km">ព្រៃវែង</span></p>'
    finally:
        use("en")


def test_every_khmer_name_on_a_page_with_khmer_names_is_marked(atlas: Atlas) -> None:
    selection = Selection(phase="all", lang="km")
    html = render("overview", atlas, Links(selection), groups=overview(atlas, selection), sections=(), undated=None)
    assert re.findall(r"[\u1780-\u17ff]", html)
    assert not re.findall(r"[\u1780-\u17ff]", re.sub(r'<span lang="km">.*?</span>', "", html))


# -- headings and tables -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", NAMES)
def test_every_table_has_a_caption_and_every_head_a_scope(template: str) -> None:
    source = (TEMPLATES / f"{template}.html").read_text(encoding="utf-8")
    assert not re.findall(r"<table[^>]*>(?!<caption)", source)
    assert not re.findall(r"<th(?![^>]*scope=)\b[^>]*>", source)
