"""The sentences in which code refuses or lists problems, as its source writes them, with something in every gap."""

from __future__ import annotations

import ast
from itertools import islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILLERS = ("7", "killed", "2019-04-18", "when")
"""What may stand in the gaps of a sentence: one of them fits its kind."""
NAMED = {"named": ["confirm by Rima of 2019-04-18"]}
"""What some attributes say."""
_MOST = 2_000
_LEAST = 12
"""A sentence has so many letters of its own at least; others hand on what somebody else said."""
_TELLING = {"MarsadError": 0, "Problem": 1, "_bad": 1, "Relation": 3}
"""Which argument is the sentence."""
_Names = dict[str, list[ast.expr]]


def sentences(paths: list[Path]) -> dict[str, list[str]]:
    """Return every sentence by where it stands, in all ways that the fillers give; an alternative is one of its own."""
    found = {}
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        above = _assigned(ast.Module([node for node in tree.body if not isinstance(node, ast.FunctionDef)], []))
        for scope in functions:
            names = above | _assigned(scope)
            for call in _calls(scope):
                at = _TELLING[_called(call)]
                told = call.args[at] if len(call.args) > at else None
                for nth, said in enumerate(names.get(told.id, []) if isinstance(told, ast.Name) else [told]):
                    if _own(said) >= _LEAST:
                        found[f"{path.name}:{call.lineno}:{nth}"] = list(islice(_ways(said, names), _MOST))
    return found


def _calls(scope: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Call) and _called(node) in _TELLING:
            yield node


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _assigned(scope: ast.AST) -> _Names:
    found: _Names = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def _own(said: ast.expr | None) -> int:
    """Count the letters that a sentence has of its own."""
    parts = ast.walk(said) if said is not None else ()
    return sum(len(one.value) for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _ways(said: ast.expr, names: _Names, deep: int = 0) -> Iterator[str]:
    """Yield the ways in which a sentence can be said."""
    if isinstance(said, ast.FormattedValue):
        yield from _ways(said.value, names, deep)
    elif isinstance(said, ast.Constant) and isinstance(said.value, str):
        yield said.value
    elif isinstance(said, ast.JoinedStr):
        yield from map("".join, product(*(list(_ways(piece, names, deep)) for piece in said.values)))
    elif isinstance(said, ast.IfExp):
        yield from _ways(said.body, names, deep)
        yield from _ways(said.orelse, names, deep)
    elif isinstance(said, ast.Name) and deep < 2 and any(_own(one) for one in names.get(said.id, [])):
        for one in names[said.id]:
            yield from _ways(one, names, deep + 1)
    elif isinstance(said, ast.Attribute) and said.attr in NAMED:
        yield from NAMED[said.attr]
    else:
        yield from FILLERS
