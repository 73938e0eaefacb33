"""The privacy notice, and the state of a citizen's consents, as the API returns them."""

from collections.abc import Mapping

from django.conf import settings

from citizens.models import Citizen, Consent, Purpose
from citizens.privacy import personal_data_registry, policy, terms
from foundation.records import retention
from offices.installation import police_name


def privacy_notice() -> dict[str, object]:
    """Return who holds which data, why and how long, and which rights people have.

    It depends on the settings and on what the apps registered. Nothing in it is about a person.
    """
    return {
        "policy_version": policy.CURRENT,
        "app_name": app_name(),
        "controller": controller(),
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
        "complain": terms.complain(settings.POLICE_PHONE, settings.POLICE_ADDRESS),
    }


def app_name() -> str:
    """Return the name of the Mini App."""
    return str(settings.APP_NAME or police_name())


def controller() -> dict[str, str]:
    """Return who is behind the service, which Zalo requires in privacy notice and terms."""
    return {
        "name": police_name(),
        "address": settings.POLICE_ADDRESS,
        "phone": settings.POLICE_PHONE,
    }


def terms_of_use() -> dict[str, object]:
    """Return the terms in force, and who is behind them."""
    return {
        "version": terms.CURRENT,
        "app_name": app_name(),
        "owner": controller(),
        "sections": [
            {"title": section.title, "text": section.text} for section in terms.TEXTS[terms.CURRENT]
        ],
        "complain": terms.complain(settings.POLICE_PHONE, settings.POLICE_ADDRESS),
    }


def _purpose(purpose: Purpose) -> dict[str, str]:
    return {
        "purpose": purpose.value,
        "title": str(purpose.label),
        "text": policy.text_of(policy.CURRENT, purpose),
    }


def consent_states(citizen: Citizen) -> dict[str, object]:
    """Return for each purpose the citizen's last decision and the current text, in one query."""
    return states(newest_decisions(citizen))


def newest_decisions(citizen: Citizen) -> dict[str, Consent]:
    """Return the citizen's last decision about each purpose that they decided about."""
    return {consent.purpose: consent for consent in Consent.objects.newest_by_purpose(citizen)}


def states(newest: Mapping[str, Consent]) -> dict[str, object]:
    """Return the state of each purpose by its last decision; there may be none."""
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
