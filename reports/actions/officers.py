"""What officers do with a report until it is decided. Decisions stand in `deciding`.

Each raises Problem `report_moved_on` if somebody was faster or a rule forbids it, and
PermissionDenied.
"""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from foundation.moves.engine import Change
from offices.working_time.calendar import ZONE, end_of_days
from reports import rights
from reports.actions.moving import flow, lock_report, refuse_if_leading, words_for
from reports.models import ListedReason, Report, ReportKind, ReportMessage, Stage
from reports.workflow import SUPPLY_DAYS, Move, Party


@flow.does(Move.RECEIVE)
def receive(_locked: Report, _officer: User, register_number: str) -> Change:
    """Enter a report into the office's register (Decree 61/2026/NĐ-CP, article 20.2c)."""
    return Change({"register_number": register_number})


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
    return Change({"kind": kind, "topic": None}, internal=reason)


@flow.does(Move.ASK_MORE)
def ask_more(
    _locked: Report, _officer: User, missing: Sequence[ListedReason], words: str = ""
) -> Change:
    """Ask the sender for what is missing, within SUPPLY_DAYS; the clock does not stop."""
    asked = "\n".join([*(f"- {reason.words}" for reason in missing), *([words] if words else [])])
    return Change({"supply_by": end_of_days(timezone.now(), SUPPLY_DAYS)}, asked)


@flow.does(Move.TAKE_ON)
def take_on(_locked: Report, _officer: User, note: str = "") -> Change:
    """Order the verification; its time begins (Decree 61/2026/NĐ-CP, article 21.1)."""
    return Change(internal=note)


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
