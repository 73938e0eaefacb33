"""Events sent by the simulator to a running server, over real HTTP."""

import pytest

from citizens.models import Citizen, WebhookEvent
from tests.citizens.factories import citizen


@pytest.fixture
def here(zalo, live_server):
    """Return the address of our webhooks."""
    return f"{live_server.url}/webhooks/zalo"


def test_events_from_the_simulator_arrive(zalo, here, transactional_db):
    person = zalo.world.add_user()
    who = citizen(zalo_user_id=person.id)
    assert zalo.writes(person, "Xin chào").post(f"{here}/oa/") == 200
    assert zalo.review_done().post(f"{here}/miniapp/") == 200
    assert who.follows.get().user_id == person.oa_user_id
    revocation = zalo.revocation(person)
    assert [revocation.post(f"{here}/miniapp/") for _time in range(2)] == [200, 200]
    assert Citizen.objects.get(pk=who.pk).erased_at
    assert WebhookEvent.objects.count() == 3


def test_tampered_events_are_refused(zalo, here, transactional_db):
    person = zalo.world.add_user()
    who = citizen(zalo_user_id=person.id)
    event = zalo.revocation(person)
    spoilt = (
        event.unsigned(),
        event.signed_by("wrong"),
        event.tampered(lambda raw: raw.replace(b"revoke", b"Revoke")),
    )
    assert [each.post(f"{here}/miniapp/") for each in spoilt] == [403] * 3
    assert Citizen.objects.get(pk=who.pk).erased_at is None
