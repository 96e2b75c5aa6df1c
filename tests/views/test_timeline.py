"""The timeline: only what the source dates."""

from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.timeline import description, timeline


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
    assert words.sentence.startswith(
        f"{len(entries) - len(inferred)} entries dated by the source; {len(inferred)} with an inferred year; "
    )
    assert "neither start nor end" in words.silence


def test_a_filter_narrows_the_timeline(atlas: Atlas) -> None:
    made = timeline(atlas, Selection(phase="not-stated", partner=frozenset({"cwcc"})))
    assert [e.item.target for year in made.years for e in year.entries] == [("statement", "act-2003-cwcc")]
