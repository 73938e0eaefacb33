"""`police-portal administrator`: the first account."""

import argparse

from installation.machine import Machine


def main(words: list[str]) -> int:
    """Make an account, asking for its password, and confirm it: there is nobody else yet."""
    parser = argparse.ArgumentParser(
        prog="police-portal administrator", description="Tạo tài khoản quản trị đầu tiên."
    )
    parser.add_argument("--name", default="quantri", help="Tên đăng nhập.")
    parser.add_argument("--email", default="", help="Thư điện tử của người này.")
    given = parser.parse_args(words)
    machine = Machine()
    who = ("--username", given.name, "--email", given.email)
    machine.show("police-portal-manage", "createsuperuser", *who)
    machine.show("police-portal-manage", "confirm_account", given.name)
    return 0
