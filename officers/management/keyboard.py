"""What commands about accounts ask at the keyboard."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getpass
from typing import IO

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError


@contextmanager
def at_the_keyboard(stdin: IO[str]) -> Iterator[None]:
    """Let the block ask; raise CommandError where nobody is asked, or somebody ends it."""
    if not stdin.isatty():
        raise CommandError("Mật khẩu phải gõ ở bàn phím. Chưa thay đổi gì.")
    try:
        yield
    except (KeyboardInterrupt, EOFError) as error:
        raise CommandError("Đã dừng. Chưa thay đổi gì.") from error


def ask_password(account: User, say: Callable[[str], object]) -> str:
    """Return a password that is good enough for this account, typed twice."""
    while True:
        password = getpass("Mật khẩu mới (không hiện ra): ")
        try:
            validate_password(password, account)
        except ValidationError as error:
            say("\n".join(error.messages))
            continue
        if password == getpass("Gõ lại mật khẩu: "):
            return password
        say("Hai lần gõ khác nhau.")
