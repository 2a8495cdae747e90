"""What one voice holds about one cell: its figures, the latest backwards, as far as they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marsad.model.count import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.figure import Figure
    from marsad.ledger.statement import Moment
    from marsad.model.when import Days


class Stance(NamedTuple):
    """An interval with the claims that carry it and those that it left behind, each with the reason.

    `bound` marks one that is only a sum of parts, so that its open top was never stated, `untopped` that a part's
    was. `fell` marks a drop that no
    word announced, `torn` figures of one moment that cannot all be right, `gave` that the voice once gave people
    harmed.
    """

    voice: str
    interval: Interval
    moment: Moment
    said: Days | None
    claims: tuple[str, ...]
    past: tuple[tuple[str, str], ...] = ()
    bound: bool = False
    untopped: bool = False
    fell: bool = False
    torn: tuple[str, ...] = ()
    gave: bool = False

    @property
    def denies(self) -> bool:
        """Tell whether the voice says that nobody was harmed."""
        return self.interval.high == 0

    @property
    def open(self) -> bool:
        """Tell whether the voice stated no top."""
        return self.untopped if self.bound else self.interval.high is None


def stance(figures: Sequence[Figure], base: Interval | None = None) -> Stance:
    """Return what a voice holds after its figures, at least one, in order of saying.

    `base` is what others had given before, for a voice that only says how many more there are.
    """
    if len(figures) == 1 and base is None:
        only = figures[0]
        return Stance(only.voice, only.interval, only.moment, only.said, only.claims, gave=only.interval.low > 0)
    told = _restated(figures)
    moments = _moments(_cumulated(told, base) if any(figure.adds for figure in told) else told)
    latest = moments[-1]
    interval, said = latest.interval, latest.said
    claims, past = [*latest.claims], []
    agreeing = True
    for earlier in reversed(moments[:-1]):
        meet = interval.meet(earlier.interval) if agreeing else None
        if meet is None:
            agreeing = False
            past += [(claim, f"superseded by {shown(latest.interval)}") for claim in earlier.claims]
        else:
            interval = meet
            claims += earlier.claims
    return Stance(
        voice=latest.voice,
        interval=interval,
        moment=latest.moment,
        said=said,
        claims=tuple(claims),
        past=tuple(past),
        fell=_fell(moments),
        torn=tuple(claim for figure in moments if figure.torn for claim in figure.claims),
        gave=any(figure.interval.low > 0 for figure in moments),
    )


def shown(interval: Interval) -> str:
    """Write an interval for people: `27`, `at least 15`, `5 to 7`."""
    if interval.high is None:
        return f"at least {interval.low}"
    return str(interval.low) if interval.exact else f"{interval.low} to {interval.high}"


class _Moment(NamedTuple):
    """What the voice said at one moment, all its figures of that moment taken together."""

    voice: str
    interval: Interval
    moment: Moment
    said: Days | None
    claims: tuple[str, ...]
    announced: bool
    torn: bool = False


def _restated(figures: Sequence[Figure]) -> list[Figure]:
    """Date a figure that others quote without a day back to when its voice gave it: telling again is no news."""
    kept: list[Figure] = []
    last: dict[Interval, Figure] = {}
    for figure in figures:
        told = last.get(figure.interval)
        again = figure.quoted and figure.interval.low > 0 and not (figure.announced or figure.adds)
        dated = figure._replace(moment=told.moment, said=told.said) if told and again else figure
        if not dated.adds:
            last[dated.interval] = dated
        kept.append(dated)
    return sorted(kept, key=lambda f: (f.moment, f.claims))


def _cumulated(figures: Sequence[Figure], base: Interval | None) -> list[Figure]:
    """Turn `two more` into the figure that it makes, once for each piece of news."""
    now = base
    told: list[Figure] = []
    result: list[Figure] = []
    for figure in _additions_last(figures):
        made = figure
        if figure.adds:
            before = next((t for t in told if _same_news(t, figure)), None)
            if before is not None or _includes(figure, result, now):
                continue
            told.append(figure)
            made = figure._replace(interval=now + figure.interval if now else figure.interval)
        now = made.interval
        result.append(made)
    return result or [*figures]


def _additions_last(figures: Sequence[Figure]) -> list[Figure]:
    """Within one report and day the figure that is added to comes first."""
    return sorted(figures, key=lambda f: (f.moment[:3], f.report if f.adds else "", f.adds, f.moment[3], f.claims))


def _same_news(one: Figure, other: Figure) -> bool:
    """Tell whether two additions are one, told by two outlets."""
    near = one.said is None or other.said is None or one.said.gap(other.said) <= 1
    return one.interval == other.interval and one.report != other.report and near


def _includes(figure: Figure, before: Sequence[Figure], now: Interval | None) -> bool:
    """Tell whether the report's own new figure already holds the people added."""
    own = [f for f in before if f.report == figure.report and f.said == figure.said]
    if not own:
        return False
    earlier = [f for f in before if f not in own]
    risen = bool(earlier) and own[-1].interval.low >= (earlier[-1].interval + figure.interval).low
    return own[-1].announced or (risen and now is not None)


def _moments(figures: Sequence[Figure]) -> list[_Moment]:
    """Take the figures of one moment together: where they agree the meeting, else from the least to the greatest."""
    found: list[_Moment] = []
    for figure in figures:
        single = _Moment(
            figure.voice, figure.interval, figure.moment, figure.said, figure.claims, figure.announced or figure.adds
        )
        if found and found[-1].moment == figure.moment and not figure.adds:
            found[-1] = _together(found[-1], single)
        else:
            found.append(single)
    return found


def _together(one: _Moment, other: _Moment) -> _Moment:
    meet = one.interval.meet(other.interval)
    ends = (one.interval.high, other.interval.high)
    highs = [high for high in ends if high is not None]
    hull = Interval(min(one.interval.low, other.interval.low), max(highs) if len(highs) == len(ends) else None)
    return one._replace(
        interval=meet or hull,
        claims=one.claims + other.claims,
        announced=one.announced or other.announced,
        torn=one.torn or meet is None,
    )


def _fell(moments: Iterable[_Moment]) -> bool:
    """Tell whether the latest move of the voice was a drop that no word announced."""
    fell, before = False, None
    for moment in moments:
        if before is not None and before.meet(moment.interval) is None:
            fell = moment.interval.greatest < before.low and not moment.announced
        before = moment.interval
    return fell
