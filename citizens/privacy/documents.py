"""The privacy notice, and the state of a citizen's consents, as the API returns them."""

from django.conf import settings

from citizens import personal_data_registry, policy
from citizens.models import Citizen, Consent, Purpose
from foundation.records import retention
from offices.installation import police_name


def privacy_notice() -> dict[str, object]:
    """Return who holds which data, why and how long, and which rights people have.

    It depends on the settings and on what the apps registered. Nothing in it is about a person.
    """
    return {
        "policy_version": policy.CURRENT,
        "controller": {"name": police_name(), "address": settings.POLICE_ADDRESS},
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


def consent_states(citizen: Citizen) -> dict[str, object]:
    """Return for each purpose the citizen's last decision and the current text, in one query."""
    newest = {consent.purpose: consent for consent in Consent.objects.newest_by_purpose(citizen)}
    return {
        "policy_version": policy.CURRENT,
        "consents": [_state(purpose, newest.get(purpose.value)) for purpose in Purpose],
    }


def _state(purpose: Purpose, newest: Consent | None) -> dict[str, object]:
    decided = (
        {"granted": newest.granted, "since": newest.at, "agreed_version": newest.policy_version}
        if newest
        else _UNDECIDED
    )
    return {**_purpose(purpose), **decided}


_UNDECIDED: dict[str, object] = {"granted": False, "since": None, "agreed_version": None}
