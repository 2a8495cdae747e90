"""What a site asks of programs (robots.txt): which pages to leave alone, and how long to wait between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

if TYPE_CHECKING:
    from typing import Self

SIZE = 500_000
"""So many bytes of the file count (RFC 9309)."""
LONGEST_DELAY = 3600.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site."""

    rules: RobotFileParser

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Read the bytes of a robots.txt; none at all allow everything."""
        rules = RobotFileParser()
        rules.parse(data[:SIZE].decode("utf-8-sig", "replace").splitlines())
        rules.modified()
        return cls(rules)

    def allow(self, url: str, agent: str) -> bool:
        """Tell whether a page may be fetched."""
        return self.rules.can_fetch(agent, url)

    def delay(self, agent: str) -> float:
        """Return how many seconds the site asks to wait between two pages; 0 where it asks nothing."""
        told = self.rules.crawl_delay(agent)
        return min(max(float(told), 0.0), LONGEST_DELAY) if told else 0.0
