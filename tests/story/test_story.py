"""Stories: what they are, how they are edited, saved and shared, and what each of their views says."""

import base64
import json
import pickle
import re
import zlib
from dataclasses import replace

import pytest

from geo import i18n
from geo.map.legend import legend
from geo.map.summary import describe
from geo.map.symbology import BEYOND
from geo.record.atlas import Atlas, from_record
from geo.selection.selection import Selection
from geo.selection.suggestions import suggestions
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.slides import Slide, slide, slides
from geo.story.story import (
    FORMAT,
    LARGEST,
    LONGEST,
    LONGEST_LINK,
    MAX_VIEWS,
    Story,
    StoryError,
    add,
    edit_view,
    excess,
    from_json,
    from_link,
    full,
    move,
    pack,
    remove,
    rename,
    to_json,
    to_link,
    unpack,
)
from geo.views.compare.areas import changes
from geo.views.empty import answer
from geo.views.model import Item
from geo.views.place import dossier
from geo.views.registry import VIEWS  # fmt: skip
from geo.views.undated import undated

OWN = Story(
    "For Prey Veng", (View("phase=I"), View("phase=II&role=receiving", "Arriving", "Say: no routes.\nOnly roles."))
)
TOLD = Story("Told", (View("phase=I", caption="Five areas\nពីរ"), View("phase=II", note="Ask", with_sentence=False)))
PAGES_OF_THE_APP = [page for page in VIEWS if page != "about"]


pytestmark = pytest.mark.usefixtures("english")


def items(told: Slide) -> list[Item]:
    return [item for section in told.statements for item in (*section.items, *section.folded)]


# ---- the model ----


def test_edits_return_another_story_and_leave_the_first_as_it_was() -> None:
    third = View("phase=all", page="compare")
    assert add(OWN, third).views == (*OWN.views, third)
    assert add(OWN, third, 0).views == (third, *OWN.views)
    assert remove(OWN, 0).views == OWN.views[1:]
    assert move(OWN, 0, 1).views == (OWN.views[1], OWN.views[0])
    assert move(OWN, 0, 99).views == move(OWN, 0, 1).views
    assert move(OWN, 1, -5).views == move(OWN, 1, 0).views
    assert edit_view(OWN, 0, title="Leaving", note="Five areas").views[0] == View("phase=I", "Leaving", "Five areas")
    assert edit_view(OWN, 1, caption="Short").views[1] == replace(OWN.views[1], caption="Short")
    assert not edit_view(OWN, 1, with_sentence=False).views[1].with_sentence
    assert edit_view(OWN, 1) == OWN
    assert rename(OWN, "Other").title == "Other"
    assert len(OWN.views) == 2
    assert OWN.title == "For Prey Veng"


@pytest.mark.parametrize("edit", [remove, edit_view, lambda story, at: move(story, at, 0)])
@pytest.mark.parametrize("at", [-1, 2])
def test_an_edit_of_a_view_that_is_not_there_is_refused(edit, at: int) -> None:
    with pytest.raises(IndexError):
        edit(OWN, at)


def test_words_that_a_file_could_not_hold_are_cut_off_when_they_are_written() -> None:
    long = edit_view(rename(OWN, "x" * 999), 0, title="y" * 999, note="z" * 9999, caption="ក" * 9999)
    assert from_json(to_json(long)) == long
    assert len(long.views[0].note) == LONGEST["note"]
    assert len(long.views[0].caption) == LONGEST["caption"]


# ---- file and link ----


def test_unseen_marks_of_direction_are_taken_out_of_what_people_write_and_open() -> None:
    marks = "a\u202ab\u2066c\u200f"
    plain = {"page": "", "query": "", "title": marks, "note": marks, "caption": marks, "sentence": True}
    opened = from_json(json.dumps({"format": FORMAT, "version": 2, "title": marks, "views": [plain]}))
    assert opened == Story("abc", (View(title="abc", note="abc", caption="abc"),))
    assert add(OWN, View(title=marks, note=marks, caption=marks)).views[-1] == opened.views[0]


def test_a_story_that_is_full_in_every_field_fits_into_its_file_and_opens_again() -> None:
    widest = "\N{GRINNING FACE}"
    view = View(**{field: widest * LONGEST[field] for field in ("query", "title", "note", "caption")})
    most = Story(widest * LONGEST["title"], (view,) * MAX_VIEWS)
    assert len(to_json(most).encode()) <= LARGEST
    assert from_json(to_json(most)) == unpack(pack(most)) == most
    assert full(most).startswith(f"The story has {MAX_VIEWS} views")
    assert full(remove(most, 0)) == ""


@pytest.mark.parametrize("field", ["title", "caption", "note", "query"])
def test_what_is_too_long_is_said_with_its_length(field: str) -> None:
    assert excess(field, "x" * LONGEST[field]) == ""
    said = excess(field, "x" * (LONGEST[field] + 1))
    assert f"{LONGEST[field] + 1} characters" in said
    assert f"{LONGEST[field]} can be kept" in said


def test_a_story_comes_back_from_its_file_and_from_its_link(atlas: Atlas) -> None:
    for story in (OWN, TOLD, Story(""), builtin(atlas), Story("ព្រៃវែង", (View("lang=km", "ភ្នំ\u200bពេញ"),))):
        assert from_json(to_json(story)) == story
        assert from_json(("\N{ZERO WIDTH NO-BREAK SPACE}" + to_json(story)).encode()) == story
        link = to_link(story)
        assert link
        assert from_link(link) == story
        assert link.replace("-", "").replace("_", "").isalnum()


def test_a_file_and_a_link_of_the_first_version_open_and_their_notes_stay_notes() -> None:
    views = [{"page": "", "query": "phase=I", "title": "Leaving", "note": "Only for me"}]
    first = {"format": "ticw-atlas-story", "version": 1, "title": "Old", "views": views}
    link = base64.urlsafe_b64encode(zlib.compress(json.dumps(first).encode())).decode()
    old = Story("Old", (View("phase=I", "Leaving", "Only for me", caption="", with_sentence=True),))
    assert from_json(json.dumps(first)) == from_link(link) == old


def test_a_story_is_written_so_that_older_atlases_open_it_where_nothing_is_lost_by_that() -> None:
    assert json.loads(to_json(OWN))["version"] == 1
    for view in (View(caption="For the hall"), View(with_sentence=False)):
        plain = json.loads(to_json(add(OWN, view)))
        assert plain["version"] == 2
        assert plain["views"][-1]["caption"] == view.caption
        assert plain["views"][-1]["sentence"] == view.with_sentence


def test_the_story_that_the_record_tells_fits_into_a_link(atlas: Atlas) -> None:
    assert len(to_link(builtin(atlas)) or "x" * 9999) < LONGEST_LINK / 2


def test_a_story_that_is_too_long_for_a_link_has_none() -> None:
    words = "".join(chr(0x1780 + number * 7 % 50) for number in range(2000))
    assert to_link(Story("long", tuple(View("phase=I", note=words[at:] + words[:at]) for at in range(60)))) is None


def damaged(**changes: object) -> str:
    return json.dumps({**json.loads(to_json(OWN)), **changes})


def damaged_view(**changes: object) -> str:
    return damaged(views=[{**json.loads(to_json(OWN))["views"][0], **changes}])


def told_otherwise(**changes: object) -> str:
    return json.dumps({**json.loads(to_json(TOLD)), "views": [{**json.loads(to_json(TOLD))["views"][0], **changes}]})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not valid JSON"),
        (to_json(OWN)[:-40], "not valid JSON (line"),
        ("[" * 200_000, "not valid JSON"),
        (b"\xff\xfe{", "not text in UTF-8"),
        ("x" * (LARGEST + 1), "too large"),
        ("[]", "not a story of this atlas"),
        ('{"type": "FeatureCollection", "features": []}', "not a story of this atlas"),
        (damaged(format="other"), "not a story of this atlas"),
        (damaged(version=3), "a newer version of the atlas (format 3; this one reads up to 2)"),
        (damaged_view(caption="x"), "View 1 has “caption”, which stories do not have"),
        (told_otherwise(sentence="no"), "View 1: “sentence” is neither true nor false"),
        (told_otherwise(caption=7), "View 1: “caption” is not text"),
        (told_otherwise(caption="x" * 2001), "View 1: “caption” is longer than 2000 characters"),
        (damaged(version="1"), "in which version"),
        (damaged(version=True), "in which version"),
        (damaged(title=7), "The story: “title” is not text"),
        (damaged(colour="red"), "The story has “colour”"),
        (damaged(views={}), "views are not a list"),
        (damaged(views=["phase=I"]), "View 1 cannot be read"),
        (damaged(views=[{}] * (MAX_VIEWS + 1)), "more than 100"),
        (damaged_view(page="../etc"), "View 1 is of a page that the atlas does not have (“../etc”)"),
        (damaged_view(query=["phase=I"]), "View 1: “query” is not text"),
        (damaged_view(note="x" * 3000), "View 1: “note” is longer than 2000 characters"),
        (damaged_view(title="a\u0000b"), "View 1: “title” holds characters that cannot be shown"),
        (damaged_view(title="a\ud800b"), "View 1: “title” holds characters that cannot be shown"),
        (damaged_view(author="me"), "View 1 has “author”, which stories do not have"),
        ('{"format": "ticw-atlas-story", "version": 1, "views": []}', "The story has no “title”"),
    ],
)
def test_a_file_that_is_no_story_says_what_is_wrong(content: str | bytes, said: str) -> None:
    with pytest.raises(StoryError) as refused:
        from_json(content)
    assert said in str(refused.value)
    assert not any(word in str(refused.value) for word in ("Error", "None", "dict", "Traceback"))


def test_all_that_is_wrong_with_a_file_is_said_at_once() -> None:
    with pytest.raises(StoryError) as refused:
        from_json(damaged(title=1, views=[{"page": "x", "query": 1, "title": "", "note": ""}, 7]))
    assert len(refused.value.problems) == 4
    assert pickle.loads(pickle.dumps(refused.value)).problems == refused.value.problems  # noqa: S301  # just pickled


@pytest.mark.parametrize(
    "link",
    [
        "", "a", "ééé", "aGVsbG8", (to_link(OWN) or "")[:-6], f"{to_link(OWN)}!", "A" * 5000,
        base64.urlsafe_b64encode(zlib.compress(b" " * 100_000_000, 9)).decode()[:1790],
    ],
)  # fmt: skip
def test_a_link_that_is_damaged_says_so(link: str) -> None:
    with pytest.raises(StoryError, match="damaged"):
        from_link(link)


# ---- what the views say ----


def test_the_record_tells_its_story_in_eleven_views(atlas: Atlas) -> None:
    told = slides(atlas, builtin(atlas))
    assert [(one.number, one.of, one.kind) for one in told] == [
        (number, 11, "list" if number in (1, 11) else "map") for number in range(1, 12)
    ]
    assert {one.view.page for one in told} == {"about", "", "compare", "record"}
    assert not any(one.notices for one in told)
    assert all(one.title and one.sentence and one.source_line.startswith("Source: TICW briefing") for one in told)


def test_a_record_without_slides_shows_its_pages_and_knows_no_role_by_name(atlas: Atlas) -> None:
    plain = from_record(replace(atlas.record, slides=(), slide_lines=()), atlas.layers)
    told = slides(plain, builtin(plain))
    pages = ["about", "", "", "compare", "partners", "", "studies", "timeline", "record", "record"]
    assert [one.view.page for one in told] == pages
    assert [one.selection.phase for one in told if not one.view.page] == ["I", "II", "not-stated"]
    assert not [one.view.title for one in told if "sending" in one.view.title + one.view.query]
    for one in told:
        if one.kind == "map":
            words = describe(plain, one.selection) if one.view.page == "" else changes(plain, one.selection).words
            assert one.sentence == str(words)
            assert one.legend == legend(plain, one.selection)
            assert sum(entry.count for entry in one.legend if not entry.key.startswith(BEYOND)) == 24


def test_every_passage_that_the_record_rests_on_is_cited_behind_one_of_its_views(atlas: Atlas) -> None:
    cited = {address for one in slides(atlas, builtin(atlas)) for item in items(one) for address in item.citation}
    missing = {address for row in atlas.statements for address in row.citation} - cited
    # a heading, of which nobody knows whether it is more
    assert missing == {"S2.0"}


def test_every_line_behind_a_view_says_how_sure_it_is_and_where_it_stands(atlas: Atlas) -> None:
    labels = [code.label for code in atlas.record.codes if code.list == "certainty"]
    for page in ("", "compare", "coverage", "partners", "studies", "timeline", "record"):
        for phase in ("I", "II", "all", "not-stated"):
            for item in items(slide(atlas, View(f"phase={phase}", page=page))):
                assert item.silent or (item.citation and any(label in item.detail for label in labels)), item


def test_an_activity_in_three_provinces_is_one_line_that_names_them(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II&intervention=credit-schemes"))
    lines = [item for item in items(told) if item.title.startswith("Credit schemes")]
    assert [item.title for item in lines] == ["Credit schemes: Prey Veng, Svay Rieng, Kampong Cham"]


def test_a_view_of_one_role_leaves_out_what_is_said_of_other_areas(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II&role=receiving"))
    assert any("Siem Reap: receiving" in item.title for item in items(told))
    assert not any("Prey Veng" in item.title for item in items(told))
    assert told.filters == "Phase II; role “Receiving”"


@pytest.mark.parametrize("page", ["", "compare", "coverage", "partners", "record"])
def test_a_view_of_a_phase_says_how_much_is_tied_to_none(atlas: Atlas, page: str) -> None:
    way = undated(atlas, Selection("II"), page)
    assert way
    assert any(item.silent and str(way) in item.title for item in items(slide(atlas, View("phase=II", page=page))))


def test_a_chosen_area_is_told_whole_whatever_the_filters(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II&role=receiving&area=KH-14"))
    panel = dossier(atlas, "KH-14", Selection("II", area="KH-14"))
    assert told.title == "Prey Veng ព្រៃវែង"
    assert told.statements[1:] == panel.sections
    assert told.statements[0].items == panel.roles


def test_a_place_beyond_the_areas_is_told_as_well(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II&area=thailand"))
    assert told.title == "Thailand"
    assert items(told)


def test_a_view_that_leaves_nothing_says_so_and_names_the_ways_back(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II&partner=ccpcr"))
    same = answer(atlas, told.selection, "")
    assert same
    assert told.lines == same.items
    for way in suggestions(atlas, told.selection):
        assert str(way) in told.lines[-1].title


def test_what_a_view_asks_for_and_the_record_lacks_is_said(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II&role=smuggling&nonsense=1"))
    assert len(told.notices) == 2
    assert "smuggling" in told.notices[0]


def test_own_words_stand_in_place_of_the_view_s(atlas: Atlas) -> None:
    assert slide(atlas, View("phase=II")).title == "Where Phase II worked"
    told = slide(atlas, View("phase=II", "My title", "My note"))
    assert (told.title, told.note) == ("My title", "My note")


def test_a_story_speaks_the_language_in_use_whatever_it_was_made_in(atlas: Atlas) -> None:
    story = builtin(atlas)
    i18n.use("km")
    told = slides(atlas, story)
    assert all(one.selection.lang == "km" for one in told)
    assert any("ព្រៃវែង" in item.title for item in items(told[1]))


def test_a_partner_a_study_a_paragraph_and_a_statement_have_views_of_their_own(atlas: Atlas) -> None:
    partner = slide(atlas, View("phase=all&item=cwcc", page="partners"))
    assert partner.title == "Cambodian Women's Crisis Center (CWCC)"
    assert any(line.citation == ("S2.1 s3",) for line in partner.lines[1:])
    study = slide(atlas, View("phase=II&item=survey-siem-reap", page="studies"))
    assert study.title == "Baseline survey, Siem Reap"
    assert len(study.lines) == 3
    paragraph = slide(atlas, View("phase=II&paragraph=S4.4", page="record"))
    assert paragraph.sentence == "Paragraph S4.4."
    assert len(paragraph.lines) == 5
    assert slide(atlas, View("item=role-01", page="record")).title == "Prey Veng: sending"


def test_surveys_are_counted_once_and_mentions_apart(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=all", page="studies"))
    assert told.title == "Surveys and assessments: Both phases"
    assert told.sentence.startswith("3 baseline surveys: Phnom Penh (")
    assert "Rapid assessments, their number not stated: Banteay Meanchey, Kampong Cham, " in told.sentence
    counted = next(section for section in told.statements if section.heading == "Counted")
    assert len(counted.items) == 3


def test_what_is_dated_comes_in_the_order_of_its_years(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=all", page="timeline"))
    years = [int(found[0]) for item in told.lines if (found := re.findall(r"\b20\d\d\b", item.detail))]
    assert len(years) == len(told.lines)
    assert years == sorted(years)
    assert len(years) > 4


@pytest.mark.parametrize("page", VIEWS)
@pytest.mark.parametrize("phase", ["I", "II", "all", "not-stated"])
def test_every_page_has_a_view_in_every_phase_of_a_small_record(small: Atlas, page: str, phase: str) -> None:
    told = slide(small, View(f"phase={phase}&table=silences" if page == "record" else f"phase={phase}", page=page))
    assert told.title
    assert told.sentence


def test_a_record_of_areas_alone_still_tells_its_story(atlas: Atlas) -> None:
    empty = replace(
        atlas.record,
        **dict.fromkeys(
            ("places", "aliases", "roles", "interventions", "partners", "involvements", "studies", "uses", "events",
             "contacts", "ambiguities", "silences", "context"), ()
        ),
    )  # fmt: skip
    bare = from_record(empty, atlas.layers)
    for told in slides(bare, builtin(bare)):
        assert told.title


def test_a_view_of_a_page_that_has_no_slides_is_its_map(atlas: Atlas) -> None:
    assert slide(atlas, View("phase=II", page="present")).kind == "map"


def test_a_view_may_be_asked_for_with_anything(atlas: Atlas) -> None:
    for query in ("", "&&&", "%ff%00=%", "phase=" + "x" * 1900, "&".join(["role=sending"] * 150), "area=../../etc"):
        for page in VIEWS:
            slide(atlas, View(query, page=page))


def test_lines_that_sum_up_say_what_had_not_begun(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II", page="coverage"))
    (line,) = (one for one in told.lines if one.title == "Siem Reap")
    assert line.detail == "expected · said of several areas together"


def test_what_an_area_s_lists_hold_of_any_phase_says_its_phase(atlas: Atlas) -> None:
    told = dossier(atlas, "KH-14", Selection(phase="II", area="KH-14"))
    lists = {part.heading: part.items for part in told.sections}
    bodies = [one for one in lists["With whom"] if one.statements]
    surveys = [one for one in lists["Evidence"] if one.statements]
    assert [one.detail.partition(" · ")[0] for one in (*bodies, *surveys)] == ["Phase I", "Phase II", "Phase II"]


def test_what_only_some_of_several_are_said_to_be_stands_under_their_names(atlas: Atlas) -> None:
    told = dossier(atlas, "KH-14", Selection(phase="II", area="KH-14"))
    notes = [one.note for part in told.sections for one in part.items if one.title.startswith("Awareness raising, ")]
    assert notes == [
        "Said of three provinces together; the list is of examples, called similar to Phase I;"
        " credit schemes: the list of Phase I does not have it; other alternative livelihoods: an open category"
    ]
