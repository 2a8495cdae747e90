"""PDF files, through poppler's `pdftotext`: a process of its own, with limits of time and of output."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.intake.capture import TEXT_LIMIT, Capture, Raw, check_text, mend, oddities
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

FILE_LIMIT = 1 << 26
"""Bytes of a PDF file."""
SECONDS = 60
"""So long may `pdftotext` take for one file."""
_MEMORY = 1 << 31
_OUTPUT_LIMIT = 4 * TEXT_LIMIT + 4

FLAG = "flagged for review: text from a PDF can be in another order than on the page. Compare it with the original."


def pdf_capture(data: bytes, where: str, default: Report, name: str | None, seconds: float = SECONDS) -> Capture:
    """Read one PDF file; raises MarsadError where it cannot be, or where `pdftotext` is not installed."""
    if len(data) > FILE_LIMIT:
        raise MarsadError(f"is too large a PDF: more than {FILE_LIMIT:,} bytes; cut it into single reports")
    program = shutil.which("pdftotext")
    if program is None:
        raise MarsadError(
            "is a PDF, and the program pdftotext that reads it was not found; "
            "install poppler (package poppler-utils), or save its text as a .txt file and read that"
        )
    text = _extracted(program, data, seconds).decode("utf-8", "replace")
    text = "\n".join(line.rstrip() for line in text.replace("\f", "\n").splitlines()).strip("\n")
    if not text.strip():
        raise MarsadError("is a PDF without text, pictures of pages perhaps; write down its words as a .txt file")
    check_text(text)
    report = Report(mend(text), publisher=default.publisher, published=default.published, name=name)
    problems = (*oddities(text, None, where), Problem("flagged", FLAG, where))
    raw = Raw(data, content_type="application/pdf", extractor=_version(program))
    return Capture(report, where, problems=problems, raw=raw)


def _extracted(program: str, data: bytes, seconds: float) -> bytes:
    """Run `pdftotext`; its output goes through a file, so that neither side waits for the other."""
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.txt")
        source.write_bytes(data)
        command = [program, "-q", "-enc", "UTF-8", "-eol", "unix", str(source), str(target)]
        try:
            ran = subprocess.run(  # noqa: S603 - the program was found by its name, the arguments are ours
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
                preexec_fn=_limits(),
            )
        except subprocess.TimeoutExpired:
            raise MarsadError(
                f"is a PDF that took longer than {seconds:g} seconds; save its text as a .txt file"
            ) from None
        except OSError as error:
            raise MarsadError(f"is a PDF, and pdftotext could not be run ({error.strerror or error})") from None
        if ran.returncode or not target.exists():
            raise MarsadError(_why_not(ran.stderr))
        with target.open("rb") as stream:
            return stream.read(_OUTPUT_LIMIT)


def _limits() -> Callable[[], None] | None:
    """Return what limits the memory of a process and the size of what it writes; None where the system cannot."""
    try:
        import resource
    except ImportError:
        return None

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))

    return limit


def _why_not(said: bytes) -> str:
    if b"password" in said.lower() or b"encrypt" in said.lower():
        return "is a PDF with a password; save a copy without it"
    return "is a damaged PDF, or not one; pdftotext could not read it"


def _version(program: str) -> str:
    """Return the name and version of the program, as they are kept with what it extracted."""
    try:
        ran = subprocess.run([program, "-v"], capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return "pdftotext"
    first = (ran.stderr or ran.stdout).decode("utf-8", "replace").split("\n", 1)[0].strip()
    return first.replace(" version ", " ")[:60] or "pdftotext"
