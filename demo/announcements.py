"""Announcements of the demo: written, approved, published and ended by the real actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from announcements.actions import arranging, challenging, editing, ending, publishing, reviewing
from announcements.models import Announcement, Picture
from announcements.models.choices import RevocationReason
from announcements.pictures.keeping import keep_picture, remove_files
from announcements.workflow import Kind
from demo.days import Weeks
from demo.moments import clock_at
from demo.people import People
from demo.story import FIRST_COMMUNE, POLICE
from officers.demo_accounts import DEMO_PREFIX
from offices.installation import choose_province
from offices.models import Office
from offices.snapshot import directory

DATA = Path(__file__).with_name("data") / "announcements.json"
_OFFICES = {"police": POLICE, "first_commune": FIRST_COMMUNE}
CHALLENGE = "Bảng ở trụ sở ghi ngày khác với thông báo này, xin công an xem lại."
_READ, _PIN = timedelta(hours=2), timedelta(days=20)


@dataclass(frozen=True)
class Desk:
    """Who writes, approves, speaks and is on duty."""

    editor: User
    approver: User
    spokesperson: User
    duty: User

    def chief_of(self, kind: str) -> User:
        """Return who approves this kind."""
        return self.spokesperson if kind == Kind.FACT_CHECK else self.approver


def create_announcements(weeks: Weeks, people: People) -> list[Announcement]:
    """Make them, each at its moment before now; return them as they are now."""
    directory.refresh()
    names = ("bientaptin", "duyettin", "phatngon", "lanhdaotruc")
    found = {user.username.removeprefix(DEMO_PREFIX): user for user in User.objects.all()}
    desk = Desk(*(found[name] for name in names))
    stories = orjson.loads(choose_province("").in_own_words(DATA.read_text()))
    told = sorted(stories, key=lambda one: -one["days_ago"])
    made = [_make(weeks, people, desk, story) for story in told]
    keys = [row.pk for row in made]
    Announcement.objects.filter(pk__in=keys).update(demo=True)
    return list(Announcement.objects.filter(pk__in=keys).order_by("pk"))


def _make(weeks: Weeks, people: People, desk: Desk, story: Mapping[str, Any]) -> Announcement:
    written = weeks.now - timedelta(days=story["days_ago"], hours=5)
    with clock_at(written):
        row = editing.create(
            _draft(people, desk, story, written), desk.editor, _areas(people, story)
        )
    upto = story.get("upto", "published")
    if upto == "draft":
        return row
    with clock_at(written):
        row = reviewing.submit(row, desk.editor)
    if upto == "submitted":
        return row
    with clock_at(written + _READ):
        row = reviewing.approve(row, desk.chief_of(row.kind))
        if upto == "published":
            publishing.work(written + _READ)
    if upto == "published":
        _go_on(weeks, people, desk, story, Announcement.objects.get(pk=row.pk))
    return row


def _go_on(
    weeks: Weeks, people: People, desk: Desk, story: Mapping[str, Any], row: Announcement
) -> None:
    """Let happen what the story tells of a published announcement."""
    later = weeks.now - timedelta(days=story["days_ago"] - 1)
    with clock_at(min(later, weeks.now)):
        if story.get("pinned"):
            arranging.pin(row, desk.approver, later + _PIN)
        if "withdrawn" in story:
            ending.withdraw(row, desk.approver, story["withdrawn"])
        if story.get("revoked"):
            ending.revoke(row, desk.duty, RevocationReason.FOUND)
        if "corrected" in story:
            challenging.challenge(people.lan, row.slug, CHALLENGE)
            _correct(desk, row, story["corrected"])
        if story.get("expired"):
            arranging.prolong(row, desk.approver, later + _READ)
    if story.get("expired"):
        with clock_at(weeks.now):
            publishing.work(weeks.now)


def _correct(desk: Desk, row: Announcement, change: Mapping[str, str]) -> None:
    row.title, row.body, row.correction_note = change["title"], change["body"], change["note"]
    editing.save(row, desk.editor, row.events_count)
    proposed = reviewing.propose(row, desk.editor)
    corrected = reviewing.correct(proposed, desk.approver)
    for claim in corrected.challenges.all():
        challenging.answer(claim, desk.approver, "corrected", "Công an đã đính chính ngày.")


def _draft(people: People, desk: Desk, story: Mapping[str, Any], written: datetime) -> Announcement:
    moments = {
        name: written + timedelta(days=story[told])
        for name, told in (
            ("begins_at", "begins_in"), ("ends_at", "ends_in"), ("expires_at", "expires_in"),
            ("publish_at", "publish_in"),
        )
        if told in story
    }  # fmt: skip
    words = {name: story[name] for name in ("kind", "title", "summary", "body")}
    if "picture" in story:
        words |= {
            "picture": _picture(desk.editor, story["picture"]),
            "picture_alternative": story["alternative"],
        }
    severity = story.get("severity", "minor")
    office = people.stage.parts[_OFFICES[story["office"]]]
    fields = story.get("fields", {})
    return Announcement(office_id=office, severity=severity, **words, **moments, **fields)


def _areas(people: People, story: Mapping[str, Any]) -> list[Office]:
    if not story.get("area"):
        return []
    return list(Office.objects.filter(pk=people.stage.parts[FIRST_COMMUNE]))


def _picture(officer: User, name: str) -> Picture:
    """Return a drawn picture: nobody's face is invented."""
    drawn = (DATA.parent / "pictures" / f"{name}.png").read_bytes()
    return keep_picture(SimpleUploadedFile("anh.png", drawn, "image/png"), officer)


def delete_files() -> int:
    """Delete the files of all pictures, and return how many pictures had some."""
    return remove_files(Picture.objects.values_list("pk", flat=True))
