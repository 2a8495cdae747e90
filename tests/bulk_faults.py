"""Tasks that go wrong, for tests: processes import them by name."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from marsad.bulk import boxes
from marsad.bulk.task import marking


def work(task):
    """Write down the pages of a task; at its bad page do what is said, as often as is said."""
    pages, bad, how, times = task.given
    with boxes.writing(task.out) as out, marking(task) as mark:
        for page in range(pages):
            mark(page)
            if page in dict(task.skip):
                out.put("problems", [page, dict(task.skip)[page]])
            elif page == bad and _again(task, times):
                if how == "die":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise RuntimeError("nobody foresaw this")
            else:
                out.put("pages", page)


def _again(task, times):
    """Count how often it came here, in a file beside; tell whether that is not too often yet."""
    count = Path(f"{task.out}.count")
    seen = int(count.read_text()) if count.exists() else 0
    count.parent.mkdir(parents=True, exist_ok=True)
    count.write_text(str(seen + 1))
    return seen < times
