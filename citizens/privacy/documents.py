"""The privacy notice.

Who holds what for what, how long and why, and what a person can do about it.
"""

from typing import Any

from django.conf import settings

from citizens import personal_data_registry, policy
from citizens.models import Citizen, Consent, Purpose
from foundation.records import retention


def notice() -> dict[str, Any]:
    """Return the notice.

    It depends on the settings and on what the apps registered: nothing of it is about anybody.
    """
    return {
        "policy_version": policy.CURRENT,
        "controller": {"name": settings.POLICE_NAME, "address": settings.POLICE_ADDRESS},
        "contact": {
            "name": settings.PRIVACY_CONTACT,
            "phone": settings.PRIVACY_PHONE,
            "email": settings.PRIVACY_EMAIL,
        },
        "purposes": [_purpose(purpose) for purpose in Purpose],
        "held_data": [part.title for part in personal_data_registry.parts()],
        "retention": [
            {"title": one.title, "keeps": one.keeps, "reason": one.reason}
            for one in retention.classes()
            if one.public
        ],
        "rights": [{"title": right.title, "how": right.how} for right in policy.RIGHTS],
    }


def _purpose(purpose: Purpose) -> dict[str, str]:
    return {
        "purpose": purpose.value,
        "title": str(purpose.label),
        "text": policy.text_of(policy.CURRENT, purpose),
    }


def consents(citizen: Citizen) -> dict[str, Any]:
    """Return for each purpose what the citizen decided last, and the text to show now.

    One query.
    """
    newest = {consent.purpose: consent for consent in Consent.objects.holding(citizen)}
    return {
        "policy_version": policy.CURRENT,
        "consents": [_state(purpose, newest.get(purpose.value)) for purpose in Purpose],
    }


def _state(purpose: Purpose, newest: Consent | None) -> dict[str, Any]:
    decided = (
        {"granted": newest.granted, "since": newest.at, "agreed_version": newest.policy_version}
        if newest
        else _UNDECIDED
    )
    return {**_purpose(purpose), **decided}


_UNDECIDED: dict[str, Any] = {"granted": False, "since": None, "agreed_version": None}
