"""What the program can say, read out of its code: every sentence that ends in 。, with ``OPEN`` where it
has a place."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import drafting
from drafting.borrowing import names

OPEN = "\0"
FINDINGS = ("borrowing", "checks", "naming", "quantities", "tracing")
"""Packages out of which findings speak."""
NOTICES = ("facts/extraction", "returning", "revising", "jobs.py", "passing.py", "recovery.py", "sources.py")  # fmt: skip
"""Those out of which errors and notices on the page do, and nothing else."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLACE = re.compile(r"\{\w+\}")
_STRINGS = (ast.JoinedStr, ast.Constant, ast.IfExp, ast.BinOp)
_ATTRIBUTES = {"what": (*names._WHAT.values(), "数字")}
"""By name of an attribute, the words it may hold."""
_ENDINGS = {"superlatives.py": "，请核对。"}
"""By file, what is put behind its sentences elsewhere."""
_PUT_TOGETHER = re.compile(rf"{OPEN}，请核对。")
"""What ``_ENDINGS`` stand for."""
_NOT_SAID = {f"共有{OPEN}条。"}
"""Sentences that are read by the program, not by people."""
Choice = dict[str, bool]


def templates(places: Iterable[str] = FINDINGS) -> set[str]:
    """All sentences of packages and modules."""
    root = Path(drafting.__file__).parent
    files = [
        file
        for place in places
        for file in ([root / place] if place.endswith(".py") else (root / place).rglob("*.py"))
    ]
    found = {text for file in files for text in _of_file(file)}
    return {text for text in found if not _PUT_TOGETHER.fullmatch(text)}


def _of_file(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    ending = _ENDINGS.get(file.name, "")
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in (tree, *functions):
        for text in _Scope(tree, scope).sentences():
            own = text.endswith("。") or (ending and OPEN in text)
            if own and _HAN.search(text) and text not in _NOT_SAID:
                yield text if text.endswith("。") else text + ending


class _Scope:
    """The strings of a function, or of a module outside its functions."""

    def __init__(self, tree: ast.Module, scope: ast.AST) -> None:
        self._tree = tree
        self._nodes = list(_inside(scope))
        self._values: dict[str, list[ast.expr]] = defaultdict(list)
        self._added: dict[str, list[ast.expr]] = defaultdict(list)
        self._open: list[str] = []  # what is being read, lest it be read within itself
        for node in [*_inside(tree), *self._nodes]:
            if isinstance(node, ast.Assign):
                self._assign(node.targets[0], node.value)
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                self._added[node.target.id].append(node.value)
        if isinstance(scope, ast.FunctionDef):
            self._parameters(scope)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, other in zip(target.elts, value.elts, strict=True):
                self._assign(one, other)
        elif isinstance(target, ast.Name):
            self._values[target.id].append(value)

    def _parameters(self, function: ast.FunctionDef) -> None:
        """What stands for a parameter that has a default: it, and the strings it is called with."""
        taken = function.args.args[len(function.args.args) - len(function.args.defaults) :]
        for argument, default in zip(taken, function.args.defaults, strict=True):
            place = function.args.args.index(argument)
            given = [
                call.args[place] for call in self._calls(function.name) if len(call.args) > place
            ]
            self._values[argument.arg] += [default, *given]

    def _calls(self, name: str) -> Iterator[ast.Call]:
        for node in ast.walk(self._tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == name
            ):
                yield node

    def sentences(self) -> Iterator[str]:
        """Every reading of every string that is no part of another."""
        strings = [node for node in self._nodes if isinstance(node, _STRINGS)]
        parts = {id(part) for node in strings for part in ast.walk(node) if part is not node}
        used = {
            name.id for node in strings for name in ast.walk(node) if isinstance(name, ast.Name)
        }
        put = [value for name in used for value in self._values[name]]
        added = [value for values in self._added.values() for value in values]
        parts |= {id(part) for value in (*put, *added) for part in ast.walk(value)}
        for node in strings:
            if id(node) not in parts:
                yield from self._readings([node])
        for name, values in self._added.items():
            for base in self._values[name]:
                yield from self._readings([base, *values])

    def _readings(self, nodes: list[ast.expr]) -> Iterator[str]:
        """The strings that nodes one behind another may be, whatever their conditions say."""
        tests: set[str] = set()
        for every in (True, False):
            self._together(nodes, defaultdict(lambda every=every: every), tests)  # type: ignore[misc]
        for answers in product((True, False), repeat=len(tests)):
            yield from self._together(nodes, dict(zip(sorted(tests), answers, strict=True)), set())

    def _together(self, nodes: Iterable[ast.expr], choice: Choice, tests: set[str]) -> list[str]:
        return ["".join(parts) for parts in product(*(self._read(n, choice, tests) for n in nodes))]

    def _read(self, node: ast.expr, choice: Choice, tests: set[str]) -> list[str]:
        """What a node may be under a choice; the conditions it met are put into ``tests``."""
        if isinstance(node, ast.Constant):
            return [_PLACE.sub(OPEN, node.value)] if isinstance(node.value, str) else [OPEN]
        if isinstance(node, ast.JoinedStr):
            return self._together(node.values, choice, tests)
        if isinstance(node, ast.BinOp):
            return self._together([node.left, node.right], choice, tests)
        if isinstance(node, ast.IfExp):
            test = ast.unparse(node.test)
            tests.add(test)
            return self._read(node.body if choice[test] else node.orelse, choice, tests)
        return self._of_name(node, choice, tests)

    def _of_name(self, node: ast.expr, choice: Choice, tests: set[str]) -> list[str]:
        if isinstance(node, ast.FormattedValue):
            return self._read(node.value, choice, tests)
        if isinstance(node, ast.Attribute) and node.attr in _ATTRIBUTES:
            return list(_ATTRIBUTES[node.attr])
        name = ast.unparse(node)
        if name in self._open:
            return [OPEN]
        self._open.append(name)
        read: list[str] = []
        for value in self._values_of(node):
            told = not isinstance(value, _STRINGS) or _speaks(value)
            read += self._read(value, choice, tests) if told else [OPEN]
        self._open.pop()
        return read or [OPEN]

    def _values_of(self, node: ast.expr) -> list[ast.expr]:
        """What a name, a table or a function may give, as far as the file says."""
        if isinstance(node, ast.Name):
            return self._values[node.id]
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            tables = self._values[node.value.id]
            return [v for table in tables if isinstance(table, ast.Dict) for v in table.values]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._returned(node.func.id)
        return []

    def _returned(self, name: str) -> list[ast.expr]:
        functions = (
            n for n in self._tree.body if isinstance(n, ast.FunctionDef) and n.name == name
        )
        nodes = (node for function in functions for node in _inside(function))
        return [node.value for node in nodes if isinstance(node, ast.Return) and node.value]


def _speaks(node: ast.expr) -> bool:
    """Whether Chinese stands in an expression: others only tell what to show."""
    parts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return any(isinstance(part, str) and _HAN.search(part) for part in parts)


def _inside(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope, without those of functions within it and without docstrings."""
    for child in ast.iter_child_nodes(scope):
        documents = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not documents and not isinstance(child, ast.FunctionDef):
            yield child
            yield from _inside(child)
