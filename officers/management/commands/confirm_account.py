"""Confirm opened accounts if nobody else can: the first ones, or in a very small force."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from officers.models import AccessChange
from officers.second_person import actions


class Command(BaseCommand):
    help = (
        "Xác nhận thay đổi tài khoản khi không còn ai khác xác nhận được; không có tên thì chỉ "
        "liệt kê các thay đổi đang chờ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "usernames", nargs="*", metavar="TEN", help="Tên đăng nhập của tài khoản."
        )

        parser.add_argument(
            "--change",
            type=int,
            action="append",
            default=[],
            metavar="SỐ",
            help="Số của thay đổi đơn vị hoặc vai trò, như trong danh sách.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["usernames"] and not options["change"]:
            self._list()
        for number in options["change"]:
            self._confirm_widening(number)
        for account in _accounts_of(options["usernames"]):
            count = actions.confirm_as_operator(account)
            self.stdout.write(f"{account.username}: đã xác nhận {count} thay đổi.")

    def _list(self) -> None:
        waiting = AccessChange.objects.filter(outcome=AccessChange.Outcome.WAITING)
        for change in waiting.select_related("account", "office", "role", "changed_by"):
            number = "" if change.account else f"--change {change.pk} "
            self.stdout.write(f"{number}{change.subject}: {change.what} ({change.changed_by})")

    @transaction.atomic
    def _confirm_widening(self, number: int) -> None:
        waiting = AccessChange.objects.select_for_update().filter(
            pk=number, account=None, outcome=AccessChange.Outcome.WAITING
        )
        if (change := waiting.first()) is None:
            raise CommandError(f"Không có thay đổi đơn vị, vai trò nào số {number} đang chờ.")
        try:
            self.stdout.write(f"{change}: {actions.confirm_widening_as_operator(change)}.")
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error


def _accounts_of(usernames: list[str]) -> list[User]:
    """Return the accounts; raises CommandError if one is missing."""
    found = {user.username: user for user in User.objects.filter(username__in=usernames)}
    if missing := [name for name in usernames if name not in found]:
        raise CommandError(f"Không có tài khoản: {', '.join(missing)}.")
    return [found[name] for name in usernames]
