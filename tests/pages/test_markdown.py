"""Text from data reaches what reads Markdown through one door, where it is escaped."""

import ast
from pathlib import Path

import pytest
from marko.ext.gfm import gfm

from pages.common.html import escape_markdown
from tests.conftest import HOSTILE

PAGES = sorted(Path(__file__).parents[2].glob("pages/**/*.py"))
# calls of Streamlit whose first argument is no Markdown, or is markup of our templates
PLAIN = {
    "html", "columns", "container", "navigation", "Page", "rerun", "set_page_config", "get_option", "session_state",
    "query_params", "stop", "switch_page", "fragment", "cache_data", "cache_resource", "empty", "App",
}  # fmt: skip
TRANSLATED, DOORS = {"_", "ngettext"}, {"escape_markdown"}
NUMBERS = {"count", "seconds"}
READ = {"label", "body", "text", "help", "caption", "captions"}


Given = dict[str, list[ast.expr]]
"""Name of a module, or `function()` -> every expression that it may stand for."""


def parts_of(part: ast.expr, given: Given) -> list[ast.expr] | None:
    """Return the expressions of which a text is made, none for text of our own; None if it may be of the data."""
    found: list[ast.expr] | None = None
    match part:
        case ast.Constant():
            found = []
        case ast.Name(id=name):
            found = given.get(name)
        case ast.Call(func=ast.Name(id=name), args=args) if name in TRANSLATED:
            found = args[:1]
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in DOORS:
            found = []
        case ast.Call(func=ast.Attribute(value=value, attr="format"), keywords=keywords, args=[]):
            found = [value, *(one.value for one in keywords if one.arg not in NUMBERS)]
        case ast.Call(func=ast.Name(id=name)):
            found = given.get(f"{name}()")
        case ast.BoolOp(values=values) | ast.JoinedStr(values=values):
            found = values
        case ast.IfExp(body=body, orelse=orelse):
            found = [body, orelse]
    return found


def is_safe(part: ast.expr, given: Given) -> bool:
    """Whether an expression is text of our own, with nothing put in but numbers and what passed the door."""
    parts = parts_of(part, given)
    return parts is not None and all(is_safe(one, given) for one in parts)


def read_given(tree: ast.AST) -> Given:
    """Read what the names and the functions of a module stand for."""
    given: Given = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            given.setdefault(node.targets[0].id, []).append(node.value)
        if isinstance(node, ast.FunctionDef):
            returned = [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
            given.setdefault(f"{node.name}()", []).extend(returned)
    return given


def unsafe_calls(source: str) -> list[str]:
    """Every call of Streamlit's in a module that hands Markdown text which passed no door."""
    tree = ast.parse(source)
    given, found = read_given(tree), []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="st"), attr=name), args=args, keywords=keywords):
                place = 1 if name == "progress" else 0
                read = [] if name in PLAIN else [*args[place : place + 1]]
                read += [one.value for one in keywords if one.arg in READ and name not in PLAIN]
                found += [ast.unparse(node)[:100] for part in read if not is_safe(part, given)]
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_text_of_data_reaches_markdown_beside_the_door(path: Path) -> None:
    assert unsafe_calls(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("call", [
    "st.caption(made.sentence)", "st.markdown(row.title)", "st.button(_('Save {name}').format(name=job.name))",
    "x = row.label\nst.toast(x)", "st.progress(1, row.title)", "st.toggle(_('x'), help=row.note)",
    "st.write(f'{row.note}')", "def f():\n  return row.note\nst.info(f())",
])  # fmt: skip
def test_a_way_round_the_door_is_found(call: str) -> None:
    assert len(unsafe_calls(call)) == 1


@pytest.mark.parametrize("text", [
    HOSTILE, "**x** [l](http://example.invalid)", "# head", "- one", "1. one", "~~x~~ | y |", ":red[x] :material/add:",
    "$x$", "\\*", "a_b_c __d__", "`code`", "<b>x</b> &amp;", "> said",
])  # fmt: skip
def test_what_passed_the_door_is_read_letter_by_letter(text: str) -> None:
    told = gfm.parse(escape_markdown(text))
    (paragraph,) = told.children
    kinds = {type(child).__name__ for child in paragraph.children} - {"RawText", "Literal", "Url"}
    assert kinds <= {"LineBreak"}
    assert type(paragraph).__name__ == "Paragraph"
    for mark in "*`[]<$~|":
        assert escape_markdown(mark) == f"\\{mark}"


def test_a_plain_name_passes_as_it_is() -> None:
    assert escape_markdown("Koh Kong (2003), 5 rows.") == "Koh Kong (2003), 5 rows."
