"""The displayed steps of long work."""

import pytest

from foundation.records.steps import step


def test_a_step_shows_its_title_and_then_its_seconds(monkeypatch):
    shown, clock = [], iter([10.0, 13.4])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with step(shown.append, "Máy chủ"):
        assert "".join(shown) == "  Máy chủ......................... "
    assert "".join(shown).endswith(" 3 s\n")


def test_a_failed_step_leaves_the_line_for_the_message():
    shown = []
    with pytest.raises(ValueError, match="x"), step(shown.append, "Máy chủ"):
        raise ValueError("x")
    assert shown[-1] == "\n"
