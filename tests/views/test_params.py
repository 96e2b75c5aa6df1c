"""The parameters of single pages: what a page can show is kept, the rest is said."""

import pytest

from geo.record.atlas import Atlas
from geo.selection.view import View
from geo.story.slides import slide
from geo.views.params import MAX_NAMES, number_within
from geo.views.registry import PAGE_PARAMS, PAGES, read_params

KNOWN = {
    ("compare", "first"): "I", ("compare", "second"): "II",
    ("coverage", "table"): "studies", ("coverage", "item"): "act-2-credit", ("partners", "item"): "cncc",
    ("studies", "item"): "survey-siem-reap", ("record", "table"): "silences", ("record", "item"): "role-01",
    ("record", "paragraph"): "S4.4", ("record", "q"): "hotel", ("record", "page"): "2", ("present", "slide"): "3",
    ("present", "story"): "own", ("present", "notes"): "on",
    ("story", "story"): "own",
}  # fmt: skip


def test_every_parameter_of_every_page_is_tried() -> None:
    assert set(KNOWN) == {(path, name) for path, page in PAGES.items() for name in page.params}


@pytest.mark.parametrize(("page", "name"), KNOWN)
def test_a_parameter_that_the_page_can_show_is_kept_without_a_word(atlas: Atlas, page: str, name: str) -> None:
    value = KNOWN[page, name]
    assert read_params(atlas, page, {name: [value], "phase": ["II"]}) == ({name: value}, ())


@pytest.mark.parametrize(("page", "name"), [key for key in KNOWN if key[1] not in ("q", "story", "notes")])
def test_a_parameter_that_the_record_does_not_have_is_said_and_the_rest_is_kept(
    atlas: Atlas, page: str, name: str
) -> None:
    others = {other: KNOWN[page, other] for other in PAGES[page].params if other != name}
    given = {key: [value] for key, value in others.items()} | {name: ["no-such-thing"]}
    taken, (notice,) = read_params(atlas, page, given)
    assert taken == others
    assert f"{name} “no-such-thing”" in notice


@pytest.mark.parametrize("page", ["", "compare", "coverage", "partners", "studies", "timeline", "record", "story"])
def test_a_parameter_of_another_page_is_said(atlas: Atlas, page: str) -> None:
    foreign = sorted(PAGE_PARAMS - set(PAGES[page].params))[:MAX_NAMES]
    taken, (notice,) = read_params(atlas, page, {name: ["1"] for name in foreign})
    assert taken == {}
    assert all(name in notice for name in foreign)


def test_what_no_page_knows_is_named_in_one_sentence_and_what_belongs_to_the_framework_is_not(atlas: Atlas) -> None:
    taken, (notice,) = read_params(
        atlas, "record", {name: ["1"] for name in ("colour", "utm_source", "slide", "embed")}
    )
    assert taken == {}
    assert "colour, slide, utm_source" in notice
    assert "embed" not in notice
    many = {f"{number}{'x' * 500}": ["1"] for number in range(10_000)}
    assert len(read_params(atlas, "record", many)[1][0]) < 400


def test_an_empty_parameter_asks_for_nothing(atlas: Atlas) -> None:
    assert read_params(atlas, "record", {"q": [""], "item": [""]}) == ({}, ())


def test_a_repeated_parameter_takes_the_first_and_says_so(atlas: Atlas) -> None:
    taken, (notice,) = read_params(atlas, "record", {"item": ["role-01", "role-02"]})
    assert taken == {"item": "role-01"}
    assert "more than once" in notice


def test_a_search_of_blanks_is_none(atlas: Atlas) -> None:
    assert read_params(atlas, "record", {"q": [" \t "]}) == ({}, ())
    assert read_params(atlas, "record", {"q": [" hotel "]}) == ({"q": "hotel"}, ())


def test_a_page_that_there_is_not_is_named(atlas: Atlas) -> None:
    assert read_params(atlas, "", {"missing": ["nothing"]}) == ({}, ("There is no page “nothing”; this is the map.",))


def test_a_long_search_is_cut_and_said(atlas: Atlas) -> None:
    taken, (notice,) = read_params(atlas, "record", {"q": ["x" * 300]})
    assert taken["q"] == "x" * 200
    assert "too long" in notice


@pytest.mark.parametrize(("asked", "shown"), [("", 1), ("1", 1), ("3", 3), ("9", 3), ("99999", 3)])
def test_a_number_beyond_the_last_shows_the_last_and_says_so(asked: str, shown: int) -> None:
    number, notice = number_within("slide", asked, 3)
    assert number == shown
    assert bool(notice) == (int(asked or 1) > 3)


@pytest.mark.parametrize("wrong", ["0", "-1", "two", "1.5", "١", "1" * 50])
def test_what_is_no_number_shows_the_first_and_says_so(atlas: Atlas, wrong: str) -> None:
    taken, (notice,) = read_params(atlas, "present", {"slide": [wrong]})
    assert taken == {}
    assert len(notice) < 200


def test_a_view_of_a_story_says_what_the_record_no_longer_has(atlas: Atlas) -> None:
    told = slide(atlas, View("phase=II&item=gone&role=smuggling", page="partners"))
    assert len(told.notices) == 2
    assert told.lines
