"""What senders do with a report after sending it: add, withdraw, dispute, judge the handling."""

from django.db import transaction
from django.utils import timezone

from foundation.api.problems import Problem
from foundation.moves.engine import Change
from reports.actions.acting import Said, Sender
from reports.actions.incidents import pass_lead, standing_alone
from reports.actions.moving import lock_with_incident, make_move
from reports.evidence import attaching
from reports.models import HandlingOpinion, Report, ReportMessage
from reports.reporter.options import options_of, withdrawal_of
from reports.workflow import Move, Status

MAX_MESSAGES = 100  # of the sender of one report
MAX_FILES = 30  # of one report
TOO_LATE_TO_DISPUTE = (
    "Kết luận này không đề nghị xem xét lại được: đã quá 14 ngày, hoặc cơ quan khác đang giải "
    "quyết."
)


@transaction.atomic
def add(sender: Sender, report: Report, said: Said) -> Report:
    """Add words and files. If the office waits for them, the report goes back to where it was.

    Nothing is ever replaced. Raises Problem `report_moved_on`, `report_full`, `invalid_request`.
    """
    locked = sender.lock_with(report)
    _refuse_unless(options_of(locked, timezone.now()).can_write)
    _refuse_too_much(locked, said)
    files = attaching.hold(sender.holders, said.evidence)
    if locked.status == Status.NEED_MORE:
        event = make_move(locked, Move.SUPPLY, change=Change(words=said.text))
        message = event.messages.get()
    else:
        message = _append(locked, said.text)
    attaching.attach(locked, files, message)
    return locked


def _append(report: Report, text: str) -> ReportMessage:
    """Append a message without a move. It raises the version, so officers read it first."""
    message: ReportMessage = ReportMessage.objects.create(
        report=report, author=ReportMessage.Author.REPORTER, text=text
    )
    report.events_count += 1
    report.changed_at = message.at
    report.save(update_fields=["events_count", "changed_at"])
    return message


def _refuse_too_much(report: Report, said: Said) -> None:
    own = report.messages.filter(author=ReportMessage.Author.REPORTER)
    full = own.count() >= MAX_MESSAGES
    if full or (said.evidence and report.evidence.count() + len(said.evidence) > MAX_FILES):
        raise Problem("report_full")


@transaction.atomic
def withdraw(sender: Sender, report: Report, reason: str) -> Report:
    """Withdraw a report; of a crime only the wish is noted. A repetition changes nothing.

    What was merged into it goes on without it.

    Raises Problem `report_moved_on`.
    """
    sender.stay()
    locked = lock_with_incident(report)
    move = withdrawal_of(locked)
    if locked.status == Status.WITHDRAWN or _wished_before(locked, move):
        return locked
    if move is None:
        raise Problem("report_moved_on")
    make_move(locked, move, change=Change(words=reason))
    if move is Move.WITHDRAW:
        pass_lead(locked)
    return locked


def _wished_before(report: Report, move: Move | None) -> bool:
    wish = Move.WISH_WITHDRAWN
    return move is wish and report.events.filter(move=wish).exists()


@transaction.atomic
def dispute(sender: Sender, report: Report, reason: str) -> Report:
    """Ask that another leader reads the decision again, once, within DISPUTE_DAYS.

    Also who was told the decision of an incident, each for their own report. Raises Problem
    `dispute_used`, `report_moved_on`.
    """
    sender.stay()
    locked = lock_with_incident(report)
    if locked.disputed_at:
        raise Problem("dispute_used")
    now = timezone.now()
    _refuse_unless(options_of(locked, now).dispute_until is not None, TOO_LATE_TO_DISPUTE)
    values = {"disputed_at": now, **standing_alone(locked)}
    make_move(locked, Move.DISPUTE, change=Change(values, reason))
    return locked


@transaction.atomic
def give_opinion(
    sender: Sender, report: Report, mark: HandlingOpinion.Mark, words: str
) -> HandlingOpinion:
    """Keep what the sender thinks of the handling, in place of an earlier opinion.

    Raises Problem `report_moved_on` while nothing is decided.
    """
    locked = sender.lock_with(report)
    now = timezone.now()
    _refuse_unless(options_of(locked, now).can_give_opinion)
    opinion, _new = HandlingOpinion.objects.update_or_create(
        report=locked, defaults={"mark": mark, "words": words, "at": now}
    )
    return opinion


def _refuse_unless(lawful: bool, detail: str | None = None) -> None:  # noqa: FBT001  # reads as a sentence
    if not lawful:
        raise Problem("report_moved_on", detail)
