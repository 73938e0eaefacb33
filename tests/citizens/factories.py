"""Citizens for tests, with sessions of theirs."""

from itertools import count

from django.test import Client
from django.utils import timezone

from citizens import sessions
from citizens.models import Citizen
from citizens.phones import phone_hash
from tests.zalo_simulator.world import World

PHONE = "+84912345678"
_numbers = count(1)


def citizen(phone="", **values):
    """Return a citizen of the simulator's app, with a verified phone if one is given."""
    verified = {"phone": phone, "phone_hash": phone_hash(phone), "phone_verified_at": timezone.now()} if phone else {}
    defaults = {"app_id": World().app_id, "zalo_user_id": f"33686373423264{next(_numbers):05}", "name": "Nguyễn Văn A"}
    return Citizen.objects.create(**{**defaults, **verified, **values})


def erased_citizen(**values):
    """Return a citizen whose data is gone."""
    return citizen(zalo_user_id=None, name="", erased_at=timezone.now(), **values)


def token_of(who):
    """Return the token of a new session of a citizen."""
    return sessions.begin(who)[0]


def bearer(token):
    """Return a client that sends a token."""
    return Client(headers={"Accept": "application/json", "Authorization": f"Bearer {token}"})


def client_of(who):
    """Return a client with a new session of a citizen."""
    return bearer(token_of(who))
