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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from marsad.text.nodes import Node
from marsad.text.patterns import Letters, Part, Reader, classes_in


class Match:
    """What a rule found: the nodes, and those kept under names."""

    __slots__ = ("_groups", "_spans", "nodes")

    def __init__(
        self, nodes: Sequence[Node], groups: Mapping[str, Sequence[int]], spans: Sequence[tuple[int, int]]
    ) -> None:
        self.nodes = nodes
        self._groups = groups
        self._spans = spans

    def span(self, name: str) -> tuple[int, int] | None:
        """Return the indexes of the first node kept under a name and of the one behind the last; None for none."""
        for group in self._groups.get(name, ()):
            if self._spans[group][0] >= 0:
                return self._spans[group]
        return None

    def start(self, name: str) -> int:
        """Return the index of the first node kept under a name that the match surely has."""
        span = self.span(name)
        assert span is not None
        return span[0]

    def end(self, name: str) -> int:
        """Return the index behind the last node kept under a name that the match surely has."""
        span = self.span(name)
        assert span is not None
        return span[1]

    def all(self, name: str) -> Sequence[Node]:
        """Return the nodes kept under a name, none where that part did not match."""
        span = self.span(name)
        return self.nodes[span[0] : span[1]] if span else ()

    def one(self, name: str) -> Node | None:
        """Return the first node kept under a name, or None."""
        span = self.span(name)
        return self.nodes[span[0]] if span and span[0] < span[1] else None


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


_LETTERS = "".join(chr(code) for code in range(0x100) if chr(code) not in r"[]\^-")
"""What stands for a node in the string that rules search. Classes of letters below 256 compile ten times as fast."""
_NEEDS = 3
"""So many of its needs, the rarest, decide whether a rule is tried. Most rules have no more."""


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


class _Ready:
    """A rule with its pattern read: what a text must hold for it, and the expression, made when it is first met."""

    def __init__(self, rule: Rule, sign: str, classes: Mapping[str, Letters], class_of: Callable[[int], str]) -> None:
        reader = Reader(rule.pattern, classes)
        self.rule = rule
        self.tags = rule.tags
        self.sign = sign
        self._part: Part = reader.read()
        begins = () if self._part.empty else (self._part.begins,)
        self.needs = sorted({*begins, *self._part.needs}, key=int.bit_count)
        self.groups: dict[str, list[int]] = {}
        for number, name in enumerate(reader.names, 1):  # a name may stand in several branches: the last one counts
            self.groups.setdefault(name, []).insert(0, number)
        self._class_of = class_of

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression. It asks first for a letter that the pattern can begin with: most nodes are none."""
        part = self._part
        if part.empty or part.plain:
            return re.compile(part.written)
        return re.compile(f"(?={self._class_of(part.begins)})(?:{part.written})")

    def applied(self, nodes: list[Node], string: str, found: re.Match[str] | None) -> tuple[list[Node], str]:
        """Put one node in the place of each match, and its letter into the string."""
        search, build = self.regex.search, self.rule.build
        out: list[Node] = []
        left: list[str] = []
        at = 0
        while found:
            first, last = found.span()
            match = Match(nodes, self.groups, found.regs)
            value = build(match) if last > first else None
            if value is None:
                found = search(string, first + 1)
                continue
            here, seen = match.span("here"), None
            if here is not None:
                seen = (nodes[first].start, nodes[last - 1].end)
                first, last = here
            kids = tuple(nodes[first:last])
            out += nodes[at:first]
            out.append(Node(self.tags, kids[0].start, kids[-1].end, "", None, value, kids, self.rule.name, seen))
            left += (string[at:first], self.sign)
            at = last
            found = search(string, last)
        return out + nodes[at:], "".join(left) + string[at:]


class Grammar:
    """Rules in order, over a closed set of tag sets. Each rule runs once over the whole text, in turn."""

    def __init__(self, rules: Iterable[Rule], signatures: Iterable[frozenset[str]]) -> None:
        self.rules = tuple(rules)
        signs = sorted({*signatures, *(rule.tags for rule in self.rules)}, key=sorted)
        members = _members(signs, {"!STOP", *(a for rule in self.rules for a in classes_in(rule.pattern))})
        told: dict[frozenset[str], list[int]] = {sign: [] for sign in signs}
        for number, belonging in enumerate(members.values()):
            for sign in belonging:
                told[sign].append(number)
        letters: dict[tuple[int, ...], str] = {}  # what no rule tells apart is one letter; the most named come first
        for sign in sorted(signs, key=lambda sign: -len(told[sign])):
            letters.setdefault(tuple(told[sign]), _letter(len(letters)))
        self._chars = {sign: letters[tuple(told[sign])] for sign in signs}
        self._bits = {letter: 1 << number for number, letter in enumerate(letters.values())}
        classes = {named: self._letters(belonging) for named, belonging in members.items()}
        self._ready = [_Ready(rule, self._chars[rule.tags], classes, self._class) for rule in self.rules]
        self._meets, self._met = self._needs()

    def run(self, nodes: list[Node]) -> list[Node]:
        """Apply every rule in turn and return the row of nodes that is left."""
        chars, meets, met = self._chars, self._meets, self._met
        string = "".join([chars[node.tags] for node in nodes])
        for letter in set(string):
            met |= meets[letter]
        possible = self._possible(met)
        while possible:
            lowest = possible & -possible
            ready = self._ready[lowest.bit_length() - 1]
            found = ready.regex.search(string)
            if found:
                nodes, string = ready.applied(nodes, string, found)
                met |= meets[ready.sign]
                possible = self._possible(met) & -(lowest << 1)  # what the new node makes possible, but no rule twice
            else:
                possible ^= lowest
        return nodes

    def _needs(self) -> tuple[dict[str, int], int]:
        """Return which needs of which rules each letter meets, and those that nothing has to meet.

        A number holds one bit for every rule, the first rule lowest, and that once more for each need that counts.
        """
        letters, many = [*self._bits], len(self._ready)
        meets, met = dict.fromkeys(letters, 0), 0
        for number, ready in enumerate(self._ready):
            for nth in range(_NEEDS):
                bit = 1 << (nth * many + number)
                left = ready.needs[nth] if nth < len(ready.needs) else 0
                met |= bit if nth >= len(ready.needs) else 0
                while left:
                    lowest = left & -left
                    meets[letters[lowest.bit_length() - 1]] |= bit
                    left ^= lowest
        return meets, met

    def _possible(self, met: int) -> int:
        """Return the rules whose needs are all met, one bit for each."""
        many = len(self._ready)
        possible = (1 << many) - 1
        for nth in range(_NEEDS):
            possible &= met >> (nth * many)
        return possible

    def _letters(self, signs: Iterable[frozenset[str]]) -> Letters:
        bits = sum(self._bits[letter] for letter in {self._chars[sign] for sign in signs})
        return Letters(self._class(bits), bits)

    def _class(self, bits: int) -> str:
        """Write a set of letters as a regular expression."""
        letters = [letter for letter, bit in self._bits.items() if bit & bits]
        return f"[{''.join(sorted(letters))}]" if letters else r"[^\s\S]"
