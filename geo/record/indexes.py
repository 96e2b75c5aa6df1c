"""What the tables hold, looked up once: codes and sentences, for the checks that follow references."""

import re
from collections.abc import Mapping
from functools import cached_property

from geo.record.reader import Sheet

Sheets = Mapping[str, Sheet]
Vocabularies = Mapping[str, Mapping[str, int]]
COUNT = re.compile(r"[1-9][0-9]?")  # of the sentences of a paragraph


class Indexes:
    """Indexes over the tables that could be read."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets

    def is_complete(self, *tables: str) -> bool:
        """Whether every row of these tables could be read."""
        return all(table in self.sheets and self.sheets[table].complete for table in tables)

    @cached_property
    def codes(self) -> Vocabularies | None:
        """List -> code -> line of the first row that has it, or None where codes.csv could not be read."""
        if not self.is_complete("codes"):
            return None
        lists: dict[str, dict[str, int]] = {}
        for row in self.sheets["codes"].rows:
            lists.setdefault(row.cells["list"], {}).setdefault(row.cells["code"], row.line)
        return lists

    @cached_property
    def sentences(self) -> Mapping[str, int] | None:
        """How many sentences each paragraph has, or None where paragraphs.csv could not be read."""
        if not self.is_complete("paragraphs"):
            return None
        rows = [row.cells for row in self.sheets["paragraphs"].rows]
        counts = ((row["paragraph_id"], row["sentences"]) for row in rows)
        return {paragraph: int(count) if COUNT.fullmatch(count) else 1 for paragraph, count in counts}
