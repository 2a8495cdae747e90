"""What the journal says of captures: of which report each is one, whence, when, and by which programs."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db import transaction

from marsad import __version__
from marsad.model.problem import Problem
from marsad.store import captures
from marsad.store.canonical import unstamp
from marsad.store.captures import CaptureError, Kept
from marsad.store.copies import FOREIGN, LEFT, content
from marsad.store.errors import sentences
from marsad.store.failing import point
from marsad.store.journal import Journal
from marsad.store.models import CaptureRow, Entry, ForeignRow, ReportRow
from marsad.store.payloads import said
from marsad.store.stand_ins import StandIns
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

CAPTURE = "capture"
_REPORT = "report"
TOOL = f"marsad {__version__}"
"""What stands beside every capture."""
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Captured:
    """One capture of a report: the entry that tells of it, when that was recorded, and what it says."""

    seq: int
    at: datetime
    report: str
    kept: Kept
    tool: str


def record(incoming: Sequence[tuple[str, Kept]], at: datetime | None = None) -> tuple[int, list[Problem]]:
    """Record captures of reports, by id, that the ledger holds; return how many, and what could not be recorded.

    One that is recorded already, the same bytes from the same address, adds nothing; nor does one of a report in which
    a name is masked: it would bring the name back, and goes from the disk.
    """
    with writing():
        reports = without_masks({report for report, _ in incoming})
        stale = {kept.sha256 for report, kept in incoming if report not in reports}
        transaction.on_commit(partial(drop_unnamed, stale))
        known = _known({kept.sha256 for _, kept in incoming})
        fresh: dict[tuple[str, str, str], Kept] = {}
        problems = []
        for report, kept in incoming:
            key = (report, kept.sha256, url_key(kept.url))
            if report not in reports or key in known or key in fresh:
                continue
            if captures.is_there(kept.sha256):
                fresh[key] = kept
            else:
                sentence = "what was received was removed from the disk meanwhile; add it again."
                problems.append(Problem("no-capture", sentence, report))
        pairs = [(CAPTURE, _payload(report, kept)) for (report, _, _), kept in fresh.items()]
        entries = Journal().append_many(pairs, at) if pairs else []
        rows = [
            CaptureRow(seq=entry.seq, report=report, sha256=sha256, url=url)
            for (report, sha256, url), entry in zip(fresh, entries, strict=True)
        ]
        CaptureRow.objects.bulk_create(rows, batch_size=_TOGETHER)
    return len(rows), problems


def of_reports(ids: Collection[str]) -> list[Captured]:
    """Return the captures of these reports, in the order of the journal."""
    wanted, seqs = [*ids], list[int]()
    with sentences():
        for start in range(0, len(wanted), _TOGETHER):
            rows = CaptureRow.objects.filter(report__in=wanted[start : start + _TOGETHER])
            seqs += rows.values_list("seq", flat=True)
        told = said(seqs)
    return [from_entry(seq, unstamp(told[seq].at), content(json.loads(told[seq].body))) for seq in sorted(told)]


def everything() -> list[Captured]:
    """Return all captures, in the order of the journal, also those that bundles brought."""
    kinds = (CAPTURE, FOREIGN + CAPTURE)
    told = [(entry, entry.payload) for kind in kinds for entry in Journal().entries(kind) if entry.payload]
    return [from_entry(entry.seq, entry.at, content(said)) for entry, said in sorted(told, key=lambda one: one[0].seq)]


def reports_at(url: str) -> list[str]:
    """Return the ids of the reports that were captured at an address, the oldest first."""
    with sentences():
        found = CaptureRow.objects.filter(url=url_key(url)).order_by("seq").values_list("report", flat=True)
        return [*dict.fromkeys(found)]


def versions_of(incoming: Sequence[tuple[str, Kept]]) -> dict[str, int]:
    """Return which version of its page each incoming report is, where others were captured at its address before.

    Bytes that hold several reports (an archive, a channel) are no page, and their reports no versions.
    """
    reports = Counter(sha256 for _, sha256 in {(report, kept.sha256) for report, kept in incoming})
    pages: dict[str, dict[str, str]] = {}
    """At each address the reports captured there so far, each with its bytes."""
    found: dict[str, int] = {}
    for report, kept in incoming:
        url = url_key(kept.url)
        if not url or reports[kept.sha256] > 1:
            continue
        if url not in pages:
            with sentences():
                rows = CaptureRow.objects.filter(url=url).order_by("seq").values_list("report", "sha256")
                pages[url] = dict(rows)
        before = {one: sha256 for one, sha256 in pages[url].items() if one != report}
        if before and len({*before.values()}) == len(before):
            found[report] = len(before) + 1
        pages[url].setdefault(report, kept.sha256)
    return found


def beside(ids: Collection[str]) -> set[str]:
    """Return the ids of all reports that were taken out of the same bytes as one of these, themselves included."""
    with sentences():
        shas = CaptureRow.objects.filter(report__in=ids).values_list("sha256", flat=True)
        return {*ids, *CaptureRow.objects.filter(sha256__in=[*shas]).values_list("report", flat=True)}


def entries_with(seqs: Collection[int]) -> set[int]:
    """Return the entries of all captures that hold the same bytes as one of these entries."""
    return {*CaptureRow.objects.filter(sha256__in=hashes(seqs)).values_list("seq", flat=True)}


def hashes(seqs: Collection[int] | None = None) -> list[str]:
    """Return the SHA-256 of the bytes that these entries tell of, or all, in the order of the journal."""
    rows = CaptureRow.objects.order_by("seq")
    if seqs is not None:
        rows = rows.filter(seq__in=seqs)
    return [*dict.fromkeys(rows.values_list("sha256", flat=True))]


def drop_unnamed(shas: Collection[str]) -> int:
    """Remove of these captures the ones that no entry names any more; return how many."""
    if not shas:
        return 0
    with writing():
        named = _known_shas()
        count = captures.remove(sha256 for sha256 in shas if sha256 not in named)
    point("captures gone")
    return count


def sweep() -> int:
    """Remove what programs that died left among the captures; return how many files.

    A program that is just now adding reports says so, and they are added again.
    """
    with writing():
        return captures.sweep(_known_shas())


def check() -> list[Problem]:
    """Return what is wrong with the captures that the journal names: bytes that are gone, or not what they were."""
    problems, looked_at = [], dict[str, str]()
    for found in everything():
        sha256 = found.kept.sha256
        if sha256 not in looked_at:
            looked_at[sha256] = _damage(sha256)
        if looked_at[sha256]:
            problems.append(Problem("capture", looked_at[sha256], f"entry {found.seq}"))
    return problems


def count() -> int:
    """Return how many captures the journal names."""
    with sentences():
        return CaptureRow.objects.count()


def orphans() -> list[str]:
    """Return the files among the captures that no entry names."""
    with sentences():
        named = _known_shas()
    return [str(path) for path in captures.orphans(named)]


def reindex() -> None:
    """Make the index of captures again from the journal."""
    with writing():
        CaptureRow.objects.all().delete()
        keep_rows(everything())


def keep_rows(found: Iterable[Captured]) -> None:
    """Put captures into the index."""
    rows = [CaptureRow(seq=c.seq, report=c.report, sha256=c.kept.sha256, url=url_key(c.kept.url)) for c in found]
    CaptureRow.objects.bulk_create(rows, batch_size=_TOGETHER)


def url_key(url: str | None) -> str:
    """Return the key of an address, the same however host and fragment are written; empty for none.

    A hash, so that the index holds nothing of what an address says.
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url.strip())
        plain = parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment="").geturl()
    except ValueError:
        plain = url
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _damage(sha256: str) -> str:
    try:
        captures.load(sha256)
    except CaptureError as error:
        return str(error)
    return ""


def without_masks(ids: Collection[str]) -> set[str]:
    """Return which of these reports are here without a masked name in any of their copies."""
    wanted, found = [*ids], set[str]()
    standing = StandIns()
    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        copies = dict(ReportRow.objects.filter(id__in=some).values_list("seq", "id"))
        held = {*copies.values()}
        others = ForeignRow.objects.filter(report__in=some)
        copies |= others.filter(kind=FOREIGN + _REPORT).values_list("seq", "report")
        came_so = {*Entry.objects.filter(seq__in=copies, kind=LEFT + _REPORT).values_list("seq", flat=True)}
        found |= held - {id_ for seq, id_ in copies.items() if seq in came_so or standing.holder(seq) != seq}
    return found


def _known(shas: set[str]) -> set[tuple[str, str, str]]:
    wanted, found = [*shas], set[tuple[str, str, str]]()
    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        found.update(CaptureRow.objects.filter(sha256__in=some).values_list("report", "sha256", "url"))
    return found


def _known_shas() -> set[str]:
    return {*CaptureRow.objects.values_list("sha256", flat=True)}


def _payload(report: str, kept: Kept) -> dict[str, object]:
    return {
        "report": report,
        "sha256": kept.sha256,
        "size": kept.size,
        "file": captures.place(kept.sha256),
        "url": kept.url,
        "headers": [[name, value] for name, value in kept.headers],
        "content_type": kept.content_type,
        "fetched_at": kept.fetched_at.isoformat() if kept.fetched_at else None,
        "tool": TOOL,
        "extractor": kept.extractor,
    }


def from_entry(seq: int, at: datetime, told: dict[str, Any]) -> Captured:
    """Read what an entry says of a capture; raises KeyError, TypeError or ValueError where it says none."""
    fetched = told["fetched_at"]
    kept = Kept(
        sha256=told["sha256"],
        size=told["size"],
        url=told["url"],
        headers=tuple((name, value) for name, value in told["headers"]),
        content_type=told["content_type"],
        fetched_at=datetime.fromisoformat(fetched) if fetched else None,
        extractor=told["extractor"],
    )
    return Captured(seq, at, told["report"], kept, told["tool"])
