"""The figures of the pages beside the map: opening one, changing a filter on it, and a record of thousands."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page

from benchmarks import quiet
from benchmarks.bench import VIEW, Bench, median
from benchmarks.large import write_large
from benchmarks.measure import Wire
from benchmarks.sides import OURS
from benchmarks.table import Row, Target
from tests.support.running import serving

OPENINGS = 8  # of each page; there are many, and each takes seconds
PAGES = ("", "compare", "coverage", "partners", "studies", "timeline", "record", "story")
LONGEST_CHANGE, MOST_BYTES, SLOWEST_OPENING = 300, 60, 1.5  # milliseconds, kilobytes, times the first page
# clicked in turn: three roles on, another phase, the roles off, the first phase; the first eight views are new ones
CLICKS = (0, 1, 2, "I", 0, 1, 2, "II")


def _name(path: str) -> str:
    return path or "map"


def opening_of_pages(bench: Bench) -> list[Row]:
    """From the start of the navigation to the last change of the page; ms, empty browser cache, warm server."""
    times_by_page: dict[str, list[float]] = {path: [] for path in PAGES}
    for _ in range(min(bench.n, OPENINGS)):
        for path in PAGES:
            with bench.browser.new_context(viewport=VIEW) as context:
                page = context.new_page()
                quiet.watch_opening(page)
                page.goto(f"{bench.addresses[OURS.name]}/{path}", wait_until="commit")
                times_by_page[path].append(quiet.time_to_rest(page))
    first = median(times_by_page[""])
    return [
        Row(f"{_name(path)} opens, last repaint", "ms", {"ours": median(times), "first page": first},
            (Target(SLOWEST_OPENING, "first page"),) if path else (), {"ours": times})
        for path, times in times_by_page.items()
    ]  # fmt: skip


def filter_on_pages(bench: Bench) -> list[Row]:
    """From the click on a filter to the last repaint on each page, in ms, and what was received, in KB."""
    return list(_filter_rows(bench, bench.addresses[OURS.name], bench.n, LONGEST_CHANGE, ""))


def filter_in_a_large_record(bench: Bench) -> list[Row]:
    """Measure the same with 5,000 activities and 300 partners in all 24 areas; a second is allowed."""
    with tempfile.TemporaryDirectory() as folder, _record(write_large(Path(folder))), serving() as address:
        return list(_filter_rows(bench, address, min(bench.n, len(CLICKS)), 1000, ", 5,000 activities"))


def _filter_rows(bench: Bench, address: str, n: int, longest: float, where: str) -> Iterator[Row]:
    for path in PAGES:
        with bench.browser.new_context(viewport=VIEW) as context:
            page = context.new_page()
            wire = Wire(page)
            quiet.watch_opening(page)
            page.goto(f"{address}/{path}?phase=II", wait_until="commit")
            quiet.time_to_rest(page)
            clicks = [quiet.click(page, wire, _button(page, CLICKS[turn % len(CLICKS)])) for turn in range(n)]
        times, sizes = [time for time, _ in clicks], [size / 1000 for _, size in clicks]
        yield _row(f"filter on {_name(path)}{where}, last repaint", "ms", times, longest)
        if not where:
            yield _row(f"filter on {_name(path)}, received", "KB", sizes, MOST_BYTES)


def _button(page: Page, click: int | str) -> Locator:
    """Find the filter of a role, by its number, or the control of a phase: on the map where there is one."""
    if isinstance(click, int):
        return page.locator(f".filters [data-facet=role] >> nth={click}")
    if page.locator(".st-key-map").count():
        return page.frame_locator(".st-key-map iframe").locator(f".ticw-phase button[data-phase={click}]")
    return page.locator(f".filters [data-facet=phase][data-value={click}]")


def _row(what: str, unit: str, values: Sequence[float], most: float) -> Row:
    return Row(what, unit, {"ours": median(values)}, (Target(most),), {"ours": list(values)})


@contextlib.contextmanager
def _record(folder: Path) -> Iterator[None]:
    """Servers started meanwhile read the record in `folder`."""
    before = os.environ.get("TICW_DATA")
    os.environ["TICW_DATA"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["TICW_DATA"]
        else:
            os.environ["TICW_DATA"] = before


FIGURES = (opening_of_pages, filter_on_pages, filter_in_a_large_record)
