"""The Mini App's signature covers joined values: another event may have the very same one."""

import json

from citizens.models import Citizen, WebhookEvent
from citizens.webhooks.verification import REVOKED
from zalo_client.simulator.webhooks import Event, written


def cut(event, member, length):
    """Return the event with the end of a member in one of its own, which is signed alike."""
    body = json.loads(event.raw)
    body[member], body[f"{member}z"] = body[member][:length], body[member][length:]
    return Event(written(body), event.headers, event.sign)


def is_erased(who):
    return Citizen.objects.get(pk=who.pk).erased_at is not None


def test_a_revocation_erases_although_another_kind_of_event_came_with_its_signature(
    zalo, person, lan, to_miniapp
):
    genuine = zalo.revocation(person)
    assert to_miniapp(cut(genuine, "event", len(REVOKED) - 1)).status_code == 200
    assert not is_erased(lan)
    assert to_miniapp(genuine).status_code == 200
    assert is_erased(lan)


def test_a_revocation_erases_although_one_of_another_user_came_with_its_signature(
    zalo, person, lan, to_miniapp
):
    genuine = zalo.revocation(person)
    assert to_miniapp(cut(genuine, "userId", 5)).status_code == 200
    assert not is_erased(lan)
    assert to_miniapp(genuine).status_code == 200
    assert is_erased(lan)


def test_the_same_event_again_is_still_a_repeat(zalo, person, lan, to_miniapp):
    genuine = zalo.revocation(person)
    for _time in range(2):
        assert to_miniapp(genuine).status_code == 200
    assert WebhookEvent.objects.count() == 1
