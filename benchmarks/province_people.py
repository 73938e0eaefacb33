"""Makes citizens of the province whose environment this process has, and prints their bearers.

    python -m benchmarks.province_people

Reads one line of JSON: `people`, how many; `notices`, how many wait for the worker afterwards;
`account` and `pair`, the province's Official Account at the simulated Zalo, and its tokens.
"""

import json
import sys

import django
from django.db import transaction
from django.utils import timezone

EVENT = "dossier_completed"
AT_ONCE = 20


def phone_of(number: int) -> str:
    """Return the phone number of the citizen with this number."""
    return f"+849{number:08}"


def main(people: int, notices: int, account: str, pair: list[str]) -> None:
    """Make the citizens, print their bearers, queue the notices."""
    django.setup()
    from benchmarks.keys import bearer_of
    from citizens.models import Citizen
    from citizens.phones import phone_hash

    made = Citizen.objects.bulk_create(
        Citizen(
            app_id="bench",
            zalo_user_id=f"province-{number}",
            name="A",
            phone=phone_of(number),
            phone_hash=phone_hash(phone_of(number)),
            phone_verified_at=timezone.now(),
        )
        for number in range(people)
    )
    print(json.dumps([bearer_of(citizen) for citizen in made]), flush=True)
    if notices:
        _queue([citizen.pk for citizen in made], notices, account, pair)


def _queue(people: list[int], number: int, account: str, pair: list[str]) -> None:
    from citizens.models import Consent, Purpose, TemplateChannel
    from citizens.notices import placeholders
    from citizens.notices.queueing import queue
    from official_accounts import tokens

    access, refresh = pair
    tokens.enter_pair(account, access, refresh, 90_000)
    placeholders.create_missing()
    TemplateChannel.objects.update(enabled=False)
    TemplateChannel.objects.filter(template__event=EVENT, channel="phone").update(
        enabled=True, zalo_template_id="dossier-update", parameters={"ma_ho_so": "code"}
    )
    agreed = {"purpose": Purpose.NOTICES, "granted": True, "policy_version": "2026-11", "text": "…"}
    Consent.objects.bulk_create(Consent(citizen_id=one, **agreed) for one in people)
    for change in range(number // AT_ONCE):
        told = [people[(change * AT_ONCE + one) % len(people)] for one in range(AT_ONCE)]
        with transaction.atomic():
            queue(EVENT, f"flood-{change}", told, {"code": f"G01.899.909-260916-{change:06}"})


if __name__ == "__main__":
    main(**json.loads(sys.stdin.readline()))
