"""Conduct a release: the ledger as its readers may see it, checked, written into one folder, and kept as stated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from marsad import __version__
from marsad.ledger.growing import Growing
from marsad.ledger.presences import stretches
from marsad.ledger.restrictions import PERSON, restrictions
from marsad.ledger.selection import Selection
from marsad.ledger.sight import sight
from marsad.ledger.split import ged_split
from marsad.ledger.voices import publication
from marsad.model.audience import OPEN, TEAM
from marsad.model.problem import MarsadError
from marsad.reader.read import VERSION
from marsad.release import folder as folders
from marsad.release.material import Held, Issued, Made, Material, Told
from marsad.store import captured, reports, stated
from marsad.store.folders import holds, write_folder
from marsad.store.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from marsad.ledger.sight import Sight
    from marsad.model.decision import Decision
    from marsad.model.incident import Assertion, Incident, Ledger
    from marsad.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the first and the last day, None for all; `public` is for everybody."""

    first: date | None = None
    last: date | None = None
    public: bool = False

    def record(self) -> dict[str, Any]:
        """Write it down."""
        days = (str(day) if day else None for day in (self.first, self.last))
        return {**dict(zip(("from", "to"), days, strict=True)), "public": self.public}


@dataclass(frozen=True, slots=True)
class Draft:
    """A release that is not written yet: its files by name, what it is made of, what it warns of."""

    files: Mapping[str, bytes]
    material: Material
    warnings: tuple[str, ...] = ()


def draft(wanted: Wanted, labels: Mapping[str, Mapping[str, str]]) -> Draft:
    """Make the files of a release; raises MarsadError where nothing falls into its period or a check fails.

    `labels` are the words for keys by language.
    """
    material = gather(wanted)
    made = folders.tables(material)
    files = folders.all_files(material, made, labels)
    about = {"marsad": __version__, "reader": VERSION, "head": _head(material.made), "options": wanted.record()}
    return Draft({**files, folders.MANIFEST: folders.manifest(about, files)}, material)


def issue(drafted: Draft, out: Path) -> bool:
    """Write a release into a new folder; return whether it was there already, byte for byte."""
    if holds(out, drafted.files):
        return True
    write_folder(out, drafted.files)
    return False


def gather(wanted: Wanted) -> Material:
    """Return the ledger as those for whom a release is may see it; named persons are hidden from all."""
    open_ledger(create=False)
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
    if not chosen:
        days = f" from {wanted.first or 'the beginning'} to {wanted.last or 'now'}" if wanted != Wanted() else ""
        raise MarsadError(f"No incident that may be shown is known{days}. Nothing was written.")
    whole = wanted.first is None and wanted.last is None
    totals = tuple(one for one in ledger.assertions if whole or _bears(one, chosen, wanted))
    wanted_reports = _reports(chosen, totals) if not whole else {reading.report.id for reading in decided}
    told = [reading for reading in decided if reading.report.id in wanted_reports]
    return Material(
        Made(head.seq, head.hash, head.at),
        _issued(chosen, told),
        tuple(_told(told, numbers)),
        totals,
        tuple(one for one in ledger.periods if any(one.claim == total.claim for total in totals)),
        tuple(Held(one.presence, one.first, one.last) for group in stretches(told) for one in group),
        ledger.problems,
        _decided(ledger, chosen),
        wanted.first,
        wanted.last,
        wanted.public,
    )


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


def _told(readings: Sequence[Reading], numbers: Mapping[str, int]) -> list[Told]:
    addresses: dict[str, list[str]] = {}
    for one in captured.of_reports({reading.report.id for reading in readings}):
        if one.kept.url:
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
    days = total.scope
    if days is None:
        return False
    return (wanted.first is None or days.last >= wanted.first) and (wanted.last is None or days.first <= wanted.last)


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


def _head(made: Made) -> dict[str, Any]:
    return {"entry": made.seq, "hash": made.hash, "recorded": made.at.isoformat()}
