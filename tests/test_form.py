"""Lines are as short in scripts, styles and templates as in Python; names say what a thing is."""

import ast
from collections.abc import Iterator
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


# participles say what was done to a thing and not what it is; `one` says nothing at all
NO_NAMES = {
    "asked", "chosen", "cited", "counted", "drawn", "escaped", "found", "given", "grown", "hinted", "kept",
    "known", "laid", "listed", "made", "met", "moved", "named", "one", "opened", "painted", "passed", "placed",
    "printed", "refused", "said", "scaled", "seen", "shaped", "shared", "shortened", "shown", "taken", "told",
    "used", "wanted", "written", "wrong",
}  # fmt: skip
ROOMS = ("benchmarks", "geo/export", "geo/map", "geo/record", "geo/selection", "geo/story", "geo/web", "pages")
ALLOWED = {
    # columns and codes of the record's tables, and types named after them
    "geo/record/models.py": {"cited", "counted", "kept", "told"},
    "geo/record/statements.py": {"counted"},
    "geo/record/citations.py": {"cited"},
    "geo/record/looks.py": {"named", "wrong"},
    "geo/record/layers.py": {"named"},
    "geo/record/consistency.py": {"named"},
    "geo/map/symbology.py": {"named"},
    # verbs of placing labels, whose tests share their cases with the browser's script
    "geo/map/label_placement.py": {"kept", "moved", "named", "passed", "placed", "shortened"},
    # moments that a script of the browser reports under these names
    "benchmarks/bench.py": {"painted"},
    "benchmarks/first_answer.py": {"seen"},
    "benchmarks/sides.py": {"painted"},
    # read by templates
    "geo/selection/search.py": {"printed"},
    # the story that a browser keeps: its key, its module and its class go by one name
    "geo/story/kept.py": {"kept"},
}


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name


def test_names_are_nouns_and_verbs_and_no_participles() -> None:
    faults = [
        f"{path}: {name}"
        for room in ROOMS
        for file in sorted((ROOT / room).rglob("*.py"))
        for path in [file.relative_to(ROOT).as_posix()]
        for name in sorted(set(_names(ast.parse(file.read_text(encoding="utf-8")))))
        if (word := name.strip("_").lower()) in NO_NAMES and word not in ALLOWED.get(path, ())
    ]
    assert faults == []


def test_every_name_that_is_allowed_is_there() -> None:
    for path, words in ALLOWED.items():
        names = {name.strip("_").lower() for name in _names(ast.parse((ROOT / path).read_text(encoding="utf-8")))}
        assert words <= names, path
