"""What happens to a report of the demo after it was sent: each by the real action of its side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.utils import timezone

from citizens.models import Citizen
from demo.stage import Stage
from foundation.desk.one_screen import notes
from offices.models import Office
from reports.actions import acknowledging, deciding, incidents, officers, passing, reporter
from reports.actions.acknowledging import Receipt
from reports.actions.acting import Said, Sender
from reports.actions.deciding import Conclusion, OutsideBody
from reports.actions.moving import PAGE
from reports.models import HandlingOpinion, ListedReason, Report
from reports.workflow import Desk, Outcome


@dataclass
class Cast:
    """Who acts: receivers, verifiers and leaders by office, those of the province for all others.

    `known` are the reports that later ones refer to, by their name in the story.
    """

    stage: Stage
    receivers: Mapping[str, User]
    verifiers: Mapping[str, User]
    leaders: Mapping[str, User]
    known: dict[str, Report] = field(default_factory=dict)

    def receiver(self, report: Report) -> User:
        """Return who receives and verifies at the report's office."""
        return self.receivers.get(report.office_id, self.receivers[self.stage.police])

    def leader(self, report: Report) -> User:
        """Return who decides at the report's office."""
        return self.leaders.get(report.office_id, self.chief)

    @property
    def chief(self) -> User:
        """The leader of the province, who looks at disputes."""
        return self.leaders[self.stage.police]


@dataclass(frozen=True)
class Turn:
    """A report at one moment of its life, the cast, and its sender; None without a session."""

    report: Report
    cast: Cast
    citizen: Citizen | None

    @property
    def sender(self) -> Sender:
        """The sender, who adds no files."""
        return Sender(self.citizen)


Act = Callable[[Turn], object]


def receive() -> Act:
    """Enter the report into the register."""
    return lambda turn: officers.receive(turn.report, turn.cast.receiver(turn.report))


def ask(code: str) -> Act:
    """Ask for what is missing: the listed item that asks for `code`."""

    def act(turn: Turn) -> object:
        listed = ListedReason.objects.filter(use=ListedReason.Use.ASK_MORE)
        missing = [reason for reason in listed if code in reason.codes][:1]
        return officers.ask_more(turn.report, turn.cast.receiver(turn.report), missing)

    return act


def take_on() -> Act:
    """Order the verification, by the office's own officer if it has one."""

    def act(turn: Turn) -> object:
        general = turn.report.kind.desk == Desk.GENERAL  # the other desks have their own officers
        own = turn.cast.verifiers.get(turn.report.office_id) if general else None
        return officers.take_on(turn.report, turn.cast.leader(turn.report), own)

    return act


def extend(reason: str) -> Act:
    """Extend the verification."""
    return lambda turn: officers.extend(turn.report, turn.cast.leader(turn.report), reason)


def note(text: str) -> Act:
    """Keep a note between officers."""
    return lambda turn: notes.write(PAGE, turn.report.pk, turn.cast.receiver(turn.report), text)


def conclude(outcome: str, words: str) -> Act:
    """Conclude, with a document."""

    def act(turn: Turn) -> object:
        document = f"{turn.report.pk + 100}/TB-CA"
        said = Conclusion(Outcome(outcome), document, words)
        return deciding.conclude(turn.report, turn.cast.leader(turn.report), said)

    return act


def hand_over(body: str, words: str) -> Act:
    """Hand the report over to a body outside this service."""

    def act(turn: Turn) -> object:
        outside = OutsideBody(body, f"PC-{turn.report.pk:03d}")
        return deciding.hand_over(turn.report, turn.cast.leader(turn.report), outside, words)

    return act


def acknowledge(number: str, signed_by: str) -> Act:
    """Enter the receipt of the body that has the report now."""

    def act(turn: Turn) -> object:
        receipt = Receipt(timezone.localdate(), number, signed_by)
        return acknowledging.acknowledge(turn.report, turn.cast.receiver(turn.report), receipt)

    return act


def decline(beginning: str, words: str = "") -> Act:
    """Decline for the listed reason that begins so."""

    def act(turn: Turn) -> object:
        listed = ListedReason.objects.filter(use=ListedReason.Use.DECLINE)
        reason = listed.get(words__startswith=beginning)
        return deciding.decline(turn.report, turn.cast.leader(turn.report), reason, words)

    return act


def pass_on(part: str, reason: str) -> Act:
    """Ask the office that plays `part` to take the report over."""

    def act(turn: Turn) -> object:
        office = Office.objects.get(pk=turn.cast.stage.parts[part])
        return passing.pass_on(turn.report, turn.cast.receiver(turn.report), office, reason)

    return act


def accept() -> Act:
    """Take over what was passed on; an officer of the province may for every office."""
    return lambda turn: passing.accept(turn.report, turn.cast.chief)


def merge_into(name: str, title: str) -> Act:
    """Merge the report into the one that the story calls `name`."""

    def act(turn: Turn) -> object:
        leading = turn.cast.known[name]
        return incidents.merge(turn.report, turn.cast.receiver(turn.report), leading, title)

    return act


def reopen(reason: str) -> Act:
    """Let a disputed report be verified again."""
    return lambda turn: deciding.reopen(turn.report, turn.cast.chief, reason)


def uphold(reason: str) -> Act:
    """Uphold what was decided."""
    return lambda turn: deciding.uphold(turn.report, turn.cast.chief, reason)


def add(text: str) -> Act:
    """Say more, as the sender."""
    return lambda turn: reporter.add(turn.sender, turn.report, Said(text))


def withdraw(reason: str) -> Act:
    """Withdraw, as the sender."""
    return lambda turn: reporter.withdraw(turn.sender, turn.report, reason)


def dispute(reason: str) -> Act:
    """Dispute the decision, as the sender."""
    return lambda turn: reporter.dispute(turn.sender, turn.report, reason)


def opinion(mark: str, words: str = "") -> Act:
    """Say what one thinks of the handling, as the sender."""
    return lambda turn: reporter.give_opinion(
        turn.sender, turn.report, HandlingOpinion.Mark(mark), words
    )


ACTS: Mapping[str, Callable[..., Act]] = {
    act.__name__: act
    for act in (
        receive, ask, take_on, extend, note, conclude, hand_over, acknowledge, decline, pass_on,
        accept, merge_into, reopen, uphold, add, withdraw, dispute, opinion,
    )
}  # fmt: skip
