"""Dossiers that officers are in charge of, as part of all that they have in hand."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from dossiers.actions.arranging import assign
from dossiers.actions.writing import author_of, refuse_field
from dossiers.models import Dossier
from dossiers.querysets import posts_that_see
from dossiers.workflow import OPEN, RUNNING
from offices.held_work import HeldWork


def _assign(dossier: Dossier, by: User, to: User) -> object:
    """Put another officer in charge, by the post with which they see the dossier."""
    post = posts_that_see(dossier.office_id).filter(user=to).first()
    if post is None:
        refuse_field(
            "officer", "unknown_officer", "Cán bộ này không phụ trách được hồ sơ của đơn vị."
        )
    return assign(dossier.pk, post.pk, author_of(by))


def _open() -> Any:
    return Dossier.objects.filter(status__in=OPEN)


def _late(now: datetime) -> Q:
    return Q(status__in=RUNNING, due_at__lt=now)


HELD = HeldWork(
    "dossiers.dossier",
    "hồ sơ",
    "dossiers.change_dossier",
    _open,
    _late,
    _assign,
    owner="officer__user",
)
