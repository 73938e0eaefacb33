"""When two accounts are one person to the rule of the second person.

Where two people have to agree, somebody with two accounts is one. Accounts count as one person if
they have the same e-mail address, or if one could have let itself into the other lately: made it,
set its password, or reset its second factor, or did so to an account that did. What this does not
see stands in `docs/security.md`.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from foundation.desk.remembering import remembered
from officers.models import AccessChange

SAME_PERSON = (
    "Phải là người thứ hai: hai tài khoản dùng chung thư điện tử, hoặc một tài khoản vừa được tài "
    "khoản kia mở, đặt mật khẩu hay đặt lại xác thực hai lớp, được tính là một người."
)


def is_one_of(officer: User, accounts: Iterable[int | None]) -> bool:
    """Return True if `officer` is the person behind one of these `accounts` (their ids).

    Nobody (None) is no person. Costs up to three queries, and one for each account between.
    """
    others = frozenset(account for account in accounts if account is not None)
    if not others or officer.pk in others:
        return bool(others)
    return remembered(
        ("one person", officer.pk, others),
        lambda: (
            _shares_address(officer, others)
            or not others.isdisjoint(_who_let_themselves_into({officer.pk}))
            or officer.pk in _who_let_themselves_into(others)
        ),
    )


def _shares_address(officer: User, others: frozenset[int]) -> bool:
    mine = _plain(officer.email)
    theirs = User.objects.filter(pk__in=others).values_list("email", flat=True)
    return bool(mine) and mine in {_plain(address) for address in theirs}


def _plain(address: str) -> str:
    return address.strip().casefold()


def _who_let_themselves_into(accounts: Iterable[int]) -> set[int]:
    """Return the accounts that could sign in as one of `accounts`, also by way of another one."""
    since = timezone.now() - timedelta(days=settings.SECOND_PERSON_DAYS)
    lately = Q(lets_in=True, changed_at__gte=since) | Q(is_password_known=True)
    found: set[int] = set()
    asked = set(accounts)
    while asked:
        changes = AccessChange.objects.filter(lately, account__in=asked)
        asked = set(changes.values_list("changed_by", flat=True)) - found
        found |= asked
    return found
