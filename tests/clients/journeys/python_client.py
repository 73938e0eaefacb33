"""The same ten things with openapi-python-client: see package.ts."""

import datetime as dt
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from portal import models
from portal.api.announcements import announcements_list, announcements_retrieve, feed_atom
from portal.api.citizens import me_destroy, me_retrieve, session_create
from portal.api.dossiers import dossiers_list, dossiers_lookup_create
from portal.api.privacy import me_export_retrieve
from portal.api.procedures import procedures_list, procedures_retrieve
from portal.api.questions import questions_create
from portal.api.ratings import dossiers_rating_update
from portal.api.reception import (
    reception_numbers_create,
    reception_queues_list,
    reception_windows_list,
)
from portal.api.reports import (
    evidence_create,
    evidence_ticket_create,
    evidence_uploads_create,
    evidence_uploads_partial_update,
    evidence_uploads_retrieve,
    reports_create,
    reports_lookup_create,
)
from portal.client import AuthenticatedClient, Client
from portal.types import File

T = TypeVar("T")
PORTAL, PICTURE = os.environ["PORTAL"], Path(os.environ["FILE"]).read_bytes()
MEGABYTE = 1024 * 1024


def done(what: str, holds: object) -> None:
    if not holds:
        raise SystemExit(what)
    print(what)


def got(kind: type[T], call: Callable[..., Any], *path: Any, **values: Any) -> T:
    """Return the answer of a call if it is of a kind, else end."""
    answer = call(*path, **values)
    if not isinstance(answer, kind):
        raise SystemExit(f"{call.__module__}: {answer}")
    return answer


anyone = Client(base_url=PORTAL)
stranger = AuthenticatedClient(base_url=PORTAL, token="nobody")
done("a stranger is refused", me_retrieve.sync_detailed(client=stranger).status_code == 401)
body = models.LoginBodyRequest(access_token=os.environ["TOKEN"])
login = got(models.Login, session_create.sync, client=anyone, body=body)
mine = AuthenticatedClient(base_url=PORTAL, token=login.token)
done("log in", got(models.Citizen, me_retrieve.sync, client=mine).name != "")

page = got(models.ProcedurePage, procedures_list.sync, client=anyone, search="căn cước")
card = page.results[0]
detail = got(models.ProcedureDetail, procedures_retrieve.sync, card.id, client=anyone)
done("look up a procedure", detail.id == card.id)

dossiers = got(models.DossierPage, dossiers_list.sync, client=mine).results
lookup = models.DossierLookupBodyRequest(code=dossiers[0].code, phone_last4="0001")
looked = got(models.DossierLookup, dossiers_lookup_create.sync, client=anyone, body=lookup)
done("check a dossier", looked.code == dossiers[0].code)

question = models.QuestionBodyRequest(text="Đăng ký tạm trú cần giấy tờ gì?", field="cutru")
asked = got(models.QuestionDetail, questions_create.sync, client=mine, body=question)
done("ask", len(asked.messages) == 1)

ticket = got(models.EvidenceTicket, evidence_ticket_create.sync, client=anyone).ticket
form = models.EvidenceCreateFilesBody(files=[File(BytesIO(PICTURE), "anh.jpg", "image/jpeg")])
sent = got(models.UploadedEvidence, evidence_create.sync, client=anyone, body=form, ticket=ticket)
written = models.ReportBodyRequest(
    kind="traffic_violation",
    identity=models.ReportIdentityEnum.ANONYMOUS,
    words="Xe con vượt đèn đỏ ở ngã tư Hùng Vương.",
    occurred_from=dt.datetime(2026, 11, 24, 0, 30, tzinfo=dt.UTC),
    place=models.PlaceFieldsRequest(words="Ngã tư Hùng Vương"),
    plates=["19A-123.45"],
    evidence=[file.id for file in sent.files],
    evidence_ticket=ticket,
)
receipt = got(models.Receipt, reports_create.sync, client=anyone, body=written)
asking = models.ReportLookupBodyRequest(receipt.number, str(receipt.secret_code))
found = got(models.ReportLookup, reports_lookup_create.sync, client=anyone, body=asking)
done("report anonymously with a file", len(found.report.evidence) == 1)

beginning = models.UploadBodyRequest(size=len(PICTURE))
upload = got(models.EvidenceUpload, evidence_uploads_create.sync, client=mine, body=beginning)
tus = models.EvidenceUploadsPartialUpdateTusResumable("1.0.0")  # it sends the last named type
while upload.file is None:
    part = File(BytesIO(PICTURE[upload.offset : upload.offset + MEGABYTE]))
    evidence_uploads_partial_update.sync_detailed(
        upload.id, client=mine, body=part, upload_offset=upload.offset, tus_resumable=tus
    )
    before = upload.offset
    upload = got(models.EvidenceUpload, evidence_uploads_retrieve.sync, upload.id, client=mine)
    if upload.offset == before:
        raise SystemExit("a part was refused")
done("upload in parts", upload.offset == len(PICTURE))

finished = next(one.code for one in dossiers if one.status.code.value == "completed")
five = models.RatingBodyRequest(overall=5)
rating = got(models.Rating, dossiers_rating_update.sync, finished, client=mine, body=five)
done("rate", rating.overall == 5)

news = got(models.AnnouncementPage, announcements_list.sync, client=anyone).results[0]
read = got(models.Announcement, announcements_retrieve.sync, news.slug, client=anyone)
done(
    "read announcements", read.html != "" and news.title in got(str, feed_atom.sync, client=anyone)
)

office = "ca-phuong-thanh-mieu"
queue = got(models.Queues, reception_queues_list.sync, client=anyone, office=office).queues[0].id
days = got(models.Windows, reception_windows_list.sync, queue, client=anyone).days
windows = [one for day in days for one in day.windows if one.left.value != "no"]
visit = models.QueueNumberBodyRequest(queue=queue, begins_at=windows[1].begins_at, people=1)
number = got(models.NewQueueNumber, reception_numbers_create.sync, client=mine, body=visit)
done("book a number", number.label != "")

kept = got(models.DataExport, me_export_retrieve.sync, client=mine).to_dict()
erased = got(models.ErasureReport, me_destroy.sync, client=mine)
done("export and delete own data", bool(kept["parts"]) and bool(erased.deleted))
