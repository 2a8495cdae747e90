"""What the documents show is what the program prints."""

from session import BLOCK, DOCUMENTS, ROOT, Desk, sessions


def test_the_session_comes_out_as_told(tmp_path):
    desk = Desk(tmp_path)
    told = sessions((ROOT / DOCUMENTS[0]).read_text(encoding="utf-8"))
    assert len(told) >= 5
    for command, output in told:
        assert desk.run(command).strip() == output.strip(), "$ marsad …; python tests/session.py renews it"


def test_both_front_doors_show_the_same_session():
    first, second = (BLOCK.findall((ROOT / name).read_text(encoding="utf-8")) for name in DOCUMENTS)
    assert first == second


def test_a_session_that_has_changed_is_seen(tmp_path):
    [(command, output)] = sessions("```console\n$ marsad version\nmarsad 0.0.0\n```\n")
    assert Desk(tmp_path).run(command).strip() != output.strip()
