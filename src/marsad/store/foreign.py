"""Other recorders' journals beside this one: taken in from bundles, each with a chain and a head of its own.

Two kinds of entries are written for a bundle. `bundle` keeps what was signed, the signature and all rows: the chain
still verifies when content goes. `foreign-report`, `foreign-reading`, `foreign-decision` and `foreign-expunge` keep the
content of one entry each, with the recorder's name, chain, sequence, time, commitment, salt and hash. Where a name had
been masked in an entry before it came, `foreign-masked-report` and so on keep what is left, with the same place.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from marsad.model.problem import Problem
from marsad.model.record import RecordError, decision_from_record, reading_from_record, report_from_record
from marsad.store import foreign_captures
from marsad.store.canonical import PayloadError, canonical, commitment, row_bytes, row_hash, unstamp
from marsad.store.captured import CAPTURE
from marsad.store.copies import FOREIGN, LEFT, brought, content, plain_kind
from marsad.store.errors import RefusedError
from marsad.store.expunge import BUNDLE, expunge
from marsad.store.failing import point
from marsad.store.journal import Journal
from marsad.store.masking import MASKS, ORIGIN_MASKS, mask, maskings, pairs, unlike_their_copies
from marsad.store.models import Entry, ForeignRow
from marsad.store.packed import Kept, PackedError, instead, listed
from marsad.store.payloads import said as said_in
from marsad.store.reports import DECISION, READING, REPORT, index
from marsad.store.stand_ins import MASKED, StandIns
from marsad.store.trusted import trusted
from marsad.store.verify import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.store.bundle import Bundle
    from marsad.store.foreign_captures import Brought
    from marsad.store.journal import JournalEntry
    from marsad.store.masking import Masking

_WORDS = (REPORT, READING, DECISION)
"""Kinds of entries that a name can stand in."""
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
    captures: int = 0
    """How many captures came along that were not here."""


def take(bundle: Bundle, recorder: str, who: str) -> Taken:
    """Take in what is new of a bundle, inside a `writing` of the caller; raises RefusedError and PackedError.

    What the recorder expunged is expunged here too, with all that quotes it.
    """
    told = bundle.signed
    held = _held(told.chain)
    _check_fork(bundle, held, recorder)
    new = [kept for kept in bundle.kept if kept.seq > len(held)]
    files = foreign_captures.checked(bundle)
    if not new:
        return Taken(recorder, told.entries, told.head, captures=_with_captures(files, told.chain, recorder))
    latest = max(unstamp(kept.at) for kept in new)
    if latest > datetime.now(UTC) + _LEEWAY:
        raise RefusedError(
            f"The bundle has an entry of {latest:%Y-%m-%d %H:%M} UTC, which is yet to come: a clock is wrong, here or "
            f"there. {_NOTHING}"
        )
    tombs = [(kept, _content(kept)) for kept in new if kept.kind == TOMBSTONE and kept.body is not None]
    roots = _roots(told.chain, [said for _, said in tombs])
    words = ((kept, _content(kept)) for kept in new if kept.kind in _WORDS and kept.body is not None)
    contents = sorted([*tombs, *words], key=lambda one: one[0].seq)
    left = list(_left(new, roots))
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
            *((LEFT + was.kind, _payload(was, said, told.chain, recorder, now)) for was, now, said in left),
        ],
        max(latest, datetime.now(UTC)),
    )
    index(entries[1:])
    point("foreign entries indexed")
    tombstones = [one for kept, said in tombs for one in _honoured(kept, said, told.chain, roots)]
    if hidden := unlike_their_copies():
        tombstones += _masked(hidden, who, "a name was masked in another copy of the report")
    kinds = [kept.kind for kept, _ in contents] + [was.kind for was, _, _ in left]
    counts = tuple((kind, kinds.count(kind)) for kind in (REPORT, READING, DECISION, TOMBSTONE) if kind in kinds)
    brought_along = _with_captures(files, told.chain, recorder)
    return Taken(recorder, told.entries, told.head, len(new), counts, tuple(tombstones), brought_along)


def _with_captures(files: Sequence[Brought], chain: str, recorder: str) -> int:
    """Record the captures that came along; return how many are new."""
    return foreign_captures.record(files, chain, lambda kept, said: _payload(kept, said, chain, recorder))


def _masked(found: Sequence[Masking], who: str, why: str) -> list[JournalEntry]:
    """Mask names; the captures of those reports go as a whole, as nothing can be masked in them."""
    gone = foreign_captures.of_masked(found)
    return [*([expunge(gone, who, why)] if gone else []), mask(found, who, why)]


def kinds_gone(tombstones: Sequence[JournalEntry]) -> list[tuple[str, int]]:
    """Return how many entries of each kind, whoever recorded them, these tombstones took or masked."""
    seqs = [seq for one in tombstones for seq in listed(one.payload or {})]
    standing = StandIns()
    roots = [standing.root(seq)[0] for seq in seqs]
    kinds = dict(Entry.objects.filter(seq__in=roots).values_list("seq", "kind"))
    counts = Counter(plain_kind(kinds[root]) for root in roots)
    return [(kind, counts[kind]) for kind in (REPORT, READING, DECISION, CAPTURE) if kind in counts]


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
    standing = StandIns()
    for entry in _foreign_entries():
        told, masked_here = entry.payload or {}, standing.holder(entry.seq) != entry.seq
        body, signed = canonical(told["content"]), known.get(told["chain"], {})
        link, c = signed.get(told["number"], ("", ""))
        c = signed.get(told["left_in"], ("", ""))[1] if "left_in" in told else c
        fits = masked_here or commitment(bytes.fromhex(told["salt"]), body) == told["c"]
        if (link, c) != (told["hash"], told["c"]) or not fits:
            problems.append(_damage(entry.seq, "this is not what its recorder signed"))
    return problems


def _foreign_entries() -> Iterator[JournalEntry]:
    for kind in (*_WORDS, TOMBSTONE, CAPTURE):
        for one in brought(kind):
            yield from (entry for entry in Journal().entries(one) if entry.payload)


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


def _content(kept: Kept, kind: str = "") -> dict[str, Any]:
    """Return what an entry says, checked to be what this marsad can read, of a kind; raises PackedError."""
    body = kept.body or ""
    try:
        said = json.loads(body)
        if not isinstance(said, dict) or canonical(said) != body.encode():
            raise PackedError(f"Entry {kept.seq} of the bundle is not written as marsad writes. {_NOTHING}")
        _CHECKS[kind or kept.kind](said)
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


def _left(new: Sequence[Kept], roots: Mapping[int, int]) -> Iterator[tuple[Kept, Kept, dict[str, Any]]]:
    """Yield entries in which a name was masked before they came here, with the one that holds what is left, and that.

    What had come before is masked where it stands (`_honoured`); what was taken away here does not come back.
    """
    whole = {kept.seq: kept for kept in new}
    for now in new:
        was = whole.get(roots.get(now.seq, 0))
        if was and was.kind in _WORDS and was.body is None and now.kind == MASKED and now.body is not None:
            yield was, now, _content(now, was.kind)


def _roots(chain: str, new: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Return of which entry of another journal each entry holds what is left, by its tombstones here and new ones."""
    seqs = (
        ForeignRow.objects.filter(chain=chain, kind=FOREIGN + TOMBSTONE).order_by("seq").values_list("seq", flat=True)
    )
    held = said_in([*seqs])
    tombstones = [*(content(json.loads(held[seq].body)) for seq in seqs if seq in held), *new]
    roots: dict[int, int] = {}
    for was, now in sorted(pair for told in tombstones for pair in instead(told).items()):
        roots[now] = roots.get(was, was)
    return roots


def _check_tombstone(said: dict[str, Any]) -> None:
    if not all(isinstance(said[name], str) for name in ("who", "why")) or not isinstance(said["seqs"], list):
        raise TypeError("it does not say what was expunged, by whom and why")
    instead(said)
    for _, stretches in (*said.get(MASKS, ()), *said.get(ORIGIN_MASKS, ())):
        pairs(stretches)


_CHECKS = {
    REPORT: _check_report,
    READING: _check_reading,
    DECISION: decision_from_record,
    TOMBSTONE: _check_tombstone,
}


def _payload(
    kept: Kept, said: dict[str, Any], chain: str, recorder: str, left_in: Kept | None = None
) -> dict[str, Any]:
    """Return the payload of an entry that a bundle brought, or of what is left of it in another entry."""
    holder = left_in or kept
    return ({"left_in": holder.seq} if left_in else {}) | {
        "recorder": recorder,
        "chain": chain,
        "number": kept.seq,
        "at": kept.at,
        "c": holder.c,
        "hash": kept.hash,
        "salt": (holder.salt or b"").hex(),
        "content": said,
    }


def _honoured(kept: Kept, told: dict[str, Any], chain: str, roots: Mapping[int, int]) -> list[JournalEntry]:
    """Do here what another recorder's tombstone says was done there; return the tombstones of that.

    What was expunged there is expunged, what was masked there masked; of what is not here nothing.
    """
    masked = instead(told)
    up_to = told["up_to"] if isinstance(told.get("up_to"), str) else kept.at
    links = [link for link in told.get("origins", ()) if isinstance(link, str)]
    numbers = [roots.get(seq, seq) for seq in listed(told) - masked.keys()]
    seqs = {*_here(links).values(), *_numbered(chain, numbers).values()}
    hidden = [(roots.get(seq, seq), pairs(stretches)) for seq, stretches in told.get(MASKS, ())]
    others = [(link, pairs(stretches)) for link, stretches in told.get(ORIGIN_MASKS, ())]
    own, named = _numbered(chain, [seq for seq, _ in hidden]), _here([link for link, _ in others])
    wanted = [(own[seq], stretches) for seq, stretches in hidden if seq in own]
    wanted += [(named[link], stretches) for link, stretches in others if link in named]
    done = []
    if said_in([*seqs]):
        done.append(expunge(seqs, told["who"], told["why"], up_to=up_to))
    if found := maskings(wanted):
        done += _masked(found, told["who"], told["why"])
    return done


def _numbered(chain: str, numbers: Sequence[int]) -> dict[int, int]:
    """Return where reports, readings, decisions and captures of another journal stand here, by their numbers there."""
    kinds = [FOREIGN + kind for kind in (*_WORDS, CAPTURE)]
    rows = ForeignRow.objects.filter(chain=chain, number__in=numbers, kind__in=kinds)
    return dict(rows.values_list("number", "seq"))


def _here(links: Sequence[str]) -> dict[str, int]:
    """Return where the reports, readings, decisions and captures of whichever journal stand here, by their hashes."""
    kinds = (*_WORDS, CAPTURE)
    rows = ForeignRow.objects.filter(hash__in=links, kind__in=[FOREIGN + kind for kind in kinds])
    own = Entry.objects.filter(hash__in=links, kind__in=kinds)
    return dict(rows.values_list("hash", "seq")) | dict(own.values_list("hash", "seq"))
