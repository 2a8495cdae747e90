"""One at a time: a lock file with the number of the process that holds it.

The lock is the operating system's and goes with its process, however that ends; the number is there to be read.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from marsad.store.errors import LedgerLockedError, ReadOnlyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FAR = 1 << 20
"""On Windows the byte that is locked; the number before it can then be read by others."""


@contextmanager
def only_one(path: Path, what: str) -> Iterator[int | None]:
    """Hold the lock; yields the number of a process that left its file behind. Raises LedgerLockedError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise ReadOnlyError(f"{path} cannot be written: {error.strerror}; name another folder with --home.") from error
    with file:
        try:
            _lock(file)
        except OSError:
            raise LedgerLockedError(
                f"{what} runs already{_named(_number(file))}; end that one first. ({path} is its lock.)"
            ) from None
        left = _number(file)
        file.truncate(0)
        file.write(f"{os.getpid()}\n".encode())
        file.flush()
        try:
            yield left
        finally:
            file.truncate(0)


def _named(number: int | None) -> str:
    return f" (process {number})" if number else ""


def _number(file: IO[bytes]) -> int | None:
    """Return the number of a process that a lock file holds."""
    file.seek(0)
    with suppress(OSError):
        words = file.read(20).strip()
        return int(words) if words.isdigit() else None
    return None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
