"""Who may be the second person, and what they settle."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.desk.models import ChangeEntry
from officers.models import AccessChange
from officers.second_person import actions
from tests.officers.factories import access_change, account
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
CONFIRMED, REFUSED = AccessChange.Outcome.CONFIRMED, AccessChange.Outcome.REFUSED


@pytest.fixture
def office():
    return offices.office("ca-xa-a", name="Công an xã Ao Sen")


@pytest.fixture
def leader(office):
    return account("lanh.dao", "Lãnh đạo", office=office)


@pytest.fixture
def officer(office):
    return account("can.bo", "Cán bộ một cửa", office=office)


def is_settled_by(second, change):
    try:
        actions.settle(change, second, CONFIRMED)
    except ValidationError:
        return False
    return True


def test_a_leader_of_the_office_confirms(leader, officer):
    change = access_change(officer)
    actions.settle(change, leader, CONFIRMED)
    assert not actions.waiting_for(officer).exists()
    entry = ChangeEntry.objects.get()
    assert (entry.officer, entry.key, entry.what) == (leader, str(officer.pk), actions.CONFIRMED)


def test_another_administrator_confirms_without_a_post(officer):
    assert is_settled_by(account(role="Quản trị hệ thống"), access_change(officer))


def test_the_author_of_a_change_does_not_confirm_it(officer):
    administrator = account(role="Quản trị hệ thống")
    assert not is_settled_by(administrator, access_change(officer, administrator))


def test_nobody_confirms_their_own_account(leader):
    assert not is_settled_by(leader, access_change(leader))


def test_a_leader_of_one_office_does_not_open_another(leader, officer):
    offices.officer(offices.office("ca-xa-b"), user=officer)
    assert not is_settled_by(leader, access_change(officer))


def test_a_post_that_has_ended_does_not_count(leader, officer):
    yesterday = timezone.localdate() - timedelta(days=1)
    offices.officer(offices.office("ca-xa-b"), user=officer, valid_to=yesterday)
    assert is_settled_by(leader, access_change(officer))


def test_an_account_without_a_post_belongs_to_no_leader(leader):
    assert not is_settled_by(leader, access_change())


def test_only_superusers_confirm_superusers(officer):
    above = account(is_superuser=True)
    assert not is_settled_by(account(role="Quản trị hệ thống"), access_change(above))
    assert is_settled_by(account(is_superuser=True), access_change(above))


def test_a_refusal_disables_the_account(leader, officer):
    actions.settle(access_change(officer), leader, REFUSED)
    officer.refresh_from_db()
    assert not officer.is_active
    entry = ChangeEntry.objects.get()
    assert (entry.what, entry.differences[0]["name"]) == (actions.REFUSED, "is_active")


def test_a_settled_change_stays_settled(leader, officer):
    change = access_change(officer)
    actions.settle(change, leader, REFUSED)
    assert not is_settled_by(account(role="Quản trị hệ thống"), change)


def test_each_change_needs_a_second_person(leader, officer):
    first, _second = access_change(officer), access_change(officer, what="Thêm: vai trò")
    actions.settle(first, leader, CONFIRMED)
    assert actions.waiting_for(officer).count() == 1


def test_ones_own_account_needs_no_second_person(officer):
    assert not actions.hold(officer, officer, "Đặt mật khẩu mới")
    assert not AccessChange.objects.exists()


@pytest.mark.parametrize("second", ["changed_by", "account"])
def test_the_database_refuses_one_person_for_two(officer, second):
    change = access_change(officer)
    change.settled_by, change.settled_at = getattr(change, second), timezone.now()
    change.outcome = CONFIRMED
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()
