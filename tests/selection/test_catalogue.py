"""What the search of everything finds: by names in both languages, printed spellings and words, of all phases."""

import pytest

from geo.record.atlas import Atlas
from geo.selection.catalogue import entries, find_entries, group_names
from geo.selection.search import fold
from geo.selection.selection import Selection
from geo.views.empty import answer


@pytest.mark.parametrize(
    ("query", "group", "target"),
    [
        ("prey veng", "places", ("area", "KH-14")),
        ("ព្រៃវែង", "places", ("area", "KH-14")),
        ("Sinhanouk Vile", "places", ("area", "KH-18")),
        ("thailand", "places", ("area", "thailand")),
        ("gate-way", "places", ("area", "gateway-communities")),
        ("AFESIP", "organisations", ("partner", "afesip")),
        ("Agir pour les femmes", "organisations", ("partner", "afesip")),
        ("demand side", "activities", ("statement", "act-2-demand-side")),
        ("credit schemes", "activities", ("statement", "act-2-credit")),
        ("baseline siem reap", "studies", ("study", "survey-siem-reap")),
        ("legal status", "paragraphs", ("paragraph", "S4.11")),
    ],
)
def test_a_name_a_spelling_or_a_word_finds_its_thing(
    atlas: Atlas, query: str, group: str, target: tuple[str, str]
) -> None:
    found = find_entries(atlas, query)
    assert target in [entry.target for entry in found[group]]
    assert list(found) == [name for name in group_names() if name in found]


def test_what_is_called_so_comes_before_what_only_speaks_of_it(atlas: Atlas) -> None:
    names = [entry.name for entry in find_entries(atlas, "safer migration")["activities"]]
    assert names[0] == "Safer migration"


def test_every_area_place_organisation_activity_study_and_paragraph_is_among_the_entries(atlas: Atlas) -> None:
    found, record = [entry.target for entry in entries(atlas)], atlas.record
    assert len(set(found)) == len(found)
    assert {("area", key) for key in (*record.areas_by_code, *record.places_by_id)} <= set(found)
    assert {("partner", key) for key in record.partners_by_id} <= set(found)
    assert {("statement", row.intervention_id) for row in record.interventions} <= set(found)
    assert {("study", key) for key in record.studies_by_id} <= set(found)
    assert {("paragraph", row.paragraph_id) for row in record.paragraphs} <= set(found)


def test_an_area_that_the_source_does_not_name_is_found_and_says_so(atlas: Atlas) -> None:
    (entry,) = find_entries(atlas, "koh kong")["places"]
    assert (entry.target, entry.note) == (("area", "KH-9"), "Not mentioned in the source")


def test_a_word_that_nothing_has_is_answered_with_what_can_be_searched(atlas: Atlas) -> None:
    assert find_entries(atlas, "xyzzy") == {}
    assert find_entries(atlas, "  ") == {}
    told = answer(atlas, Selection("II"), "record", {"q": "xyzzy"})
    assert told
    assert "organisations, activities, studies" in " ".join(line.title for line in told.lines)


def test_the_text_of_an_entry_is_folded_as_a_search_is(hostile: Atlas) -> None:
    assert all(entry.text == fold(entry.text) for entry in entries(hostile))
