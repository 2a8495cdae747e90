"""Turn the statements of one incident into figures: which cell each speaks of, beside its siblings in the sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from marsad.ledger.cells import Node, cell_of, is_part, node_of, within
from marsad.ledger.figure import Figure
from marsad.ledger.mention import later_news
from marsad.ledger.sentence import one_sentence
from marsad.model.claim import Group, Harm, TollKind
from marsad.model.count import Interval
from marsad.model.incident import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.statement import Statement

_NOBODY = Interval(0, 0)


class _Placed(NamedTuple):
    """A statement in its cell; `reason` marks one that only says why its whole moved, or cannot count."""

    statement: Statement
    cell: Cell
    listed: bool
    reason: bool = False


def figures(statements: Iterable[Statement]) -> list[Figure]:
    """Return the figures of one incident in order of saying; those of one moment in the order of their words."""
    sayings: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        claim = statement.claim
        sayings.setdefault((claim.report, statement.voice, claim.harm, statement.said), []).append(statement)
    placed = {key: _placed(saying) for key, saying in sayings.items()}
    reasons: dict[tuple[object, ...], tuple[str, ...]] = {}
    for key, listed in placed.items():
        reasons[key[:3]] = (*reasons.get(key[:3], ()), *_reasons(listed))
    found = [figure for key, listed in placed.items() for figure in _figures(listed, reasons[key[:3]])]
    return _of_those_told(sorted(found, key=lambda f: (f.moment, f.claims)))


def _of_those_told(ordered: Sequence[Figure]) -> list[Figure]:
    """Put a new figure that says nothing of who into the cell of those told before it, where all were in one.

    Five farmers, then `the toll has risen to six`: six of the same side. Where people of several sides, or of none,
    were told before, it speaks of all.
    """
    found: list[Figure] = []
    for told_now in ordered:
        figure = _of_one_party(told_now, found)
        cell = figure.node.cell
        if figure.announced and not figure.adds and figure.node == node_of(Cell(cell.harm)) and figure.interval.low:
            before = [f.node.cell for f in found if f.report != figure.report and f.node.cell.group is None]
            told = {one for one in before if one.harm is cell.harm}
            only = next(iter(told)) if len(told) == 1 else cell
            only = cell if _tells_of_others(figure, only, ordered) else only
            found.append(figure._replace(node=node_of(only)))
        else:
            found.append(figure)
    return found


def _tells_of_others(figure: Figure, cell: Cell, told: Sequence[Figure]) -> bool:
    """Tell whether the report of a figure tells of another side as well (`21, namely 17 civilians and 4 fighters`)."""
    own = (f.node.cell for f in told if f.report == figure.report and f.node.cell.harm is cell.harm)
    return any(one.side is not None and one.side is not cell.side for one in own)


def _of_one_party(figure: Figure, before: Sequence[Figure]) -> Figure:
    """Put a figure that names no party into the cell of which its voice gave that very number before.

    `Four soldiers and one attacker were killed`, then `the attack killed four fighters`: those are the soldiers.
    """
    cell = figure.node.cell
    if figure.adds or figure.node.own or cell.party or cell.group or not figure.interval.exact:
        return figure
    given = {f.node: f.interval for f in before if f.voice == figure.voice and f.report != figure.report}
    finer = {node: ends for node, ends in given.items() if node.cell.party and is_part(node.cell, cell)}
    equal = [node for node, ends in finer.items() if ends == figure.interval and node.cell.group is None]
    stated = given.get(node_of(cell)) is not None
    return figure._replace(node=equal[0]) if len(equal) == 1 and len(finer) > 1 and not stated else figure


def _reasons(listed: Sequence[_Placed]) -> tuple[str, ...]:
    """Quote what a report tells of why a figure moved: wounded who died, bodies found."""
    return tuple(p.statement.claim.quote.text for p in listed if p.reason or later_news(p.statement))


def _figures(listed: Sequence[_Placed], reasons: tuple[str, ...]) -> list[Figure]:
    placed = _told_once(_without_wholes([p for p in listed if not p.reason]))
    found: list[Figure] = []
    for cell in dict.fromkeys(p.cell for p in placed):
        for group in _lists([p for p in placed if p.cell == cell]):
            found += _figure(group, node_of(cell, _own(group, placed)), reasons)
    return found


def _own(group: Sequence[_Placed], placed: Sequence[_Placed]) -> bool:
    """Tell whether a figure stands apart from one of a smaller cell that is told beside it."""
    inside = [(p, other) for p in group for other in placed if is_part(other.cell, p.cell)]
    return any(_apart(p, other) or _beyond_parts(p, other, placed) for p, other in inside)


def _beyond_parts(whole: _Placed, other: _Placed, placed: Sequence[_Placed]) -> bool:
    """Tell whether a figure is of none of the parts into which a larger one is broken down: they leave no room for it.

    `52 were killed: 25 civilians and 27 soldiers`, and later `15 of the attackers died`.
    """
    if not other.listed or other.cell.group is not None or later_news(other.statement):
        return False
    parts = [p.cell for p in placed if _parent(p) == whole.statement.claim.index and not p.listed]
    if not _told_by_parts([whole], placed):
        return False
    return not any(cell == other.cell or is_part(cell, other.cell) or is_part(other.cell, cell) for cell in parts)


def _without_wholes(placed: Sequence[_Placed]) -> list[_Placed]:
    """Put the parts of sums that are broken down fully, and stand beside others' dead, in the place of those sums."""
    gone = {p.statement.claim.index for p in placed if _told_by_parts([p], placed) and _own([p], placed)}
    if not gone:
        return [*placed]
    freed = (
        p._replace(statement=replace(p.statement, parent=None), listed=True) if _parent(p) in gone else p
        for p in placed
    )
    return [p for p in freed if p.statement.claim.index not in gone]


def _told_by_parts(group: Sequence[_Placed], placed: Sequence[_Placed]) -> bool:
    """Tell whether figures beside others are broken down fully: their parts then stand in their place.

    `246 fell, they are 135 civilians and 111 villagers, while 56 attackers were killed`.
    """
    wholes = {p.statement.claim.index for p in group}
    parts = [p for p in placed if _parent(p) in wholes and not p.listed]
    if not parts or any(p.cell == one.cell for p in parts for one in group):
        return False
    summed = reduce(add, (p.statement.claim.count.interval for p in parts))
    return summed == reduce(add, (p.statement.claim.count.interval for p in group))


def _parent(placed: _Placed) -> int | None:
    """Return the index of the claim in which a statement is counted: within a report it tells claims apart."""
    return placed.statement.parent.index if placed.statement.parent else None


def _told_once(placed: Sequence[_Placed]) -> list[_Placed]:
    """Leave out what tells again, in another sentence, of the very people said to have died of their wounds."""
    again: set[int] = set()
    for at, p in enumerate(placed):
        if p.statement.claim.moved_from is Harm.INJURED and at not in again:
            again |= {n for n, q in enumerate(placed) if n != at and n not in again and _same_dead(p, q)}
    return [p for at, p in enumerate(placed) if at not in again]


def _same_dead(one: _Placed, other: _Placed) -> bool:
    in_line = one.cell == other.cell or is_part(one.cell, other.cell) or is_part(other.cell, one.cell)
    a, b = one.statement, other.statement
    wholes = a.parent == b.parent and not b.adds
    return in_line and wholes and a.claim.count.interval == b.claim.count.interval and not same_sentence(a, b)


def _placed(saying: Sequence[Statement]) -> list[_Placed]:
    """Give every statement its cell; a part in the very cell of its whole is a reason, not a figure."""
    by_index = {s.claim.index: s for s in saying}
    placed: dict[int, _Placed] = {}

    def place(statement: Statement, above: frozenset[int]) -> _Placed:
        index = statement.claim.index
        if index not in placed:
            whole = by_index.get(statement.parent.index) if statement.parent else None
            if whole is None or whole.claim.index in above:
                reason = statement.parent is not None and whole is None and later_news(statement)
                placed[index] = _Placed(statement, _of_whole(statement), listed=True, reason=reason)
            else:
                holder = place(whole, above | {index})
                cell = within(cell_of(statement.claim), holder.cell)
                told = cell == holder.cell or _exceeds(statement, whole)
                placed[index] = _Placed(statement, cell, listed=False, reason=told)
        return placed[index]

    return [place(s, frozenset({s.claim.index})) for s in sorted(saying, key=lambda s: s.claim.index)]


def _of_whole(statement: Statement) -> Cell:
    """Return the cell of a whole: a family has women, men and children in it, and is none of their kind."""
    cell = cell_of(statement.claim)
    return replace(cell, group=None) if cell.group is Group.FAMILY else cell


def _exceeds(part: Statement, whole: Statement) -> bool:
    """Tell whether a part is greater than its whole can be: one of the two is misread, and the part does not count."""
    top = whole.claim.count.interval.high
    return top is not None and part.claim.count.interval.low > top


def _lists(same_cell: Sequence[_Placed]) -> list[list[_Placed]]:
    """Split the statements of one cell into figures: those listed in one sentence are one figure, their sum."""
    exact = [p for p in same_cell if not p.statement.claim.count.vague]
    found: list[list[_Placed]] = []
    for placed in exact or same_cell:
        last = found[-1][-1] if found else None
        if last is not None and _one_list(last, placed):
            found[-1].append(placed)
        else:
            found.append([placed])
    return found


def _one_list(before: _Placed, after: _Placed) -> bool:
    one, other = before.statement, after.statement
    risen = one.parent is None and TollKind.RUNNING in {one.claim.toll, other.claim.toll}
    if later_news(one) or later_news(other) or risen or one.parent != other.parent:
        return False  # parts of a new figure are listed as those of a first one
    if one.claim.moved_from is not None and other.claim.moved_from is None:
        return False  # who died of wounds joins those who died before
    if one.claim.count.vague and other.claim.count.vague:  # `a number of fighters were hurt, … as there are wounded`
        return False
    return one.claim.quote.end <= other.claim.quote.start and same_sentence(one, other)


def _apart(whole: _Placed, part: _Placed) -> bool:
    """Tell whether the larger cell's figure leaves out the smaller one's, though no word says so.

    `5 people` beside `3 civilians` elsewhere in the text holds them; in a list, or where it is less, it does not. An
    earlier `at least 15` beside `27 soldiers` says less of the same people.
    """
    one, other = whole.statement, part.statement
    if _parent(part) == one.claim.index or _parent(whole) != _parent(part):
        return False
    if later_news(one) or later_news(other):
        return False
    count, inner = one.claim.count.interval, other.claim.count.interval
    if count == inner and count.low > 1:
        return False
    if same_sentence(one, other):
        return True
    return count.greatest < inner.low and not count.holds(inner)


def same_sentence(one: Statement, other: Statement) -> bool:
    """Tell whether no sentence ends between the quotes of two claims of one report."""
    return one_sentence(one.reading.report.text, one.claim.quote, other.claim.quote)


def _figure(group: Sequence[_Placed], node: Node, reasons: tuple[str, ...]) -> list[Figure]:
    first = group[0].statement
    interval = reduce(add, (p.statement.claim.count.interval for p in group))
    running = first.claim.toll is TollKind.RUNNING
    figure = Figure(
        node=node,
        interval=interval,
        voice=first.voice,
        moment=first.moment,
        said=first.said,
        claims=tuple(p.statement.claim.id for p in group),
        report=first.claim.report,
        listed=group[0].listed,
        adds=later_news(first) and group[0].listed and not running,
        announced=running or later_news(first),
        quoted=first.quoted and first.claim.said is None,
        because=reasons,
    )
    return [figure, *_remaining(figure), *_denials(figure)]


def _remaining(figure: Figure) -> list[Figure]:
    """Read a new figure for those still missing, held or in hospital as the whole, though it names who they are."""
    cell = figure.node.cell
    if cell.group is None or cell.harm is Harm.KILLED or not (figure.listed and figure.announced) or figure.adds:
        return []
    return [figure._replace(node=node_of(replace(cell, group=None)), listed=True)]


def _denials(figure: Figure) -> list[Figure]:
    """Spell out that a statement that nobody was hurt denies deaths and wounds alike."""
    cell = figure.node.cell
    if cell.harm is not Harm.CASUALTIES or figure.interval != _NOBODY:
        return []
    return [
        figure._replace(node=node_of(replace(cell, harm=harm), figure.node.own)) for harm in (Harm.KILLED, Harm.INJURED)
    ]
