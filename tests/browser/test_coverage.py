"""The matrix of coverage, seen and clicked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, Visit

SIZES = {"laptop": LAPTOP, "projector": PROJECTOR, "phone": PHONE}
TABLES = ("interventions", "studies", "partners")


@pytest.fixture
def visit(kept_visit: Visit) -> Visit:
    """Return the visit that the tests of this file share."""
    return kept_visit


def open_coverage(visit: Visit, query: str = "") -> Visit:
    visit.go(f"coverage{query}")
    visit.page.locator(".atlas.coverage").wait_for()
    return visit.settled()


def marks(visit: Visit, sign: str) -> Locator:
    return visit.page.locator(f".coverage tbody a:has(.{sign})")


def test_the_cells_are_counted_in_the_legend(visit: Visit) -> None:
    open_coverage(visit)
    in_areas = visit.page.locator(".coverage tbody tr").filter(has_not=visit.page.locator("td.none"))
    expect(in_areas).to_have_count(6)
    expect(visit.page.locator(".signs li").first).to_have_text("stated 25")
    for sign in ("stated", "expected"):
        drawn = visit.page.locator(f".coverage tbody .{sign}")
        expect(visit.page.locator(f".signs li:has(.{sign}) em")).to_have_text(str(drawn.count()))
    for name in ("Prey Veng", "Svay Rieng", "Kampong Cham"):
        expect(
            visit.page.get_by_label(f"Credit schemes, {name}: under way; said of several areas together")
        ).to_have_count(1)


def test_a_cell_opens_its_statement_and_back_closes_it(visit: Visit) -> None:
    open_coverage(visit)
    visit.page.get_by_label("Credit schemes, Prey Veng").click()
    behind = visit.page.locator(".opened")
    expect(behind.locator("h2")).to_have_text("Credit schemes")
    expect(behind.locator("a.cite")).to_have_text(["S4.4"])
    expect(marks(visit, "stated").and_(visit.page.locator("[aria-current=true]"))).to_have_count(3)
    visit.expect_address(item="act-2-credit")
    visit.settled().page.go_back()
    expect(behind).to_have_count(0)
    visit.settled()


def test_a_cell_opens_by_keyboard_and_close_closes_it(visit: Visit) -> None:
    open_coverage(visit)
    visit.page.get_by_label("Prevention on the demand side, Siem Reap").press("Enter")
    expect(visit.page.locator(".opened .how").first).to_contain_text("expected")
    visit.settled().page.locator(".opened .shut").click()
    expect(visit.page.locator(".opened")).to_have_count(0)
    visit.settled()


def test_the_switch_changes_the_table_and_the_address_and_the_phase_keeps_it(visit: Visit) -> None:
    open_coverage(visit)
    switch = visit.page.locator(".coverage .switch a")
    switch.nth(1).click()
    expect(visit.page.locator("h1")).to_have_text("Studies by area: Phase II")
    visit.expect_address(table="studies")
    visit.settled().filter("all").click()
    expect(visit.page.locator("h1")).to_have_text("Studies by area: Both phases")
    visit.expect_address(table="studies", phase="all")
    visit.settled()


def test_an_area_leads_to_the_map_with_the_area_chosen(visit: Visit) -> None:
    open_coverage(visit, "?phase=II&table=studies")
    visit.page.locator(".heads a", has_text="Kandal").click()
    expect(visit.page.locator(".panel[data-place=KH-8]")).to_have_count(1)
    visit.settled()


def test_an_empty_table_says_so_and_its_way_back_shows_something(visit: Visit) -> None:
    open_coverage(visit, "?phase=I&table=studies")
    expect(visit.page.locator(".coverage table")).to_have_count(0)
    visit.page.locator(".empty a.go").first.click()
    expect(visit.page.locator(".coverage table")).to_have_count(1)
    visit.settled()


def test_a_table_and_a_statement_that_do_not_exist_are_told(visit: Visit) -> None:
    open_coverage(visit, "?table=nonsense&item=nonsense")
    notices = visit.page.locator(".empty").first
    expect(notices).to_contain_text("item “nonsense”, which the record does not have")
    expect(notices).to_contain_text("table “nonsense”, which the record does not have")
    expect(visit.page.locator(".coverage .opened")).to_have_count(0)
    expect(visit.page.locator(".coverage table")).to_have_count(1)


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_the_matrix_fits_the_screen_and_no_cell_is_cut_off(
    kept_visit_at: Callable[[tuple[int, int]], Visit], size: tuple[int, int]
) -> None:
    visit = kept_visit_at(size)
    for table in TABLES:
        open_coverage(visit, f"?phase=all&table={table}")
        assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        over = visit.page.locator(".coverage .wide").evaluate("box => box.scrollWidth - box.clientWidth")
        assert over <= 0, table
        table_right, box_right = (
            visit.page.locator(f".coverage {part}").evaluate("part => part.getBoundingClientRect().right")
            for part in ("table", ".wide")
        )
        assert table_right <= box_right + 1
        hidden = visit.page.locator(".coverage .said a").evaluate_all(
            "marks => marks.filter((mark) => mark.getBoundingClientRect().width < 12).length"
        )
        assert hidden == 0


def test_a_copied_cell_says_what_the_sign_says(visit: Visit) -> None:
    open_coverage(visit)
    cells = visit.page.locator(".coverage tbody tr", has=visit.page.get_by_label("Credit schemes, Prey Veng"))
    text = cells.evaluate("""row => {
        getSelection().selectAllChildren(row);
        return getSelection().toString();
    }""")
    assert text.count("under way; said of several areas together") == 3
    assert "source silent" in text


def test_all_areas_and_rows_are_seen_on_a_laptop_without_scrolling(visit: Visit) -> None:
    open_coverage(visit)
    columns = visit.page.locator(".coverage .heads th a").all_inner_texts()
    folded = visit.page.locator(".gaps h3", has_text="Not mentioned").locator("+ .names a").all_inner_texts()
    assert len({*columns, *folded}) == 24
    bottom = visit.page.locator(".coverage tfoot").evaluate("foot => foot.getBoundingClientRect().bottom")
    assert bottom <= LAPTOP[1]


def test_an_opened_statement_is_in_view_on_every_screen(kept_visit_at: Callable[[tuple[int, int]], Visit]) -> None:
    for size in SIZES.values():
        visit = open_coverage(kept_visit_at(size), "?phase=all&item=act-2-awareness")
        expect(visit.page.locator(".opened h2")).to_be_in_viewport(ratio=1)
