"""Relations of organisations: by phase, filtered, drawn; the activities of 2003 apart; thinned where there are many."""

import re
from dataclasses import replace

import pytest

from geo.record.atlas import Atlas, from_record
from geo.selection.filtering import statement_filter
from geo.selection.selection import Selection
from geo.selection.suggestions import suggestions
from geo.views.partners.network import MAX_BOXES, network
from geo.views.partners.relations import APART, Band, bands, focus, relations
from geo.views.undated import undated
from tests.support.patience import ending
from tests.support.worlds import PHASES

SHIPPED = Selection("II")


def band(atlas: Atlas, selection: Selection, key: str) -> Band:
    (found,) = [one for one in bands(atlas, selection) if one.key == key]
    return found


def ids(band: Band) -> set[str]:
    return {one.row.statement_id for one in band.relations}


# -- relations and bands -----------------------------------------------------------------------------------------------


def test_every_involvement_and_every_event_with_organisations_is_a_relation_once(atlas: Atlas) -> None:
    told = [one.row.statement_id for one in relations(atlas)]
    assert len(told) == len(set(told))
    assert set(told) == {row.involvement_id for row in atlas.record.involvements} | {
        row.event_id for row in atlas.record.events if row.partner_ids
    }


def test_a_relation_keeps_the_words_of_the_record(atlas: Atlas) -> None:
    words = {one.row.statement_id: one.words for one in relations(atlas)}
    assert words["inv-06"] == "chairs"
    assert words["inv-03"] == "helped to raise the capacity of"
    assert words["inv-01"] == "funded an activity with"


@pytest.mark.parametrize("phase", PHASES)
def test_the_activities_of_2003_stand_apart_whichever_phase_is_chosen(atlas: Atlas, phase: str) -> None:
    selection = Selection(phase=phase)
    apart = band(atlas, selection, APART)
    assert ids(apart) == {"inv-01", "inv-02", "inv-03", "inv-04"}
    others = [one for one in bands(atlas, selection) if one.key != APART]
    assert not set().union(*map(ids, others)) & ids(apart)


def test_no_relation_of_one_phase_stands_under_the_other(atlas: Atlas) -> None:
    shown = bands(atlas, Selection(phase="all"))
    assert [one.key for one in shown] == ["I", "II", APART]
    for one in shown[:2]:
        assert all(one.key in relation.row.phases for relation in one.relations)


def test_what_has_no_phase_is_counted_where_it_is_not_shown(atlas: Atlas) -> None:
    shown = len(band(atlas, Selection(phase="not-stated"), "not-stated").relations)
    way = undated(atlas, SHIPPED, "partners")
    assert way
    assert str(way).startswith("Not shown here, since no phase is stated: ")
    assert sum(map(int, re.findall(r"\d+", str(way)))) == shown
    assert undated(atlas, Selection(phase="not-stated"), "partners") is None


# -- filters -----------------------------------------------------------------------------------------------------------


def test_a_partner_filter_leaves_what_concerns_it_from_either_side(atlas: Atlas) -> None:
    selection = Selection(phase="not-stated", partner=frozenset({"cncc"}))
    assert ids(band(atlas, selection, "not-stated")) == {"inv-05", "inv-06"}


def test_an_activity_filter_leaves_the_organisations_of_that_kind_of_activity(atlas: Atlas) -> None:
    selection = Selection("II", intervention=frozenset({"integrated-programme"}))
    assert ids(band(atlas, selection, APART)) == {"inv-04"}
    assert band(atlas, selection, "II").relations == ()


def test_a_role_is_asked_of_the_area_and_a_relation_without_an_area_is_left_out(atlas: Atlas) -> None:
    sending = Selection(phase="I", role=frozenset({"sending"}))
    assert ids(band(atlas, sending, "I")) == {"inv-11", "inv-12"}
    assert band(atlas, Selection("II", role=frozenset({"receiving"})), "II").relations == ()


def test_both_phases_together_let_the_area_answer_from_either(atlas: Atlas) -> None:
    receiving = Selection(phase="all", role=frozenset({"receiving"}))
    assert ids(band(atlas, receiving, "I")) == {"inv-12"}  # Sihanoukville is receiving in Phase II


def test_certainty_is_the_statement_s_own(small: Atlas) -> None:
    assert band(small, Selection("II", certainty=frozenset({"ambiguous"})), "II").relations == ()
    assert ids(band(small, Selection("II", certainty=frozenset({"stated"})), "II")) == {"inv-council"}


def test_every_facet_of_the_filters_can_be_asked_of_every_statement(atlas: Atlas) -> None:
    everything = Selection(
        phase="all", role=frozenset({"sending"}), intervention=frozenset({"credit-schemes"}),
        partner=frozenset({"ilo-ipec"}), study=frozenset({"survey-siem-reap"}), certainty=frozenset({"stated"}),
    )  # fmt: skip
    keeps = statement_filter(atlas, everything)
    assert not any(keeps(row, phase) for row in atlas.statements for phase in PHASES)


def test_from_an_empty_view_only_ways_that_show_something_are_offered(atlas: Atlas) -> None:
    selection = Selection(phase="I", partner=frozenset({"government-cambodia"}))

    def count(other: Selection) -> int:
        return sum(len(one.relations) for one in bands(atlas, other))

    assert count(selection) == 0
    ways = suggestions(atlas, selection, count)
    assert ways
    assert all(way.count == count(way.selection) > 0 for way in ways)
    assert "Phase II" in {way.label for way in ways}  # though none of its relations there is at an area


# -- the drawing -------------------------------------------------------------------------------------------------------


def test_the_network_draws_all_counted_relations_of_the_shipped_record(atlas: Atlas) -> None:
    for phase in PHASES:
        for one in bands(atlas, Selection(phase=phase)):
            drawn = network(atlas, one, "", None)
            assert drawn.drawn == drawn.total == sum(relation.row.counted for relation in one.relations)
            assert drawn.cut == 0


def test_a_mere_mention_is_not_drawn(atlas: Atlas) -> None:
    one = band(atlas, Selection(phase="not-stated"), "not-stated")
    assert "mou-mention" in ids(one)
    refs = {box.ref for column in network(atlas, one, "", None).drawing.columns for box in column}
    assert "mou-mention" not in refs
    assert {"mou-employment", "mou-trafficking"} <= refs


def test_organisations_that_meet_in_the_same_thing_share_its_box(atlas: Atlas) -> None:
    drawing = network(atlas, band(atlas, SHIPPED, "II"), "", None).drawing
    (works,) = [box for box in drawing.columns[1] if box.title == "Still works with"]
    assert sum(wire.end == round(works.middle, 1) for wire in drawing.gaps[0]) == 5


def test_what_is_chosen_and_what_it_is_tied_to_is_marked(atlas: Atlas) -> None:
    drawn = network(atlas, band(atlas, SHIPPED, APART), "ccpcr", None)
    boxes = {box.ref: box for column in drawn.drawing.columns for box in column}
    assert drawn.focused
    assert [ref for ref, box in boxes.items() if box.chosen] == ["ccpcr"]
    assert {ref for ref, box in boxes.items() if box.near} == {"ilo-ipec", "act-2003-ccpcr", "ccpcr", "KH-18"}


def test_a_chosen_area_marks_the_organisations_there(atlas: Atlas) -> None:
    drawn = network(atlas, band(atlas, SHIPPED, APART), "", "KH-18")
    boxes = {box.ref: box for column in drawn.drawing.columns for box in column}
    assert boxes["KH-18"].chosen
    assert boxes["ccpcr"].near
    assert not boxes["cwcc"].near


def test_a_relation_is_known_by_any_of_the_statements_that_meet_in_it(atlas: Atlas) -> None:
    every = relations(atlas)
    chosen = {one.row.statement_id for one in filter(focus(every, "inv-19", None), every)}
    assert chosen == {"inv-17", "inv-18", "inv-19", "inv-20", "inv-21"}


def crowded(atlas: Atlas) -> Atlas:
    """5,000 activities of 300 organisations in all 24 areas."""
    record, areas = atlas.record, [area.area_code for area in atlas.record.areas]
    activity, told, partner = record.interventions[0], record.involvements[0], record.partners_by_id["afesip"]
    return from_record(
        replace(
            record,
            events=(),
            uses=(),
            context=(),
            aliases=(),
            partners=tuple(replace(partner, partner_id=f"p{n}", short_name=f"Organisation {n}") for n in range(300)),
            interventions=tuple(
                replace(activity, intervention_id=f"a{n}", phase_code="II", place_ids=(areas[n % 24],))
                for n in range(5000)
            ),
            involvements=tuple(
                replace(
                    told, involvement_id=f"inv{n}", partner_id=f"p{n % 300}", other_partner_id=f"p{(7 * n + 1) % 300}",
                    intervention_id=f"a{n}", place_ids=(areas[n % 24],), phase_code="II",
                )
                for n in range(5000)
            ),
        ),
        atlas.layers,
    )  # fmt: skip


def test_a_crowded_record_is_thinned_with_a_word_and_keeps_what_is_chosen(atlas: Atlas) -> None:
    many = crowded(atlas)
    with ending():
        one = band(many, SHIPPED, "II")
        plain, chosen = network(many, one, "", None), network(many, one, "p77", None)
    for drawn in (plain, chosen):
        assert [len(column) <= most for column, most in zip(drawn.drawing.columns, MAX_BOXES, strict=True)] == [
            True
        ] * 3
        assert drawn.drawn < drawn.total == 5000
    assert "p77" not in {box.ref for box in plain.drawing.columns[0]}
    assert "p77" in {box.ref for column in chosen.drawing.columns for box in column if box.chosen}


def test_a_record_without_relations_has_empty_bands_and_an_empty_drawing(small: Atlas) -> None:
    bare = from_record(replace(small.record, partners=(), involvements=(), interventions=()), small.layers)
    for one in bands(bare, Selection(phase="all")):
        assert one.relations == ()
        assert network(bare, one, "", "A").drawing.columns == ((), (), ())
