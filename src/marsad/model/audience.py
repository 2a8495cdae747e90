"""Who asks, and to whom a restricted report, source or person may be shown."""

from __future__ import annotations

from dataclasses import dataclass

_OPEN, _TEAM = "open", "team"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who asks: the public (`open`), the team that works with the ledger (`team`), or one named person of it."""

    name: str = _TEAM

    @property
    def everybody(self) -> bool:
        """Tell whether the answer is for the public."""
        return _same(self.name) == _OPEN

    def __str__(self) -> str:
        """Say for whom an answer is."""
        return {_OPEN: "for everybody", _TEAM: "for the team"}.get(_same(self.name), f"for {self.name}")


OPEN, TEAM = Audience(_OPEN), Audience(_TEAM)


@dataclass(frozen=True, slots=True)
class Level:
    """To whom something may be shown: `open`, `team`, or the persons named (only they, and nobody else of the team)."""

    to: tuple[str, ...] = (_OPEN,)

    @classmethod
    def parse(cls, words: str) -> Level:
        """Read `open`, `team`, or names with commas between; raises ValueError with a sentence."""
        names = tuple(dict.fromkeys(" ".join(name.split()) for name in words.replace("،", ",").split(",")))
        known = [_same(name) for name in names]
        if not all(names):
            raise ValueError(f"“{words}” names nobody. Write open, team, or names with commas between")
        if len(names) > 1 and {_OPEN, _TEAM} & set(known):
            raise ValueError(f"“{words}” mixes persons with open or team. Write open, team, or names")
        return cls((known[0],) if known[0] in {_OPEN, _TEAM} else names)

    def admits(self, audience: Audience) -> bool:
        """Tell whether this may be shown to whoever asks; a named person is of the team."""
        if self.to == (_OPEN,):
            return True
        if self.to == (_TEAM,):
            return not audience.everybody
        return _same(audience.name) in map(_same, self.to)

    def __str__(self) -> str:
        """Write the level as it is read."""
        return ",".join(self.to)


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()
