"""The only writers of questions.

Each move locks the citizen, then the question, appends an event and tells the citizen.

Officers' moves raise Problem `question_moved_on` when the move is not lawful any more: somebody
else was faster.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from citizens.locking import Act, lock_citizen
from citizens.models import Citizen
from citizens.notices.queueing import queue
from dossiers.models import Dossier
from feedback.models import Author, Channel, Question, QuestionEvent, QuestionMessage
from feedback.needs import counting
from feedback.photos import actions as photos
from feedback.questions import totals, workflow
from feedback.questions.routing import Destination, Rule
from feedback.questions.workflow import Move, Status
from foundation.api.problems import Problem
from foundation.records import screening
from foundation.records.vietnamese import syllables
from offices.snapshot import directory

log = structlog.get_logger("police_portal.feedback")

MAX_OPEN = 10  # of one citizen
MAX_MESSAGES = 200  # of one question
MAX_WORDS = 500
LEAD = "feedback.lead_question"
# What the citizen is told of; what they do themselves they know.
NOTICES = {
    Move.ANSWER: "question_answered",
    Move.ASK_BACK: "question_asked_back",
    Move.CLOSE: "question_closed",
}


@dataclass(frozen=True)
class About:
    """What a question is about.

    Ids of a field and a procedure that exist, and a dossier of the citizen's.
    """

    field: str | None = None
    procedure: str | None = None
    dossier: Dossier | None = None


@dataclass(frozen=True)
class Said:
    """What a citizen says: a text and the ids of photos of theirs."""

    text: str = field(repr=False)
    photos: tuple[uuid.UUID, ...] = ()


# --- the citizen ---------------------------------------------------------------------------------


@transaction.atomic
def ask(citizen: Citizen, said: Said, destination: Destination, about: About) -> Question:
    """Put a question into an office's queue.

    Raises Problem `questions_too_many`, `session_ended`, `invalid_request`.
    """
    current = lock_citizen(citizen.pk)
    if Question.objects.of_citizen(current).open().count() >= MAX_OPEN:
        raise Problem("questions_too_many")
    return _create(current, said, destination, about, Channel.APP)


@transaction.atomic
def receive(
    citizen: Citizen | None, said: Said, destination: Destination, about: About
) -> Question:
    """Put what somebody wrote to the Official Account into an office's queue.

    Of nobody where we do not know them.
    """
    return _create(citizen and lock_citizen(citizen.pk), said, destination, about, Channel.OA)


def _create(
    citizen: Citizen | None, said: Said, destination: Destination, about: About, channel: Channel
) -> Question:
    now = timezone.now()
    question: Question = Question.objects.create(
        citizen=citizen,
        channel=channel,
        office_id=destination.office.id,
        rule=destination.rule,
        field_id=about.field,
        procedure_id=about.procedure,
        dossier=about.dossier,
        words=words_of(said.text),
        asked_at=now,
        changed_at=now,
        due_at=_due(),
    )
    _citizen_says(question, citizen, said)
    _append(question, Move.ASK)
    totals.asked(question)
    counting.count([question])
    return question


def words_of(text: str) -> str:
    """Return the folded words by which officers find a question, numbers of persons left out."""
    return " ".join(syllables(screening.masked(text))[:MAX_WORDS])


@transaction.atomic
def say(citizen: Citizen, question: Question, said: Said) -> Question:
    """Add the citizen's words.

    To an open question as they are, to one that was answered or closed as its reopening.

    Raises Problem `question_ended` after 14 days, `question_merged`, `question_moved_on` where the
    question has no room.
    """
    current = lock_citizen(citizen.pk)
    locked = _locked(question)
    move = workflow.move_of_message(locked.status)
    if move is None:
        raise Problem("question_merged")
    if not locked.may_be_written_to():
        raise Problem("question_ended")
    if locked.messages.count() >= MAX_MESSAGES:
        raise Problem(
            "question_ended", "Câu hỏi này đã có quá nhiều tin nhắn. Vui lòng gửi câu hỏi mới."
        )
    _citizen_says(locked, current, said)
    return _write(locked, move)


@transaction.atomic
def solve(citizen: Citizen, question: Question) -> Question:
    """Note that the citizen says it is solved; nothing when they said so before.

    Raises Problem `question_moved_on`.
    """
    lock_citizen(citizen.pk)
    locked = _locked(question)
    if locked.status == Status.SOLVED:
        return locked
    _refuse_unless(workflow.allowed(Move.SOLVE, locked.status, citizen=True))
    return _write(locked, Move.SOLVE)


def _citizen_says(question: Question, citizen: Citizen | None, said: Said) -> None:
    message = QuestionMessage.objects.create(
        question=question, author=Author.CITIZEN, text=said.text
    )
    if citizen:
        photos.attach(citizen, message, list(said.photos))


# --- officers ------------------------------------------------------------------------------------


def take(question: Question, officer: User) -> Question:
    """Take a question to answer it: of two officers one has it, the other is told."""
    return _move(question, Move.TAKE, officer)


def release(question: Question, officer: User) -> Question:
    """Put a question back into the queue."""
    return _move(question, Move.RELEASE, officer)


def answer(question: Question, officer: User, text: str, seen: int | None = None) -> Question:
    """Answer.

    `seen` is the last message that the officer had read: a newer one of the citizen's is not
    answered unread.
    """
    return _move(question, Move.ANSWER, officer, text=text, seen=seen)


def ask_back(question: Question, officer: User, text: str) -> Question:
    """Ask the citizen for more; the clock stands still until they reply."""
    return _move(question, Move.ASK_BACK, officer, text=text)


def close(question: Question, officer: User, reason: str) -> Question:
    """End a question without an answer, for a reason that the citizen reads."""
    return _move(question, Move.CLOSE, officer, text=reason)


def pass_on(question: Question, officer: User, office: str, note: str) -> Question:
    """Put a question into another office's queue with a note for its officers.

    The time that it had goes on.
    """
    return _move(question, Move.PASS_ON, officer, text=note, office_id=office, rule=Rule.PASSED_ON)


def merge(question: Question, officer: User, into: Question) -> Question:
    """Make a question part of another open one of the same citizen, where the answer will be given.

    Raises Problem `question_moved_on` for what is not such a one: another citizen would read what
    is none of theirs.
    """
    if into.pk == question.pk or question.citizen_id is None:
        raise Problem("question_moved_on", "Chỉ gộp được vào câu hỏi khác của cùng công dân.")
    return _move(question, Move.MERGE, officer, into=into)


@transaction.atomic
def _move(  # noqa: PLR0913  # what the moves differ in
    question: Question,
    move: Move,
    officer: User,
    *,
    text: str = "",
    seen: int | None = None,
    into: Question | None = None,
    **values: Any,
) -> Question:
    locked = _locked_for_officer(question, into)
    _refuse_unless(workflow.allowed(move, locked.status, holds=holds(locked, officer)))
    if seen is not None:
        _refuse_unless(
            not locked.messages.filter(author=Author.CITIZEN, pk__gt=seen).exists(), NEWER
        )
    if into is not None:
        values["merged_into"] = _merge_target(locked, into)
    if text:
        internal = move is Move.PASS_ON
        QuestionMessage.objects.create(
            question=locked, author=Author.OFFICER, officer=officer, text=text, internal=internal
        )
    return _write(locked, move, officer, **values)


NEWER = "Công dân vừa gửi thêm nội dung. Hãy đọc rồi trả lời."


def holds(question: Question, officer: Any) -> bool:
    """Tell whether the question is this officer's to move.

    Nobody took it, they did, or they lead.
    """
    return question.officer_id in {None, officer.pk} or officer.has_perm(LEAD)


def _merge_target(question: Question, into: Question) -> Question:
    target: Question = Question.objects.get(pk=into.pk)
    same = target.citizen_id == question.citizen_id and target.status in workflow.OPEN
    _refuse_unless(same, "Chỉ gộp được vào câu hỏi khác của cùng công dân còn đang chờ trả lời.")
    return target


def _refuse_unless(lawful: bool, detail: str | None = None) -> None:  # noqa: FBT001  # reads as a sentence
    if not lawful:
        raise Problem("question_moved_on", detail)


# --- what both sides share -----------------------------------------------------------------------


def _locked(question: Question) -> Question:
    locked: Question = Question.objects.select_for_update().get(pk=question.pk)
    return locked


def _locked_for_officer(question: Question, into: Question | None) -> Question:
    citizen = Question.objects.filter(pk=question.pk).values_list("citizen", flat=True).get()
    if citizen is not None:
        lock_citizen(citizen, Act.CASE_WORK)
    if into is not None:  # both, in one order for everybody
        list(
            Question.objects.select_for_update()
            .filter(pk__in=[question.pk, into.pk])
            .order_by("pk")
        )
    return _locked(question)


def _due() -> Any:
    return workflow.answer_due(
        timezone.now(), settings.QUESTION_ANSWER_HOURS, directory.current().calendar
    )


# After these nobody holds the question, until somebody takes it.
_LETS_GO = frozenset({Move.RELEASE, Move.PASS_ON, Move.REOPEN})


def _write(question: Question, move: Move, by: User | None = None, **values: Any) -> Question:
    now, start, due_at = timezone.now(), Status(question.status), question.due_at
    before = question.office_id
    end = workflow.RULES[move].ends[start]
    values |= {
        "status": end,
        "changed_at": now,
        "ended_at": None if end in workflow.OPEN else _ended_at(question, move, now),
    }
    if end not in workflow.DUE:
        values["due_at"] = None
    elif (
        start not in workflow.DUE
    ):  # the office's turn begins; passed on or put back it has what is left
        values["due_at"] = _due()
    if move is Move.TAKE or move in _LETS_GO:
        values["officer"] = by if move is Move.TAKE else None
    for name, value in values.items():
        setattr(question, name, value)
    question.save(update_fields=list(values))
    _append(question, move, by)
    if move is Move.ANSWER:
        totals.answered(question, now, due_at)
    if question.office_id != before:
        counting.moved(question, before)
    return question


def _ended_at(question: Question, move: Move, now: Any) -> Any:
    """Return since when the citizen may take it up again.

    That they call it solved gives no further time.
    """
    return question.ended_at if move is Move.SOLVE else now


def _append(question: Question, move: Move, officer: User | None = None) -> None:
    event = QuestionEvent.objects.create(
        question=question,
        move=move,
        status=question.status,
        office_id=question.office_id,
        officer=officer,
    )
    if move in NOTICES and question.citizen_id:
        queue(
            NOTICES[move],
            f"question-event-{event.pk}",
            [question.citizen_id],
            {"number": str(question.pk)},
            question.office_id,
        )
    log.info("question_moved", question=question.pk, move=str(move))
