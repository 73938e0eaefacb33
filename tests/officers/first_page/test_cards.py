"""The first page: each number is the number of rows of the list that it opens."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dossiers.models import Dossier
from feedback.models import Question
from officers.first_page import cards
from tests.citizens import factories as citizens
from tests.dossiers.factories import at, dossier, handler_of, move, officer_of
from tests.feedback.factories import follow_up, question
from tests.for_each import for_each
from tests.offices.factories import office, province
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db
EVERY = [pytest.param(card, id=f"{card.group.title}: {card.title}") for card in cards.registered()]


@pytest.fixture
def now(time_machine):
    """Stop the clock at a Monday morning and return a function that moves it."""
    time_machine.move_to(at("2026-11-23 09:00"), tick=False)
    return lambda text: time_machine.move_to(at(text), tick=False)


def superuser_client():
    """Return a client that may see everything.

    Sign in late: a session ends within the days that a test skips.
    """
    return signed_in(User.objects.create_superuser("quan.tri"))


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def of_role(name, place):
    """Return an officer of a role with a post in an office."""
    user = officer_of(place)
    user.groups.add(Group.objects.get(name=name))
    return user


def shown(client):
    """Return {group: {title: card}} of the first page."""
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    return {
        group: {card.title: card for card in found}
        for group, found in response.context_data["groups"].items()
    }


def numbers(client):
    return {
        (group, title): card.number
        for group, found in shown(client).items()
        for title, card in found.items()
        if card.number
    }


def busy(place, now, *, mine=None):
    """Fill an office with one of everything."""
    now("2026-11-23 09:00")
    late = dossier(office=place, officer_id=mine)
    question(office=place.pk)
    now("2026-12-08 09:00")
    dossier(office=place, due_at=at("2026-12-08 23:59:59"), limit=None)
    dossier(office=place, due_at=at("2026-12-09 23:59:59"), limit=None)
    move(dossier(office=place), "processing", "completed")
    question(office=place.pk)
    citizens.personal_request()
    citizens.personal_request(acknowledge_by="2026-12-01", due_on="2026-12-10")
    follow_up(place, opened_on=date(2026, 11, 2))
    follow_up(place, opened_on=date(2026, 12, 7))
    follow_up(place)  # opened today, so not shown yet
    citizens.delivery(state="failed")
    citizens.delivery(state="waiting")
    make_procedure(trust="needs_recheck")
    return late


@pytest.fixture
def boss_of_a_busy_office(now):
    """Return a client and what the first page shows to it."""
    busy(office("ca-xa-a"), now)
    client = superuser_client()
    return client, shown(client)


@for_each("card", EVERY)
def test_each_number_equals_the_rows_of_its_list(boss_of_a_busy_office, card):
    client, page = boss_of_a_busy_office
    found = page[card.group.title][card.title]
    assert client.get(found.address).context_data["cl"].result_count == found.number


def test_officers_see_counts_of_their_own_offices(now):
    mine, theirs = office("ca-xa-a"), office("ca-xa-b")
    user = of_role("Lãnh đạo", mine)
    busy(theirs, now)
    assert not {
        key for key in numbers(signed_in(user)) if key[0] in {"Hồ sơ", "Hỏi đáp", "Đánh giá"}
    }
    busy(mine, now, mine=user.posts.get().pk)
    found = numbers(signed_in(user))
    assert {title: number for (group, title), number in found.items() if group == "Hồ sơ"} == {
        "Quá hạn": 1,
        "Đến hạn hôm nay": 1,
        "Sắp đến hạn": 2,
        "Chờ tôi giải quyết": 1,
    }
    assert found["Hỏi đáp", "Quá hạn trả lời"] >= 1
    assert (
        found["Đánh giá", "Chưa hài lòng, quá hạn xử lý"],
        found["Đánh giá", "Chưa hài lòng, chờ đơn vị"],
    ) == (1, 2)
    client = signed_in(user)
    for group in shown(client).values():
        for card in group.values():
            answer = client.get(card.address)
            assert answer.status_code == 200, card.title
            assert answer.context_data["cl"].result_count == card.number, card.title


def test_leaders_above_see_counts_of_offices_below(now):
    user = of_role("Lãnh đạo", province())
    busy(office("ca-xa-a"), now)
    assert numbers(signed_in(user))["Hồ sơ", "Quá hạn"] == 1


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        (
            "Lãnh đạo",
            {
                "Hồ sơ",
                "Hỏi đáp",
                "Đánh giá",
                "Phản ánh",
                "Tiếp dân",
                "Công dân",
                "Thông tin đơn vị",
                "Hệ thống",
            },
        ),
        ("Cán bộ một cửa", {"Hồ sơ", "Tiếp dân", "Công dân", "Thông tin đơn vị"}),
        ("Cán bộ trả lời", {"Hỏi đáp"}),
        ("Tiếp nhận phản ánh", {"Phản ánh"}),
        ("Xác minh phản ánh", {"Phản ánh"}),
        ("Biên tập", {"Danh mục thủ tục"}),
        ("Kiểm tra", set()),
        ("Quản trị hệ thống", {"Thông tin đơn vị", "An toàn hệ thống", "Hệ thống"}),
    ],
)
def test_each_role_sees_its_own_work(now, role, groups):
    user = of_role(role, office("ca-xa-a"))
    assert set(shown(signed_in(user))) == groups


def test_dossiers_that_wait_for_the_citizen_are_not_counted(now):
    place = office("ca-xa-a")
    user = officer_of(place, "dossiers.view_dossier")
    post, colleague = user.posts.get().pk, handler_of(place).pk
    dossier(office=place, officer_id=post)
    dossier(office=place, officer_id=post, accepted_at=None)
    move(dossier(office=place, officer_id=post), "processing", "supplement_required")
    move(dossier(office=place, officer_id=post), "processing", "completed")
    dossier(office=place, officer_id=colleague)
    assert numbers(signed_in(user))["Hồ sơ", "Chờ tôi giải quyết"] == 2


def test_counting_stops_at_its_limit(now, monkeypatch):
    monkeypatch.setattr(cards, "LIMIT", 1)
    place = office("ca-xa-a")
    for _number in range(3):
        dossier(office=place)
    now("2027-01-20 09:00")
    client = superuser_client()
    with CaptureQueriesContext(connection) as asked:
        found = shown(client)["Hồ sơ"]["Quá hạn"]
    assert (found.number, found.shown) == (2, "hơn 1")
    assert [
        query["sql"] for query in asked if "due_at" in query["sql"] and "LIMIT 2" in query["sql"]
    ]


def test_late_work_comes_first_and_no_work_is_praised(now):
    place = office("ca-xa-a")
    user = officer_of(place, "dossiers.view_dossier")
    client = signed_in(user)
    assert "Không có việc nào quá hạn" in client.get(reverse("admin:index")).content.decode()
    dossier(office=place)
    now("2027-01-20 09:00")
    page = signed_in(user).get(reverse("admin:index"))
    assert [card.title for card in page.context_data["late"]] == ["Quá hạn"]
    assert page.context_data["figures"][0].title == "Quá hạn"
    assert "Hồ sơ: quá hạn" in page.content.decode()


def test_the_first_page_costs_the_same_for_1_and_20_rows(now):
    place = office("ca-xa-a")
    client = signed_in(of_role("Lãnh đạo", place))

    def queries():
        client.get(reverse("admin:index"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("admin:index"))
        return len(asked)

    dossier(office=office("ca-xa-dau", parent=place))
    one = queries()
    for number in range(20):
        dossier(office=office(f"ca-xa-{number}", parent=place))
    assert queries() == one
    assert Dossier.objects.count() == 21


def test_five_numbers_at_once_and_the_others_behind_them(now):
    place = office("ca-xa-a")
    user = of_role("Lãnh đạo", place)
    dossier(office=place)
    now("2027-01-20 09:00")
    page = signed_in(user).get(reverse("admin:index"))
    assert len(page.context_data["figures"]) == cards.SHOWN
    assert page.context_data["figures"][0].tone == "danger"
    assert "Mọi số đang chờ" in page.content.decode()
    assert "<svg" not in page.content.decode().split("first-page")[1]


def test_an_officer_of_many_roles_has_each_number_and_each_row_once(now):
    place = office("ca-xa-a")
    user = of_role("Cán bộ một cửa", place)
    for role in ("Cán bộ trả lời", "Tiếp nhận phản ánh", "Xác minh phản ánh", "Lãnh đạo"):
        user.groups.add(Group.objects.get(name=role))
    dossier(office=place)
    now("2027-01-20 09:00")
    page = signed_in(user).get(reverse("admin:index"))
    groups = page.context_data["groups"]
    named = [(title, card.title) for title, some in groups.items() for card in some]
    assert len(named) == len(set(named))
    assert len(page.context_data["urgent"]) == 1


def test_what_a_colleague_holds_is_late_for_the_leader_only(now):
    place = office("ca-xa-a")
    mine, theirs = of_role("Cán bộ một cửa", place), of_role("Lãnh đạo", place)
    dossier(office=place, officer_id=theirs.posts.get().pk)
    dossier(office=place, officer_id=mine.posts.get().pk)
    dossier(office=place)
    now("2027-01-20 09:00")
    late = [shown(signed_in(user))["Hồ sơ"]["Quá hạn"] for user in (mine, theirs)]
    assert [card.number for card in late] == [2, 3]
    listed = signed_in(mine).get(late[0].address).context_data["cl"].result_count
    assert listed == 2
    assert badges_of(signed_in(mine).get(late[0].address).context_data) == {"Hồ sơ": "2"}


def test_a_question_that_a_colleague_has_taken_is_late_for_the_leader_only(now):
    place = office("ca-xa-a")
    mine, leader = of_role("Cán bộ trả lời", place), of_role("Lãnh đạo", place)
    taken = question(office=place.pk)
    Question.objects.filter(pk=taken.pk).update(officer=of_role("Cán bộ trả lời", place))
    question(office=place.pk)
    now("2027-01-20 09:00")
    late = [shown(signed_in(user))["Hỏi đáp"]["Quá hạn trả lời"] for user in (mine, leader)]
    assert [card.number for card in late] == [1, 2]
    listed = signed_in(mine).get(late[0].address).context_data
    assert listed["cl"].result_count == 1
    assert badges_of(listed) == {"Câu hỏi của công dân": "1"}


def badges_of(context):
    items = (item for group in context["sidebar_navigation"] for item in group["items"])
    return {item["title"]: item["badge"] for item in items if "badge" in item}
