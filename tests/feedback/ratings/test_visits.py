"""A number of a counter that is done is rated by the code on the desk's page or on the phone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from feedback.models import Rating, UsedMark
from feedback.ratings import qr
from reception import ratings
from reception.actions import desk
from reception.models import QueueNumber
from tests.citizens.factories import client_of
from tests.feedback.ratings.test_views import problem
from tests.procedures.factories import publish_procedure
from tests.reception import factories
from tests.reception.factories import walked_in

pytestmark = pytest.mark.django_db
MINE = "/api/v1/reception/numbers/"
DAY = timedelta(days=1)


@pytest.fixture
def counter(db, time_machine):
    """Return a counter on a Monday at nine."""
    time_machine.move_to("2026-11-23T02:00:00Z", tick=False)
    return factories.queue()


@pytest.fixture
def binh(counter):
    """Return its officer."""
    return factories.staff(counter.office)


@pytest.fixture
def done(counter, binh):
    """Return a number of Lan that is done, about a procedure."""
    lan = factories.person(name="Nguyễn Thị Lan")
    number = walked_in(counter, who=lan)
    number.procedure = publish_procedure(id="can-cuoc")
    number.save()
    desk.call_next(counter, binh, "Bàn 1")
    return desk.finish(number, binh)


def code_on_phone(number):
    return client_of(number.citizen).get(f"{MINE}{number.pk}/").json()["rating"]


def test_who_was_served_rates_the_visit_once(done, visit):
    client, code = client_of(done.citizen), code_on_phone(done)
    answer = visit(client, code, 5)
    assert (answer.status_code, Rating.objects.get().procedure_id) == (201, "can-cuoc")
    assert Rating.objects.get().field_id == done.procedure.field_id
    assert code_on_phone(done) == ""


def test_nobody_rates_before_the_number_is_done(counter, binh):
    number = walked_in(counter, who=factories.person())
    assert code_on_phone(number) == ""
    desk.call_next(counter, binh, "Bàn 1")
    assert code_on_phone(number) == ""


def test_a_visit_is_rated_within_three_days(done, time_machine):
    time_machine.shift(3 * DAY - timedelta(minutes=1))
    assert code_on_phone(done)
    time_machine.shift(timedelta(minutes=1))
    assert code_on_phone(done) == ""


def test_the_code_of_the_desk_and_that_of_the_phone_rate_once(done, visit, time_machine):
    first = ratings.codes_of([done])[done.pk]
    time_machine.shift(timedelta(minutes=1))
    second = code_on_phone(done)
    assert first != second
    assert visit(client_of(factories.person()), first).status_code == 201
    again = visit(client_of(done.citizen), second)
    assert problem(again) == (422, "rating_qr_used")
    assert UsedMark.objects.count() == 2  # the code's, and the visit's of that day


def test_the_code_says_nothing_of_number_desk_or_person(done):
    said = qr.read_code(code_on_phone(done))
    assert (said.office_id, said.procedure_id) == (done.queue.office_id, "can-cuoc")


def page_of(officer, counter):
    client = Client()
    client.force_login(officer)
    session = client.session
    session["reception-desk"] = "Bàn 1"
    session.save()
    path = reverse("admin:reception_queue_change", args=[counter.pk])
    return client.get(path).content.decode()


def test_the_desk_shows_the_code_of_who_was_there_last_for_ten_minutes(
    counter, binh, done, time_machine
):
    asked = "Mời số K1 quét mã để đánh giá"
    assert asked in page_of(binh, counter)
    time_machine.shift(timedelta(minutes=11))
    assert asked not in page_of(binh, counter)


def test_the_desk_does_not_see_whether_the_visit_was_rated(counter, binh, done, visit):
    visit(client_of(done.citizen), code_on_phone(done), 5)
    assert "Mời số K1 quét mã để đánh giá" in page_of(binh, counter)


def test_a_list_costs_the_same_for_1_and_20_numbers(done, counter, binh, django_assert_num_queries):
    for _ in range(19):
        other = walked_in(counter)
        desk.call_next(counter, binh, "Bàn 1")
        desk.finish(other, binh)
    rows = list(QueueNumber.objects.select_related("queue").order_by("pk"))
    for asked in (rows[:1], rows):
        with django_assert_num_queries(2):
            assert len(ratings.codes_of(asked)) == len(asked)
