"""The page of the law calendar: nothing is dealt with while a touched text is older."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procedures.models import LawChange
from tests.procedures.admin.browser import address_of, fields_of
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """Add a row of the calendar that touches a procedure with an older text."""
    publish_procedure(id="a", short_name="Con dấu", as_of="2026-07-15")
    row = LawChange.objects.create(
        id="nd-347", day="2026-09-15", act="347/2026/NĐ-CP", what="Con dấu"
    )
    row.procedures.set(["a"])
    return row


def deal_with(client, row):
    address = address_of("lawchange", "change", row.pk)
    data = fields_of(client.get(address), "lawchange_form") | {"dealt_on": "29/11/2026"}
    return client.post(address, data)


def test_a_row_is_not_dealt_with_while_a_touched_text_is_older(admin, client, row):
    answer = deal_with(client, row)
    assert "Còn thủ tục có nội dung ghi trước ngày này: Con dấu." in answer.content.decode()
    row.refresh_from_db()
    assert row.dealt_on is None


def test_a_row_is_dealt_with_when_each_touched_text_is_as_new(admin, client, row):
    row.procedures.update(as_of="2026-09-15")
    assert deal_with(client, row).status_code == 302
    row.refresh_from_db()
    assert row.dealt_on.isoformat() == "2026-11-29"


def test_the_list_says_what_is_missing_and_who_does_it_until_it_is_dealt_with(admin, client, row):
    LawChange.objects.update(missing="Toàn văn nghị định.", responsible="Phòng A")
    said = "Còn thiếu: Toàn văn nghị định. Ai làm: Phòng A."
    assert said in client.get(address_of("lawchange")).content.decode()
    LawChange.objects.update(dealt_on="2026-11-29")
    assert said not in client.get(address_of("lawchange")).content.decode()


def test_the_list_costs_as_many_queries_with_20_rows(admin, client):
    client.get(address_of("lawchange"))  # the first one fills caches
    counts = []
    for number in (1, 20):
        for n in range(LawChange.objects.count(), number):
            LawChange.objects.create(id=f"r-{n}", day="2026-09-15", act=str(n), what="Sửa")
        with CaptureQueriesContext(connection) as queries:
            client.get(address_of("lawchange"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
