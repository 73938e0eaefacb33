"""The queue of what citizens say is wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from announcements.models import Challenge
from tests.announcements.factories import approver_of, challenge, editor_of, published
from tests.offices.factories import office

pytestmark = pytest.mark.django_db
LIST = reverse("admin:announcements_challenge_changelist")


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def shown(client, **query):
    return [row.pk for row in client.get(LIST, query).context_data["cl"].result_list]


def test_it_shows_what_waits_without_the_name(offices, lan):
    claim = challenge(citizen=lan)
    client = browser(approver_of())
    assert shown(client) == [claim.pk]
    page = client.get(reverse("admin:announcements_challenge_change", args=[claim.pk]))
    assert "Tin ghi sai giờ." in page.content.decode()
    assert "Nguyễn Thị Lan" not in page.content.decode()


def test_late_ones_can_be_chosen(offices, now):
    claim = challenge()
    assert shown(browser(approver_of()), state="late") == []
    now("2026-12-20 09:00")
    assert shown(browser(approver_of()), state="late") == [claim.pk]


def test_it_is_answered_in_a_dialog(offices, lan):
    claim, client = challenge(citizen=lan), browser(approver_of())
    client.post(
        reverse("admin:announcements_challenge_answer", args=[claim.pk]),
        {"outcome": "upheld", "words": "Tin đúng theo lịch mới.", "_form_submitted": "on"},
    )
    assert Challenge.objects.get().answer == "Tin đúng theo lịch mới."
    assert shown(client) == []
    assert shown(client, state="all") == [claim.pk]


def test_another_office_and_editors_see_none(offices):
    challenge(published(office=offices))
    assert shown(browser(approver_of(office()))) == []
    assert browser(editor_of()).get(LIST).status_code == 403
