"""Whatever a page refuses or lists as wrong is said in Arabic on Arabic pages, and no fault of the store is a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

import marsad
from marsad.model.problem import MarsadError
from marsad.store.errors import LedgerLockedError
from marsad.web import shelf
from marsad.web.sentences import arabic
from refusals import sentences

SOURCE = Path(marsad.__file__).parent
ELSEWHERE = {"sheet_edits.py", "worksheets.py", "restricting.py", "exam.py"}
"""What these say is told at the command line alone."""


def walked():
    rooms = [
        *(SOURCE / "ledger").rglob("*.py"),
        SOURCE / "flow.py",
        SOURCE / "reader/rows.py",
        SOURCE / "reader/read.py",
    ]
    return sentences([path for path in rooms if path.name not in ELSEWHERE])


def test_every_refusal_and_problem_that_a_page_can_show_has_its_arabic():
    found = walked()
    assert len(found) > 60
    english = {where: said[0] for where, said in found.items() if not any(map(arabic, said))}
    assert english == {}


@pytest.mark.parametrize(
    "reason",
    ["a denial by a voice that gave no number before", "its parts now sum to at least 7", "superseded by 5 to 7"],
)
def test_why_a_figure_was_set_aside_has_its_arabic(reason):
    assert arabic(reason)


def test_a_sentence_without_arabic_is_found(tmp_path):
    planted = tmp_path / "planted.py"
    planted.write_text("def a(n):\n    said = f'nobody wrote {n} of these words'\n    raise MarsadError(said)\n")
    [[first, *_]] = sentences([planted]).values()
    assert first == "nobody wrote 7 of these words"
    assert arabic(first) is None


@pytest.mark.parametrize(
    ("error", "status", "english", "written"),
    [
        (
            LedgerLockedError("The ledger /srv/x.sqlite3 is in use by another program; try again."),
            503,
            "in use",
            "مشغول",
        ),
        (MarsadError("Name one incident to grade."), 422, "Name one incident", "لتقييمها"),
    ],
)
def test_what_no_page_caught_is_told_in_a_sentence_that_names_no_file(
    site, monkeypatch, error, status, english, written
):
    def fails(*_args):
        raise error

    monkeypatch.setattr(shelf, "book", fails)
    for language, words in (("en", english), ("ar", written)):
        answer = site.client().get(f"/{language}/reports/")
        assert answer.status_code == status
        assert words in answer.content.decode()
        assert "/srv" not in answer.content.decode()
