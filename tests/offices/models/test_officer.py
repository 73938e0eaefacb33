"""Officers' posts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.offices import factories

pytestmark = pytest.mark.django_db


def test_a_post_cannot_end_before_it_began():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.officer(
            factories.office(), valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 31)
        )


def test_an_account_with_a_post_cannot_be_deleted():
    row = factories.officer(factories.office())
    with pytest.raises(ProtectedError):
        row.user.delete()


def test_an_invalid_phone_is_refused():
    row = factories.officer(factories.office(), phone="hỏi trực ban")
    with pytest.raises(ValidationError, match="không phải số điện thoại"):
        row.full_clean()
