"""What a page says where it shows nothing, and how much it leaves out for want of a phase."""

import re
from dataclasses import replace

import pytest

from geo.export.image.svg import map_svg
from geo.export.markdown import view_brief
from geo.record.atlas import Atlas, from_record
from geo.record.statements import Statement
from geo.selection.search import find
from geo.selection.selection import FACETS, Selection, in_phase, options
from geo.selection.view import View
from geo.story.slides import slide
from geo.views.coverage.matrix import TABLES
from geo.views.empty import answer, aside
from geo.views.lines import kept
from geo.views.partners.relations import bands
from geo.views.timeline import timeline
from geo.views.undated import undated
from tests.export.test_image import MADE, text_of
from tests.support.worlds import PHASES

SAFER = Selection("II", intervention=frozenset({"safer-migration"}))
PAGES = ("", "compare", "coverage", "partners", "studies", "timeline", "record")
QUIET = [
    Selection(phase=phase, **{facet: frozenset({code})})  # type: ignore[arg-type]  # facets hold codes
    for phase, facet, code in [
        ("II", "intervention", "safer-migration"), ("I", "intervention", "awareness-raising"),
        ("I", "role", "receiving"), ("II", "partner", "ccpcr"), ("I", "partner", "uniap"), ("II", "partner", "iom"),
        ("I", "study", "survey-yunnan"), ("not-stated", "role", "sending"),
        ("all", "intervention", "pre-departure-services"),
    ]
]  # fmt: skip
"""Filters that leave no area."""


def titles(atlas: Atlas, selection: Selection, page: str = "", **params: str) -> list[str]:
    told = answer(atlas, selection, page, params)
    return [line.title for line in told.lines] if told else []


# -- what is stated without an area ------------------------------------------------------------------------------------


def test_an_activity_without_a_place_is_said_to_be_under_way_and_not_to_be_missing(atlas: Atlas) -> None:
    told = answer(atlas, SAFER, "")
    assert told
    (line,) = told.lines
    assert line.title == "Safer migration is under way; the source does not say where."
    assert line.citation == ("S4.7", "S4.8")
    assert line.target == ("statement", "act-2-safer-migration")
    way = told.ways[0]
    assert (way.page, way.selection, way.count) == ("record", SAFER, 1)


def test_the_state_is_the_records_own_word(atlas: Atlas) -> None:
    codes = [replace(row, label="in progress") if row.code == "under-way" else row for row in atlas.record.codes]
    other = from_record(replace(atlas.record, codes=tuple(codes)), atlas.layers)
    assert titles(other, SAFER) == ["Safer migration is in progress; the source does not say where."]


@pytest.mark.parametrize(
    ("phase", "code", "said"),
    [
        ("I", "awareness-raising", "Awareness raising (done): said of the project as a whole, of no area."),
        ("II", "pre-departure-services",
         "Pre-departure services (planned): the source names no area for it, only Cambodia."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_whole_or_of_another_place_is_said_so(
    atlas: Atlas, phase: str, code: str, said: str
) -> None:
    assert said in titles(atlas, Selection(phase=phase, intervention=frozenset({code})))


@pytest.mark.parametrize("selection", QUIET, ids=Selection.to_query)
def test_every_statement_without_an_area_is_told_or_counted(atlas: Atlas, selection: Selection) -> None:
    told = answer(atlas, selection, "")
    assert told
    loose = [row for row in kept(atlas, selection) if not row.areas]
    assert [line.target[1] for line in told.lines if line.target] == [row.statement_id for row in loose[:5]]
    assert not loose or told.ways[0].count == len(kept(atlas, selection))


@pytest.mark.parametrize("selection", QUIET, ids=Selection.to_query)
def test_what_the_record_has_in_any_phase_can_be_reached_from_an_empty_map(atlas: Atlas, selection: Selection) -> None:
    told = answer(atlas, selection, "")
    assert told
    for phase in ("I", "II", "not-stated"):
        if kept(atlas, selection.changed(phase=phase)):
            assert [way for way in told.ways if way.selection.active and way.selection.phase in (phase, "all")], phase


@pytest.mark.parametrize("page", PAGES)
def test_a_way_shows_as_much_as_it_says(atlas: Atlas, page: str) -> None:
    for selection in QUIET:
        told = answer(atlas, selection, page)
        for way in told.ways if told else ():
            assert answer(atlas, way.selection, way.page or page) is None
            if way.page == "record":
                assert way.count == len(find(atlas, way.selection).rows)


def test_an_empty_phase_without_filters_says_that_the_source_names_none(small: Atlas) -> None:
    bare = from_record(replace(small.record, roles=(), interventions=(), involvements=(), studies=()), small.layers)
    assert titles(bare, Selection(phase="I")) == ["Phase I: the source names no area."]
    assert titles(bare, Selection(phase="all"), "partners") == ["Both phases: the source names no organisation."]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_shows_something_has_no_answer(atlas: Atlas, page: str) -> None:
    assert answer(atlas, Selection("II"), page) is None
    assert answer(atlas, Selection("II"), "nowhere") is None


@pytest.mark.parametrize("selection", QUIET, ids=Selection.to_query)
def test_screen_slide_brief_and_picture_give_the_same_answer(atlas: Atlas, selection: Selection) -> None:
    told = answer(atlas, selection, "")
    assert told
    assert slide(atlas, View(selection.to_query())).lines == told.items
    picture = text_of(map_svg(atlas, selection))
    text = view_brief(atlas, View(selection.to_query()), MADE).replace("\\", "")
    for line in told.lines:
        assert line.title in picture
        assert line.title in text


@pytest.mark.parametrize("page", PAGES)
def test_the_slide_of_every_page_gives_the_answer_of_the_page(atlas: Atlas, page: str) -> None:
    told = {selection: answer(atlas, selection, page) for selection in QUIET}
    assert any(told.values())
    for selection, same in told.items():
        if same:
            assert slide(atlas, View(selection.to_query(), page=page)).lines == same.items


# -- what is tied to no phase ------------------------------------------------------------------------------------------


def count_in(way: object) -> int:
    """Add up how many statements a sentence names, of each kind."""
    return sum(map(int, re.findall(r"\d+", str(way))))


@pytest.mark.parametrize("phase", ["I", "II", "all"])
def test_the_record_says_how_many_statements_a_phase_leaves_out_and_leads_to_them(atlas: Atlas, phase: str) -> None:
    without = [row for row in atlas.statements if row.phase == "not-stated"]
    for page in ("", "compare", "record"):
        # what the heading over it gives to Phase I is not left out where Phase I is shown
        shown = "all" if page == "compare" else phase
        count = sum(not in_phase(row, shown) for row in without)
        way = undated(atlas, Selection(phase=phase), page)
        assert way
        assert str(way).startswith("Not shown here, since no phase is stated: ")
        assert count_in(way) == count
        assert way.page == "record"
        assert len(find(atlas, way.selection).rows) == len(without) >= count


def test_the_count_is_of_what_the_filters_would_leave(atlas: Atlas) -> None:
    way = undated(atlas, Selection("II", partner=frozenset({"uniap"})), "record")
    assert str(way) == "Not shown here, since no phase is stated: 1 relation of an organisation"
    assert undated(atlas, Selection("II", role=frozenset({"sending"})), "record") is None


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("page", PAGES)
def test_with_every_filter_the_way_leads_to_as_many_statements(atlas: Atlas, page: str, facet: str) -> None:
    for code in options(atlas.record, facet):
        way = undated(atlas, Selection("II", **{facet: frozenset({code})}), page)  # type: ignore[arg-type]
        if way:
            shown = "all" if page == "compare" else "II"
            rows = _shown(atlas, way.selection, way.page, dict(way.extra))
            assert count_in(way) == sum(not in_phase(row, shown) for row in rows)


def _shown(atlas: Atlas, selection: Selection, page: str, params: dict[str, str]) -> list[Statement]:
    """Return the statements without a phase that a page shows and that none of its other phases shows."""
    if page == "partners":
        return [one.row for one in bands(atlas, selection)[0].relations]
    table = {"studies": "studies", "coverage": TABLES.get(params.get("table", ""), "")}.get(page)
    return [row for row in kept(atlas, selection) if not table or row.table == table]


def test_nothing_is_counted_as_left_out_that_is_shown(atlas: Atlas) -> None:
    for page in PAGES:
        if page != "compare":  # which shows both phases, whichever is chosen
            assert undated(atlas, Selection(phase="not-stated"), page) is None
    dated = [entry.item.title for year in timeline(atlas, Selection(phase="I")).years for entry in year.entries]
    assert any("CCPCR" in title for title in dated)
    assert undated(atlas, Selection(phase="I"), "timeline") is None
    assert undated(atlas, Selection("II"), "record", {"q": "memorandum"}) is None


# -- a search ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("query", ["Koh Kong", "koh  kong", "កោះកុង", "Kaoh Kong", "Koh Kong province"])
def test_an_area_that_the_source_never_names_is_the_answer_and_not_a_dead_end(
    atlas: Atlas, query: str, phase: str
) -> None:
    told = answer(atlas, Selection(phase=phase), "record", {"q": query})
    assert told
    assert [line.title for line in told.lines] == ["Koh Kong: not mentioned in the source."]
    assert told.lines[0].target == ("area", "KH-9")
    there, beside = told.ways
    assert (there.label, there.page, there.selection.area) == ("Koh Kong on the map", "./", "KH-9")
    # of the four areas around it the source names one
    assert (beside.label, beside.selection.area) == ("Sihanoukville, beside it", "KH-18")


def test_every_area_without_a_statement_is_answered_by_each_of_its_names(atlas: Atlas) -> None:
    unnamed = [area for area in atlas.record.areas if not atlas.by_area[area.area_code]]
    assert unnamed
    for area in unnamed:
        for name in (area.name, atlas.record.place_name(area.area_code, "km"), area.name_iso):
            told = answer(atlas, Selection("II"), "record", {"q": name}) or aside(atlas, Selection("II"), name)
            assert told
            assert f"{area.name}: not mentioned in the source." in [line.title for line in told.lines]


def test_a_place_of_which_nothing_is_stated_is_answered_as_well(atlas: Atlas) -> None:
    (title,) = titles(atlas, Selection("II"), "record", q="chamkar")
    assert title == "Chamkar Mon, Phnom Penh: named in the source, but nothing is stated of it."


def test_names_of_which_nothing_is_stated_stand_beside_what_is_found(atlas: Atlas) -> None:
    assert answer(atlas, Selection("II"), "record", {"q": "kampong"}) is None
    told = aside(atlas, Selection("II"), "kampong")
    assert told
    assert len(told.lines) == 3
    assert aside(atlas, Selection("II"), "Kampong Cham") is None


def test_a_search_that_the_record_does_not_know_says_where_it_looked_and_what_to_try(atlas: Atlas) -> None:
    told = answer(atlas, Selection("II"), "record", {"q": "trainings"})
    assert told
    assert told.lines[0].title == "The record has nothing with “trainings”. All phases were searched."
    (way,) = told.ways
    assert (way.label, way.extra) == ("“training”", (("q", "training"),))
    assert way.count == len(find(atlas, Selection("II"), "training").rows)
    assert titles(atlas, Selection("II"), "record", q="xyzzy")[1].startswith("Try fewer or shorter words")


def test_a_search_that_a_filter_hides_says_which_one(atlas: Atlas) -> None:
    told = answer(atlas, Selection("II", partner=frozenset({"ccpcr"})), "record", {"q": "Siem Reap"})
    assert told
    assert told.lines[0].title == "Nothing with “Siem Reap” fits partner “CCPCR”. All phases were searched."
    everywhere = len(find(atlas, Selection("II"), "Siem Reap").rows)
    assert [way.count for way in told.ways if not way.page] == [everywhere]


@pytest.mark.parametrize("query", ["x" * 200, "a b " * 50, "្" * 200, "\u200b", "%", "(((", "Koh\x00Kong", "{0}"])
def test_a_hostile_search_gets_an_answer_or_everything(atlas: Atlas, query: str) -> None:
    told = answer(atlas, Selection("II"), "record", {"q": query})
    assert told or find(atlas, Selection("II"), query).rows
