"""Confirm opened accounts where nobody else can: the first ones, or in a very small force."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

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

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["usernames"]:
            self._list()
        for account in _accounts_of(options["usernames"]):
            count = actions.confirm_as_operator(account)
            self.stdout.write(f"{account.username}: đã xác nhận {count} thay đổi.")

    def _list(self) -> None:
        waiting = AccessChange.objects.filter(outcome=AccessChange.Outcome.WAITING)
        for change in waiting.select_related("account", "changed_by"):
            self.stdout.write(f"{change.account}: {change.what} ({change.changed_by})")


def _accounts_of(usernames: list[str]) -> list[User]:
    """Return the accounts, all or none."""
    found = {user.username: user for user in User.objects.filter(username__in=usernames)}
    if missing := [name for name in usernames if name not in found]:
        raise CommandError(f"Không có tài khoản: {', '.join(missing)}.")
    return [found[name] for name in usernames]
