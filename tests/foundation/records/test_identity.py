"""Signatures of one database are invalid at another one with the same keys."""

import pytest

from foundation.records import identity
from official_accounts import consent
from reports import by_code
from reports.evidence import holders
from reports.models import Report
from tests.for_each import for_each

pytestmark = pytest.mark.django_db


@for_each(
    ("sign", "read"),
    [
        (lambda: by_code.make_pass(Report(number="PA26-0000007")), by_code.read_pass),
        (holders.new_ticket, holders.find_holder),
        (lambda: consent.sign_state("a-nonce"), consent.read_state),
    ],
)
def test_it_is_read_only_by_its_own_database(sign, read, monkeypatch):
    assert read(sign()) is not None
    monkeypatch.setattr(identity, "_known", ["the id of another province"])
    elsewhere = sign()
    monkeypatch.undo()
    assert read(elsewhere) is None
