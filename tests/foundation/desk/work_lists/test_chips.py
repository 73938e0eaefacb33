"""Active filters are chips that can be taken off one by one."""

import pytest
from django.urls import reverse

from tests.feedback.factories import question
from tests.foundation.desk.work_lists.desk import LIST
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db


def chips(client, address):
    head = client.get(address).context_data["head"]
    return {(chip.title, chip.value): chip.without for chip in head["chips"]}


def test_a_filter_is_named_by_what_was_chosen_and_taken_off_alone(admin_client):
    found = chips(admin_client, f"{LIST}?due=late&handler=nobody&p=2")
    assert found == {
        ("Thời hạn", "Quá hạn"): "?handler=nobody",
        ("Người phụ trách", "Chưa phân công"): "?due=late",
    }


def test_a_status_a_procedure_and_a_search_are_chips(admin_client):
    procedure = make_procedure()
    query = f"status__exact=processing&procedure__id__exact={procedure.pk}&q=lan"
    found = set(chips(admin_client, f"{LIST}?{query}"))
    assert found == {
        ("Tìm", "lan"),
        ("Trạng thái", "Đang xử lý"),
        ("Thủ tục", str(procedure)),
    }


def test_what_a_link_filters_by_is_a_chip(admin_client):
    row = question()
    address = reverse("admin:feedback_question_changelist")
    row.procedure = make_procedure()
    row.save()
    found = chips(admin_client, f"{address}?procedure={row.procedure_id}")
    assert list(found) == [("Thủ tục", str(row.procedure))]


def test_an_unknown_value_is_shown_as_it_is(admin_client):
    assert ("Thời hạn", "abc") in chips(admin_client, f"{LIST}?due=abc")


def test_without_filters_there_are_none(admin_client):
    assert chips(admin_client, LIST) == {}
