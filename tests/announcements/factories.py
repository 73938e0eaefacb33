"""Announcements in every state, as officers make them."""

import io
from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from announcements.actions import editing, publishing, reviewing
from announcements.models import Announcement, Challenge
from announcements.pictures.keeping import keep_picture
from announcements.publishing.snapshot import announcements as snapshot
from announcements.workflow import CHALLENGE_DAYS
from foundation.desk.roles import Role
from offices.models import Office, Officer
from offices.working_time.calendar import end_of_days
from tests.offices.factories import province
from tests.rights import put_into

_numbers = count(1)


def officer_of(office=None, *roles):
    """Return a user with a post in an office and these roles."""
    user = User.objects.create_user(f"tin-{next(_numbers)}", is_staff=True)
    Officer.objects.create(office=office or province(), user=user, public_name="Đại úy Lê Văn An")
    put_into(user, Group.objects.filter(name__in=roles))
    return user


def editor_of(office=None):
    return officer_of(office, Role.NEWS_EDITOR)


def approver_of(office=None):
    return officer_of(office, Role.NEWS_APPROVER)


def spokesperson_of(office=None):
    return officer_of(office, Role.SPOKESPERSON)


def duty_leader_of(office=None):
    return officer_of(office, Role.DUTY_LEADER)


def jpeg(width=400, height=300, colour="navy"):
    """Return an uploaded picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return SimpleUploadedFile("anh.jpg", out.getvalue(), "image/jpeg")


def picture(officer=None, **values):
    return keep_picture(jpeg(**values), officer)


def values_of(kind):
    """Return what an announcement of this kind needs."""
    now = timezone.now()
    return {
        "fact_check": {
            "claim": "Từ tháng sau ai chưa có VNeID bị phạt.", "where_seen": ["Facebook"],
            "verdict": "false", "sources": ["https://bocongan.gov.vn/tin"],
        },
        "scam_warning": {"scam_marks": ["http://vneid-capnhat.xyz", "0912 345 678"]},
        "wanted": {
            "decision_number": "12/QĐ-CSHS", "expires_at": now + timedelta(days=300),
            "picture_alternative": "Chân dung người bị truy nã, tóc ngắn, đeo kính",
        },
        "missing": {
            "decision_number": "7/TB-CAP", "expires_at": now + timedelta(days=60),
            "picture_alternative": "Chân dung người cần tìm, áo xanh",
        },
        "service_outage": {
            "service": "Cấp hộ chiếu", "begins_at": now + timedelta(days=20),
            "ends_at": now + timedelta(days=21),
        },
    }.get(kind, {})  # fmt: skip


def draft(kind="news", officer=None, areas=(), **values):
    """Keep a draft that could be submitted."""
    officer = officer or editor_of(values.get("office"))
    if kind in ("wanted", "missing"):
        values.setdefault("picture", picture(officer))
    words = {
        "title": "Công an phường tiếp dân cả sáng thứ Bảy",
        "summary": "Từ tuần này, trụ sở mở cửa cả sáng thứ Bảy.",
        "body": "Bộ phận một cửa làm việc từ 7 giờ 30 đến 11 giờ 30.",
    }
    office = values.pop("office", None) or Office.objects.get(pk=province().pk)
    row = Announcement(kind=kind, office=office, **{**words, **values_of(kind), **values})
    return editing.create(row, officer, areas)


def bare(office=None, **values):
    """Return a row that nobody wrote, for tables of tests."""
    slug = f"tin-{next(_numbers)}"
    words = {"kind": "news", "title": "Tin thử", "slug": slug, **values}
    return Announcement.objects.create(office=office or province(), **words)


def submitted(kind="news", officer=None, **values):
    """Keep a draft and submit it: its author does, unless that is `officer`."""
    author = officer or editor_of(values.get("office"))
    row = draft(kind, author, **values)
    return reviewing.submit(row, editor_of(row.office) if officer else author)


def approved(kind="news", **values):
    row = submitted(kind, **values)
    chief = spokesperson_of if kind == "fact_check" else approver_of
    return reviewing.approve(row, chief(row.office))


def published(kind="news", **values):
    """Publish one as the worker does, and let this process see it."""
    row = approved(kind, **values)
    publishing.work()
    snapshot.refresh()
    return Announcement.objects.get(pk=row.pk)


def corrected(row, note="Giờ mở cửa trước đây ghi sai.", **values):
    """Correct a published one over two officers."""
    editor = editor_of(row.office)
    row = Announcement.objects.get(pk=row.pk)
    for name, value in {"correction_note": note, "body": "Mở cửa từ 8 giờ.", **values}.items():
        setattr(row, name, value)
    editing.save(row, editor, row.events_count)
    row = reviewing.propose(row, editor)
    row = reviewing.correct(row, approver_of(row.office))
    snapshot.refresh()
    return row


def challenge(about=None, **values):
    about = about or published()
    values.setdefault("due_at", end_of_days(timezone.now(), CHALLENGE_DAYS))
    return Challenge.objects.create(announcement=about, words="Tin ghi sai giờ.", **values)
