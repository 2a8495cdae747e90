"""English names of doers: what stands around a party is read by the rules of parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.text.rules import Rule

RULES: tuple[Rule, ...] = ()
