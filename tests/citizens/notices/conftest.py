"""Fixtures of the tests of notices."""

import threading

import pytest
from django.utils import timezone

from citizens.models import Citizen, Delivery
from citizens.notices import outbox, tasks, worker
from tests.citizens.factories import agree, citizen, delivery, notice, notice_template, oa_token

MORNING = "2026-11-25T03:00:00Z"  # 10:00 in Vietnam


@pytest.fixture
def by_day(time_machine):
    """Move the clock to ten in the morning, Vietnamese time."""
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def oa(zalo, db, by_day, settings):
    """Give the service a token of the simulated Official Account.

    Every event is sent to the phone first, then to the OA user.
    """
    settings.NOTICES_CHANNEL_ORDER = ["phone", "user", "text", "notification"]
    oa_token(zalo.world.oa_pair())
    notice_template(phone="dossier-update", user="100200", text="")
    return zalo


@pytest.fixture
def person(oa):
    """Return a person of the simulator who has a phone and follows the Official Account."""
    return oa.world.add_user(phone="84912345678", follows=True)


@pytest.fixture
def subscriber(person):
    """Return that person as a citizen who agreed to notices."""
    return consenting_citizen(person)


def consenting_citizen(person, **values):
    """Return a person of the simulator as a citizen who agreed to notices."""
    who = citizen(
        f"+{person.phone}" if person.phone else "",
        zalo_user_id=person.id,
        user_id=person.oa_user_id,
        **values,
    )
    agree(who)
    return who


@pytest.fixture
def waiting(subscriber):
    """Return a delivery to that citizen that is due."""
    return delivery(notice(subscriber))


@pytest.fixture
def work(zalo, settings):
    """Return a function that lets a worker send what is due and returns how many it handled."""
    clients = []

    def run(senders=4):
        settings.NOTICES_SENDERS = senders
        clients.append(worker.create_client())
        return worker.Worker("w1", clients[-1], threading.Event()).run(once=True)

    yield run
    for client in clients:
        client.close()


@pytest.fixture
def task(waiting):
    """Return a claimed delivery, ready to be finished."""
    (claim,) = outbox.claim("w1", 1)
    return tasks.load_task(claim)


def state_of(row):
    """Return a delivery's state and reason as they are now."""
    return Delivery.objects.values_list("state", "why").get(pk=row.pk)


def erase(who):
    """Empty a citizen's row as erasing does, but leave the deliveries."""
    who.follows.all().delete()
    Citizen.objects.filter(pk=who.pk).update(
        zalo_user_id=None,
        name="",
        phone="",
        phone_hash=None,
        phone_verified_at=None,
        erased_at=timezone.now(),
    )
