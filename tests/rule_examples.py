"""The examples of a language's rules: a rule must make a node in each of its `yes` texts and none in its `no` texts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from marsad.reader.language import _PARTS, language
from marsad.text.fold import fold

if TYPE_CHECKING:
    from marsad.text.rules import Rule


def rules_of(code: str) -> list[Rule]:
    return [rule for part in _PARTS for rule in import_module(f"marsad.lang.{code}.{part}").RULES]


def applied(code: str, text: str) -> set[str]:
    """The names of all rules that made a node of the text."""
    return {name for node in language(code).parse(fold(text)) for name in node.rules()}


def examples(code: str) -> list[tuple[str, str, bool]]:
    """Rule, text, and whether the rule must apply there."""
    return [
        (rule.name, text, wanted)
        for rule in rules_of(code)
        for texts, wanted in ((rule.yes, True), (rule.no, False))
        for text in texts
    ]


def doubled(code: str) -> list[str]:
    """Names that two rules bear."""
    names = [rule.name for rule in rules_of(code)]
    return sorted({name for name in names if names.count(name) > 1})


def without_example(code: str) -> list[str]:
    """Rules that nothing shows at work."""
    return [rule.name for rule in rules_of(code) if not rule.yes]
