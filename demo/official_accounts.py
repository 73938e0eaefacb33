"""The accounts of two communes, at the simulated Zalo."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from citizens.models import Citizen, Follow
from demo.stage import Stage
from official_accounts import tokens
from official_accounts.models import OfficialAccount
from zalo_client.oa_answers import OaTokens

LIFETIME = 90_000  # seconds of an access token


@dataclass(frozen=True)
class Simulated:
    """An account of the simulated Zalo (zalo_client/simulator), and its first tokens."""

    oa_id: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)


# The simulator has the same accounts; a test compares them.
COMMUNES = tuple(
    Simulated(oa_id, f"demo-oa-access-{oa_id}", f"demo-oa-refresh-{oa_id}")
    for oa_id in ("5550000000000000001", "5550000000000000002")
)


def create_accounts(stage: Stage, lan: Citizen) -> list[OfficialAccount]:
    """Give the two busiest communes an account each; Lan wrote to the first of them once."""
    made = []
    for simulated, office in zip(COMMUNES, stage.communes, strict=False):
        account, _created = OfficialAccount.objects.update_or_create(
            oa_id=simulated.oa_id,
            defaults={
                "office_id": office,
                "kind": OfficialAccount.Kind.STATE_AGENCY,
                "is_verified": True,
                "package": "Nâng cao",
                "state": OfficialAccount.State.CONNECTED,
            },
        )
        account.name = account.office.name if account.office else ""
        account.save(update_fields=["name"])
        made.append(account)
    if made:
        Follow.objects.get_or_create(
            citizen=lan, account=made[0], defaults={"user_id": f"77{made[0].oa_id[-12:]}"}
        )
    return made


def connect(accounts: Iterable[Simulated] = COMMUNES) -> None:
    """Enter the tokens with which the simulator begins, each time that the service starts."""
    if not settings.DEVELOPMENT_LOGIN:
        return
    for one in accounts:
        account = OfficialAccount.objects.filter(oa_id=one.oa_id).first()
        if account is not None:
            pair = OaTokens(one.access_token, one.refresh_token, LIFETIME)
            tokens.store_pair(account, pair)
