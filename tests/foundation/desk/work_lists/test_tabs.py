"""The tabs of every work list: their numbers are those of the lists that they open."""

import re
from html import unescape

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.desk.roles import Role
from foundation.desk.work_lists import WorkListAdmin
from foundation.desk.work_lists.tabs import shown_tabs
from officers.first_page import cards
from tests.dossiers.factories import dossier, handler_of, officer_of
from tests.feedback.factories import follow_up, question
from tests.for_each import for_each
from tests.foundation.desk.work_lists.desk import LIST, NOW, overdue, receptionist
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
PAGES = [page for page in admin.site._registry.values() if isinstance(page, WorkListAdmin)]
each_page = for_each("page", PAGES, ids=lambda page: page.model._meta.label)


@pytest.fixture(autouse=True)
def _moment(time_machine):
    offices.calendar_2026_2027()
    time_machine.move_to(NOW, tick=False)


def test_the_work_lists_are_those_that_officers_work_through():
    assert {page.model._meta.label for page in PAGES} == {
        "announcements.Announcement",
        "citizens.PersonalRequest",
        "dossiers.Dossier",
        "feedback.FollowUp",
        "feedback.Question",
        "reception.QueueNumber",
        "reports.Report",
        "security.SecurityIncident",
    }


@each_page
def test_each_tab_counts_the_rows_of_the_list_that_it_opens(page, admin_client, rf, admin_user):
    place = offices.thanh_mieu()
    overdue(place, 2)
    question()
    follow_up()
    request = rf.get("/")
    request.user = admin_user
    address = reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist")
    for tab in shown_tabs(page, request):
        shown = admin_client.get(f"{address}{tab.address}")
        assert shown.status_code == 200
        assert [one.title for one in shown.context_data["head"]["tabs"] if one.active] == [
            tab.title
        ]
        if tab.number:
            assert shown.context_data["cl"].queryset.count() == int(tab.number), tab.title


@each_page
def test_all_tabs_are_counted_with_one_query(page, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    shown_tabs(page, request)
    with CaptureQueriesContext(connection) as captured:
        shown_tabs(page, request)
    counting = [query["sql"] for query in captured if "COUNT(*)" in query["sql"]]
    # Superusers without a post see none of these.
    sees_none = page.model.__name__ in {"Report", "Announcement"}
    assert len(counting) == (0 if sees_none else 1)


def test_a_list_opens_with_what_is_due_first_and_leaves_out_what_ended():
    place = offices.thanh_mieu()
    ended = dossier(office=place)
    QuerySet(type(ended)).filter(pk=ended.pk).update(status="returned")
    rows = overdue(place, 3)
    shown = receptionist(place).get(LIST).context_data["cl"].result_list
    assert [row.pk for row in shown] == [row.pk for row in rows]
    assert ended.pk not in {row.pk for row in shown}


def test_counting_ends_at_999(monkeypatch, rf, admin_user):
    monkeypatch.setattr("foundation.desk.work_lists.tabs.MOST_COUNTED", 2)
    overdue(offices.thanh_mieu(), 4)
    page = next(page for page in PAGES if page.model.__name__ == "Dossier")
    request = rf.get("/")
    request.user = admin_user
    late = next(tab for tab in shown_tabs(page, request) if tab.title == "Quá hạn")
    assert (late.number, late.tone) == ("2+", "danger")


def test_officers_count_rows_of_their_own_office_only():
    place, foreign = offices.thanh_mieu(), offices.office("ca-xa-b")
    overdue(place, 1)
    overdue(foreign, 4)
    text = receptionist(place).get(LIST).content.decode()
    assert re.search(r"Quá hạn <span[^>]*>1</span>", text)


@pytest.mark.parametrize("name", ["dossiers.Dossier", "feedback.Question", "reports.Report"])
def test_late_and_due_today_open_the_rows_of_the_card_of_the_first_page(rf, name):
    user = officer_of(offices.thanh_mieu())
    user.groups.set(
        Group.objects.filter(name__in=[Role.RECEPTIONIST, Role.ANSWERER, Role.RECEIVER])
    )
    request = rf.get("/")
    request.user = User.objects.get(pk=user.pk)
    page = next(page for page in PAGES if page.model._meta.label == name)
    tabs = {tab.title: tab.address for tab in shown_tabs(page, request)}
    addresses = [card.address(request) for card in cards.registered() if card.model == name.lower()]
    for title in ("Quá hạn", "Hôm nay"):
        assert any(one.endswith(tabs[title]) for one in addresses), (title, addresses)
        assert "own" in tabs[title]


def test_what_a_colleague_holds_is_not_red():
    place = offices.thanh_mieu()
    mine, theirs, nobodys = overdue(place, 3)
    desk = receptionist(place)
    for row, post in ((mine, desk.user.posts.get()), (theirs, handler_of(place))):
        QuerySet(type(row)).filter(pk=row.pk).update(officer=post)
    text = desk.get(LIST).content.decode()
    found = re.search(r'href="([^"]*due=late[^"]*)"[^>]*>\s*Quá hạn <span[^>]*>2</span>', text)
    assert found, text
    shown = desk.get(f"{LIST}{unescape(found[1])}").context_data["cl"].result_list
    assert [row.pk for row in shown] == [mine.pk, nobodys.pk]
