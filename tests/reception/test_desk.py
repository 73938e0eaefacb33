"""Whom a desk calls, and what officers do with a number."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from citizens.models import Notice
from foundation.api.problems import Problem
from reception import codes
from reception.actions import booking, closing, desk
from reception.models import Closure, QueueDay, QueueEvent, QueueNumber, Slot
from tests.procedures.admin.browser import fields_of
from tests.reception import factories
from tests.reception.factories import booked, group, person, staff, walked_in, window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_services")]

MINUTE = timedelta(minutes=1)
MOST_QUERIES = 12  # with session, rights and the log of looks, which are every page's


def call(row, officer, where="Bàn 1"):
    called = desk.call_next(row, officer, where)
    return called and called.label


def test_who_came_first_is_called_first_and_the_one_before_is_done(counter, binh):
    first = walked_in(counter)
    walked_in(counter)
    assert [call(counter, binh), call(counter, binh), call(counter, binh)] == ["K1", "K2", None]
    first.refresh_from_db()
    assert (first.state, first.ended_at is None) == ("done", False)


def test_two_desks_call_different_numbers(counter, binh):
    for _ in range(2):
        walked_in(counter)
    assert {call(counter, binh, "Bàn 1"), call(counter, binh, "Bàn 2")} == {"K1", "K2"}
    shown = QueueDay.objects.get().shown
    assert {(one["label"], one["desk"]) for one in shown["called"]} == {
        ("K1", "Bàn 1"), ("K2", "Bàn 2"),
    }  # fmt: skip


def test_an_appointment_stands_half_an_hour_before_its_window(counter, binh, time_machine):
    number = booked(counter)  # half past nine
    time_machine.move_to("2026-11-23T02:10:00Z", tick=False)
    walked_in(counter)
    booking.arrive(number)
    assert call(counter, binh) == "K1"  # the window has not begun
    time_machine.move_to("2026-11-23T02:30:00Z", tick=False)
    walked_in(counter)
    assert call(counter, binh) == "9:30-1"


def test_an_appointment_is_called_early_if_nobody_else_waits(counter, binh):
    booking.arrive(booked(counter))
    assert call(counter, binh) == "9:30-1"


def test_priority_is_every_second_call_at_most(counter, binh):
    old = group()
    for _ in range(2):
        walked_in(counter)
    for _ in range(2):
        walked_in(counter, priority=old)
    assert [call(counter, binh) for _ in range(4)] == ["K3", "K1", "K4", "K2"]


def test_who_was_absent_comes_back_next_but_one(counter, binh, time_machine):
    absent = walked_in(counter)
    for second in range(1, 4):
        time_machine.move_to(f"2026-11-23T02:00:0{second}Z", tick=False)
        walked_in(counter)
    call(counter, binh)
    for _ in range(2):
        desk.recall(absent, binh)
    with pytest.raises(Problem):
        desk.miss(absent, binh)
    time_machine.move_to("2026-11-23T02:05:30Z", tick=False)
    desk.miss(absent, binh)
    desk.come_back(absent, binh)
    assert [call(counter, binh) for _ in range(3)] == ["K2", "K1", "K3"]


def test_only_who_serves_calls(counter):
    with pytest.raises(PermissionDenied):
        desk.call_next(counter, staff(counter.office, "view_queue"), "Bàn 1")


def test_every_move_is_written_down(counter, binh):
    number = walked_in(counter)
    call(counter, binh)
    desk.finish(number, binh)
    moves = QueueEvent.objects.filter(number=number).values_list("move", "officer", "desk")
    assert list(moves) == [
        ("take", None, ""), ("call", binh.pk, "Bàn 1"), ("finish", binh.pk, "Bàn 1"),
    ]  # fmt: skip


def test_what_takes_somebody_from_a_desk_names_the_desk(counter, binh):
    number = walked_in(counter)
    call(counter, binh)
    desk.undo_call(counter, binh, "Bàn 1")
    assert QueueEvent.objects.get(number=number, move="undo").desk == "Bàn 1"


# --- closing --------------------------------------------------------------------------------------


def close(row, officer, begins, hours=8):
    return closing.close(row, officer, begins, begins + timedelta(hours=hours), "Mất điện")


def test_a_closure_tells_everybody_once_and_closes_every_window(counter, binh):
    who = person()
    number, later = booked(counter, who=who, number=1), booked(counter, number=20)
    said = close(counter, binh, timezone.now())
    for row in (number, later):
        row.refresh_from_db()
    assert (said, number.state, later.state) == (
        "Đã đóng, 1 lịch hẹn được báo", "closed", "booked",
    )  # fmt: skip
    (told,) = Notice.objects.filter(citizen=who, event="number_closed")
    assert "Mất điện" in told.text
    assert set(Slot.objects.filter(begins_at__lt=later.begins_at, closed=False)) == set()


def test_a_closed_window_is_offered_to_nobody(api, counter, binh):
    close(counter, binh, timezone.now())
    path = f"/api/v1/reception/queues/{counter.pk}/windows/"
    (day,) = api.get(path, {"last": "2026-11-23"}).json()["days"]
    assert (day["windows"], "Mất điện" in day["why"]) == ([], True)
    with pytest.raises(Problem) as refused:
        factories.booked(counter, number=0)
    assert refused.value.type.code == "window_not_offered"


def test_a_window_that_was_closed_meanwhile_says_why(counter, binh, monkeypatch):
    monkeypatch.setattr(booking, "require_offered", lambda *_: None)
    at = window(counter)
    close(counter, binh, timezone.now())
    with pytest.raises(Problem) as refused:
        booking.book(person(), counter, at, booking.Visit())
    assert refused.value.type.code == "window_not_offered"


def test_a_leader_of_another_office_closes_nothing(counter):
    stranger = staff(factories.queue(factories.office("ca-xa-kia")).office)
    with pytest.raises(PermissionDenied):
        close(counter, stranger, timezone.now())
    assert not Closure.objects.exists()


# --- pages ----------------------------------------------------------------------------------------


def press(client, row, name, **typed):
    model = row._meta.model_name
    path = reverse(f"admin:reception_{model}_{name}", args=[row.pk])
    form = fields_of(client.get(path)) | typed
    return client.post(path, form, headers={"HX-Request": "true"})


def test_the_desk_gives_and_calls_numbers_on_its_page(counter, binh):
    client = Client()
    client.force_login(binh)
    press(client, counter, "walk_in", people="2")
    press(client, counter, "next", desk="Bàn 3")
    number = QueueNumber.objects.get()
    assert (number.people, number.state, number.desk) == (2, "called", "Bàn 3")
    shown = client.get(reverse("admin:reception_queue_change", args=[counter.pk]))
    assert "K1" in shown.content.decode()
    press(client, number, "finish")
    number.refresh_from_db()
    assert number.state == "done"


def test_a_closure_is_made_on_the_page(counter, binh):
    client = Client()
    client.force_login(binh)
    number = booked(counter, number=2)
    typed = {"begins_at": "09:00 23/11/2026", "ends_at": "17:00 23/11/2026", "reason": "Họp"}
    asked = press(client, counter, "close", **typed)
    number.refresh_from_db()
    assert (number.state, "1 lịch hẹn sẽ bị huỷ" in asked.content.decode()) == ("booked", True)
    booked(counter, number=3)  # meanwhile: the leader reads the new number
    again = press(client, counter, "close", **typed, counted="1")
    assert "2 lịch hẹn sẽ bị huỷ" in again.content.decode()
    press(client, counter, "close", **typed, counted="2")
    number.refresh_from_db()
    assert number.state == "closed"


def test_single_keys_press_the_buttons_of_the_desk(counter, binh):
    client = Client()
    client.force_login(binh)
    page = client.get(reverse("admin:reception_queue_change", args=[counter.pk])).content.decode()
    assert re.findall(r'data-shortcut="([a-z])"', page) == ["n", "d", "r", "v", "z", "k", "p"]


def dialog_of(client, row, name):
    return client.get(reverse(f"admin:reception_queue_{name}", args=[row.pk])).content.decode()


def test_next_is_one_key_once_the_desk_is_known(counter, binh):
    client = Client()
    client.force_login(binh)
    assert "data-at-once" not in dialog_of(client, counter, "next")
    press(client, counter, "sit", desk="Bàn 2")
    assert ["data-at-once" in dialog_of(client, counter, name) for name in ("next", "sit")] == [
        True, False,
    ]  # fmt: skip
    walked_in(counter)
    press(client, counter, "next")
    assert QueueNumber.objects.get().desk == "Bàn 2"


def test_the_only_desk_of_a_counter_is_asked_of_nobody(counter, binh):
    client = Client()
    client.force_login(binh)
    walked_in(counter)
    desk.call_next(counter, binh, "Bàn 1")
    assert "data-at-once" in dialog_of(client, counter, "next")
    walked_in(counter)
    desk.call_next(counter, binh, "Bàn 2")
    assert "data-at-once" not in dialog_of(client, counter, "next")


def test_who_comes_to_a_counter_where_a_colleague_calls_is_asked_for_their_desk(counter, binh):
    walked_in(counter)
    desk.call_next(counter, binh, "Bàn 1")
    client = Client()
    client.force_login(staff(counter.office))
    assert "data-at-once" not in dialog_of(client, counter, "next")


def test_a_refusal_shows_the_dialog(counter, binh):
    client = Client()
    client.force_login(binh)
    press(client, counter, "sit", desk="Bàn 2")
    refused = press(client, counter, "recall").content.decode()
    assert ("data-at-once" in refused, "Chưa mời số nào đến Bàn 2." in refused) == (False, True)


def states():
    return list(QueueNumber.objects.order_by("pk").values_list("label", "state", "desk", "calls"))


def test_a_call_by_mistake_is_taken_back(counter, binh):
    client = Client()
    client.force_login(binh)
    for _ in range(2):
        walked_in(counter)
    press(client, counter, "next", desk="Bàn 1")
    before = states()
    press(client, counter, "next")
    said = client.get(press(client, counter, "undo")["HX-Redirect"]).content.decode()
    assert (states(), "Số K1 lại ở Bàn 1" in said) == (before, True)
    assert QueueDay.objects.get().shown == {
        "called": [{"label": "K1", "desk": "Bàn 1"}], "waiting": 1,
    }  # fmt: skip
    assert call(counter, binh) == "K2"


def test_who_was_called_first_at_a_desk_waits_again(counter, binh):
    number = walked_in(counter)
    call(counter, binh)
    assert desk.undo_call(counter, binh, "Bàn 1") == number
    assert (states(), call(counter, binh)) == ([("K1", "waiting", "", 0)], "K1")


def test_priority_that_was_called_by_mistake_comes_next_again(counter, binh):
    walked_in(counter)
    walked_in(counter, priority=group())
    call(counter, binh)
    desk.undo_call(counter, binh, "Bàn 1")
    assert call(counter, binh) == "K2"


def test_who_took_another_number_meanwhile_stays_done(counter, binh):
    who = person()
    walked_in(counter, who=who)
    call(counter, binh)
    call(counter, binh)
    walked_in(counter, who=who)
    call(counter, binh)
    back = desk.undo_call(counter, binh, "Bàn 1")
    assert [state for _label, state, *_rest in states()] == ["done", "waiting"]
    assert (back.label, back.desk) == ("K2", "")  # what the officer reads
    with pytest.raises(Problem) as refused:
        desk.undo_call(counter, binh, "Bàn 1")
    assert "đã lấy số khác" in refused.value.detail


@pytest.mark.parametrize("minutes", [3, 0])
def test_only_the_last_call_is_taken_back_and_only_soon(counter, binh, time_machine, minutes):
    if minutes:
        walked_in(counter)
        call(counter, binh)
        time_machine.shift(minutes * MINUTE)
    with pytest.raises(Problem) as refused:
        desk.undo_call(counter, binh, "Bàn 1")
    assert "hai phút" in refused.value.detail


def test_only_who_serves_takes_a_call_back(counter):
    with pytest.raises(PermissionDenied):
        desk.undo_call(counter, staff(counter.office, "view_queue"), "Bàn 1")


def test_a_poster_leads_to_booking(counter, binh):
    client = Client()
    client.force_login(binh)
    path = reverse("admin:reception_queue_print_poster", args=[counter.pk])
    sheet = client.get(path)
    page = sheet.content.decode()
    said = ("Đặt lịch chưa phải là nộp hồ sơ. Không đặt lịch vẫn được tiếp nhận.", counter.name)
    assert all(words in page for words in (*said, counter.office.name, codes.poster(counter.pk)))
    assert "no-store" in sheet["Cache-Control"]
    client.force_login(staff(factories.queue(factories.office("ca-xa-kia")).office))
    assert client.get(path).status_code == 404


def test_a_desk_recalls_and_misses_who_is_called_there(counter, binh, time_machine):
    client = Client()
    client.force_login(binh)
    refused = press(client, counter, "recall", desk="Bàn 1")
    assert "Chưa mời số nào đến Bàn 1." in refused.content.decode()
    number = walked_in(counter)
    press(client, counter, "next", desk="Bàn 1")
    for _ in range(2):
        press(client, counter, "recall")
    time_machine.move_to("2026-11-23T02:05:30Z", tick=False)
    client.force_login(binh)
    press(client, counter, "miss", desk="Bàn 1")
    number.refresh_from_db()
    assert (number.state, number.calls) == ("absent", 3)


def test_an_appointment_that_came_another_way_takes_the_places_kept_for_it(counter, binh):
    for _ in range(3):
        booked(counter)  # all that are online
    client = Client()
    client.force_login(binh)
    typed = {"begins_at": "09:30 23/11/2026", "people": "1", "visitor_name": "Mẹ Lan"}
    press(client, counter, "note", **typed)
    number = QueueNumber.objects.get(citizen=None)
    assert (number.label, number.visitor_name) == ("9:30-4", "Mẹ Lan")
    assert number.events.get().officer == binh
    full = press(client, counter, "note", **typed)
    assert QueueNumber.objects.filter(citizen=None).count() == 1
    said = client.get(full["HX-Redirect"]).content.decode()
    assert "Khung giờ vừa hết chỗ" in said


def test_priority_is_given_at_the_desk_and_later(counter, binh):
    old = group()
    client = Client()
    client.force_login(binh)
    press(client, counter, "priority")
    assert QueueNumber.objects.get().priority == old
    walked_in(counter)
    later = walked_in(counter)
    press(client, later, "prefer", priority=str(old.pk))
    assert [call(counter, binh) for _ in range(3)] == ["K1", "K2", "K3"]
    assert QueueEvent.objects.filter(number=later, move="prefer", officer=binh).exists()


def test_who_waits_in_vain_is_carried_to_the_next_free_window(counter, binh):
    who = person()
    number, other = walked_in(counter, who=who), walked_in(counter)
    tomorrow = [booked(counter, number=window_of_tomorrow(counter)) for _ in range(3)]
    carried = desk.carry(number, binh)
    assert tomorrow[0].label == "7:30-1"
    assert (carried.state, carried.label, str(carried.day)) == ("booked", "8:00-1", "2026-11-25")
    assert QueueDay.objects.get(day="2026-11-23").shown["waiting"] == 1
    (told,) = Notice.objects.filter(citizen=who, event="number_moved")
    assert "8:00-1" in told.text
    assert call(counter, binh) == other.label


def window_of_tomorrow(row):  # Tuesday is a holiday
    moments = [window(row, number) for number in range(20)]
    return next(n for n, at in enumerate(moments) if at.date().day == 25)


def test_nobody_is_carried_where_no_place_is_left(counter, binh):
    number = walked_in(counter)
    close(counter, binh, timezone.now(), hours=24 * 20)
    with pytest.raises(Problem) as refused:
        desk.carry(number, binh)
    assert "Bảy ngày tới không còn chỗ" in refused.value.detail


def test_the_day_is_printed_without_names(counter, binh):
    booked(counter, who=person(name="Trần Văn Kín"), for_other=True, visitor_name="Mẹ Kín")
    walked_in(counter, name="Bà Kín")
    client = Client()
    client.force_login(binh)
    path = reverse("admin:reception_queue_print_day", args=[counter.pk])
    sheet = client.get(path)
    assert ("9:30-1" in sheet.content.decode(), "K1" in sheet.content.decode()) == (True, True)
    assert ("Kín" in sheet.content.decode(), "no-store" in sheet["Cache-Control"]) == (False, True)
    stranger = staff(factories.queue(factories.office("ca-xa-kia")).office)
    client.force_login(stranger)
    assert client.get(path).status_code == 404


def test_the_list_of_a_day_costs_the_same_for_1_and_200_numbers(counter, binh):
    client = Client()
    client.force_login(binh)
    path = reverse("admin:reception_queuenumber_changelist") + "?part=today"
    walked_in(counter)
    client.get(path)
    one = asked_by(client, path)
    for _ in range(199):
        walked_in(counter)
    many = asked_by(client, path)
    assert len(one) == len(many)
    assert len(many) <= MOST_QUERIES


def asked_by(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return asked.captured_queries
