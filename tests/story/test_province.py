"""The story of one place, told by the same slides as the project's."""

import pytest

from geo.record.atlas import Atlas
from geo.record.slides import MAX_LINES
from geo.story.province import PARTS, province_story
from geo.story.slides import Slide, slides
from geo.story.story import from_link, to_link

pytestmark = pytest.mark.usefixtures("english")


def story_of(atlas: Atlas, place: str) -> dict[str, Slide]:
    return dict(zip(PARTS, slides(atlas, province_story(atlas, place)), strict=True))


def test_five_slides_tell_a_province(atlas: Atlas) -> None:
    made = story_of(atlas, "KH-14")
    assert [one.title for one in made.values()] == [
        "Prey Veng: sending in Phase I and sending and transit in Phase II",
        "Prey Veng: 5 activities",
        "Prey Veng: 1 organisation with it",
        "Prey Veng: what is known of evidence",
        "Prey Veng: what the source does not say",
    ]
    assert made["work"].points[0].text == "Awareness raising"
    assert {point.mark for point in made["work"].points} == {"said of several together"}
    assert all(one.from_record and one.kind == "map" and not one.notices for one in made.values())


def test_a_province_of_which_the_source_is_silent_says_so(atlas: Atlas) -> None:
    made = story_of(atlas, "KH-9")
    assert made["work"].title == "Koh Kong: no activity is stated here"
    assert all(point.silent for one in made.values() for point in one.points)
    assert "Phase I: not mentioned in the source" in [point.text for point in made["silences"].points]


def test_every_place_has_its_story_within_six_lines_and_it_fits_a_link(atlas: Atlas) -> None:
    for place in (*atlas.by_area, *atlas.by_place):
        told = province_story(atlas, place)
        assert from_link(to_link(told) or "") == told
        for one in slides(atlas, told):
            assert 1 <= len(one.points) <= MAX_LINES
            assert one.title


def test_a_place_that_there_is_not_has_no_story(atlas: Atlas) -> None:
    with pytest.raises(KeyError):
        province_story(atlas, "KH-99")
