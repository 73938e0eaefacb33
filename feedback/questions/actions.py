"""What citizens and officers do with questions; nothing else writes them.

Each function locks the citizen, then the question. Officers' moves raise Problem
`question_moved_on` if somebody else was faster.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from citizens.locking import Act, lock_citizen
from citizens.models import Citizen
from dossiers.models import Dossier
from feedback.models import Author, Channel, Question, QuestionMessage
from feedback.needs import need_counts
from feedback.photos import actions as photos
from feedback.questions import daily_counts, workflow
from feedback.questions.moving import answer_due, make_move, record_event
from feedback.questions.routing import Destination, Rule
from feedback.questions.workflow import Move, Status
from foundation.api.problems import Problem
from foundation.desk.one_screen import notes
from foundation.records import screening
from foundation.records.vietnamese import syllables
from offices.colleagues import Post, colleagues
from official_accounts.models import OfficialAccount

MAX_OPEN = 10  # of one citizen
MAX_MESSAGES = 200  # of one question
MAX_WORDS = 500
LEAD, ANSWER = "feedback.lead_question", "feedback.answer_question"
PAGE = "feedback.question"  # how notes name questions


@dataclass(frozen=True)
class About:
    """What a question is about: ids of a field and a procedure, and a dossier of the citizen.

    `account` is the Official Account that it was written to.
    """

    field: str | None = None
    procedure: str | None = None
    dossier: Dossier | None = None
    account: OfficialAccount | None = None


@dataclass(frozen=True)
class SentMessage:
    """A text, and the ids of photos that the citizen uploaded."""

    text: str = field(repr=False)
    photos: tuple[uuid.UUID, ...] = ()


# --- the citizen ---------------------------------------------------------------------------------


@transaction.atomic
def ask(citizen: Citizen, said: SentMessage, destination: Destination, about: About) -> Question:
    """Put a question into an office's queue.

    Raises Problem `questions_too_many`, `session_ended`, `invalid_request`.
    """
    current = lock_citizen(citizen.pk)
    if Question.objects.of_citizen(current).open().count() >= MAX_OPEN:
        raise Problem("questions_too_many")
    return _create(current, said, destination, about, Channel.APP)


@transaction.atomic
def receive_from_chat(
    citizen: Citizen | None, said: SentMessage, destination: Destination, about: About
) -> Question:
    """Put a message to the Official Account into a queue. `citizen` is None for strangers."""
    return _create(citizen and lock_citizen(citizen.pk), said, destination, about, Channel.OA)


def _create(
    citizen: Citizen | None,
    said: SentMessage,
    destination: Destination,
    about: About,
    channel: Channel,
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
        account=about.account,
        words=searchable_words(said.text),
        counted_at=need_counts.counted_at(destination.office.id),
        asked_at=now,
        changed_at=now,
        due_at=answer_due(),
    )
    _append_citizens_message(question, citizen, said)
    record_event(question, Move.ASK)
    daily_counts.count_asked(question)
    need_counts.count_questions([question])
    return question


def searchable_words(text: str) -> str:
    """Return the folded words that officers search by, with personal numbers masked."""
    return " ".join(syllables(screening.mask(text))[:MAX_WORDS])


@transaction.atomic
def add_message(citizen: Citizen, question: Question, said: SentMessage) -> Question:
    """Add a citizen's message. A question that was answered or closed is reopened by it.

    Raises Problem `question_ended` after 14 days or after MAX_MESSAGES, `question_merged`.
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
    _append_citizens_message(locked, current, said)
    return make_move(locked, move)


@transaction.atomic
def mark_solved(citizen: Citizen, question: Question) -> Question:
    """Note that the citizen calls it solved; a repetition changes nothing.

    Raises Problem `question_moved_on`.
    """
    lock_citizen(citizen.pk)
    locked = _locked(question)
    if locked.status == Status.SOLVED:
        return locked
    _refuse_unless(workflow.is_allowed(Move.SOLVE, locked.status, citizen=True))
    return make_move(locked, Move.SOLVE)


def _append_citizens_message(
    question: Question, citizen: Citizen | None, said: SentMessage
) -> None:
    message = QuestionMessage.objects.create(
        question=question, author=Author.CITIZEN, text=said.text
    )
    if citizen:
        photos.attach_to_message(citizen, message, list(said.photos))


# --- officers ------------------------------------------------------------------------------------


def take(question: Question, officer: User) -> Question:
    """Take a question to answer it. Of two officers one gets it and the other is told."""
    return _move(question, Move.TAKE, officer)


def release(question: Question, officer: User) -> Question:
    """Put a question back into the queue."""
    return _move(question, Move.RELEASE, officer)


@transaction.atomic
def answer(question: Question, officer: User, text: str, seen: int | None = None) -> Question:
    """Answer a question; who answers one that nobody has taken takes it.

    `seen` is the id of the last message that the officer read. A newer one stops the answer,
    whoever wrote it; if it is this very answer, it was sent before, and nothing is said twice.
    """
    locked = _locked_for_officer(question, officer)
    if seen is not None and (newer := locked.messages.filter(pk__gt=seen).order_by("-pk").first()):
        if (newer.officer_id, newer.text) == (officer.pk, text):
            return locked
        raise Problem("question_moved_on", NEWER[Author(newer.author)])
    if locked.status == Status.WAITING:
        take(question, officer)
    return _move(question, Move.ANSWER, officer, text=text)


def ask_back(question: Question, officer: User, text: str) -> Question:
    """Ask the citizen for more. The clock stops until they reply."""
    return _move(question, Move.ASK_BACK, officer, text=text)


def close(question: Question, officer: User, reason: str) -> Question:
    """End a question without an answer, for a reason that the citizen reads."""
    return _move(question, Move.CLOSE, officer, text=reason)


def pass_on(question: Question, officer: User, office: str, note: str) -> Question:
    """Put a question into another office's queue, with a note for its officers.

    The deadline stays.
    """
    return _move(question, Move.PASS_ON, officer, text=note, office_id=office, rule=Rule.PASSED_ON)


@transaction.atomic
def assign(question: Question, officer: User, to: User) -> Question:
    """Give a question to a colleague to answer. Of others' questions only a leader decides.

    Raises Problem `question_moved_on` if the colleague may not answer it.
    """
    locked = _locked_for_officer(question, officer)
    _refuse_unless(may_assign(locked, officer), "Chỉ lãnh đạo giao được câu hỏi của người khác.")
    _refuse_unless(
        any(one.user == to.pk for one in answerers(locked.office_id)),
        "Cán bộ này không được trả lời câu hỏi của đơn vị.",
    )
    return _move(locked, Move.ASSIGN, officer, officer_to=to)


def may_assign(question: Question, officer: User | AnonymousUser) -> bool:
    """Return True if the officer leads, or holds the question and hands it on."""
    return question.officer_id == officer.pk or officer.has_perm(LEAD)


def answerers(office: str) -> list[Post]:
    """Return the officers of an office who may answer its questions."""
    return colleagues(ANSWER, [office])


def add_note(question: Question, officer: User, text: str, mentioned: Iterable[int] = ()) -> None:
    """Tell colleagues something about a question; citizens never see it."""
    notes.write(PAGE, question.pk, officer, text, mentioned)


def merge(question: Question, officer: User, into: Question) -> Question:
    """Merge a question into another open one of the same citizen, where the answer will be given.

    Raises Problem `question_moved_on` for any other target: it would show one citizen's question to
    another.
    """
    if into.pk == question.pk or question.citizen_id is None:
        raise Problem("question_moved_on", "Chỉ gộp được vào câu hỏi khác của cùng công dân.")
    return _move(question, Move.MERGE, officer, into=into)


@transaction.atomic
def _move(
    question: Question,
    move: Move,
    officer: User,
    *,
    text: str = "",
    into: Question | None = None,
    **values: Any,
) -> Question:
    locked = _locked_for_officer(question, officer, into)
    _refuse_unless(workflow.is_allowed(move, locked.status, holds=may_hold(locked, officer)))
    _refuse_unless(values.get("office_id") != locked.office_id, "Câu hỏi đã ở đơn vị này.")
    if "officer_to" in values:
        values["officer"] = values.pop("officer_to")
    if into is not None:
        values["merged_into"] = _find_merge_target(locked, into)
    if text:
        _say(locked, move, officer, text)
    return make_move(locked, move, officer, **values)


def _say(question: Question, move: Move, officer: User, text: str) -> None:
    """Append what an officer said: to the citizen, or to colleagues if they pass it on."""
    if move is Move.PASS_ON:
        add_note(question, officer, text)
    else:
        QuestionMessage.objects.create(
            question=question, author=Author.OFFICER, officer=officer, text=text
        )


NEWER = {
    Author.CITIZEN: "Công dân vừa gửi thêm nội dung. Hãy đọc rồi trả lời.",
    Author.OFFICER: "Vừa có câu trả lời khác của cán bộ. Hãy đọc rồi trả lời.",
}


def may_hold(question: Question, officer: User | AnonymousUser) -> bool:
    """Return True if the question is free, or taken by this officer, or the officer leads."""
    return question.officer_id in {None, officer.pk} or officer.has_perm(LEAD)


def _find_merge_target(question: Question, into: Question) -> Question:
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


def _locked_for_officer(
    question: Question, officer: User, into: Question | None = None
) -> Question:
    """Lock what an officer acts on: it may have gone to another office since they opened it."""
    citizen = Question.objects.filter(pk=question.pk).values_list("citizen", flat=True).get()
    if citizen is not None:
        lock_citizen(citizen, Act.CASE_WORK)
    if into is not None:  # both, in one order for everybody
        list(
            Question.objects.select_for_update()
            .filter(pk__in=[question.pk, into.pk])
            .order_by("pk")
        )
    locked = _locked(question)
    mine = Question.objects.visible_to_officer(officer).filter(pk=locked.pk)
    _refuse_unless(mine.exists(), "Câu hỏi vừa được chuyển sang đơn vị khác.")
    return locked
