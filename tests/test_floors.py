"""Imports point down only; and the check itself sees a wall that was broken."""

import subprocess
import sys
from pathlib import Path

import pytest

from floors import faults

SOURCE = Path(__file__).resolve().parents[1] / "src"


def test_imports_point_down():
    assert faults(SOURCE) == []


@pytest.mark.parametrize(
    ("file", "line", "what"),
    [
        ("text/rules.py", "from marsad.flow import add", "text (floor 1) imports marsad.flow (floor 4)"),
        ("model/claim.py", "def f():\n    import marsad.store.journal", "model (floor 0) imports marsad.store.journal"),
        (
            "reader/read.py",
            "from ..ledger.reconcile import reconcile",
            "reader imports marsad.ledger.reconcile of its own",
        ),
        ("reader/read.py", "from marsad import settings", "reader (floor 3) imports marsad.settings (floor 5)"),
        ("exam/gold.py", "from marsad.reader.read import read", "exam imports marsad.reader.read of its own floor"),
        ("exam/scores.py", "import rich", "exam is pure and imports rich"),
        ("text/tokens.py", "from marsad.lang.ar import harm", "text imports marsad.lang.ar of its own floor"),
        (
            "intake/files.py",
            "if TYPE_CHECKING:\n    from marsad.render import html",
            "intake (floor 3) imports marsad.render",
        ),
        ("ledger/tolls.py", "import django.db", "ledger is pure and imports django.db"),
        ("reader/days.py", "x = date.today()", "asks the clock"),
        ("helpers.py", "from marsad.model import span", "helpers or model stands on no floor"),
        ("__init__.py", "from marsad.flow import add", "the package imports marsad.flow"),
    ],
)
def test_a_planted_violation_is_seen(tmp_path, file, line, what):
    planted = tmp_path / "marsad" / file
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(line + "\n", encoding="utf-8")
    [fault] = faults(tmp_path)
    assert fault.file == f"marsad/{file}"
    assert fault.what.startswith(what)


def test_down_and_sideways_imports_that_are_allowed(tmp_path):
    for file, line in (
        ("lang/ar/harm.py", "from marsad.text.rules import Rule"),
        ("__init__.py", "if TYPE_CHECKING:\n    from marsad.library.claims import read"),
        ("cli.py", "from marsad.render.html import page\nfrom marsad import __version__"),
        ("flow.py", "from marsad.reader.read import read\nimport rich"),
        ("store/journal.py", "import django.db\nfrom datetime import datetime\ndatetime.now()"),
    ):
        planted = tmp_path / "marsad" / file
        planted.parent.mkdir(parents=True, exist_ok=True)
        planted.write_text(line + "\n", encoding="utf-8")
    assert faults(tmp_path) == []


def loaded_by(program: str) -> set[str]:
    """Run a program in a fresh interpreter and name the packages it loads."""
    code = f"{program}\nimport sys\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SOURCE)
    return set(ran.stdout.splitlines()[-1].split())


def test_the_reader_loads_alone():
    assert not loaded_by("import marsad.reader.read") & {"django", "rich", "typer", "sqlite3"}
    assert "django" in loaded_by("import django")  # the check sees what is loaded


def test_the_ledger_loads_alone():
    assert not loaded_by("import marsad.ledger.reconcile") & {"django", "rich", "typer", "sqlite3"}


def test_the_exam_loads_alone():
    assert not loaded_by("import marsad.exam.verdict, marsad.exam.record") & {"django", "rich", "typer", "sqlite3"}


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_reading_loads_neither_django_nor_rich(tmp_path, words):
    report = tmp_path / "report.txt"
    report.write_text("مقتل 3 مدنيين في قصف على بلدة كفر نبل.", encoding="utf-8")
    run = f"from marsad.cli import main\ntry: main(['read', *{words}, {str(report)!r}])\nexcept SystemExit: pass"
    assert not loaded_by(run) & {"django", "rich", "typer", "sqlite3"}


def test_reading_loads_nothing_of_the_exam(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("مقتل 3 مدنيين في قصف على بلدة كفر نبل.", encoding="utf-8")
    run = f"from marsad.cli import main\ntry: main(['read', {str(report)!r}])\nexcept SystemExit: pass\n"
    check = "import sys\nprint([name for name in sys.modules if name.startswith('marsad.exam')])"
    ran = subprocess.run(
        [sys.executable, "-c", run + check], capture_output=True, encoding="utf-8", check=True, cwd=SOURCE
    )
    assert ran.stdout.splitlines()[-1] == "[]"
