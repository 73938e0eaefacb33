"""The roles of officers: which group may do what.

One table; every `manage.py migrate` makes the groups follow it.

What a role may do, it may do in its holder's office and those below it: querysets see to that
(`offices/rights.py` for what is the office's own). Names of permissions are Django's,
`app.act_model`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.apps import apps as real_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction


@dataclass(frozen=True)
class Role:
    """One role: the name of its group, what it is for, its permissions."""

    name: str
    purpose: str
    permissions: frozenset[str]


def _acts(*acts: str, on: Iterable[str]) -> frozenset[str]:
    """Return the permissions to do each act on each model `app.model`."""
    return frozenset(
        f"{app}.{act}_{model}"
        for app, _, model in (name.partition(".") for name in on)
        for act in acts
    )


_WORDS = tuple(
    f"procedures.{name}"
    for name in (
        "synonymgroup",
        "abbreviation",
        "commonquestion",
        "confusablepair",
        "elsewhere",
        "emergency",
        "aspect",
        "fillerword",
    )
)
_CATALOGUE = (
    "procedures.procedure",
    "procedures.procedureversion",
    "procedures.searchcount",
    "offices.field",
)
_DIRECTORY = (
    "offices.office",
    "offices.officer",
    "offices.calendarday",
    "offices.openinghours",
    "offices.openingexception",
)
_READS = _acts(
    "view",
    on=(
        "procedures.procedure",
        "procedures.procedureversion",
        "offices.office",
        "offices.officer",
        "offices.calendarday",
    ),
)
_DOSSIERS = (
    _acts("view", "add", "change", on=("dossiers.dossier",))
    | _acts("view", "add", on=("dossiers.dossierimport",))
    | {"dossiers.export_dossier"}
)
_NEEDS = frozenset(
    {"feedback.view_needcount", "procedures.view_searchcount", "procedures.view_readcount"}
)
_ANSWERS = frozenset(
    {"feedback.view_question", "feedback.answer_question", "feedback.view_answertemplate"}
) | {
    "feedback.view_faqentry",
    "feedback.add_faqentry",  # begun from an answer; editors publish it
}
_COUNTER = frozenset({"feedback.view_poster", "feedback.show_rating_qr"})

ROLES = (
    Role(
        "Quản trị hệ thống",
        "Tài khoản và cấu hình; không xem dữ liệu của người dân.",
        _acts(
            "view",
            "add",
            "change",
            on=("auth.user", "citizens.noticetemplate", "citizens.templatechannel"),
        )
        | _acts(
            "view",
            on=(
                "auth.group",
                "axes.accessattempt",
                "citizens.channelstop",
                "citizens.oatoken",
                "procedures.searchcount",
            ),
        )
        | _acts("add", on=("citizens.channelstop",))
        | _acts("delete", on=("axes.accessattempt",))
        | _acts("view", "add", "change", "delete", on=_DIRECTORY)
        | {"offices.oversee_every_office"}
        | _READS,
    ),
    Role(
        "Lãnh đạo",
        "Theo dõi và quyết định: hồ sơ, yêu cầu về dữ liệu cá nhân, nhật ký truy cập.",
        _DOSSIERS
        | _READS
        | {
            "dossiers.manage_dossier",
            "dossiers.correct_dossier",
            "dossiers.settle_conflict",
            "dossiers.view_importconflict",
        }
        | {
            "citizens.view_personalrequest",
            "citizens.handle_personalrequest",
            "citizens.view_accessentry",
            "citizens.view_erasure",
        }
        | {
            "citizens.view_delivery",
            "citizens.resend_delivery",
            "procedures.view_searchcount",
            "auth.view_user",
        }
        | {"desk.view_changeentry", "officers.review_accounts"}
        | _ANSWERS
        | _NEEDS
        | {"feedback.lead_question", "dossiers.view_figures"}
        | {"feedback.view_satisfactionrelease", "feedback.export_satisfactionrelease"}
        | {"feedback.view_rating", "feedback.view_followup", "feedback.lead_rating"}
        | _COUNTER,
    ),
    Role(
        "Cán bộ một cửa",
        "Tiếp nhận, nhập và chuyển hồ sơ của đơn vị mình.",
        _DOSSIERS
        | _READS
        | _NEEDS
        | _COUNTER
        | {
            "dossiers.settle_conflict",
            "dossiers.view_importconflict",
            "citizens.view_delivery",
            "citizens.resend_delivery",
        },
    ),
    Role(
        "Cán bộ trả lời",
        "Trả lời câu hỏi của người dân gửi đến đơn vị mình.",
        _READS | _ANSWERS | _NEEDS | {"feedback.view_rating"},
    ),
    Role(
        "Biên tập",
        "Danh mục thủ tục, từ khoá tìm kiếm và câu hỏi thường gặp.",
        _acts("view", "add", "change", on=_CATALOGUE)
        | _acts("view", "add", "change", "delete", on=_WORDS)
        | _READS
        | {"procedures.publish_procedure", "offices.change_calendarday"}
        | _acts("view", "add", "change", on=("feedback.faqentry", "feedback.answertemplate"))
        | _NEEDS
        | {"feedback.publish_faqentry"}
        | _acts("view", "add", on=("feedback.questionnaire",)),
    ),
    Role(
        "Kiểm tra",
        "Đọc nhật ký; không sửa gì.",
        _READS
        | {"offices.oversee_every_office", "citizens.view_accessentry", "citizens.view_erasure"}
        | {
            "desk.view_changeentry",
            "auth.view_user",
            "axes.view_accessattempt",
            "dossiers.view_lookuptry",
        },
    ),
)


@transaction.atomic
def sync() -> None:
    """Make one group for each role, with exactly its permissions. Other groups stay as they are.

    Raises ImproperlyConfigured when a permission does not exist: the table or a model's name is
    wrong.
    """
    known = {
        f"{app}.{code}": pk
        for pk, app, code in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role in ROLES:
        missing = sorted(role.permissions - known.keys())
        if missing:
            raise ImproperlyConfigured(f"{role.name}: {', '.join(missing)}")
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(known[name] for name in role.permissions)


def follow_migrations(app_config: AppConfig, apps: Any = real_apps, **_kwargs: Any) -> None:
    """Bring the groups in step at the end of `migrate`.

    Django's `post_migrate` calls this once for each app.

    Permissions exist only after the migrations: Django itself makes them here, and no migration
    could hand them out. Works once, for the last app, and not where `migrate` went back to before
    there were groups.
    """
    every = [config for config in real_apps.get_app_configs() if config.models_module]
    try:
        apps.get_model("auth", "Group")
    except LookupError:
        return
    if app_config.label == every[-1].label:
        for config in every:  # Django makes those of the last app after it has called us
            create_permissions(config, verbosity=0)
        sync()
