"""Without internet: no request leaves the machine, and the one switch that may ask another host is off."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from geo.map.classification import paint
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.selection.view import View
from geo.story.story import Story, to_json
from tests.browser.conftest import LAPTOP, Visit, visiting
from tests.support.network import watching
from tests.support.running import gate

TILES = "tile.openstreetmap.org"
REFUSED = "console: Failed to load resource: net::ERR_NAME_NOT_RESOLVED"


def test_a_whole_visit_asks_no_other_host(visit: Visit) -> None:
    own = urlsplit(visit.address).netloc
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.on("websocket", lambda socket: asked.append(socket.url))
    visit.open("?phase=all&context=on")
    visit.area("KH-1").click()
    visit.expect_chosen("KH-1")
    visit.control("I").click()
    visit.expect_phase("I")
    assert {"record", "present"} <= set(visit.each_page())
    assert {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in ("data", "blob")} == {own}
    # the gate of the visit fails, too, on whatever was refused and on any error of the console


def test_leaflet_comes_from_the_app_and_what_never_changes_may_be_kept(visit: Visit) -> None:
    kept: dict[str, str] = {}
    visit.page.on(
        "response", lambda answer: kept.setdefault(urlsplit(answer.url).path, answer.headers.get("cache-control", ""))
    )
    visit.open()
    assert visit.frame.evaluate("L.version") == "1.9.3"
    ours = {path: keep for path, keep in kept.items() if path.startswith("/assets/atlas/")}
    assert {path.rpartition("/")[2] for path in ours} == {"map.js", "map.css", "app.js", "app.css", "words-en.js"}
    assert all("immutable" in keep for keep in ours.values())


def test_every_answer_says_where_its_page_may_load_from(visit: Visit) -> None:
    answer = visit.page.goto(visit.address)
    assert answer
    policy = answer.headers["content-security-policy"]
    assert set(re.findall(r"https?://[^\s;]+", policy)) == {f"https://{TILES}"}
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_online_basemap_is_off_at_the_start(visit: Visit) -> None:
    visit.open()
    expect(visit.map.locator(".leaflet-tile")).to_have_count(0)
    visit.unfold("more")
    expect(visit.page.get_by_role("switch", name="Online basemap")).not_to_be_checked()


def test_the_online_basemap_asks_the_host_of_the_tiles_only_and_says_that_it_cannot_be_reached(
    browser: Browser, address: str, atlas: Atlas
) -> None:
    with browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}) as context:
        page = context.new_page()
        faults = gate(page, address)
        visit = Visit(page, address).open()
        assert faults == []
        visit.unfold("more")
        visit.option("basemap", "on").click()
        visit.expect_address(basemap="on")
        notice = visit.map.locator(".ticw-notice")
        expect(notice).to_contain_text("can't be reached")
        # and the map works as before
        visit.area("KH-14").click()
        visit.expect_chosen("KH-14")
        visit.control("I").click()
        visit.expect_phase("I")
        assert visit.settled().paint() == paint(atlas, Selection(phase="I"))["I"]
        expect(notice).to_contain_text("can't be reached")

        asked = [fault for fault in faults if fault.startswith("asks another host: ")]
        assert asked
        assert {urlsplit(fault.removeprefix("asks another host: ")).netloc for fault in asked} == {TILES}
        # Chromium says of each tile that was refused that it could not be loaded; nothing else may go wrong
        assert [fault for fault in faults if fault not in asked and fault != REFUSED] == []

        visit.unfold("more")
        visit.option("basemap", "on").click()
        expect(visit.map.locator(".leaflet-tile")).to_have_count(0)
        expect(notice).to_be_empty()
        assert "basemap" not in visit.settled().params()


def test_the_network_is_off_and_whoever_asks_for_it_is_noted(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        faults = gate(page, "http://127.0.0.1:1")
        page.goto("data:text/html,<img src=http://192.0.2.1/a.png><img src=http://example.com/b.png>")
        page.wait_for_function("[...document.images].every((image) => image.complete && !image.naturalWidth)")
        assert [fault for fault in faults if fault.startswith("asks")] == [
            "asks another host: http://192.0.2.1/a.png", "asks another host: http://example.com/b.png",
        ]  # fmt: skip
        assert {fault for fault in faults if fault.startswith("console")} == {REFUSED}


def test_an_hour_in_the_app_asks_no_other_host_and_looks_no_name_up(browser: Browser, tmp_path: Path) -> None:
    """Every page, filters, exports, an upload, reloads and rests; the hour passes by the browser's own clock."""
    story = tmp_path / "story.json"
    story.write_text(to_json(Story("Mine", (View("phase=I&area=KH-2"),))), encoding="utf-8")
    with watching(tmp_path / "trace") as address, visiting(browser, address) as visit:
        visit.page.clock.install()
        for phase, area in (("I", "KH-2"), ("II", "KH-1"), ("all", "KH-14")):
            visit.open("?phase=not-stated&context=on")
            visit.control(phase).click()
            visit.area(area).click()
            visit.expect_chosen(area)
            visit.page.clock.fast_forward("15:00")  # with its map there: the framework counts the time that one takes
            assert {"record", "present"} <= set(visit.each_page())
            visit.open()
            visit.page.locator(".st-key-take_along button").click()
            visit.page.locator(".st-key-take_make button").click()
            visit.page.get_by_text(re.compile(r"^Save ticw-atlas_phase-")).wait_for(timeout=60_000)
            visit.page.reload()
            visit.settled()
            visit.page.go_back()
            visit.settled()
        visit.page.goto(f"{address}/story")
        visit.page.locator("input[type=file]").set_input_files(story)
        expect(visit.page.locator(".desk .card")).to_have_count(1)
        visit.page.clock.fast_forward("15:00")
        visit.page.goto(f"{address}/record?q=UNICEF")
        visit.settled()
