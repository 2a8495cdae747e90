"""What of the record somebody may see: the same ledger, over the reports, words and decisions that are shown to them.

A restricted report is as if it were not there. The names of restricted sources and persons are masked wherever they
stand; what such a source says stays, under a voice of its own that has no name.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from marsad.ledger.correct import FROM
from marsad.ledger.founding import LEAVES
from marsad.ledger.restrictions import PERSON, REPORT, SOURCE, named, restrictions, subjects, taken_back_by
from marsad.ledger.voice_names import names_of, voice_key
from marsad.model.audience import TEAM
from marsad.model.decision import DecisionKind
from marsad.model.record import decision_from_record, decision_record, reading_from_record, reading_record
from marsad.text.masked_record import masked_record
from marsad.text.masking import Names, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.ledger.restrictions import Subject
    from marsad.model.audience import Audience
    from marsad.model.claim import Claim
    from marsad.model.decision import Decision
    from marsad.model.presence import Presence
    from marsad.model.reading import Reading
    from marsad.model.report import Report

Told = TypeVar("Told", "Claim", "Presence")
WITHHELD_SOURCE = "source withheld"
"""The voice of a source whose name is not shown (مصدر محجوب); a second one is `source withheld 2`."""
WITHHELD_WORDS = "withheld"
_AT_LEAST = {DecisionKind.MERGE: 2, DecisionKind.LINK: 2, DecisionKind.PART: 2}
_SOURCE_KEY = "source_key"


@dataclass(frozen=True)
class Sight:
    """What an audience may not see: reports by id; names, each with the voice that stands in its place."""

    audience: Audience = TEAM
    hidden: frozenset[Subject] = frozenset()
    voices: Mapping[Subject, str] = field(default_factory=dict)

    @property
    def clear(self) -> bool:
        """Tell whether every report and name is shown."""
        return not self.hidden

    def hides_nothing(self, decisions: Sequence[Decision]) -> bool:
        """Tell whether everything is shown as it was recorded, these decisions too."""
        restricted = self.audience.everybody and any(d.kind is DecisionKind.RESTRICT for d in decisions)
        return self.clear and not restricted

    @property
    def reports(self) -> frozenset[str]:
        """The ids of the reports that are not shown."""
        return frozenset(subject.key for subject in self.hidden if subject.kind == REPORT)

    @property
    def names(self) -> Names:
        """The names of sources and persons that are not shown, as they may stand in any text."""
        hidden = (names_of_subject(subject).keys for subject in self.hidden if subject.kind in {SOURCE, PERSON})
        return Names(frozenset[str]().union(*hidden))

    def of(
        self, readings: Sequence[Reading], decisions: Sequence[Decision]
    ) -> tuple[Sequence[Reading], Sequence[Decision]]:
        """Return the readings and decisions as the audience may see them."""
        if self.clear and not any(d.kind in _OF_RESTRICTED for d in decisions):
            return readings, decisions
        veil = _Veil(self)
        return [veil.reading(r) for r in readings if r.report.id not in self.reports], veil.decisions(decisions)


def sight(decisions: Sequence[Decision], audience: Audience) -> Sight:
    """Return what somebody may see under all decisions there are: also of the past only what may be seen now."""
    found = restrictions(decisions)
    names = [subject for subject in found.levels if subject.kind != REPORT]
    voices = {subject: WITHHELD_SOURCE + (f" {n}" if n > 1 else "") for n, subject in enumerate(names, 1)}
    return Sight(audience, frozenset(found.hidden(audience)), voices)


def names_of_subject(subject: Subject) -> Names:
    """Return the names under which something restricted may stand in a text."""
    names = names_of(subject.key) if subject.kind == SOURCE else [subject.key]
    return Names(frozenset(filter(None, map(name_key, names))))


class _Veil:
    """Hides what is restricted in readings and decisions."""

    def __init__(self, seen: Sight) -> None:
        self._seen = seen
        self._gone = seen.reports
        self._named = {s: names_of_subject(s) for s in sorted(seen.hidden) if s.kind in {SOURCE, PERSON}}
        self._names = seen.names
        self._texts: dict[str, str] = {}
        """The texts in which something is masked, by report."""

    def reading(self, reading: Reading) -> Reading:
        """Return a reading without the names; one that holds none is itself."""
        report = reading.report
        keys = (*(c.source_key for c in reading.claims), *(p.source_key for p in reading.presences))
        if not any(map(self._names.spans, (*_words(report), *filter(None, keys)))):
            return reading
        claims = tuple(self._without_source(claim) for claim in reading.claims)
        presences = tuple(self._without_source(presence) for presence in reading.presences)
        record = reading_record(replace(reading, claims=claims, presences=presences))
        self._texts[report.id] = self._names.hide(report.text)
        masked = masked_record(record, self._names, self._texts)
        masked["report"] |= {"stands_for": report.id, "publisher": self._voice(report.publisher) or report.publisher}
        return replace(reading_from_record(masked), recorded=reading.recorded)

    def _without_source(self, told: Told) -> Told:
        """Put what a restricted source says under a voice without a name."""
        voice = self._voice(told.source_key) or self._voice(told.source.text if told.source else None)
        return replace(told, source=None, source_key=voice) if voice else told

    def _voice(self, name: str | None) -> str | None:
        """Return the voice that stands for a source, where that is restricted."""
        for subject, names in self._named.items() if name else ():
            if voice_key(name or "") == subject.key or names.spans(name or ""):
                return self._seen.voices[subject]
        return None

    def decisions(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Return the decisions as far as they speak of what is shown; those left with nothing to say are left out."""
        shown: list[Decision] = []
        gone, cut = set[int](), set[int]()
        for decision in decisions:
            found = self._decision(decision, gone, cut)
            if found is None:
                gone.add(decision.number)
            else:
                shown.append(self._unnamed(found) if self._named else found)
                cut |= {decision.number} if found is not decision else set()
        return shown

    def _decision(self, decision: Decision, gone: set[int], cut: set[int]) -> Decision | None:
        if decision.kind is DecisionKind.RESTRICT:
            hidden = self._seen.audience.everybody or not self._seen.hidden.isdisjoint(subjects(decision))
            return None if hidden else decision
        if not self._seen.hidden.isdisjoint(named(decision)):
            return None
        if decision.kind is DecisionKind.UNDO:
            undoes = set(taken_back_by(decision))
            return None if undoes & gone else replace(decision, why=WITHHELD_WORDS) if undoes & cut else decision
        return self._narrowed(decision)

    def _narrowed(self, decision: Decision) -> Decision | None:
        """Return a decision about what is shown of its claims; its reason may quote the others, and is withheld."""
        anchors = tuple(filter(self._shows, decision.anchors))
        value = tuple(
            (name, words)
            for name, words in decision.value
            if name not in _NAMING or all(map(self._shows, words.split()))
        )
        if anchors == decision.anchors and value == decision.value:
            return decision
        nothing_left = bool(decision.values(FROM)) and all(name != FROM for name, _ in value)
        if len(anchors) < _AT_LEAST.get(decision.kind, 1) or nothing_left or decision.kind is DecisionKind.NOTE:
            return None
        saw = tuple(seen for seen in decision.saw if self._shows(seen.claim.id))
        return replace(decision, anchors=anchors, value=value, saw=saw, why=WITHHELD_WORDS)

    def _shows(self, anchor: str) -> bool:
        return anchor.partition(":")[0] not in self._gone

    def _unnamed(self, decision: Decision) -> Decision:
        """Return a decision without the names."""
        saw = tuple(replace(seen, claim=self._without_source(seen.claim)) for seen in decision.saw)
        value = tuple(
            (slot, self._voice(words) or words) if slot == _SOURCE_KEY else (slot, words)
            for slot, words in decision.value
        )
        record = decision_record(replace(decision, saw=saw, value=value))
        masked = masked_record(record, self._names, self._texts)
        return replace(decision_from_record(masked), number=decision.number)


_OF_RESTRICTED = frozenset({DecisionKind.RESTRICT, DecisionKind.PERSON})
_NAMING = frozenset({FROM, LEAVES})
"""Under these names a decision has further anchors."""


def _words(report: Report) -> tuple[str, ...]:
    return tuple(filter(None, (report.text, report.title, report.publisher, report.name)))
