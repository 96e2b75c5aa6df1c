"""The map: painted by role, switched by phase, chosen from by mouse, labelled so that it can be read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from geo.map.classification import paint
from geo.map.legend import legend
from geo.map.summary import describe
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from tests.browser.conftest import LAPTOP, PAINT, PHONE, PROJECTOR, Visit

SIZES = {"laptop": LAPTOP, "projector": PROJECTOR, "phone": PHONE}


# -- paint -----------------------------------------------------------------------------------------------------------


def test_all_24_areas_are_painted_and_can_be_reached_and_read_out(visit: Visit, atlas: Atlas) -> None:
    areas = visit.open().map.locator("path.ticw-area[data-area]")
    expect(areas).to_have_count(24)
    read = areas.evaluate_all(
        "paths => paths.map((path) => [path.dataset.area, path.tabIndex, path.getAttribute('role'),"
        " path.getAttribute('aria-label'), path.getBBox().width * path.getBBox().height])"
    )
    assert {code for code, *_ in read} == set(atlas.by_area)
    for code, tabindex, role, label, size in read:
        assert (tabindex, role) == (0, "button")
        assert label.startswith(f"{atlas.record.place_name(code)}: ")
        assert size > 4, code


def test_an_area_is_read_out_with_its_role_and_phase(visit: Visit) -> None:
    visit.open()
    expect(visit.area("KH-14")).to_have_attribute("aria-label", "Prey Veng: sending and transit, Phase II")
    expect(visit.area("KH-8")).to_have_attribute("aria-label", "Kandal: receiving (ambiguous), Phase II")
    expect(visit.area("KH-2")).to_have_attribute("aria-label", "Battambang: not named, Phase II")


@pytest.mark.parametrize("query", ["", "?role=receiving", "?phase=all&certainty=stated", "?phase=not-stated"])
def test_the_map_is_painted_as_the_domain_says(visit: Visit, atlas: Atlas, query: str) -> None:
    visit.open(query)
    params = visit.params()
    facets = {facet: frozenset({params[facet]}) for facet in ("role", "certainty") if facet in params}
    selection = Selection(phase=params.get("phase", "II"), **facets)  # type: ignore[arg-type]
    assert visit.paint() == paint(atlas, selection)[selection.phase]


def test_a_role_is_told_by_fill_and_letter_and_silence_by_a_quiet_fill_without_letter(visit: Visit) -> None:
    visit.open()
    fills = {code: visit.area(code).evaluate("path => path.style.fill") for code in ("KH-14", "KH-12", "KH-8", "KH-2")}
    assert len(set(fills.values())) == 4
    assert set(visit.labels()) == {code for code, key in visit.paint().items() if key}
    for code, letters in (("KH-14", "S·T"), ("KH-12", "R"), ("KH-8", "R?")):
        assert visit.map.locator(f"g[data-label='{code}'] text").all_text_contents()[1:] == [letters]


def test_every_fill_that_is_a_pattern_is_there(visit: Visit) -> None:
    visit.open("?phase=all")
    missing = visit.frame.evaluate(
        "[...document.querySelectorAll('path.ticw-area')].map((path) => path.style.fill.match(/#([^\")]+)/))"
        ".filter((found) => found && !document.getElementById(found[1])).map((found) => found[1])"
    )
    assert missing == []


# -- the phase -------------------------------------------------------------------------------------------------------


def test_choosing_a_phase_repaints_the_right_areas_and_keeps_everything_in_step(visit: Visit, atlas: Atlas) -> None:
    visit.open()
    for phase in ("I", "all", "not-stated", "II"):
        visit.control(phase).click()
        visit.expect_phase(phase)
        visit.settled()
        painted = paint(atlas, Selection(phase=phase))[phase]
        assert visit.paint() == painted
        words = describe(atlas, Selection(phase=phase))
        expect(visit.page.locator(".headline h1")).to_have_text(words.title)
        expect(visit.page.locator(".headline .says")).to_have_text(words.finding)
        counts = [str(entry.count) for entry in legend(atlas, Selection(phase=phase))]
        expect(visit.page.locator(".legend li em")).to_have_text(counts)


def test_the_map_repaints_before_the_server_can_answer(visit: Visit, atlas: Atlas) -> None:
    visit.open()
    button = visit.control("I").element_handle()
    # nothing from outside reaches a page while a script of it runs
    at_once = button.evaluate(
        f"(button) => {{ button.click(); const frame = document.querySelector('.st-key-map iframe');"
        f" return {PAINT}(frame ? frame.contentDocument : document); }}"
    )
    assert at_once == paint(atlas, Selection("II"))["I"]
    visit.expect_phase("I")


@pytest.mark.parametrize("slower", [1, 4])
def test_quick_clicks_end_on_the_last_and_the_map_never_falls_back(visit: Visit, slower: int) -> None:
    visit.open("?phase=not-stated")
    # on a slow machine the next click comes while the answer to the one before is still on its way
    visit.page.context.new_cdp_session(visit.page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    visit.frame.evaluate(
        """() => {
            const control = document.querySelector('.ticw-phase');
            const chosen = () => control.querySelector('[aria-checked=true]').dataset.phase;
            window.seen = [chosen()];
            new MutationObserver(() => window.seen.at(-1) === chosen() || window.seen.push(chosen()))
                .observe(control, {attributes: true, subtree: true});
        }"""
    )
    buttons = [visit.control(phase).element_handle() for phase in ("I", "II", "all", "I")]
    click = "(buttons) => buttons.forEach((button, k) => setTimeout(() => button.click(), k * 90))"
    visit.frame.evaluate(click, buttons)
    # the phase of the first click is also that of the last: wait for all of them first
    visit.frame.wait_for_function("window.seen.length >= 5")
    visit.expect_phase("I")
    visit.settled()
    visit.expect_phase("I")
    assert visit.frame.evaluate("window.seen") == ["not-stated", "I", "II", "all", "I"]


def test_a_second_click_on_the_phase_that_is_chosen_does_not_hold_the_map_back(visit: Visit) -> None:
    visit.open("?phase=I")
    visit.filter("I").click()
    visit.filter("II").click()
    visit.expect_phase("II")


def test_a_phase_chosen_in_turns_on_the_map_and_beside_it_stays_in_step(visit: Visit) -> None:
    visit.open()
    visit.filter("I").click()
    visit.control("all").click()
    visit.expect_phase("all")
    visit.settled()
    visit.filter("not-stated").click()
    visit.expect_phase("not-stated")


# -- choosing an area ------------------------------------------------------------------------------------------------


def test_a_click_chooses_an_area(visit: Visit) -> None:
    visit.open()
    visit.area("KH-14").click()
    visit.expect_chosen("KH-14")
    visit.area("KH-2").click()
    visit.expect_chosen("KH-2")


def test_the_search_chooses_an_area(visit: Visit) -> None:
    visit.open()
    visit.choose_in_list("Prey Veng")
    visit.expect_chosen("KH-14")


def test_a_link_in_the_overview_chooses_an_area_without_loading_the_page_again(visit: Visit) -> None:
    visit.open("?phase=all")
    visit.page.evaluate("window.stayed = true")
    visit.page.locator(".overview a", has_text="Prey Veng").first.click()
    visit.expect_chosen("KH-14")
    assert visit.params() == {"phase": "all", "area": "KH-14"}
    assert visit.page.evaluate("window.stayed") is True


def test_the_border_can_be_chosen_and_is_no_area(visit: Visit) -> None:
    visit.open("?phase=not-stated")
    visit.area("thai-border").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".panel[data-place]")).to_have_attribute("data-place", "thai-border")
    visit.expect_address(area="thai-border")


def test_a_place_that_is_not_drawn_is_chosen_by_search_and_outlines_no_area(visit: Visit) -> None:
    visit.open()
    visit.choose_in_list("Thailand")
    expect(visit.page.locator(".panel[data-place]")).to_have_attribute("data-place", "thailand")
    expect(visit.map.locator("path.ticw-chosen")).to_have_attribute("data-chosen", "")


def test_a_chosen_area_stays_outlined_when_the_phase_changes(visit: Visit) -> None:
    visit.open("?area=KH-14")
    for phase in ("I", "all", "not-stated", "II"):
        visit.control(phase).click()
        visit.expect_outlined("KH-14")
        visit.expect_phase(phase)
        visit.settled()
        visit.expect_chosen("KH-14")


def test_a_chosen_area_can_be_dropped_and_chosen_again(visit: Visit) -> None:
    visit.open().area("KH-14").click()
    visit.expect_chosen("KH-14")
    visit.page.locator(".panel").get_by_role("link", name="All areas").click()
    visit.expect_nothing_chosen()
    # and chosen again, though a second click on the same area is no news to the component
    visit.settled().area("KH-14").click()
    visit.expect_chosen("KH-14")


def test_a_filter_and_an_area_chosen_in_one_breath_are_both_kept(visit: Visit) -> None:
    visit.open()
    pill = visit.option("role", "receiving").element_handle()
    area = visit.area("KH-14").element_handle()
    visit.page.evaluate("(button) => button.click()", pill)
    visit.frame.evaluate(
        "(path) => path.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}))", area
    )
    visit.expect_address(area="KH-14", role="receiving")
    visit.settled().expect_address(area="KH-14", role="receiving")


# -- labels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_labels_neither_cover_each_other_nor_leave_the_map(
    visit_at: Callable[[tuple[int, int]], Visit], size: str
) -> None:
    visit = visit_at(SIZES[size]).open("?phase=not-stated")
    assert_labels_are_readable(visit)
    # Kep is the smallest area, and without a role it has a label only when it is chosen
    visit.area("KH-23").focus()
    visit.page.keyboard.press("Enter")
    visit.expect_outlined("KH-23")
    assert_labels_are_readable(visit, "KH-23")


def assert_labels_are_readable(visit: Visit, chosen: str = "") -> None:
    for phase in ("I", "II", "all", "not-stated"):
        visit.control(phase).click()
        visit.expect_phase(phase)
        visit.settled()
        width, height = visit.frame.evaluate("[innerWidth, innerHeight]")
        labels = visit.labels()
        assert set(labels) == {*visit.paint(), chosen} - {"thai-border", ""}
        control = visit.map.locator(".ticw-phase").evaluate("control => control.getBoundingClientRect().toJSON()")
        for code, box in labels.items():
            assert min(box["left"], box["top"], width - box["right"], height - box["bottom"]) >= 0, (phase, code, box)
            others = {other: labels[other] for other in labels if other > code} | {"control": control}
            assert not [other for other, its in others.items() if overlaps(box, its)], (phase, code)


def overlaps(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share more than the pixel that rounding may give them."""
    return (
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    )


def test_names_stand_in_khmer_where_that_is_chosen(visit: Visit) -> None:
    visit.open("?lang=km")
    expect(visit.map.locator("g[data-label='KH-14'] text").first).to_have_text("ព្រៃវែង")
    assert (visit.area("KH-14").get_attribute("aria-label") or "").startswith("ព្រៃវែង: ")


# -- the page around it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_nothing_has_to_be_scrolled_sideways(visit_at: Callable[[tuple[int, int]], Visit], size: str) -> None:
    visit = visit_at(SIZES[size]).open("?phase=all&partner=ccpcr")
    assert too_wide(visit) == []
    visit.page.locator(".empty a", has_text="without").click()
    visit.expect_phase("all")
    expect(visit.page.locator(".empty")).to_have_count(0)
    assert too_wide(visit.settled()) == []
    visit.page.locator(".overview a", has_text="Prey Veng").first.click()
    visit.expect_chosen("KH-14")
    assert too_wide(visit.settled()) == []


def too_wide(visit: Visit) -> list[str]:
    """List what is wider than its place, of the page, its parts and the map."""
    parts = ("html", "[data-testid=stMain]", ".st-key-panel", ".st-key-map", ".legend")
    script = "(part) => { const found = document.querySelector(part); return found.scrollWidth - found.clientWidth; }"
    wide = [part for part in parts if visit.page.evaluate(script, part) > 0]
    return wide + (["frame"] if visit.frame.evaluate(script, "html") > 0 else [])


def test_map_and_panel_fit_a_laptop_without_scrolling(visit: Visit) -> None:
    visit.open("?phase=all&area=KH-14")
    tall = "element => element.scrollHeight - element.clientHeight"
    assert visit.page.locator("[data-testid=stMain]").evaluate(tall) <= 1
    # what is too long for the panel is scrolled inside it
    assert visit.page.locator(".st-key-panel").evaluate(tall) > 100
    box = visit.page.locator(".st-key-map iframe").bounding_box()
    assert box
    assert box["height"] > 350
    assert box["y"] + box["height"] <= 768


def test_the_map_fits_its_frame_again_when_the_window_changes(visit: Visit) -> None:
    visit.open()
    before = visit.area("KH-16").bounding_box()
    visit.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    visit.frame.wait_for_function("innerWidth < 400")
    visit.frame.wait_for_function(
        "[...document.querySelectorAll('path.ticw-area')].every((path) =>"
        " { const box = path.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; })"
    )
    after = visit.area("KH-16").bounding_box()
    assert before
    assert after
    assert after["width"] < before["width"]


def test_zooming_and_moving_the_map_asks_the_server_nothing(visit: Visit) -> None:
    visit.open()
    sent: list[str | bytes] = []
    visit.page.on("websocket", lambda socket: socket.on("framesent", sent.append))
    runs = visit.page.evaluate(
        "window.runs = 0; new MutationObserver(() => { window.runs += 1; }).observe("
        "document.querySelector('[data-testid=stApp]'), {attributeFilter: ['data-test-script-state']}); window.runs"
    )
    width = (visit.area("KH-14").bounding_box() or {})["width"]
    visit.map.locator(".leaflet-control-zoom-in").click()
    visit.frame.wait_for_function(
        "(width) => document.querySelector('path[data-area=KH-14]').getBoundingClientRect().width > width * 1.5",
        arg=width,
    )
    assert visit.page.evaluate("window.runs") == runs
    assert sent == []
