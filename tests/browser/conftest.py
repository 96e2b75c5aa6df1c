"""A running app, a real browser, and a visit with the network off that fails when anything goes wrong on its pages."""

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Locator, Page, expect

from tests.support.running import gate, serving, settled

LAPTOP, PROJECTOR, PHONE = (1366, 768), (1024, 768), (390, 844)
PATIENCE = 20_000  # milliseconds; what is waited for comes within a fraction of it, unless the machine is busy

PAINT = """((map) => Object.fromEntries([...map.querySelectorAll('path[data-area]')]
    .map(({dataset}) => [dataset.area, dataset.paint]).filter(([, key]) => key)))"""
"""A function of the browser: the paint keys of a map's document."""

MOVE = """(address) => new Promise((done) => {
    const app = document.querySelector('[data-testid=stApp]');
    const link = Object.assign(document.createElement('a'), {href: address, className: 'go'});
    let [ran, changed, quiet] = [false, false, 0];
    const isIdle = () => app.dataset.testScriptState === 'notRunning';
    const end = () => {
        answer.disconnect();
        clearTimeout(late);
        document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
        done();
    };
    const answer = new MutationObserver((changes) => {
        ran ||= !isIdle();
        if (ran && isIdle()) return end();
        // of a quick answer the framework shows the end alone
        changed ||= changes.some(({target}) => target.closest?.('[data-testid=stMain]'));
        clearTimeout(quiet);
        if (changed) quiet = setTimeout(() => isIdle() && end(), 300);
    });
    const late = setTimeout(end, 5000);
    answer.observe(document.body, {subtree: true, childList: true, attributeFilter: ['data-test-script-state']});
    document.body.append(link);
    link.click();
    link.remove();
})"""
"""A function of the browser: follow a link of the app to an address, until the app has answered."""

FAILED = pytest.StashKey[bool]()

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder opens a browser."""
    for item in items:
        if "browser" in item.path.parent.parts:
            item.add_marker(pytest.mark.browser)
            # a machine that is busy with something else may be too slow once; a fault of the app is there every time
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Note which tests failed, so that no other goes on in the tab that they leave."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


class Visit:
    """The app in one tab, as a person sees it.

    page : the tab; map : what is in the frame of the map; stays : `go` follows links inside the app that is open.
    """

    def __init__(self, page: Page, address: str, *, touch: bool = False, stays: bool = False) -> None:
        self.page, self.address, self.touch, self.stays = page, address, touch, stays
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE)

    def open(self, query: str = "") -> "Visit":
        """Open an address of the first page and wait until its map is painted."""
        self.page.goto(f"{self.address}/{query}")
        self.map.locator("path.ticw-area[data-paint]").first.wait_for(state="attached")
        return self.settled()

    def go(self, path: str = "") -> "Visit":
        """Go to an address: inside the app, as its own links lead there, in a tab that stays; else by loading it."""
        target = f"{self.address}/{path}"
        if not (self.stays and self.page.url.startswith(self.address)):
            self.page.goto(target)
            return self
        self.page.mouse.move(0, 0)
        for step in (f"{self.address}/about", target) if self.page.url == target else (target,):
            self.settled().page.evaluate(MOVE, step)
        return self.settled()

    def press(self, target: Locator) -> None:
        """Click with the mouse, or tap with a finger where the screen is one for fingers."""
        if self.touch:
            target.tap()
        else:
            target.click()

    def settled(self) -> "Visit":
        """Wait until the app has answered."""
        settled(self.page)
        return self

    # -- the map

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator(".st-key-map iframe")

    @property
    def frame(self) -> Frame:
        """The frame itself, to run scripts in."""
        handle = self.page.locator(".st-key-map iframe").element_handle()
        frame = handle.content_frame()
        assert frame
        return frame

    def area(self, code: str) -> Locator:
        return self.map.locator(f"path[data-area='{code}']")

    def paint(self) -> dict[str, str]:
        """Area code or border -> paint key, of all that is painted with one."""
        keys: dict[str, str] = self.frame.evaluate(f"{PAINT}(document)")
        return keys

    def labels(self) -> dict[str, dict[str, float]]:
        """Area code -> the box of its label's words, in pixels of the frame."""
        boxes: dict[str, dict[str, float]] = self.frame.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('.ticw-labels g[data-label]')].map((label) => {
                const boxes = [...label.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
                return [label.dataset.label, {
                    left: Math.min(...boxes.map((box) => box.left)), right: Math.max(...boxes.map((box) => box.right)),
                    top: Math.min(...boxes.map((box) => box.top)), bottom: Math.max(...boxes.map((box) => box.bottom)),
                }];
            }))"""
        )
        return boxes

    def expect_outlined(self, code: str) -> None:
        """Expect that the area, and no other, has the outline of a chosen one."""
        expect(self.map.locator("path.ticw-chosen")).to_have_attribute("data-chosen", code)
        expect(self.map.locator("path[aria-pressed=true]")).to_have_attribute("data-area", code)
        # the map may be fitting itself to its frame just now, so both are read at the same moment
        self.frame.wait_for_function(
            "(code) => document.querySelector('.ticw-chosen').getAttribute('d')"
            " === document.querySelector(`path[data-area=${code}]`).getAttribute('d')",
            arg=code,
        )

    def expect_nothing_chosen(self) -> None:
        """No area is outlined, and the list of all stands in place of a panel."""
        expect(self.map.locator("path.ticw-chosen")).to_have_attribute("data-chosen", "")
        expect(self.page.locator(".panel.overview")).to_be_visible()
        expect(self.page).not_to_have_url(re.compile("area="))

    def expect_chosen(self, code: str) -> None:
        """Expect that the area is chosen: outline, panel and address say so."""
        self.expect_outlined(code)
        expect(self.page.locator(".panel[data-place]")).to_have_attribute("data-place", code)
        self.expect_address(area=code)

    # -- the phase

    def control(self, phase: str) -> Locator:
        """Return the phase's button on the map."""
        return self.map.locator(f".ticw-phase button[data-phase='{phase}']")

    def option(self, facet: str, code: str) -> Locator:
        """Return an option among the filters, by its code; also of `phase` and `lang`, which have one choice."""
        return self.page.locator(f".filters a[data-facet='{facet}'][data-value='{code}']")

    def unfold(self, facet: str) -> None:
        """Open the list of a facet among the filters, as it stays from then on."""
        fold = self.page.locator(f".filters details[data-fold='{facet}']")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()

    def filter(self, phase: str) -> Locator:
        """Return the control of the phase: on the map where there is one, else among the filters."""
        return self.control(phase) if self.page.locator(".st-key-map").count() else self.option("phase", phase)

    def clear_filters(self) -> None:
        self.page.locator(".filters .clear a").click()

    def expect_filters(self, **codes: str) -> None:
        """Exactly these options are marked among the filters, facet by facet with commas between them."""
        marked = {f"{facet}={code}" for facet, some in codes.items() for code in some.split(",") if some}
        self.page.wait_for_function(
            """(marked) => {
                const on = [...document.querySelectorAll('.filters [role=checkbox][aria-checked=true]')]
                    .map(({dataset}) => `${dataset.facet}=${dataset.value}`);
                return on.length === marked.length && on.every((one) => marked.includes(one));
            }""",
            arg=sorted(marked),
        )

    def expect_phase_on_map(self, phase: str) -> None:
        expect(self.map.locator(".ticw-phase button[aria-checked=true]")).to_have_attribute("data-phase", phase)

    def expect_phase(self, phase: str) -> None:
        """Map, control on the map, filters and address are in step."""
        self.expect_phase_on_map(phase)
        self.expect_phase_in_filters(phase)
        self.expect_address(phase=phase)

    def expect_phase_in_filters(self, phase: str) -> None:
        marked = self.page.locator(".filters a[data-facet=phase][aria-current]")
        expect(marked).to_have_count(1)
        expect(marked).to_have_attribute("data-value", phase)

    # -- the rest of the page

    @property
    def list(self) -> Locator:
        """The box in the bar in which everything can be looked up."""
        return self.page.locator(".search input")

    def choose_in_list(self, name: str) -> None:
        self.list.click()
        self.list.fill(name)
        self.page.locator(".ticw-found a").filter(has_text=re.compile(rf"^{re.escape(name)}")).first.click()

    def each_page(self) -> Iterator[str]:
        """Open every page that the bar leads to, and then the slides, which have no bar; yields the path of each."""
        links = self.page.locator(".bar a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        paths = [link.partition("?")[0] for link in links if not link.startswith("./")]
        for path in sorted(paths, key=lambda path: path == "present"):
            self.page.locator(f".bar a[href^='{path}?']").click()
            expect(self.page).to_have_url(re.compile(rf"/{path}\?"))
            self.settled()
            yield path

    def params(self) -> dict[str, str]:
        """Return the parameters of the address."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def expect_address(self, **params: str) -> None:
        """Expect that the address has these parameters, whatever else it has."""
        for name, value in params.items():
            expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$)"))


@contextlib.contextmanager
def visiting(
    browser: Browser,
    address: str,
    size: tuple[int, int] = LAPTOP,
    *,
    touch: bool = False,
    stays: bool = False,
    **emulated: Any,
) -> Iterator[Visit]:
    """Visit in a tab of its own, without cache or history; what goes wrong in it fails when it ends.

    touch : on a screen for fingers, as a phone has it; stays : see Visit; emulated : what else a browser is told, such
    as `forced_colors`.
    """
    viewport: Any = {"width": size[0], "height": size[1]}
    with browser.new_context(viewport=viewport, has_touch=touch, is_mobile=touch, **emulated) as context:
        page = context.new_page()
        visit = Visit(page, address, touch=touch, stays=stays)
        visit.faults = gate(page, address)
        yield visit
        assert visit.faults == []


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Run the app and yield its address."""
    with serving() as started:
        yield started


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Yield a visit on a laptop, new for each test."""
    with visiting(browser, address) as visit:
        yield visit


@pytest.fixture
def fresh_visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Yield a visit that is new for each test, where `visit` is one that stays."""
    with visiting(browser, address) as visit:
        yield visit


@pytest.fixture(scope="module")
def tabs() -> Iterator[dict[tuple[int, int], tuple[contextlib.ExitStack, Visit]]]:
    """Yield the tabs that stay open for all tests of a file, by the size of their window."""
    opened: dict[tuple[int, int], tuple[contextlib.ExitStack, Visit]] = {}
    yield opened
    for stack, _visit in opened.values():
        stack.close()


@pytest.fixture
def kept_visit_at(
    browser: Browser,
    address: str,
    tabs: dict[tuple[int, int], tuple[contextlib.ExitStack, Visit]],
    request: pytest.FixtureRequest,
) -> Iterator[Callable[[tuple[int, int]], Visit]]:
    """Visits on screens of any size, each in a tab that the tests of a file share and `go` about in.

    To load the app takes seconds and to follow a link a fraction of one. For tests that leave nothing behind; whoever
    adds to a story or folds something takes a visit of their own. What a test breaks, no other goes on with.
    """

    def visit(size: tuple[int, int]) -> Visit:
        if size not in tabs:
            stack = contextlib.ExitStack()
            tabs[size] = stack, stack.enter_context(visiting(browser, address, size, stays=True))
        return tabs[size][1]

    yield visit
    for size, (stack, kept) in list(tabs.items()):
        if request.node.stash.get(FAILED, False) or kept.faults:
            del tabs[size]
            stack.close()


@pytest.fixture
def kept_visit(kept_visit_at: Callable[[tuple[int, int]], Visit]) -> Visit:
    """Return the visit on a laptop that the tests of a file share."""
    return kept_visit_at(LAPTOP)


@pytest.fixture
def visit_at(browser: Browser, address: str) -> Iterator[Callable[[tuple[int, int]], Visit]]:
    """Visits on screens of other sizes."""
    with contextlib.ExitStack() as visits:
        yield lambda size: visits.enter_context(visiting(browser, address, size))
