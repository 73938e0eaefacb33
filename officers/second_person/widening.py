"""Changes of offices and roles that extend many officers' reach: saved once confirmed.

An account with more rights is locked meanwhile (`actions.hold`). A move in the tree of offices, or
a new right of a role, would lock everybody of an office, so here the change itself waits.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import Group, Permission, User

from foundation.desk.change_log.recording import Act, record
from foundation.desk.change_log.values import differences, state_of
from foundation.desk.permission_choices import permission_in_words
from officers.models import AccessChange
from offices import actions as offices
from offices.models import Office
from offices.rights import reaches_all

ASKED = "Đề nghị mở rộng phạm vi, chờ người thứ hai"
CONFIRMED, REFUSED = "Xác nhận mở rộng phạm vi", "Từ chối mở rộng phạm vi"
# Every field that decides about officers' reach, and what waits when it extends it. Other fields of
# the same models do not affect reach.
ACCOUNT, CHANGE = "the account is kept out", "the change itself waits"
WIDENING = {
    "auth.User.is_active": ACCOUNT,
    "auth.User.is_staff": ACCOUNT,
    "auth.User.is_superuser": ACCOUNT,
    "auth.User.groups": ACCOUNT,
    "auth.User.user_permissions": ACCOUNT,
    "auth.User.password": ACCOUNT,
    "auth.Group.permissions": CHANGE,
    "offices.Officer.user": ACCOUNT,
    "offices.Officer.office": ACCOUNT,
    "offices.Officer.valid_from": ACCOUNT,
    "offices.Officer.valid_to": ACCOUNT,
    "offices.Office.parent": CHANGE,
}


def ask_to_move(office: Office, wanted: Mapping[str, Any], officer: User) -> None:
    """Hold a move of `office` in the tree until somebody else confirms it."""
    above = Office.objects.filter(pk=wanted["parent"]).first()
    where = f"về dưới «{above}»" if above else "lên trên cùng"
    _ask(officer, f"Chuyển đơn vị {where}", wanted, office=office)


def ask_to_grant(role: Group, permissions: Iterable[Permission], officer: User) -> None:
    """Hold the new rights of `role` until somebody else confirms them."""
    rights = list(permissions)
    names = "; ".join(sorted(map(permission_in_words, rights)))
    wanted = {"permissions": sorted(one.pk for one in rights)}
    _ask(officer, f"Thêm quyền cho vai trò: {names}", wanted, role=role)


def _ask(officer: User, what: str, wanted: Mapping[str, Any], **of: Any) -> None:
    change = AccessChange.objects.create(changed_by=officer, what=what, wanted=wanted, **of)
    record(officer, Act.CHANGED, change.subject, f"{ASKED}: {what}")


def why_not(change: AccessChange, officer: User) -> str:
    """Return in Vietnamese why `officer` may not settle a change of an office or a role."""
    if not reaches_all(officer):
        return "Thay đổi này mở rộng phạm vi của nhiều cán bộ: cần người có phạm vi mọi đơn vị."
    if change.role and not officer.is_superuser and officer.groups.filter(pk=change.role.pk):
        return "Đồng chí giữ vai trò này, nên người khác phải xác nhận."
    return ""


def settle(change: AccessChange, officer: User | None, *, command: str = "") -> str:
    """Write the confirmed change, log it, and return the result in Vietnamese.

    Raises ValidationError if the change has become impossible.
    """
    row, done = change.subject, REFUSED
    before = state_of(row)
    if change.outcome == AccessChange.Outcome.CONFIRMED:
        _write(change)
        done = CONFIRMED
    found = differences(type(row), before, state_of(row))
    record(officer, Act.CHANGED, row, f"{done}: {change.what}", found, command=command)
    return done


def _write(change: AccessChange) -> None:
    wanted: Any = change.wanted
    if change.office:
        offices.move_office(change.office, wanted["kind"], wanted["parent"])
    elif change.role:
        change.role.permissions.add(*Permission.objects.filter(pk__in=wanted["permissions"]))
