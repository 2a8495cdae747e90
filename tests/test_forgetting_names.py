"""Forgetting a name: it is in no file any more, everything else is as it was, and an older backup forgets it again."""

from __future__ import annotations

import json
from functools import partial

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from ledgers import fresh_ledger
from marsad import flow
from marsad.forget import mask, propose_masking
from marsad.ledger.as_of import Question
from marsad.ledger.drafting import Pen, draft
from marsad.ledger.restricting import restriction
from marsad.model.audience import OPEN
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.render.rows import plain
from marsad.store import forgotten
from marsad.store.journal import Journal
from marsad.text.masking import MASK, Names, is_name, name_key
from values import SOME_DAY, SOME_TIME

pytestmark = pytest.mark.usefixtures("each_database")

NAMES = ["سالم الراوي", "Salem al-Rawi"]
SPELT = ("سالم", "سالِم", "الراوي", "لراوي", "Salem", "salem", "Rawi", "rawi", "RAWI")
TEXTS = (
    ("بريد إدلب", "قُتل مدنيان بقصف على بلدة سرمين بريف إدلب، بحسب الناشط سالِم الــراوي."),
    (
        "Wire",
        "Three civilians were killed in shelling on Sarmin in Idlib, said SALEM\nAL RAWI. Salem al-Rawi's cousin fled.",
    ),
    ("Salem al-Rawi", "قُتل 5 مدنيين بقصف على مدينة أريحا بريف إدلب، بحسب مشفى المدينة."),
    ("Desk", "أصيب سالم الراوي بقصف على مدينة أريحا بريف إدلب، وأصيب 3 آخرون."),
)
PEN = ("Rima", "a person at risk")


def filled():
    """Put the reports in, and decide on what names him."""
    when = When(Days.of(SOME_DAY), WhenBasis.METADATA)
    flow.add([Report(text, publisher, title="سالم الراوي: شهادة", published=when) for publisher, text in TEXTS])

    def decide(kind, *names, words=(), why="as سالم الراوي told us"):
        pen = Pen("Rima", why, SOME_TIME)
        return flow.decide(flow.propose(partial(draft, DecisionKind(kind), names, pen=pen, words=words)))

    decide("correct", "1.1", words=["count=4", "source=سالم الراوي"])
    decide("note", "2.1")
    decide("undo", words=[str(decide("note", "2.1", why="Salem al-Rawi again").number)])
    decide("person", "4.1", words=["name=سالم الراوي", "sex=male", "role=medic"])
    return decide


def forget(home, names=NAMES, only=()):
    return mask(propose_masking(names, only, *PEN), home)


def everything():
    """Return all bytes of the ledger: those of its files, or the rows and files of all tables of the server."""
    from marsad.settings import chosen_home

    found = b"".join(file.read_bytes() for file in chosen_home().rglob("*") if file.is_file())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            for table in connection.introspection.table_names():
                cursor.execute(f"SELECT t::text FROM {table} t")
                found += "\n".join(row for (row,) in cursor.fetchall()).encode()
                cursor.execute(f"SELECT pg_read_binary_file(pg_relation_filepath('{table}'))")
                found += bytes(cursor.fetchone()[0])
    return found


def told(question=None):
    """Return the whole ledger with what it decided, as text with the name masked in it."""
    book = flow.ledger(question) if question else flow.ledger()
    said = json.dumps(plain([book.ledger, book.decided, book.numbers]), ensure_ascii=False)
    return json.loads(Names(frozenset(map(name_key, NAMES))).hide(said))


def figures(ledger):
    """Return of a ledger what has no words: ids, claims, figures, verdicts, how decisions stand."""
    found = ledger[0]
    return [
        [[one["id"], one["claims"], one["reports"], one["tolls"], one["when"]] for one in found["incidents"]],
        [[one["claim"], one["verdict"], one["covers"]] for one in found["assertions"]],
        [[s["decision"]["number"], s["decision"]["anchors"], s["state"], s["claims"]] for s in found["decisions"]],
        ledger[2],
    ]


def test_the_name_is_in_no_file_and_the_ledger_is_as_it_was(ledger_home):
    filled()
    past = Journal().head().at
    before, then = told(), told(Question(recorded=past))
    assert all(word.encode() in everything() for word in SPELT[:2])
    forget(ledger_home)
    assert [word for word in SPELT if word.encode() in everything()] == []
    assert flow.verify()[1] == []
    assert figures(told()) == figures(before)
    assert figures(told(Question(recorded=past))) == figures(then)
    assert flow.rebuild().same
    assert [row.text for row in (r.report for r in flow.ledger().readings)] == [masked(text) for _, text in TEXTS]


def masked(text):
    return Names(frozenset(map(name_key, NAMES))).hide(text)


def test_quotes_stand_at_their_offsets_and_anchors_bind(ledger_home):
    decide = filled()
    forget(ledger_home)
    for reading in flow.ledger().decided:
        for claim in reading.claims:
            assert claim.quote.stands_in(reading.report.text)
            assert claim.report == reading.report.id
    assert {s.state for s in flow.ledger().ledger.decisions} == {"binds", "undone"}
    assert decide("confirm", "4.1", why="seen").anchors[0] in flow.ledger().desk.claims


def test_the_same_report_does_not_bring_the_name_back(ledger_home):
    filled()
    forget(ledger_home)
    added, _ = flow.add([Report(text, publisher, published=None) for publisher, text in TEXTS])
    assert (len(added.new), len(added.known)) == (0, 4)
    assert [word for word in SPELT if word.encode() in everything()] == []


def test_an_older_backup_forgets_the_name_again_and_what_went_after_it(ledger_home):
    filled()
    old, _ = flow.pack()
    forget(ledger_home)
    middle, _ = flow.pack()
    forget(ledger_home, ["cousin", "مشفى المدينة"])
    flow.expunge(flow.propose_expunging(["4"], *PEN), ledger_home)
    said, memory = told(), (ledger_home / forgotten.FILE).read_bytes()
    newest, _ = flow.pack()
    assert not any(word.encode() in memory for word in SPELT)
    for packed in (old, middle, newest):
        with fresh_ledger(ledger_home.parent / f"h{len(packed)}") as home:
            home.mkdir(exist_ok=True)
            (home / forgotten.FILE).write_bytes(memory)
            flow.restore(packed, home)
            assert [word for word in (*SPELT, "cousin", "مشفى") if word.encode() in everything()] == []
            assert flow.verify()[1] == []
            assert figures(told()) == figures(said)


def test_only_in_one_report(ledger_home):
    filled()
    forget(ledger_home, only=["4"])
    texts = [reading.report.text for reading in flow.ledger().readings]
    assert ["الراوي" in text or "الــراوي" in text or "Rawi" in text for text in texts] == [True, True, False, False]
    assert "سالم الراوي" not in repr([s for s in flow.ledger().ledger.decisions if s.decision.kind == "person"])


def test_a_masked_report_can_go_as_a_whole(ledger_home):
    filled()
    forget(ledger_home)
    flow.expunge(flow.propose_expunging(["1"], *PEN), ledger_home)
    assert flow.verify()[1] == []
    assert list(flow.ledger().numbers.values()) == [2, 3, 4]
    assert "بحسب الناشط".encode() not in everything()


def test_a_masked_source_is_still_a_voice_and_a_masked_person_still_not_shown(ledger_home):
    filled()
    before = flow.ledger().ledger.incidents
    forget(ledger_home)
    after = flow.ledger().ledger.incidents
    assert [len(one.voices) for one in after] == [len(one.voices) for one in before]
    assert "medic" in repr(flow.ledger().decided)
    shown = flow.ledger(Question(audience=OPEN))
    assert "medic" not in repr([shown.decided, shown.ledger])


def test_a_restricted_name_stays_restricted(ledger_home):
    filled()
    drafted = partial(restriction, what=[("source", NAMES[1])], to="team", pen=Pen(*PEN, SOME_TIME))
    flow.decide(flow.propose(drafted))
    forget(ledger_home)
    shown = flow.ledger(Question(audience=OPEN))
    assert "restrict" not in {str(s.decision.kind) for s in shown.ledger.decisions}
    assert [one.tolls for one in shown.ledger.incidents] == [one.tolls for one in flow.ledger().ledger.incidents]


@pytest.mark.parametrize(
    ("names", "pen", "sentence"),
    [
        (["…"], PEN, "is no name"),
        (NAMES, ("Rima", ""), "says why"),
        (NAMES, ("", "x"), "says who"),
        (NAMES, ("Rima", "for SALEM al-Rawi"), "say it without the name"),
        (["nobody here"], PEN, "Nothing in the ledger holds this name"),
    ],
)
def test_what_cannot_be_forgotten_is_told(ledger_home, names, pen, sentence):
    filled()
    head = Journal().head()
    with pytest.raises(MarsadError, match=sentence):
        mask(propose_masking(names, (), *pen), ledger_home)
    assert Journal().head() == head


def test_what_the_folder_cannot_note_is_not_masked(ledger_home):
    filled()
    (ledger_home / forgotten.FILE).mkdir(parents=True)
    head = Journal().head()
    with pytest.raises(MarsadError, match="Nothing was removed"):
        forget(ledger_home)
    assert Journal().head() == head
    assert flow.verify()[1] == []


def test_the_command_asks_and_says_what_went(marsad, tmp_path):
    from test_forgetting import add, bytes_of

    add(marsad, tmp_path, *(text for _, text in TEXTS))
    words = ("expunge", "--name", NAMES[0], "--name", NAMES[1], "--by", "Rima", "--reason", "at risk")
    ran = marsad(*words, stdin="n\n")
    assert "stands in 3 reports" in ran.out
    assert "Nothing was removed" in ran.out
    assert "الراوي".encode() in bytes_of(tmp_path / "ledger")
    assert "Removed the name from" in marsad(*words, "--yes").out
    assert "الراوي".encode() not in bytes_of(tmp_path / "ledger")
    assert marsad(*words, "--yes").status == 2
    for wrong in (("expunge",), ("expunge", "1", "--name", "x"), ("expunge", "--report", "1")):
        assert "Name reports to remove, or a name" in marsad(*wrong).err


LETTERS = st.text("اأإبتثسلمي ىةـًٌَabzéǘ-'\n.،“", min_size=1, max_size=12)


@given(LETTERS, LETTERS, LETTERS)
def test_a_name_is_found_wherever_it_is_written_and_offsets_hold(before, name, after):
    names = Names(frozenset({name_key(name)} if is_name(name) else ()))
    text = f"{before} {name} {after}"
    hidden = names.hide(text)
    assert len(hidden) == len(text)
    assert not is_name(name) or not names.spans(hidden)
    assert all(now in {was, MASK} for was, now in zip(text, hidden, strict=True))


@pytest.mark.parametrize(
    ("name", "written", "hidden"),
    [
        ("الراوي", "وللراوي وبالراوي والرَّاوي", "ولل████ وبال████ وال██████"),
        ("سالم الراوي", "وسالمٍ الرَّاوي، لسالم «الراوي»", "و█████ ████████، ل████ «██████»"),
        ("Abu Omar", "abu-omar's ABU  ÓMAR, Abu Omari", "███-████'s ███  ████, Abu Omari"),
        ("سالم", "سالمة سـ ـالـ ـم السالم", "سالمة ██ ████ ██ السالم"),
    ],
)
def test_names_in_their_spellings(name, written, hidden):
    assert Names(frozenset({name_key(name)})).hide(written) == hidden
