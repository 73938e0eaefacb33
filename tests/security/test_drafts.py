"""Drafts of notices say what is known, and of the rest that it is not."""

import pytest

from security.drafts import UNKNOWN, draft_of
from security.workflow import Move
from tests.offices.factories import province
from tests.security.factories import incident

pytestmark = pytest.mark.django_db


def test_a_draft_names_law_receiver_and_what_is_known():
    province()
    row = incident(is_serious=True, personal_data=True, persons=1200)
    text = draft_of(row, Move.REPORT)
    for words in ("331/2026/NĐ-CP", "An ninh mạng".lower(), row.what, row.contact, "1.200"):
        assert words in text
    assert f"Đã làm: {UNKNOWN}" in text


def test_what_is_not_known_is_said():
    row = incident(personal_data=True)
    text = draft_of(row, Move.PERSONAL_DATA)
    assert "91/2025/QH15" in text
    assert f"số người: {UNKNOWN}" in text
    assert f"Xảy ra từ: {UNKNOWN}" in text
