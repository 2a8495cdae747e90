"""The rule engine on a language of three words: it knows none itself."""

from __future__ import annotations

import pytest

from marsad.text.fold import fold
from marsad.text.lexicon import Lexicon, Word
from marsad.text.nodes import STRUCTURE, nodes_of
from marsad.text.rules import Grammar, Match, Rule


def parse(text: str, *rules: Rule) -> list[str]:
    lexicon = Lexicon()
    for form, tags in (
        ("one", "NUMBER"),
        ("two", "NUMBER"),
        ("dead", "HARM"),
        ("man", "PERSON"),
        ("old man", "PERSON AGED"),
    ):
        lexicon.add(Word(form, frozenset(tags.split())))
    lexicon.finish()
    row = Grammar(rules, lexicon.signatures() | STRUCTURE).run(nodes_of(fold(text), lexicon))
    return [node.rule or node.form for node in row]


def rule(pattern: str, name: str = "r", build: object = lambda _: True) -> Rule:
    return Rule(name, pattern, "FOUND", build)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "text", "row"),
    [
        ("NUMBER PERSON", "two man dead", ["r", "dead"]),
        ("NUMBER+ PERSON?", "one two dead", ["r", "dead"]),
        ("PERSON&!AGED", "man and old man", ["r", "and", "old man"]),
        ("PERSON&AGED", "man and old man", ["man", "and", "r"]),
        ("NUMBER/HARM", "two dead", ["r", "r"]),
        ("<HARM PERSON", "dead man man", ["dead", "r", "man"]),
        ("PERSON >HARM", "man man dead", ["man", "r", "dead"]),
        ("PERSON >!HARM", "man man dead", ["r", "man", "dead"]),
        ("NUMBER . PERSON", "two . man", ["two", ".", "man"]),
        ("NUMBER (PERSON|HARM){1,2}", "two man dead man", ["r", "man"]),
    ],
)
def test_patterns(pattern: str, text: str, row: list[str]) -> None:
    assert parse(text, rule(pattern)) == row


def test_a_rule_whose_value_is_none_does_not_apply() -> None:
    assert parse("two man", rule("NUMBER PERSON", build=lambda _: None)) == ["two", "man"]


def test_later_rules_see_what_earlier_ones_made() -> None:
    first, second = rule("NUMBER PERSON", "first"), Rule("second", "FOUND HARM", "MORE", lambda _: True)
    assert parse("two man dead", first, second) == ["second"]


def test_a_name_may_stand_in_several_branches() -> None:
    kept: list[str] = []

    def build(match: Match) -> bool:
        node = match.one("who")
        kept.append(node.form if node else "")
        return True

    parse("dead man . two man", rule("(HARM who:PERSON|NUMBER who:PERSON)", build=build))
    assert kept == ["man", "man"]


def test_a_pattern_that_does_not_read_on_is_refused() -> None:
    with pytest.raises(ValueError, match="does not read on"):
        parse("man", rule("NUMBER %"))
