"""Other recorders' journals beside this one: taken in from bundles, each with a chain and a head of its own.

Two kinds of entries are written for a bundle. `bundle` keeps what was signed, the signature and all rows: the chain
still verifies when content goes. `foreign-report`, `foreign-reading`, `foreign-decision` and `foreign-expunge` keep the
content of one entry each, with the recorder's name, chain, sequence, time, commitment, salt and hash.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from marsad.model.problem import Problem
from marsad.model.record import RecordError, decision_from_record, reading_from_record, report_from_record
from marsad.store.canonical import PayloadError, canonical, commitment, row_bytes, row_hash, unstamp
from marsad.store.copies import FOREIGN
from marsad.store.errors import RefusedError
from marsad.store.expunge import BUNDLE, expunge
from marsad.store.failing import point
from marsad.store.journal import Journal
from marsad.store.models import Entry, ForeignRow, Payload
from marsad.store.packed import Kept, PackedError, listed
from marsad.store.reports import DECISION, READING, REPORT, index
from marsad.store.trusted import trusted
from marsad.store.verify import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.store.bundle import Bundle
    from marsad.store.journal import JournalEntry

_NOTHING = "Nothing was taken in."
_LEEWAY = timedelta(days=1)
"""By so much the clocks of two recorders may differ."""


class ForkedError(RefusedError):
    """A bundle tells another history than the one that is here; the sentence names the sequence."""


class UntrustedError(RefusedError):
    """Nobody here trusts the key of a bundle; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class ForeignHead:
    """How far another recorder's journal is here: its name, the hash of its first entry, sequence and hash."""

    recorder: str
    chain: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a bundle: how many entries are new, by kind; the tombstones written for its own; where it ends."""

    recorder: str
    head: int
    hash: str
    new: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    tombstones: tuple[JournalEntry, ...] = ()


def take(bundle: Bundle, recorder: str, who: str) -> Taken:
    """Take in what is new of a bundle, inside a `writing` of the caller; raises RefusedError and PackedError.

    What the recorder expunged is expunged here too, with all that quotes it.
    """
    told = bundle.signed
    held = _held(told.chain)
    _check_fork(bundle, held, recorder)
    new = [kept for kept in bundle.kept if kept.seq > len(held)]
    if not new:
        return Taken(recorder, told.entries, told.head)
    latest = max(unstamp(kept.at) for kept in new)
    if latest > datetime.now(UTC) + _LEEWAY:
        raise RefusedError(
            f"The bundle has an entry of {latest:%Y-%m-%d %H:%M} UTC, which is yet to come: a clock is wrong, here or "
            f"there. {_NOTHING}"
        )
    contents = [(kept, _content(kept)) for kept in new if kept.body is not None]
    first = {
        **told.record(),
        "signature": bundle.signature,
        "trusted": recorder,
        "who": who,
        "rows": [kept.row for kept in new],
    }
    entries = Journal().append_many(
        [
            (BUNDLE, first),
            *((FOREIGN + kept.kind, _payload(kept, said, told.chain, recorder)) for kept, said in contents),
        ],
        max(latest, datetime.now(UTC)),
    )
    index(entries[1:])
    point("foreign entries indexed")
    tombstones = tuple(_honoured(kept, said, told.chain) for kept, said in contents if kept.kind == TOMBSTONE)
    kinds = [kept.kind for kept, _ in contents]
    counts = tuple((kind, kinds.count(kind)) for kind in (REPORT, READING, DECISION, TOMBSTONE) if kind in kinds)
    return Taken(recorder, told.entries, told.head, len(new), counts, tuple(one for one in tombstones if one))


def trusted_name(bundle: Bundle) -> str:
    """Return the name under which a bundle's key is trusted here; raises UntrustedError."""
    name = trusted().get(bundle.fingerprint)
    if name is None:
        raise untrusted(bundle)
    return name


def untrusted(bundle: Bundle) -> UntrustedError:
    """Say that nobody here trusts the key of a bundle, and what to do."""
    name = bundle.signed.recorder
    return UntrustedError(
        f"Nobody here trusts the key that signed this bundle, which says that it is {name}’s. Let {name} read out the "
        f"digits that `marsad key` prints there, and run: marsad trust DIGITS --as NAME. {_NOTHING}"
    )


def refuse_own(bundle: Bundle) -> None:
    """Raise RefusedError where a bundle is of this very journal, as it is or as it went on elsewhere."""
    own = dict(Entry.objects.filter(seq__lte=bundle.signed.entries).values_list("seq", "hash"))
    if own.get(1) != bundle.signed.chain:
        return
    fork = next((kept.seq for kept in bundle.kept if own.get(kept.seq) != kept.hash), None)
    if fork is None:
        raise RefusedError(f"The bundle is of this very ledger. {_NOTHING}")
    raise ForkedError(
        f"The bundle is of this very ledger, which went another way from entry {fork} on: both go on from one backup. "
        f"Begin one of the two anew, in an empty folder, and take bundles in there. {_NOTHING}"
    )


def heads() -> list[ForeignHead]:
    """Return how far each other recorder's journal is here, in the order in which they first came."""
    found: dict[str, ForeignHead] = {}
    for entry in Journal().entries(BUNDLE):
        told = entry.payload or {}
        if told:
            found[told["chain"]] = ForeignHead(told["trusted"], told["chain"], told["entries"], told["head"])
    return list(found.values())


def check() -> list[Problem]:
    """Check the chains of other recorders as they stand here: every link, and all content that is still there."""
    problems: list[Problem] = []
    known: dict[str, dict[int, tuple[str, str]]] = {}
    for entry in Journal().entries(BUNDLE):
        told = entry.payload or {}
        rows = known.setdefault(told.get("chain", ""), {})
        for seq, kind, at, c, prev, link in told.get("rows", ()):
            before = rows[seq - 1][0] if seq - 1 in rows else "0" * 64
            row = row_bytes(seq, kind.encode(), at.encode(), c.encode(), prev.encode())
            if prev != before or row_hash(row) != link:
                problems.append(
                    _damage(entry.seq, f"entry {seq} of {told['trusted']}’s journal does not fit its chain")
                )
            rows[seq] = (link, c)
    for entry in _foreign_entries():
        told = entry.payload or {}
        body = canonical(told["content"])
        signed = known.get(told["chain"], {}).get(told["number"])
        if signed != (told["hash"], told["c"]) or commitment(bytes.fromhex(told["salt"]), body) != told["c"]:
            problems.append(_damage(entry.seq, "this is not what its recorder signed"))
    return problems


def _foreign_entries() -> Iterator[JournalEntry]:
    for kind in (REPORT, READING, DECISION, TOMBSTONE):
        yield from (entry for entry in Journal().entries(FOREIGN + kind) if entry.payload)


def _damage(seq: int, what: str) -> Problem:
    return Problem("damaged foreign entry", f"Entry {seq} is damaged: {what}. Restore the last backup.", f"entry {seq}")


def _held(chain: str) -> dict[int, str]:
    """Return the hashes of another journal's entries that are here, by its sequences."""
    found: dict[int, str] = {}
    for entry in Journal().entries(BUNDLE):
        if entry.payload and entry.payload["chain"] == chain:
            found.update((row[0], row[5]) for row in entry.payload["rows"])
    return found


def _check_fork(bundle: Bundle, held: dict[int, str], recorder: str) -> None:
    told = bundle.signed
    if told.since > len(held):
        have = f"up to entry {len(held)}" if held else "none of it"
        raise RefusedError(
            f"The bundle begins after entry {told.since} of {recorder}’s journal, and here is {have}. Ask for one with "
            f"--since {len(held)}, or for the whole. {_NOTHING}"
        )
    rows = [(told.since, told.before)] if told.since else []
    rows += [(kept.seq, kept.hash) for kept in bundle.kept]
    fork = next((seq for seq, link in rows if seq in held and held[seq] != link), None)
    if fork is not None:
        raise ForkedError(
            f"{recorder}’s journal tells another history from entry {fork} on than the one taken in before: it was put "
            f"back from a backup and went on, or was written anew. Ask {recorder} which one holds. {_NOTHING}"
        )


def _content(kept: Kept) -> dict[str, Any]:
    """Return what an entry says, checked to be what this marsad can read; raises PackedError."""
    body = kept.body or ""
    try:
        said = json.loads(body)
        if not isinstance(said, dict) or canonical(said) != body.encode():
            raise PackedError(f"Entry {kept.seq} of the bundle is not written as marsad writes. {_NOTHING}")
        _CHECKS[kept.kind](said)
    except (RecordError, PayloadError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackedError(
            f"Entry {kept.seq} of the bundle cannot be read ({error}): a newer marsad wrote it; update "
            f"marsad. {_NOTHING}"
        ) from error
    return said


def _check_report(said: dict[str, Any]) -> None:
    if report_from_record(said).id != said["id"]:
        raise ValueError("its id is not that of its text")


def _check_reading(said: dict[str, Any]) -> None:
    bare = {"text": "", "publisher": None, "title": None, "lang": None, "published": None, "seen": None, "name": None}
    reading_from_record({**said, "report": bare})
    if not all(isinstance(said[name], str) for name in ("report", "reader")):
        raise TypeError("it does not say which report it reads")


def _check_tombstone(said: dict[str, Any]) -> None:
    if not all(isinstance(said[name], str) for name in ("who", "why")) or not isinstance(said["seqs"], list):
        raise TypeError("it does not say what was expunged, by whom and why")


_CHECKS = {
    REPORT: _check_report,
    READING: _check_reading,
    DECISION: decision_from_record,
    TOMBSTONE: _check_tombstone,
}


def _payload(kept: Kept, said: dict[str, Any], chain: str, recorder: str) -> dict[str, Any]:
    return {
        "recorder": recorder,
        "chain": chain,
        "number": kept.seq,
        "at": kept.at,
        "c": kept.c,
        "hash": kept.hash,
        "salt": (kept.salt or b"").hex(),
        "content": said,
    }


def _honoured(kept: Kept, said: dict[str, Any], chain: str) -> JournalEntry | None:
    """Expunge here what another recorder's tombstone says was expunged there; None where nothing of it is here."""
    up_to = said["up_to"] if isinstance(said.get("up_to"), str) else kept.at
    links = [link for link in said.get("origins", ()) if isinstance(link, str)]
    rows = ForeignRow.objects.filter(Q(chain=chain, number__in=listed(said)) | Q(hash__in=links))
    seqs = {*rows.values_list("seq", flat=True), *Entry.objects.filter(hash__in=links).values_list("seq", flat=True)}
    seqs -= {
        *Entry.objects.filter(seq__in=seqs, kind__in=[TOMBSTONE, FOREIGN + TOMBSTONE]).values_list("seq", flat=True)
    }
    if not Payload.objects.filter(entry_id__in=seqs).exists():
        return None
    return expunge(seqs, said["who"], said["why"], up_to=up_to)
