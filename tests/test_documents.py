"""README and docs do not lag behind: whatever a person can ask for, run or write is named there."""

import re
import xml.etree.ElementTree as ET
from dataclasses import fields
from pathlib import Path

import pytest

from geo.export import FORMATS
from geo.record.models import TABLES
from geo.selection.selection import Selection
from geo.views.registry import PAGES

ROOT = Path(__file__).resolve().parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


README, CONTRIBUTING, ARCHITECTURE, DATA = map(
    read, ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "data/README.md")
)
TARGETS = re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE)
ROOMS = sorted(path.parent.name for path in ROOT.glob("geo/*/__init__.py"))


def names(text: str) -> set[str]:
    """List what a text names as code: each word of it between backticks, and of its blocks of commands."""
    code = re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL)
    return {word for part in code for word in re.findall(r"[\w.-]+", part)}


@pytest.mark.parametrize("parameter", [field.name for field in fields(Selection)])
def test_every_parameter_of_a_selection_is_named_in_the_readme(parameter: str) -> None:
    assert parameter in names(README)


@pytest.mark.parametrize("parameter", sorted({name for page in PAGES.values() for name in page.params}))
def test_every_parameter_of_a_page_is_named_in_the_readme(parameter: str) -> None:
    assert parameter in names(README)


@pytest.mark.parametrize("title", [page.title for page in PAGES.values()])
def test_every_page_is_named_in_the_readme(title: str) -> None:
    assert f"**{title}**" in README


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_named_in_the_readme(name: str) -> None:
    assert name in names(README) or (name.endswith("-hxl") and "--hxl" in README)


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_of_the_makefile_is_named_in_a_document(target: str) -> None:
    assert f"make {target}" in README + CONTRIBUTING + read("docs/deploy.md") + DATA


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_the_record_is_described_beside_it(table: str) -> None:
    assert f"{table}.csv" in names(DATA)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_stands_in_the_readme_the_architecture_and_its_picture(room: str) -> None:
    assert f"  {room}/" in README
    assert f"`geo/{room}/`" in ARCHITECTURE
    assert f"geo/{room}/" in "".join(ET.fromstring(read("docs/architecture.svg")).itertext())  # noqa: S314  # our own


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/deploy.md"])
def test_every_path_and_link_of_a_document_leads_somewhere(document: str) -> None:
    text = read(document)
    linked = [(ROOT / document).parent / path for path in re.findall(r"\]\((?!http)([^)#]+)", text)]
    told = [ROOT / path for path in re.findall(r"`((?:geo|pages|tests|data|docs|locale)/[\w./-]*)`", text)]
    named = [path for path in linked + told if not {"NAME", "LANG"} & {path.stem, *path.parts}]  # of something new
    assert [str(path) for path in named if not path.exists()] == []
