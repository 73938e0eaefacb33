"""Raise alarms about ratings that look stuffed, and store a leader's verdict.

An alarm covers past days only, so that it reveals nothing about the last visitor.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import structlog
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from feedback.models import LeftOut, Origin, Rating, RatingAlarm, Verdict
from feedback.ratings import recounting
from feedback.ratings.stuffing import (
    RULES,
    USUAL_DAYS,
    Given,
    RuleCode,
    first_day,
    look_stuffed,
    suspects,
)
from foundation.api.problems import Problem

log = structlog.get_logger("police_portal.feedback")
LOOK_BACK = 7  # days that are checked again, in case the timer did not run
_LONGEST = max(rule.days for rule in RULES.values())


@transaction.atomic
def raise_alarms(today: date) -> list[RatingAlarm]:
    """Raise the alarms of the days before today, and return the new ones. May be run again."""
    days = [today - timedelta(days=back) for back in range(LOOK_BACK, 0, -1)]
    given = _ratings_by_office(days[0] - timedelta(days=USUAL_DAYS + _LONGEST), days[-1])
    raised = [
        alarm
        for day in days
        for office, ratings in sorted(given.items())
        for code in RULES
        if (alarm := _raise_once(office, code, ratings, day))
    ]
    log.info("rating_alarms_raised", alarms=len(raised))
    return raised


@transaction.atomic
def judge(alarm: RatingAlarm, officer: User, verdict: Verdict, note: str) -> RatingAlarm:
    """Store a leader's verdict. Stuffed ratings no longer count, unless published.

    Raises Problem `rating_alarm_judged` if somebody was faster.
    """
    locked: RatingAlarm = RatingAlarm.objects.select_for_update().get(pk=alarm.pk)
    if locked.verdict:
        raise Problem("rating_alarm_judged")
    locked.verdict, locked.note = verdict, note
    locked.reviewed_by, locked.reviewed_on = officer, timezone.localdate()
    locked.save(update_fields=["verdict", "note", "reviewed_by", "reviewed_on"])
    if verdict == Verdict.STUFFED:
        rule = RULES[RuleCode(locked.rule)]
        given = _ratings_by_office(locked.first, locked.last, office=locked.office_id)
        named = suspects(rule, given.get(locked.office_id, []), locked.last)
        recounting.leave_out([one.rating for one in named], LeftOut.STUFFED)
    return locked


def _raise_once(office: str, code: RuleCode, given: list[Given], last: date) -> RatingAlarm | None:
    """Raise an alarm, unless there is one of the same kind for some of these days."""
    rule = RULES[code]
    if not look_stuffed(rule, given, last):
        return None
    first = first_day(rule, last)
    alarms = RatingAlarm.objects.filter(office=office, rule=code)
    if alarms.filter(last__gte=first, first__lte=last).exists():
        return None
    count = len(suspects(rule, given, last))
    raised: RatingAlarm = RatingAlarm.objects.create(
        office_id=office, rule=code, first=first, last=last, count=count
    )
    return raised


def _ratings_by_office(first: date, last: date, **where: str) -> Mapping[str, list[Given]]:
    by_office: dict[str, list[Given]] = defaultdict(list)
    for office, given in _read_ratings(first, last, **where):
        by_office[office].append(given)
    return by_office


def _read_ratings(first: date, last: date, **where: str) -> Iterator[tuple[str, Given]]:
    rows = Rating.objects.counted().filter(rated_on__range=(first, last), **where).order_by()
    columns = ("office_id", "pk", "owner_hash", "origin", "rated_on")
    for office, key, rater, origin, day in rows.values_list(*columns).iterator():
        yield office, Given(key, rater, origin != Origin.DOSSIER, day)
