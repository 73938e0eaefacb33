"""The reach of officers: their posts, and rows without an office."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.admin import site
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from offices.models import Office
from offices.rights import OVERSEE, reach, reaches, reaches_all, within_reach
from tests.dossiers.factories import officer_of
from tests.offices import factories

pytestmark = pytest.mark.django_db
FAILED_SIGN_INS = "axes.view_accessattempt"


@pytest.fixture
def commune():
    """Return a second commune's office."""
    factories.office("ca-xa-b")
    return factories.office("ca-xa-a")


def test_a_post_reaches_its_office_and_those_below(commune):
    team = factories.office("doi", kind="reception_point", parent=commune)
    assert reach(officer_of(commune)) == {"ca-xa-a", "doi"}
    assert reach(officer_of(team)) == {"doi"}


def test_a_post_at_the_top_reaches_all(commune):
    user = officer_of(factories.province())
    assert reach(user) is None
    assert reaches_all(user)


def test_superusers_and_overseers_reach_all_without_a_post(commune):
    overseer = officer_of(commune, OVERSEE)
    overseer.posts.all().delete()
    assert reaches_all(overseer)
    assert reaches_all(User.objects.create_superuser("quan-tri"))


def test_without_a_post_nothing_is_reached(commune):
    user = User.objects.create_user("khong-co-don-vi")
    assert reach(user) == frozenset()
    assert not reaches_all(user)
    assert reach(AnonymousUser()) == frozenset()


def test_without_any_office_nobody_reaches_all():
    assert not Office.objects.exists()
    assert reach(User.objects.create_user("khong-co-don-vi")) == frozenset()


def test_reach_depends_on_the_day(commune):
    today = timezone.localdate()
    user = officer_of(commune, valid_to=today)
    assert reach(user) == reach(user, today) == {"ca-xa-a"}
    assert reach(user, today + timedelta(days=1)) == frozenset()
    assert reach(user, today) == {"ca-xa-a"}


def test_reach_is_read_once_per_request(commune, django_assert_num_queries):
    user = officer_of(commune)
    reach(user)
    with django_assert_num_queries(0):
        reach(user)


def test_rows_without_an_office_need_full_reach(commune):
    local, leader = officer_of(commune), officer_of(factories.province())
    assert [reaches(local, office) for office in ("ca-xa-a", "ca-xa-b", None)] == [
        True,
        False,
        False,
    ]
    assert reaches(leader, "ca-xa-b")
    assert reaches(leader, None)


def test_rows_are_filtered_by_reach(commune):
    offices = Office.objects.all()
    assert within_reach(offices, officer_of(commune), "pk").get() == commune
    assert within_reach(offices, officer_of(factories.province()), "pk").count() == 3
    assert not within_reach(offices, User.objects.create_user("x"), "pk").exists()


def test_pages_without_an_office_need_the_right_and_full_reach(commune, rf):
    page = site.get_model_admin(AccessAttempt)
    province = factories.province()
    expected = {
        officer_of(commune): False,
        officer_of(commune, FAILED_SIGN_INS): False,
        officer_of(province): False,
        officer_of(province, FAILED_SIGN_INS): True,
    }
    for user, opens in expected.items():
        request = rf.get("/")
        request.user = user
        assert page.has_view_permission(request) is opens, user
        assert page.has_module_permission(request) is opens, user
