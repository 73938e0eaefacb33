"""The registry of notice events."""

import pytest
from django.db import transaction

from citizens.models import Notice
from citizens.notices.events import (
    NUMBER,
    Event,
    Kind,
    event_called,
    events,
    kind_choices,
    label_of,
    register,
)
from citizens.notices.queueing import queue

pytestmark = pytest.mark.django_db


def test_the_order_of_kinds_ignores_registration_order():
    assert kind_choices() == [
        ("dossiers", "Hồ sơ"),
        ("questions", "Câu hỏi và đánh giá"),
        ("reports", "Phản ánh, tố giác"),
        ("requests", "Yêu cầu về dữ liệu cá nhân"),
        ("announcements", "Tin và cảnh báo"),
        ("appointments", "Lịch hẹn"),
    ]
    found = [event.kind.name for event in events()]
    order = [name for name, _label in kind_choices()]
    assert found == sorted(found, key=order.index)


def test_an_event_name_can_only_be_registered_once():
    again = Event("request_done", "X", Kind(9, "x", "X"), "X", "X", (NUMBER,))
    with pytest.raises(ValueError, match="request_done"):
        register(again)
    assert event_called("request_done").kind.name == "requests"


def test_a_removed_event_is_labelled_by_its_name():
    assert label_of("request_done") == "Yêu cầu về dữ liệu đã xong"
    assert label_of("something_old") == "something_old"


def test_a_notice_stores_the_name_of_its_kind(lan, as_lan):
    with transaction.atomic():
        queue("request_done", "viec-1", [lan.pk], {"number": "7"})
    assert Notice.objects.get().kind == "requests"
    assert as_lan.get("/api/v1/me/notices/").json()["results"][0]["kind"] == "requests"
