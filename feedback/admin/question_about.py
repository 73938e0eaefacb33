"""Panels next to a conversation: the procedure as of today, the dossier, earlier questions."""

from dataclasses import dataclass
from typing import Any, cast

import orjson
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from citizens import access_log
from citizens.access_log.finding import record_found
from dossiers.due.state import Now
from dossiers.due.wording import standing_for_officer
from dossiers.models import Dossier
from dossiers.workflow import Status as DossierStatus
from feedback.excerpts import excerpt
from feedback.models import Question
from feedback.questions.conversation import with_beginning
from feedback.questions.workflow import Status
from foundation.desk.one_screen import Panel
from offices.snapshot import directory
from offices.working_time.due_times import Standing
from procedures.publishing.published import Published
from procedures.publishing.snapshot import catalogue

MOST_EARLIER = 5
MOST_PAPERS = 30
BEGINNING = 70
VIEW_PROCEDURE, VIEW_DOSSIER = "procedures.view_procedure", "dossiers.view_dossier"


def panels(request: HttpRequest, question: Question) -> list[Panel]:
    """Return the panels that are not empty."""
    found = [
        ("Thủ tục hôm nay", "procedure", procedure_facts(request, question)),
        ("Hồ sơ được hỏi", "dossier", _dossier_facts(request, question)),
        ("Câu hỏi khác của công dân này", "earlier", _earlier(request, question)),
    ]
    return [
        Panel(title, f"admin/feedback/about_{name}.html", said)
        for title, name, said in found
        if said
    ]


def procedure_document(question: Question) -> dict[str, Any]:
    """Return the published procedure as of today, empty if there is none."""
    found = catalogue.current().find(question.procedure_id) if question.procedure_id else None
    return orjson.loads(found.document) if isinstance(found, Published) else {}


def office_card(question: Question) -> dict[str, Any]:
    """Return the card of the question's office, empty if it is not in the directory."""
    office = directory.current().offices.get(question.office_id)
    return dict(office.card) if office else {}


def procedure_facts(request: HttpRequest, question: Question) -> dict[str, Any] | None:
    """Return fees, times, papers and the place, as citizens read them today."""
    procedure = procedure_document(question)
    if not procedure:
        return None
    cases = [
        (f"{paper['name']} ({case['name']})")
        for case in procedure.get("cases", ())
        for paper in case["documents"]
    ]
    papers = [*(paper["name"] for paper in procedure.get("documents", ())), *cases]
    may_open = request.user.has_perm(VIEW_PROCEDURE)
    return {
        "name": procedure.get("short_name", ""),
        "address": _page("procedures_procedure", question.procedure_id) if may_open else "",
        "fee": procedure.get("fee", {}).get("summary", ""),
        "channels": [(one["name"], one["time_summary"]) for one in procedure.get("channels", ())],
        "papers": list(dict.fromkeys(papers))[:MOST_PAPERS],
        "office": office_card(question),
    }


@dataclass(frozen=True)
class _DossierFacts:
    """The status of a dossier; the address is empty for officers who may not open it."""

    code: str
    status: str
    standing: Standing
    address: str


def _dossier_facts(request: HttpRequest, question: Question) -> _DossierFacts | None:
    """Return the status of the dossier in question, and log the access.

    The citizen referred to it when asking the office; its documents stay with the office in charge.
    """
    row: Dossier | None = (
        Dossier.objects.without_applicant().filter(pk=question.dossier_id).first()
        if question.dossier_id
        else None
    )
    if row is None:
        return None
    access_log.record(
        actor=cast("User", request.user),  # the admin admits nobody else
        action=access_log.Action.SEEN,
        subject=("dossier", [row.pk]),
        where=access_log.Where.ADMIN,
    )
    opens = (
        request.user.has_perm(VIEW_DOSSIER)
        and Dossier.objects.visible_to_officer(request.user).filter(pk=row.pk).exists()
    )
    return _DossierFacts(
        row.code,
        str(DossierStatus(row.status).label),
        standing_for_officer(row, Now.at(timezone.now()), directory.current().calendar),
        _page("dossiers_dossier", row.pk) if opens else "",
    )


def _earlier(request: HttpRequest, question: Question) -> list[dict[str, Any]]:
    """Return the citizen's other questions within the officer's reach, and log the access."""
    if question.citizen_id is None:
        return []
    own = Question.objects.visible_to_officer(request.user).filter(citizen=question.citizen_id)
    rows = list(with_beginning(own.exclude(pk=question.pk)).newest_first()[:MOST_EARLIER])
    record_found(request, "question", [row.pk for row in rows])
    return [
        {
            "number": row.pk,
            "words": excerpt(row.beginning or "", BEGINNING) or "Đã xoá nội dung",
            "status": Status(row.status).label,
            "asked_at": row.asked_at,
            "address": _page("feedback_question", row.pk),
        }
        for row in rows
    ]


def _page(name: str, key: Any) -> str:
    return reverse(f"admin:{name}_change", args=[key])
