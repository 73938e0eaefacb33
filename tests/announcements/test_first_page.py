"""What waits for a second person is on the approver's first page, and opens on its page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Dossier
from foundation.desk.roles import Role
from tests.announcements.factories import approver_of, draft, officer_of, spokesperson_of, submitted
from tests.dossiers.factories import dossier

pytestmark = pytest.mark.django_db


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def urgent(user):
    return browser(user).get(reverse("admin:index")).context_data["urgent"]


def test_the_row_leads_to_the_page_with_the_approving_button(offices):
    row, approver = submitted(), approver_of()
    (shown,) = urgent(approver)
    assert shown.title == row.title
    page = browser(approver).get(shown.address)
    assert page.context_data["decision"]["label"] == "Duyệt"


def test_it_stands_before_what_is_late(offices):
    approver = officer_of(offices, Role.NEWS_APPROVER, Role.RECEPTIONIST)
    row = submitted(office=offices)
    for _number in range(5):
        late = dossier(office=offices)
        Dossier.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(days=9))
    assert urgent(approver)[0].title == row.title


def test_ones_own_and_drafts_are_not_there(offices):
    approver = approver_of()
    draft()
    submitted().authors.add(approver)
    assert urgent(approver) == []


def test_a_fact_check_waits_for_the_spokesperson_only(offices):
    row = submitted(kind="fact_check")
    assert urgent(approver_of()) == []
    assert [shown.title for shown in urgent(spokesperson_of())] == [row.title]
