"""A limit of time on one page: an alarm of the system cuts the work off."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class TooLongError(BaseException):
    """The time of a page is over. It is no Exception, so that nothing on the way takes it for its own."""


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Cut off what takes longer; without seconds, or where the system has no such alarm, nothing is cut off."""
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_number: int, _frame: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
