"""Arabic: every rule at its examples."""

from __future__ import annotations

import pytest

from rule_examples import applied, doubled, examples, without_example


@pytest.mark.parametrize(("rule", "text", "wanted"), examples("ar"))
def test_rule_at_its_example(rule: str, text: str, *, wanted: bool) -> None:
    assert (rule in applied("ar", text)) is wanted


def test_every_rule_has_an_example_and_a_name_of_its_own() -> None:
    assert without_example("ar") == []
    assert doubled("ar") == []
