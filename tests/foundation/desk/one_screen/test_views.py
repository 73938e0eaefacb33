"""What an open page asks every few seconds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from feedback.questions import actions
from foundation.desk.models import Viewing
from tests.feedback.factories import officer_of, question

pytestmark = pytest.mark.django_db
LIVE = reverse("desk-live")
MOST_QUERIES = 12


@pytest.fixture
def asked(lan, offices):
    return question(lan, office=offices.pk)


def ask(client, row, page="feedback.question"):
    return client.post(LIVE, {"page": page, "key": row.pk})


def test_colleagues_who_look_at_once_are_named(client, asked, binh, offices):
    an = officer_of(offices, last_name="An")
    client.force_login(an)
    assert ask(client, asked).json()["others"] == []
    client.force_login(binh)
    assert ask(client, asked).json()["others"] == ["An"]
    Viewing.objects.update(at=timezone.now() - timedelta(minutes=2))
    assert ask(client, asked).json()["others"] == []


def test_a_message_of_the_citizen_changes_the_version(client, asked, binh, lan):
    client.force_login(binh)
    before = ask(client, asked).json()["version"]
    assert ask(client, asked).json()["version"] == before
    actions.add_message(lan, asked, actions.SentMessage("Tôi ở phường khác"))
    after = ask(client, asked)
    assert after.json()["version"] != before
    assert "phường khác" not in after.content.decode()


def test_what_an_officer_may_not_see_is_not_told(client, asked, other):
    client.force_login(officer_of(other))
    assert ask(client, asked).status_code == 404
    assert ask(client, asked, "citizens.personalrequest").status_code == 403
    assert ask(client, asked, "auth.user").status_code == 403
    assert not Viewing.objects.exists()


def test_an_officer_is_in_one_place_and_who_left_is_forgotten(client, asked, binh, lan, offices):
    client.force_login(binh)
    left = officer_of(offices)
    Viewing.objects.create(
        officer=left, page="feedback.question", key="1", at=timezone.now() - timedelta(hours=1)
    )
    for row in (asked, question(lan, office=offices.pk)):
        ask(client, row)
    assert list(Viewing.objects.values_list("officer", "key")) == [(binh.pk, str(row.pk))]


def test_asking_is_cheap_and_bounded(client, asked, binh, settings):
    client.force_login(binh)
    ask(client, asked)
    with CaptureQueriesContext(connection) as captured:
        ask(client, asked)
    assert len(captured.captured_queries) <= MOST_QUERIES, captured.captured_queries
    settings.THROTTLES = {**settings.THROTTLES, "desk_live": 2}
    assert ask(client, asked).status_code == 429


def test_an_open_page_keeps_no_session_alive(client, asked, binh, time_machine, settings):
    begun = timezone.now()
    time_machine.move_to(begun)
    client.force_login(binh)
    for minutes in (0, 10):
        time_machine.move_to(begun + timedelta(minutes=minutes))
        assert ask(client, asked).status_code == 200
    time_machine.move_to(begun + timedelta(minutes=settings.OFFICER_IDLE_MINUTES + 1))
    assert ask(client, asked).status_code == 302


def test_asking_is_no_look_at_personal_data(client, asked, binh):
    from citizens.models import AccessEntry

    client.force_login(binh)
    ask(client, asked)
    assert not AccessEntry.objects.exists()
