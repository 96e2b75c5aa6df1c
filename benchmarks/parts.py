"""The figures of single parts: the record read, names placed on the map, a job given up."""

import json
import multiprocessing
import time

from benchmarks.bench import Bench
from benchmarks.figures import make_row
from benchmarks.table import Row, Target
from geo.record.atlas import data_folder
from geo.record.record import load
from geo.web.leaflet import STATIC
from pages.common import worker
from tests.support.label_cases import FILE

CASE = "every area, at 1366"  # twenty-four names
PLACING = """([{labels, frame, blocked, sizes, ground}, footprints, n]) => {
    const land = {...ground, footprints, named: new Set(ground.named)};
    return Array.from({length: n}, () => {
        const start = performance.now();
        TicwLabels.place(labels, frame, blocked, sizes, land);
        return performance.now() - start;
    });
}"""
WARM = 50  # placements before those that count, until the browser has compiled it
LONG = 600  # seconds of the job that is given up


def load_of_the_record(bench: Bench) -> list[Row]:
    """Read and check the shipped record; seconds of the process."""
    samples = []
    for _ in range(bench.n):
        began = time.process_time()
        load(data_folder())
        samples.append(time.process_time() - began)
    return [make_row("record read and checked", "s", {"ours": samples}, Target(1))]


def placing_of_labels(bench: Bench) -> list[Row]:
    """Place the names of all areas on the map of a laptop, in the browser; ms."""
    cases = json.loads(FILE.read_text(encoding="utf-8"))
    (case,) = (case for case in cases["cases"] if case["name"] == CASE)
    with bench.browser.new_page() as page:
        page.add_script_tag(path=STATIC / "label-placement.js")
        samples = page.evaluate(PLACING, [case, cases["footprints"], WARM + 5 * bench.n])[WARM:]
    return [make_row("24 names placed on the map", "ms", {"ours": samples}, Target(3))]


def stop_of_a_job(bench: Bench) -> list[Row]:
    """From the word to stop to the end of the process that was at work; ms."""
    samples = []
    for _ in range(bench.cold):
        worker.start("first", pow, 2, 2).future.result()
        job = worker.start("long", time.sleep, LONG)
        time.sleep(1)
        began = time.perf_counter()
        worker.stop(job)
        while multiprocessing.active_children():
            time.sleep(0.001)
        samples.append((time.perf_counter() - began) * 1000)
    worker.end()
    return [make_row("stop of a file that is made", "ms", {"ours": samples}, Target(1000))]


FIGURES = (load_of_the_record, placing_of_labels, stop_of_a_job)
