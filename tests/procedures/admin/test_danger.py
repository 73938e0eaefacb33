"""Trying words of danger before they are saved."""

import re

import pytest

from procedures.models import DangerAct
from tests.procedures.admin.browser import address_of
from tests.procedures.factories import search_count

SENT = {"kind": "violence", "terms": "tưng bừng", "unless": ""}


@pytest.fixture
def searched(db):
    search_count("xap xinh tung bung", 7, 0)
    search_count("dang ky tam tru", 9, 0)


def rows(answer):
    """Return the cells of each row of the table."""
    body = answer.content.decode().partition("<tbody>")[2]
    return [tuple(re.findall(r"<td[^>]*>(.*?)</td>", row)) for row in body.split("</tr>")[:-1]]


def test_a_preview_names_the_searches_that_would_newly_match(admin, client, searched):
    answer = client.post(address_of("dangeract", "preview"), SENT)
    assert rows(answer) == [("xap xinh tung bung", "7", "không", "113")]
    assert not DangerAct.objects.exists()


def test_a_preview_of_a_changed_row_compares_with_what_is_saved(admin, client, searched):
    row = DangerAct.objects.create(kind="violence", terms=["tưng bừng"], needs_person=False)
    answer = client.post(address_of("dangeract", "preview"), {**SENT, "row": row.pk})
    assert rows(answer) == []
    answer = client.post(
        address_of("dangeract", "preview"), {**SENT, "kind": "fire", "row": row.pk}
    )
    assert rows(answer) == [("xap xinh tung bung", "7", "113", "114")]
    row.refresh_from_db()
    assert row.kind == "violence"


def test_a_preview_of_wrong_words_says_why(admin, client, searched):
    answer = client.post(address_of("dangeract", "preview"), {**SENT, "kind": "x"})
    assert answer.status_code == 200
    assert "Chưa xem thử được" in answer.content.decode()
