"""The version: it has one source, and every file that is taken along says it."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from geo.export import FORMATS, make
from geo.record.atlas import Atlas
from geo.selection.selection import Selection
from geo.version import VERSION
from geo.views.credits import product

MADE = dt.date(2026, 11, 23)
CHANGES = (Path(__file__).resolve().parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.usefixtures("english")


def properties(content: bytes) -> str:
    """Read what a file says of itself; of those of an office, its properties, of a document, its metadata."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return parts.read("docProps/core.xml").decode()
    if content.startswith(b"%PDF"):
        return str(PdfReader(io.BytesIO(content)).metadata)
    return content.decode(errors="replace")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_the_version(atlas: Atlas, name: str) -> None:
    said = properties(make(name, atlas, Selection(phase="II"), MADE))
    assert (f"<cp:version>{VERSION}<" if name in ("pptx", "pptx-4x3", "docx") else product(atlas)) in said


def test_what_is_new_begins_with_this_version_or_with_what_is_not_released() -> None:
    assert re.search(r"^## (.*)$", CHANGES, re.MULTILINE)[1] in (VERSION, "Unreleased")
