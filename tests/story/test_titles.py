"""The title of a window names what is opened, the view and the page."""

import pytest

from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.slides import slide
from geo.story.titles import slide_title, view_title


@pytest.mark.parametrize(
    ("selection", "params", "title"),
    [
        (Selection("II"), {}, "Phase II"),
        (Selection("II", area="KH-14"), {}, "Prey Veng, Phase II"),
        (Selection("II", area="KH-14", lang="km"), {}, "ព្រៃវែង, Phase II"),
        (Selection(area="thai-border", phase="I"), {}, "Thai-Cambodian border, Phase I"),
        (Selection("II", area="KH-14"), {"item": "act-2-credit"}, "Credit schemes, Phase II"),
        (Selection("II", area="KH-14"), {"item": "nonsense"}, "Prey Veng, Phase II"),
        (Selection("II"), {"paragraph": "S4.4 s2"}, "S4.4, Phase II"),
        (Selection(phase="all"), {"q": "hotel"}, "Both phases, “hotel”"),
        (Selection("II", role=frozenset({"receiving"})), {}, "Phase II, role “Receiving”"),
    ],
)
def test_a_title_begins_with_what_tells_the_view_from_others(
    atlas: Atlas, selection: Selection, params: dict[str, str], title: str
) -> None:
    assert view_title(atlas, selection, "Map", params) == f"{title} · Map · TICW Atlas"


def test_the_title_of_a_slide_says_which_it_is(atlas: Atlas) -> None:
    made = slide(atlas, View("phase=II"), 3, 11)
    assert slide_title(atlas, made, "Present") == "3/11 Where Phase II worked · Present · TICW Atlas"
