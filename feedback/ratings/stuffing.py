"""What looks stuffed: one table of rules over days, offices and keyed hashes of raters. Pure.

The figures are our own choice, to be corrected by experience: low enough for four accounts that
rate an office every day of a week, high enough for a busy day. Ratings have no time of day
(docs/decisions/0012-ratings.md), so a day is the shortest span.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import TextChoices

USUAL_DAYS = 28  # a usual day is computed from the four weeks before


class RuleCode(TextChoices):
    """Why an alarm is raised."""

    VISITS_OF_DAY = "visits_of_day", "Nhiều đánh giá tại quầy trong một ngày"
    DOSSIERS_OF_DAY = "dossiers_of_day", "Nhiều đánh giá hồ sơ trong một ngày"
    FEW_RATERS = "few_raters", "Phần lớn đánh giá của ít người"


@dataclass(frozen=True)
class Given:
    """A rating that counts: of a visit or a dossier, by a keyed hash (empty once erased)."""

    rating: UUID
    rater: str
    is_visit: bool
    day: date


@dataclass(frozen=True)
class Rule:
    """At least `least` ratings of an office within `days`; `is_visit` None means both kinds.

    `times` is a multiple of a usual day. With `each`, only ratings of people with that many for the
    office count, and they must be at least the part `share` of all.
    """

    days: int
    least: int
    is_visit: bool | None = None
    times: int = 0
    each: int = 0
    share: float = 0


RULES: Mapping[RuleCode, Rule] = {
    RuleCode.VISITS_OF_DAY: Rule(days=1, least=15, is_visit=True, times=4),
    RuleCode.DOSSIERS_OF_DAY: Rule(days=1, least=30, is_visit=False, times=4),
    RuleCode.FEW_RATERS: Rule(days=7, least=10, each=3, share=0.5),
}


def first_day(rule: Rule, last: date) -> date:
    """Return the first day of the span that ends with `last`."""
    return last - timedelta(days=rule.days - 1)


def suspects(rule: Rule, given: Sequence[Given], last: date) -> list[Given]:
    """Return the suspect ratings of one office by this rule, in the span up to `last`."""
    found = _in_span(rule, given, first_day(rule, last), last)
    if rule.each:
        by_rater = Counter(one.rater for one in found if one.rater)
        found = [one for one in found if by_rater[one.rater] >= rule.each]
    return found


def look_stuffed(rule: Rule, given: Sequence[Given], last: date) -> bool:
    """Return True if there are enough suspects for an alarm.

    `given` are the office's ratings from USUAL_DAYS before the span on.
    """
    number, first = len(suspects(rule, given, last)), first_day(rule, last)
    if number < rule.least:
        return False
    if rule.each:
        return number >= rule.share * len(_in_span(rule, given, first, last))
    before = first - timedelta(days=1)
    earlier = _in_span(rule, given, first - timedelta(days=USUAL_DAYS), before)
    return number * USUAL_DAYS >= rule.times * len(earlier) * rule.days


def _in_span(rule: Rule, given: Sequence[Given], first: date, last: date) -> list[Given]:
    return [
        one for one in given if first <= one.day <= last and rule.is_visit in {None, one.is_visit}
    ]
