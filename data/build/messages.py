"""Collects the record's own words for translators: Babel calls `extract` for every table, see locale/babel.cfg.

Names as printed (organisations, titles, aliases, addresses) are not translated and not collected.
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

WORDS = (
    "about", "detail", "drawn_reason", "issue", "kept", "later_change", "left_out", "note", "serves", "statement",
    "subject", "topic", "beneficiaries", "country", "description", "area_word", "areas_word", "without_phase",
    "credits", "type", "text",
)  # fmt: skip
TITLES = {"interventions.csv", "studies.csv", "events.csv", "codes.csv"}  # their labels are our own words


def extract(
    fileobj: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield (line, function, message, comments) for each cell that people read, as Babel's extraction asks for."""
    del keywords, comment_tags, options
    file = str(getattr(fileobj, "name", "")).rsplit("/", 1)[-1]
    reader = csv.DictReader(io.StringIO(fileobj.read().decode("utf-8")))
    own = {"places.csv": ["name"], "slides.csv": ["title"]} | {name: ["label"] for name in TITLES}
    columns = [*WORDS, *own.get(file, ())]
    for row in reader:
        labels = row.get("labels") or ""
        for label in filter(None, labels.split("; ")):  # without the point where it stands on the map
            yield reader.line_num, "gettext", label.rsplit(" ", 2)[0], [f"{file} labels"]
        for column in columns:
            if row.get(column):
                yield reader.line_num, "gettext", row[column], [f"{file} {column}"]
