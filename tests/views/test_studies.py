"""Surveys and assessments: what is counted and what is not, what they are to inform, what opens, what is uncertain."""

from dataclasses import replace

import pytest

from geo.record.atlas import Atlas, from_record
from geo.selection.selection import Selection
from geo.views.studies.detail import Opened, beside, opened
from geo.views.studies.diagram import MAX_STUDIES, overview
from geo.views.studies.inventory import (
    ABROAD,
    COUNTED,
    LONG,
    MENTIONED,
    UNNUMBERED,
    description,
    entry,
    groups,
    targets_of,
)
from tests.support.worlds import PHASES

SURVEYS = {"survey-phnom-penh", "survey-sihanoukville", "survey-siem-reap"}


def listed(atlas: Atlas, selection: Selection) -> dict[str, set[str]]:
    """How it is counted -> the ids of the studies."""
    return {group.what: {one.study.study_id for one in group.entries} for group in groups(atlas, selection)}


def opened_surely(atlas: Atlas, item: str, selection: Selection | None = None) -> Opened:
    found = opened(atlas, selection or Selection("II"), item)
    assert found
    return found


def lines(found: Opened, heading: str) -> list[str]:
    return [item.title for section in found.sections if section.heading == heading for item in section.items]


# -- what is counted ---------------------------------------------------------------------------------------------------


def test_three_baseline_surveys_are_counted_and_everything_else_stands_apart(atlas: Atlas) -> None:
    found = listed(atlas, Selection("II"))
    assert found[COUNTED] == SURVEYS
    assert found[ABROAD] == {"survey-yunnan"}
    assert found[MENTIONED] == {
        f"research-{place}" for place in ("phnom-penh-kandal", "sihanoukville", "siem-reap", "prey-veng", "svay-rieng",
                                          "kampong-cham", "banteay-meanchey")
    }  # fmt: skip
    assert len(found[UNNUMBERED]) == 5
    assert sum(map(len, found.values())) == len(atlas.record.studies)


def test_the_sentence_gives_a_number_only_of_what_has_one(atlas: Atlas) -> None:
    words = description(atlas, Selection("II"), groups(atlas, Selection("II")))
    assert words.sentence == (
        '3 baseline surveys: Phnom Penh (sector of "beer promotion girls"), Sihanoukville ("children and women in '
        'prostitution") and Siem Reap (hotel and guest house workers). Rapid assessments, their number not stated: '
        "Banteay Meanchey, Kampong Cham, Prey Veng and Svay Rieng. "
        "To inform: PSOE (planned); Better working conditions, as prevention (expected). "
        "7 mentions may be the same work. 1 survey or assessment is outside Cambodia."
    )
    # a page says in large letters what was studied, and under it what is uncertain
    assert words.sentence.removeprefix(words.finding).strip() == words.caution.removesuffix(words.silence).strip()
    assert words.finding.endswith("as prevention (expected).")
    assert words.title == "Surveys and assessments: Phase II"


@pytest.mark.parametrize("phase", ["I", "not-stated"])
def test_a_phase_without_studies_is_said_to_mention_none(atlas: Atlas, phase: str) -> None:
    selection = Selection(phase=phase)
    assert groups(atlas, selection) == ()
    words = description(atlas, selection, ())
    assert "the source mentions no survey or assessment" in words.sentence
    assert words.silence == ""


def test_a_mention_points_to_what_is_counted_for_the_same_area(atlas: Atlas) -> None:
    mention = entry(atlas, atlas.record.studies_by_id["research-phnom-penh-kandal"])
    assert [study.study_id for study in mention.same_place] == ["survey-phnom-penh"]
    assert entry(atlas, atlas.record.studies_by_id["survey-phnom-penh"]).same_place == ()


def test_an_inferred_year_is_called_inferred_and_a_silent_one_is_no_year(atlas: Atlas) -> None:
    studies = atlas.record.studies_by_id
    assert entry(atlas, studies["survey-siem-reap"]).when == "2004"
    assert entry(atlas, studies["rapid-assessment-prey-veng"]).when == "about 2004 (year inferred)"
    assert entry(atlas, studies["research-siem-reap"]).when == ""


# -- filters -----------------------------------------------------------------------------------------------------------


def test_the_studies_filter_and_the_role_of_the_area_narrow_the_list(atlas: Atlas) -> None:
    assert listed(atlas, Selection("II", study=frozenset({"survey-siem-reap"}))) == {COUNTED: {"survey-siem-reap"}}
    transit = listed(atlas, Selection("II", role=frozenset({"transit"})))
    assert set(transit) == {UNNUMBERED, MENTIONED}
    assert len(transit[UNNUMBERED]) == len(transit[MENTIONED]) == 4
    assert listed(atlas, Selection("II", certainty=frozenset({"ambiguous"}))).keys() == {MENTIONED}


def test_the_parts_answer_to_the_assessments_that_they_belong_to(atlas: Atlas) -> None:
    found = listed(atlas, Selection("II", study=frozenset({"rapid-assessments-2004"})))
    assert len(found[UNNUMBERED]) == 5


def test_the_chosen_area_marks_its_studies(atlas: Atlas) -> None:
    shown = groups(atlas, Selection("II", area="KH-17"))
    here = {one.study.study_id for group in shown for one in group.entries if one.here}
    assert here == {"survey-siem-reap", "research-siem-reap"}


# -- what they are to inform -------------------------------------------------------------------------------------------


def test_surveys_are_to_inform_the_workshop_and_the_measures_assessments_the_workshop_alone(atlas: Atlas) -> None:
    studies = atlas.record.studies_by_id
    assert [one.key for one in targets_of(atlas, studies["survey-siem-reap"])] == ["psoe", "act-2-demand-side"]
    assert [one.key for one in targets_of(atlas, studies["rapid-assessment-prey-veng"])] == ["psoe"]
    assert targets_of(atlas, studies["research-siem-reap"]) == ()


def test_a_purpose_in_words_alone_is_shown_and_opens(atlas: Atlas) -> None:
    (use, *_others) = atlas.record.uses
    vague = from_record(
        replace(atlas.record, uses=(replace(use, event_ids=(), intervention_ids=(), serves="Whatever comes"),)),
        atlas.layers,
    )
    (target,) = targets_of(vague, vague.record.studies_by_id["survey-siem-reap"])
    assert (target.key, target.label, target.ref) == ("", "Whatever comes", "use-01")
    assert opened_surely(vague, "use-01").home == ()


def test_from_a_study_to_what_it_informs_and_back(atlas: Atlas) -> None:
    survey = opened_surely(atlas, "survey-siem-reap")
    assert lines(survey, "To inform") == ["PSOE", "Better working conditions, as prevention"]
    measure = opened_surely(atlas, "act-2-demand-side")
    assert measure.home == ("statement", "act-2-demand-side")
    (section,) = [section for section in measure.sections if section.heading == "Informed by"]
    assert {item.target for item in section.items} == {("study", key) for key in SURVEYS}


# -- the drawing -------------------------------------------------------------------------------------------------------


def test_the_drawing_holds_what_is_counted_and_what_has_no_number_but_no_mention(atlas: Atlas) -> None:
    drawn = overview(atlas, groups(atlas, Selection("II")), "", None)
    assert drawn.drawn == drawn.total == 8
    refs = {box.ref for box in drawn.drawing.columns[1]}
    assert refs >= SURVEYS
    assert not any(ref.startswith("research") or ref == "survey-yunnan" for ref in refs)
    assert {box.kind for box in drawn.drawing.columns[1]} == {"study", "study uncounted"}


def test_what_is_chosen_marks_only_what_it_is_tied_to(atlas: Atlas) -> None:
    def near(item: str, area: str | None = None) -> set[str]:
        drawing = overview(atlas, groups(atlas, Selection("II", area=area)), item, area).drawing
        return {box.ref for column in drawing.columns for box in column if box.near}

    assert near("survey-siem-reap") == {"KH-17", "survey-siem-reap", "psoe", "act-2-demand-side"}
    assert near("act-2-demand-side") == {"KH-12", "KH-18", "KH-17", *SURVEYS, "act-2-demand-side"}
    assert near("", "KH-14") == {"KH-14", "rapid-assessment-prey-veng", "psoe"}
    assert near("") == set()


def test_many_studies_are_thinned_and_the_chosen_one_stays(atlas: Atlas) -> None:
    survey = atlas.record.studies_by_id["survey-siem-reap"]
    many = from_record(
        replace(
            atlas.record,
            uses=(),
            context=(),
            studies=tuple(replace(survey, study_id=f"survey-{n}") for n in range(200)),
        ),
        atlas.layers,
    )
    shown = groups(many, Selection("II"))
    assert [(len(group.entries), group.more) for group in shown] == [(LONG, 200 - LONG)]
    drawn = overview(many, shown, "survey-50", None)
    assert (drawn.drawn, drawn.total) == (MAX_STUDIES, 200)
    assert "survey-50" in {box.ref for box in drawn.drawing.columns[1] if box.chosen}


# -- what opens --------------------------------------------------------------------------------------------------------


def test_every_study_opens_and_says_how_it_is_counted(atlas: Atlas) -> None:
    for study in atlas.record.studies:
        found = opened_surely(atlas, study.study_id)
        (stated,) = [section for section in found.sections if section.heading == "What is stated"]
        assert ("not counted" in found.sentence) == (not study.counted)
        assert stated.items[-1].citation == study.citation


def test_what_the_source_does_not_say_of_a_study_is_said_to_be_not_stated(atlas: Atlas) -> None:
    found = opened_surely(atlas, "research-siem-reap")
    assert lines(found, "What is stated")[:2] == ["Who or what was studied: not stated", "Year: not stated"]
    assert lines(found, "To inform") == ["Not stated in the source"]


def test_the_assessments_name_their_parts_and_the_parts_the_whole(atlas: Atlas) -> None:
    assert len(lines(opened_surely(atlas, "rapid-assessments-2004"), "Belongs together")) == 4
    assert lines(opened_surely(atlas, "rapid-assessment-prey-veng"), "Belongs together") == ["Rapid assessments"]


def test_the_report_stands_with_the_survey_abroad(atlas: Atlas) -> None:
    found = opened_surely(atlas, "survey-yunnan")
    assert len(lines(found, "Events stated for the same place")) == 1
    assert found.caption.endswith("Phase II: none.") or "Outlined: Yunnan" in found.caption


def test_the_points_that_can_be_read_in_two_ways_are_folded_with_how_they_were_kept(atlas: Atlas) -> None:
    (section,) = [one for one in opened_surely(atlas, "rapid-assessments-2004").sections if one.folded]
    assert any("how many there were is not said" in item.title for item in section.folded)
    assert all(item.note.startswith("How we show it: ") for item in section.folded)


def test_an_area_without_a_survey_says_none_is_stated(atlas: Atlas) -> None:
    found = beside(atlas, Selection("II", area="KH-2"), groups(atlas, Selection("II")))
    assert lines(found, "In either phase") == [
        "Baseline survey: none stated for this area", "Rapid assessment: none stated for this area"
    ]  # fmt: skip
    siem_reap = beside(atlas, Selection("II", area="KH-17"), ())
    assert lines(siem_reap, "In either phase")[0] == "Baseline survey, Siem Reap"


def test_nothing_chosen_says_what_is_uncertain_each_thing_once(atlas: Atlas) -> None:
    found = beside(atlas, Selection("II"), groups(atlas, Selection("II")))
    notes = lines(found, "Of this view")
    assert len(notes) == len(set(notes))
    assert any(note.startswith("How many is not stated") for note in notes)
    assert any("may be the same work" in note for note in notes)


@pytest.mark.parametrize("phase", PHASES)
def test_a_record_without_studies_opens_in_every_phase(small: Atlas, phase: str) -> None:
    bare = from_record(replace(small.record, studies=(), uses=()), small.layers)
    selection = Selection(phase=phase)
    assert groups(bare, selection) == ()
    assert beside(bare, selection, ()).mapped.matching_areas(bare) == set()
    assert opened(bare, selection, "survey") is None


def test_an_unknown_id_opens_nothing(atlas: Atlas) -> None:
    for item in ("nothing", "KH-14", "ilo-ipec", "act-2-credit", "<b>"):
        assert opened(atlas, Selection("II"), item) is None
