"""What is shown is as sure as the record has it, counted once, and silent only where no statement answers."""

import datetime as dt
import re

import pytest

from geo.export.markdown import plain, view_brief
from geo.map.classification import words_for
from geo.map.legend import legend
from geo.map.summary import describe
from geo.map.symbology import BEYOND
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.slides import Slide, slide
from geo.views.about import show_about
from geo.views.partners.relations import bands
from geo.views.place import dossier
from geo.web.leaflet import words_script

MADE = dt.date(2026, 11, 23)
PLACED = ("KH-14", "KH-12", "KH-18", "KH-8", "KH-17", "KH-1")


def of_area(atlas: Atlas, place: str, phase: str = "all") -> Slide:
    return slide(atlas, View(Selection(phase, area=place).to_query()))


# -- roles -------------------------------------------------------------------------------------------------------------


TOGETHER = "said of several areas together"
AREAS = "provinces and municipalities"


def test_a_slide_says_each_role_once_with_how_sure_it_is(atlas: Atlas) -> None:
    said = {place: of_area(atlas, place).sentence for place in ("KH-8", "KH-12", "KH-14")}
    assert said == {
        "KH-8": "Phase II: receiving (ambiguous). Phase I: not mentioned in the source.",
        "KH-12": f"Phase I: sending ({TOGETHER}). Phase II: receiving ({TOGETHER}).",
        "KH-14": f"Phase I: sending ({TOGETHER}). Phase II: sending and transit ({TOGETHER}).",
    }


@pytest.mark.parametrize("place", ["KH-8", "KH-12"])
def test_panel_handout_and_brief_have_one_line_for_each_phase(atlas: Atlas, place: str) -> None:
    for roles in (dossier(atlas, place, Selection("II")).roles, of_area(atlas, place).statements[0].items):
        phases = [role.title.partition(":")[0] for role in roles]
        assert sorted(phases) == ["Phase I", "Phase II"]
    text = view_brief(atlas, View(Selection("all", area=place).to_query()), MADE)
    assert len(re.findall(r"^\| Roles \| Phase II: receiving", text, re.MULTILINE)) == 1


def test_what_is_said_of_the_compound_stands_in_the_note(atlas: Atlas) -> None:
    role = next(role for role in dossier(atlas, "KH-8", Selection("II")).roles if not role.silent)
    assert (role.detail, role.citation) == ("ambiguous", ("S4.1",))
    assert role.note.endswith("also said of Phnom Penh/Kandal (said of several areas together)")


def test_the_sentence_over_the_map_says_how_sure_the_roles_are(atlas: Atlas) -> None:
    said = {phase: describe(atlas, Selection(phase)).sentence for phase in ("I", "II", "all", "not-stated")}
    assert said == {
        "I": f"Phase I names 5 of 24 {AREAS}: 5 sending. All of these roles are {TOGETHER}.",
        "II": f"Phase II names 8 of 24 {AREAS}: 4 sending and transit, 4 receiving (Kandal uncertain). "
        f"Also named: Thailand (receiving). The other roles are {TOGETHER}.",
        "all": f"The two phases together name 9 of 24 {AREAS}: 4 with a role in each phase, 5 in one phase only. "
        f"Also named: Thailand (receiving, only in Phase II). By certainty: 12 {TOGETHER}, 1 ambiguous.",
        "not-stated": f"Statements without a phase name 1 of 24 {AREAS}.",
    }


def test_thailand_is_named_on_the_map_page_in_the_legend_and_on_the_slide_of_receiving_areas(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II&role=receiving"))
    assert "“Receiving” abroad, as an example: Thailand" in [
        point.text for view in builtin(atlas).views for point in slide(atlas, view).points
    ]
    assert "Also named: Thailand (receiving)." in told.sentence
    for entries in (told.legend, legend(atlas, Selection("II"))):
        assert [row.label for row in entries if row.key.startswith(BEYOND)] == ["receiving: Thailand, beyond the map"]
    for selection in (Selection("I"), Selection("II", role=frozenset({"sending"})), Selection("not-stated")):
        assert not [row for row in legend(atlas, selection) if row.key.startswith(BEYOND)]


def test_the_title_of_the_story_dates_no_phase(atlas: Atlas) -> None:
    assert not re.search(r"\d", builtin(atlas).title)


def test_what_is_read_aloud_of_an_area_in_both_phases_is_the_legends_own(atlas: Atlas) -> None:
    script = words_script(atlas)
    for template in ("{first}, then {second}", "{role}, only in {phase}"):
        assert template in script
    assert words_for(atlas, "S>", ("Phase I", "Phase II")) in {row.label for row in legend(atlas, Selection("all"))}


# -- places ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["thailand", "cambodia", "gateway-communities", "KH-14"])
@pytest.mark.parametrize("phase", ["I", "II", "all"])
def test_nothing_stands_twice_in_the_panel_of_a_place(atlas: Atlas, place: str, phase: str) -> None:
    lines = [
        item
        for section in dossier(atlas, place, Selection(phase)).sections
        if section.heading.startswith("Work in")
        for item in (*section.items, *section.folded)
        if not item.silent
    ]
    told = [key for item in lines for key in item.statements]
    assert len(set(told)) == len(told) > 0


def test_only_what_has_no_recorded_place_is_counted_as_without_one(atlas: Atlas) -> None:
    section = next(part for part in dossier(atlas, "thailand", Selection("II")).sections if part.folded)
    rows = {row.statement_id: row for row in atlas.statements}
    folded = [rows[key] for item in section.folded for key in item.statements]
    loose = [row for row in folded if row.counted and not row.places]
    assert section.fold_label.startswith(f"{len(loose)} more activities; the source does not say where")
    assert "Work in gateway communities: Gateway communities along the border" in {one.title for one in section.folded}


@pytest.mark.parametrize("place", PLACED)
def test_the_brief_of_an_area_has_as_rows_of_it_only_what_is_placed_there(atlas: Atlas, place: str) -> None:
    text = view_brief(atlas, View(Selection("II", area=place).to_query()), MADE)
    assert re.search(r"more activities; the source does not say where.*: see the whole map", text)
    for row in atlas.statements:
        if row.table == "interventions" and row.phase in ("II", "not-stated"):
            line = re.compile(rf"(?:\||[,;]) {re.escape(plain(row.title))}(?=[:.,;]| \|)", re.IGNORECASE)
            assert bool(line.search(text)) == (place in row.areas), row.statement_id


def test_the_bodies_of_a_place_are_all_who_take_part_in_what_is_done_there(atlas: Atlas) -> None:
    bodies = {
        place: " ".join(
            item.title
            for part in dossier(atlas, place, Selection("II")).sections
            if part.heading == "With whom"
            for item in part.items
        )
        for place in ("KH-18", "thai-border", "thailand")
    }
    assert "(CCPCR)" in bodies["KH-18"]
    assert "(CCHDO)" in bodies["thai-border"]
    assert "IOM" in bodies["thailand"]
    assert "Royal Government of Cambodia" in bodies["thailand"]


def test_no_survey_is_said_to_be_missing_where_research_is_told(atlas: Atlas) -> None:
    for place in ("KH-12", "KH-8", "KH-17", "KH-18", "KH-14", "KH-20", "KH-3", "KH-1"):
        lines = [item.title for part in dossier(atlas, place, Selection("II")).sections for item in part.items]
        assert "Rapid assessment: none stated for this area" not in lines


# -- counts ------------------------------------------------------------------------------------------------------------


def test_what_the_project_is_counts_each_thing_once(atlas: Atlas) -> None:
    lines = {item.title: item for item in show_about(atlas, Selection("II"), {}).lines}
    assert {"Phase I: 8 activities", "Phase II: 12 activities", "Phase not stated: 4 activities"} <= set(lines)
    assert lines["7 events, dated or planned"].note == "1 more is neither."
    roles = next(item for title, item in lines.items() if title.startswith("Phase II names"))
    assert roles.detail == "7 said of several areas together, 1 ambiguous"


def test_neither_the_project_nor_an_unnamed_group_is_counted_as_an_organisation(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=all", page="partners"))
    kinds = {row.partner_id: row.kind_code for row in atlas.record.partners}
    counts = []
    for band in bands(atlas, Selection("all")):
        counted = {who for one in band.relations if one.row.counted for who in one.partners}
        counts.append(sum(kinds[who] not in ("project", "group") for who in counted))
    assert re.findall(r"(\d+) organisations?[, ]", told.sentence) == [str(count) for count in counts if count]
