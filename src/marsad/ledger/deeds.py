"""How, by whom and to whom: what that says for or against two mentions' telling of one incident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.ledger.evidence import Evidence
from marsad.ledger.parties import allied, party_chain
from marsad.model.claim import Method, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAMILY = {
    Method.AIRSTRIKE: "from afar",
    Method.DRONE: "from afar",
    Method.SHELLING: "from afar",
    Method.EXPLOSIVE: "explosive",
    Method.SHOOTING: "close",
    Method.CLASH: "close",
}
_VAGUE = frozenset({"unknown", "mixed"})
_FIGHTERS = frozenset({str(Side.COMBATANT)})


@dataclass(frozen=True, slots=True, eq=False)
class Circumstances:
    """How, by whom and to whom: methods and the kinds of violence they are, doers, and who was harmed.

    `doers_and_above` and `harmed_and_above` hold the parties that those belong to as well. There is one of each, which
    `circumstances` returns.
    """

    methods: frozenset[Method]
    families: frozenset[str]
    doers: frozenset[str]
    doers_and_above: frozenset[str]
    harmed: frozenset[str]
    harmed_and_above: frozenset[str]


@lru_cache(maxsize=1 << 16)
def circumstances(methods: frozenset[Method], doers: frozenset[str], harmed: frozenset[str]) -> Circumstances:
    """Return the one of these methods, doers and harmed: few ways of saying come back over and over."""
    return Circumstances(
        methods=methods,
        families=families(methods),
        doers=doers,
        doers_and_above=frozenset(key for doer in doers for key in party_chain(doer)),
        harmed=harmed,
        harmed_and_above=frozenset(key for who in harmed for key in (party_chain(who) or (who,))),
    )


def families(methods: Iterable[Method | None]) -> frozenset[str]:
    """Return the kinds of violence that methods are."""
    return frozenset(_FAMILY[method] for method in methods if method in _FAMILY)


@lru_cache(maxsize=1 << 16)
def by_deeds(a: Circumstances, b: Circumstances) -> tuple[Evidence, ...]:
    """Weigh how, by whom and whom two mentions tell of."""
    return tuple(e for e in (_method(a, b), _doers(a, b), _harmed(a, b)) if e is not None)


def _method(a: Circumstances, b: Circumstances) -> Evidence | None:
    if not a.families or not b.families:
        mishap = a.methods == b.methods == {Method.OTHER}  # a building that fell in, a boat that sank
        return Evidence("method", 0.4, "both tell of a mishap") if mishap else None
    shared = a.families & b.families
    if (Method.DRONE in a.methods) != (Method.DRONE in b.methods):
        return Evidence("method", -1.2, "a drone did it, which the other does not tell")
    if shared:
        return Evidence("method", 0.2, "both tell of harm {}", (shared,))
    return Evidence("method", -1.0, "{} is not {}", (a.families, b.families))


def _doers(a: Circumstances, b: Circumstances) -> Evidence | None:
    if not a.doers or not b.doers:
        return None
    ones, others = a.doers_and_above, b.doers_and_above
    if ones & others:
        return Evidence("doer", 0.3, "both name {}", (ones & others,))
    if _mutual(a, b):
        return Evidence("doer", 0.3, "each names the side that the other says was harmed")
    if any(allied(one, other) for one in a.doers for other in b.doers):
        return None
    return Evidence("doer", -0.4, "{} beside {}", (a.doers, b.doers))


def _mutual(a: Circumstances, b: Circumstances) -> bool:
    """Tell whether the doer that each names is of those who were harmed as the other tells: both sides of one fight."""
    ones, others = a.doers_and_above, b.doers_and_above
    both = bool(ones & b.harmed_and_above) and (bool(others & a.harmed_and_above) or a.harmed >= _FIGHTERS)
    return both or (bool(others & a.harmed_and_above) and b.harmed >= _FIGHTERS)


def _harmed(a: Circumstances, b: Circumstances) -> Evidence | None:
    ones, others = a.harmed_and_above - _VAGUE, b.harmed_and_above - _VAGUE
    if not ones or not others:
        return None
    if ones & others:
        return Evidence("harmed", 0.1, "both tell of {}", (ones & others,))
    if _FIGHTERS in (ones, others) and Side.CIVILIAN not in ones | others:
        return None  # fighters of no party that is named may be of any
    if _mutual(a, b):
        return None  # each tells of the other side's losses
    return Evidence("harmed", -0.8, "{} beside {}", (ones, others))
