"""The timeline: only what the source dates."""

import re

from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.timeline import description, rule, timeline


def test_only_years_that_the_source_gives_stand_on_the_axis(atlas: Atlas) -> None:
    years = timeline(atlas, Selection(phase="all")).years
    assert [year.year for year in years] == [2003, 2004, 2005]
    assert all(entry.item.citation for year in years for entry in year.entries)


def test_a_date_says_how_sure_it_is(atlas: Atlas) -> None:
    dates = {
        e.item.target[1]: e.date
        for year in timeline(atlas, Selection("II")).years
        for e in year.entries
        if e.item.target
    }
    assert dates["act-2003-afesip"] == "2003"
    assert dates["act-2003-ccpcr"] == "about 2003 (year inferred)"
    assert dates["action-programmes"] == "early 2005"


def test_the_activities_of_2003_stand_there_whichever_phase_is_chosen(atlas: Atlas) -> None:
    for phase in ("I", "II", "all", "not-stated"):
        first = timeline(atlas, Selection(phase=phase)).years[0]
        assert sum(entry.kind == "activity" for entry in first.entries) == 4
        assert {entry.phase for entry in first.entries if entry.kind == "activity"} == {"phase not stated"}


def test_what_is_planned_or_undated_is_said_in_words_and_never_dated(atlas: Atlas) -> None:
    made = timeline(atlas, Selection("II"))
    dated = {entry.item.target for year in made.years for entry in year.entries}
    undated = {item.target for _heading, items in made.undated for item in items}
    assert ("statement", "psoe") in undated
    assert not dated & undated


def test_the_sentence_counts_what_is_shown_and_says_that_phases_have_no_dates(atlas: Atlas) -> None:
    made = timeline(atlas, Selection("II"))
    words = description(atlas, Selection("II"), made)
    entries = [entry for year in made.years for entry in year.entries]
    inferred = [entry for entry in entries if "inferred" in entry.date]
    assert {entry.item.target[1] for entry in inferred if entry.item.target} == {
        "act-2003-cchdo", "act-2003-cwcc", "act-2003-ccpcr", "nsoe-workshop"
    }  # fmt: skip
    assert words.sentence == (
        "2003: 4 activities and 2 events or agreements. 2004: 4 surveys or assessments and 1 event or agreement. "
        "2005: 3 events or agreements. 4 of these years are inferred. 14 more are planned or have no year."
    )
    told = {year: sum(map(int, re.findall(r"(\d+) [a-z]", said))) for year, said in
            re.findall(r"(\d{4}): ([^.]+)\.", words.sentence)}  # fmt: skip
    assert told == {str(year.year): len(year.entries) for year in made.years}
    assert (len(inferred), made.size - len(entries)) == (4, 14)
    assert "neither start nor end" in words.silence


def test_a_filter_narrows_the_timeline(atlas: Atlas) -> None:
    made = timeline(atlas, Selection(phase="not-stated", partner=frozenset({"cwcc"})))
    assert [e.item.target for year in made.years for e in year.entries] == [("statement", "act-2003-cwcc")]


def test_a_dated_entry_says_how_sure_it_is_wherever_it_goes_and_on_the_page_what_differs_from_the_rule(
    small: Atlas, atlas: Atlas
) -> None:
    for world in (small, atlas):
        labels = {row.code: row.label for row in world.record.codes if row.list == "certainty"}
        for phase in ("I", "II", "all", "not-stated"):
            for entry in (entry for year in timeline(world, Selection(phase=phase)).years for entry in year.entries):
                (row,) = (world.by_id[key] for key in entry.item.statements)
                assert entry.item.detail.startswith(f"{entry.date} · {entry.kind} · {entry.phase}")
                assert entry.item.detail.endswith(f" · {labels[row.certainty]}")
                # what is neither done nor plainly stated is marked on the page, which says the rule in words
                exceptions = entry.how.split(" · ")
                assert (labels[row.certainty] in exceptions) == (row.certainty != "stated")
                assert (entry.phase in exceptions) == (row.phases != (phase,))
    assert rule() == "Each is done and plainly stated in the source, unless it says otherwise."
