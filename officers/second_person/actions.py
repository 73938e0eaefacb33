"""The only writers of changes that wait for a second person."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from foundation.desk.change_log.recording import Act, record
from foundation.desk.change_log.values import differences, state_of
from officers.models import AccessChange
from officers.second_person import persons, widening
from officers.sessions import end_sessions
from offices.rights import oversees, reach

COMMAND = "confirm_account"
CONFIRMED, REFUSED = "Xác nhận thay đổi tài khoản", "Từ chối thay đổi, tắt tài khoản"


def hold(
    account: User,
    officer: User,
    what: str,
    *,
    sets_password: bool = False,
    resets_factor: bool = False,
) -> bool:
    """Lock `account` until somebody else confirms the change by `officer`.

    `what` describes it in Vietnamese. `sets_password` means that `officer` knows the password, so
    that the holder has to replace it. By it, or by `resets_factor`, `officer` could get in. Returns
    False and does nothing for one's own account: an officer who is already in gains no access. Call
    it in the transaction of the change.
    """
    if account.pk == officer.pk:
        return False
    AccessChange.objects.create(
        account=account,
        changed_by=officer,
        what=what,
        is_password_known=sets_password,
        lets_in=sets_password or resets_factor,
    )
    return True


def why_not(change: AccessChange, officer: User) -> str:
    """Return in Vietnamese why `officer` may not settle the change; empty if allowed."""
    if change.outcome != AccessChange.Outcome.WAITING:
        return "Thay đổi này đã được xử lý."
    involved = (change.changed_by_id, change.account_id)
    if officer.pk in involved:
        return "Phải là người thứ hai: không phải người đã thay đổi, cũng không phải chủ tài khoản."
    if persons.is_one_of(officer, involved):
        return persons.SAME_PERSON
    if change.account is None:
        return widening.why_not(change, officer)
    if not _reaches_wholly(officer, change.account):
        return "Tài khoản có nơi công tác hoặc quyền ngoài phạm vi của đồng chí."
    return ""


def _reaches_wholly(officer: User, account: User) -> bool:
    """Return True if `officer` reaches everything that the account reaches.

    A leader of one office does not open another's data, and only superusers confirm superusers.
    """
    if account.is_superuser or officer.is_superuser:
        return officer.is_superuser
    offices = reach(officer)
    if offices is not None and oversees(account):
        return False
    lasting = account.posts.exclude(valid_to__lt=timezone.localdate())
    theirs = set(lasting.values_list("office_id", flat=True))
    return offices is None or (bool(theirs) and theirs <= offices)


@transaction.atomic
def settle(change: AccessChange, officer: User, outcome: AccessChange.Outcome) -> str:
    """Confirm or refuse a change and log it; return the result in Vietnamese.

    A refused change disables the account: enabling it again needs a second person, too. Raises
    ValidationError if `officer` may not settle it.
    """
    locked = AccessChange.objects.select_for_update().get(pk=change.pk)
    if reason := why_not(locked, officer):
        raise ValidationError(reason, code="no_second_person")
    locked.outcome, locked.settled_by, locked.settled_at = outcome, officer, timezone.now()
    locked.save(update_fields=["outcome", "settled_by", "settled_at"])
    if locked.account is None:
        return widening.settle(locked, officer)
    done = CONFIRMED if outcome == AccessChange.Outcome.CONFIRMED else REFUSED
    account, before = locked.account, state_of(locked.account)
    if outcome == AccessChange.Outcome.REFUSED:
        User.objects.filter(pk=account.pk).update(is_active=False)
        end_sessions([account])
    found = differences(User, before, state_of(account), ("is_active",))
    record(officer, Act.CHANGED, account, done, found)
    return done


@transaction.atomic
def confirm_as_operator(account: User) -> int:
    """Confirm everything that waits for `account`, if nobody else can; return how many.

    For a command: whoever runs it administers the machine, and the log has the command.
    """
    confirmed = waiting_for(account).update(
        outcome=AccessChange.Outcome.CONFIRMED, settled_at=timezone.now()
    )
    if confirmed:
        record(None, Act.CHANGED, account, CONFIRMED, command=COMMAND)
    return confirmed


@transaction.atomic
def confirm_widening_as_operator(change: AccessChange) -> str:
    """Confirm a change of an office or a role, if nobody else can; return the result.

    For a command. Raises ValidationError if it has become impossible.
    """
    change.outcome, change.settled_at = AccessChange.Outcome.CONFIRMED, timezone.now()
    change.save(update_fields=["outcome", "settled_at"])
    return widening.settle(change, None, command=COMMAND)


def waiting_for(account: User) -> QuerySet[AccessChange]:
    """Return the changes that lock the account."""
    return AccessChange.objects.filter(account=account, outcome=AccessChange.Outcome.WAITING)


def forget_known_password(account: User) -> None:
    """Record that the holder has replaced the password that somebody else knew."""
    AccessChange.objects.filter(account=account, is_password_known=True).update(
        is_password_known=False
    )
