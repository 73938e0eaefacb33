"""The history page: who saved and published what, when and why, and any two states compared."""

import pytest

from procedures.drafts.history import events_of, published_draft
from tests.for_each import for_each
from tests.procedures.factories import make_procedure, publish_procedure, withdraw_procedure


@pytest.fixture
def busy(editor, save, decide):
    procedure = publish_procedure(short_name="Một")
    save(procedure, short_name="Hai", **{"documents-0-name": "Tờ khai mẫu mới"})
    decide(procedure, "publish", reason="Đổi tên")
    save(procedure, short_name="Ba")
    return procedure


def test_edits_and_versions_are_listed_newest_first(busy):
    assert [event.what for event in events_of(busy)] == [
        "Sửa bản nháp",
        "Công bố (phiên bản 2)",
        "Sửa bản nháp",
        "Công bố (phiên bản 1)",
        "Sửa bản nháp",
    ]


def test_the_page_shows_who_when_and_why(busy, page):
    html = page(busy, "history").content.decode()
    assert all(words in html for words in ("Nguyễn Văn An", "Đổi tên", "Thử nghiệm", "Nhập từ tệp"))


def test_any_two_states_can_be_compared(busy, page):
    events = events_of(busy)
    response = page(busy, "history", truoc=events[3].key, sau=events[0].key)
    assert [(d.place, d.before, d.after) for d in response.context_data["differences"]] == [
        ("Tên gọn", "Một", "Ba"),
        ("Thành phần hồ sơ · Tờ khai · Giấy tờ", "Tờ khai", "Tờ khai mẫu mới"),
    ]


def test_a_version_is_compared_by_its_draft(busy):
    second = busy.versions.get(number=2)
    assert published_draft(busy, second)["short_name"] == "Hai"


def test_a_withdrawal_with_a_successor_can_be_compared(editor, page):
    successor = publish_procedure()
    procedure = withdraw_procedure(successor=successor)
    events = {event.what: event.key for event in events_of(procedure)}
    response = page(
        procedure, "history", truoc=events["Công bố (phiên bản 1)"], sau=events["Gỡ (phiên bản 2)"]
    )
    assert [(d.place, d.after) for d in response.context_data["differences"]] == [
        ("Thay thế bởi", successor.pk)
    ]


@for_each("key", ["", "e", "e0", "v999999", "x1", "e1 or 1=1", "e" + "9" * 40, "e١", "-1"])
def test_unknown_states_are_not_compared(busy, page, key):
    other = make_procedure()
    foreign = events_of(other)[0].key
    for before, after in ((key, events_of(busy)[0].key), (foreign, key)):
        response = page(busy, "history", truoc=before, sau=after)
        assert response.status_code == 200
        assert not response.context_data.get("compared")


def test_a_long_history_costs_no_extra_queries(editor, page, save, django_assert_max_num_queries):
    procedure = publish_procedure()
    page(procedure, "history")
    with django_assert_max_num_queries(60) as short:
        page(procedure, "history")
        cost = len(short)
    for number in range(5):
        save(procedure, short_name=f"Tên {number}")
    with django_assert_max_num_queries(cost):
        page(procedure, "history")
