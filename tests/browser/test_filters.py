"""No filter is lost: what is chosen stays through every phase, language and page, in any order, by mouse and by key."""

import itertools
import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from geo.map.classification import paint
from geo.map.legend import legend
from geo.record.atlas import Atlas
from geo.selection.selection import FACETS, from_params, options
from tests.browser.conftest import Visit
from tests.support.worlds import PHASES

# one option of each facet, chosen for its count to differ from phase to phase
CHOICES = {
    "role": "receiving", "intervention": "awareness-raising", "partner": "ccpcr", "study": "survey-siem-reap",
    "certainty": "stated",
}  # fmt: skip
PAGES = ("compare", "coverage", "partners", "studies", "timeline", "record")


def expect_kept(visit: Visit, **codes: str) -> None:
    """Address and marks hold exactly these filters."""
    visit.expect_filters(**codes)
    assert {name: code for name, code in visit.params().items() if name in FACETS} == codes
    expect(visit.page.locator(".empty", has_text="The address")).to_have_count(0)


@pytest.mark.parametrize("facet", FACETS)
def test_a_filter_stays_through_every_pair_of_phases(visit: Visit, facet: str) -> None:
    visit.open()
    if facet != "role":
        visit.unfold(facet)
    visit.option(facet, CHOICES[facet]).click()
    # every ordered pair of phases, one after the other
    for phase in [pair for other in itertools.permutations(PHASES, 2) for pair in other]:
        visit.filter(phase).click()
        visit.settled().expect_phase_in_filters(phase)
        expect_kept(visit, **{facet: CHOICES[facet]})


def test_all_filters_stay_through_languages_pages_a_reload_and_the_way_back(visit: Visit, atlas: Atlas) -> None:
    visit.open("?phase=all")
    for facet, code in CHOICES.items():
        if facet != "role":
            visit.unfold(facet)
        visit.option(facet, code).click()
    visit.settled()
    expect_kept(visit, **CHOICES)
    for lang in ("km", "en"):
        visit.option("lang", lang).click()
        expect(visit.option("lang", lang)).to_have_attribute("aria-current", "true")
        visit.settled()
        expect_kept(visit, **CHOICES)
    for path in PAGES:
        visit.page.locator(f".bar a[href^='{path}?']").click()
        expect(visit.page.locator(".bar a[aria-current=page]")).to_have_attribute("href", re.compile(f"^{path}"))
        visit.settled()
        expect_kept(visit, **CHOICES)
    visit.page.reload()
    visit.settled()
    expect_kept(visit, **CHOICES)
    for _ in PAGES:
        visit.page.go_back()
        visit.settled()
    expect_kept(visit, **CHOICES)
    visit.map.locator("path.ticw-area[data-paint]").first.wait_for(state="attached")  # its frame is made anew
    selection, _notices = from_params(parse_qs(visit.page.url.partition("?")[2]), atlas)
    assert visit.paint() == paint(atlas, selection)["all"]


def test_the_counts_beside_the_options_follow_the_view(visit: Visit, atlas: Atlas) -> None:
    visit.open()
    for phase in ("I", "not-stated", "II"):
        visit.filter(phase).click()
        visit.settled().expect_phase(phase)
        selection, _notices = from_params(parse_qs(visit.page.url.partition("?")[2]), atlas)
        for facet in FACETS:
            shown = visit.page.locator(f".filters a[data-facet={facet}] em")
            # the filters follow the map: the answer may be under way still
            counts = list(selection.counts(atlas, facet).values())
            if facet == "role":  # the roles are the legend too
                painted = {entry.key: entry.count for entry in legend(atlas, selection)}
                counts = [painted.get(key, 0) for key in ("S", "ST", "R")]
            expect(shown).to_have_text([str(count) for count in counts])


def test_of_options_clicked_in_one_breath_none_is_lost(visit: Visit) -> None:
    visit.open()
    visit.unfold("certainty")
    visit.page.evaluate(
        """() => { for (const option of document.querySelectorAll('.filters [data-facet=certainty]')) option.click();
                   document.querySelector('.filters [data-value=receiving]').click(); }"""
    )
    every = ",".join(sorted(["stated", "stated-of-group", "inferred", "ambiguous"]))
    visit.settled()
    expect_kept(visit, certainty=every, role="receiving")


def test_a_list_that_was_unfolded_stays_so_and_says_what_is_chosen(visit: Visit) -> None:
    visit.open()
    fold = visit.page.locator(".filters [data-fold=intervention]")
    expect(fold.locator("summary")).to_have_text(re.compile(r"Intervention\s+any"))
    visit.unfold("intervention")
    for code in ("awareness-raising", "credit-schemes"):
        visit.option("intervention", code).click()
    visit.settled()
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("summary span")).to_have_text("Awareness raising or Credit schemes")
    visit.option("intervention", "awareness-raising").click()
    expect(fold.locator("summary span")).to_have_text("Credit schemes")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_filter_is_chosen_by_key_and_keeps_the_focus(visit: Visit, key: str) -> None:
    visit.open()
    option = visit.option("role", "sending")
    option.focus()
    for chosen in ("true", "false"):
        visit.page.keyboard.press(key)
        visit.settled()
        expect(option).to_have_attribute("aria-checked", chosen)
        expect(option).to_be_focused()


def test_the_map_speaks_the_language_as_soon_as_it_is_chosen(visit: Visit, atlas: Atlas) -> None:
    visit.open("?area=KH-14")
    for lang in ("km", "en", "km"):
        visit.option("lang", lang).click()
        expect(visit.map.locator("g[data-label=KH-14] text").first).to_have_text(atlas.record.place_name("KH-14", lang))
        visit.settled().expect_chosen("KH-14")


def test_every_option_has_a_word_a_code_and_a_target_that_a_finger_meets(visit: Visit, atlas: Atlas) -> None:
    visit.open()
    for facet in ("intervention", "partner", "study", "certainty", "more"):
        visit.unfold(facet)
    for facet in FACETS:
        links = visit.page.locator(f".filters a[data-facet={facet}]")
        words = {**options(atlas.record, facet), **({"transit": "Sending and transit"} if facet == "role" else {})}
        assert links.locator("span").all_text_contents() == list(words.values())
    heights = visit.page.locator(".filters a:visible").evaluate_all(
        "links => links.map((link) => link.getBoundingClientRect()).map(({width, height}) => Math.min(width, height))"
    )
    assert min(heights) >= 24
