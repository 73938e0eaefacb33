"""Rows of files that nobody settles do not keep names and phone numbers for ever."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from dossiers.importing import conflicts
from dossiers.models import ImportConflict
from foundation.records import retention
from tests.dossiers.importing.factories import conflict

pytestmark = pytest.mark.django_db


def apply_later(days):
    """Return how many conflicts are deleted so many days from now."""
    (one,) = (one for one in retention.classes() if one.name == "import_conflicts")
    return one.apply(timezone.now() + timedelta(days=days))


def test_a_conflict_that_nobody_settles_goes_after_its_period():
    conflict()
    assert apply_later(settings.IMPORT_CONFLICT_DAYS - 1) == 0
    assert apply_later(settings.IMPORT_CONFLICT_DAYS + 1) == 1
    assert not ImportConflict.objects.exists()


def test_a_settled_one_stays_without_its_row():
    officer = User.objects.create_superuser("can.bo.mot")
    settled = conflicts.reject(conflict().pk, officer, "Hệ thống đúng.")
    assert apply_later(settings.IMPORT_CONFLICT_DAYS + 1) == 0
    assert ImportConflict.objects.get() == settled
    assert settled.row == ""
