"""Officers' actions on requests, and what erasing leaves of them."""

from datetime import date

import pytest

from citizens.models import Notice, PersonalRequest, PersonalRequestEvent
from citizens.requests import actions, personal_data
from citizens.requests.workflow import Kind, Status
from foundation.api.problems import Problem
from offices.actions import fill_calendar
from offices.snapshot import directory
from tests.citizens.factories import citizen, erased_citizen, personal_request, staff
from tests.for_each import for_each
from tests.offices.factories import calendar_2026_2027, day_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_friday(time_machine, settings):
    """Freeze the clock on Friday 20/11/2026, with the calendar filled; the law alone counts."""
    settings.ZALO_RIGHTS_HOURS = 0
    calendar_2026_2027()
    time_machine.move_to("2026-11-20T02:00:00Z", tick=False)


@pytest.fixture
def officer():
    """Return an officer."""
    return staff("view_personalrequest", "handle_personalrequest")


def history(row):
    return list(
        PersonalRequestEvent.objects.filter(request=row).values_list("move", "status", "officer")
    )


def test_a_request_passes_through_its_states(officer):
    row = actions.receive(citizen(), Kind.ACCESS, "Xin bản sao")
    actions.acknowledge(row, officer)
    actions.extend(row, officer, "Phải tìm ở hai đơn vị")
    done = actions.finish(row, officer, "Gửi bản sao tại quầy")
    assert (done.status, done.answer, done.extension_reason) == (
        Status.DONE,
        "Gửi bản sao tại quầy",
        "Phải tìm ở hai đơn vị",
    )
    assert (done.due_on, done.closed_at is None, done.acknowledged_at is None) == (
        date(2026, 12, 10),
        False,
        False,
    )
    assert history(row) == [
        ("receive", "received", None),
        ("acknowledge", "acknowledged", officer.pk),
        ("extend", "acknowledged", officer.pk),
        ("finish", "done", officer.pk),
    ]


def test_the_citizen_is_notified_of_officers_actions(officer):
    row = actions.receive(citizen(), Kind.ACCESS, "Chuyện riêng")
    actions.acknowledge(row, officer)
    actions.extend(row, officer, "Lý do riêng")
    actions.refuse(row, officer, "Lý do kín")
    told = Notice.objects.filter(citizen=row.citizen).order_by("pk")
    assert [notice.event for notice in told] == [
        "request_acknowledged",
        "request_extended",
        "request_refused",
    ]
    assert not [notice for notice in told if "riêng" in notice.text or "kín" in notice.text]


def test_citizens_are_not_notified_of_their_own_actions():
    actions.cancel(actions.receive(citizen(), Kind.ACCESS, ""))
    assert not Notice.objects.exists()


@for_each(
    ("status", "name"),
    [
        ("received", "extend"),
        ("acknowledged", "acknowledge"),
        *[
            (status, name)
            for status in ("done", "refused", "cancelled")
            for name in ("acknowledge", "extend", "finish", "refuse")
        ],
    ],
)
def test_a_forbidden_move_changes_nothing(officer, status, name):
    closed = (
        {"closed_at": "2026-11-19T00:00:00Z"} if status in {"done", "refused", "cancelled"} else {}
    )
    row = personal_request(status=status, **closed)
    words = [] if name == "acknowledge" else ["Vì vậy"]
    with pytest.raises(Problem) as refused:
        getattr(actions, name)(row, officer, *words)
    assert refused.value.type.code == "request_moved_on"
    row.refresh_from_db()
    assert (row.status, row.answer, history(row)) == (status, "", [])


def test_a_request_can_only_be_extended_once(officer):
    row = actions.acknowledge(actions.receive(citizen(), Kind.DELETION, ""), officer)
    actions.extend(row, officer, "Một")
    with pytest.raises(Problem):
        actions.extend(row, officer, "Hai")
    row.refresh_from_db()
    assert row.extension_reason == "Một"


def test_an_outdated_page_cannot_answer_twice(officer):
    row = actions.receive(citizen(), Kind.ACCESS, "")
    actions.finish(PersonalRequest.objects.get(pk=row.pk), officer, "Xong")
    with pytest.raises(Problem):
        actions.refuse(row, officer, "Không")
    row.refresh_from_db()
    assert row.answer == "Xong"


def test_an_erased_citizen_cannot_make_requests():
    with pytest.raises(Problem) as refused:
        actions.receive(erased_citizen(), Kind.ACCESS, "")
    assert refused.value.type.code == "session_ended"


def test_a_granted_deletion_erases_the_citizen(officer):
    who = citizen(name="Nguyễn Thị Lan")
    other = actions.receive(who, Kind.ACCESS, "Điều khác")
    row = actions.receive(who, Kind.DELETION, "Xoá hết của tôi")
    done = actions.finish(row, officer, "Đã xoá")
    who.refresh_from_db()
    other.refresh_from_db()
    assert (who.name, who.erased_at is None) == ("", False)
    assert (done.status, done.text, done.answer) == (Status.DONE, "", "")
    assert (other.status, other.text) == (Status.CANCELLED, "")


def test_a_refused_deletion_erases_nothing(officer):
    who = citizen(name="Nguyễn Thị Lan")
    actions.refuse(actions.receive(who, Kind.DELETION, ""), officer, "Đang có hồ sơ giải quyết")
    who.refresh_from_db()
    assert (who.name, who.erased_at) == ("Nguyễn Thị Lan", None)


def test_erasing_keeps_dates_and_outcome_of_requests(officer):
    who, other = citizen(), citizen()
    answered = actions.finish(actions.receive(who, Kind.ACCESS, "Xin"), officer, "Đã gửi")
    waiting, theirs = (
        actions.receive(who, Kind.CORRECTION, "Tên sai"),
        actions.receive(other, Kind.CORRECTION, "Của người khác"),
    )
    kept = personal_data.erase_requests(who)
    for row in (answered, waiting, theirs):
        row.refresh_from_db()
    assert [(row.status, row.text, row.answer) for row in (answered, waiting)] == [
        (Status.DONE, "", ""),
        (Status.CANCELLED, "", ""),
    ]
    assert theirs.text == "Của người khác"
    assert len(kept) == 1
    assert personal_data.erase_requests(citizen()) == []


def test_the_export_holds_requests_with_their_answers(officer):
    who = citizen()
    actions.finish(actions.receive(who, Kind.ACCESS, "Xin bản sao"), officer, "Đã gửi")
    actions.receive(citizen(), Kind.ACCESS, "Của người khác")
    (row,) = personal_data.export_requests(who)
    assert (row["text"], row["answer"], row["due_on"]) == ("Xin bản sao", "Đã gửi", "2026-11-30")


# --- the calendar --------------------------------------------------------------------------------


def test_correcting_the_calendar_moves_open_deadlines(officer):
    row, closed = (
        actions.receive(citizen(), Kind.ACCESS, ""),
        actions.receive(citizen(), Kind.ACCESS, ""),
    )
    actions.finish(closed, officer, "Xong")
    day_off("2026-11-23")
    day_off("2026-11-30")
    actions.recompute_deadlines()
    row.refresh_from_db()
    closed.refresh_from_db()
    assert (row.acknowledge_by, row.due_on) == (date(2026, 11, 26), date(2026, 12, 1))
    assert closed.due_on == date(2026, 11, 30)


def test_filling_a_calendar_year_recomputes_deadlines(time_machine):
    time_machine.move_to("2027-12-27T02:00:00Z", tick=False)
    row = actions.receive(citizen(), Kind.CORRECTION, "Tên sai")
    assert row.due_on == date(2028, 1, 6)
    assert row.acknowledge_by == date(2027, 12, 29)
    late = personal_request(kind="access", received_at="2027-12-30T02:00:00Z")
    fill_calendar(2028)
    directory.forget()
    late.refresh_from_db()
    # Saturday 1/1 gives Monday off
    assert (late.acknowledge_by, late.due_on) == (
        date(2028, 1, 4),
        date(2028, 1, 10),
    )
