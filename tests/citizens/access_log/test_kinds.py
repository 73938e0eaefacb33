"""The kinds of personal data, and looks at a citizen's data."""

import pytest
from django.contrib.auth.models import User

from citizens import access_log
from citizens.access_log import Action, Where
from tests.citizens.factories import citizen, personal_request

pytestmark = pytest.mark.django_db


def seen(actor, *keys, kind="citizen", **values):
    return access_log.record(
        actor=actor, action=Action.SEEN, subject=(kind, keys), where=Where.ADMIN, **values
    )


def test_looks_at_a_citizen_exclude_their_own():
    who, other = citizen(), citizen()
    request = personal_request(who)
    officer_user = User.objects.create_user("can.bo")
    seen(officer_user, other.pk, who.pk)
    seen(officer_user, request.pk, kind="personalrequest")
    seen(officer_user, other.pk)
    seen(officer_user, request.pk + 1, kind="personalrequest")
    seen(officer_user, who.pk, allowed=False)
    seen(who, who.pk)
    assert [(row.subject_kind, row.subjects) for row in access_log.looks_at(who, 10)] == [
        ("personalrequest", str(request.pk)),
        ("citizen", f"{other.pk} {who.pk}"),
    ]
    assert len(access_log.looks_at(who, 1)) == 1


def test_a_kind_can_only_be_registered_once():
    with pytest.raises(ValueError, match="citizen"):
        access_log.register(access_log.Kind("citizen", "Công dân", lambda _citizen: ()))
