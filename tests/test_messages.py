"""What people read is written as whole messages: no sentence is glued together from pieces in the source."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted([*ROOT.glob("geo/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "dashboard.py"])
CALLS = frozenset({"_", "N_", "gettext", "ngettext"})
KEEPING = frozenset({"format", "lower", "upper", "strip", "rstrip", "lstrip", "removesuffix", "replace"})
LISTS = {ast.List, ast.ListComp, ast.Tuple}
APART = frozenset({" · ", "\n", "\n\n"})  # what stands between these is no sentence

FRAGMENT = re.compile(
    r"\s|[,.;:·)]|(and|or|but|with) (?!\{count\} more\b)|.*[\s(,;:·]$|.*\b(and|or|of|is called)$", re.DOTALL
)

ALLOWED: Mapping[str, str] = {
    "geo/export/__main__.py": "a file and what is wrong with it",
    "geo/export/docx/document.py": "parts of a footer beside each other",
    "geo/export/image/map_picture.py": "an area and what it is painted as",
    "geo/export/pptx/text.py": "the mark where a text was cut",
    "geo/views/place.py": "remarks after each other, each whole",
}
"""A file that puts a message beside other words in one place -> why that is a label and its value, and no sentence."""
HEADINGS: Mapping[str, str] = {
    "This view:": "before an address on a line of its own",
    "This view, on the computer that made this only:": "before an address on a line of its own",
    "Part of, or consisting of": "over a list of statements",
    "Surveys and assessments of": "over the name of a place",
}
"""A message that ends or begins like a piece -> where it stands alone."""


class Scope:
    """The messages that names are bound to within a function, or at the top of a module; outer : of the module."""

    def __init__(self, nodes: Iterable[ast.AST], outer: Mapping[str, frozenset[str]]) -> None:
        self.nodes, self.bound = list(nodes), dict(outer)
        # what is bound to a name may itself be made of what is bound to another
        for _round in range(2):
            for node in self.nodes:
                for name, value in _bindings(node):
                    if told := self.messages(value) | self.listed(value):
                        self.bound[name] = self.bound.get(name, frozenset()) | told

    def messages(self, node: ast.expr) -> frozenset[str]:  # noqa: C901, PLR0911  # a case for each form
        """Return the literal messages that a text may be, or be made of; none for anything else."""
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str()), *_]) if name in CALLS:
                return frozenset(str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))
            case ast.Call(func=ast.Attribute(value=ast.Dict(values=values), attr="get"), args=args):
                return self._any([*values, *args[1:]])
            case ast.Call(func=ast.Attribute(value=inner, attr=attr)) if attr in KEEPING:
                return self.messages(inner)
            case ast.Subscript(value=ast.Dict(values=values)):
                return self._any(values)
            case ast.Call(func=ast.Name(id="capital"), args=[inner, *_]):
                return self.messages(inner)
            case ast.Call(func=ast.Name(id=name)):
                return self.bound.get(f"{name}()", frozenset())
            case ast.Name(id=name):
                return self.bound.get(name, frozenset())
            case ast.IfExp():
                return self._any([node.body, node.orelse])
            case ast.BoolOp():
                return self._any(node.values)
            case ast.JoinedStr():
                end = node.values[-1].value if node.values and isinstance(node.values[-1], ast.Constant) else ""
                told = self._any(part.value for part in node.values if isinstance(part, ast.FormattedValue))
                return frozenset(f"{text}{end}" for text in told)
            case ast.BinOp(op=ast.Add()):
                return self._any([node.left, node.right])
        return frozenset()

    def listed(self, node: ast.expr) -> frozenset[str]:  # noqa: PLR0911  # likewise
        """Return the literal messages that stand in a list, or in what goes through one."""
        match node:
            case ast.List() | ast.Tuple() | ast.Set():
                return frozenset[str]().union(*(self.messages(one) | self.listed(one) for one in node.elts))
            case ast.ListComp(elt=elt) | ast.GeneratorExp(elt=elt) | ast.SetComp(elt=elt):
                return self.messages(elt)
            case ast.Call(func=ast.Name(id="filter" | "sorted" | "list" | "tuple"), args=args):
                return frozenset[str]().union(*map(self.listed, args))
            case ast.Starred(value=inner):
                return self.listed(inner) | self.messages(inner)
            case ast.IfExp():
                return self.listed(node.body) | self.listed(node.orelse)
            case ast.Name(id=name):
                return self.bound.get(name, frozenset())
        return frozenset()

    def _any(self, nodes: Iterable[ast.expr]) -> frozenset[str]:
        return frozenset[str]().union(*map(self.messages, nodes))

    def glued(self) -> Iterator[tuple[int, str]]:
        """Yield the line and the source of each expression that puts a message beside other words."""
        for node in self.nodes:
            told = frozenset[str]()
            match node:
                case ast.JoinedStr():
                    words = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
                    values = sum(isinstance(part, ast.FormattedValue) for part in node.values)
                    # in quotation marks, with a full stop, or a sentence after a sentence it is whole
                    if re.search(r"\w", words) or (values > 1 and not _apart(words, self.messages(node))):
                        told = self.messages(node)
                case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
                    told = frozenset() if {type(left), type(right)} & LISTS else self._any([left, right])
                case ast.AugAssign(op=ast.Add(), value=value):
                    told = self.messages(value) if not isinstance(value, ast.Name) else told
                case ast.Call(func=ast.Attribute(value=between, attr="join"), args=[inner]):
                    told, pieces = self.messages(between), self.listed(inner)
                    word = str(between.value) if isinstance(between, ast.Constant) else ""
                    told |= frozenset() if _apart(word, pieces) else pieces
            if told:
                yield node.lineno, ast.unparse(node)  # type: ignore[attr-defined]


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            yield from ((name.id, one) for name, one in zip(names, values, strict=False) if isinstance(name, ast.Name))
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.NamedExpr(target=ast.Name(id=name), value=value)
        ):
            yield name, value
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            yield name, value
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value]):
            yield name, value


def _apart(between: str, texts: Iterable[str]) -> bool:
    """Whether this between some messages makes no sentence of them: a sign, or a space between whole sentences."""
    return between in APART or (between == " " and all(re.search(r"[.!?…”]$", text) for text in texts))


def scopes(tree: ast.Module) -> Iterator[Scope]:
    """Yield each function of a module, and the module itself; each knows what the functions beside it return."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(one) for function in functions for one in ast.walk(function) if one is not function}
    returned: dict[str, frozenset[str]] = {}
    for _round in range(2):
        for function in functions:
            scope = Scope(ast.walk(function), returned)
            ends = [one.value for one in scope.nodes if isinstance(one, ast.Return) and one.value]
            returned[f"{function.name}()"] = frozenset[str]().union(*map(scope.messages, ends))
    yield from (Scope(ast.walk(function), returned) for function in functions)
    yield Scope((node for node in ast.walk(tree) if id(node) not in inside), returned)


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=names)
def test_no_sentence_is_glued_together_from_messages(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = sorted({one for scope in scopes(tree) for one in scope.glued()})
    assert found[names(path) in ALLOWED :] == []


@pytest.mark.parametrize("path", FILES, ids=names)
def test_no_message_is_a_piece_of_a_sentence(path: Path) -> None:
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    told = [arg.value for call in calls if isinstance(call.func, ast.Name) and call.func.id in CALLS
            for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]  # fmt: skip
    assert [text for text in told if FRAGMENT.match(text) and text not in HEADINGS] == []


@pytest.mark.parametrize("text", [
    'f"{_(\'One\')} and {_(\'two\')}"', 'f"in {_(\'Phase I\')}"', '_("One ") + name', '", ".join([_("One"), _("two")])',
    '_(" and ").join(names)', 'said += ngettext("one", "many", 2).format()', '" ".join([_("One"), _("Two.")])',
])  # fmt: skip
def test_what_is_glued_is_found(text: str) -> None:
    assert [one for scope in scopes(ast.parse(text)) for one in scope.glued()]
    inside = f"def told(names):\n    words = _('One')\n    return f'{{words}} of {{names}}'\n{text}"
    assert len({one for scope in scopes(ast.parse(inside)) for one in scope.glued()}) == 2


@pytest.mark.parametrize("text", [
    '_("{one} and {two}").format(one=_("One"), two=_("two"))', 'f"“{_(\'One\')}”"', '" ".join([_("One."), _("Two.")])',
    '" · ".join([_("one"), _("two")])', 'said = [_("One.")] + [_("Two.")]', 'f"{_(\'One.\')} {_(\'Two.\')}"',
])  # fmt: skip
def test_what_is_whole_is_not_taken_for_glue(text: str) -> None:
    assert not [one for scope in scopes(ast.parse(text)) for one in scope.glued()]
