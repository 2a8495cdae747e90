"""The named evidence that two mentions tell of one incident, each a number that a person can read."""

from __future__ import annotations

from typing import NamedTuple


class Evidence(NamedTuple):
    """One piece of evidence: positive speaks for one incident, negative against; `barred` settles it.

    `words` and `of` make the reason: it is put into words only where a person asks for it.
    """

    name: str
    score: float
    words: str
    of: tuple[object, ...] = ()
    barred: bool = False

    @property
    def reason(self) -> str:
        """A sentence for people."""
        told = (", ".join(sorted(map(str, item))) if isinstance(item, frozenset) else item for item in self.of)
        return self.words.format(*told)


class Pair(NamedTuple):
    """What speaks for and against two mentions' telling of one incident; what settles it stands alone."""

    evidence: tuple[Evidence, ...]
    score: float
    """The sum of the evidence."""
    barred: bool
    """Tells that some evidence settles that these are two incidents."""
