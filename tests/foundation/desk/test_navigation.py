"""Entries of the sidebar: their badges and which of them is active."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from foundation.desk.navigation import count_for_badge, open_groups, register, titles

pytestmark = pytest.mark.django_db


def active_titles(rf, admin_user, url_name):
    request = rf.get(reverse(url_name))
    request.user = admin_user
    groups = open_groups(request, titles())
    return [item["title"] for group in groups for item in group["items"] if item["active"]]


@pytest.mark.parametrize(("most", "shown"), [(3, "3"), (2, "2+")])
def test_a_badge_counts_up_to_its_limit(most, shown):
    for number in range(3):
        User.objects.create_user(f"can.bo.{number}")
    assert count_for_badge(User.objects.all(), most) == shown


def test_the_entry_with_the_most_specific_address_is_active(rf, admin_user):
    assert active_titles(rf, admin_user, "admin:auth_user_changelist") == ["Cán bộ"]
    assert active_titles(rf, admin_user, "admin:auth_user_review") == ["Rà soát tài khoản"]


def test_a_page_below_an_entry_makes_the_entry_active(rf, admin_user):
    assert active_titles(rf, admin_user, "admin:auth_user_add") == ["Cán bộ"]


def test_a_title_is_registered_once():
    with pytest.raises(ValueError, match="Hệ thống"):
        register("Hệ thống")
