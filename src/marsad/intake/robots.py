"""What a site asks of programs (robots.txt, RFC 9309): which pages to leave alone, and how long to wait between two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

SIZE = 500_000
"""So many bytes of the file count (RFC 9309, 2.5)."""
LONGEST_DELAY = 3600.0
_LINE = re.compile(r"[^\r\n]+")
_NAME = re.compile(r"[a-z_-]+")
"""What of a program's name counts: `marsad` of `marsad/0.1`."""
_ESCAPE = re.compile(r"%([0-9a-f]{2})", re.IGNORECASE)
_ANYONE = "*"
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Rule:
    """A beginning of addresses, with `*` for anything and `$` for their end, and whether they may be fetched."""

    path: str
    allows: bool

    def fits(self, path: str) -> bool:
        """Tell whether an address falls under the rule."""
        ends = self.path.endswith("$")
        first, *others = (self.path[:-1] if ends else self.path).split("*")
        if not path.startswith(first):
            return False
        if not others:
            return not ends or path == first
        at = len(first)
        for piece in others[:-1]:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return path.endswith(others[-1]) and len(path) - len(others[-1]) >= at if ends else others[-1] in path[at:]


@dataclass(frozen=True, slots=True)
class Group:
    """What holds for the programs of some names: the rules, and the wait between two pages, in seconds."""

    names: frozenset[str]
    rules: tuple[Rule, ...] = ()
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site."""

    groups: tuple[Group, ...]

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Read the bytes of a robots.txt; none at all allow everything, and what is no rule is passed over."""
        return cls(_groups(data[:SIZE]))

    def allow(self, url: str, agent: str) -> bool:
        """Tell whether a page may be fetched: the longest rule that fits decides; of two as long, the allowing one."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = (rule for group in self._for(agent) for rule in group.rules if rule.fits(path))
        best = max(fitting, key=lambda rule: (len(rule.path), rule.allows), default=None)
        return best is None or best.allows or path == "/robots.txt"

    def delay(self, agent: str) -> float:
        """Return how many seconds the site asks to wait between two pages; 0 where it asks nothing."""
        return max((group.delay for group in self._for(agent)), default=0.0)

    def _for(self, agent: str) -> list[Group]:
        """Return the groups for a program: those with its name, else those for anyone."""
        name = _name(agent)
        own = [group for group in self.groups if name in group.names]
        return own or [group for group in self.groups if _ANYONE in group.names]


@lru_cache(maxsize=_KEPT)
def _groups(data: bytes) -> tuple[Group, ...]:
    found: list[Group] = []
    names, rules, delay = set[str](), list[Rule](), 0.0
    begun = False
    """Whether anything but names was said since the last name."""
    for key, value in _said(data):
        if key == "user-agent":
            if begun:
                found.append(Group(frozenset(names), tuple(rules), delay))
                names, rules, delay, begun = set(), [], 0.0, False
            names.add(_name(value))
        elif names:
            begun = True
            if key in {"allow", "disallow"} and value:
                rules.append(Rule(_plain(value if value[0] in "/*$" else f"/{value}"), key == "allow"))
            elif key == "crawl-delay":
                delay = max(delay, _seconds(value))
    return (*found, Group(frozenset(names), tuple(rules), delay))


def _said(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the lines, each as a key and what is said of it, without comments."""
    for line in _LINE.findall(data.decode("utf-8-sig", "replace")):
        key, _, value = line.partition("#")[0].partition(":")
        if key.strip():
            yield key.strip().lower(), value.strip()


def _name(agent: str) -> str:
    """Return what of a program's name is compared, in small letters."""
    if agent.strip().startswith(_ANYONE):
        return _ANYONE
    found = _NAME.match(agent.strip().lower())
    return found[0] if found else ""


def _plain(path: str) -> str:
    """Write a path so that two spellings of one are the same: letters of scripts escaped, plain letters not."""
    escaped = quote(path, safe="%/?&=+$*:;,@!'()[]#~-._|{}\"<>^`\\")
    return _ESCAPE.sub(_unescaped, escaped)


def _unescaped(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else found[0].upper()


def _seconds(value: str) -> float:
    try:
        said = float(value)
    except ValueError:
        return 0.0
    return min(max(said, 0.0), LONGEST_DELAY) if said == said else 0.0  # noqa: PLR0124 - what is no number
