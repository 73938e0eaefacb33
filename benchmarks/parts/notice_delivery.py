"""Notices are sent while workers are killed: none is lost, and all are settled.

Two workers send 10,000 notices to the simulated Zalo, which refuses every tenth for a passing
fault. Twenty times one of them is killed with SIGKILL at a random moment and started anew. The
simulator counts by our tracking id: only what was in flight at a kill may come twice. Afterwards
a single worker sends without faults, kills or a pace, for the speed.
"""

import contextlib
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from benchmarks.keys import new_keys
from benchmarks.measuring import say
from benchmarks.report import Row, at_least, at_most
from benchmarks.settings import NEVER_REACHED, production
from citizens.login.phones import phone_hash
from citizens.models import Citizen, Consent, Delivery, Notice, Purpose, TemplateChannel
from citizens.models.delivery import OPEN, State
from citizens.notices import placeholders
from citizens.notices.queueing import queue
from official_accounts import tokens
from zalo_client.simulator import Fault, Simulator
from zalo_client.simulator.official_account import template_to_phone
from zalo_client.simulator.server import OPERATIONS
from zalo_client.simulator.social import failure

SENDING = ("POST", "/message/template")
EVENT = "dossier_completed"
PEOPLE, WORKERS, SENDERS = 200, 2, 4
PACE = 150.0  # a second and worker: the kills must come while messages go out
FAULTS = 0.1
DELAY = 0.02  # between the simulator's taking a message and its answer
SETTLE = 0.3  # after a kill: what was on its way to the simulator has arrived by then
LIMIT = 300.0


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about notices."""
    number, kills = (600, 2) if small else (10_000, 20)
    keys = new_keys()
    with Simulator() as zalo:
        prepare(zalo)
        environment = {**production(database), **keys}
        with _refusing(FAULTS):
            yield from _killed(zalo, {**environment, **settings_for(zalo, PACE)}, number, kills)
        yield from _speed(zalo, {**environment, **settings_for(zalo, NEVER_REACHED)}, number // 2)


# --- the world -----------------------------------------------------------------------------------


def settings_for(zalo: Simulator, pace: float) -> dict[str, str]:
    """Return the environment of senders to the simulated Zalo, at so many a second."""
    to_zalo = zalo.environment()
    own = {"NOTICES_PER_SECOND": str(pace), "LOG_LEVEL": "ERROR"}
    own["NOTICES_QUIET_PHONE"] = "none"
    return {**to_zalo, **own, "DJANGO_SETTINGS_MODULE": "benchmarks.opponents.simulated"}


@contextlib.contextmanager
def _refusing(share: float) -> Iterator[None]:
    """Make the simulated Zalo refuse this share of messages, always before it has taken them."""

    def flaky(*request: Any) -> Any:
        return failure(-100) if random.random() < share else template_to_phone(*request)

    with mock.patch.dict(OPERATIONS, {SENDING: ("template_to_phone", flaky)}):
        yield


def prepare(zalo: Simulator, token_seconds: int = 90_000) -> None:
    """Make people with phones, a template, and a token that lives so long."""
    Notice.objects.all().delete()
    zalo.world.quota = NEVER_REACHED
    settings.ZALO_OA_ID = zalo.world.oa_id
    tokens.enter_pair(zalo.world.oa_id, *zalo.world.oa_pair(), token_seconds)
    placeholders.create_missing()
    TemplateChannel.objects.update(enabled=False)
    phone = TemplateChannel.objects.filter(template__event=EVENT, channel="phone")
    phone.update(enabled=True, zalo_template_id="dossier-update", parameters={"ma_ho_so": "code"})
    for number in range(PEOPLE):
        _person(zalo, f"+849{number:08}")


def _person(zalo: Simulator, phone: str) -> None:
    user = zalo.world.add_user(phone=phone.removeprefix("+"))
    verified = {
        "phone": phone,
        "phone_hash": phone_hash(phone),
        "phone_verified_at": timezone.now(),
    }
    who = Citizen.objects.create(
        app_id="bench-notices", zalo_user_id=f"{phone}-{user.id}", **verified
    )
    Consent.objects.create(
        citizen=who, purpose=Purpose.NOTICES, granted=True, policy_version="2026-11", text="…"
    )


def queue_notices(number: int, name: str) -> None:
    """Queue `number` notices, each change to twenty people, as an import would."""
    people = list(Citizen.objects.filter(app_id="bench-notices").values_list("pk", flat=True))
    for change in range(number // 20):
        with transaction.atomic():
            told = [people[(change * 20 + one) % len(people)] for one in range(20)]
            queue(EVENT, f"{name}-{change}", told, {"code": f"G01.899.909-260916-{change:06}"})


# --- workers -------------------------------------------------------------------------------------


class _Workers:
    """The processes that send."""

    def __init__(self, environment: Mapping[str, str], count: int) -> None:
        self._environment = environment
        self._started = 0
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        for _number in range(count):
            self.start()

    def start(self) -> None:
        """Start another worker."""
        self._started += 1
        name = f"worker-{self._started}."
        self.running[name] = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.hurried_work", name, "--only", "send_notices"],
            env=dict(self._environment),
        )

    def await_sending(self) -> bool:
        """Wait until each holds something, so that a kill meets one at work.

        Return False if everything has ended before.
        """
        deadline = time.monotonic() + LIMIT
        claimed = Delivery.objects.filter(state=State.CLAIMED)
        while Delivery.objects.filter(state__in=OPEN).exists():
            held = claimed.values_list("claimed_by", flat=True).distinct()
            if all(any(one.startswith(name) for one in held) for name in self.running):
                return True
            if time.monotonic() > deadline:
                raise TimeoutError("The workers of notices do not send.")
            time.sleep(0.05)
        return False

    def kill(self) -> str:
        """Kill one of them with SIGKILL and return its name."""
        name = random.choice(list(self.running))
        process = self.running.pop(name)
        process.kill()
        process.wait()
        return name

    def end(self) -> None:
        """Stop all of them properly."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            process.wait(60)


def await_end(limit: float) -> None:
    """Wait until nothing is open any more, at most `limit` seconds."""
    deadline = time.monotonic() + limit
    while Delivery.objects.filter(state__in=OPEN).exists() and time.monotonic() < deadline:
        time.sleep(0.2)


# --- what is measured ----------------------------------------------------------------------------


def _killed(
    zalo: Simulator, environment: Mapping[str, str], number: int, kills: int
) -> Iterator[Row]:
    queue_notices(number, "killed")
    zalo.plan("template_to_phone", Fault.slow(DELAY), times=None)
    workers, in_flight, killed = _Workers(environment, WORKERS), 0, 0
    try:
        while killed < kills and workers.await_sending():
            time.sleep(random.uniform(0.0, 1.0))
            in_flight += sent_but_not_recorded(zalo, workers.kill())
            killed += 1
            say(f"{killed} of {kills} kills, {_ended():,} of {number:,} notices at their end")
            workers.start()
        await_end(LIMIT)
    finally:
        workers.end()
    yield from _rows(zalo, number, in_flight, kills - killed)


def _ended() -> int:
    return Delivery.objects.exclude(state__in=OPEN).count()


def taken_by(zalo: Simulator) -> Counter[str]:
    """Count the messages that Zalo took, by our tracking id."""
    with zalo.world.lock:
        return Counter(message.body["tracking_id"] for message in zalo.world.messages)


def sent_but_not_recorded(zalo: Simulator, name: str) -> int:
    """Count what a killed worker had sent but not recorded."""
    time.sleep(SETTLE)
    held = Delivery.objects.filter(state=State.CLAIMED, claimed_by__startswith=name).values_list(
        "tracking_id", flat=True
    )
    taken = taken_by(zalo)
    return sum(tracking in taken for tracking in held)


def _rows(zalo: Simulator, number: int, in_flight: int, missing: int) -> Iterator[Row]:
    taken = taken_by(zalo)
    ours = dict(Delivery.objects.values_list("tracking_id", "state"))
    twice = sum(times - 1 for times in taken.values())
    yield at_most(
        f"{number:,} notices, a worker killed with SIGKILL at random: kills that did not happen",
        missing,
        0,
    )
    yield at_most(
        "notices lost while workers are killed", sum(tracking not in taken for tracking in ours), 0
    )
    yield Row("… sent twice", twice)
    yield Row("… in flight at a kill", in_flight)
    yield at_most("… sent twice, but not in flight at a kill", max(0, twice - in_flight), 0)
    yield at_most("… not final at the end", sum(state in OPEN for state in ours.values()), 0)
    yield at_most("… messages of which nobody knows here", len(set(taken) - set(ours)), 0)
    yield at_least(
        "… recorded as sent", sum(state == State.SENT for state in ours.values()) / number, 1
    )


def _speed(zalo: Simulator, environment: Mapping[str, str], number: int) -> Iterator[Row]:
    """Yield how fast one worker empties the outbox; the simulator shares the cores."""
    zalo.recover()
    queue_notices(number, "speed")
    worker = _Workers(environment, 1)
    try:
        worker.await_sending()
        sent = Delivery.objects.filter(state=State.SENT)
        begun, before = time.perf_counter(), sent.count()
        await_end(LIMIT)
        took = time.perf_counter() - begun
        yield Row("notices that one worker sends", (sent.count() - before) / took, "/s")
    finally:
        worker.end()
