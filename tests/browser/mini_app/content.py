"""What a citizen of the simulated Zalo has at the service, so that every screen shows something."""

import datetime as dt
from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from announcements.actions import arranging
from announcements.actions.challenging import challenge
from announcements.models import Announcement
from dossiers.models import Dossier
from feedback.models import Question
from offices.models import Office
from offices.snapshot import directory
from procedures.models import Procedure
from reception.actions import booking
from reception.actions.booking import Visit
from reception.models import Queue, QueueNumber
from reports.kinds.actions import switch_on
from reports.models import Report, ReportKind
from tests.announcements import factories as news
from tests.citizens import factories as citizens
from tests.dossiers.factories import dossier, move
from tests.feedback import factories as feedback
from tests.offices.factories import hours
from tests.reception.factories import window
from tests.reports import factories as reports
from tests.reports.officers import concluded

PHONE = "+84912000001"  # of Lan in the simulated Zalo
OFFICE, PROCEDURE = "ca-phuong-thanh-mieu", "cancuoc-cap-doi-lai"


@dataclass(frozen=True)
class Content:
    """Lan's rows that screens are opened for."""

    dossier: Dossier
    finished: Dossier
    question: Question
    report: Report
    news: Announcement
    number: QueueNumber


def lan(zalo, phone=PHONE):
    """Return the service's row of Lan, who logged in before."""
    return citizens.citizen(phone, zalo_user_id=zalo.world.users[0].id, name="Nguyễn Thị Lan")


def filed(phone=PHONE, **values):
    """Return a dossier that waits for papers of its citizen."""
    office = Office.objects.get(pk=OFFICE)
    row = dossier(
        phone=phone, office=office, procedure=Procedure.objects.get(pk=PROCEDURE), **values
    )
    return move(row, "processing", "supplement_required")


def open_kinds():
    """Bring in the kinds of reports, and take traffic violations and scams."""
    call_command("create_report_kinds", stdout=StringIO())
    for kind in ReportKind.objects.filter(pk__in=["traffic_violation", "scam"]):
        switch_on(kind, "Thông báo 12/TB-CAT", dt.date(2026, 1, 2))


def reported(who):
    """Return a report of a citizen that was concluded."""
    open_kinds()
    kind = ReportKind.objects.get(pk="traffic_violation")
    row = reports.report(Office.objects.get(pk=OFFICE), who, kind=kind)
    reports.evidence(report=row)
    return concluded(row)


def announced():
    """Publish a warning, which is corrected and pinned, and a notice about somebody wanted."""
    news.published("news")
    news.published("wanted", title="Truy nã Trần Văn Mẫu")
    warning = news.published(
        "scam_warning", title="Giả danh công an yêu cầu cài VNeID giả", severity="severe",
        picture=news.picture(width=1200, height=800),
        picture_alternative="Tin nhắn giả danh công an, yêu cầu cài ứng dụng lạ",
        body="**Không** mở liên kết.\n\n- Gỡ ứng dụng\n- Gọi [113](tel:113)\n\n## Đã lỡ cài\n\nĐến "
        "[công an nơi gần nhất](https://bocongan.gov.vn).",
    )  # fmt: skip
    row = news.corrected(warning, body="Không mở liên kết; gọi 113.")
    until = timezone.now() + dt.timedelta(days=7)
    return arranging.pin(row, news.approver_of(row.office), until)


def counter():
    """Open a counter of the ward's police, from 7:30 to 17:00."""
    place = Office.objects.get(pk=OFFICE)
    place.hours.all().delete()
    hours(place)
    Office.objects.filter(pk=OFFICE).update(address="Đường Nguyễn Du")
    directory.forget()
    return Queue.objects.create(office=place, name="Một cửa", places=4, online_places=3)


def fill(zalo):
    """Give Lan dossiers, an answered question, a rating, a report, a notice, an appointment."""
    who = lan(zalo)
    waiting, finished = filed(), move(filed(), "processing", "completed")
    asked = feedback.answered(who, office=OFFICE)
    feedback.rating(who, office=Office.objects.get(pk=OFFICE), words="Cán bộ tận tình.")
    citizens.notice(who)
    warning = announced()
    challenge(who, warning.slug, "Tin ghi sai số điện thoại của công an phường.")
    queue = counter()
    number = booking.book(who, queue, window(queue), Visit(procedure=PROCEDURE))
    return Content(waiting, finished, asked, reported(who), warning, number)
