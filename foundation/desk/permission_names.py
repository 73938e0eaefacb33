"""What permissions are called in Vietnamese.

Django keeps their names in English in the database.
"""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

_ACTS = {"view": "Xem", "add": "Thêm", "change": "Sửa", "delete": "Xoá"}
# Nothing that an officer could be given: a procedure's rows follow it, citizens are for superusers,
# the rest is the machine's.
_NOT_GRANTED = {"admin", "axes", "otp_static", "otp_totp", "contenttypes", "sessions"}
_GRANTED_OF_THE_PROJECT = {"view_changeentry", "review_accounts"}
_GRANTED_OF_CITIZENS = {
    "view_accessentry", "view_personalrequest", "handle_personalrequest", "view_delivery", "resend_delivery", "view_noticetemplate",
    "change_noticetemplate", "view_templatechannel", "change_templatechannel", "view_channelstop", "add_channelstop", "view_oatoken",
}  # fmt: skip
_ROWS_OF_PROCEDURES = {
    "case",
    "channel",
    "draftedit",
    "fee",
    "form",
    "legalbasis",
    "requireddocument",
    "source",
    "step",
    "timelimit",
}


def grantable() -> QuerySet[Permission]:
    """Return the permissions that mean something to an officer."""
    known = Permission.objects.exclude(content_type__app_label__in=_NOT_GRANTED).exclude(
        content_type__model__in=_ROWS_OF_PROCEDURES
    )
    known = known.exclude(
        Q(content_type__app_label="citizens") & ~Q(codename__in=_GRANTED_OF_CITIZENS)
    )
    known = known.exclude(
        Q(content_type__app_label="police_portal") & ~Q(codename__in=_GRANTED_OF_THE_PROJECT)
    )
    return known.select_related("content_type").order_by(
        "content_type__app_label", "content_type__model", "pk"
    )


def name_of(permission: Permission) -> str:
    """Return what is allowed: «Thủ tục – Sửa»."""
    act = permission.codename.partition("_")[0]
    model = permission.content_type.model_class()
    own = dict(model._meta.permissions) if model else {}
    what = str(model._meta.verbose_name).capitalize() if model else permission.content_type.model
    return f"{what} – {own.get(permission.codename) or _ACTS.get(act, permission.name)}"
