"""The atlas's own story: eleven slides that a manager reads from the back row, each line resting on the record."""

import re
from dataclasses import replace

import pytest

from geo import i18n
from geo.record.atlas import Atlas, from_record
from geo.record.slides import MAX_HEADLINE, MAX_LINES, MAX_WORDS, word_count
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.default import builtin
from geo.story.faces import cut, id_of, mark_of, rows_behind
from geo.story.slides import Slide, slide, slides
from geo.story.story import Story
from geo.views.place import dossier
from tests.record.test_facts import facts, rows_of

pytestmark = pytest.mark.usefixtures("english")


def told(atlas: Atlas, name: str) -> Slide:
    return slide(atlas, View(f"phase=all&lines={name}"))


def texts(made: Slide) -> list[str]:
    return [point.text for point in made.points]


def marks(made: Slide) -> dict[str, str]:
    return {point.text: point.mark for point in made.points}


def test_six_lines_of_nine_words_under_a_headline_of_two_lines(atlas: Atlas) -> None:
    for made in slides(atlas, builtin(atlas)):
        assert len(made.title) <= MAX_HEADLINE
        assert 1 <= len(made.text_points) <= MAX_LINES
        for point in made.points:
            assert word_count(point.text) <= MAX_WORDS, point.text
            assert "{" not in point.text


def test_a_slide_has_one_picture_at_most_a_map_or_figures(atlas: Atlas) -> None:
    made = slides(atlas, builtin(atlas))
    assert [one.number for one in made if one.figures] == [1]
    assert [one.number for one in made if one.pair] == [8]
    assert not [one for one in made if one.figures and one.kind == "map"]
    assert all(one.legend for one in made if one.kind == "map")
    assert not [one.title for one in made if one.notices or one.empty]


def in_large_letters(atlas: Atlas) -> set[str]:
    """Ids of the rows that the panel of a place tells in its lines, nothing opened."""
    places = (*atlas.by_area, *atlas.by_place)
    panels = [dossier(atlas, place, Selection(phase)) for place in places for phase in ("I", "II", "not-stated")]
    items = [item for panel in panels for item in (*panel.roles, *(i for part in panel.sections for i in part.items))]
    return {key for item in items for key in item.statements} | {panel.place_id for panel in panels}


def test_nine_in_ten_facts_of_the_briefing_stand_on_a_slide_or_in_a_panel(atlas: Atlas) -> None:
    on_slides = {id_of(row) for line in atlas.record.slide_lines for row in rows_behind(atlas, line)}
    shown = on_slides | in_large_letters(atlas)
    wanted = [{key for _table, key in rows_of(fact)} for fact in facts()]
    faces, either = (sum(rows <= known for rows in wanted) for known in (on_slides, shown))
    missing = [fact["fact"] for fact, rows in zip(facts(), wanted, strict=True) if not rows <= shown]
    print(f"{faces} of {len(wanted)} facts on the slides, {either} there or in a panel; not: {'; '.join(missing)}")
    assert faces >= 0.8 * len(wanted)
    assert either >= 0.9 * len(wanted), missing


def test_what_is_not_plainly_stated_says_so_in_a_word(atlas: Atlas) -> None:
    assert marks(told(atlas, "slide-demand"))["Better working conditions in all three, as prevention"] == (
        "expected, said of several together"
    )
    border = [*marks(told(atlas, "slide-border")).values()]
    assert border == ["", "planned", "planned", "", "uncertain", "under consideration"]
    assert [*marks(told(atlas, "slide-year-2003")).values()] == ["", "", *["year inferred"] * 4]
    where = told(atlas, "slide-where-2")
    assert [(one.level, one.mark) for one in where.points[:2]] == [("head", "said of several together"), ("line", "")]
    assert where.points[4].mark == "in part uncertain"


def test_a_mark_counts_what_is_said_rather_than_how_a_body_is_named(atlas: Atlas) -> None:
    project = atlas.record.partners_by_id["project"]
    assert mark_of(atlas, [project]) == "inferred"
    assert mark_of(atlas, [project, atlas.by_id["inv-05"]]) == ""


def test_a_slide_stays_true_when_the_record_changes(atlas: Atlas) -> None:
    assert "5 areas named, mainly “sending”:" in texts(told(atlas, "slide-phase-1"))
    roles = tuple(row for row in atlas.record.roles if row.role_id != "role-04")
    without = from_record(replace(atlas.record, roles=roles), atlas.layers)
    made = texts(told(without, "slide-phase-1"))
    assert "4 areas named, mainly “sending”:" in made
    assert "Banteay Meanchey, Phnom Penh, Prey Veng and Sihanoukville" in made
    assert slides(without, builtin(without))[0].figures[0].lead == "8"


def test_names_on_a_slide_are_in_the_language_in_use(atlas: Atlas) -> None:
    i18n.use("km")
    assert any("ព្រៃវែង" in text for text in texts(told(atlas, "slide-two-types")))
    assert all(one.selection.lang == "km" for one in slides(atlas, builtin(atlas)))


def test_a_slide_rests_on_what_its_lines_cite_and_its_notes_have_all_of_it(atlas: Atlas) -> None:
    for made in slides(atlas, builtin(atlas)):
        cited = {address.partition(" ")[0] for point in made.points for address in point.citation}
        behind = {item for part in made.statements for item in part.items}
        assert made.source_line.startswith("Source: TICW briefing")
        assert cited <= {address.partition(" ")[0] for item in behind for address in item.citation} | {"S4.1"}
        ids = {key for point in made.text_points for key in point.statements}
        assert ids <= {key for item in behind for key in item.statements}
        assert made.note
    assert told(atlas, "slide-demand").source_line.startswith("Source: TICW briefing, S4.5, S4.10.")


def test_the_first_words_of_a_line_stand_out(atlas: Atlas) -> None:
    line = told(atlas, "slide-two-types").points[0]
    assert (line.lead, line.rest) == ("Safer migration for those who go:", "awareness, capacity, institutions")
    figure = slides(atlas, builtin(atlas))[0].figures[2]
    assert (figure.lead, figure.rest) == ("3", "baseline surveys")


def test_two_maps_share_a_legend_of_what_either_shows(atlas: Atlas) -> None:
    made = slides(atlas, builtin(atlas))[7]
    assert made.pair == ("I", "II")
    assert [entry.key for entry in made.legend] == ["S", "ST", "R", "R?", ""]


# ---- views that a person adds ----


@pytest.mark.parametrize("page", ["", "coverage", "partners", "studies", "timeline", "record", "about"])
def test_a_view_of_any_page_has_six_lines_at_most_and_counts_the_others(atlas: Atlas, page: str) -> None:
    made = slide(atlas, View("phase=II&table=silences" if page == "record" else "phase=II", page=page))
    assert 1 <= len(made.text_points) <= MAX_LINES
    assert made.more == max(0, len(made.lines) - len(made.text_points)) or not made.lines
    assert all(word_count(point.text) <= MAX_WORDS + 3 for point in made.text_points)


def test_beside_a_map_stands_what_was_done_before_with_whom_and_on_what_evidence(atlas: Atlas) -> None:
    made = slide(atlas, View("phase=II"))
    tables = [atlas.by_id[key].table for point in made.text_points for key in point.statements]
    assert set(tables) == {"interventions"}
    assert made.more > 0


def test_a_name_that_no_slide_has_leaves_the_view_as_it_is(atlas: Atlas) -> None:
    plain = slide(atlas, View("phase=II"))
    for name in ("", "nonsense", "roles", "<b>"):
        made = slide(atlas, View(f"phase=II&lines={name}"))
        assert (made.title, made.points, made.notices) == (plain.title, plain.points, ())


def test_own_words_stand_over_the_slides_own(atlas: Atlas) -> None:
    made = slide(atlas, View("phase=I&lines=slide-phase-1", "My title", "My note"))
    assert (made.title, made.note) == ("My title", "My note")
    assert made.from_record


def test_a_long_text_is_cut_between_words() -> None:
    assert cut("one two three") == "one two three"
    assert cut(" ".join(["word"] * 20)) == f"{' '.join(['word'] * 9)} …"
    assert not re.search(r"\s$", cut("x" * 2000))


def test_two_hundred_slides_and_none_are_slides(atlas: Atlas) -> None:
    assert slides(atlas, Story("")) == ()
    many = slides(atlas, Story("Many", builtin(atlas).views * 19))
    assert many[-1].number == many[-1].of == 209


def test_a_caption_comes_first_and_the_sentence_of_the_atlas_may_be_left_out(atlas: Atlas) -> None:
    made = slide(atlas, View("phase=II", caption="For the hall"))
    assert (made.caption, made.visible_sentence) == ("For the hall", made.sentence)
    assert slide(atlas, View("phase=II", with_sentence=False)).visible_sentence == ""
    assert slides(atlas, builtin(atlas))[1].visible_sentence == ""
