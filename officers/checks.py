"""System checks of officers' accounts: no public passwords."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from foundation.records.tables import has_table


@register(Tags.security)
def check_officers_settings(**_options: object) -> list[CheckMessage]:
    """Return the errors of a production installation; none in development."""
    return [] if settings.DEBUG else list(_demo_accounts())


def _demo_accounts() -> Iterator[CheckMessage]:
    if settings.DEMO_ACCOUNTS:
        yield Error(
            "DEMO_ACCOUNTS đang bật khi DEBUG tắt: ai cũng biết mật khẩu của các tài khoản này.",
            hint="Bỏ DEMO_ACCOUNTS khỏi môi trường.",
            id="police_portal.E004",
        )


@register(Tags.database)
def check_no_demo_accounts_left(
    *, databases: Sequence[str] | None = None, **_options: object
) -> list[CheckMessage]:
    """Find demo officers in a production database, for example a copy of a trial."""
    if settings.DEBUG or not databases or not has_table("auth_user"):
        return []
    from officers.demo_accounts import open_demo_accounts  # its model needs the loaded apps

    if not open_demo_accounts().exists():
        return []
    return [
        Error(
            "Cơ sở dữ liệu còn tài khoản thử nghiệm với mật khẩu công khai.",
            hint="Xoá các tài khoản có tên bắt đầu bằng «demo.» trong phần quản trị, hoặc: "
            "manage.py delete_demo_accounts.",
            id="police_portal.E006",
        )
    ]
