"""Due dates follow a corrected calendar."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import Notice
from dossiers import notifying
from dossiers.due import recomputing
from dossiers.due.clock import local_day
from dossiers.models import Dossier
from dossiers.workflow import Limit
from foundation.records.encryption import UnreadableValue
from foundation.records.one_by_one import RowsFailed
from offices import actions as offices_actions
from offices.models import CalendarDay
from tests.citizens.factories import PHONE, citizen
from tests.dossiers.factories import MACHINE, at, dossier, move
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def command(*arguments):
    out = StringIO()
    call_command("recompute_due_dates", *arguments, stdout=out)
    return out.getvalue()


def due_day(row):
    return local_day(Dossier.objects.get(pk=row.pk).due_at).isoformat()


@pytest.fixture
def row(now):
    made = dossier(phone=PHONE)  # due on Thu 3/12
    recomputing.recompute()
    return made


def take_off(day="2026-12-01"):
    offices.day_off(day)
    offices_actions.publish_calendar()


def test_a_new_day_off_moves_due_dates(row):
    who = citizen(PHONE)
    take_off()
    assert command().startswith("Đã xem 1 hồ sơ đang giải quyết, dời ngày hẹn của 1 hồ sơ.")
    assert due_day(row) == "2026-12-04"
    event = row.events.order_by("number").last()
    assert (event.kind, event.source, event.officer, event.status_from) == (
        "due_moved",
        "system",
        None,
        event.status_to,
    )
    assert event.details == {
        "due_from": "2026-12-03T16:59:59+00:00",
        "due_to": "2026-12-04T23:59:59+07:00",
    }
    assert [(notice.citizen, notice.event) for notice in Notice.objects.all()] == [
        (who, "dossier_due_moved")
    ]
    assert "04/12/2026" in Notice.objects.get().text


def test_a_second_run_changes_nothing(row):
    take_off()
    command()
    assert command() == "Lịch làm việc không thay đổi từ lần tính trước.\n"
    assert "dời ngày hẹn của 0 hồ sơ" in command("--all")
    assert row.events.count() == 2


def test_removing_a_day_off_moves_due_dates_back(row):
    take_off()
    command()
    CalendarDay.objects.filter(date=date(2026, 12, 1)).delete()
    offices_actions.publish_calendar()
    command()
    assert due_day(row) == "2026-12-03"


def test_recomputing_respects_pauses_and_extensions(now):
    paused, extended, stands_still = dossier(), dossier(), dossier()
    now("2026-11-25 09:00")
    move(paused, "suspended")
    now("2026-11-27 09:00")
    move(paused, "processing")
    from dossiers import actions

    actions.extend(extended.pk, date(2026, 12, 10), "Xin lỗi", MACHINE)
    move(stands_still, "suspended")
    take_off("2026-12-01")
    take_off("2026-12-10")
    command()
    # One row gains two paused days and a day off, one was extended to what is now a day off,
    # and one is paused, so that its date follows the new calendar.
    assert [due_day(one) for one in (paused, extended, stands_still)] == [
        "2026-12-08",
        "2026-12-11",
        "2026-12-04",
    ]


def test_finished_and_unaccepted_dossiers_are_unchanged(now):
    done, waiting = dossier(), dossier(accepted_at=None)
    move(done, "processing", "completed")
    take_off()
    command()
    assert due_day(done) == "2026-12-03"
    assert Dossier.objects.get(pk=waiting.pk).due_at is None


def test_limits_in_hours_are_recomputed(now):
    row = dossier(limit=Limit(12, "working_hour"))  # Mon 9:00 to Wed
    assert row.due_at == at("2026-11-25 13:30") or row.due_at > at("2026-11-25 07:30")
    before = row.due_at
    take_off("2026-11-25")
    command()
    assert Dossier.objects.get().due_at - before == at("2026-11-26 00:00") - at("2026-11-25 00:00")


def test_without_a_calendar_the_promised_date_stays(now):
    row = dossier(limit=Limit(40, "working_day"))
    before = due_day(row)
    CalendarDay.objects.filter(date__year=2027, holiday="tet").delete()
    offices_actions.publish_calendar()
    assert "1 hồ sơ chưa tính được" in command()
    assert due_day(row) == before


def test_correcting_the_calendar_moves_a_few_dossiers_at_once(
    row, admin_client, django_capture_on_commit_callbacks
):
    body = {
        "date": "01/12/2026",
        "kind": "day_off",
        "holiday": "other",
        "name": "Nghỉ bù",
        "source": "",
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert admin_client.post("/quan-tri/offices/calendarday/add/", body).status_code == 302
    assert due_day(row) == "2026-12-04"
    assert not recomputing.is_pending()


def test_many_dossiers_are_left_to_the_command(
    row, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(recomputing, "AT_ONCE", 0)
    with django_capture_on_commit_callbacks(execute=True):
        take_off()
    assert due_day(row) == "2026-12-03"
    assert recomputing.is_pending()
    command()
    assert due_day(row) == "2026-12-04"


def test_saving_an_office_does_not_recompute(row):
    offices_actions.publish()
    assert not recomputing.is_pending()


def test_filling_a_filled_year_does_not_recompute(row):
    offices_actions.fill_calendar(2026)
    assert not recomputing.is_pending()


def test_the_query_count_grows_with_batches(row):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            recomputing.recompute()
        return len(captured)

    one = queries()
    for _number in range(19):
        dossier()
    assert queries() == one


def test_batches_cover_every_dossier(now, monkeypatch):
    monkeypatch.setattr(recomputing, "BATCH", 2)
    rows = [dossier() for _number in range(5)]
    take_off()
    assert recomputing.recompute().moved == 5
    assert {due_day(one) for one in rows} == {"2026-12-04"}


def test_a_dossier_whose_phone_cannot_be_decrypted_moves_too(row):
    Dossier.objects.filter(pk=row.pk).update(applicant_phone="x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_dossier SET applicant_phone = 'not-ours'")
    take_off()
    assert "dời ngày hẹn của 1 hồ sơ" in command()


def test_a_dossier_that_fails_keeps_no_other_waiting(row, monkeypatch, caplog):
    broken, other = dossier(), dossier()
    tell = notifying.tell

    def tell_or_break(one, event):
        if one.pk == broken.pk:
            raise UnreadableValue
        return tell(one, event)

    monkeypatch.setattr(notifying, "tell", tell_or_break)
    take_off()
    with pytest.raises(RowsFailed, match="1 dòng chưa làm được"):
        command()
    assert [due_day(one) for one in (row, broken, other)] == [
        "2026-12-04",
        "2026-12-03",
        "2026-12-04",
    ]
    assert broken.events.filter(kind="due_moved").count() == 0
    assert {"event": "due_date_not_recomputed", "row": broken.pk}.items() <= caplog.records[
        -1
    ].msg.items()
    monkeypatch.undo()
    assert "dời ngày hẹn của 1 hồ sơ" in command()  # it stayed pending
    assert not recomputing.is_pending()


# --- what a source promised ----------------------------------------------------------------------


def promised(day, hour="23:59:59", **values):
    """Return a dossier of Monday 9:00 with a promised moment, and who is told of it."""
    citizen(PHONE)
    return dossier(phone=PHONE, due_at=at(f"{day} {hour}"), **values)


@pytest.mark.parametrize(
    ("day", "values"),
    [
        ("2026-12-05", {"limit": None}),  # a Saturday
        ("2026-11-25", {"limit": Limit(8, "working_hour")}),  # its limit ends at 9:00 of that day
    ],
)
def test_an_unrelated_day_off_leaves_what_was_promised(now, day, values):
    row = promised(day, **values)
    before = Notice.objects.count()
    take_off("2027-09-01")
    assert recomputing.recompute().moved == 0
    assert (due_day(row), Notice.objects.count()) == (day, before)


@pytest.mark.parametrize(
    ("day", "values", "off", "moved_to"),
    [
        ("2026-12-04", {"limit": None}, "2026-12-04", "2026-12-07"),
        ("2026-11-25", {"limit": Limit(8, "working_hour")}, "2026-11-25", "2026-11-26"),
        ("2026-12-05", {"limit": None}, "2026-12-07", "2026-12-05"),  # promised as a Saturday
    ],
)
def test_a_day_off_on_the_promised_day_moves_the_promise(now, day, values, off, moved_to):
    row = promised(day, **values)
    take_off(off)
    recomputing.recompute()
    assert Dossier.objects.get(pk=row.pk).due_at == at(f"{moved_to} 23:59:59")


def test_a_date_of_which_nobody_knows_the_calendar_moves_with_the_next_change(row):
    Dossier.objects.update(reckoned_at=None)  # as an older version left it
    assert "dời ngày hẹn của 0 hồ sơ" in command("--all")
    take_off()
    assert "dời ngày hẹn của 1 hồ sơ" in command()


def test_a_pause_moves_a_promise_and_makes_none_earlier(now):
    row = promised("2026-11-25", limit=Limit(8, "working_hour"))
    now("2026-11-23 10:00")
    move(row, "suspended")
    now("2026-11-23 11:00")
    move(row, "processing")
    assert Dossier.objects.get(pk=row.pk).due_at == at("2026-11-25 23:59:59")
