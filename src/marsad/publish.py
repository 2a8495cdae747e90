"""Conduct a release: the ledger as its readers may see it, checked, written into one folder, and kept as stated."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from marsad import __version__, flow
from marsad.intake.spellings import undone
from marsad.ledger.correct import rule
from marsad.ledger.growing import Growing
from marsad.ledger.presences import stretches
from marsad.ledger.restrictions import PERSON, REPORT, restrictions
from marsad.ledger.selection import Selection
from marsad.ledger.sight import names_of_subject, sight
from marsad.ledger.split import ged_split
from marsad.ledger.sums import held_as_sums
from marsad.ledger.voices import publication
from marsad.model.audience import OPEN, TEAM
from marsad.model.ledger_record import ledger_from_record, ledger_record, without
from marsad.model.problem import MarsadError
from marsad.reader.read import VERSION
from marsad.release import folder as folders
from marsad.release.base import read_base
from marsad.release.changes import changes_table
from marsad.release.checks import Hidden, checked
from marsad.release.material import Held, Issued, Made, Material, Told
from marsad.store import captured, reports, stated
from marsad.store.errors import RefusedError
from marsad.store.folders import holds, remove_folder, write_folder
from marsad.store.journal import Head, Journal
from marsad.store.opening import open_ledger
from marsad.store.transaction import writing
from marsad.text.masked_record import masked_record
from marsad.text.masking import Names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from marsad.ledger.sight import Sight
    from marsad.model.audience import Audience
    from marsad.model.decision import Decision
    from marsad.model.incident import Assertion, Incident, Ledger
    from marsad.model.problem import Problem
    from marsad.model.reading import Reading
    from marsad.release.base import Base


_SHOWN = 20
"""So many faults are told at once."""
NOT_STATED = (
    "No release is stored that could have stated anything on {day}: what was stated is what a release said, "
    "and is never worked out again. --published {day} tells what had been published by then, and "
    "--recorded {day} what had been recorded here."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the first and the last day, None for all; `public` is for everybody; what to compare with."""

    first: date | None = None
    last: date | None = None
    public: bool = False
    base: Path | None = None

    def record(self) -> dict[str, Any]:
        """Write down what the release holds by it."""
        days = (str(day) if day else None for day in (self.first, self.last))
        return {**dict(zip(("from", "to"), days, strict=True)), "public": self.public}


@dataclass(frozen=True, slots=True)
class Draft:
    """A release that is not written yet: its files by name, what it is made of, what it warns of."""

    files: Mapping[str, bytes]
    gathered: Gathered
    wanted: Wanted
    warnings: tuple[Problem, ...] = ()

    @property
    def material(self) -> Material:
        """What it is made of."""
        return self.gathered.material


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a release is made of, with the ledger behind it, and what must not stand in it."""

    material: Material
    ledger: Ledger
    hidden: Hidden


def draft(wanted: Wanted, labels: Mapping[str, Mapping[str, str]]) -> Draft:
    """Make the files of a release; raises MarsadError where nothing falls into its period or a check fails.

    `labels` are the words for keys by language.
    """
    open_ledger(create=False)
    libraries, base = folders.libraries(), _base(wanted)
    gathered = gather(wanted)
    material, made, hidden = gathered.material, folders.tables(gathered.material), gathered.hidden
    moved = folders.changed(base, made, material, _today(gathered.ledger), hidden.names) if base else ()
    found = checked(made, material, hidden, changes_table(moved))
    if found.faults:
        told = " ".join(str(fault) for fault in found.faults[:_SHOWN])
        raise MarsadError(f"Nothing was written, since checks fail ({len(found.faults)}): {told}")
    files = folders.all_files(material, made, labels)
    if base:
        files |= folders.change_files(moved, base, labels)
    about = {
        "versions": {"marsad": __version__, "reader": VERSION, **libraries},
        "head": {"entry": material.made.seq, "hash": material.made.hash, "recorded": material.made.at.isoformat()},
        "options": wanted.record(),
        "base": {"manifest": base.digest, "entry": base.head[0]} if base else None,
        **folders.terms(material),
    }
    files[folders.MANIFEST] = folders.manifest(about, files, found.warnings)
    return Draft(files, gathered, wanted, found.warnings)


def issue(drafted: Draft, out: Path) -> tuple[int, bool]:
    """Write a release into a new folder and keep it; return its entry, and whether it was there already."""
    there = holds(out, drafted.files)
    if not there:
        write_folder(out, drafted.files)
    material, ledger = drafted.material, drafted.gathered.ledger
    kept = replace(
        ledger,
        incidents=tuple(one.incident for one in material.incidents),
        assertions=material.assertions,
        periods=material.periods,
    )
    head = Head(material.made.seq, material.made.hash, material.made.at)
    digest = hashlib.sha256(drafted.files[folders.MANIFEST]).hexdigest()
    with writing():
        if stated.said_head().hash != head.hash:
            if not there:
                remove_folder(out)
            raise RefusedError("The ledger has grown meanwhile; release again. Nothing was written.")
        seq = stated.state(head, digest, drafted.wanted.record(), out.name, ledger_record(kept))
    return seq, there


def stated_book(day: date, audience: Audience) -> flow.Book:
    """Return what the release that stood on a day said, as somebody may see it; raises MarsadError where there is none.

    Its figures are those that went out. What may not be shown now is left out of it as a whole.
    """
    open_ledger(create=False)
    ends = datetime.combine(day, time.max)
    until = max(ends.astimezone(), ends.replace(tzinfo=UTC))  # of the day here, and of the day in the journal
    known = [one for one in stated.releases(until) if one.public or not audience.everybody]
    if not known:
        raise MarsadError(NOT_STATED.format(day=day))
    found, everybody = known[-1], reports.decisions()
    seen = sight(everybody, audience)
    readings, people = seen.of(reports.readings(found.head), reports.decisions(found.head))
    kept = stated.ledger_of(found.holder)
    record = masked_record(without(kept, seen.reports) if seen.reports else kept, names(seen), {})
    numbers = {id_: at for id_, at in reports.numbers(found.head).items() if id_ not in seen.reports}
    told = f"what the release of {found.at:%Y-%m-%d} stated (entry {found.seq}{_period(found)})"
    decided = rule(held_as_sums(readings)[0], people).readings
    head = Journal().head_at(found.head)
    made = ledger_from_record(record, people)
    return flow.Book(made, tuple(readings), told, decided, numbers, head.hash, head.at)


def _period(found: stated.Release) -> str:
    first, last = found.options["from"], found.options["to"]
    return f", incidents from {first or 'the beginning'} to {last or 'then'}" if first or last else ""


def _base(wanted: Wanted) -> Base | None:
    """Read the release to compare with; raises MarsadError where it is not of this ledger, or for others."""
    if wanted.base is None:
        return None
    base = read_base(wanted.base)
    if Journal().passed(*base.head) is None:
        raise MarsadError(f"The release in {wanted.base} was made of another ledger. Nothing was written.")
    if base.public != wanted.public:
        whom, this = ("everybody", "the team") if base.public else ("the team", "everybody")
        raise MarsadError(
            f"The release in {wanted.base} is for {whom} and this one for {this}: what differs would be what may be "
            "shown, not what changed. Name another base. Nothing was written."
        )
    return base


def _today(ledger: Ledger) -> dict[str, str]:
    """Return which incident every id is today, also those of incidents that were put together."""
    older = {alias: one.id for one in ledger.incidents for alias in one.aliases}
    return older | {one.id: one.id for one in ledger.incidents}


def gather(wanted: Wanted) -> Gathered:
    """Return the ledger as those for whom a release is may see it; named persons are hidden from all."""
    head = stated.said_head()
    if head.at is None:
        raise MarsadError("The ledger is empty; there is nothing to release. Nothing was written.")
    seen = unnamed(wanted)
    readings, people = seen.of(reports.readings(head.seq), reports.decisions(head.seq))
    growing = Growing(people)
    growing.put(readings)
    ledger, decided = growing.ledger(), tuple(growing.readings())
    numbers = reports.numbers(head.seq)
    chosen = Selection(wanted.first, wanted.last).choose(ledger.incidents)
    whole = wanted.first is None and wanted.last is None
    if not chosen:
        days = "" if whole else f" from {wanted.first or 'the beginning'} to {wanted.last or 'now'}"
        raise MarsadError(f"No incident that may be shown is known{days}. Nothing was written.")
    totals = tuple(one for one in ledger.assertions if whole or _bears(one, chosen, wanted))
    wanted_reports = _reports(chosen, totals) if not whole else {reading.report.id for reading in decided}
    told = [reading for reading in decided if reading.report.id in wanted_reports]
    hidden = Hidden(names(seen), seen.reports)
    material = Material(
        Made(head.seq, head.hash, head.at),
        _issued(chosen, told),
        tuple(_told(told, numbers, hidden)),
        totals,
        tuple(one for one in ledger.periods if any(one.claim == total.claim for total in totals)),
        tuple(Held(one.presence, one.first, one.last) for group in stretches(told) for one in group),
        _decided(ledger, chosen),
        wanted.first,
        wanted.last,
        wanted.public,
    )
    return Gathered(material, ledger, hidden)


def unnamed(wanted: Wanted) -> Sight:
    """Return what readers of a release may see: no person that anybody named, whoever the readers are."""
    people = reports.decisions()
    seen = sight(people, OPEN if wanted.public else TEAM)
    persons = {subject for subject in restrictions(people).levels if subject.kind == PERSON}
    return replace(seen, hidden=seen.hidden | persons)


def _issued(chosen: Sequence[Incident], told: Sequence[Reading]) -> tuple[Issued, ...]:
    claims = {claim.id: claim for reading in told for claim in reading.claims}
    country = {reading.report.id: reading.country for reading in told}
    return tuple(
        Issued(
            one,
            ged_split(one),
            tuple(sorted({party for id_ in one.claims if (party := claims[id_].by_party)})),
            Counter(country[id_] for id_ in one.reports).most_common(1)[0][0],
        )
        for one in chosen
    )


def names(seen: Sight) -> Names:
    """Return the names that may not be shown."""
    subjects = (subject for subject in seen.hidden if subject.kind != REPORT)
    return Names(frozenset[str]().union(*(names_of_subject(subject).keys for subject in subjects)))


def _told(readings: Sequence[Reading], numbers: Mapping[str, int], hidden: Hidden) -> list[Told]:
    addresses: dict[str, list[str]] = {}
    for one in captured.of_reports({reading.report.id for reading in readings}):
        if one.kept.url and not any(hidden.names.spans(words) for words in undone(one.kept.url)):
            addresses.setdefault(one.report, []).append(one.kept.url)
    return [
        Told(numbers[id_], reading, publication(reading), tuple(dict.fromkeys(addresses.get(id_, ()))))
        for reading in readings
        if (id_ := reading.report.id)
    ]


def _bears(total: Assertion, chosen: Sequence[Incident], wanted: Wanted) -> bool:
    """Tell whether a total is about days of the period, or about incidents in it."""
    inside = {one.id for one in chosen}
    if any(name in inside for name, _ in total.covers):
        return True
    return total.scope is not None and Selection(wanted.first, wanted.last).holds_days(total.scope)


def _reports(chosen: Sequence[Incident], totals: Sequence[Assertion]) -> set[str]:
    named = {id_ for one in chosen for id_ in one.reports}
    return named | {total.claim.partition(":")[0] for total in totals}


def _decided(ledger: Ledger, chosen: Sequence[Incident]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the decisions that hold and bear on claims of each incident."""
    home = {claim: one.id for one in chosen for claim in one.claims}
    found: dict[str, set[int]] = {}
    for standing in ledger.decisions:
        decision: Decision = standing.decision
        for anchor in decision.anchors if standing.holds else ():
            if anchor in home:
                found.setdefault(home[anchor], set()).add(decision.number)
    return {incident: tuple(sorted(numbers)) for incident, numbers in found.items()}
