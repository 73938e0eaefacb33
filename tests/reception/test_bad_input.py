"""What the mistaken and the malicious send: a sentence and a code, and nothing is lost."""

from collections import Counter
from datetime import timedelta

import pytest

from offices.models import OpeningHours
from offices.snapshot import directory
from reception import codes
from reception.models import Queue, QueueNumber
from tests.citizens.factories import client_of
from tests.offices import factories as offices
from tests.offices.factories import exception
from tests.procedures.factories import publish_procedure
from tests.reception.factories import booked, person, queue, window

pytestmark = pytest.mark.django_db
NUMBERS = "/api/v1/reception/numbers/"
TRIES, MINUTES = 1000, 20


def send(client, path=NUMBERS, **body):
    return client.post(path, body, content_type="application/json")


def refusal(answer):
    """Return status and code of a refusal, which is a sentence in Vietnamese."""
    problem = answer.json()
    assert problem["detail"].endswith((".", "…")), problem
    return answer.status_code, problem["code"]


# --- too many -------------------------------------------------------------------------------------


def test_a_thousand_bookings_from_one_phone_keep_what_a_person_may_have(
    lan, as_lan, counter, time_machine
):
    """A script asks for all windows of all counters, for oneself and others, again each minute."""
    counters = [counter, *(queue() for _ in range(9))]
    found = Counter()
    for turn in range(TRIES):
        if turn % (TRIES // MINUTES) == 0:
            time_machine.shift(60)
        row = counters[turn % len(counters)]
        at = window(row, turn % 40).isoformat()
        answer = send(as_lan, queue=row.pk, begins_at=at, for_other=bool(turn % 2))
        found[201 if answer.status_code == 201 else refusal(answer)] += 1
    assert found[201] == QueueNumber.objects.filter(citizen=lan).count() == 3
    refused = {(422, "number_live"), (422, "numbers_too_many"), (429, "throttled")}
    assert set(found) == {201, *refused}
    assert found[429, "throttled"] == TRIES - 10 * MINUTES


def test_one_code_for_a_whole_chat_gives_each_phone_one_number(counter):
    """Within its minutes a code works for whoever has it; nobody gets a second number."""
    code = codes.code_of(counter.pk)
    people = [client_of(person()) for _ in range(5)]
    given = [send(one, queue=counter.pk, code=code).status_code for one in people]
    again = [refusal(send(one, queue=counter.pk, code=code)) for one in people]
    assert (given, set(again)) == ([201] * 5, {(422, "number_live")})


def test_a_code_that_goes_around_by_chat_gives_no_number_when_its_minutes_are_over(
    counter, time_machine
):
    code = codes.code_of(counter.pk)
    time_machine.shift(timedelta(minutes=5))
    answers = [send(client_of(person()), queue=counter.pk, code=code) for _ in range(3)]
    assert {refusal(one) for one in answers} == {(422, "queue_code_wrong")}
    assert not QueueNumber.objects.exists()


def test_what_a_poster_shows_is_no_code(as_lan, counter):
    """A poster hangs for years, and its picture goes around: it leads to booking only."""
    for shown in (str(counter.pk), f"{counter.pk}.", f"queue={counter.pk}"):
        answer = send(as_lan, queue=counter.pk, code=shown)
        assert refusal(answer) == (422, "queue_code_wrong")


# --- what is not theirs ---------------------------------------------------------------------------


def test_the_secret_of_another_slip_opens_nothing(api, counter):
    mine, theirs = (
        send(client_of(person()), queue=counter.pk, begins_at=window(counter).isoformat()).json()
        for _ in range(2)
    )
    asked = {"label": mine["label"], "secret": theirs["secret"], "cancel": True}
    assert refusal(send(api, f"{NUMBERS}lookup/", **asked)) == (404, "queue_number_not_found")
    assert set(QueueNumber.objects.values_list("state", flat=True)) == {"booked"}


def test_secrets_are_not_guessed_for_long(api, counter):
    booked(counter)
    tries = [
        refusal(send(api, f"{NUMBERS}lookup/", label="9:30-1", secret=f"{n:016}"))
        for n in range(60)
    ]
    assert (tries[0], tries[-1][0]) == ((404, "queue_number_not_found"), 429)


def test_who_scans_at_home_has_not_arrived(as_lan, lan, counter, time_machine):
    number = booked(counter, who=lan, number=4)
    seen = codes.code_of(counter.pk)
    time_machine.shift(timedelta(minutes=5))
    answer = send(as_lan, f"{NUMBERS}{number.pk}/arrival/", code=seen)
    number.refresh_from_db()
    assert (*refusal(answer), number.state) == (422, "queue_code_wrong", "booked")


# --- where and when -------------------------------------------------------------------------------


def test_an_office_that_does_not_take_the_procedure_says_so(as_lan, counter):
    offices.field("gplx")
    offices.office("csgt", kind="department", name="Phòng Cảnh sát giao thông", fields=["gplx"])
    directory.refresh()
    publish_procedure(
        id="gplx", field="gplx", levels=["tinh"], channels=[{"kind": "direct"}],
        implementing_agency="Phòng Cảnh sát giao thông Công an tỉnh",
    )  # fmt: skip
    at = window(counter).isoformat()
    answer = send(as_lan, queue=counter.pk, begins_at=at, procedure="gplx")
    assert refusal(answer) == (422, "queue_other_procedure")
    assert "Nơi tiếp nhận: Phòng Cảnh sát giao thông." in answer.json()["detail"]


def test_a_counter_of_one_field_takes_no_other(as_lan, counter):
    counter.field = offices.field("khac")
    counter.save()
    publish_procedure(id="cutru", channels=[{"kind": "direct"}])
    at = window(counter).isoformat()
    answer = send(as_lan, queue=counter.pk, begins_at=at, procedure="cutru")
    assert refusal(answer) == (422, "queue_other_procedure")


def test_a_holiday_is_refused_as_such(as_lan, counter):
    at = window(counter, 20)
    exception(counter.office, f"{at:%Y-%m-%d}", note="Nghỉ lễ")
    directory.forget()
    answer = send(as_lan, queue=counter.pk, begins_at=at.isoformat())
    assert refusal(answer) == (422, "window_not_offered")
    assert "không tiếp dân" in answer.json()["detail"]


def test_a_year_without_a_calendar_is_refused_as_unknown(lan, counter, time_machine):
    time_machine.move_to("2027-12-28T02:00:00Z", tick=False)
    directory.forget()
    answer = send(client_of(lan), queue=counter.pk, begins_at="2028-01-05T02:30:00Z")
    assert refusal(answer) == (422, "window_not_offered")
    assert "Chưa rõ giờ" in answer.json()["detail"]


def test_a_number_outlives_its_hours_and_can_be_moved_or_cancelled(as_lan, lan, counter):
    number = booked(counter, who=lan, number=20)
    OpeningHours.objects.filter(office=counter.office, opens__hour__lt=12).delete()
    directory.forget()
    later = window(counter, 20)
    own = f"{NUMBERS}{number.pk}/"
    assert as_lan.get(own).json()["label"] == number.label
    back = as_lan.patch(
        own, {"begins_at": number.begins_at.isoformat()}, content_type="application/json"
    )
    assert back.status_code == 200
    moved = as_lan.patch(own, {"begins_at": later.isoformat()}, content_type="application/json")
    assert (moved.status_code, moved.json()["label"][:2] in {"7:", "8:", "9:"}) == (200, False)
    assert as_lan.delete(own).status_code == 204


def test_a_counter_that_was_switched_off_keeps_its_numbers(as_lan, lan, counter):
    number = booked(counter, who=lan)
    Queue.objects.update(active=False)
    at = window(counter, 3).isoformat()
    assert refusal(send(as_lan, queue=counter.pk, begins_at=at, for_other=True)) == (
        422, "queue_closed",
    )  # fmt: skip
    assert as_lan.get(f"{NUMBERS}{number.pk}/").json()["state"] == "booked"
