"""The only conductor: reports are read and recorded, the ledger is worked out of the journal, at any point of its past.

Every function works on the ledger that `marsad.settings.configure` has pointed to. Errors are MarsadError.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from marsad import derive
from marsad.derive import Rebuilt
from marsad.lang.search.words import terms
from marsad.ledger.as_of import EVERYTHING, Question, in_sight, published
from marsad.ledger.drafting import Desk
from marsad.ledger.growing import Growing
from marsad.ledger.moves import Difference, difference
from marsad.ledger.reconcile import reconcile
from marsad.ledger.rereading import Change, Disagreement, against, changes
from marsad.ledger.sight import sight
from marsad.ledger.unmoved import ChangedError, unmoved
from marsad.model.audience import TEAM
from marsad.reader.read import VERSION, read
from marsad.store import backup, captured, foreign, forgotten, projections, reports, search_hits
from marsad.store import search as searching
from marsad.store.errors import RefusedError
from marsad.store.expunge import expunge_reports, wipe
from marsad.store.journal import Head, Journal
from marsad.store.opening import open_ledger
from marsad.store.search_seen import Seen
from marsad.store.search_words import reader
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from marsad.lang.search.words import Term
    from marsad.ledger.near import Compared
    from marsad.ledger.sight import Sight
    from marsad.model.audience import Audience
    from marsad.model.decision import Decision
    from marsad.model.incident import Incident, Ledger
    from marsad.model.problem import Problem
    from marsad.model.reading import Reading
    from marsad.model.report import Report
    from marsad.store.captures import Kept
    from marsad.store.reports import Added
    from marsad.store.search_hits import Hit

READER = f"reader {VERSION}"
"""The version that stands beside every reading in the journal."""


@dataclass(frozen=True)
class Book:
    """A ledger with the readings it was worked out of, and the question it answers, in words.

    `decided` are the readings as people left them; `numbers` those of the reports in the order of the journal, which
    are the same for every question.
    """

    ledger: Ledger
    readings: tuple[Reading, ...]
    question: str = str(EVERYTHING)
    decided: tuple[Reading, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    head: str = ""
    """The hash of the last entry of the journal that it was worked out of."""
    at: datetime | None = None
    """When that entry was recorded; None where there is none."""
    names: Mapping[str, str] | None = None
    """How reports write voices, where that is known already; else the readings tell."""
    growing: Compared | None = field(default=None, repr=False, compare=False)
    """What it was worked out in, which knows what was compared with what; None for one of the past."""
    laid: Desk | None = field(default=None, repr=False, compare=False)
    """The desk, where it is the same for several."""

    @property
    def seen(self) -> str:
        """The beginning of the head's hash, by which a decision says what was seen."""
        return self.head[:12]

    @cached_property
    def desk(self) -> Desk:
        """The ledger as decisions are drafted on it."""
        return self.laid or Desk(self.ledger, self.decided, self.numbers)

    def incident(self, beginning: str) -> Incident:
        """Return the incident whose id begins so; raises MarsadError where none or several do."""
        return self.desk.incident(beginning)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that is not recorded yet: what it would change, and the head of the journal it was drafted on.

    `book` is the ledger before it, as whoever decides sees it.
    """

    decision: Decision
    changes: Difference
    head: Head
    book: Book
    audience: Audience = TEAM


@dataclass(frozen=True, slots=True)
class Reread:
    """What another reading of all reports brings: claims, the ledger, and where it disagrees with people."""

    changed: tuple[str, ...]
    same: int
    claims: tuple[Change, ...]
    ledger: Difference
    disagreements: tuple[Disagreement, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """Reports that are to be forgotten: their numbers, which decisions go with them, which incidents they bear on."""

    reports: tuple[Report, ...]
    numbers: Mapping[str, int]
    decisions: tuple[int, ...]
    incidents: tuple[str, ...]
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for: words, of which kinds, on which days, how many of each kind."""

    query: str
    kinds: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found: the terms as they were understood, how many of each kind, the newest of each."""

    terms: tuple[Term, ...]
    counts: Mapping[str, int]
    hits: tuple[Hit, ...]


def add(
    incoming: Iterable[Report], country: str | None = None, kept: Sequence[tuple[str, Kept]] = ()
) -> tuple[Added, list[Reading]]:
    """Read reports and record those that are new; return what came of it, and the new readings.

    A report that the ledger holds already, the same text by the same publisher, adds nothing and is not read again.
    `kept` are captures of them that are on disk, by the id of the report: those that are new are recorded too.
    """
    open_ledger()
    found = list({report.id: report for report in incoming}.values())
    held, nth = reports.known(report.id for report in found), captured.versions_of(kept)
    found = [replace(one, version=nth[one.id]) if one.id in nth else one for one in found]
    readings = [read(report, country) for report in found if report.id not in held]
    today = datetime.now(UTC).date()
    with writing():
        added = reports.add(readings, READER)
        captures, missing = captured.record(kept) if kept else (0, [])
    if added.new or captures:
        derive.onward()
    known = tuple(report.id for report in found if report.id in held or report.id in added.known)
    new = [reading for reading in readings if reading.report.id in added.new]
    return replace(added, known=known, problems=(*added.problems, *missing)), [
        replace(reading, recorded=today) for reading in new
    ]


def ledger(question: Question = EVERYTHING) -> Book:
    """Work the ledger out of the journal, as of a question."""
    open_ledger(create=False)
    return _book(question)


def decisions(question: Question = EVERYTHING) -> tuple[Book, list[Disagreement]]:
    """Return the ledger with its decisions, and where the readings left alone disagree with them."""
    book = ledger(question)
    alone, _, _ = _asked(question)
    return book, against(book.ledger, alone)


def propose(
    draft: Callable[[Desk], Decision], audience: Audience = TEAM, shown_to: Audience | None = None, seen: str = ""
) -> Proposal:
    """Draft a decision on the ledger as its author sees it now, and work out what it would change. Nothing is recorded.

    The changes are those that the author sees, or, where another audience is named, those that this one would see.
    `seen` begins the hash of the head at which the author saw the ledger; raises ChangedError where what the decision
    is about is no longer as it was then.
    """
    open_ledger(create=False)
    head = Journal().head()
    book = _book(Question(audience=audience))
    saw = Journal().named(seen) if seen else head
    decision = replace(draft(book.desk), number=head.seq + 1, head=saw.hash)
    people = reports.decisions(head.seq)
    if saw.seq != head.seq:
        was = _seen(reports.readings(saw.seq), reports.decisions(saw.seq), sight(people, audience))
        if not unmoved(decision, was, book.ledger):
            raise ChangedError(f"since entry {saw.seq}, at which you saw it", was, book.ledger)
    before, then = (sight(made, shown_to or audience) for made in (people, [*people, decision]))
    if before.clear and then.clear:
        moved = difference(book.ledger, derive.under(decision, head))
    else:
        readings = reports.readings(head.seq)
        same = shown_to in (None, audience)  # then the author's ledger is the one that is compared
        was = book.ledger if same else _seen(readings, people, before)
        moved = difference(was, _seen(readings, [*people, decision], then))
    return Proposal(decision, moved, head, book, audience)


def _seen(readings: Sequence[Reading], people: Sequence[Decision], seen: Sight) -> Ledger:
    """Return the ledger as somebody sees it."""
    return reconcile(*seen.of(readings, people))


def decide(proposal: Proposal) -> Decision:
    """Record a decision that was proposed; raises RefusedError where the ledger is no longer the one it was seen on."""
    with derive.holding(), writing():
        if Journal().head().hash != proposal.head.hash:
            now = _book(Question(audience=proposal.audience)).ledger
            raise ChangedError("meanwhile", proposal.book.ledger, now)
        reports.decide(proposal.decision, proposal.decision.at)
        derive.onward()
    return proposal.decision


def reread(audience: Audience = TEAM, *, record: bool = True) -> Reread:
    """Read every report again with this version of the reader; record the readings that changed, keep every decision.

    Returns what is seen differently, as far as the audience may see it. Without `record` nothing is written.
    """
    open_ledger(create=False)
    before, people = reports.readings(), reports.decisions()
    after = [read(reading.report, reading.country) for reading in before]
    problems: tuple[Problem, ...] = ()
    if record:
        recorded = reports.reread(after, READER)
        problems = recorded.problems
        if recorded.new or not projections.is_current():
            derive.onward()
    seen = sight(people, audience)
    (read_now, _), (read_before, shown) = seen.of(after, people), seen.of(before, people)
    pairs = [(old, new) for old, new in zip(read_before, read_now, strict=True) if old != new]
    was, now = reconcile(read_before, shown), reconcile(read_now, shown)
    known = against(was, read_before)
    return Reread(
        changed=tuple(new.report.id for _, new in pairs),
        same=len(read_before) - len(pairs),
        claims=tuple(change for old, new in pairs for change in changes(old, new)),
        ledger=difference(was, now),
        disagreements=tuple(found for found in against(now, read_now) if found not in known),
        problems=problems,
    )


def propose_expunging(names: Sequence[str], who: str, why: str, audience: Audience = TEAM) -> Removal:
    """Find the reports that are to be forgotten, by number or by the beginning of their ids. Nothing is changed."""
    open_ledger(create=False)
    for what, said in (("who does it: --by NAME, or set MARSAD_WHO", who), ("why: --why WORDS", why)):
        if not said.strip():
            raise RefusedError(f"Removing a report says {what}. Nothing was removed.")
    book = _book(Question(audience=audience))
    found = {report.id: report for report in map(book.desk.report, names)}
    about = [s.decision for s in book.ledger.decisions if any(a.partition(":")[0] in found for a in s.decision.anchors)]
    touched = tuple(one.id for one in book.ledger.incidents if not found.keys().isdisjoint(one.reports))
    numbers = {id_: book.numbers[id_] for id_ in found}
    return Removal(tuple(found.values()), numbers, tuple(d.number for d in about), touched, who.strip(), why.strip())


def expunge(removal: Removal, home: Path) -> int:
    """Forget reports for good, with all that quotes them; return the sequence of the tombstone.

    The ledger's folder `home` remembers it, for the day on which an older backup is put back.
    """
    with writing():
        tombstone = expunge_reports([report.id for report in removal.reports], removal.who, removal.why)
        forgotten.remember(home, tombstone)
    wipe()
    derive.anew()
    return tombstone.seq


def search(sought: Sought, audience: Audience = TEAM, past: Book | None = None) -> Searched:
    """Find what holds all words of a query; raises RefusedError where it has none.

    Rows that are not in step with the journal are made again first. From whom something is kept, nothing is looked up
    in them: what may be shown is searched by itself, and so is a ledger of the `past`.
    """
    open_ledger(create=False)
    asked = terms(sought.query, reader())
    if not asked:
        raise RefusedError("Nothing to search for: write a word or a number, in Arabic or in Latin letters.")
    wanted = searching.Wanted(asked, sought.kinds, sought.first, sought.last, sought.limit)
    if past is None and sight(reports.decisions(), audience).clear:
        if not searching.is_current():
            derive.anew()
        answer = searching.find(wanted)
        shelf = search_hits.whole_shelf(answer)
    else:
        book = past or _book(Question(audience=audience))
        seen = Seen(book.decided, book.ledger.incidents, book.numbers)
        answer, shelf = seen.find(wanted), seen.shelf
    return Searched(asked, answer.counts, tuple(search_hits.hits(answer, asked, shelf)))


def pack(*, captures: bool = True) -> tuple[bytes, Head]:
    """Return the bytes of a backup of the whole journal, with its captures or without, and the head it ends with."""
    open_ledger(create=False)
    return backup.pack(with_captures=captures)


def restore(packed: bytes, home: Path) -> tuple[Head, int]:
    """Put a backup into the empty ledger; what its folder remembers as expunged is expunged again.

    Returns the head, and how many entries were.
    """
    kept, memory = backup.unpack(packed), forgotten.remembered(home)
    open_ledger()
    with writing():
        backup.put_back(kept, backup.unpack_captures(packed))
        again = forgotten.forget_again(memory)
    wipe()
    derive.anew()
    return Journal().head(), again


def head() -> Head:
    """Return where the journal ends."""
    open_ledger(create=False)
    return Journal().head()


def rebuild() -> Rebuilt:
    """Make the index and the derived rows again from the journal alone, and write the files anew."""
    open_ledger(create=False)
    before = projections.digest() if projections.is_current() else None
    reports.reindex()
    searching.clear()
    incidents, digest = derive.anew()
    captured.sweep()
    wipe()
    return Rebuilt(digest, before, incidents)


def verify() -> tuple[int, list[Problem]]:
    """Check the journal and its captures; return how many entries it has, and everything that is wrong with it."""
    open_ledger(create=False)
    journal = Journal()
    return journal.head().seq, journal.verify() or [*foreign.check(), *captured.check()]


def _book(question: Question) -> Book:
    if not (question.recorded or question.published) and derive.shows_all(question.audience):
        return _whole(question)
    readings, people, numbers = _asked(question)
    made = Growing(people)
    made.put(readings)
    decided, head = tuple(made.readings()), Journal().head_at(question.recorded)
    present = None if question.recorded or question.published else made
    return Book(made.ledger(), tuple(readings), str(question), decided, numbers, head.hash, head.at, growing=present)


def _whole(question: Question) -> Book:
    """Return the ledger of the present, for somebody from whom nothing is hidden: as this process holds it."""
    with derive.holding() as standing:
        if not isinstance(standing.book, Book):
            head, made = standing.head, standing.growing
            whole, decided, numbers, names = made.ledger(), tuple(made.readings()), standing.numbers, standing.names
            parts = (tuple(made.given()), str(question), decided, numbers, head.hash, head.at, names, derive.Held(head))
            standing.book = Book(whole, *parts, laid=Desk(whole, decided, numbers))
        return replace(standing.book, question=str(question))


def _asked(question: Question) -> tuple[Sequence[Reading], Sequence[Decision], dict[str, int]]:
    """Return the readings and decisions that a question is about, and the numbers of all reports recorded by then."""
    until = Journal().head_at(question.recorded).seq  # what others record while we read does not come in by halves
    seen = sight(reports.decisions(), question.audience)
    readings, people = seen.of(reports.readings(until), reports.decisions(until))
    numbers = {id_: at for id_, at in reports.numbers(until).items() if id_ not in seen.reports}
    if question.published:
        people = in_sight(people, readings, question.published)
        readings = published(readings, question.published)
    return readings, people, numbers
