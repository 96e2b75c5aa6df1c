"""Tells whether a text repeats the briefing: by salted hashes of its runs of six words, for it is not ours to keep."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

SHINGLES = Path(__file__).parents[1] / "data" / "briefing_shingles.txt"
RUN = 6  # words
INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "strong", "tspan", "wbr"})


def runs(text: str) -> Iterator[str]:
    """Every run of six words of a text, folded: no case, no punctuation, no kinds of space or apostrophe."""
    plain = unicodedata.normalize("NFKC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("'", "")
    words = re.findall(r"[^\W_]+", plain.casefold())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


@cache
def _known() -> tuple[str, frozenset[str]]:
    lines = SHINGLES.read_text(encoding="ascii").splitlines()
    salt = next(line for line in lines if line.startswith("# salt ")).removeprefix("# salt ")
    return salt, frozenset(line for line in lines if not line.startswith("#"))


@cache
def _is_of_the_briefing(run: str) -> bool:
    salt, known = _known()
    return hashlib.sha256(f"{salt} {run}".encode()).hexdigest()[:16] in known


def copied(texts: Iterable[str]) -> set[str]:
    """Return the runs of six words in these texts that are the briefing's, names and titles apart."""
    assert len(_known()[1]) > 500
    return {run for text in texts for run in runs(text) if _is_of_the_briefing(run)}


class _Blocks(HTMLParser):
    """Parts the text of HTML into what stands together: a cell, a line, a paragraph; and what is read aloud."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.blocks = [""]
        self.hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.blocks += [value for name, value in attrs if value and name in ("title", "aria-label", "alt")]
        if tag not in INLINE:
            self.blocks.append("")
        else:
            self.blocks[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")
        if tag not in INLINE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.blocks[-1] += data


def blocks(html: str) -> list[str]:
    """Return the texts of HTML, each as it stands together."""
    return [block for block in _Blocks(html).blocks if block.strip()]
