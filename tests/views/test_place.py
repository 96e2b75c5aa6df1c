"""All that the record says of one place, and what it does not say: the panel, and the lists beside the map."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from geo.map.classification import paint
from geo.map.legend import legend
from geo.map.symbology import BEYOND, OUTSIDE
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.selection.words import capital
from geo.views.model import Item, Section
from geo.views.overview import overview, sections
from geo.views.place import Dossier, dossier
from geo.views.place_sections import project_wide
from tests.support.worlds import LANGUAGES, PHASES

ACTIVITIES_OF_2003 = {
    "Rehabilitation assistance, with AFESIP",
    "Non-formal education, with AFESIP",
    "Vocational training, with AFESIP",
    "Income generation, with AFESIP",
    "Similar project, with CCHDO",
    "Capacity for rehabilitation assistance, CWCC",
    "Integrated programme, with CCPCR",
}


def items(of: Dossier) -> Iterator[Item]:
    """Every line of a dossier."""
    yield from of.roles
    for section in of.sections:
        yield from (*section.items, *section.folded)


def text(of: Dossier) -> str:
    """Every word of a dossier."""
    lines = [line for item in items(of) for line in (item.title, item.detail, item.note)]
    heads = [head for section in of.sections for head in (section.heading, section.fold_label)]
    return "\n".join([of.kicker, of.name, of.other_name, *(chip.label for chip in of.chips), *lines, *heads])


def headed(of: Dossier, heading: str) -> Section:
    """Return the one section whose heading begins so."""
    (found,) = [section for section in of.sections if section.heading.startswith(heading)]
    return found


def titles(items: Iterable[Item], *, silent: bool = False) -> list[str]:
    """List what lines tell of, one by one, where several things share a line."""
    told = (item for item in items if item.silent == silent)
    return [name for item in told for name in ([capital(name) for name, _to in item.parts] or [item.title])]


# -- what must stand in every dossier --------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
def test_the_activities_of_2003_stand_under_their_own_heading_in_every_area(atlas: Atlas, phase: str) -> None:
    for code in atlas.by_area:
        section = headed(dossier(atlas, code, Selection(phase=phase)), "ILO/IPEC activities of 2003")
        assert "no phase" in section.heading
        said = Counter(title.partition(":")[0] for title in titles((*section.items, *section.folded)))
        assert said == Counter(ACTIVITIES_OF_2003), code


def test_the_activities_of_2003_stand_under_no_other_heading(atlas: Atlas) -> None:
    for code in atlas.by_area:
        for section in dossier(atlas, code, Selection(phase="all")).sections:
            if section.heading.startswith("Work"):
                assert not ACTIVITIES_OF_2003 & set(titles((*section.items, *section.folded)))


def test_only_the_activity_of_2003_in_an_area_stands_there_unfolded(atlas: Atlas) -> None:
    here = headed(dossier(atlas, "KH-18", Selection("II")), "ILO/IPEC activities")
    elsewhere = headed(dossier(atlas, "KH-1", Selection("II")), "ILO/IPEC activities")
    assert titles(here.items) == ["Integrated programme, with CCPCR"]
    # the Thai border is not to be read as Banteay Meanchey
    assert titles(elsewhere.items) == []
    assert titles(elsewhere.items, silent=True)


def test_every_line_that_says_something_cites_a_paragraph_and_no_silent_one_does(atlas: Atlas) -> None:
    for place in (*atlas.by_area, *atlas.by_place):
        of = dossier(atlas, place, Selection(phase="all"))
        for section in of.sections:
            if section.heading.startswith(("Boundary since then", "Since then")):
                continue  # administrative geography, not from the briefing, and says so
            for item in (*section.items, *section.folded):
                leads_to_an_area = item.target[:1] == ("area",)
                assert bool(item.citation) != (item.silent or leads_to_an_area), (place, item)
        assert all(bool(item.citation) != item.silent for item in of.roles)


def test_what_changed_of_a_boundary_is_said_not_to_be_from_the_briefing(atlas: Atlas) -> None:
    changed = [area for area in atlas.record.areas if area.later_change]
    assert changed
    for area in changed:
        lines = [
            item for item in items(dossier(atlas, area.area_code, Selection("II"))) if item.title == area.later_change
        ]
        assert [("not from the source" in item.detail, item.citation) for item in lines] == [(True, ())]


def test_filters_hide_nothing_of_a_place(atlas: Atlas) -> None:
    narrow = Selection(
        "II", role=frozenset({"receiving"}), certainty=frozenset({"ambiguous"}), partner=frozenset({"ccpcr"})
    )
    for code in atlas.by_area:
        assert dossier(atlas, code, narrow) == dossier(atlas, code, Selection("II"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("phase", PHASES)
def test_every_place_opens_in_every_phase_and_language(atlas: Atlas, phase: str, lang: str) -> None:
    for place in (*atlas.by_area, *atlas.by_place):
        of = dossier(atlas, place, Selection(phase=phase, lang=lang, context=True))
        assert of.place_id == place
        assert of.name
        assert of.kicker
        assert all(section.heading and (section.items or section.folded) for section in of.sections)
        assert all(bool(section.folded) <= bool(section.fold_label) for section in of.sections)


def test_an_unknown_place_raises(atlas: Atlas) -> None:
    with pytest.raises(KeyError):
        dossier(atlas, "KH-99", Selection("II"))


# -- roles by phase --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
def test_battambang_is_not_mentioned_in_phase_two_and_nothing_is_said_to_have_ended(atlas: Atlas, phase: str) -> None:
    of = dossier(atlas, "KH-2", Selection(phase=phase))
    assert titles(of.roles) == ["Phase I: sending"]
    assert titles(of.roles, silent=True) == ["Phase II: not mentioned in the source"]
    assert [chip.key for chip in of.chips] == ["S"]
    ended = {"ended", "stopped", "dropped", "closed", "withdrew", "withdrawn", "left", "discontinued", "former"}
    assert not ended & set(re.findall(r"\w+", text(of).lower()))


def test_kandal_is_ambiguous_in_its_chip_and_in_its_line(atlas: Atlas) -> None:
    of = dossier(atlas, "KH-8", Selection("II"))
    assert [(chip.key, "ambiguous" in chip.label) for chip in of.chips] == [("R?", True)]
    own = [item for item in of.roles if "ambiguous" in item.detail]
    assert len(own) == 1
    assert "slash" in own[0].note


def test_a_role_stated_of_the_compound_stands_with_both_members(small: Atlas) -> None:
    assert titles(dossier(small, "B", Selection("II")).roles) == ["Phase II: receiving"]
    (mine,) = [role for role in dossier(small, "C", Selection("II")).roles if not role.silent]
    assert (mine.title, mine.detail) == ("Phase II: receiving", "ambiguous")
    assert mine.note.casefold().endswith("also said of lake/mine (stated)")


def test_an_area_without_a_word_says_so_for_each_phase(atlas: Atlas) -> None:
    of = dossier(atlas, "KH-11", Selection("II"))
    assert of.chips == ()
    assert titles(of.roles, silent=True) == [
        "Phase I: not mentioned in the source",
        "Phase II: not mentioned in the source",
    ]


def test_a_place_beyond_the_areas_is_not_said_to_be_unmentioned(atlas: Atlas) -> None:
    for place in atlas.by_place:
        assert titles(dossier(atlas, place, Selection("II")).roles, silent=True) == []


def test_a_role_cites_where_it_is_said(atlas: Atlas) -> None:
    of = dossier(atlas, "KH-14", Selection("II"))
    assert [(item.title, item.citation) for item in of.roles] == [
        ("Phase I: sending", ("S3.1 s1",)),
        ("Phase II: sending and transit", ("S4.1",)),
    ]
    assert all("said of several areas together" in item.detail for item in of.roles)


# -- what was done, by whom, and what was found out ------------------------------------------------------------------


def test_interventions_of_the_chosen_phase_stand_open_and_project_wide_ones_folded(small: Atlas) -> None:
    section = headed(dossier(small, "A", Selection("II")), "Work")
    assert section.heading == "Work in Phase II"
    assert titles(section.items) == ["aware", "credit"]
    assert titles(section.folded) == ["wide-2"]
    assert section.fold_label.startswith("1 ")


def test_both_phases_show_the_interventions_of_each_and_no_phase_shows_neither(small: Atlas) -> None:
    def headings(phase: str) -> list[str]:
        of = dossier(small, "A", Selection(phase=phase))
        return [section.heading for section in of.sections if section.heading.startswith("Work")]

    assert headings("all") == ["Work in Phase I", "Work in Phase II"]
    assert headings("not-stated") == []


def test_an_area_without_an_activity_says_none_stated_and_never_zero(small: Atlas) -> None:
    section = headed(dossier(small, "C", Selection("II")), "Work")
    assert titles(section.items) == []
    assert titles(section.items, silent=True) == ["None stated for this place"]


def test_prey_veng_has_five_activities_in_phase_two_and_none_placed_there_in_phase_one(atlas: Atlas) -> None:
    first, second = (headed(dossier(atlas, "KH-14", Selection(phase=phase)), "Work") for phase in ("I", "II"))
    assert (len(titles(first.items)), len(titles(first.folded))) == (0, 9)
    assert first.fold_label == (
        "8 more activities; the source does not say where · 1 told as a part or purpose of others"
    )
    assert len(titles(second.items)) == 5
    assert second.fold_label == (
        "2 more activities; the source does not say where · 4 of other places named · "
        "8 told as parts or purposes of others"
    )


def test_implementing_partners_of_the_phases_are_not_stated_for_any_area(atlas: Atlas) -> None:
    for code in atlas.by_area:
        silent = titles(headed(dossier(atlas, code, Selection("II")), "With whom").items, silent=True)
        assert any("does not say who carried out the work" in title for title in silent)


def test_surveys_that_are_not_stated_are_said_to_be_so(atlas: Atlas) -> None:
    def silent(code: str) -> list[str]:
        return titles(headed(dossier(atlas, code, Selection("II")), "Evidence").items, silent=True)

    assert silent("KH-14") == ["Baseline survey: none stated for this area"]
    # where research and rapid assessments are said to go on, neither is said to be missing
    for code in ("KH-12", "KH-8", "KH-17", "KH-18"):
        assert "Rapid assessment: none stated for this area" not in silent(code)
    assert len(silent("KH-11")) == 2


def test_kandal_has_no_survey_of_its_own(atlas: Atlas) -> None:
    found = titles(headed(dossier(atlas, "KH-8", Selection("II")), "Evidence").items)
    assert found == ["Research and rapid assessments, Phnom Penh/Kandal"]


def test_project_wide_interventions_are_those_that_name_no_area(atlas: Atlas, small: Atlas) -> None:
    assert [row.title for row in project_wide(small, "I")] == ["wide-1"]
    assert [row.title for row in project_wide(small, "II")] == ["wide-2"]
    assert len(project_wide(atlas, "I")) == 9
    without = {row.title for row in project_wide(atlas, "not-stated")}
    assert without == ACTIVITIES_OF_2003 - {"Integrated programme, with CCPCR"}


# -- names and context -----------------------------------------------------------------------------------------------


def test_the_name_of_the_language_stands_first(atlas: Atlas) -> None:
    english, khmer = (dossier(atlas, "KH-14", Selection("II", lang=lang)) for lang in ("en", "km"))
    assert (english.name, english.other_name) == ("Prey Veng", "ព្រៃវែង")
    assert (khmer.name, khmer.other_name) == ("ព្រៃវែង", "Prey Veng")


def test_the_kind_of_an_area_is_that_of_the_years_of_the_project(atlas: Atlas) -> None:
    assert dossier(atlas, "KH-18", Selection("II")).kicker.startswith("Municipality (2003-06)")
    assert dossier(atlas, "KH-14", Selection("II")).kicker.startswith("Province (2003-06)")


def test_facts_from_other_sources_come_only_when_asked_for_and_under_their_own_heading(atlas: Atlas) -> None:
    statement = next(row.statement for row in atlas.record.context if "KH-1" in row.about_ids)
    assert statement not in text(dossier(atlas, "KH-1", Selection("II")))
    section = headed(dossier(atlas, "KH-1", Selection("II", context=True)), "From other sources")
    (item,) = [item for item in section.items if item.title == statement]
    assert item.citation == ()
    assert "Destination Thailand" in item.detail


# -- the lists beside the map ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("role", ["", "receiving"])
def test_the_overview_lists_every_area_once_as_the_map_paints_it(atlas: Atlas, phase: str, role: str) -> None:
    selection = Selection(phase=phase, role=frozenset({role} - {""}))
    painted = paint(atlas, selection)[phase]
    groups = overview(atlas, selection)
    assert Counter(code for group in groups for code, _ in group.places) == Counter(dict.fromkeys(atlas.by_area, 1))
    for group in groups:
        keys = {painted.get(code, "") for code, _ in group.places}
        assert all(key.startswith(OUTSIDE) for key in keys) if group.key == OUTSIDE else keys == {group.key}
    counts = {entry.key: entry.count for entry in legend(atlas, selection) if entry.count}
    beyond = {key for key in counts if key.startswith(BEYOND)}
    assert {group.key: len(group.places) for group in groups} == {key: counts[key] for key in counts.keys() - beyond}


def test_the_overview_names_areas_in_the_language_of_names(small: Atlas) -> None:
    names = {name for group in overview(small, Selection("II", lang="km")) for _, name in group.places}
    assert names == {"Hill km", "Lake km", "Mine km"}


def test_every_place_beyond_the_areas_is_reachable_and_cited(atlas: Atlas) -> None:
    beyond = sections(atlas, Selection("II"))[0]
    assert [item.target for item in beyond.items] == [("area", place.place_id) for place in atlas.record.places]
    assert all(item.citation for item in beyond.items)


def test_what_has_no_area_is_listed_by_phase(atlas: Atlas) -> None:
    def wide(phase: str) -> list[str]:
        return [section.heading for section in sections(atlas, Selection(phase=phase))[1:]]

    assert wide("I") == ["More work in Phase I; no area is named"]
    assert wide("II") == ["More work in Phase II; no area is named"]
    assert wide("not-stated") == ["More work in Phase not stated; no area is named"]
    assert wide("all")[:2] == ["More work in Phase I; no area is named", "More work in Phase II; no area is named"]
