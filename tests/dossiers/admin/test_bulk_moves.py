"""Moving many dossiers at once: each has its own lock and its own result."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.models import AccessEntry
from dossiers.actions import bulk_moves
from dossiers.models import Dossier
from offices.models import CalendarDay
from tests.dossiers.admin.pages import CHANGE, LIST, VIEW, signed_in
from tests.dossiers.factories import dossier, move, officer_of
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:dossiers_dossier_bulk")


@pytest.fixture
def rows(now):
    office = offices.office("ca-xa-a")
    return [dossier(office=office) for _number in range(3)]


@pytest.fixture
def client(rows):
    return signed_in(officer_of(rows[0].office, VIEW, CHANGE))


def made_with_limits(count):
    """Publish a procedure with this many time limits; with two, an officer has to say which."""
    return publish_procedure(
        time_limits=[{"value": 7 + number, "unit": "working_day"} for number in range(count)],
        channels=[{"kind": "direct", "time_relation": "single" if count == 1 else "alternatives"}],
    )


def address(rows, target=""):
    return (
        f"{PAGE}?{'&'.join(f'ids={row.pk}' for row in rows)}{f'&target={target}' if target else ''}"
    )


def send(client, rows, target, **typed):
    seen = {f"seen_{row.pk}": row.events_count for row in rows}
    return client.post(address(rows, target), {**seen, **typed}).content.decode()


def statuses(rows):
    return [Dossier.objects.get(pk=row.pk).status for row in rows]


def test_the_list_action_opens_the_page_with_the_selection(client, rows):
    response = client.post(
        LIST, {"action": "move_many", "_selected_action": [row.pk for row in rows[:2]]}
    )
    assert response.status_code == 302
    assert set(re.findall(r"ids=(\d+)", response["Location"])) == {str(row.pk) for row in rows[:2]}


def test_too_many_dossiers_are_refused(client, rows, monkeypatch):
    monkeypatch.setattr(bulk_moves, "MOST", 2)
    response = client.post(
        LIST, {"action": "move_many", "_selected_action": [row.pk for row in rows]}, follow=True
    )
    assert "tối đa 2 hồ sơ" in response.content.decode()


def test_the_page_asks_for_what_the_move_needs(client, rows):
    move(rows[0], "processing")
    shown = client.get(address(rows)).content.decode()
    assert set(re.findall(r'name="target" value="(\w+)"', shown)) >= {
        "processing",
        "completed",
        "suspended",
    }
    assert "returned" not in shown
    assert 'name="reason"' not in shown
    asked = client.get(address(rows, "supplement_required")).content.decode()
    assert all(
        f'name="{name}"' in asked
        for name in ("reason", "papers", "supplement_due", "internal_note")
    )
    assert 'name="fee"' not in asked


def test_all_dossiers_are_moved_and_logged(client, rows):
    shown = send(client, rows, "suspended", reason="Chờ xác minh", internal_note="Tổ 1")
    assert "Đã chuyển 3 hồ sơ" in shown
    assert statuses(rows) == ["suspended"] * 3
    assert {row.events.last().public_note for row in rows} == {"Chờ xác minh"}
    assert AccessEntry.objects.filter(action="changed").count() == 3


def test_a_forbidden_move_is_reported_and_the_others_happen(client, rows):
    move(rows[1], "withdrawn")
    rows[1].refresh_from_db()
    shown = send(client, rows, "processing")
    assert ("Đã chuyển 2 hồ sơ" in shown, "1 hồ sơ không chuyển được" in shown) == (True, True)
    assert "Không chuyển được từ «Công dân yêu cầu rút hồ sơ» sang «Đang xử lý»" in shown
    assert statuses(rows) == ["processing", "withdrawn", "processing"]


def promised(shown):
    """Return for each row of the page whether it is said to be moved."""
    return [cell == "Được" for cell in re.findall(r"tag-(?:good|danger)\">(Được|Không)<", shown)]


def test_the_preview_promises_what_the_move_does(client, rows):
    only, both = made_with_limits(1), made_with_limits(2)
    waiting = [
        dossier(office=rows[0].office, procedure=procedure, accepted_at=None)
        for procedure in (only, both)
    ]
    chosen = [*waiting, rows[0]]
    shown = client.get(address(chosen, "accepted")).content.decode()
    assert "Chuyển 2 hồ sơ" in shown
    assert "(2 hồ sơ chuyển được)" in shown
    assert "đã ở trạng thái «Được tiếp nhận»" in shown  # what the third lacks
    assert promised(shown).count(True) == 2
    # Only the second leaves a choice of limits, and is asked in its row.
    assert re.findall(r'name="row-(\d+)-limit"', shown) == [str(waiting[1].pk)]
    refused = send(client, chosen, "accepted")
    assert "Hãy chọn hoặc ghi thời hạn của hồ sơ này." in refused
    assert statuses(chosen) == ["submitted", "submitted", "accepted"]
    typed = {f"row-{waiting[1].pk}-limit": "1"}
    assert "Đã chuyển 2 hồ sơ" in send(client, chosen, "accepted", **typed)
    assert [Dossier.objects.get(pk=row.pk).limit_value for row in waiting] == [7, 8]


def test_each_row_is_asked_for_its_own_papers_and_what_is_left_empty_is_what_all_get(client, rows):
    typed = {
        "reason": "Thiếu giấy tờ",
        "papers": "Bản sao",
        "supplement_due": "10/12/2026",
        f"row-{rows[0].pk}-papers": "Giấy khai sinh",
        f"row-{rows[1].pk}-supplement_due": "12/12/2026",
    }
    assert "Đã chuyển 3 hồ sơ" in send(client, rows, "supplement_required", **typed)
    asked = [Dossier.objects.get(pk=row.pk) for row in rows]
    assert [row.papers for row in asked] == [["Giấy khai sinh"], ["Bản sao"], ["Bản sao"]]
    assert [row.supplement_due_on.day for row in asked] == [10, 12, 10]


def test_a_row_that_lacks_something_says_so_and_nothing_is_moved(client, rows):
    shown = send(client, rows, "payment_required", **{f"row-{rows[0].pk}-fee": "50000"})
    assert shown.count("Hãy ghi số tiền phải nộp") == 2
    assert 'value="50000"' in shown  # what was typed stays
    assert statuses(rows) == ["accepted"] * 3


def test_ordinary_steps_come_first(client, rows):
    shown = client.get(address(rows)).content.decode()
    order = re.findall(r'name="target" value="(\w+)"', shown)
    assert order[:3] == ["processing", "supplement_required", "payment_required"]
    assert order.index("withdrawn") > 2


def test_the_preview_does_not_promise_a_day_of_a_year_without_calendar(client, rows):
    CalendarDay.objects.all().delete()
    move(rows[0], "suspended")
    shown = client.get(address(rows[:1], "processing")).content.decode()
    assert "Không hồ sơ nào chuyển được" in shown
    assert "lịch" in shown
    assert statuses(rows[:1]) == ["suspended"]  # looking moves nothing


def test_the_preview_reads_all_pauses_at_once(client, rows):
    for row in rows:
        move(row, "suspended")
    client.get(address(rows, "processing"))  # what a process reads once
    counts = []
    for chosen in (rows[:1], rows):
        with CaptureQueriesContext(connection) as captured:
            shown = client.get(address(chosen, "processing")).content.decode()
        assert f"Chuyển {len(chosen)} hồ sơ" in shown
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_dossier_changed_meanwhile_is_not_moved(client, rows):
    move(rows[2], "processing")
    shown = send(client, rows, "suspended", reason="Chờ xác minh")
    assert "Người khác vừa thay đổi" in shown
    assert statuses(rows) == ["suspended", "suspended", "processing"]


def test_a_number_that_is_too_long_is_no_error(client, rows):
    typed = {f"seen_{rows[0].pk}": "9" * 5_000, "reason": "Chờ xác minh"}
    assert client.post(address(rows[:1], "suspended"), typed).status_code == 200


def test_without_a_reason_nothing_is_moved(client, rows):
    shown = send(client, rows, "suspended")
    assert "bắt buộc" in shown
    assert statuses(rows) == ["accepted"] * 3


def test_dossiers_of_another_office_are_ignored(client, rows):
    foreign = dossier(office=offices.office("ca-xa-b"))
    shown = send(client, [*rows, foreign], "processing")
    assert foreign.code not in shown
    assert Dossier.objects.get(pk=foreign.pk).status == "accepted"


@pytest.mark.parametrize(
    "query",
    ["", "?ids=x&ids=99999999999999999999&ids=7", "?target=nonsense", "?ids=1&target=returned"],
)
def test_invalid_ids_show_an_empty_page(client, query):
    assert client.get(f"{PAGE}{query}").status_code == 200


def test_read_only_officers_are_refused(rows):
    reader = signed_in(officer_of(rows[0].office, VIEW))
    assert reader.get(address(rows)).status_code == 403
    assert reader.post(address(rows, "processing")).status_code == 403
    assert "move_many" not in reader.get(LIST).content.decode()
    assert statuses(rows) == ["accepted"] * 3


def test_viewing_the_page_is_logged(client, rows):
    client.get(address(rows))
    entry = AccessEntry.objects.filter(action="seen").last()
    assert (set(entry.subjects.split()), entry.count) == ({str(row.pk) for row in rows}, 3)
