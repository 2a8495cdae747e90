"""Fail-points: named places about each write where the process can be made to die, to show that nothing is lost.

The environment variable MARSAD_FAIL_POINT names one; a process that comes there is gone at once, as in a power cut. It
is there for the tests, and for whoever wants to see for themselves; without the variable nothing happens.
"""

from __future__ import annotations

import os
import signal

VARIABLE = "MARSAD_FAIL_POINT"
POINTS = (
    "captures written",
    "write begun",
    "entries before",
    "entries written",
    "payloads written",
    "index written",
    "index cleared",
    "rows cleared",
    "rows written",
    "rows moved",
    "search written",
    "foreign entries indexed",
    "payloads gone",
    "entries restored",
    "before commit",
    "after commit",
    "captures gone",
    "files wiped",
    "release written",
    "release in place",
)


def point(name: str) -> None:
    """Die here where the environment says so."""
    reached(name)


def reached(name: str) -> None:
    """Do what is to be done at a point; a test may put something else in its place."""
    if os.environ.get(VARIABLE) == name:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
