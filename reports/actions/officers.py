"""What officers do with a report until it is decided. Decisions stand in `deciding`.

Each raises Problem `report_moved_on` if somebody was faster or a rule forbids it, and
PermissionDenied. `seen` is `events_count` when the officer read the report.
"""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from offices.calendar import ZONE, end_of_days
from reports import rights
from reports.actions.moving import Words, lock_report, make_move
from reports.actions.officers_moves import begin, refuse, refuse_if_leading, words_for
from reports.models import ListedReason, Report, ReportKind, ReportMessage, Stage
from reports.workflow import SUPPLY_DAYS, Move, Party


@transaction.atomic
def receive(report: Report, officer: User, register_number: str, seen: int | None = None) -> Report:
    """Enter a report into the office's register (Decree 61/2026/NĐ-CP, article 20.2c)."""
    locked = begin(officer, Move.RECEIVE, report, seen)
    make_move(locked, Move.RECEIVE, officer, register_number=register_number)
    return locked


@transaction.atomic
def reclassify(
    report: Report, officer: User, kind: ReportKind, reason: str, seen: int | None = None
) -> Report:
    """Make it a report of another kind; its clock goes on from the first receipt.

    The desk of the new kind decides who sees it from now on, and for a crime silence begins.
    """
    locked = begin(officer, Move.RECLASSIFY, report, seen)
    if kind.pk == locked.kind_id:
        refuse("Phản ánh đã thuộc loại này.")
    refuse_if_leading(locked)
    if kind.desk != locked.kind.desk and not rights.somebody_sees(locked.office_id, kind.desk):
        refuse(
            "Đơn vị này và cấp trên chưa có cán bộ nào thấy loại phản ánh đó. Hãy tiếp nhận rồi "
            "chuyển cho đơn vị có thẩm quyền."
        )
    make_move(locked, Move.RECLASSIFY, officer, Words(internal=reason), kind=kind, topic=None)
    return locked


@transaction.atomic
def ask_more(
    report: Report,
    officer: User,
    missing: Sequence[ListedReason],
    words: str = "",
    seen: int | None = None,
) -> Report:
    """Ask the sender for what is missing, within SUPPLY_DAYS; the clock does not stop."""
    locked = begin(officer, Move.ASK_MORE, report, seen)
    asked = "\n".join([*(f"- {reason.words}" for reason in missing), *([words] if words else [])])
    supply_by = end_of_days(timezone.now(), SUPPLY_DAYS)
    make_move(locked, Move.ASK_MORE, officer, Words(asked), supply_by=supply_by)
    return locked


@transaction.atomic
def take_on(report: Report, officer: User, note: str = "", seen: int | None = None) -> Report:
    """Order the verification; its time begins (Decree 61/2026/NĐ-CP, article 21.1)."""
    locked = begin(officer, Move.TAKE_ON, report, seen)
    make_move(locked, Move.TAKE_ON, officer, Words(internal=note))
    return locked


@transaction.atomic
def extend(report: Report, officer: User, reason: str, seen: int | None = None) -> Report:
    """Extend the verification to the longer limit of the kind's clock, once."""
    locked = begin(officer, Move.EXTEND, report, seen)
    if locked.extended:
        refuse("Phản ánh này đã được gia hạn; chỉ được gia hạn một lần.")
    if not may_be_extended(locked):
        refuse("Thời hạn của loại phản ánh này không được gia hạn.")
    said = words_for(locked, Move.EXTEND, reason)
    make_move(locked, Move.EXTEND, officer, said, extended=True)
    return locked


def may_be_extended(report: Report) -> bool:
    """Return True if the clock of its kind has a longer limit, and was not extended yet."""
    day = report.first_received_at.astimezone(ZONE).date()
    rules = report.kind.clock_rules.filter(stage=Stage.VERIFY, extended_length__isnull=False)
    return not report.extended and any(rule.holds(day) for rule in rules)


@transaction.atomic
def add_note(report: Report, officer: User, text: str) -> ReportMessage:
    """Keep a note between officers, the same words in a row once; the sender sees none."""
    lock_report(report)
    parties = (Party.VERIFIER, Party.LEADER)
    standing = rights.standing_of(report, officer)
    if not (standing.responsible or standing.invited) or not any(
        rights.may_act_as(officer, party) for party in parties
    ):
        raise PermissionDenied
    newest = ReportMessage.objects.filter(report=report).order_by("-pk").first()
    if newest and (newest.officer_id, newest.internal, newest.text) == (officer.pk, True, text):
        return newest
    note: ReportMessage = ReportMessage.objects.create(
        report=report,
        author=ReportMessage.Author.OFFICER,
        officer=officer,
        text=text,
        internal=True,
    )
    return note
