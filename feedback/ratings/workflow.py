"""The workflow of a follow-up, its four deadlines, and when a rating is final.

Pure. The deadlines are those of QĐ 766/QĐ-TTg for complaints about the service [S], in working
days: decline within 2, ask for more within 5, handle within 15, publish within 2 more. Lateness
follows from these dates and is never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from django.db.models import TextChoices

from foundation.moves.table import Rule, Table, leads
from offices.working_time.calendar import WorkingCalendar, YearNotLoaded

LOW = 2  # a mark up to this opens a follow-up
REPLACEABLE_DAYS = 14
DECLINE_DAYS, ASK_DAYS, HANDLE_DAYS, PUBLISH_DAYS = 2, 5, 15, 2


class Status(TextChoices):
    """The status of a follow-up."""

    WAITING = "waiting", "Chờ xử lý"
    ASKED_BACK = "asked_back", "Chờ người đánh giá bổ sung"
    HANDLED = "handled", "Đã xử lý, chờ công bố kết quả"
    DECLINED = "declined", "Không xử lý"
    PUBLISHED = "published", "Đã công bố kết quả"


class Move(TextChoices):
    """The moves of a follow-up."""

    OPEN = "open", "Mở do đánh giá chưa hài lòng"
    DECLINE = "decline", "Không xử lý"
    ASK_BACK = "ask_back", "Hỏi thêm người đánh giá"
    REPLY = "reply", "Người đánh giá bổ sung"
    HANDLE = "handle", "Ghi kết quả xử lý"
    PUBLISH = "publish", "Công bố kết quả"


# DUE: the office has to act. OPEN_STATUSES: also those that wait for the rater.
DUE = (Status.WAITING, Status.HANDLED)
OPEN_STATUSES = (*DUE, Status.ASKED_BACK)
# The next step, as the rater reads it.
NEXT_STEPS: Mapping[str, str] = {
    Status.WAITING: "Lãnh đạo đơn vị đang xem xét đánh giá của ông/bà. Ông/bà không cần làm gì "
    "thêm.",
    Status.ASKED_BACK: "Lãnh đạo đơn vị cần ông/bà cho biết thêm. Hãy trả lời; cán bộ không biết "
    "ông/bà "
    "là ai.",
    Status.HANDLED: "Đã xử lý xong, đơn vị sắp công bố kết quả.",
    Status.DECLINED: "Đơn vị không xử lý tiếp. Hãy đọc lý do.",
    Status.PUBLISHED: "Đã có kết quả xử lý. Hãy đọc kết quả.",
}


class Party(Enum):
    """Who makes a move."""

    RATER = "rater"
    LEADER = "leader"


_W, _A, _H = Status.WAITING, Status.ASKED_BACK, Status.HANDLED


@dataclass(frozen=True)
class Clocks:
    """The last day for each act. `publish_by` is set once the matter is handled."""

    decline_by: date
    ask_by: date
    handle_by: date
    publish_by: date | None = None


@dataclass(frozen=True)
class Today:
    """What a rule asks: the deadlines of a follow-up, and the day."""

    clocks: Clocks
    day: date


# After their last day declining and asking are not lawful: the matter has to be handled. Handling
# and publishing may be late; the figures show it.
RULES: Mapping[Move, Rule[Party, Status, Today]] = {
    Move.DECLINE: Rule(
        Party.LEADER, leads(Status.DECLINED, _W), lambda now, _: now.day <= now.clocks.decline_by
    ),
    Move.ASK_BACK: Rule(Party.LEADER, leads(_A, _W), lambda now, _: now.day <= now.clocks.ask_by),
    Move.REPLY: Rule(Party.RATER, leads(_W, _A)),
    Move.HANDLE: Rule(Party.LEADER, leads(_H, _W, _A)),
    Move.PUBLISH: Rule(Party.LEADER, leads(Status.PUBLISHED, _H)),
}
TABLE = Table(Status, RULES)


def is_allowed(
    move: Move, status: str, clocks: Clocks, today: date, *, citizen: bool = False
) -> bool:
    """Return True if the rater, or a leader, may make `move` from `status` today."""
    allowed = TABLE.allows(move, status, Today(clocks, today))
    return allowed and citizen is (RULES[move].party is Party.RATER)


def leaders_moves(status: str, clocks: Clocks, today: date) -> list[Move]:
    """Return the moves that a leader may make."""
    return [move for move in RULES if is_allowed(move, status, clocks, today)]


def clocks_at_opening(day: date, calendar: WorkingCalendar) -> Clocks:
    """Return the deadlines of a follow-up opened on `day`, which itself does not count."""
    return Clocks(
        *(
            working_days_after(day, count, calendar)
            for count in (DECLINE_DAYS, ASK_DAYS, HANDLE_DAYS)
        )
    )


def clocks_after_reply(
    clocks: Clocks, asked_on: date, day: date, calendar: WorkingCalendar
) -> Clocks:
    """Return the deadlines after the rater's reply on `day`; waiting for it does not count."""
    waited = sum(
        1
        for count in range((day - asked_on).days)
        if _is_worked(asked_on + timedelta(days=count + 1), calendar)
    )
    return replace(
        clocks,
        handle_by=working_days_after(clocks.handle_by, waited, calendar)
        if waited
        else clocks.handle_by,
    )


def clocks_after_handling(clocks: Clocks, day: date, calendar: WorkingCalendar) -> Clocks:
    """Return the deadlines after the matter was handled on `day`."""
    return replace(clocks, publish_by=working_days_after(day, PUBLISH_DAYS, calendar))


def next_due_day(status: str, clocks: Clocks) -> date | None:
    """Return when the office has to act next; None if it is not the office's turn."""
    return {_W: clocks.handle_by, _H: clocks.publish_by}.get(Status(status))


def working_days_after(day: date, count: int, calendar: WorkingCalendar) -> date:
    """Return the `count`-th working day after `day`.

    If next year's days off are not entered yet, all its weekdays count as working days. That only
    makes the deadline earlier; refusing the follow-up would be worse.
    """
    try:
        return calendar.add_working_days(day, count)
    except YearNotLoaded:
        return _with_years_assumed(day, calendar).add_working_days(day, count)


def _is_worked(day: date, calendar: WorkingCalendar) -> bool:
    return _with_years_assumed(day, calendar).is_working_day(day)


def _with_years_assumed(day: date, calendar: WorkingCalendar) -> WorkingCalendar:
    return replace(calendar, years_with_tet=calendar.years_with_tet | {day.year, day.year + 1})


def replaceable_until(rated_on: date) -> date:
    """Return the last day on which a rating of `rated_on` may be replaced."""
    return rated_on + timedelta(days=REPLACEABLE_DAYS)


def newest_final_month(today: date) -> date:
    """Return the first day of the newest month whose ratings can no longer be replaced.

    >>> newest_final_month(date(2026, 11, 14)), newest_final_month(date(2026, 11, 15))
    (datetime.date(2026, 9, 1), datetime.date(2026, 10, 1))
    """
    first_open = today - timedelta(days=REPLACEABLE_DAYS)  # earlier ratings are final
    return (first_open.replace(day=1) - timedelta(days=1)).replace(day=1)
