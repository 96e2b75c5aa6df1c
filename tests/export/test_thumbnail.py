"""The small pictures of a story: what the map paints, light, and named so that a browser may keep them."""

import pytest

from geo.export.image.thumbnail import paint_maps, thumbnail, thumbnail_name
from geo.map.classification import paint
from geo.map.symbology import symbols
from geo.record.atlas import Atlas
from geo.selection.selection import Selection

pytestmark = pytest.mark.usefixtures("english")


def test_a_small_picture_paints_what_the_map_paints(atlas: Atlas) -> None:
    selection = Selection("II")
    (painted,) = paint_maps(atlas, selection)
    assert dict(painted) == paint(atlas, selection)["II"]
    drawn = thumbnail(atlas, selection)
    for colour in {symbols(atlas).by_key[key].ground for _code, key in painted if key in symbols(atlas).by_key}:
        assert f'fill="{colour}"' in drawn
    assert "<text" not in drawn


def test_a_small_picture_is_light(atlas: Atlas) -> None:
    for phase in ("I", "II", "all", "not-stated"):
        assert len(thumbnail(atlas, Selection(phase))) < 50_000
    assert len(thumbnail(atlas, Selection("all"), pair=True)) < 90_000


def test_its_name_changes_with_what_it_shows_and_with_nothing_else(atlas: Atlas) -> None:
    name = thumbnail_name(atlas, Selection("II"))
    assert name == thumbnail_name(atlas, Selection("II", lang="km"))
    others = [Selection("I"), Selection("II", area="KH-14"), Selection("II", role=frozenset({"receiving"}))]
    assert len({name, *(thumbnail_name(atlas, one) for one in others)}) == 1 + len(others)
    assert thumbnail_name(atlas, Selection("all")) != thumbnail_name(atlas, Selection("all"), pair=True)


def test_a_chosen_area_is_outlined_and_one_that_is_nowhere_draws_nothing(atlas: Atlas) -> None:
    plain, chosen, foreign = (thumbnail(atlas, Selection("II", area=area)) for area in (None, "KH-14", "nowhere"))
    assert chosen.count("<path") == plain.count("<path") + 1
    assert foreign == plain


def test_a_small_record_has_small_pictures_too(small: Atlas) -> None:
    assert thumbnail(small, Selection("I")).startswith("<svg")
