"""A citizen says that an announcement is wrong; an officer answers within the law's 15 days."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from announcements.actions import daily_counts
from announcements.actions.moving import flow, shown_version
from announcements.models import Announcement, Challenge, ChallengeOutcome
from announcements.publishing.documents import tombstone_of
from announcements.workflow import CHALLENGE_DAYS, PUBLIC, State
from citizens.locking import hold_citizens, lock_citizen
from citizens.models import Citizen
from citizens.notices.queueing import queue
from foundation.api.problems import Problem
from offices.working_time.calendar import end_of_days


@transaction.atomic
def challenge(citizen: Citizen, slug: str, words: str) -> Challenge:
    """Take a citizen's claim about a public announcement.

    Raises Problem `not_found`, `announcement_withdrawn`, `challenge_waiting`.
    """
    found: Announcement | None = Announcement.objects.filter(
        slug=slug, published_at__isnull=False
    ).first()
    if found is None:
        raise Problem("not_found")
    shown = shown_version(found)
    if found.state not in PUBLIC:
        raise Problem("announcement_withdrawn", tombstone=tombstone_of(vars(found), shown))
    lock_citizen(citizen.pk)
    if Challenge.objects.of_citizen(citizen).waiting().filter(announcement=found).exists():
        raise Problem("challenge_waiting")
    now = timezone.now()
    taken: Challenge = Challenge.objects.create(
        announcement=found, version=shown, citizen=citizen, words=words,
        sent_at=now, due_at=end_of_days(now, CHALLENGE_DAYS),
    )  # fmt: skip
    daily_counts.count(found.office_id, now, {"challenged": 1})
    return taken


@transaction.atomic
def answer(claim: Challenge, officer: User, outcome: str, words: str) -> Challenge:
    """Answer a challenge and notify its sender. Raises Problem `announcement_refused`.

    Who says that it was corrected or withdrawn has done that before: the answer follows the act.
    """
    visible = Challenge.objects.visible_to_officer(officer).filter(pk=claim.pk)
    if not visible.exists():
        raise PermissionDenied
    if claim.citizen_id is not None:
        hold_citizens([claim.citizen_id])  # before the row, as erasing does
    locked: Challenge = (
        Challenge.objects.select_for_update(of=("self",))
        .select_related("announcement")
        .get(pk=claim.pk)
    )
    if locked.answered_at is not None:
        flow.refuse("Ý kiến này đã được trả lời.")
    _refuse_what_was_not_done(locked, outcome)
    now = timezone.now()
    locked.outcome, locked.answer = outcome, words
    locked.officer, locked.answered_at = officer, now
    locked.save(update_fields=["outcome", "answer", "officer", "answered_at"])
    counted = {"answered": 1, "in_time": int(now <= locked.due_at)}
    _tell(locked)
    daily_counts.count(locked.announcement.office_id, now, counted)
    return locked


def _refuse_what_was_not_done(claim: Challenge, outcome: str) -> None:
    about = claim.announcement
    if outcome == ChallengeOutcome.WITHDRAWN and about.state != State.WITHDRAWN:
        flow.refuse("Bản tin chưa được gỡ: hãy gỡ trước rồi trả lời.")
    if outcome == ChallengeOutcome.CORRECTED and shown_version(about) <= claim.version:
        flow.refuse("Bản tin chưa được đính chính: hãy đăng bản đính chính trước rồi trả lời.")


def _tell(claim: Challenge) -> None:
    if claim.citizen_id is not None:
        change = f"announcement-challenge-{claim.pk}"
        queue("challenge_answered", change, [claim.citizen_id], {}, claim.announcement.office_id)
