"""The panel of an area says first what is said: small letters are at most a third, before anything is opened."""

from html.parser import HTMLParser

import pytest

from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.views.place import dossier
from geo.web.links import Links
from geo.web.markup import render
from tests.support.worlds import PHASES

SMALL = {"how", "note", "quiet", "cites", "count"}
"""Classes that atlas.css sets smaller than the panel's 15 pixels; test_questions.py measures it in a browser."""
VOID = {"br", "hr", "img", "input", "path"}


class Letters(HTMLParser):
    """Counts the letters that stand in sight, large and small."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, set[str]]] = []
        self.large, self.small, self.folded = 0, 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append((tag, set((dict(attrs).get("class") or "").split())))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags, classes = [tag for tag, _some in self.stack], set().union(*(some for _tag, some in self.stack))
        count = sum(not letter.isspace() for letter in data)
        shut = [place for place, tag in enumerate(tags) if tag == "details"]
        if "plain" in classes or any(tags[place + 1 : place + 2] != ["summary"] for place in shut):
            self.folded += data
        elif classes & SMALL:
            self.small += count
        else:
            self.large += count


def read(atlas: Atlas, place: str, selection: Selection) -> Letters:
    found = Letters()
    found.feed(render("panel", atlas, Links(selection), dossier=dossier(atlas, place, selection)))
    return found


@pytest.mark.parametrize("phase", PHASES)
def test_small_letters_are_at_most_a_third_in_every_area(atlas: Atlas, phase: str) -> None:
    shares = {}
    for code in atlas.by_area:
        found = read(atlas, code, Selection(phase))
        shares[code] = round(found.small / (found.small + found.large), 2)
    assert not {code: share for code, share in shares.items() if share > 1 / 3}


def test_no_hedge_is_lost_it_moves_behind_a_tap(atlas: Atlas) -> None:
    for place in (*atlas.by_area, *atlas.by_place):
        of = dossier(atlas, place, Selection("all"))
        html = read(atlas, place, Selection("all"))
        shown = " ".join(html.folded.split())
        for item in (*of.roles, *(item for section in of.sections for item in section.items)):
            if item.note:
                assert " ".join(item.note.split()) in shown, (place, item.note)
