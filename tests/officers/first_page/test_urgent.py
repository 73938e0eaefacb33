"""The five most urgent rows of an officer's own work, each opened within its work list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dossiers.models import Dossier
from feedback.models import Question
from tests.citizens import factories as citizens
from tests.dossiers.factories import at, dossier, handler_of, move
from tests.feedback.factories import follow_up, question
from tests.officers.first_page.test_cards import of_role, signed_in
from tests.offices.factories import office, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(time_machine):
    """Stop the clock at a Monday morning and return a function that moves it."""
    time_machine.move_to(at("2026-11-23 09:00"), tick=False)
    return lambda text: time_machine.move_to(at(text), tick=False)


def urgent(user):
    page = signed_in(user).get(reverse("admin:index"))
    assert page.status_code == 200
    return page.context_data["urgent"]


def due_on(day, place, **values):
    return dossier(office=place, due_at=at(f"{day} 23:59:59"), limit=None, **values)


def test_five_rows_of_all_rooms_are_ordered_by_due_time(now):
    user, place = of_role("Lãnh đạo", province()), office("ca-xa-a")
    late, soon = due_on("2026-11-24", place), due_on("2026-12-20", place)
    due_on("2026-12-30", place)
    due_on("2026-12-31", place)
    Question.objects.filter(pk=question(office=place.pk).pk).update(due_at=at("2026-11-26 10:00"))
    citizens.personal_request(acknowledge_by="2026-11-25", due_on="2026-12-10")
    follow_up(place, opened_on=at("2026-11-02 09:00").date(), due_on="2026-11-27")
    now("2026-11-25 09:00")
    rows = urgent(user)
    assert [row.noun for row in rows] == [
        "Hồ sơ",
        "Dữ liệu cá nhân",
        "Câu hỏi",
        "Chưa hài lòng",
        "Hồ sơ",
    ]
    assert (rows[0].title, rows[-1].title) == (late.code, soon.code)
    assert "tag-danger" in rows[0].due
    assert "tag-good" in rows[-1].due


def test_a_row_opens_within_its_work_list(now):
    place = office("ca-xa-a")
    user = of_role("Cán bộ một cửa", place)
    first, second = due_on("2026-11-30", place), due_on("2026-12-01", place)
    page = signed_in(user).get(urgent(user)[0].address)
    place_of_row = page.context_data["place"]
    assert (place_of_row.number, place_of_row.next) == (1, second.pk)
    assert first.code in page.content.decode()


def test_a_colleagues_work_is_not_ones_own(now):
    place = office("ca-xa-a")
    user = of_role("Cán bộ một cửa", place)
    mine = due_on("2026-12-01", place, officer_id=user.posts.get().pk)
    free = due_on("2026-12-02", place)
    due_on("2026-11-30", place, officer_id=handler_of(place).pk)
    assert [row.title for row in urgent(user)] == [mine.code, free.code]


def test_work_that_waits_for_the_citizen_is_not_urgent(now):
    place = office("ca-xa-a")
    user = of_role("Cán bộ một cửa", place)
    move(due_on("2026-11-30", place), "processing", "supplement_required")
    assert urgent(user) == []


def test_another_offices_rows_are_never_shown(now):
    user = of_role("Lãnh đạo", office("ca-xa-a"))
    due_on("2026-11-30", office("ca-xa-b"))
    question(office=office("ca-xa-b").pk)
    assert urgent(user) == []


def test_roles_without_such_work_see_no_empty_list(now):
    page = signed_in(of_role("Người dịch", office("ca-xa-a"))).get(reverse("admin:index"))
    assert "Việc gấp nhất" not in page.content.decode()


def test_20_rows_cost_as_much_as_1(now):
    place = office("ca-xa-a")
    client = signed_in(of_role("Lãnh đạo", place))

    def queries():
        client.get(reverse("admin:index"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("admin:index"))
        return len(asked)

    due_on("2026-11-30", place)
    question(office=place.pk)
    follow_up(place, opened_on=at("2026-11-02 09:00").date())
    one = queries()
    for _number in range(19):
        due_on("2026-11-30", place)
        follow_up(place, opened_on=at("2026-11-02 09:00").date())
    assert (queries(), Dossier.objects.count()) == (one, 20)
