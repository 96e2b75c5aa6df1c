"""The page that comes with the first answer: seen at once, gone without a jump, enough where nothing else comes."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Visit, visiting
from tests.support.opening import run
from tests.support.running import settled
from tests.support.slow_line import holding_the_end

SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.hadRecentInput ? 0 : one.value)))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""
MAX_SHIFT = 0.05
ZOOMED = (683, 384)  # a laptop at 200 %
ICONS = "[...document.fonts].filter(({family}) => family.includes('Material')).map(({status}) => status)"


def test_it_stands_before_the_framework_and_goes_without_a_jump(browser: Browser, address: str) -> None:
    for size, touch in ((LAPTOP, False), (PHONE, True), (ZOOMED, False)):
        with visiting(browser, address, size, touch=touch) as visit:
            page = visit.page
            page.goto(f"{address}/?phase=II&area=KH-14", wait_until="commit")
            first = page.locator("#first")
            expect(first).to_be_visible()
            assert page.locator("[data-testid=stApp] h1").count() == 0
            expect(first).to_have_count(0)
            settled(page)
            expect(page.locator(".panel[data-place]")).to_be_visible()
            assert page.evaluate(SHIFT) <= MAX_SHIFT
            # our rules win over those that the framework writes as it runs
            assert page.locator(".st-key-bar ul").evaluate("list => getComputedStyle(list).paddingLeft") == "0px"
            assert page.evaluate(ICONS) == ["unloaded"]  # until there is an icon
            # the frame of the map has a page of its own, which is left alone
            assert visit.frame.evaluate("document.getElementById('first')") is None
            # its script has its digest in its name, and is not asked for again
            script = visit.frame.evaluate("document.querySelector('script[src*=main]').src")
            assert "immutable" in page.request.get(script).headers["cache-control"]


def test_the_framework_waits_for_the_end_of_a_page_that_comes_slowly(browser: Browser, address: str) -> None:
    with holding_the_end(address) as (line, release), visiting(browser, line) as visit:
        page = visit.page
        page.goto(f"{line}/?phase=II&area=KH-14", wait_until="commit")
        expect(page.locator("#first")).to_be_visible()
        page.wait_for_timeout(1500)  # the framework would be here by now
        assert page.evaluate("document.readyState") == "loading"
        assert page.locator("#root").count() == 0
        release.set()
        settled(page)
        expect(page.locator("#first")).to_have_count(0)
        expect(page.locator(".panel[data-place]")).to_be_visible()


def test_a_style_sheet_that_fails_does_not_keep_the_live_page_away(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        visit.page.route("**/app.css", lambda route: route.fulfill(status=503))
        visit.page.goto(f"{address}/?phase=II")
        expect(visit.page.locator("#first")).to_have_count(0)
        visit.faults.clear()  # the answer 503 itself


def test_an_icon_of_the_framework_is_seen_once_there_is_one(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/story")
    icon = visit.page.locator("[data-testid=stFileUploader] [data-testid=stIconMaterial]").first
    expect(icon).to_be_visible()
    visit.page.wait_for_function(f"{ICONS}.includes('loaded')")
    width = icon.bounding_box()
    assert width
    assert width["width"] < 40  # a sign, not its name in letters


def click_link(page: Page, address: str) -> None:
    """Click a link of the first page, by its address: its tree is closed to scripts, so the browser itself is asked."""
    inspector = page.context.new_cdp_session(page)
    inspector.send("DOM.enable")
    nodes = inspector.send("DOM.getFlattenedDocument", {"depth": -1, "pierce": True})["nodes"]
    link = next(node["nodeId"] for node in nodes if address in node.get("attributes", ()))
    corners = inspector.send("DOM.getContentQuads", {"nodeId": link})["quads"][0]  # of its first line
    left, top, right, bottom = *corners[:2], *corners[4:6]
    page.mouse.click((left + right) / 2, (top + bottom) / 2)


def test_where_the_connection_is_refused_it_stays_says_so_and_leads_on(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        page.route_web_socket("**", lambda socket: socket.close())
        page.clock.install()
        page.goto(f"{address}/?phase=II")
        late = page.locator("#first .late")
        expect(late).to_be_hidden()
        page.clock.run_for(16_000)
        expect(late).to_be_visible()
        click_link(page, "coverage?phase=II")
        expect(page).to_have_url(f"{address}/coverage?phase=II")
        expect(page.locator("#first")).to_be_visible()


def test_without_scripts_the_atlas_is_read_and_printed_by_links(browser: Browser, address: str, tmp_path: Path) -> None:
    with browser.new_context(viewport={"width": 1366, "height": 768}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/?phase=II")
        expect(page.locator("#first")).to_be_visible()
        for link, there in {
            "./?phase=I": "Phase I · Map · TICW Atlas",
            "./?phase=I&area=KH-14": "Prey Veng, Phase I · Map · TICW Atlas",
            "compare?phase=I&area=KH-14": "Prey Veng, Both phases · Compare · TICW Atlas",
        }.items():
            click_link(page, link)
            expect(page).to_have_title(there)
        # on paper as on the screen
        paper = tmp_path / "first.pdf"
        page.pdf(path=paper)
        assert "Prey Veng" in run("pdftotext", paper, "-")
        # what is made by the live page alone says so, and leads on
        for path in ("story", "present"):
            page.goto(f"{address}/{path}")
            expect(page.locator(".alone h1")).to_be_visible()
            page.locator(".alone .bar a", has_text="Coverage").click()
            expect(page).to_have_title("Phase II · Coverage · TICW Atlas")
