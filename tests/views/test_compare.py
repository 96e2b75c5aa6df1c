"""Phase I beside Phase II: who is named, what is said differently, what a silence is called."""

from dataclasses import replace

import pytest

from geo.record.atlas import Atlas, from_record
from geo.record.record import Record
from geo.selection.selection import Selection
from geo.views.compare.areas import Change, changes, find_change
from geo.views.compare.topics import MAX_STATEMENTS, MAX_THINGS, Part
from geo.web.links import Links
from geo.web.markup import render
from tests.conftest import HOSTILE
from tests.support.worlds import PHASES


def codes(change: Change) -> set[str]:
    return {code for code, _name in change.places}


def keys(change: Change) -> str:
    return ">".join(side.key for side in change.sides)


def labels(part: Part) -> dict[str, list[str]]:
    """Who speaks of it -> the things."""
    return {group.phases: [thing.label for thing in group.things] for group in part.groups}


# -- areas -----------------------------------------------------------------------------------------------------------


def test_areas_of_which_the_same_is_said_stand_together_the_furthest_apart_first(atlas: Atlas) -> None:
    found = [(keys(change), codes(change)) for change in changes(atlas, Selection("II")).areas]
    assert found == [
        ("S>R", {"KH-12", "KH-18"}),
        ("S>ST", {"KH-14", "KH-1"}),
        ("S>", {"KH-2"}),
        (">ST", {"KH-20", "KH-3"}),
        (">R", {"KH-17"}),
        (">R?", {"KH-8"}),
    ]


def test_each_change_cites_the_paragraphs_of_both_phases(atlas: Atlas) -> None:
    cited = {keys(change): [side.citation for side in change.sides] for change in changes(atlas, Selection("II")).areas}
    assert cited["S>R"] == [("S3.1 s1",), ("S4.1", "S4.5")]
    assert cited["S>ST"] == [("S3.1 s1",), ("S4.1",)]
    assert cited["S>"] == [("S3.1 s1",), ()]


def test_areas_that_are_cited_differently_do_not_stand_together(small: Atlas) -> None:
    roles = [*small.record.roles]
    twin = replace(roles[0], role_id="role-5", place_id="B", citation=("S4.4",))
    found = changes(from_record(replace(small.record, roles=(roles[0], twin)), small.layers), Selection("II")).areas
    assert [(keys(change), codes(change)) for change in found if change.sides[0].key] == [
        ("S>N", {"A"}),
        ("S>N", {"B"}),
    ]


def test_a_phase_that_is_silent_is_not_mentioned_and_nothing_has_ended(atlas: Atlas) -> None:
    made = changes(atlas, Selection("II"))
    (battambang,) = [change for change in made.areas if codes(change) == {"KH-2"}]
    assert battambang.sides[1].label == "not mentioned in Phase II"
    html = render("compare", atlas, Links(Selection("II"), "compare"), changes=made)
    assert "not mentioned in Phase II" in html


def test_a_doubt_is_said_of_the_area_itself_and_not_of_the_compound(small: Atlas) -> None:
    made = changes(small, Selection("II"))
    mine = next(change for change in made.areas if codes(change) == {"C"})
    lake = next(change for change in made.areas if codes(change) == {"B"})
    assert (keys(mine), mine.sides[1].how) == (">R?", "ambiguous")
    assert (keys(lake), lake.sides[1].how) == (">R", "stated")


def test_what_is_said_with_no_phase_is_counted_beside_a_silence(small: Atlas) -> None:
    mine = next(change for change in changes(small, Selection("II")).areas if codes(change) == {"C"})
    assert mine.sides[0].label == "not mentioned in Phase I; 2 statements state no phase"


def test_places_beyond_the_areas_stand_apart(atlas: Atlas) -> None:
    made = changes(atlas, Selection("II"))
    assert [codes(change) for change in made.beyond] == [{"phnom-penh-kandal"}, {"thailand"}]
    assert len(made.neither) == 15


def test_the_first_line_is_what_changed_where_and_then_what_one_phase_alone_names(atlas: Atlas) -> None:
    words = changes(atlas, Selection("II")).words
    assert words.sentence == (
        "Phnom Penh and Sihanoukville: from sending to receiving. "
        "Banteay Meanchey and Prey Veng: from sending to sending and transit. Only in Phase I: Battambang. "
        "Only in Phase II: Kampong Cham, Svay Rieng, Siem Reap and Kandal (ambiguous). "
        "The other roles are said of several areas together."
    )
    assert words.silence == "15 areas are named in neither phase."


def test_an_area_of_which_both_phases_say_the_same_is_not_said_to_differ(small: Atlas) -> None:
    first = small.record.roles[0]
    alike = replace(first, role_id="role-6", phase_code="II")
    world = from_record(replace(small.record, roles=(first, alike), interventions=(), studies=()), small.layers)
    assert changes(world, Selection("II")).words.sentence == "Hill: sending in Phase I and in Phase II."


@pytest.mark.parametrize("phase", PHASES)
def test_both_phases_are_compared_whichever_is_chosen(atlas: Atlas, phase: str) -> None:
    here, start = changes(atlas, Selection(phase=phase)), changes(atlas, Selection("II"))
    assert here == start


def test_a_place_without_a_role_in_a_phase_is_not_said_to_have_come_from_one(small: Atlas) -> None:
    def find(*keys: str) -> str:
        return find_change(small, ("Phase I", "Phase II"), keys, ("A", "B"))

    assert find("S", "N") == "A and B: sending in Phase I, named without a role in Phase II"
    assert find("N", "R?") == "A and B: named without a role in Phase I, receiving (ambiguous) in Phase II"
    assert find("N", "N") == "A and B: named without a role in Phase I and in Phase II"
    assert find("", "N") == "A and B: named, only in Phase II"
    assert find("S", "") == "A and B: sending, only in Phase I"


# -- filters ---------------------------------------------------------------------------------------------------------


def test_an_area_outside_the_filter_in_both_phases_is_left_out_and_counted(atlas: Atlas) -> None:
    made = changes(atlas, Selection("II", role=frozenset({"receiving"})))
    assert {code for change in made.areas for code in codes(change)} == {"KH-12", "KH-18", "KH-17", "KH-8"}
    assert made.left_out == 5
    assert made.words.sentence == (
        "Phnom Penh and Sihanoukville: from sending to receiving. Only in Phase II: Siem Reap and Kandal (ambiguous). "
        "The other roles are said of several areas together. Shown: areas with role “Receiving”."
    )


def test_a_phase_that_the_filter_leaves_out_is_marked_and_still_said(atlas: Atlas) -> None:
    made = changes(atlas, Selection("II", role=frozenset({"receiving"})))
    first, second = next(change for change in made.areas if keys(change) == "S>R").sides
    assert (first.outside, second.outside) == (True, False)


def test_a_filter_does_not_change_who_speaks_of_a_type(atlas: Atlas) -> None:
    everything = labels(changes(atlas, Selection("II")).parts[0])
    narrowed = changes(atlas, Selection("II", certainty=frozenset({"stated-of-group"}))).parts[0]
    for group, things in labels(narrowed).items():
        assert set(things) <= set(everything[group])
    assert "Awareness raising" in labels(narrowed)["both"]
    assert narrowed.left_out == sum(map(len, everything.values())) - sum(map(len, labels(narrowed).values()))


# -- types of intervention, bodies -------------------------------------------------------------------------------------


def test_types_are_told_apart_by_who_speaks_of_them(atlas: Atlas) -> None:
    found = labels(changes(atlas, Selection("II")).parts[0])
    assert set(found["both"]) == {
        "Capacity building", "Strengthening", "Awareness raising", "Rural skills training", "Income generation",
        "Other alternative livelihoods",
    }  # fmt: skip
    # what one phase lists, and of which the other tells under a name that is near, is not only of that phase
    assert found["near"] == [
        "Prevention of trafficking", "Networking", "Mechanisms for prevention", "Alternative livelihoods",
        "Cross-border networks", "Prevention on the demand side", "Government capacity on migration",
    ]  # fmt: skip
    assert "first" not in found
    assert "Credit schemes" in found["second"]
    assert len(found["second"]) == 8
    assert not {"Rehabilitation assistance", "Integrated programme"} & {
        name for names in found.values() for name in names
    }


def test_credit_schemes_say_that_the_list_of_phase_one_lacks_them(atlas: Atlas) -> None:
    (only,) = [group for group in changes(atlas, Selection("II")).parts[0].groups if group.phases == "second"]
    credit = next(thing for thing in only.things if thing.label == "Credit schemes")
    assert "the list of Phase I does not have it" in credit.sides[1][0].item.note


def test_the_sentence_says_that_phase_one_places_nothing_and_phase_two_some(atlas: Atlas) -> None:
    assert changes(atlas, Selection("II")).parts[0].sentence == (
        "Phase I: 9 activities, all said of the project as a whole. "
        "Phase II: 20 activities, 6 of them in named areas. "
        "7 more activities are not compared, since no phase is stated for them."
    )


def test_bodies_are_told_apart_by_who_speaks_of_them(atlas: Atlas) -> None:
    found = labels(changes(atlas, Selection("II")).parts[1])
    assert found["both"] == [
        "CNCC", "MoSALVY", "NSC", "Steering Committee, Prey Veng", "Steering Committee, Sihanoukville", "IOM",
        "Partners of Phase I, unnamed",
    ]  # fmt: skip
    assert found["first"] == ["Women and Veteran Affairs", "UNICEF"]
    assert found["second"] == ["Government of Cambodia"]
    assert "AFESIP" not in {name for names in found.values() for name in names}


def test_what_only_a_heading_puts_into_a_phase_says_so(atlas: Atlas) -> None:
    (both,) = [group for group in changes(atlas, Selection("II")).parts[1].groups if group.phases == "both"]
    cncc = next(thing for thing in both.things if thing.label == "CNCC")
    assert [said.item.detail for said in cncc.sides[0]] == ["under way · stated · Phase I by its heading only"]
    assert cncc.loose == ""


def test_no_heading_claims_more_than_that_a_name_is_not_on_the_list(atlas: Atlas) -> None:
    for part in changes(atlas, Selection("II")).parts:
        for group in part.groups:
            assert "not mentioned" not in group.heading
            assert "only" not in group.heading.casefold()


def test_a_near_name_stands_where_a_phase_does_not_list_a_type(atlas: Atlas) -> None:
    html = render("compare", atlas, Links(Selection("II"), "compare"), changes=changes(atlas, Selection("II")))
    assert "not under this name; near it: Cross-border networks" in html
    assert "not under this name; near it: Strengthening" in html


def test_a_type_without_a_phase_says_so(atlas: Atlas) -> None:
    (second,) = [group for group in changes(atlas, Selection("II")).parts[0].groups if group.phases == "second"]
    education = next(thing for thing in second.things if thing.label == "Formal and non-formal education")
    assert education.loose == "1 more with no phase stated"


# -- bad input ---------------------------------------------------------------------------------------------------------


def test_a_record_without_rows_is_compared_too(record: Record, atlas: Atlas) -> None:
    bare = from_record(
        replace(record, roles=(), interventions=(), involvements=(), studies=(), partners=(), events=(), uses=(),
                places=(), aliases=(), context=()),
        atlas.layers,
    )  # fmt: skip
    made = changes(bare, Selection("II"))
    assert made.words.sentence == "Neither phase names an area."
    assert [part.sentence for part in made.parts] == [
        "Phase I: the source states no activity. Phase II: the source states no activity.",
        "Phase I: the source names no organisation. Phase II: the source names no organisation.",
    ]
    assert render("compare", bare, Links(Selection("II"), "compare"), changes=made)


def test_more_than_a_person_reads_is_counted(record: Record, atlas: Atlas) -> None:
    partners = tuple(replace(record.partners[0], partner_id=f"p-{n}", short_name=f"P {n}") for n in range(50))
    relation = replace(record.involvements[6], other_partner_id="", intervention_id="", place_ids=())
    involvements = tuple(
        replace(relation, involvement_id=f"i-{n}-{k}", partner_id=f"p-{n}")
        for n in range(50)
        for k in range(MAX_STATEMENTS + 3)
    )
    many = from_record(
        replace(record, partners=partners, involvements=involvements, events=(), context=()), atlas.layers
    )
    (group,) = changes(many, Selection("II")).parts[1].groups
    assert (len(group.things), group.count) == (MAX_THINGS, 50)
    assert (len(group.things[0].sides[0]), group.things[0].unshown) == (MAX_STATEMENTS, (3, 0))


def test_hostile_words_stay_words(record: Record, atlas: Atlas) -> None:
    hostile = from_record(
        replace(
            record,
            interventions=tuple(replace(row, label=HOSTILE, note=HOSTILE) for row in record.interventions),
            involvements=tuple(replace(row, statement=HOSTILE) for row in record.involvements),
            partners=tuple(replace(row, short_name=HOSTILE) for row in record.partners),
            areas=tuple(replace(row, name=HOSTILE) for row in record.areas),
        ),
        atlas.layers,
    )
    html = render("compare", hostile, Links(Selection("II"), "compare"), changes=changes(hostile, Selection("II")))
    assert "<img" not in html
    assert "&lt;img" in html
