"""`python -m benchmarks`: measure, and print one Markdown table. Missed targets are said in it, never raised."""

import argparse
import json
import os
import platform
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import exports, figures, first_answer, pages, parts
from benchmarks.bench import bench, progress
from benchmarks.table import Row, markdown

ALL = [*figures.FIGURES, *pages.FIGURES, *exports.FIGURES, *first_answer.FIGURES, *parts.FIGURES]


def main() -> None:
    """Run the figures that were asked for, all of them unless told otherwise."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("-n", type=int, default=20, help="how many samples a median is of (default: 20)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every sample there")
    parser.add_argument("--only", metavar="TEXT", default="", help="only figures whose name contains TEXT")
    options = parser.parse_args()
    rows: list[Row] = []
    load = os.getloadavg()[0]
    with bench(max(1, options.n)) as setup:
        chromium = setup.browser.version
        for figure in (figure for figure in ALL if options.only in figure.__name__):
            began = time.monotonic()
            try:
                rows += figure(setup)
            except Exception as fault:  # noqa: BLE001  # the figures before it took minutes and are told all the same
                progress(f"{figure.__name__} could not be taken: {fault}")
                continue
            progress(f"{figure.__name__}: {time.monotonic() - began:.0f} s")
        foreign = sorted(setup.foreign)
    machine = {
        "date": datetime.now(UTC).date().isoformat(), "cores": os.cpu_count(), "python": platform.python_version(),
        "streamlit": version("streamlit"), "chromium": chromium, "load": round(load, 2), "n": options.n,
    }  # fmt: skip
    print(markdown(rows))
    print(
        "\nMedians of {n}; {date}, {cores} cores, Python {python}, Streamlit {streamlit}, Chromium {chromium}, "
        "load {load} at the start. Bytes are those of decoded payloads.".format(**machine)
    )
    if foreign:
        print(f"\nAsked of other hosts, which should never happen: {', '.join(foreign)}")
    if options.json:
        report = {"machine": machine, "rows": [row.as_json() for row in rows], "foreign": foreign}
        options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


main()
