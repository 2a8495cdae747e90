"""The ledgers that pages are made of, kept while the journal stands still: one Book for each question and audience.

This is the only place at which pages come to the ledger, so that nobody is shown what is not for them: on a public
site that is what was released, as it was stated on the day asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from django.conf import settings
from django.db import connection

from marsad import derive, flow
from marsad.ledger.as_of import Question
from marsad.store import reports
from marsad.web.patience import WorkingError, Works
from marsad.web.public import released

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import date, datetime

    from marsad.flow import Book
    from marsad.model.audience import Audience
    from marsad.web.patience import Made, Work

MOST = 12
"""So many ledgers are kept, those asked for last."""
MOST_INCIDENTS = 60_000
"""So many incidents they hold together, but for the one asked for last."""
MOST_BESIDE = 64
"""So many things worked out of one of them."""
MOST_AT_ONCE = 4_000
"""A ledger of so many reports is worked out while whoever asks for it waits; a larger one beside (`patience`)."""
FRESH = 60.0
"""So many seconds a ledger that was worked out beside is shown although the journal has gone on since."""
T = TypeVar("T")

_Key: TypeAlias = tuple[str, str, str, "datetime | None", "date | None"]
"""Database, head of the journal, who asks, recorded by, published by."""


class Shelf:
    """Books by what they answer. Threads that ask the same at once wait for one another: it is worked out once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._books: OrderedDict[_Key, Book] = OrderedDict()
        self._beside: dict[int, dict[Hashable, Any]] = {}
        """What was worked out of a ledger, by its identity: several Books show the same one."""
        self._making: dict[_Key, Lock] = {}
        self._long = Works()
        self._lock = Lock()

    def book(self, question: Question, *, wait: bool = True) -> Book:
        """Return the ledger as of a question, for who asks it; raises MarsadError as the conductor does.

        What takes long is worked out beside; raises WorkingError where that takes too long to `wait` for.
        """
        whose = (_database(), question.audience.name, question.recorded, question.published)
        key = (whose[0], flow.head().hash, *whose[1:])
        found = self._kept(key)
        if found is not None:
            return found
        if not _is_quick(question):
            begun, _, made = self._long.made(
                whose, lambda: _worked_out(question), lambda w: _fits(w, question), wait=wait
            )
            return self._keep((whose[0], begun.hash, *whose[1:]), made)  # the journal may have gone on since
        with self._lock:
            making = self._making.setdefault(key, Lock())
        try:
            with making:
                found = self._kept(key)
                if found is None:
                    public = settings.MARSAD_PUBLIC
                    found = self._keep(key, released(question.published) if public else flow.ledger(question))
        finally:
            with self._lock:
                self._making.pop(key, None)
        return found

    def remember(self, book: Book, name: Hashable, make: Callable[[], T]) -> T:
        """Return what was worked out of a Book under a name; the first time it is worked out."""
        with self._lock:
            kept = self._beside.get(id(book.ledger), {})
            known = name in kept
            found: T | None = kept.get(name)
            if known:
                kept[name] = kept.pop(name)  # of those kept, the one asked for last
        if known:
            return cast("T", found)
        made = make()
        with self._lock:
            kept[name] = made
            if len(kept) > MOST_BESIDE:
                kept.pop(next(iter(kept)))
        return made

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._books.clear()
            self._beside.clear()

    def _kept(self, key: _Key) -> Book | None:
        with self._lock:
            found = self._books.get(key)
            if found is not None:
                self._books.move_to_end(key)
            return found

    def _keep(self, key: _Key, book: Book) -> Book:
        with self._lock:
            database, head, *_ = key
            for other in [one for one in self._books if one[0] == database and one[1] != head]:
                del self._books[other]  # the journal went on: nobody asks for these any more
            self._books[key] = book
            self._beside.setdefault(id(book.ledger), {})
            while len(self._books) > 1 and (len(self._books) > self._most or self._size() > MOST_INCIDENTS):
                self._books.popitem(last=False)
            held = {id(one.ledger) for one in self._books.values()}
            for gone in self._beside.keys() - held:
                del self._beside[gone]
        return book

    def _size(self) -> int:
        """Count the incidents of all ledgers kept, each once."""
        return sum(len(ledger.incidents) for ledger in {id(b.ledger): b.ledger for b in self._books.values()}.values())


def _is_quick(question: Question) -> bool:
    """Tell whether a ledger is made in a second or two: it is small, or the process has it and goes on with it."""
    if settings.MARSAD_PUBLIC or reports.count() <= MOST_AT_ONCE:
        return True
    past = question.recorded or question.published
    return not past and derive.goes_on() and derive.shows_all(question.audience)


def _worked_out(question: Question) -> Made:
    """Work a ledger out; what was read before it of the journal is not newer than it."""
    return flow.head(), derive.hidden_from(question.audience), flow.ledger(question)


def _fits(work: Work, question: Question) -> bool:
    """Tell whether what was worked out beside may be shown: it is of the present, or nearly so and hides the same."""
    begun, hidden, _ = work.made or (None, None, None)
    if begun is None or begun == flow.head():
        return begun is not None
    return (
        monotonic() - work.ended < FRESH
        and derive.still_holds(begun)
        and hidden == derive.hidden_from(question.audience)
    )


def _database() -> str:
    told = connection.settings_dict
    return f"{told.get('HOST')}/{told['NAME']}{' as released' if settings.MARSAD_PUBLIC else ''}"


_SHELF = Shelf()


def book(audience: Audience, recorded: datetime | None = None, published: date | None = None) -> Book:
    """Return the ledger that somebody sees, of the present or as of a day; raises WorkingError where it takes long."""
    return _SHELF.book(Question(recorded, published, audience))


def at_hand(audience: Audience) -> Book | None:
    """Return the ledger of the present that somebody sees, None where it takes long; it is then being worked out."""
    try:
        return _SHELF.book(Question(audience=audience), wait=False)
    except WorkingError:
        return None


def remember(book: Book, name: Hashable, make: Callable[[], T]) -> T:
    """Return what was worked out of a Book under a name, once."""
    return _SHELF.remember(book, name, make)


def clear() -> None:
    """Forget all Books."""
    _SHELF.clear()
