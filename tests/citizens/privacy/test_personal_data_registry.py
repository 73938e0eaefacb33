"""The registry of personal data."""

import pytest

from citizens.models import Purpose
from citizens.privacy import personal_data_registry
from citizens.privacy.personal_data_registry import PersonalData


@pytest.fixture(autouse=True)
def _own_tables(monkeypatch):
    monkeypatch.setattr(personal_data_registry, "_parts", {})
    monkeypatch.setattr(personal_data_registry, "_withdrawals", {})


def part(name):
    return PersonalData(name, f"Phần {name}", lambda _citizen: [], lambda _citizen: ())


def test_parts_keep_their_registration_order():
    for name in ("b", "a", "c"):
        personal_data_registry.register(part(name))
    assert [each.name for each in personal_data_registry.parts()] == ["b", "a", "c"]


def test_a_part_name_can_only_be_registered_once():
    personal_data_registry.register(part("a"))
    with pytest.raises(ValueError, match="a"):
        personal_data_registry.register(part("a"))
    assert len(personal_data_registry.parts()) == 1


def test_releasing_data_needs_a_purpose():
    forget = [lambda _citizen: None, lambda _citizen: None]
    for one in forget:
        personal_data_registry.register_withdrawal(Purpose.PHOTO, one)
    assert personal_data_registry.withdrawals("photo") == tuple(forget)
    assert personal_data_registry.withdrawals(Purpose.PHONE) == ()
