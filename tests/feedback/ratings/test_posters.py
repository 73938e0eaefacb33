"""Revoking posters."""

import pytest

from feedback.models import Poster
from feedback.ratings import posters, qr
from tests.feedback.factories import poster
from tests.feedback.ratings.test_views import problem

pytestmark = pytest.mark.django_db


def test_a_revoked_poster_is_refused(as_lan, offices, visit, binh):
    row = poster(offices)
    assert posters.revoke_poster(row, binh)
    assert not posters.revoke_poster(Poster.objects.get(pk=row.pk), binh)
    assert problem(visit(as_lan, qr.make_poster_code(row))) == (422, "rating_qr_expired")
