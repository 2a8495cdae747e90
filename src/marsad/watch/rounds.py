"""Watching sources: which is asked when, what is new, and what went wrong, for as long as it is wanted.

A source is asked for its list, or one page that it listed is fetched and recorded; a few hosts at once, each for one
thing at a time, so that a slow one holds up none of the others. What is to be done next, and when, is worked out anew
each time from what is remembered: the watch can be killed anywhere.
Nothing that a source does ends the watch: it is a failure, with a reason, and the source is asked again later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from marsad.intake.address import FetchError, target
from marsad.intake.capture import REFUSED
from marsad.intake.day import known
from marsad.intake.fetch import LISTS
from marsad.intake.fetched import fetched_captures
from marsad.intake.listing import entries, is_sitemap
from marsad.intake.robots import Robots
from marsad.intake.sources import SITEMAP
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report
from marsad.store.errors import LedgerLockedError, StoreError
from marsad.store.watching import DONE, GIVEN_UP, SET_ASIDE
from marsad.watch.asking import FAULTS, Answer, Asking, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from marsad.intake.capture import Capture
    from marsad.intake.fetch import Fetched, Fetcher
    from marsad.intake.listing import Entry
    from marsad.intake.sources import Source
    from marsad.store.watching import Host, Item, Kept, WatchMemory

_DAY = 86_400.0
Recorder: TypeAlias = "Callable[[Sequence[Capture | Problem], Source], Recorded]"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of recording a page: the ids of its reports, how many were new, how many claims, what was odd.

    `aside` are reports without a word of harm: they are not recorded.
    """

    reports: tuple[str, ...] = ()
    new: int = 0
    claims: int = 0
    problems: tuple[Problem, ...] = ()
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Manners:
    """How the watch behaves. Seconds, but for the counts; `room` are bytes that stay free on the disk."""

    delay: float = 5.0
    """Between two requests to one host; a site's own crawl-delay counts where it is longer."""
    first_wait: float = 60.0
    """After a failure; doubled with each further one in a row."""
    longest_wait: float = _DAY / 2
    robots_hold: float = _DAY
    tries: int = 6
    """After so many failures a page is given up."""
    items_a_day: int = 500
    bytes_a_day: int = 200_000_000
    """Of one source."""
    room: int = 500_000_000
    longest_nap: float = 60.0
    at_once: int = 4
    """So many hosts are asked at the same time, each for one thing."""
    patience: float = 300.0
    """With `once`, a host is waited for so long at most."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the watch has from outside: time, sleep, chance (0 to 1), free bytes on the disk, and the recorder."""

    now: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]
    free: Callable[[], int]
    record: Recorder


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a recorder may want to know: which source, what, and whether it went wrong."""

    source: str
    sentence: str
    wrong: bool = False

    def __str__(self) -> str:
        """Write it as a line."""
        return f"{self.source}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class _Job:
    """What could be done next: a page to fetch, or with no item the list of the source; and from when on."""

    ready: float
    due: float
    source: Source
    item: Item | None = None

    @property
    def url(self) -> str:
        return self.item.url if self.item else self.source.url


class Watch:
    """The watch over some sources."""

    def __init__(
        self,
        sources: Sequence[Source],
        memory: WatchMemory,
        fetcher: Fetcher,
        around: Surroundings,
        manners: Manners,
    ) -> None:
        self._sources, self._memory, self._fetcher, self._around = sources, memory, fetcher, around
        self._manners = manners
        self._full = False

    def run(self, *, once: bool = False) -> Iterator[Event]:
        """Do what is due, each thing in its turn, and tell of it; with `once` only what is due by now."""
        begun, polled = self._around.now(), set[str]()
        asking = Asking[_Job](self._fetcher, self._manners.at_once)
        while True:
            job = None if asking.is_full else self._next(begun if once else None, polled, asking.origins)
            wait = job.ready - self._around.now() if job else self._manners.longest_nap
            if asking.origins and (job is None or wait > 0):
                answer = asking.answer(min(wait, self._manners.longest_nap))
                if answer:
                    yield from self._do(answer)
            elif job is None:
                return
            elif wait > 0:
                self._around.sleep(min(wait, self._manners.longest_nap))
            elif self._around.free() < self._manners.room:
                yield from self._no_room(once=once)
            else:
                self._full = False
                yield from self._ask(job, asking, polled)

    def _no_room(self, *, once: bool) -> Iterator[Event]:
        sentence = (
            f"fewer than {self._manners.room / 1e9:.1f} GB are free on the disk; nothing more is fetched until then."
        )
        if once:
            raise StoreError(f"The watch stopped: {sentence} Make room.")
        if not self._full:
            yield Event("disk", sentence, wrong=True)
        self._full = True
        self._around.sleep(self._manners.longest_nap)

    def _next(self, only_by: float | None, polled: set[str], asked: Collection[str]) -> _Job | None:
        """Return what can be done first; with a time `only_by` only what was due by then, or is listed since.

        Hosts that are being asked are left alone.
        """
        jobs = [job for source in self._sources for job in self._jobs(source) if _origin(job.url) not in asked]
        if only_by is not None:
            now = self._around.now()
            jobs = [
                job
                for job in jobs
                if job.due <= now
                and job.ready - now <= self._manners.patience
                and (job.item is not None or (job.due <= only_by and job.source.name not in polled))
            ]
        return min(jobs, key=lambda job: (job.ready, job.due), default=None)

    def _jobs(self, source: Source) -> Iterator[_Job]:
        """Yield what could be done for a source: its list, and the first pages that wait."""
        kept, now = self._memory.source(source.name, source.url), self._around.now()
        due = kept.due if kept.due <= now + max(source.every * 60, self._manners.longest_wait) * 2 else 0.0
        yield _Job(self._ready(source.url, due), due, source)
        if self._used_up(kept):
            return
        yield from (
            _Job(self._ready(item.url, item.due), item.due, source, item)
            for item in self._memory.waiting(source.name, most=20)
        )

    def _ready(self, url: str, due: float) -> float:
        free, now = self._memory.host(_origin(url)).free, self._around.now()
        return max(due, free if free <= now + 2 * self._manners.longest_wait else now)

    def _ask(self, job: _Job, asking: Asking[_Job], polled: set[str]) -> Iterator[Event]:
        """Begin to fetch what a job is about. Sources whose list is asked for go into `polled`."""
        try:
            request = self._request(job)
        except FetchError as error:
            yield self._failed(job, error)
            return
        if job.item is None and not request.robots:
            polled.add(job.source.name)
        asking.start(job, request)

    def _request(self, job: _Job) -> Request:
        """Return what is to be fetched for a job now: its page, or the robots.txt of its host where that is not known.

        Raises FetchError where the site does not want the page fetched.
        """
        origin = _origin(job.url)
        host, now = self._memory.host(origin), self._around.now()
        if host.robots is None or not now < host.robots_until <= now + 2 * self._manners.robots_hold:
            return Request(origin, f"{origin}/robots.txt", {"types": ("",)}, robots=True)
        if not Robots.of(host.robots).allow(job.url, self._fetcher.agent):
            raise FetchError("the site asks programs to leave this page alone (robots.txt).", lasting=True)
        if job.item is not None:
            return Request(origin, job.url, {"types": LISTS} if job.source.kind == SITEMAP else {})
        kept = self._memory.source(job.source.name, job.source.url)
        return Request(origin, job.url, {"etag": kept.etag, "modified": kept.modified, "types": LISTS})

    def _do(self, answer: Answer[_Job]) -> Iterator[Event]:
        """Take in what was fetched; what goes wrong with it is remembered and told."""
        job = answer.job
        try:
            if answer.request.robots:
                self._keep_robots(answer)
            elif job.item is None:
                yield from self._poll(job.source, self._fetched(answer))
            else:
                yield from self._take(job.source, job.item, self._fetched(answer))
        except LedgerLockedError:
            soon = self._around.now() + self._manners.first_wait
            if job.item:
                self._memory.postpone(job.item, soon)
            yield Event(job.source.name, "the ledger is in use by another program; it is tried again soon.", wrong=True)
        except StoreError:
            raise
        except MarsadError as error:
            yield self._failed(job, error)
        except FAULTS as error:
            told = f"could not be read, through a fault of this program ({type(error).__name__}: {str(error)[:80]})."
            yield self._failed(job, FetchError(told, lasting=True))

    def _keep_robots(self, answer: Answer[_Job]) -> None:
        """Remember what a host asks of programs; raises FetchError where its robots.txt did not come."""
        try:
            body = self._fetched(answer).body
        except FetchError as error:
            if not error.lasting:
                raise FetchError(f"robots.txt of this host did not come: {error}") from error
            body = b""
        until = self._around.now() + self._manners.robots_hold
        self._memory.keep(replace(self._memory.host(answer.request.origin), robots=body, robots_until=until))

    def _fetched(self, answer: Answer[_Job]) -> Fetched:
        """Return what was fetched, and remember when its host may be asked again; raises FetchError."""
        host = self._memory.host(answer.request.origin)
        try:
            fetched = answer.fetched()
        except FetchError as error:
            failures = host.failures if error.lasting else host.failures + 1
            wait = 0.0 if error.lasting else self._backoff(failures, error.retry_after)
            self._free_again(replace(host, failures=failures), wait)
            raise
        self._free_again(replace(host, failures=0), 0.0)
        return fetched

    def _free_again(self, host: Host, wait: float) -> None:
        asked = Robots.of(host.robots or b"").delay(self._fetcher.agent)
        self._memory.keep(replace(host, free=self._around.now() + max(wait, asked, self._manners.delay)))

    def _backoff(self, failures: int, told: float | None = None) -> float:
        """Return how long to wait after so many failures: doubled each time, less up to a half by chance."""
        grown = min(self._manners.first_wait * 2.0 ** min(failures - 1, 30), self._manners.longest_wait)
        return max(grown * (1 - self._around.chance() / 2), told or 0.0)

    def _poll(self, source: Source, listed: Fetched) -> Iterator[Event]:
        """Take in the list of a source."""
        kept = self._memory.source(source.name, source.url)
        now = self._around.now()
        if not listed.unchanged:
            yield from self._list(source, entries(source, listed, now=datetime.fromtimestamp(now, UTC)))
            kept = replace(kept, etag=listed.header("etag"), modified=listed.header("last-modified"))
        due = now + source.every * 60 * (1 + self._around.chance() / 10)
        self._memory.keep(replace(kept, asked=now, seen=now, failures=0, due=due))

    def _list(self, source: Source, found: Sequence[Entry]) -> Iterator[Event]:
        """Remember what a source lists."""
        rows = [(entry.key, entry.stamp, entry.url, entry.published) for entry in found]
        new = self._memory.list_items(source.name, rows, self._around.now())
        what = " sitemaps" if found and found[0].inner else ""
        if new:
            yield Event(source.name, f"lists {new} new{what}." if new < len(found) else f"lists {new}{what}.")

    def _take(self, source: Source, item: Item, fetched: Fetched) -> Iterator[Event]:
        """Record the reports of one page, or list what a sitemap within a sitemap lists."""
        if source.kind == SITEMAP and is_sitemap(fetched):
            yield from self._list(source, entries(source, fetched))
            self._memory.over(item, DONE)
            self._count(source, len(fetched.body))
            return
        day = known(item.published) if item.published else None
        default = Report("", publisher=source.publisher, lang=source.lang, published=day)
        found = [_as_told(one, source) for one in fetched_captures(fetched, default)]
        refusals = [one for one in found if isinstance(one, Problem) and one.kind == REFUSED]
        if refusals and all(isinstance(one, Problem) for one in found):
            raise FetchError(refusals[0].sentence, lasting=True)
        done = self._around.record(found, source)
        self._memory.over(item, SET_ASIDE if done.aside and not done.reports else DONE, done.reports)
        self._count(source, len(fetched.body))
        for problem in done.problems:
            yield Event(source.name, str(problem), wrong=True)
        if done.new:
            yield Event(
                source.name, f"{item.url}: {done.claims} claims." if done.claims != 1 else f"{item.url}: 1 claim."
            )

    def _failed(self, job: _Job, error: MarsadError) -> Event:
        """Remember a failure; return the event that tells of it."""
        kept, now = self._memory.source(job.source.name, job.source.url), self._around.now()
        told = error.retry_after if isinstance(error, FetchError) else None
        lasting = not isinstance(error, FetchError) or error.lasting
        where = f"{job.url} " if str(error)[:1].islower() else ""
        reason = f"{where}{error}"
        kept = replace(kept, failed=kept.failed + 1, reason=reason, failed_at=now)
        if job.item is None:
            failures = kept.failures + 1
            due = now + max(self._backoff(failures, told), job.source.every * 60)
            kept = replace(kept, asked=now, failures=failures, due=due)
        elif lasting or job.item.tries + 1 >= self._manners.tries:
            self._memory.over(job.item, GIVEN_UP)
        else:
            self._memory.later(job.item, now + self._backoff(job.item.tries + 1, told))
        self._memory.keep(kept)
        return Event(job.source.name, reason, wrong=True)

    def _count(self, source: Source, size: int) -> None:
        """Count what was fetched of a source today."""
        kept, today = self._memory.source(source.name, source.url), self._today()
        items, bytes_ = (kept.items, kept.bytes) if kept.day == today else (0, 0)
        self._memory.keep(replace(kept, day=today, items=items + 1, bytes=bytes_ + size))

    def _used_up(self, kept: Kept) -> bool:
        """Tell whether as much was fetched of a source today as may be."""
        return kept.day == self._today() and (
            kept.items >= self._manners.items_a_day or kept.bytes >= self._manners.bytes_a_day
        )

    def _today(self) -> str:
        return datetime.fromtimestamp(self._around.now(), UTC).date().isoformat()


def _as_told(found: Capture | Problem, source: Source) -> Capture | Problem:
    """Put what the list of sources says into a report: who publishes it, and its language where it has none."""
    if isinstance(found, Problem):
        return found
    report = found.report
    told = replace(report, publisher=source.publisher or report.publisher, lang=report.lang or source.lang)
    return replace(found, report=told)


def _origin(url: str) -> str:
    try:
        return target(url).origin
    except FetchError:
        return url[:200]
