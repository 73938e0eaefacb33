"""How questions move: what the engine of moves has to know of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from citizens.locking import Act, lock_citizen
from citizens.notices.queueing import queue
from feedback import outward
from feedback.models import Author, Question, QuestionEvent, QuestionMessage
from feedback.needs import need_counts
from feedback.questions import daily_counts, workflow
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.workflow import Move, Party, Status
from foundation.api.problems import Problem
from foundation.events.recording import News
from foundation.moves.engine import Flow, Step
from offices.snapshot import directory

LEAD, ANSWER = "feedback.lead_question", "feedback.answer_question"
# Citizens are notified of officers' moves, not of their own.
NOTICES = {
    Move.ANSWER: "question_answered",
    Move.ASK_BACK: "question_asked_back",
    Move.CLOSE: "question_closed",
}
# After these moves the question has no officer.
_LETS_GO = frozenset({Move.RELEASE, Move.PASS_ON, Move.REOPEN})


class QuestionFlow(Flow[Question, Move, Party, Status, None, QuestionEvent]):
    """The citizen is locked before the question. No version: an answer names the last message."""

    table = workflow.TABLE
    moved_on = refused = "question_moved_on"
    log_event, row_name, version = "question_moved", "question", ""
    compared = ("due_at", "office_id")

    def visible_to(self, user: User | AnonymousUser) -> QuestionQuerySet:
        return Question.objects.visible_to_officer(user)

    def may_act_as(self, user: User | AnonymousUser, party: Party) -> bool:
        return party is not Party.CITIZEN and user.has_perm(ANSWER)

    def lock(self, row: Question, *others: Question) -> Question:
        citizen = Question.objects.filter(pk=row.pk).values_list("citizen", flat=True).get()
        if citizen is not None:
            lock_citizen(citizen, Act.CASE_WORK)
        if others:  # all of them, in one order for everybody
            keys = [row.pk, *(other.pk for other in others)]
            list(Question.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        return lock_question(row)

    def admit(self, row: Question, officer: User) -> None:
        """Refuse an officer of another office: it may have gone there since they opened it."""
        if not self.visible_to(officer).filter(pk=row.pk).exists():
            self.refuse("Câu hỏi vừa được chuyển sang đơn vị khác.")

    def rights_of(self, row: Question, officer: User) -> Callable[[Move], bool]:
        answers, holds = officer.has_perm(ANSWER), may_hold(row, officer)
        assigns = may_assign(row, officer)

        def may(move: Move) -> bool:
            party = workflow.RULES[move].party
            if not answers or party is Party.CITIZEN or (move is Move.ASSIGN and not assigns):
                return False
            return party is Party.OFFICER or holds

        return may

    def forbid(self, _row: Question, move: Move) -> NoReturn:
        """Tell whoever does not hold the question: another officer was faster."""
        if move is Move.ASSIGN:
            self.refuse("Chỉ lãnh đạo giao được câu hỏi của người khác.")
        raise Problem(self.moved_on)

    def values_of(self, row: Question, step: Step[Move, Status]) -> dict[str, Any]:
        values: dict[str, Any] = {"changed_at": step.at, "ended_at": None}
        if step.end not in workflow.OPEN:
            # Marking it as solved does not extend the time for further messages.
            values["ended_at"] = row.ended_at if step.move is Move.SOLVE else step.at
        if step.end not in workflow.DUE:
            values["due_at"] = None
        elif step.start not in workflow.DUE:
            # The office's turn begins. One passed on or put back keeps the time that is left.
            values["due_at"] = answer_due()
        if step.move is Move.TAKE or step.move in _LETS_GO:  # assigning sets the officer itself
            values["officer"] = step.officer if step.move is Move.TAKE else None
        return values

    def append(self, row: Question, step: Step[Move, Status]) -> QuestionEvent:
        if step.change.words:
            QuestionMessage.objects.create(
                question=row, author=Author.OFFICER, officer=step.officer, text=step.change.words
            )
        event: QuestionEvent = QuestionEvent.objects.create(
            question=row,
            move=step.move,
            status=step.end,
            office_id=row.office_id,
            officer=step.officer,
        )
        return event

    def tell(self, row: Question, step: Step[Move, Status], event: QuestionEvent) -> None:
        if (name := NOTICES.get(step.move)) and row.citizen_id:
            change, values = f"question-event-{event.pk}", {"number": str(row.pk)}
            queue(name, change, [row.citizen_id], values, row.office_id)
        if step.move is Move.ANSWER:
            daily_counts.count_first_answer(row, row.changed_at, step.was["due_at"])
        if row.office_id != (office := step.was["office_id"]):
            daily_counts.move_asked(row, office)
            need_counts.move_question(row, office)

    def news_of(self, row: Question, step: Step[Move, Status], event: QuestionEvent) -> News:
        return outward.news_of_question(row, event, step.was["office_id"])


flow = QuestionFlow()


def lock_question(question: Question) -> Question:
    """Lock a question and read it anew; the citizen is locked before."""
    locked: Question = Question.objects.select_for_update().get(pk=question.pk)
    return locked


def may_hold(question: Question, officer: User | AnonymousUser) -> bool:
    """Return True if the question is free, or taken by this officer, or the officer leads."""
    return question.officer_id in {None, officer.pk} or officer.has_perm(LEAD)


def may_assign(question: Question, officer: User | AnonymousUser) -> bool:
    """Return True if the officer leads, or holds the question and hands it on."""
    return question.officer_id == officer.pk or officer.has_perm(LEAD)


def answer_due() -> datetime:
    """Return when an answer to a new question is due."""
    return workflow.answer_deadline(
        timezone.now(), settings.QUESTION_ANSWER_HOURS, directory.current().calendar
    )
