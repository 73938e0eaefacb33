"""Factories for dossiers, which use the same actions as the officers' pages."""

from datetime import datetime, timedelta
from itertools import count

from django.contrib.auth.models import User
from django.utils import timezone

from dossiers import actions
from dossiers.actions.effects import Author, Registration
from dossiers.models import Dossier
from dossiers.workflow import Actor, Facts, Limit, Status
from offices.models import Officer
from offices.working_time.calendar import ZONE
from tests import rights
from tests.offices import factories as offices
from tests.procedures.factories import bare_procedure

_numbers = count(1)
MACHINE = Author(Actor.MACHINE)
NEEDS = {
    Status.DECLINED: {"reason": "Không thuộc thẩm quyền"},
    Status.SUPPLEMENT_REQUIRED: {
        "reason": "Thiếu giấy tờ",
        "papers": ("Giấy khai sinh", "Ảnh 3x4"),
    },
    Status.PAYMENT_REQUIRED: {"fee": 200_000},
    Status.SUSPENDED: {"reason": "Chờ xác minh"},
    Status.STOPPED: {"reason": "Công dân không bổ sung"},
}


def new_code():
    """Return an unused code."""
    return f"G01.899.909-260916-{next(_numbers):06d}"


def at(text):
    """Return a moment in Vietnamese time, from text like "2026-11-23 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def a_procedure():
    """Return a procedure, if need be one row without parts: to make and publish them is slow."""
    from procedures.models import Procedure

    return Procedure.objects.order_by("pk").first() or bare_procedure()


def an_office():
    from offices.models import Office

    return (
        Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk").first() or offices.office()
    )


def registration(**values):
    """Return a registration accepted today with a limit of seven working days."""
    now = timezone.now()
    office, procedure = (
        values.pop("office", None) or an_office(),
        values.pop("procedure", None) or a_procedure(),
    )
    defaults = {
        "code": new_code(),
        "procedure_id": procedure.pk,
        "office_id": office.pk,
        "submitted_at": now - timedelta(hours=1),
        "accepted_at": now,
        "limit": Limit(7, "working_day"),
        "applicant_name": "Trần Thị Bưởi",
    }
    if "accepted_at" in values and values["accepted_at"] is None:
        defaults["limit"] = None
    return Registration(**{**defaults, **values})


def dossier(**values):
    """Return a new dossier, and fill the calendar if it is empty."""
    from offices.models import CalendarDay

    if not CalendarDay.objects.exists():
        offices.calendar_2026_2027()
    by = values.pop("by", MACHINE)
    return actions.register(registration(**values), by)


def facts(target, **values):
    """Return the facts that a move to `target` needs."""
    now = values.pop("at", None) or timezone.now()
    needs = dict(NEEDS.get(Status(target), {}))
    if target == Status.SUPPLEMENT_REQUIRED:
        needs["supplement_due"] = now.astimezone(ZONE).date() + timedelta(days=10)
    return Facts(now, **{**needs, **values})


def move(row, *targets, by=MACHINE, **values):
    """Move a dossier through `targets` and return the stored row."""
    for target in targets:
        actions.transition(row.pk, Status(target), by, facts(target, **values))
    return Dossier.objects.get(pk=row.pk)


def officer_of(office, *permissions, **values):
    """Return a user with a post in `office` and these rights (`app.codename`)."""
    user = offices.officer(office, **values).user
    user.is_staff = True
    user.save()
    if permissions:
        rights.grant(user, rights.named(*permissions))
    return User.objects.get(pk=user.pk)


def handler_of(office, **values):
    """Return the post of somebody in `office` who may see its dossiers, and so be in charge."""
    return Officer.objects.get(user=officer_of(office, "dossiers.view_dossier", **values))
