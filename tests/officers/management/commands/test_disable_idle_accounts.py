"""Unused accounts are disabled, but never the last superuser."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.desk.models import ChangeEntry
from tests.offices import factories as offices
from tests.procedures.admin.browser import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=False)


def account(name, idle, **values):
    """Create an account that was last used `idle` days ago, or never (None)."""
    then = timezone.now() - timedelta(days=abs(idle))
    seen = {"last_login": then} if idle >= 0 else {}
    return User.objects.create_user(
        name,
        is_staff=True,
        date_joined=then - timedelta(days=1 if idle >= 0 else 0),
        **seen,
        **values,
    )


def run(*options):
    output = StringIO()
    call_command("disable_idle_accounts", *options, stdout=output)
    return output.getvalue()


def active():
    return set(User.objects.filter(is_active=True).values_list("username", flat=True))


@pytest.mark.parametrize(
    ("idle", "stays"), [(44, True), (45, True), (46, False), (-44, True), (-46, False)]
)
def test_accounts_are_disabled_after_45_days(idle, stays):
    account("can.bo", idle)
    run("--apply")
    assert ("can.bo" in active()) is stays


def test_without_apply_nothing_changes():
    account("can.bo", 60)
    assert "can.bo: 60 ngày" in run()
    assert active() == {"can.bo"}
    assert not ChangeEntry.objects.exists()


def test_the_log_contains_the_command():
    user = account("can.bo", 60)
    run("--apply")
    entry = ChangeEntry.objects.get()
    assert (entry.officer, entry.command, entry.where, entry.key) == (
        None,
        "disable_idle_accounts",
        "command",
        str(user.pk),
    )
    assert [(one["name"], one["before"], one["after"]) for one in entry.differences] == [
        ("is_active", "Có", "Không")
    ]


@pytest.mark.parametrize(
    ("idle", "left"), [((100, 50), {"b"}), ((100, 3), {"b"}), ((10, 3), {"a", "b"})]
)
def test_one_superuser_is_always_kept(idle, left):
    for name, days in zip("ab", idle, strict=True):
        account(name, days, is_superuser=True)
    run("--apply")
    assert active() == left


def test_a_reenabled_account_gets_the_full_period(admin_client, time_machine):
    user = account("can.bo", 60, last_name="Trần", first_name="Bình")
    offices.Officer.objects.create(
        user=user, office=offices.office(), public_name="Đại úy Trần Bình"
    )
    run("--apply")
    page = reverse("admin:auth_user_change", args=[user.pk])
    assert (
        admin_client.post(
            page, fields_of(admin_client.get(page), "user_form") | {"is_active": "on"}
        ).status_code
        == 302
    )
    run("--apply")
    assert "can.bo" in active()
    User.objects.filter(username="admin").update(last_login=timezone.now())
    time_machine.shift(timedelta(days=46))
    run("--apply")
    assert "can.bo" not in active()


def test_disabling_ends_the_sessions_of_an_account():
    user = account("can.bo", 60)
    client = Client()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now() - timedelta(days=60))
    run("--apply")
    assert client.get(reverse("admin:index")).status_code == 302
