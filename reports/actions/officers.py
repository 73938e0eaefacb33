"""What officers do with a report until it is decided. Decisions stand in `deciding`.

Each raises Problem `report_moved_on` if somebody was faster or a rule forbids it, and
PermissionDenied.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from foundation.moves.engine import Change
from offices.working_time.calendar import ZONE, end_of_days
from reports import rights
from reports.actions.moving import NOBODY, flow, refuse_if_leading, words_for
from reports.actions.register_book import next_number
from reports.models import ListedReason, Report, ReportKind, Stage
from reports.workflow import SUPPLY_DAYS, Move, Status


@flow.does(Move.RECEIVE)
def receive(locked: Report, _officer: User) -> Change:
    """Enter a report into the office's register (Decree 61/2026/NĐ-CP, article 20.2c)."""
    return Change({"register_number": next_number(locked.office_id, locked.kind.desk)})


@flow.does(Move.RECLASSIFY)
def reclassify(locked: Report, _officer: User, kind: ReportKind, reason: str) -> Change:
    """Make it a report of another kind; its clock goes on from the first receipt.

    The desk of the new kind decides who sees it from now on, and for a crime silence begins.
    """
    if kind.pk == locked.kind_id:
        flow.refuse("Phản ánh đã thuộc loại này.")
    refuse_if_leading(locked)
    if kind.desk != locked.kind.desk and not rights.somebody_sees(locked.office_id, kind.desk):
        flow.refuse(
            "Đơn vị này và cấp trên chưa có cán bộ nào thấy loại phản ánh đó. Hãy tiếp nhận rồi "
            "chuyển cho đơn vị có thẩm quyền."
        )
    changed: dict[str, Any] = {"kind": kind, "topic": None}
    if kind.desk != locked.kind.desk:
        changed |= NOBODY
        if locked.status != Status.SENT:  # each desk has a book of its own
            changed["register_number"] = next_number(locked.office_id, kind.desk)
    return Change(changed, internal=reason)


@flow.does(Move.ASK_MORE)
def ask_more(
    _locked: Report, _officer: User, missing: Sequence[ListedReason], words: str = ""
) -> Change:
    """Ask the sender for what is missing, within SUPPLY_DAYS; the clock does not stop."""
    asked = "\n".join([*(f"- {reason.words}" for reason in missing), *([words] if words else [])])
    return Change({"supply_by": end_of_days(timezone.now(), SUPPLY_DAYS)}, asked)


@flow.does(Move.TAKE_ON)
def take_on(
    locked: Report, officer: User, to: User | None = None, until: date | None = None, note: str = ""
) -> Change:
    """Order the verification; its time begins (Decree 61/2026/NĐ-CP, article 21.1).

    Whoever is named verifies until then; without a name it stays whose it was.
    """
    return Change(_owner(locked, officer, to, until) if to else {}, internal=note)


@flow.does(Move.TAKE)
def take(_locked: Report, officer: User) -> Change:
    """Answer for a report that nobody has taken."""
    return Change({"officer": officer})


@flow.does(Move.ASSIGN)
def assign(
    locked: Report, officer: User, to: User, until: date | None = None, note: str = ""
) -> Change:
    """Give a report to a colleague, with a term. Of others' reports only a leader decides."""
    return Change(_owner(locked, officer, to, until), internal=note)


def _owner(report: Report, by: User, to: User, until: date | None) -> dict[str, Any]:
    """Return the columns of who answers for a report. The term is the leader's to set."""
    desk, about = report.kind.desk, report.about_office_id
    if all(one.user != to.pk for one in rights.verifiers(report.office_id, desk, about)):
        flow.refuse("Cán bộ này không xác minh được phản ánh của đơn vị.")
    if until not in {None, report.verify_by} and until < timezone.localdate():
        flow.refuse("Hạn trình phải từ hôm nay trở đi.")
    keeps_term = until is None and not by.has_perm(rights.LEAD)
    return {"officer": to, "verify_by": report.verify_by if keeps_term else until}


@flow.does(Move.EXTEND)
def extend(locked: Report, _officer: User, words: str) -> Change:
    """Extend the verification to the longer limit of the kind's clock, once."""
    if locked.extended:
        flow.refuse("Phản ánh này đã được gia hạn; chỉ được gia hạn một lần.")
    if not may_be_extended(locked):
        flow.refuse("Thời hạn của loại phản ánh này không được gia hạn.")
    return Change({"extended": True}, *words_for(locked, Move.EXTEND, words))


def may_be_extended(report: Report) -> bool:
    """Return True if the clock of its kind has a longer limit, and was not extended yet."""
    day = report.first_received_at.astimezone(ZONE).date()
    rules = report.kind.clock_rules.filter(stage=Stage.VERIFY, extended_length__isnull=False)
    return not report.extended and any(rule.holds(day) for rule in rules)
