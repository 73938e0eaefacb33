"""Rows of the officers' room."""

from itertools import count

from django.contrib.auth.models import Group, User

from officers.models import AccessChange
from tests.offices import factories as offices

_numbers = count(1)
PASSWORD = "mat-khau-dai-2026"


def account(username=None, role=None, *, office=None, **values):
    """Return an officer with a role, and with a post in `office` if given."""
    values = {"is_staff": True, "last_name": "Trần", "first_name": "Bình", **values}
    username = username or f"tai.khoan.{next(_numbers)}"
    user = User.objects.create_user(username, password=PASSWORD, **values)
    user.groups.set(Group.objects.filter(name=role))
    if office:
        offices.officer(office, user=user)
    return user


def access_change(of=None, by=None, **values):
    """Return a change of an account that waits for a second person."""
    return AccessChange.objects.create(
        account=of or account(),
        changed_by=by or account(),
        **{"what": "Đặt mật khẩu mới", **values},
    )
