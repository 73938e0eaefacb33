"""An officer is invited by a link: nobody else ever knows the password, not even for a day.

The link is signed by Django, works once, and ends with `PASSWORD_RESET_TIMEOUT` or with the first
password. Whoever sees it could use it, so the account waits for a second person like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from foundation.desk.change_log.recording import Act, record
from foundation.records.vietnamese import fold
from officers.second_person import actions
from officers.second_person.access import Access, access_of, widened
from offices.actions import publish
from offices.models import Office, Officer

INVITED, PASSWORD_SET = "Mời bằng liên kết", "Đặt mật khẩu theo liên kết mời"
MOST_OF_A_NAME = 99  # officers with the same name, told apart by a number


@dataclass(frozen=True)
class Invited:
    """Who is invited, where they work and what they do there."""

    name: str
    office: Office
    roles: Sequence[Group]


class InvitationTokens(PasswordResetTokenGenerator):
    """Tokens for accounts that never had a password; those of other purposes do not fit."""

    key_salt = "officers.second_person.inviting"

    def check_token(self, user: User | None, token: str | None) -> bool:
        """Refuse an account that has a password: a lost one is set by an administrator."""
        return bool(user and not user.has_usable_password() and super().check_token(user, token))


tokens = InvitationTokens()


@transaction.atomic
def invite(invited: Invited, by: User) -> User:
    """Make the account with its post and roles, without a password; it waits for confirmation."""
    family, _, given = " ".join(invited.name.split()).partition(" ")
    account = User(username=free_username(invited.name), last_name=family, first_name=given)
    account.is_staff = True
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:  # another administrator took the name meanwhile
        raise ValidationError("Hãy gửi lại.", code="name_taken") from None
    account.groups.set(invited.roles)
    Officer.objects.create(user=account, office=invited.office, public_name=invited.name)
    publish({invited.office.pk})
    record(by, Act.ADDED, account, INVITED)
    more = "; ".join(widened(Access(), access_of(account.pk)))
    actions.hold(account, by, f"{INVITED}: {more}", resets_factor=True)
    return account


def free_username(name: str) -> str:
    """Return a user name made from a person's name that nobody has: «nguyen.van.an2»."""
    base = ".".join(fold(name).split())[:100]
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    for number in range(1, MOST_OF_A_NAME + 1):
        found = f"{base}{number}" if number > 1 else base
        if found not in taken:
            return found
    raise ValidationError("Quá nhiều cán bộ trùng tên.", code="name_taken")


def link_of(account: User) -> str:
    """Return the path of a new link for an account without a password."""
    key = urlsafe_base64_encode(force_bytes(account.pk))
    return reverse("invitation", args=[key, tokens.make_token(account)])
