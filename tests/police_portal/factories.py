"""Rows of the roof's own tables."""

from itertools import count

from django.contrib.auth.models import User

from foundation.desk.change_log.recording import Act, record

_numbers = count(1)


def change_entry(officer=None, **values):
    """Return an entry of the change log: an officer changed an account."""
    officer = officer or User.objects.create_user(f"nguoi.sua.{next(_numbers)}")
    return record(
        officer,
        values.get("act", Act.CHANGED),
        values.get("row", officer),
        values.get("what", "Sửa"),
    )
