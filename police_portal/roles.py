"""The roles of officers: which group may do what. One table; `manage.py sync_roles` makes the groups follow it.

What a role may do, it may do in its holder's office and those below it: querysets see to that. Names of permissions
are Django's, `app.act_model`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

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
    return frozenset(f"{app}.{act}_{model}" for app, _, model in (name.partition(".") for name in on) for act in acts)


_WORDS = tuple(
    f"procedures.{name}" for name in ("synonymgroup", "abbreviation", "commonquestion", "confusablepair", "elsewhere", "emergency")
)
_CATALOGUE = ("procedures.procedure", "procedures.procedureversion", "procedures.searchcount", "offices.field")
_DIRECTORY = ("offices.office", "offices.officer", "offices.calendarday", "offices.openinghours", "offices.openingexception")
_READS = _acts(
    "view", on=("procedures.procedure", "procedures.procedureversion", "offices.office", "offices.officer", "offices.calendarday")
)
_DOSSIERS = (
    _acts("view", "add", "change", on=("dossiers.dossier",))
    | _acts("view", "add", on=("dossiers.dossierimport",))
    | {"dossiers.export_dossier"}
)
_NEEDS = frozenset({"feedback.view_needcount", "procedures.view_searchcount", "procedures.view_readcount"})
_ANSWERS = frozenset({"feedback.view_question", "feedback.answer_question", "feedback.view_answertemplate", "feedback.view_faqentry"})
_COUNTER = frozenset({"feedback.view_poster", "feedback.show_rating_qr"})

ROLES = (
    Role(
        "Quản trị hệ thống",
        "Tài khoản và cấu hình; không xem dữ liệu của người dân.",
        _acts("view", "add", "change", on=("auth.user", "citizens.noticetemplate", "citizens.templatechannel", "dossiers.connectorkey"))
        | _acts("view", on=("auth.group", "axes.accessattempt", "citizens.channelstop", "citizens.oatoken", "procedures.searchcount"))
        | _acts("change", on=("citizens.channelstop",))
        | _acts("view", "add", "change", "delete", on=_DIRECTORY)
        | _READS,
    ),
    Role(
        "Lãnh đạo",
        "Theo dõi và quyết định: hồ sơ, yêu cầu về dữ liệu cá nhân, nhật ký truy cập.",
        _DOSSIERS
        | _READS
        | {"dossiers.manage_dossier", "dossiers.correct_dossier", "dossiers.settle_conflict"}
        | {"citizens.view_personalrequest", "citizens.handle_personalrequest", "citizens.view_accessentry", "citizens.view_erasure"}
        | {"citizens.view_delivery", "citizens.resend_delivery", "procedures.view_searchcount", "auth.view_user"}
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
        _DOSSIERS | _READS | _NEEDS | _COUNTER | {"dossiers.settle_conflict", "citizens.view_delivery", "citizens.resend_delivery"},
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
        | {"citizens.view_accessentry", "citizens.view_erasure", "auth.view_user", "axes.view_accessattempt", "dossiers.view_lookuptry"},
    ),
)


@transaction.atomic
def sync() -> None:
    """Make one group for each role, with exactly its permissions. Other groups stay as they are.

    Raises ImproperlyConfigured when a permission does not exist: the table or a model's name is wrong.
    """
    known = {f"{app}.{code}": pk for pk, app, code in Permission.objects.values_list("pk", "content_type__app_label", "codename")}
    for role in ROLES:
        missing = sorted(role.permissions - known.keys())
        if missing:
            raise ImproperlyConfigured(f"{role.name}: {', '.join(missing)}")
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(known[name] for name in role.permissions)
