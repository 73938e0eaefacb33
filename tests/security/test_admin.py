"""Officers' pages of incidents."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from security import actions
from security.models import SecurityIncident
from security.workflow import Move
from tests.officers.factories import account
from tests.security.factories import handler, incident

pytestmark = pytest.mark.django_db
LIST = reverse("admin:security_securityincident_changelist")
ADD = reverse("admin:security_securityincident_add")


def page(row, name="change"):
    return reverse(f"admin:security_securityincident_{name}", args=[row.pk])


@pytest.fixture
def browser(client):
    """Return the browser of an administrator."""
    client.force_login(handler())
    return client


def typed(**values):
    """Return a filled-in form."""
    now = timezone.localtime()
    return {
        "title": "Trang chủ bị đổi giao diện", "noticed_by": "Trực ban",
        "what": "Trang chủ hiện nội dung lạ.", "contact": "Nguyễn Văn A",
        "noticed_at": f"{now:%H:%M %d/%m/%Y}",
        "events-TOTAL_FORMS": 0, "events-INITIAL_FORMS": 0, **values,
    }  # fmt: skip


def test_an_incident_is_noted_and_says_what_is_due(browser):
    assert browser.get(ADD).status_code == 200
    assert browser.post(ADD, typed(is_serious="on", zalo_data="on")).status_code == 302
    row = SecurityIncident.objects.get()
    shown = browser.get(page(row)).content.decode()
    for words in ("Báo cáo ban đầu", "Báo cho Zalo", "331/2026/NĐ-CP", "BÁO CÁO SỰ CỐ AN NINH"):
        assert words in shown
    assert row.title in browser.get(LIST, {"part": "open"}).content.decode()


def test_times_that_cannot_be_are_refused(browser):
    later = timezone.localtime() + timedelta(days=1)
    answer = browser.post(ADD, typed(noticed_at=f"{later:%H:%M %d/%m/%Y}"))
    assert "Chưa tới thời điểm này." in answer.content.decode()
    assert not SecurityIncident.objects.exists()


def test_a_notice_is_noted_by_its_dialog(browser):
    row, now = incident(is_serious=True), timezone.localtime()
    values = {"sent_at": f"{now:%H:%M:%S %d/%m/%Y}", "words": "Số 01/BC"}
    seen = {"seen": row.events_count, "_form_submitted": "on"}
    browser.post(page(row, "first"), values | seen)
    assert list(row.events.values_list("move", "words")) == [
        (Move.NOTE, ""), (Move.FIRST, "Số 01/BC")
    ]  # fmt: skip


def test_officers_of_one_office_see_none(client):
    incident()
    client.force_login(account(role="Cán bộ một cửa"))
    assert client.get(LIST).status_code == 403


def test_a_list_costs_the_same_for_more_rows(browser, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 19):
        for _row in range(number):
            incident(is_serious=True)
        browser.get(LIST)
        with CaptureQueriesContext(connection) as found:
            browser.get(LIST)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_closed_incident_is_changed_after_it_is_reopened_only(browser):
    row = actions.close(incident(), handler(), "Xong.")
    assert not browser.get(page(row)).context_data["has_change_permission"]
    row = actions.reopen(row, handler(), "Lại xảy ra.")
    assert browser.get(page(row)).context_data["has_change_permission"]
