"""Lines of scripts, styles and templates are as short as those of Python."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = [
    path
    for kind in ("js", "css", "html")
    for folder in ("geo", "pages")
    for path in ROOT.glob(f"{folder}/**/*.{kind}")
    if path.name != "single-leaflet.html"  # a licence as its owner wrote it
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_line_is_longer_than_120(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, start=1) if len(line) > 120] == []
