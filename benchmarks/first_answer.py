"""What stands on the screen with the first answer, what comes over the line, what moves; on a fast and a slow line."""

from dataclasses import dataclass

from benchmarks.bench import VIEW, Bench
from benchmarks.figures import make_row
from benchmarks.sides import FLOOR, OURS, STATIC, Side
from benchmarks.table import Row, Target

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
"""1.6 Mbit/s with 150 ms, as Chromium emulates it; bytes a second."""
MAX_SLOW = 3  # visits on the slow line, which take a quarter of a minute each
PATIENCE = 90_000  # milliseconds
IS_LIVE = "!document.getElementById('first')"
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
NOW = "performance.now()"
SHIFT = """new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.hadRecentInput ? 0 : one.value)))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A visit. seen, live : milliseconds from the start of the navigation; kilobytes as they came over the line.

    seen : the map, or the floor's text, stands on the screen; live : it answers to clicks. shift : the sum of layout
    shifts. again : kilobytes of a second visit.
    """

    seen: float
    live: float
    kilobytes: float
    again: float
    shift: float


def arrive(bench: Bench, side: Side, *, slow: bool) -> Arrival:
    """Visit a side with an empty cache, then once more."""
    with bench.browser.new_context(viewport=VIEW) as context:
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        if slow:
            line.send("Network.emulateNetworkConditions", SLOW)
        bytes_of: list[float] = []
        line.on("Network.loadingFinished", lambda event: bytes_of.append(event["encodedDataLength"]))
        page.goto(bench.addresses[side.name], wait_until="commit", timeout=PATIENCE)
        ours = side is OURS
        page.wait_for_function(f"{IS_LIVE} && {side.first}" if ours else side.first, timeout=PATIENCE, polling=20)
        live = page.evaluate(NOW)
        first_paint = page.evaluate(FIRST_PAINT) if ours else live
        page.wait_for_timeout(1000)
        first, shift = sum(bytes_of), page.evaluate(SHIFT)
        bytes_of.clear()
        page.goto("about:blank")
        page.goto(bench.addresses[side.name], wait_until="commit", timeout=PATIENCE)
        page.wait_for_function(side.first, timeout=PATIENCE)
        page.wait_for_timeout(1000)
        return Arrival(first_paint, live, first / 1000, sum(bytes_of) / 1000, shift)


def first_answer(bench: Bench) -> list[Row]:
    """From the start of the navigation to the map seen, and to the map that answers; bytes on the line, shifts."""
    rows: list[Row] = []
    for slow, count, line in ((False, bench.n, "fast line"), (True, min(bench.n, MAX_SLOW), "1.6 Mbit/s, 150 ms")):
        sides = (OURS, FLOOR, STATIC)
        arrivals: dict[str, list[Arrival]] = {side.name: [] for side in sides}
        for _ in range(count):
            for side in sides:
                arrivals[side.name].append(arrive(bench, side, slow=slow))
        by_field = {
            field: {name: [getattr(visit, field) for visit in visits] for name, visits in arrivals.items()}
            for field in ("seen", "live", "kilobytes", "again", "shift")
        }
        ours = {field: {OURS.name: values[OURS.name]} for field, values in by_field.items()}
        rows.append(make_row(f"map seen, {line}", "ms", by_field["seen"], Target(0.5 if slow else 1.2, STATIC.name)))
        live = (Target(7000),) if slow else (Target(1.2, FLOOR.name),)
        rows.append(make_row(f"live map, {line}", "ms", by_field["live"], *live))
        if not slow:
            rows.append(make_row("first visit, on the line", "KB", by_field["kilobytes"], Target(1100)))
            rows.append(make_row("second visit, on the line", "KB", by_field["again"], Target(60)))
            rows.append(make_row("layout shift until the map is live", "", ours["shift"], Target(0.05)))
    return rows


FIGURES = (first_answer,)
