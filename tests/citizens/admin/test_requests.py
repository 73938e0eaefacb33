"""Officers' pages for requests about personal data.

They say who sees a request, in which order, and which moves are offered.
"""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from citizens.models import PersonalRequest
from citizens.requests.workflow import Status
from tests.citizens.factories import citizen, personal_request, staff
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
LIST = reverse("admin:citizens_personalrequest_changelist")
MOVES = {
    "acknowledge": "xac-nhan",
    "extend": "gia-han",
    "finish": "giai-quyet",
    "refuse": "tu-choi",
}


@pytest.fixture(autouse=True)
def on_friday(time_machine):
    """Freeze the clock on Friday 20/11/2026."""
    time_machine.move_to("2026-11-20T02:00:00Z", tick=False)


@pytest.fixture
def as_reader(client):
    """Return the client of an officer who reads requests."""
    client.force_login(staff("view_personalrequest"))
    return client


@pytest.fixture
def as_handler(client):
    """Return the client of an officer who handles requests."""
    client.force_login(staff("view_personalrequest", "handle_personalrequest"))
    return client


def page(row, name="change"):
    return reverse(f"admin:citizens_personalrequest_{name}", args=[row.pk])


def move(client, row, name, words="Nội dung trả lời"):
    return client.post(page(row, name), {"words": words, "_form_submitted": "on"})


def closed(**values):
    return personal_request(status="done", closed_at=timezone.now(), **values)


def test_open_requests_are_sorted_by_deadline(as_reader):
    today = timezone.localdate()
    order = [
        personal_request(due_on="2026-11-18", acknowledge_by="2026-11-12", status="acknowledged"),
        # received: its nearer date counts
        personal_request(due_on="2026-12-30", acknowledge_by="2026-11-19"),
        personal_request(due_on="2026-11-21", acknowledge_by="2026-11-10", status="acknowledged"),
        personal_request(due_on="2026-11-22", acknowledge_by=today.replace(day=24)),
        closed(due_on="2026-11-01"),
    ]
    assert list(PersonalRequest.objects.by_deadline()) == order
    assert list(as_reader.get(LIST).context_data["cl"].result_list) == order


def test_the_list_marks_late_requests(as_reader):
    personal_request(acknowledge_by="2026-11-19")
    personal_request(acknowledge_by="2026-11-20")
    text = as_reader.get(LIST).content.decode()
    assert (text.count(">Quá hạn 1 ngày"), text.count(">Hạn hôm nay<")) == (1, 1)
    assert "19/11/2026" in text


@pytest.mark.parametrize(
    ("query", "count"),
    [({"open": "yes"}, 1), ({"open": "no"}, 1), ({"kind__exact": "access"}, 2), ({"open": "x"}, 2)],
)
def test_requests_can_be_filtered(as_reader, query, count):
    personal_request()
    closed()
    assert len(as_reader.get(LIST, query).context_data["cl"].result_list) == count


def test_only_the_detail_page_shows_what_was_written(as_reader):
    row = personal_request(text="Chuyện riêng của tôi")
    assert "Chuyện riêng" not in as_reader.get(LIST).content.decode()
    assert "Chuyện riêng của tôi" in as_reader.get(page(row)).content.decode()


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({"status": "received"}, {"acknowledge", "finish", "refuse"}),
        ({"status": "acknowledged"}, {"extend", "finish", "refuse"}),
        ({"status": "acknowledged", "extended_at": "2026-11-19T00:00:00Z"}, {"finish", "refuse"}),
        ({"status": "done", "closed_at": "2026-11-19T00:00:00Z"}, set()),
    ],
)
def test_only_allowed_moves_are_offered(as_handler, values, offered):
    text = as_handler.get(page(personal_request(**values))).content.decode()
    assert {name for name, path in MOVES.items() if f"/{path}/" in text} == offered


def test_read_only_officers_cannot_move_a_request(as_reader):
    row = personal_request()
    text = as_reader.get(page(row)).content.decode()
    assert [path for path in MOVES.values() if f"/{path}/" in text] == []
    assert [move(as_reader, row, name).status_code for name in MOVES] == [403] * len(MOVES)
    row.refresh_from_db()
    assert row.status == Status.RECEIVED


def test_an_officer_can_acknowledge_extend_and_answer(as_handler):
    row = personal_request(kind="correction", text="Tên sai")
    assert move(as_handler, row, "acknowledge")["HX-Redirect"] == page(row)
    move(as_handler, row, "extend", "Chờ đơn vị khác")
    move(as_handler, row, "finish", "  Đã sửa\r\ntên.\u202e ")
    row.refresh_from_db()
    assert (row.status, row.extension_reason, row.answer) == (
        Status.DONE,
        "Chờ đơn vị khác",
        "Đã sửa\ntên.",
    )
    text = as_handler.get(page(row)).content.decode()
    assert [
        part in text for part in ("Chờ đơn vị khác", "Giải quyết xong", "Xác nhận đã nhận")
    ] == [True] * 3


def test_the_admin_history_holds_no_words_of_the_request(as_handler):
    row = personal_request(text="Chuyện riêng")
    move(as_handler, row, "refuse", "Lý do riêng")
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.change_message) == (f"Yêu cầu {row.pk}", "Đã từ chối")


@for_each("words", ["", "  ", " \u200b", "x" * 4001])
@for_each("name", ["extend", "finish", "refuse"])
def test_an_answer_needs_words(as_handler, name, words):
    row = personal_request(status="acknowledged")
    assert move(as_handler, row, name, words).status_code == 200
    row.refresh_from_db()
    assert row.status == Status.ACKNOWLEDGED


def test_an_officer_with_an_outdated_page_changes_nothing(as_handler):
    row = closed(answer="Đã xong")
    assert move(as_handler, row, "refuse")["HX-Redirect"] == page(row)
    assert "đã chuyển sang bước khác" in as_handler.get(page(row)).content.decode()
    row.refresh_from_db()
    assert (row.status, row.answer) == (Status.DONE, "Đã xong")


def test_granting_a_deletion_warns_first(as_handler):
    who = citizen(name="Nguyễn Thị Lan")
    row = personal_request(who, kind="deletion", text="")
    assert "không khôi phục được" in as_handler.get(page(row)).content.decode()
    move(as_handler, row, "finish", "Đã xoá")  # without the tick
    who.refresh_from_db()
    assert who.name == "Nguyễn Thị Lan"
    as_handler.post(page(row, "finish"), {"words": "Đã xoá", "erase": "on"})
    who.refresh_from_db()
    assert who.name == ""


def test_a_number_of_a_person_in_an_answer_is_confirmed_first(as_handler):
    row = personal_request(status="acknowledged")
    asked = move(as_handler, row, "finish", "Số 0912345678 đã xoá")
    assert "Tôi đã đọc lại và vẫn gửi các số này" in asked.content.decode()
    row.refresh_from_db()
    assert row.status == Status.ACKNOWLEDGED


@pytest.mark.parametrize("key", ["0", "abc", "x/y", "²", "9" * 30])
def test_a_missing_request_answers_404(as_handler, key):
    assert (
        as_handler.post(
            reverse("admin:citizens_personalrequest_refuse", args=[key]),
            {"words": "x", "_form_submitted": "on"},
        ).status_code
        == 404
    )


@pytest.mark.parametrize("name", ["delete", "add"])
def test_nobody_can_add_or_delete_requests(admin_client, name):
    row = personal_request()
    address = page(row, name) if name == "delete" else reverse("admin:citizens_personalrequest_add")
    assert [
        admin_client.get(address).status_code,
        admin_client.post(address, {"post": "yes"}).status_code,
    ] == [403, 403]


def test_the_citizen_is_a_link_only_with_permission(as_reader, admin_client):
    row = personal_request()
    link = reverse("admin:citizens_citizen_change", args=[row.citizen_id])
    for shown in (LIST, page(row)):
        assert link in admin_client.get(shown).content.decode()
        html = as_reader.get(shown).content.decode()
        assert str(row.citizen) in html
        assert link not in html
