"""What a selection comes to: the paint of each area, the legend, the sentence over the map, the ways back."""

import re
from collections import Counter
from itertools import product

import pytest

from geo.map.classification import paint, words_for
from geo.map.legend import legend, not_mentioned
from geo.map.summary import describe
from geo.map.symbology import BEYOND, NAMED, OUTSIDE, symbols
from geo.record.atlas import Atlas
from geo.selection.selection import FACETS, Selection, facet_name, options
from geo.selection.suggestions import suggestions
from geo.selection.words import list_words
from tests.support.worlds import BORDER, PHASES

NAMES = ("Phase I", "Phase II")

FILTERS = [
    {},
    {"role": {"receiving"}},
    {"role": {"sending", "transit"}},
    {"intervention": {"awareness-raising"}},
    {"study": {"rapid-assessments-2004"}, "role": {"transit"}},
    {"certainty": {"ambiguous"}},
    {"partner": {"ccpcr"}},
]


def selection(phase: str, filters: dict[str, set[str]]) -> Selection:
    return Selection(phase=phase, **{facet: frozenset(codes) for facet, codes in filters.items()})  # type: ignore[arg-type]


# -- paint -----------------------------------------------------------------------------------------------------------


def test_the_small_world_is_painted_by_role_and_certainty(small: Atlas) -> None:
    assert paint(small, Selection("II")) == {
        "I": {"A": "S"},
        "II": {"A": "ST", "B": "R", "C": "R?"},
        "all": {"A": "S>ST", "B": ">R", "C": ">R?"},
        "not-stated": {"C": "N"},
    }


def test_the_shipped_record_is_painted_as_the_source_says(atlas: Atlas) -> None:
    painted = paint(atlas, Selection("II"))
    assert painted["I"] == dict.fromkeys(("KH-1", "KH-2", "KH-12", "KH-14", "KH-18"), "S")
    assert painted["II"] == {
        **dict.fromkeys(("KH-1", "KH-3", "KH-14", "KH-20"), "ST"),
        **dict.fromkeys(("KH-12", "KH-17", "KH-18"), "R"),
        "KH-8": "R?",
    }
    assert painted["all"] == {
        **dict.fromkeys(("KH-1", "KH-14"), "S>ST"),
        **dict.fromkeys(("KH-12", "KH-18"), "S>R"),
        **dict.fromkeys(("KH-3", "KH-20"), ">ST"),
        "KH-2": "S>",
        "KH-17": ">R",
        "KH-8": ">R?",
    }
    assert painted["not-stated"] == {"KH-18": NAMED, BORDER: NAMED}


def test_kandal_is_ambiguous_though_the_compound_that_it_is_in_is_not(atlas: Atlas) -> None:
    roles = {row.places: row.certainty for row in atlas.by_area["KH-8"] if row.table == "roles"}
    assert roles == {("phnom-penh-kandal",): "stated-of-group", ("KH-8",): "ambiguous"}
    assert paint(atlas, Selection("II"))["II"]["KH-8"] == "R?"


def test_battambang_is_not_painted_in_phase_two(atlas: Atlas) -> None:
    assert "KH-2" not in paint(atlas, Selection("II"))["II"]


def test_an_area_outside_the_filter_keeps_its_role_behind_a_mark(small: Atlas) -> None:
    painted = paint(small, selection("II", {"role": {"transit"}}))
    assert painted["II"] == {"A": "ST", "B": "-R", "C": "-R?"}
    assert painted["I"] == {"A": "-S"}


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("phase", PHASES)
def test_what_is_painted_without_a_mark_is_what_the_selection_leaves(
    atlas: Atlas, phase: str, filters: dict[str, set[str]]
) -> None:
    chosen = selection(phase, filters)
    painted = paint(atlas, chosen)
    for each in PHASES:
        shown = {code for code, key in painted[each].items() if not key.startswith(OUTSIDE)} - {BORDER}
        assert shown == chosen.matching_areas(atlas, each)


def test_filters_change_marks_and_never_roles(atlas: Atlas) -> None:
    open_paint = paint(atlas, Selection("II"))
    for filters in FILTERS:
        filtered = paint(atlas, selection("II", filters))
        for phase in PHASES:
            roles = {code: key.removeprefix(OUTSIDE) for code, key in filtered[phase].items()}
            assert roles.items() - {(BORDER, NAMED)} == open_paint[phase].items() - {(BORDER, NAMED)}


def test_the_border_is_drawn_strongly_only_where_a_statement_about_it_answers(atlas: Atlas) -> None:
    assert BORDER in paint(atlas, selection("II", {"partner": {"cchdo"}}))["not-stated"]
    assert BORDER not in paint(atlas, selection("II", {"partner": {"ccpcr"}}))["not-stated"]
    assert not [phase for phase in ("I", "II", "all") if BORDER in paint(atlas, Selection("II"))[phase]]


# -- words and legend ------------------------------------------------------------------------------------------------


def test_every_key_that_can_be_painted_has_words_of_its_own(atlas: Atlas) -> None:
    alone = [key for key in symbols(atlas).by_key if key not in ("", OUTSIDE)]
    keys = [*alone, "", *(f"{first}>{second}" for first, second in product(["", *alone], repeat=2) if first != second)]
    assert len({words_for(atlas, key, NAMES) for key in keys}) == len(keys)


def test_words_say_which_phase_came_first(atlas: Atlas) -> None:
    assert words_for(atlas, "S>R") == "sending, then receiving"
    assert words_for(atlas, "S>", NAMES) == "sending, only in Phase I"
    assert words_for(atlas, ">R?", NAMES) == "receiving (ambiguous), only in Phase II"
    assert words_for(atlas, "") == "not named in the source"


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("phase", PHASES)
def test_the_legend_counts_every_area_once(atlas: Atlas, phase: str, filters: dict[str, set[str]]) -> None:
    painted = paint(atlas, selection(phase, filters))[phase]
    entries = [row for row in legend(atlas, selection(phase, filters)) if not row.key.startswith(BEYOND)]
    assert sum(entry.count for entry in entries) == 24
    areas = Counter(painted.get(code, "") for code in atlas.by_area)
    outside = sum(count for key, count in areas.items() if key.startswith(OUTSIDE))
    shown = {key: count for key, count in areas.items() if not key.startswith(OUTSIDE)}
    assert {entry.key: entry.count for entry in entries} == {"": 0, **shown, **({OUTSIDE: outside} if outside else {})}


@pytest.mark.parametrize("phase", PHASES)
def test_silence_stands_last_in_the_legend_and_no_line_twice(atlas: Atlas, phase: str) -> None:
    entries = legend(atlas, Selection(phase))
    assert entries[-1].key == ""
    assert entries[-1].label == not_mentioned(atlas.record, phase)
    assert len({entry.label for entry in entries}) == len(entries)


# -- the sentence ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("phase", PHASES)
def test_the_sentence_counts_what_is_painted(atlas: Atlas, phase: str, filters: dict[str, set[str]]) -> None:
    chosen = selection(phase, filters)
    words = describe(atlas, chosen)
    areas = {code: key for code, key in paint(atlas, chosen)[phase].items() if code in atlas.by_area}
    left = [key for key in areas.values() if not key.startswith(OUTSIDE)]
    assert f"{len(areas)} of 24 provinces and municipalities" in words.sentence
    assert words.silence.startswith(f"{24 - len(areas)} ")
    if filters:
        assert re.search(rf"\b{len(left)} match(es)?\b", words.sentence)
    if phase in ("I", "II"):
        for key, count in Counter(key.rstrip("?") for key in left).items():
            assert re.search(rf"\b{count} {words_for(atlas, key)}( \([\w ,]+ uncertain\))?[,.;]", words.sentence), key
        said = [int(count) for count in re.findall(r"[:,] (\d+) ", words.finding)]
        assert sum(said) == len(left)
    doubtful = [code for code, key in areas.items() if key.endswith("?") and not key.startswith(OUTSIDE)]
    named = list_words([atlas.record.place_name(code, "en") for code in doubtful if phase != "all"])
    assert re.findall(r"\(([\w ,]+) uncertain\)", words.sentence) == ([named] if named else [])
    assert words.sentence == f"{words.finding} {words.caution}".strip()


def test_the_sentence_of_both_phases_parts_what_stayed_from_what_came_once(atlas: Atlas) -> None:
    words = describe(atlas, Selection(phase="all"))
    keys = paint(atlas, Selection("II"))["all"].values()
    once = sum(key.startswith(">") or key.endswith(">") for key in keys)
    assert f"{len(keys) - once} with a role in each phase" in words.sentence
    assert f"{once} in one phase only" in words.sentence


def test_the_sentence_names_the_filters_in_the_words_of_the_options(atlas: Atlas) -> None:
    for facet in FACETS:
        for code, label in options(atlas.record, facet).items():
            sentence = describe(atlas, selection("II", {facet: {code}})).sentence
            assert f"{facet_name(facet).lower()} “{label}”" in sentence


def test_the_sentence_joins_codes_by_or_and_facets_by_and(atlas: Atlas) -> None:
    chosen = selection("II", {"role": {"sending", "receiving"}, "certainty": {"ambiguous"}})
    assert "role “Sending” or “Receiving” and certainty “Ambiguous”" in describe(atlas, chosen).sentence


def test_one_area_is_said_in_the_singular(small: Atlas) -> None:
    assert "; 1 matches role “Transit”" in describe(small, selection("II", {"role": {"transit"}})).sentence
    assert describe(small, Selection(phase="I")).silence == "2 areas are not mentioned."
    assert describe(small, Selection("II")).silence == ""


@pytest.mark.parametrize("phase", PHASES)
def test_no_sentence_shows_its_seams(atlas: Atlas, phase: str) -> None:
    for filters in FILTERS:
        words = describe(atlas, selection(phase, filters))
        assert not re.search(r"[{}]|\s\s|\s[,.;:]|[,.;:]{2}|None", f"{words.title} {words}")
        assert str(words).endswith(".")


# -- the ways back ---------------------------------------------------------------------------------------------------


def empty_selections(atlas: Atlas) -> list[Selection]:
    """Every option of every facet, in every phase, that leaves no area."""
    every = [
        selection(phase, {facet: {code}})
        for phase in PHASES
        for facet in FACETS
        for code in options(atlas.record, facet)
    ]
    return [one for one in every if not one.matching_areas(atlas)]


def test_from_every_empty_selection_there_is_a_way_back_that_shows_what_it_promises(atlas: Atlas) -> None:
    empty = empty_selections(atlas)
    assert empty
    for one in empty:
        ways = suggestions(atlas, one)
        assert ways, one
        assert [way.count for way in ways] == [len(way.selection.matching_areas(atlas)) for way in ways]
        assert all(way.count for way in ways)
        assert len({way.label for way in ways}) == len(ways)


def test_the_organisation_of_2003_is_found_without_a_phase(atlas: Atlas) -> None:
    ways = suggestions(atlas, selection("II", {"partner": {"ccpcr"}}))
    assert {(way.selection.phase, way.selection.partner) for way in ways} == {
        ("II", frozenset()),
        ("not-stated", frozenset({"ccpcr"})),
    }


def test_a_way_back_from_two_facets_drops_one_of_them_or_both(small: Atlas) -> None:
    chosen = selection("II", {"role": {"transit"}, "study": {"survey"}})
    assert {way.selection.active: way.count for way in suggestions(small, chosen)} == {
        ("study",): 1,
        ("role",): 1,
        (): 3,
    }


def test_a_way_back_keeps_the_place_and_the_language(atlas: Atlas) -> None:
    chosen = selection("II", {"partner": {"ccpcr"}}).changed(area="KH-14", lang="km")
    assert {(way.selection.area, way.selection.lang) for way in suggestions(atlas, chosen)} == {("KH-14", "km")}
