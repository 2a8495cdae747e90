"""Captures of other recorders: those that a bundle brings, and those that go where a name was masked elsewhere.

A `foreign-capture` entry keeps what their entry says, with its place, as of other entries that bundles bring; the file
lies among the captures here. Nothing comes back that was removed here or there, and nothing comes of a report in which
a name is masked: in a capture nothing can be.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.store import captures
from marsad.store.canonical import unstamp
from marsad.store.captured import CAPTURE, Captured, entries_with, from_entry, keep_rows, without_masks
from marsad.store.copies import FOREIGN, brought, content
from marsad.store.journal import Journal
from marsad.store.models import CaptureRow, ForeignRow
from marsad.store.packed import PackedError, listed
from marsad.store.reports import REPORT, index
from marsad.store.verify import TOMBSTONE
from marsad.store.warc import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from marsad.store.bundle import Bundle
    from marsad.store.journal import JournalEntry
    from marsad.store.masking import Masking
    from marsad.store.packed import Kept

_AGAIN = "Ask for the bundle again. Nothing was taken in."


@dataclass(frozen=True, slots=True)
class Brought:
    """A capture in a bundle: its entry there, what that says, and the WARC file."""

    kept: Kept
    said: dict[str, Any]
    file: bytes


def checked(bundle: Bundle) -> list[Brought]:
    """Return the captures that a bundle holds with their files; raises PackedError where one is not as it was."""
    return [_checked(kept, bundle.files) for kept in bundle.kept if kept.kind == CAPTURE and kept.body is not None]


def _checked(kept: Kept, files: Mapping[str, bytes]) -> Brought:
    try:
        said = json.loads(kept.body or "")
        from_entry(kept.seq, unstamp(kept.at), said)
        file = files[said["sha256"]]
        whole = hashlib.sha256(unpack(file)).hexdigest() == said["sha256"]
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise PackedError(f"Entry {kept.seq} of the bundle, a capture, cannot be read ({error}). {_AGAIN}") from error
    if not whole:
        raise PackedError(f"The capture of entry {kept.seq} of the bundle does not hold what was received. {_AGAIN}")
    return Brought(kept, said, file)


def record(found: Iterable[Brought], chain: str, payload: Callable[[Kept, dict[str, Any]], dict[str, Any]]) -> int:
    """Record those captures of reports here that are new, and lay their files beside; return how many.

    `payload` writes what an entry keeps of another recorder's.
    """
    new = [one for one in found if _fits(one, chain)]
    if not new:
        return 0
    for one in new:
        captures.put_back(one.said["sha256"], one.file)
    entries = Journal().append_many([(FOREIGN + CAPTURE, payload(one.kept, one.said)) for one in new])
    index(entries)
    keep_rows(map(_captured, entries))
    return len(new)


def _captured(entry: JournalEntry) -> Captured:
    return from_entry(entry.seq, entry.at, content(entry.payload or {}))


def _fits(one: Brought, chain: str) -> bool:
    """Tell whether a capture is new here, of a report that is here, and removed nowhere."""
    report = one.said["report"]
    if ForeignRow.objects.filter(hash=one.kept.hash).exists() or report not in without_masks({report}):
        return False
    return not any(one.kept.hash in links or one.kept.seq in numbers for links, numbers in _removed(chain))


def _removed(chain: str) -> Iterator[tuple[set[str], set[int]]]:
    """Yield for each tombstone the hashes of others' entries that it took, and the sequences of this other journal."""
    for kind in (TOMBSTONE, *brought(TOMBSTONE)):
        for entry in Journal().entries(kind):
            told = entry.payload or {}
            said = content(told)
            yield {*said.get("origins", ())}, listed(said) if told.get("chain") == chain else set()


def of_masked(found: Iterable[Masking]) -> set[int]:
    """Return the entries of all captures of reports in which a name is to be masked, and of the same bytes."""
    ids = {content(one.left)["id"] for one in found if one.kind == REPORT}
    return entries_with({*CaptureRow.objects.filter(report__in=ids).values_list("seq", flat=True)})
