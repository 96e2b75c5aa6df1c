"""Partners in a browser: drawing, directory, panel and small map choose in each other; drawings fit at every size."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Locator, expect

from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, Visit
from tests.support.worlds import PHASES

SIZES = {"laptop": LAPTOP, "projector": PROJECTOR, "phone": PHONE}
FAULTS_OF_DRAWINGS = """() => [...document.querySelectorAll('.drawing')].flatMap((drawing) => {
    const boxes = [...drawing.querySelectorAll('.box')];
    const at = (one) => one.getBoundingClientRect();
    const cut = boxes.filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1);
    const covered = boxes.filter((one) => boxes.some((other) => other !== one
        && at(one).left < at(other).right && at(other).left < at(one).right
        && at(one).top < at(other).bottom && at(other).top < at(one).bottom));
    return [...cut, ...covered].map((one) => one.textContent);
})"""
"""The texts of boxes whose words do not fit or that touch another box."""


@pytest.fixture
def visit(kept_visit: Visit) -> Visit:
    """Return the visit that the tests of this file share."""
    return kept_visit


def opened(visit: Visit, path: str) -> Visit:
    """Open a page other than the map and wait until it is there."""
    visit.go(path)
    visit.page.locator(".headline h1").wait_for()
    visit.page.locator(".opened").wait_for()
    return visit.settled()


def small_map(visit: Visit) -> FrameLocator:
    return visit.page.frame_locator(".st-key-smallmap iframe")


def box(visit: Visit, text: str) -> Locator:
    return visit.page.locator(".drawing .box", has_text=text)


def title(visit: Visit) -> Locator:
    return visit.page.locator(".opened h2")


# -- choosing ----------------------------------------------------------------------------------------------------------


def test_an_organisation_chosen_in_the_drawing_opens_beside_it_and_in_the_directory(visit: Visit) -> None:
    opened(visit, "partners")
    box(visit, "MoSALVY").click()
    visit.expect_address(item="mosalvy", phase="II")
    expect(title(visit)).to_contain_text("Ministry of Social Affairs")
    expect(visit.page.locator(".drawing [aria-current]")).to_have_text("MoSALVY")
    expect(visit.page.locator("tbody.chosen th")).to_contain_text("MoSALVY")


def test_one_chosen_in_the_directory_is_chosen_in_the_drawing_and_back_comes_back(visit: Visit) -> None:
    opened(visit, "partners?phase=I")
    visit.page.locator(".directory").get_by_role("link", name="NSC", exact=True).first.click()
    visit.expect_address(item="nsc")
    expect(visit.page.locator(".drawing [aria-current]")).to_have_text("NSC")
    visit.settled().page.get_by_role("link", name="Close").click()
    expect(title(visit)).to_have_text("Places tied to an organisation")
    visit.page.go_back()
    visit.expect_address(item="nsc")
    expect(title(visit)).to_have_text("NSC")


def test_a_second_click_on_what_is_chosen_drops_it(visit: Visit) -> None:
    opened(visit, "partners?item=ccpcr")
    visit.page.locator(".drawing [aria-current]").click()
    expect(visit.page.locator(".drawing [aria-current]")).to_have_count(0)
    expect(title(visit)).to_have_text("Places tied to an organisation")


def test_a_place_chosen_in_the_drawing_is_chosen_on_the_small_map_and_the_other_way_round(visit: Visit) -> None:
    opened(visit, "partners?phase=I")
    box(visit, "Prey Veng").last.click()
    visit.expect_address(area="KH-14")
    expect(title(visit)).to_have_text("Prey Veng")
    expect(small_map(visit).locator("path.ticw-chosen")).to_have_attribute("data-chosen", "KH-14")
    small_map(visit).locator("path[data-area='KH-18']").dispatch_event("click")
    visit.expect_address(area="KH-18")
    expect(title(visit)).to_have_text("Sihanoukville")
    expect(visit.page.locator(".drawing [aria-current]").first).to_have_text("Sihanoukville")


def test_the_small_map_paints_the_places_of_the_one_chosen_and_pales_the_others(visit: Visit) -> None:
    opened(visit, "partners?phase=I&item=psc-prey-veng")
    area = small_map(visit).locator("path[data-area='KH-14']")
    expect(area).to_have_attribute("data-paint", "S")
    expect(small_map(visit).locator("path[data-area='KH-2']")).to_have_attribute("data-paint", "-S")


@pytest.mark.parametrize(("path", "outlined"), [("partners?phase=II&item=psc-prey-veng", "KH-14"),
                                                ("studies?phase=I&item=survey-siem-reap", "KH-17")])  # fmt: skip
def test_a_phase_chosen_on_the_small_map_does_not_choose_the_area_that_it_outlines(
    visit: Visit, path: str, outlined: str
) -> None:
    opened(visit, path)
    expect(small_map(visit).locator("path.ticw-chosen")).to_have_attribute("data-chosen", outlined)
    control = small_map(visit).locator(".ticw-phase button[data-phase='all']")
    control.click()
    visit.expect_address(phase="all")
    expect(control).to_have_attribute("aria-checked", "true")
    visit.expect_phase_in_filters("all")
    assert "area" not in visit.settled().params()


@pytest.mark.parametrize("way", [".opened a[href*='phase=not-stated']", ".filters [data-value=not-stated]"])
def test_an_area_chosen_on_the_small_map_leaves_the_phase_that_was_asked_for_just_before(
    visit: Visit, way: str
) -> None:
    opened(visit, "partners?phase=II&item=ccpcr")
    area = small_map(visit).locator("path[data-area='KH-18']")
    area.wait_for()
    # the map still shows the phase of before, where it was asked for in a link: its answer is on its way
    visit.page.evaluate(
        """(way) => {
            const area = document.querySelector('.st-key-smallmap iframe')
                .contentDocument.querySelector("path[data-area='KH-18']");
            setTimeout(() => area.dispatchEvent(new MouseEvent('click', {bubbles: true})), 30);
            document.querySelector(way).click();
        }""",
        way,
    )
    visit.expect_address(area="KH-18")
    visit.settled().expect_address(area="KH-18", phase="not-stated", item="ccpcr")
    expect(area).to_have_attribute("data-paint", "N")
    visit.expect_phase_in_filters("not-stated")


def test_what_no_phase_is_stated_for_is_one_click_away_and_2003_is_always_there(visit: Visit) -> None:
    opened(visit, "partners?phase=II&item=ccpcr")
    expect(visit.page.locator(".network h2")).to_have_text(
        ["Phase II", "ILO/IPEC activities of 2003 (no phase stated)"]
    )
    visit.page.locator(".opened").get_by_role("link", name="show this phase").click()
    visit.expect_address(phase="not-stated", item="ccpcr")
    expect(small_map(visit).locator("path[data-area='KH-18']")).to_have_attribute("data-paint", "N")


def test_a_filter_narrows_drawing_and_directory_alike_and_an_empty_view_says_the_way_back(visit: Visit) -> None:
    opened(visit, "partners?phase=I&partner=government-cambodia")
    silence = "Phase I: nothing in the source fits partner “Government of Cambodia”."
    expect(visit.page.locator(".empty")).to_contain_text(silence)
    expect(visit.page.locator(".drawing")).to_have_count(0)
    visit.page.locator(".empty").get_by_role("link", name="Phase II (1)").click()
    visit.expect_address(phase="II", partner="government-cambodia")
    expect(box(visit, "Government of Cambodia")).to_have_count(1)
    expect(visit.page.locator(".directory tbody")).to_have_count(1)


@pytest.mark.parametrize("path", ["partners", "studies"])
def test_an_unknown_or_hostile_item_is_told_as_text_and_the_page_stands(visit: Visit, path: str) -> None:
    opened(visit, f"{path}?item=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E")
    expect(visit.page.locator(".empty").first).to_contain_text("“<img src=x onerror=window.hacked=1>")
    assert visit.page.evaluate("window.hacked") is None
    expect(visit.page.locator(".drawing").first).to_be_visible()


# -- how it looks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_every_text_fits_its_box_and_no_box_covers_another(
    kept_visit_at: Callable[[tuple[int, int]], Visit], size: str
) -> None:
    visit = kept_visit_at(SIZES[size])
    for path in (*(f"partners?phase={phase}" for phase in PHASES), "studies"):
        opened(visit, path)
        assert visit.page.evaluate(FAULTS_OF_DRAWINGS) == [], path
        assert visit.page.locator(".drawing .wires").first.evaluate("one => one.naturalHeight") > 0, path
        main = visit.page.get_by_test_id("stMain")
        assert main.evaluate("one => one.scrollWidth - one.clientWidth") <= 0, path


def test_on_a_phone_what_is_chosen_stands_first_and_can_be_closed(
    kept_visit_at: Callable[[tuple[int, int]], Visit],
) -> None:
    visit = opened(kept_visit_at(PHONE), "partners")
    box(visit, "NSC").click()
    expect(title(visit)).to_be_in_viewport()
    visit.page.get_by_role("link", name="Close").click()
    expect(title(visit)).not_to_be_in_viewport()
