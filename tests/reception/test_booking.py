"""Booking, moving and cancelling over HTTP."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import Notice
from offices.snapshot import directory
from reception import codes
from reception.actions import booking, places
from reception.models import QueueNumber, Slot
from tests.citizens.factories import citizen, client_of
from tests.for_each import for_each
from tests.offices.factories import exception
from tests.reception import factories
from tests.reception.factories import booked, person, queue, window

pytestmark = pytest.mark.django_db

NUMBERS = "/api/v1/reception/numbers/"
KEY = "3d1f0f2e-2222-4000-8000-0000000000{:02}"


def book(client, row, number=0, key=None, **body):
    body = {"queue": row.pk, "begins_at": window(row, number).isoformat(), **body}
    headers = {"Idempotency-Key": KEY.format(key)} if key else {}
    return client.post(NUMBERS, body, content_type="application/json", headers=headers)


def code_of(answer):
    return answer.json()["code"]


def windows(api, row, **asked):
    return api.get(f"/api/v1/reception/queues/{row.pk}/windows/", asked).json()["days"]


def test_a_booking_has_a_label_with_its_hour(as_lan, counter):
    answer = book(as_lan, counter)
    shown = answer.json()
    assert (answer.status_code, shown["label"], shown["day"]) == (201, "9:30-1", "2026-11-23")
    assert (shown["state"], shown["can_move"], shown["can_cancel"]) == ("booked", True, True)
    assert len(shown["secret"]) == 16


def test_the_same_request_books_once(as_lan, counter):
    first, again = (book(as_lan, counter, key=1).json() for _ in range(2))
    assert first == again
    assert QueueNumber.objects.count() == 1


def test_the_citizen_is_told(as_lan, counter, lan):
    book(as_lan, counter)
    (told,) = Notice.objects.filter(citizen=lan)
    assert (told.event, "9:30-1" in told.text) == ("number_booked", True)


def test_a_window_that_another_booked_first_at_the_same_time_is_not_full(counter, monkeypatch):
    take = places._take

    def taken_by_one_of_two(*asked):
        found = take(*asked)
        if found is None:
            places.slots_of(counter, [window(counter)])
        return found

    monkeypatch.setattr(places, "_take", taken_by_one_of_two)
    assert booked(counter).label == "9:30-1"


def test_a_full_window_offers_the_nearest(as_lan, counter):
    for _ in range(3):
        booked(counter)
    answer = book(as_lan, counter)
    assert code_of(answer) == "window_full"
    assert "10:00 23/11, 10:30 23/11, 11:00 23/11" in answer.json()["detail"]


def test_people_who_come_together_take_a_place_each(as_lan, counter):
    booked(counter, people=2)
    assert code_of(book(as_lan, counter, people=2)) == "window_full"
    assert book(as_lan, counter, people=1).json()["label"] == "9:30-2"


def test_a_cancelled_place_opens_and_its_number_is_not_used_again(as_lan, counter):
    number = book(as_lan, counter, 1).json()["id"]
    assert as_lan.delete(f"{NUMBERS}{number}/").status_code == 204
    assert as_lan.delete(f"{NUMBERS}{number}/").status_code == 204
    assert book(as_lan, counter, 1).json()["label"] == "10:00-2"
    assert Slot.objects.get().taken == 1


def test_a_moved_booking_frees_its_old_place(as_lan, counter, lan):
    number = book(as_lan, counter).json()["id"]
    later = {"begins_at": window(counter, 1).isoformat()}
    moved = as_lan.patch(f"{NUMBERS}{number}/", later, content_type="application/json")
    assert (moved.status_code, moved.json()["label"]) == (200, "10:00-1")
    assert list(Slot.objects.order_by("begins_at").values_list("taken", flat=True)) == [0, 1]
    assert Notice.objects.filter(citizen=lan, event="number_moved").exists()


def test_a_booking_that_finds_no_place_keeps_its_own(as_lan, counter):
    number = book(as_lan, counter).json()["id"]
    for _ in range(3):
        booked(counter, number=1)
    later = {"begins_at": window(counter, 1).isoformat()}
    refused = as_lan.patch(f"{NUMBERS}{number}/", later, content_type="application/json")
    assert code_of(refused) == "window_full"
    assert as_lan.get(f"{NUMBERS}{number}/").json()["label"] == "9:30-1"


def test_a_booking_is_moved_twice_at_most(as_lan, counter):
    number = book(as_lan, counter, 5).json()["id"]
    answers = [
        as_lan.patch(
            f"{NUMBERS}{number}/",
            {"begins_at": window(counter, place).isoformat()},
            content_type="application/json",
        )
        for place in (6, 7, 8)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert code_of(answers[-1]) == "number_moved_on"


# --- what is refused ------------------------------------------------------------------------------


@for_each(
    ("moment", "said"),
    [
        ("2026-11-23T02:00:00Z", "30 phút"),
        ("2026-11-22T02:30:00Z", "30 phút"),
        ("2026-11-23T02:45:00Z", "không có khung giờ"),
        ("2026-11-28T02:30:00Z", "không tiếp dân"),
        ("2027-06-01T02:30:00Z", "tối đa 30 ngày"),
    ],
)
def test_a_window_that_is_not_offered_is_refused_with_the_reason(as_lan, counter, moment, said):
    body = {"queue": counter.pk, "begins_at": moment}
    answer = as_lan.post(NUMBERS, body, content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (422, "window_not_offered")
    assert said in answer.json()["detail"]


def test_hours_of_an_unknown_year_are_said_to_be_unknown(api, counter, time_machine):
    time_machine.move_to("2027-12-28T02:00:00Z", tick=False)
    directory.forget()
    days = windows(api, counter, last="2028-01-05")
    assert "Chưa rõ giờ" in days[-1]["why"]


def test_one_number_for_oneself_and_one_for_others(as_lan, counter):
    assert book(as_lan, counter).status_code == 201
    assert code_of(book(as_lan, counter, 1)) == "number_live"
    assert book(as_lan, counter, 1, for_other=True, visitor_name="Mẹ").status_code == 201


def test_three_live_numbers_at_most(as_lan, counter):
    for _ in range(3):
        assert book(as_lan, queue()).status_code == 201
    assert code_of(book(as_lan, queue())) == "numbers_too_many"


def test_six_bookings_a_week(as_lan, counter, lan):
    for place in range(6):
        booking.cancel(booked(counter, who=lan, number=place + 2))
    assert code_of(book(as_lan, counter, 9)) == "numbers_too_many"


def test_a_phone_has_to_be_verified(counter):
    assert code_of(book(client_of(citizen()), counter)) == "phone_unverified"


def test_a_counter_that_is_switched_off_takes_nobody(as_lan, counter):
    row = queue(active=False)
    assert code_of(book(as_lan, row)) == "queue_closed"


def test_an_unknown_counter_is_not_found(as_lan, counter):
    body = {"queue": 99_999, "begins_at": window(counter).isoformat()}
    assert as_lan.post(NUMBERS, body, content_type="application/json").status_code == 404


def test_a_window_or_a_code_is_needed(as_lan, counter):
    answer = as_lan.post(NUMBERS, {"queue": counter.pk}, content_type="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "invalid_request")


# --- whose it is ----------------------------------------------------------------------------------


def test_nobody_sees_anothers_number(as_lan, counter):
    other = booked(counter)
    path = f"{NUMBERS}{other.pk}/"
    later = {"begins_at": window(counter, 1).isoformat()}
    answers = [
        as_lan.get(path),
        as_lan.delete(path),
        as_lan.patch(path, later, content_type="application/json"),
        as_lan.post(f"{path}arrival/", {"code": "x"}, content_type="application/json"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert as_lan.get(NUMBERS).json()["results"] == []


def test_the_secret_of_the_slip_cancels_without_an_account(api, as_lan, counter):
    made = book(as_lan, counter, 1).json()
    asked = {"label": made["label"], "secret": made["secret"].lower(), "cancel": True}
    path = f"{NUMBERS}lookup/"
    assert api.post(path, asked, content_type="application/json").json()["state"] == "cancelled"
    wrong = api.post(path, asked | {"secret": "A" * 16}, content_type="application/json")
    assert (wrong.status_code, code_of(wrong)) == (404, "queue_number_not_found")


# --- on the spot ----------------------------------------------------------------------------------


def test_the_code_on_the_screen_gives_a_number(as_lan, counter):
    body = {"queue": counter.pk, "code": codes.code_of(counter.pk)}
    taken = as_lan.post(NUMBERS, body, content_type="application/json").json()
    assert (taken["label"], taken["state"], taken["before"]) == ("K1", "waiting", 0)


def taken(client, row, code):
    body = {"queue": row.pk, "code": code}
    return client.post(NUMBERS, body, content_type="application/json")


def test_a_code_may_be_typed_in_small_letters_with_spaces(as_lan, counter):
    typed = codes.in_groups(codes.code_of(counter.pk)).lower()
    assert taken(as_lan, counter, f" {typed.replace(' ', '-')} ").status_code == 201


def test_a_code_that_was_sent_by_chat_is_too_old(as_lan, counter, time_machine):
    code = codes.code_of(counter.pk)
    time_machine.move_to("2026-11-23T02:04:00Z", tick=False)
    answer = taken(as_lan, counter, code)
    assert (code_of(answer), "quét lại" in answer.json()["detail"]) == ("queue_code_wrong", True)


@for_each("code", ["mã sai", "ＡＢＣＤ", "ABCDEFGH", "1"])
def test_a_code_of_other_letters_is_wrong(as_lan, counter, code):
    assert code_of(taken(as_lan, counter, code)) == "queue_code_wrong"


def test_a_code_of_another_counter_is_wrong(as_lan, counter):
    other = queue()
    assert code_of(taken(as_lan, counter, codes.code_of(other.pk))) == "queue_code_wrong"


def test_a_code_gives_one_number_to_each_who_is_there(as_lan, counter):
    code = codes.code_of(counter.pk)
    assert taken(as_lan, counter, code).json()["label"] == "K1"
    assert taken(client_of(person()), counter, code).json()["label"] == "K2"
    assert code_of(taken(as_lan, counter, code)) == "number_live"


def test_an_unknown_procedure_is_not_found(as_lan, counter):
    assert book(as_lan, counter, procedure="khong-co").status_code == 404


def test_who_has_an_appointment_arrives_with_the_code(as_lan, counter):
    number = book(as_lan, counter).json()["id"]
    body = {"code": codes.code_of(counter.pk)}
    arrived = as_lan.post(f"{NUMBERS}{number}/arrival/", body, content_type="application/json")
    assert (arrived.json()["state"], arrived.json()["why"]) == (
        "waiting", "Số hẹn 09:30, tính từ 09:00.",
    )  # fmt: skip
    again = as_lan.post(f"{NUMBERS}{number}/arrival/", body, content_type="application/json")
    assert again.json() == arrived.json()


# --- what is shown --------------------------------------------------------------------------------


def test_windows_say_how_many_places_are_left(api, counter):
    for _ in range(3):
        booked(counter)
    shown = windows(api, counter, last="2026-11-23")[0]["windows"]
    assert [one["left"] for one in shown[:2]] == ["no", "yes"]
    assert shown[0]["begins_at"] == "2026-11-23T02:30:00Z"


def test_a_day_off_says_why(api, counter):
    exception(counter.office, "2026-11-24", note="Họp")
    directory.forget()
    day = windows(api, counter, first="2026-11-24", last="2026-11-24")[0]
    assert (day["windows"], day["why"]) == ([], "Đơn vị không tiếp dân ngày này.")


def test_counters_of_an_office_with_groups(api, counter):
    factories.group()
    answer = api.get("/api/v1/reception/queues/", {"office": counter.office_id}).json()
    assert [one["id"] for one in answer["queues"]] == [counter.pk]
    assert answer["priority_groups"][0]["basis"].startswith("Luật 39")
    assert "chưa phải là nộp hồ sơ" in answer["note"]


def test_a_list_costs_the_same_for_1_and_20_numbers(as_lan, lan, counter):
    def more(number):
        for _ in range(number):
            row = factories.walked_in(counter)
            QueueNumber.objects.filter(pk=row.pk).update(citizen=lan, state="done")

    more(1)
    with CaptureQueriesContext(connection) as one:
        as_lan.get(NUMBERS)
    more(19)
    with CaptureQueriesContext(connection) as twenty:
        assert as_lan.get(NUMBERS).json()["count"] == 20
    assert len(one) == len(twenty)


def test_the_board_names_nobody_and_is_not_sent_twice(api, counter):
    factories.walked_in(counter, who=person(name="Trần Văn Kín"))
    path = f"/api/v1/reception/queues/{counter.pk}/now/"
    shown = api.get(path)
    unknown = {"wait_least": None, "wait_most": None}
    assert shown.json() == {"called": [], "waiting": 1, **unknown}
    assert api.get(path, headers={"If-None-Match": shown["ETag"]}).status_code == 304


def test_numbers_outside_of_changed_hours_stay(counter):
    number = booked(counter, number=1)
    counter.office.hours.all().delete()
    number.refresh_from_db()
    assert number.state == "booked"
