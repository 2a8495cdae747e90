"""A party to the conflict, as the registry knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, unit or group: `party` is the key of GUIDELINES under which its people are counted.

    `parent` is the id of the actor it belongs to; `civil` marks bodies whose people are civilians (Civil Defence).
    """

    id: str
    party: str | None
    name_ar: str
    name_en: str
    aliases_ar: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    parent: str | None = None
    kind: str = "armed group"
    civil: bool = False
