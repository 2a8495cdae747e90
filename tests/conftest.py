"""What tests share. Django is set up once, pointing nowhere; a test that wants a ledger takes `ledger_home`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from marsad.settings import configure

configure(Path("/nowhere/no-ledger-was-asked-for"), "sqlite:////nowhere/no-ledger-was-asked-for/ledger.sqlite3")

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("MARSAD_HOME", raising=False)


@pytest.fixture
def ledger_home(tmp_path: Path) -> Iterator[Path]:
    """Give a home folder with an empty, open ledger, to which Django points during the test."""
    from ledgers import fresh_ledger

    with fresh_ledger(tmp_path / "home") as home:
        yield home
