"""The rule engine: rules over classes of nodes, compiled to regular expressions over one character a node.

A rule is written with tags: `COUNT? PERSON (COMMA PERSON)*`. It knows no language. What a pattern may hold:

    TAG          a node that has the tag            A&B, A&!B   a node with both, with one and without the other
    !TAG         a node without it (never a STOP)   .           any node but a STOP
    ( | ) ? * + {m,n}                               as in regular expressions
    name:TAG     name:( … )                         what is found there is kept under the name
    here:TAG     here:( … )                         only what is found there becomes the new node, the rest stays
    A/B          a node with either
    <TAG  >TAG   only behind, only before such a node, which stays outside the match (! allowed: <!TAG)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from marsad.text.nodes import Node


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found: the nodes, and those kept under names."""

    nodes: Sequence[Node]
    names: dict[str, tuple[int, int]]

    def all(self, name: str) -> Sequence[Node]:
        """Return the nodes kept under a name, none where that part did not match."""
        first, last = self.names.get(name, (0, 0))
        return self.nodes[first:last]

    def one(self, name: str) -> Node | None:
        """Return the first node kept under a name, or None."""
        found = self.all(name)
        return found[0] if found else None


Build = Callable[[Match], object]
"""Makes the value of the new node; None means that the rule does not apply here after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: where `pattern` matches, one node with the tags `gives` and the value of `build` takes its place.

    `yes` are texts in which the rule must apply, `no` texts in which it must not: both are tested.
    """

    name: str
    pattern: str
    gives: str
    build: Build
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @property
    def tags(self) -> frozenset[str]:
        """The tags of the node it makes."""
        return frozenset(self.gives.split())


_ATOM = re.compile(
    r"\s*(?:(?P<look>[<>])(?P<lookat>!?[A-Z_0-9]+(?:[&/]!?[A-Z_0-9]+)*)"
    r"|(?P<name>[a-z_]+):(?=\(|!?[A-Z.])"
    r"|(?P<atom>!?[A-Z_0-9]+(?:[&/]!?[A-Z_0-9]+)*)"
    r"|(?P<any>\.)"
    r"|(?P<sign>\(|\)|\||\?|\*|\+|\{\d*,?\d*\}))"
)

_CLASS = re.compile(r"!?[A-Z_0-9/]*[A-Z][A-Z_0-9/]*(?:&!?[A-Z_0-9/]+)*")
_LETTERS = "".join(chr(code) for code in range(0x100) if chr(code) not in r"[]\^-")
"""What stands for a node in the string that rules search. Classes of letters below 256 compile ten times as fast."""


def _classes_in(pattern: str) -> Iterator[str]:
    """Walk the classes that a pattern names, as they stand and, for what must not follow, without the negation."""
    for named in _CLASS.findall(pattern):
        yield named
        yield named.removeprefix("!")


def _members(signs: Iterable[frozenset[str]], classes: Iterable[str]) -> dict[str, set[frozenset[str]]]:
    """Find the tag sets that belong to each class: `A&B` has both, `A/B` one of them, `!A` neither A nor STOP."""
    every = set(signs)
    tagged: dict[str, set[frozenset[str]]] = {}
    for sign in every:
        for tag in sign:
            tagged.setdefault(tag, set()).add(sign)
    found: dict[str, set[frozenset[str]]] = {}
    for named in sorted(classes):
        members = set(every)
        for want in named.split("&"):
            having = {sign for tag in want.removeprefix("!").split("/") for sign in tagged.get(tag, ())}
            members = members - having if want[0] == "!" else members & having
        found[named] = members - tagged.get("STOP", set()) if named[0] == "!" else members
    return found


def _letter(number: int) -> str:
    return _LETTERS[number] if number < len(_LETTERS) else chr(0x100 + number)


class Grammar:
    """Rules in order, over a closed set of tag sets. Each rule runs once over the whole text, in turn."""

    def __init__(self, rules: Iterable[Rule], signatures: Iterable[frozenset[str]]) -> None:
        self.rules = tuple(rules)
        signs = sorted({*signatures, *(rule.tags for rule in self.rules)}, key=sorted)
        self._members = _members(signs, {"!STOP", *(a for rule in self.rules for a in _classes_in(rule.pattern))})
        told: dict[frozenset[str], list[int]] = {sign: [] for sign in signs}
        for number, members in enumerate(self._members.values()):
            for sign in members:
                told[sign].append(number)
        letters: dict[tuple[int, ...], str] = {}  # what no rule tells apart is one letter; the most named come first
        for sign in sorted(signs, key=lambda sign: -len(told[sign])):
            letters.setdefault(tuple(told[sign]), _letter(len(letters)))
        self._chars = {sign: letters[tuple(told[sign])] for sign in signs}
        self._classes: dict[str, str] = {}
        self._groups = 0
        self._written = [self._regex(rule.pattern) for rule in self.rules]
        self._compiled: list[re.Pattern[str] | None] = [None] * len(self.rules)
        self._needs = [self._needed(rule.pattern) for rule in self.rules]

    def run(self, nodes: list[Node]) -> list[Node]:
        """Apply every rule in turn and return the row of nodes that is left."""
        string = "".join([self._chars[node.tags] for node in nodes])
        present = set(string)
        for number, rule in enumerate(self.rules):
            if any(present.isdisjoint(letters) for letters in self._needs[number]):
                continue
            regex = self._compiled[number]
            if regex is None:  # a short text meets a few rules only
                regex = self._compiled[number] = re.compile(self._written[number])
            found = regex.search(string)
            if found:
                nodes, string = self._apply(rule, regex, nodes, string, found)
                present.add(self._chars[rule.tags])
        return nodes

    def _apply(
        self, rule: Rule, regex: re.Pattern[str], nodes: list[Node], string: str, found: re.Match[str] | None
    ) -> tuple[list[Node], str]:
        out: list[Node] = []
        chars: list[str] = []
        sign = self._chars[rule.tags]
        at = 0
        while found:
            first, last = found.span()
            names = {name.partition("__")[0]: found.span(name) for name in regex.groupindex if found.start(name) >= 0}
            value = rule.build(Match(nodes, names)) if last > first else None
            if value is None:
                found = regex.search(string, first + 1)
                continue
            seen = None
            if "here" in names:
                seen = (nodes[first].start, nodes[last - 1].end)
                first, last = names["here"]
            kids = tuple(nodes[first:last])
            out += nodes[at:first]
            chars.append(string[at:first])
            out.append(Node(rule.tags, kids[0].start, kids[-1].end, "", None, value, kids, rule.name, seen))
            chars.append(sign)
            at = last
            found = regex.search(string, last)
        return out + nodes[at:], "".join(chars) + string[at:]

    def _needed(self, pattern: str) -> list[frozenset[str]]:
        """Return the letters of each class of which a pattern needs one, whatever stands in its brackets."""
        needed: list[frozenset[str]] = []
        depth = at = 0
        while at < len(pattern.rstrip()):
            found = _ATOM.match(pattern, at)
            assert found is not None
            at = found.end()
            depth += {"(": 1, ")": -1}.get(found["sign"] or "", 0)
            if depth == 0 and found["sign"] == "|":
                return []
            if depth == 0 and found["atom"] and not pattern[at:].lstrip().startswith(("?", "*", "{0", "{,")):
                needed.append(frozenset(self._chars[sign] for sign in self._members[found["atom"]]))
        return needed

    def _regex(self, pattern: str) -> str:
        out: list[str] = []
        at = 0
        while at < len(pattern.rstrip()):
            found = _ATOM.match(pattern, at)
            if not found:
                raise ValueError(f"the rule does not read on at {pattern[at:]!r}")
            at = found.end()
            if found["look"]:
                negative = found["lookat"].startswith("!")
                out.append(f"(?{'<' if found['look'] == '<' else ''}{'!' if negative else '='}")
                out.append(self._class(found["lookat"].removeprefix("!")) + ")")
            elif found["name"]:
                piece, at = self._named(pattern, at)
                self._groups += 1  # a name may stand in several branches: each gets its own group
                out.append(f"(?P<{found['name']}__{self._groups}>{piece})")
            elif found["atom"]:
                out.append(self._class(found["atom"]))
            elif found["any"]:
                out.append(self._class("!STOP"))
            else:
                sign = found["sign"]
                out.append("(?:" if sign == "(" else sign)
        return "".join(out)

    def _named(self, pattern: str, at: int) -> tuple[str, int]:
        """Read what a name covers: one atom, or a bracket with its content."""
        if pattern[at] != "(":
            found = _ATOM.match(pattern, at)
            assert found is not None
            return self._regex(found[0]), found.end()
        depth = 0
        for end in range(at, len(pattern)):
            depth += {"(": 1, ")": -1}.get(pattern[end], 0)
            if depth == 0:
                return self._regex(pattern[at : end + 1]), end + 1
        raise ValueError(f"a bracket is not closed in {pattern!r}")

    def _class(self, atom: str) -> str:
        if atom not in self._classes:
            chars = {self._chars[sign] for sign in self._members[atom]}
            self._classes[atom] = f"[{''.join(sorted(chars))}]" if chars else r"[^\s\S]"
        return self._classes[atom]
