"""Officers' pages of kinds and listed reasons."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from reports.kinds.snapshot import kinds, report_kinds
from reports.models import ListedReason, ReportKind, RoutingRule, Topic
from tests.offices.factories import office, officer, province
from tests.reports.factories import kind

pytestmark = pytest.mark.django_db
PARTS = ("particulars", "topics", "clock_rules", "routing_rules")


def browser_of(place, role="Lãnh đạo"):
    user = officer(place).user
    user.is_staff = True
    user.save()
    user.groups.set([Group.objects.get(name=role)])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def leader():
    """Return the browser of a leader of the province."""
    return browser_of(province())


def page(row):
    return reverse("admin:reports_reportkind_change", args=[row.pk])


def typed(row, **values):
    """Return what the form of a kind without rows below sends, with some fields typed anew."""
    names = ("name", "description", "order", "law", "announced_by", "lawful_way", "anonymity")
    below = {f"{part}-{what}_FORMS": 0 for part in PARTS for what in ("TOTAL", "INITIAL")}
    return {**{name: getattr(row, name) for name in names}, **below, **values}


def test_saving_publishes(leader):
    row = kind()
    assert report_kinds().by_code[row.pk].name == "Vi phạm giao thông"
    leader.post(page(row), typed(row, name="Vi phạm trên đường"))
    kinds.refresh()
    assert report_kinds().by_code[row.pk].name == "Vi phạm trên đường"
    assert not report_kinds().by_code[row.pk].is_open  # the box was not ticked


def test_switching_on_demands_the_announcement(leader):
    row = kind(switched_on=False, announced_by="", announced_on=None)
    answer = leader.post(page(row), typed(row, switched_on="on"))
    assert "Ghi văn bản và ngày công bố" in answer.content.decode()
    announced = {"announced_by": "TB 12", "announced_on": "04/05/2026", "switched_on": "on"}
    leader.post(page(row), typed(row, **announced))
    row.refresh_from_db()
    assert (row.switched_on, row.announced_by) == (True, "TB 12")


def test_what_is_in_doubt_is_said_above_the_form(leader):
    row = kind(doubt="Chưa rõ độ mật.")
    assert "Điều chưa chắc chắn: Chưa rõ độ mật." in leader.get(page(row)).content.decode()


def test_code_desk_and_crime_are_kept(leader):
    row = kind()
    leader.post(page(row), typed(row, code="khac", desk="crime", is_crime="on"))
    row.refresh_from_db()
    assert (row.pk, row.desk, row.is_crime) == ("traffic_violation", "general", False)
    assert not ReportKind.objects.filter(pk="khac").exists()


def test_rules_are_edited_below_with_the_topics_of_the_kind_only(leader):
    row, other = kind(), kind("scam")
    own = Topic.objects.create(kind=row, code="fire", name="Cháy")
    foreign = Topic.objects.create(kind=other, code="loan", name="Vay tiền")
    RoutingRule.objects.filter(kind=row).delete()
    rule = {
        "routing_rules-TOTAL_FORMS": 1,
        "routing_rules-0-order": 1,
        "routing_rules-0-receiver": "province",
        "routing_rules-0-citation": "Đ18",
    }
    leader.post(page(row), typed(row, **rule, **{"routing_rules-0-topic": foreign.pk}))
    assert not row.routing_rules.exists()
    leader.post(page(row), typed(row, **rule, **{"routing_rules-0-topic": own.pk}))
    assert [one.topic for one in row.routing_rules.all()] == [own]


def test_leaders_of_a_commune_do_not_reach_kinds():
    row, client = kind(), browser_of(office("ca-xa-a"))
    office("ca-xa-b")
    assert client.get(page(row)).status_code == 403
    assert client.post(page(row), typed(row, name="Khác")).status_code == 403
    reason = ListedReason.objects.create(use="decline", words="Trùng.")
    address = reverse("admin:reports_listedreason_change", args=[reason.pk])
    assert client.get(address).status_code == 403


def test_kinds_are_never_deleted(leader):
    row = kind()
    address = reverse("admin:reports_reportkind_delete", args=[row.pk])
    assert leader.post(address, {"post": "yes"}).status_code == 403
    assert ReportKind.objects.filter(pk=row.pk).exists()


def test_a_reason_names_only_particulars_that_exist():
    administrator = browser_of(province(), "Quản trị hệ thống")
    address = reverse("admin:reports_listedreason_add")
    wrong = {"use": "ask_more", "words": "Thiếu.", "codes": "plate\nbien", "order": 1}
    assert "Không có thông tin này: bien." in administrator.post(address, wrong).content.decode()
    administrator.post(address, {**wrong, "codes": "plate"})
    assert ListedReason.objects.get().codes == ["plate"]
