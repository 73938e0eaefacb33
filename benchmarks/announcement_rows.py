"""Announcements by the thousand, as the actions would have left them, in few statements."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from announcements.actions import editing, reviewing
from announcements.models import Announcement, AnnouncementEvent, AnnouncementVersion
from announcements.workflow import Kind, Move, State
from foundation.desk.roles import Role, sync_groups
from foundation.publishing.models import bump_revision
from offices.models import Office, Officer

AT_ONCE = 1_000
KINDS = (Kind.NEWS, Kind.POLICY, Kind.SCAM_WARNING, Kind.TRAFFIC, Kind.FACT_CHECK)
_numbers = count(1)
BODY = "Công an đề nghị người dân lưu ý.\n\n- Điều thứ nhất\n- Điều thứ hai\n\n" * 8
HTML = "<p>Công an đề nghị người dân lưu ý.</p><ul><li>Điều thứ nhất</li></ul>" * 8
_SUBJECTS = ("lừa đảo", "cư trú", "giao thông", "hộ chiếu", "căn cước", "phòng cháy", "ma tuý")


@transaction.atomic
def fill(number: int) -> None:
    """Make this many published announcements, each with a version, a minute apart."""
    offices = list(Office.objects.order_by("pk"))
    for start in range(0, number, AT_ONCE):
        rows = Announcement.objects.bulk_create(
            _rows(range(start, min(start + AT_ONCE, number)), offices)
        )
        AnnouncementVersion.objects.bulk_create(map(_version, rows))
        AnnouncementEvent.objects.bulk_create(map(_event, rows))
    bump_revision("announcements")


def _rows(numbers: range, offices: list[Office]) -> Iterator[Announcement]:
    now = timezone.now()
    for number in numbers:
        subject = _SUBJECTS[number % len(_SUBJECTS)]
        yield Announcement(
            slug=f"tin-do-{number}",
            kind=KINDS[number % len(KINDS)],
            state=State.PUBLISHED,
            office=offices[number % len(offices)],
            title=f"Thông báo số {number} về {subject} tại địa bàn {number % 97}",
            summary=f"Những điều cần biết về {subject}, cập nhật lần {number}.",
            body=BODY,
            published_at=now - timedelta(minutes=number),
            events_count=1,
        )


def _version(row: Announcement) -> AnnouncementVersion:
    at: Any = row.published_at  # it is there
    office = {"id": row.office_id, "name": row.office.name}
    details = {
        "office": office, "areas": [], "audience": "everybody", "severity": "minor",
        "legal_document": "", "particulars": {},
    }  # fmt: skip
    return AnnouncementVersion(
        announcement=row, number=1, title=row.title, summary=row.summary, body=row.body,
        html=HTML, details=details, at=at,
    )  # fmt: skip


def _event(row: Announcement) -> AnnouncementEvent:
    at: Any = row.published_at  # it is there
    return AnnouncementEvent(
        announcement=row, move=Move.PUBLISH, state=State.PUBLISHED, version=1, at=at
    )


def officer(role: Role) -> User:
    """Return a new officer of the province with this role."""
    sync_groups()
    user = User.objects.create_user(f"do-{role.name.lower()}-{next(_numbers)}")
    office = Office.objects.get(kind=Office.Kind.PROVINCE)
    Officer.objects.create(office=office, user=user, public_name="Cán bộ đo")
    user.groups.set([Group.objects.get(name=role)])
    return User.objects.get(pk=user.pk)


def approved(**values: object) -> Announcement:
    """Return one that waits for the worker, written and approved by two officers."""
    editor = officer(Role.NEWS_EDITOR)
    office = Office.objects.get(kind=Office.Kind.PROVINCE)
    words = {"kind": Kind.NEWS, "title": "Đo: tin mới", "summary": "Tin để đo.", "body": BODY}
    row = editing.create(Announcement(office=office, **{**words, **values}), editor)
    reviewing.submit(row, editor)
    return reviewing.approve(row, officer(Role.NEWS_APPROVER))
