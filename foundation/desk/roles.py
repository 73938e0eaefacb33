"""The roles of officers, each a group of Django's; every room grants its own permissions to them.

A role says what its holders may do. Where they may do it, querysets say: in the offices of their
posts and those below (`offices/rights.py`). Names of permissions are Django's, `app.act_model`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Self

from django.apps import AppConfig
from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction


class Role(StrEnum):
    """The name of a role's group, and what the role is for."""

    purpose: str

    def __new__(cls, name: str, purpose: str) -> Self:
        """Make a member that equals the name of its group."""
        role = str.__new__(cls, name)
        role._value_ = name
        role.purpose = purpose
        return role

    ADMINISTRATOR = (
        "Quản trị hệ thống",
        "Tài khoản và cấu hình; không xem dữ liệu của người dân.",
    )
    LEADER = (
        "Lãnh đạo",
        "Theo dõi và quyết định: hồ sơ, yêu cầu về dữ liệu cá nhân, nhật ký truy cập.",
    )
    RECEPTIONIST = (
        "Cán bộ một cửa",
        "Tiếp nhận, nhập và chuyển hồ sơ của đơn vị mình.",
    )
    ANSWERER = (
        "Cán bộ trả lời",
        "Trả lời câu hỏi của người dân gửi đến đơn vị mình.",
    )
    RECEIVER = (
        "Tiếp nhận phản ánh",
        "Vào sổ, phân loại, chuyển phản ánh gửi đến đơn vị mình.",
    )
    VERIFIER = (
        "Xác minh phản ánh",
        "Xác minh phản ánh, xem và xuất bằng chứng.",
    )
    INSPECTORATE = (
        "Thanh tra",
        "Phản ánh về cán bộ: tiếp nhận, xác minh; đơn vị bị nêu không thấy.",
    )
    CRIME_DUTY = (
        "Trực ban hình sự",
        "Tố giác, tin báo về tội phạm: tiếp nhận ngay, chuyển cơ quan điều tra.",
    )
    EDITOR = (
        "Biên tập",
        "Danh mục thủ tục, từ khoá tìm kiếm và câu hỏi thường gặp.",
    )
    NEWS_EDITOR = (
        "Biên tập tin",
        "Soạn tin, cảnh báo của đơn vị mình và gửi duyệt.",
    )
    NEWS_APPROVER = (
        "Duyệt tin",
        "Duyệt, trả lại, ghim, gỡ bản tin do người khác soạn; trả lời ý kiến về bản tin.",
    )
    SPOKESPERSON = (
        "Người phát ngôn",
        "Duyệt kiểm chứng thông tin; trả lời ý kiến về bản tin.",
    )
    DUTY_LEADER = (
        "Lãnh đạo trực",
        "Thu hồi ngay thông báo truy nã, tìm người.",
    )
    TRANSLATOR = (
        "Người dịch",
        "Dịch thủ tục sang tiếng nước ngoài; chỉ thấy nội dung đã công bố.",
    )
    AUDITOR = (
        "Kiểm tra",
        "Đọc nhật ký; không sửa gì.",
    )


Grants = Mapping[Role, Iterable[str]]
_granted: defaultdict[Role, set[str]] = defaultdict(set)


def grant(grants: Grants) -> None:
    """Add permissions to roles; for AppConfig.ready."""
    for role, permissions in grants.items():
        _granted[role].update(permissions)


def permissions_of(role: Role) -> frozenset[str]:
    """Return every permission that a room granted to `role`."""
    return frozenset(_granted[role])


def acts_on(models: Iterable[str], *acts: str) -> frozenset[str]:
    """Return the permissions to do each act on each model `app.model`.

    >>> sorted(acts_on(["offices.field"], "view", "add"))
    ['offices.add_field', 'offices.view_field']
    """
    split = [model.split(".") for model in models]
    return frozenset(f"{app}.{act}_{model}" for app, model in split for act in acts)


@transaction.atomic
def sync_groups() -> None:
    """Make one group for each role, with exactly its permissions. Other groups stay as they are.

    Raises ImproperlyConfigured if a granted permission does not exist.
    """
    known = {
        f"{app}.{code}": pk
        for pk, app, code in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role in Role:
        permissions = permissions_of(role)
        missing = sorted(permissions - known.keys())
        if missing:
            raise ImproperlyConfigured(f"{role}: {', '.join(missing)}")
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.set(known[name] for name in permissions)


def sync_after_migrations(app_config: AppConfig, apps: Any = real_apps, **_kwargs: object) -> None:
    """Bring the groups in step at the end of `migrate`.

    Django's `post_migrate` calls this once for each app; only the last call does something. It
    runs here and not in a migration because Django makes permissions after all migrations. If
    `migrate` went back to before groups existed, nothing happens. `apps` holds the migrated models.
    """
    with_models = [config for config in real_apps.get_app_configs() if config.models_module]
    try:
        apps.get_model("auth", "Group")
    except LookupError:
        return
    if app_config.label == with_models[-1].label:
        for config in with_models:  # Django makes those of the last app after it has called us
            create_permissions(config, verbosity=0)
        sync_groups()
