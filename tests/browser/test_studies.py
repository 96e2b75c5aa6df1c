"""Studies in a browser: from a study to its area and to what it is to inform, and back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_partners import box, opened, small_map, title


@pytest.fixture
def visit(kept_visit: Visit) -> Visit:
    """Return the visit that the tests of this file share."""
    return kept_visit


def test_a_study_opens_with_what_it_informs_and_leads_back(visit: Visit) -> None:
    opened(visit, "studies")
    box(visit, "Baseline survey, Siem Reap").click()
    visit.expect_address(item="survey-siem-reap")
    expect(title(visit)).to_have_text("Baseline survey, Siem Reap")
    expect(small_map(visit).locator("path[data-area='KH-17']")).to_have_attribute("data-paint", "R")
    expect(small_map(visit).locator("path[data-area='KH-12']")).to_have_attribute("data-paint", "-R")
    box(visit, "Better working conditions").click()
    expect(visit.page.locator(".opened")).to_contain_text("Informed by")
    visit.page.locator(".opened").get_by_role("link", name="Baseline survey, Phnom Penh").click()
    visit.expect_address(item="survey-phnom-penh")


def test_the_chosen_area_highlights_its_studies(visit: Visit) -> None:
    opened(visit, "studies?area=KH-17")
    expect(visit.page.locator("tbody.here")).to_have_count(2)
    expect(visit.page.locator(".opened")).to_contain_text("Rapid assessment: none stated for this area")


def test_studies_of_a_phase_without_any_say_so_and_offer_the_other(visit: Visit) -> None:
    opened(visit, "studies?phase=I")
    visit.page.locator(".empty").get_by_role("link", name="Phase II (16)").click()
    expect(visit.page.locator(".studies tbody")).to_have_count(16)
