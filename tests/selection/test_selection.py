"""What a person asks to see: which areas answer, what each option would leave, and the address that says it."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from geo.record.atlas import Atlas
from geo.selection.selection import FACETS, SWITCHES, Selection, from_params, in_phase, options
from tests.support.patience import ending
from tests.support.worlds import LANGUAGES, PHASES


def read(query: str, atlas: Atlas) -> tuple[Selection, tuple[str, ...]]:
    """Return what an address comes to."""
    return from_params(parse_qs(query, keep_blank_values=True), atlas)


def chosen(phase: str = "II", **facets: str) -> Selection:
    """Return a selection; the codes of a facet as one text, parted by spaces."""
    return Selection(phase=phase, **{facet: frozenset(codes.split()) for facet, codes in facets.items()})  # type: ignore[arg-type]


# -- which areas answer ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selection", "areas"),
    [
        (chosen("I"), "A"),
        (chosen("II"), "ABC"),
        (chosen("all"), "ABC"),
        (chosen("not-stated"), "C"),
        (chosen(role="receiving"), "BC"),
        (chosen(intervention="credit-schemes"), "A"),
        (chosen(study="survey"), "B"),
        (chosen("not-stated", partner="shelter"), "C"),
        (chosen(certainty="ambiguous"), "C"),
    ],
)
def test_a_selection_leaves_the_areas_of_which_it_is_said(small: Atlas, selection: Selection, areas: str) -> None:
    assert selection.matching_areas(small) == set(areas)


def test_inside_a_facet_any_of_the_codes_will_do(small: Atlas) -> None:
    assert chosen(intervention="awareness-raising").matching_areas(small) == {"A", "B"}
    assert chosen(intervention="awareness-raising credit-schemes").matching_areas(small) == {"A", "B"}
    assert chosen(role="sending receiving").matching_areas(small) == {"A", "B", "C"}


def test_between_facets_each_must_be_met(small: Atlas) -> None:
    assert chosen(role="receiving", intervention="awareness-raising").matching_areas(small) == {"B"}
    assert chosen(role="transit", study="survey").matching_areas(small) == set()


def test_a_facet_is_met_only_by_statements_of_a_chosen_certainty(small: Atlas) -> None:
    assert chosen(certainty="ambiguous", role="receiving").matching_areas(small) == {"C"}
    assert chosen(certainty="ambiguous", role="sending").matching_areas(small) == set()
    assert chosen(certainty="stated ambiguous", role="receiving").matching_areas(small) == {"B", "C"}


def test_sending_and_transit_answers_to_either_word(small: Atlas) -> None:
    assert chosen(role="sending").matching_areas(small) == chosen(role="transit").matching_areas(small) == {"A"}
    assert chosen("I", role="transit").matching_areas(small) == set()


def test_what_is_said_of_the_whole_project_makes_no_area_answer(small: Atlas) -> None:
    for phase in PHASES:
        assert chosen(phase, intervention="networking").matching_areas(small) == set()
        assert chosen(phase, partner="council").matching_areas(small) == set()


def test_what_is_said_of_a_compound_is_said_of_each_member(small: Atlas) -> None:
    assert "B" in chosen(role="receiving").matching_areas(small)
    assert not [row for row in small.by_area["B"] if row.places == ("B",) and row.table == "roles"]


def test_both_phases_leave_out_what_has_no_phase(small: Atlas) -> None:
    assert chosen("all", intervention="rehabilitation").matching_areas(small) == set()
    assert chosen("not-stated", intervention="rehabilitation").matching_areas(small) == {"C"}


def test_no_statement_without_a_phase_is_ever_of_both_phases(atlas: Atlas) -> None:
    without = [row for row in atlas.statements if row.phase == "not-stated" and not row.heading_phase]
    assert without
    assert not [row for row in without if in_phase(row, "all") or in_phase(row, "I") or in_phase(row, "II")]
    with_one = [row for row in atlas.statements if row.phase in ("I", "II")]
    assert all(in_phase(row, "all") and not in_phase(row, "not-stated") for row in with_one)


def test_what_only_a_heading_gives_a_phase_is_of_that_phase_and_among_what_has_none(atlas: Atlas) -> None:
    headed = [row for row in atlas.statements if row.heading_phase]
    assert {row.statement_id for row in headed} == {"inv-05", "inv-06", "inv-09", "inv-10", "inv-13", "inv-14"}
    for row in headed:
        assert [phase for phase in ("I", "II", "all", "not-stated") if in_phase(row, phase)] == [
            "I",
            "all",
            "not-stated",
        ]


def test_another_phase_can_be_asked_about_without_being_chosen(small: Atlas) -> None:
    assert chosen("II").matching_areas(small, "I") == chosen("I").matching_areas(small) == {"A"}


def test_a_statement_answers_by_the_facets_that_it_has(small: Atlas) -> None:
    statement = {row.statement_id: row for row in small.statements}
    selection = chosen(intervention="awareness-raising")
    assert selection.statement_matches(statement["aware"])
    assert not selection.statement_matches(statement["credit"])
    assert selection.statement_matches(statement["role-A-II"])
    assert not selection.statement_matches(statement["role-A-I"])


def test_project_wide_types_of_phase_one_leave_no_area_of_the_shipped_record(atlas: Atlas) -> None:
    types = {row.type_code for row in atlas.record.interventions if row.phase_code == "I"}
    assert len(types) == 9  # eight activities, and the prevention that they serve
    assert Selection(phase="I", intervention=frozenset(types)).matching_areas(atlas) == set()


# -- what each option would leave ------------------------------------------------------------------------------------

STARTS = [
    Selection("II"),
    Selection("II", role=frozenset({"receiving"})),
    Selection("II", role=frozenset({"sending"}), certainty=frozenset({"stated-of-group"})),
    Selection("II", certainty=frozenset({"ambiguous", "inferred"})),
    Selection("II", partner=frozenset({"ccpcr"}), intervention=frozenset({"integrated-programme"})),
]


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("phase", PHASES)
def test_a_count_is_what_choosing_the_option_leaves(atlas: Atlas, phase: str, facet: str) -> None:
    for start in STARTS:
        selection = start.changed(phase=phase)
        left = {
            code: len(selection.changed(**{facet: frozenset({code})}).matching_areas(atlas))
            for code in options(atlas.record, facet)
        }
        assert selection.counts(atlas, facet) == left


def test_an_option_counts_areas_and_not_the_rows_that_name_them(small: Atlas) -> None:
    assert chosen().counts(small, "intervention")["awareness-raising"] == 2
    assert chosen().counts(small, "role") == {"sending": 1, "transit": 1, "receiving": 2}


def test_every_value_that_a_statement_answers_to_is_an_option_with_words(atlas: Atlas) -> None:
    for row in atlas.statements:
        for facet, codes in row.values.items():
            assert codes <= set(options(atlas.record, facet)), row.statement_id
    assert all(label for facet in ("phase", *FACETS) for label in options(atlas.record, facet).values())


# -- the address -----------------------------------------------------------------------------------------------------


def selections(atlas: Atlas) -> Iterator[Selection]:
    """Every code of every facet alone and all of a facet at once, in every phase; every place; every switch."""
    for phase in PHASES:
        yield Selection(phase=phase)
        for facet in FACETS:
            codes = list(options(atlas.record, facet))
            for code in codes:
                yield Selection(phase=phase, **{facet: frozenset({code})})  # type: ignore[arg-type]
            yield Selection(phase=phase, **{facet: frozenset(codes)})  # type: ignore[arg-type]
    for place in (*atlas.by_area, *atlas.by_place):
        yield from (Selection("II", area=place, lang=lang) for lang in LANGUAGES)
    for switch in SWITCHES:
        yield Selection("II", **{switch: True})  # type: ignore[arg-type]
    everything = {facet: frozenset(options(atlas.record, facet)) for facet in FACETS}
    yield Selection(phase="all", area="KH-14", lang="km", basemap=True, context=True, **everything)


def test_an_address_opens_to_the_selection_that_wrote_it(atlas: Atlas) -> None:
    for selection in selections(atlas):
        assert read(selection.to_query(), atlas) == (selection, ())


def test_no_two_selections_share_an_address(atlas: Atlas) -> None:
    distinct = set(selections(atlas))
    assert len({selection.to_query() for selection in distinct}) == len(distinct)


def test_an_address_says_the_phase_always_and_the_rest_where_it_is_chosen() -> None:
    assert Selection("II").to_query() == "phase=II"
    assert chosen("all", role="transit sending").changed(area="KH-14", lang="km").to_query() == (
        "phase=all&role=sending,transit&area=KH-14&lang=km"
    )


def test_an_empty_address_opens_to_the_start(atlas: Atlas) -> None:
    assert read("", atlas) == (Selection("II"), ())


def test_codes_may_stand_in_any_order_twice_and_in_parameters_of_their_own(atlas: Atlas) -> None:
    expected = chosen(role="sending receiving")
    for query in ("role=receiving,sending", "role=sending,receiving,sending,", "role=receiving&role=sending"):
        assert read(query, atlas) == (expected, ())


def test_the_case_of_letters_does_not_matter(atlas: Atlas) -> None:
    assert read("phase=BOTH&area=kh-14&role=Sending&lang=KM&basemap=ON", atlas) == (
        chosen("all", role="sending").changed(area="KH-14", lang="km", basemap=True),
        (),
    )


@pytest.mark.parametrize("name", ["phase", "area", "lang", *FACETS, *SWITCHES])
@pytest.mark.parametrize(
    "value", ["nothing-like-it", "KH-99", "ភ្នំពេញ", "I'", "<b>", "\x00", "%00", "II ", "-1", "a" * 10_000]
)
def test_an_unknown_value_is_left_out_with_a_word(atlas: Atlas, name: str, value: str) -> None:
    selection, notices = from_params({name: [value]}, atlas)
    assert selection == Selection("II")
    assert len(notices) == 1
    assert name in notices[0]
    assert value[:20] in notices[0]


def test_what_is_known_beside_what_is_not_stays(atlas: Atlas) -> None:
    selection, notices = read("phase=I&role=sending,queen&area=KH-14&partner=x,y,z", atlas)
    assert selection == chosen("I", role="sending").changed(area="KH-14")
    assert len(notices) == 2


def test_of_a_repeated_single_value_the_first_is_used_with_a_word(atlas: Atlas) -> None:
    selection, notices = read("phase=I&phase=II&area=KH-14&area=KH-2", atlas)
    assert selection == Selection(phase="I", area="KH-14")
    assert len(notices) == 2
    assert all("more than once" in notice for notice in notices)


def test_parameters_of_pages_are_left_to_them(atlas: Atlas) -> None:
    assert read("phase=I&item=role-01&colour=red", atlas) == (Selection(phase="I"), ())


HUGE = {
    "one long value": {"role": ["x" * 10_000]},
    "a long list": {"role": [",".join(["x"] * 10_000)]},
    "a long list of commas": {"role": ["," * 10_000]},
    "a value 10,000 times": {"partner": ["nobody"] * 10_000},
    "a known value 10,000 times": {"phase": ["I"] * 10_000},
    "10,000 parameters": {f"p{number}": ["1"] for number in range(10_000)},
    "a long name": {"p" * 10_000: ["1"]},
    "everything long": {name: ["ş" * 10_000] * 100 for name in ("phase", "area", "lang", *FACETS, *SWITCHES)},
}


@pytest.mark.parametrize("what", HUGE)
def test_a_huge_address_is_read_and_answered_briefly(atlas: Atlas, what: str) -> None:
    with ending(5):  # it takes a five-hundredth of a second at most
        selection, notices = from_params(HUGE[what], atlas)
    assert selection in (Selection("II"), Selection(phase="I"))
    assert sum(map(len, notices)) < 3_000


# -- the value itself ------------------------------------------------------------------------------------------------


def test_without_filters_the_phase_the_place_the_language_and_the_switches_stay() -> None:
    kept = Selection(phase="I", area="KH-14", lang="km", basemap=True, context=True)
    filtered = kept.changed(role=frozenset({"sending"}), certainty=frozenset({"stated"}))
    assert filtered.active == ("role", "certainty")
    assert filtered.without_filters() == kept


def test_a_selection_is_a_value() -> None:
    assert chosen(role="sending transit") == chosen(role="transit sending")
    assert len({chosen(role="sending"), chosen(role="sending"), chosen(role="transit")}) == 2
    with pytest.raises(AttributeError):
        Selection("II").phase = "I"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Selection("II").changed(phases="I")
