"""Factories for citizens and their sessions, requests and notices."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from citizens import access_log
from citizens.login import sessions
from citizens.login.phones import phone_hash
from citizens.models import (
    AccessEntry,
    Citizen,
    Consent,
    Delivery,
    Follow,
    LookupTry,
    Notice,
    NoticeTemplate,
    PersonalRequest,
    Purpose,
)
from citizens.notices import addressees
from offices.models import Officer
from official_accounts.models import OaToken, OfficialAccount
from tests.offices.factories import province
from zalo_client.simulator.world import World

PHONE = "+84912345678"
# What a citizen is at the province's account: columns of `Follow`.
AT_ACCOUNT = ("user_id", "is_follower", "changed_at", "last_interaction_at")
_numbers = count(1)


def citizen(phone="", **values):
    """Return a citizen of the simulator's app, with a verified phone if one is given."""
    verified = (
        {"phone": phone, "phone_hash": phone_hash(phone), "phone_verified_at": timezone.now()}
        if phone
        else {}
    )
    defaults = {
        "app_id": World().app_id,
        "zalo_user_id": f"33686373423264{next(_numbers):05}",
        "name": "Nguyễn Văn A",
    }
    at_account = {name: values.pop(name) for name in AT_ACCOUNT if name in values}
    who = Citizen.objects.create(**{**defaults, **verified, **values})
    if at_account:
        follow(who, **at_account)
    return who


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


def personal_request(who=None, **values):
    """Return a request about personal data, received just now unless `values` say otherwise."""
    today = timezone.localdate()
    dates = {"acknowledge_by": today + timedelta(days=2), "due_on": today + timedelta(days=10)}
    return PersonalRequest.objects.create(
        citizen=who or citizen(), **{"kind": "access", "text": "Xin bản sao", **dates, **values}
    )


def access_entry(**values):
    """Return an entry of the access log: the system looked at citizen 1."""
    defaults = {
        "actor_kind": AccessEntry.Actor.SYSTEM,
        "action": access_log.Action.SEEN,
        "where": access_log.Where.COMMAND,
    }
    return AccessEntry.objects.create(
        **{**defaults, "subject_kind": "citizen", "subjects": "1", "count": 1, **values}
    )


def lookup_try(**values):
    """Return a failed try to look a dossier up."""
    defaults = {
        "subject": LookupTry.Subject.DOSSIER,
        "caller": "a" * 64,
        "code_hash": "b" * 64,
        "given": LookupTry.Given.NOTHING,
        "hit": False,
        "at": timezone.now(),
    }
    return LookupTry.objects.create(**{**defaults, **values})


def staff(*permissions, **values):
    """Return an officer of the province with these permissions of the citizens app."""
    user = User.objects.create_user(f"can.bo.{next(_numbers)}", is_staff=True, **values)
    Officer.objects.create(user=user, office=province(), public_name="Trung tá Lê Thị Cúc")
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="citizens", codename__in=permissions)
    )
    return user


# --- notices -------------------------------------------------------------------------------------


def agree(who, *, granted=True):
    """Record that a citizen agrees to notices through Zalo, or withdraws that."""
    return Consent.objects.create(
        citizen=who, purpose=Purpose.NOTICES, granted=granted, policy_version="2026-11", text="…"
    )


def notice_template(event="dossier_accepted", **channels):
    """Return the shipped text of an event.

    `channels` maps a channel to its Zalo template id; text channels take "".
    """
    from citizens.notices import placeholders

    placeholders.create_missing()
    row = NoticeTemplate.objects.get(event=event)
    row.channels.update(enabled=False)
    for channel, number in channels.items():
        row.channels.filter(channel=channel).update(
            enabled=True, zalo_template_id=number, parameters={"ma_ho_so": "code"}
        )
    return row


def notice(who=None, **values):
    """Return a notice of an accepted dossier."""
    defaults = {
        "event": "dossier_accepted",
        "kind": "dossiers",
        "change": f"thay-doi-{next(_numbers)}",
        "title": "Hồ sơ A-1 đã được tiếp nhận",
    }
    texts = {
        "text": "Đơn vị đã tiếp nhận hồ sơ A-1.",
        "values": {"code": "A-1"},
        "link": "?dossier=A-1",
    }
    return Notice.objects.create(citizen=who or citizen(), **{**defaults, **texts, **values})


def confidential_notice(who, **values):
    """Return a notice of a decided report, which does not name its citizen."""
    change = f"report-{next(_numbers)}"
    texts = {"title": "Có tin về nội dung ông/bà đã gửi", "text": "Mở ứng dụng để xem."}
    defaults = {"event": "report_decided", "kind": "reports", "change": change, **texts}
    named = addressees.columns_of(who.pk, "reports", change)
    return Notice.objects.create(**{**defaults, **named, **values})


def delivery(of=None, state="waiting", **values):
    """Return a delivery in a state, with what belongs to that state."""
    now = timezone.now()
    parts = {
        "claimed": {"claimed_by": "w", "lease_until": now + timedelta(minutes=2)},
        "waiting": {},
    }
    ended = {"finished_at": now, "channel": "phone"}
    return Delivery.objects.create(
        notice=of or notice(), state=state, **{**parts.get(state, ended), **values}
    )


def oa_token(pair=("truy-cap", "lam-moi"), **values):
    """Return the tokens of the simulator's Official Account, good for another day."""
    now = timezone.now()
    dates = {
        "expires_at": now + timedelta(hours=24),
        "refresh_expires_at": now + timedelta(days=90),
        "refreshed_at": now,
    }
    tokens = {"access_token": pair[0], "refresh_token": pair[1]}
    account = official_account(values.pop("oa_id", World().oa_id))
    return OaToken.objects.create(account=account, **{**tokens, **dates, **values})


def official_account(oa_id=None, **values):
    """Return an Official Account, the simulator's unless `oa_id` says which."""
    return OfficialAccount.objects.update_or_create(oa_id=oa_id or World().oa_id, defaults=values)[
        0
    ]


def follow(who, user_id="77001122334455001", oa_id=None, **values):
    """Return that a citizen has an id at an Official Account, the simulator's by default."""
    account = values.pop("account", None) or official_account(oa_id)
    if values.get("is_follower"):
        values.setdefault("changed_at", timezone.now())
    return Follow.objects.create(citizen=who, account=account, user_id=user_id, **values)
