"""The tolls of one incident: every cell of the tree, from the figures that its voices gave."""

from __future__ import annotations

from bisect import insort
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.agreement import agree
from marsad.ledger.bounds import Kept, exceeding, kept, widened
from marsad.ledger.cells import Node, line_of, node_of, nodes_above, steps_up, wholes
from marsad.ledger.stance import Stance, stance
from marsad.model.claim import Side
from marsad.model.count import Interval
from marsad.model.incident import Cell, Toll

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.ledger.figure import Figure
    from marsad.model.claim import Harm
    from marsad.model.problem import Problem


def tolls(trees: Mapping[Harm, Tree]) -> tuple[Toll, ...]:
    """Return the toll of every cell that the figures speak of, and of the larger ones, whole before part."""
    return tuple(toll for harm in sorted(trees) for toll in trees[harm].tolls())


class Tree:
    """The cells of one harm, each with the figures of each voice in order of saying."""

    def __init__(self) -> None:
        self._given: list[Figure] = []
        self._adding = False
        self._beneath: dict[Node, list[Node]] = {}
        self._forget()

    def add(self, figure: Figure) -> None:
        """Take in the next figure; what it cannot bear on is not worked out again."""
        self._given.append(figure)
        if figure.adds or self._adding:
            self._forget()
            self._adding = True
            for one in self._given:
                self._enter(one)
            for one in self._given:
                if one.adds:
                    self._lift(one)
            self._beneath = self._find_parts()
            return
        known = figure.node in self._told
        self._enter(figure)
        if not known or figure.node.own or figure.node.cell.group is not None:
            beneath = self._find_parts()
            if beneath != self._beneath:  # what counts as a part has changed, for every voice
                self._beneath = beneath
                self._stances.clear()
                self._tolls.clear()

    def _forget(self) -> None:
        self._told: dict[Node, dict[str, list[Figure]]] = {}
        self._voices: list[str] = []
        self._nodes: dict[Node, None] = {}
        self._said: dict[str, set[Node]] = {}
        self._stances: dict[str, dict[Node, Stance | None]] = {}
        self._tolls: dict[Node, Toll | None] = {}
        self._nobody = False

    def _enter(self, figure: Figure) -> None:
        self._nobody = self._nobody or not figure.interval.low
        self._told.setdefault(figure.node, {}).setdefault(figure.voice, []).append(figure)
        if figure.voice not in self._voices:
            insort(self._voices, figure.voice)
        above = steps_up(figure.node)
        self._nodes.update(dict.fromkeys(steps_up(node_of(figure.node.cell))))
        said = self._said.setdefault(figure.voice, set())
        said.add(figure.node)
        held = self._stances.setdefault(figure.voice, {})
        for node in nodes_above(figure.node):
            held.pop(node, None)
            self._tolls.pop(node, None)
        if len(self._nodes) > len(above) or not said.isdisjoint(above[1:]):  # a whole bounds its parts, they each other
            self._tolls.clear()

    def tolls(self) -> list[Toll]:
        """Return the toll of every cell, the larger before the smaller; people of unknown side are a cell too."""
        nodes = sorted(self._nodes, key=lambda node: (len(steps_up(node)), str(node.cell)))
        found = [toll for node in nodes if (toll := self.toll(node))]
        apart = [self.toll(node) for node in self._told if node.own and len(steps_up(node)) == 1]
        return found + [replace(toll, cell=replace(toll.cell, side=Side.UNKNOWN)) for toll in apart if toll]

    def toll(self, node: Node) -> Toll | None:
        """Return the toll of a node, None where nothing was stated."""
        if node not in self._tolls:
            toll = self._toll(node)
            parts = self._parts(node) if toll else []
            if not self._one_picture(parts):
                parts = [part for part in parts if part.cell.group is None]  # sides and parties add up
            if toll and parts:
                toll = widened(toll, [part for n in parts if (part := self.toll(n))])
            self._tolls[node] = toll
        return self._tolls[node]

    def exceeding(self) -> list[Problem]:
        """List what one voice told of parts and then less of their whole, each with the claims that cannot all hold."""
        found = []
        for node, told in self._told.items():
            parts = self._parts(node) or [part for part in self._nodes if node in line_of(part)[1:2]]
            for voice in told if parts and not node.own else ():
                held = self.stance(node, voice)
                beneath = [s for part in parts if (s := self.stance(part, voice))]
                problem = exceeding(held, beneath) if held and beneath else None
                found += [problem] if problem else []
        return found

    def _toll(self, node: Node) -> Toll | None:
        if self._only_by_its_part(node):
            toll = self.toll(self._beneath[node][0])
            return replace(toll, cell=node.cell) if toll else None
        if wholes(node).isdisjoint(self._told):
            stances = [s for voice in self._voices if (s := self.stance(node, voice))]
        else:
            stances = [k.stance for voice in self._voices if (k := self._kept(node, voice))]
        if not stances:
            return None
        if any(s.bound for s in stances) and self._told_by_parts(node, stances):
            parts = [(part, toll) for part in self._parts(node) if (toll := self.toll(part))]
            whole = self._one_picture([part for part, _ in parts])
            if not whole:
                parts = [(part, toll) for part, toll in parts if part.cell.group is None]  # sides and parties add up
            least = max(s.interval.low for s in stances if s.bound)
            if whole or (parts and sum(toll.low for _, toll in parts) >= least):
                return _denied(_sum(node.cell, [toll for _, toll in parts]), [s for s in stances if s.denies])
        return agree(node.cell, stances)

    def _only_by_its_part(self, node: Node) -> bool:
        """Tell whether all that was told of a node is what was told of people in one part of it: it holds the same."""
        if self._nobody or node in self._told or len(self._parts(node)) != 1:
            return False
        return self._beneath[node][0].cell.group is None and wholes(node).isdisjoint(self._told)

    def _told_by_parts(self, node: Node, stances: Sequence[Stance]) -> bool:
        """Tell whether whoever speaks of the whole denies it, or gives no top and no more than the parts hold."""
        tolls = (self.toll(part) for part in self._parts(node) if part.cell.group is None)
        made = sum(toll.low for toll in tolls if toll)
        return all(s.bound or s.denies or (s.interval.high is None and s.interval.low <= made) for s in stances)

    def stance(self, node: Node, voice: str) -> Stance | None:
        """Return what a voice holds about a node: its own figures there, bounded by the sum of its parts."""
        held = self._stances.setdefault(voice, {})
        if node not in held:
            parts = self._sum_of_parts(node, voice)
            told = self._told[node].get(voice) if node in self._told else None
            held[node] = _bounded(stance(told, self._base(node, told, parts)), parts) if told else parts
        return held[node]

    def _kept(self, node: Node, voice: str) -> Kept | None:
        """Return what a voice holds about a node, within what it holds about the wholes of which it told."""
        held = self.stance(node, voice)
        if held is None or wholes(node).isdisjoint(self._said.get(voice, ())):
            return Kept(held) if held else None
        whole = line_of(node)[1]
        above = self._kept(whole, voice)
        if above is None:
            return Kept(held)
        parts = self._parts(whole)
        beside = [s for n in parts if n != node and (s := self.stance(n, voice))] if node in parts else []
        return kept(held, above, beside, self._rest(whole, voice, [held, *beside]))

    def _rest(self, whole: Node, voice: str, parts: Sequence[Stance]) -> int:
        """Return how many people beside its parts a whole had, when the voice last told of the parts."""
        latest = max(s.moment for s in parts)
        told = [f for f in self._told.get(whole, {}).get(voice, ()) if f.moment <= latest and not f.adds]
        return max(0, told[-1].interval.greatest - sum(s.interval.low for s in parts)) if told else 0

    def _sum_of_parts(self, node: Node, voice: str) -> Stance | None:
        beneath = (part for part in self._parts(node) if part.cell.group is None or self._listed_by(part, voice))
        parts = [s for part in beneath if (s := self.stance(part, voice))]
        if not parts:
            return None
        latest = max(parts, key=lambda s: s.moment)
        denied = all(s.denies for s in parts)
        return Stance(
            voice=voice,
            interval=Interval(sum(s.interval.low for s in parts), 0 if denied else None),
            moment=latest.moment,
            said=latest.said,
            claims=tuple(claim for s in parts for claim in s.claims),
            bound=True,
            untopped=any(s.open for s in parts),
            gave=any(s.gave for s in parts),
        )

    def _parts(self, node: Node) -> list[Node]:
        """List the nodes beneath that exclude each other; groups only where they are listed, not as parts."""
        return [] if node.own else self._beneath.get(node, [])

    def _find_parts(self) -> dict[Node, list[Node]]:
        beneath: dict[Node, list[Node]] = {}
        for node in self._told:
            if node.own:
                beneath.setdefault(node_of(node.cell), []).append(node)
        for node in self._nodes:
            whole = line_of(node)[1:2]
            if whole and (node.cell.group is None or self._listed(node)):
                beneath.setdefault(whole[0], []).append(node)
        return beneath

    def _listed(self, node: Node) -> bool:
        return any(self._listed_by(node, voice) for voice in self._told.get(node, {}))

    def _listed_by(self, node: Node, voice: str) -> bool:
        """Tell whether a voice lists a group by itself, or beside fewer others of its side: `a man and two children`.

        In `15 civilians, five of them children` the five may be of the fifteen.
        """
        told = self._told.get(node, {}).get(voice, ())
        beside = self._told.get(node_of(replace(node.cell, group=None), own=True), {}).get(voice, ())
        return any(f.listed for f in told) or any(_must_stand_beside(f, one) for f in told for one in beside)

    def _one_picture(self, parts: Sequence[Node]) -> bool:
        """Tell whether the parts add up across voices: sides and parties do, groups only as one voice lists them."""
        if len(parts) < 2 or all(n.cell.group is None for n in parts):
            return True
        tellers = [{v for v in self._voices if self.stance(n, v)} for n in parts]
        return bool(set.intersection(*tellers))

    def _base(self, node: Node, told: Sequence[Figure], parts: Stance | None) -> Interval | None:
        """Find what a voice that only tells of more people adds them to: its own parts, else what others had given."""
        if not told[0].adds:
            return None
        if parts is not None and not set(told[0].claims) <= set(parts.claims):
            return Interval(parts.interval.low, parts.interval.low)
        others = [
            f for figures in self._told[node].values() for f in figures if not f.adds and f.voice != told[0].voice
        ]
        before = [f for f in others if f.moment[:2] <= told[0].moment[:2] and f.report != told[0].report]
        if before or others:
            return max(before, key=lambda f: (f.moment, f.claims)).interval if before else None
        sums = [s for v in self._voices if v != told[0].voice and (s := self._sum_of_parts(node, v))]
        earlier = [s.interval.low for s in sums if s.moment[:2] <= told[0].moment[:2]]
        return Interval(max(earlier), max(earlier)) if earlier else None

    def _lift(self, figure: Figure) -> None:
        """People added to a part are added to every whole that was given as a number.

        Where the voice gave the part as a number, and not the whole, the part holds them already.
        """
        gave = any(not f.adds for f in self._told[figure.node].get(figure.voice, ()))
        for whole in steps_up(figure.node)[1:]:
            told = self._told.get(whole)
            own = any(not f.adds for f in told.get(figure.voice, ())) if told else False
            if told and (own or not gave) and any(not f.adds for figures in told.values() for f in figures):
                mine = [*told.get(figure.voice, []), figure._replace(node=whole)]
                told[figure.voice] = sorted(mine, key=lambda f: (f.moment, f.claims))


def _bounded(held: Stance, parts: Stance | None) -> Stance:
    """Bound what a voice holds of a whole by the sum of its parts; where they cannot both hold, the newer goes."""
    if parts is None or held.denies:
        return held
    meet = held.interval.meet(parts.interval)
    if meet is not None:
        return held if meet == held.interval else held._replace(interval=meet)
    if parts.moment <= held.moment:
        return held
    gone = tuple((claim, f"its parts now sum to at least {parts.interval.low}") for claim in held.claims)
    return parts._replace(past=(*held.past, *gone), gave=held.gave, bound=False)


def _sum(cell: Cell, parts: Sequence[Toll]) -> Toll:
    """Add up tolls that exclude each other."""
    return Toll(
        cell=cell,
        low=sum(toll.low for toll in parts),
        best=sum(toll.best for toll in parts),
        high=sum(toll.high for toll in parts),
        open=any(toll.open for toll in parts),
        contested=any(toll.contested for toll in parts),
        low_claims=tuple(claim for toll in parts for claim in toll.low_claims),
        best_claims=tuple(claim for toll in parts for claim in toll.best_claims),
        high_claims=tuple(claim for toll in parts for claim in toll.high_claims),
        set_aside=tuple(gone for toll in parts for gone in toll.set_aside),
    )


def _denied(toll: Toll, denials: Sequence[Stance]) -> Toll:
    """Let those who deny the whole contest a sum of parts; who gave people before lowers it."""
    if not denials:
        return toll
    lowering = [s for s in denials if s.gave]
    if not lowering:
        return replace(toll, contested=True)
    return replace(toll, contested=True, low=0, low_claims=tuple(claim for s in lowering for claim in s.claims))


def _must_stand_beside(group: Figure, others: Figure) -> bool:
    """Tell whether one report gives more people of a group than others of its side: then they are no part of these."""
    return group.report == others.report and group.interval.low > others.interval.greatest
