"""Dossiers among the most urgent rows of the officers' first page."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from dossiers import clock
from dossiers.due_state import Now
from dossiers.due_wording import standing_for_officer
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import RUNNING
from officers.first_page.urgent import Source, Told
from offices.due_times import due_cell
from offices.snapshot import directory

LEADS = "dossiers.manage_dossier"


def own_running(request: HttpRequest) -> DossierQuerySet:
    """Return what runs and is the officer's: theirs and nobody's; a leader's whole office."""
    rows = Dossier.objects.visible_to_officer(request.user).filter(
        status__in=RUNNING, due_at__isnull=False
    )
    if not request.user.has_perm(LEADS):
        rows = rows.filter(Q(officer=None) | Q(officer__user=request.user.pk))
    return rows.without_applicant().select_related("procedure", "officer").order_by("due_at", "pk")


def _tell(request: HttpRequest, dossier: Dossier) -> Told:
    standing = standing_for_officer(dossier, Now.at(timezone.now()), directory.current().calendar)
    is_mine = bool(dossier.officer and dossier.officer.user_id == request.user.pk)
    return Told(
        dossier.code,
        str(dossier.procedure),
        dossier.due_at,
        {"handler": "waiting"} if is_mine else {"part": "open"},
        due_cell(dossier.due_at, standing, by_the_hour=dossier.limit_unit in clock.HOURS),
    )


SOURCE = Source("Hồ sơ", "dossiers.dossier", "dossiers.change_dossier", own_running, _tell)
