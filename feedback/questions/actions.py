"""The only writers of questions, for citizens and officers.

Each function locks the citizen, then the question. Officers' moves raise Problem
`question_moved_on` if somebody else was faster.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from citizens.locking import lock_citizen
from citizens.models import Citizen
from dossiers.models import Dossier
from feedback.models import Author, Channel, Question, QuestionMessage
from feedback.needs import need_counts
from feedback.photos import actions as photos
from feedback.questions import daily_counts, workflow
from feedback.questions.moving import ANSWER, answer_due, flow, lock_question
from feedback.questions.routing import Destination, Rule
from feedback.questions.workflow import Move, Status
from foundation.api.problems import Problem
from foundation.desk.one_screen import notes
from foundation.moves.engine import NOTHING, Change
from foundation.records import screening
from foundation.records.vietnamese import syllables
from offices.colleagues import Post, colleagues
from official_accounts.models import OfficialAccount

MAX_OPEN = 10  # per citizen
MAX_MESSAGES = 200  # per question
MAX_WORDS = 500
PAGE = "feedback.question"  # the page's key in notes


@dataclass(frozen=True)
class About:
    """The subject of a question: ids of a field and a procedure, and a dossier of the citizen.

    `account` is the Official Account that received it.
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
    flow.record(question, Move.ASK)
    daily_counts.count_asked(question)
    need_counts.count_questions([question])
    return question


def searchable_words(text: str) -> str:
    """Return the folded words for the officers' search, with personal numbers masked."""
    return " ".join(syllables(screening.mask(text))[:MAX_WORDS])


@transaction.atomic
def add_message(citizen: Citizen, question: Question, said: SentMessage) -> Question:
    """Add a citizen's message, which reopens an answered or closed question.

    Raises Problem `question_ended` after 14 days or after MAX_MESSAGES, `question_merged`.
    """
    current = lock_citizen(citizen.pk)
    locked = lock_question(question)
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
    flow.make_move(locked, move)
    return locked


@transaction.atomic
def mark_solved(citizen: Citizen, question: Question) -> Question:
    """Mark it as solved by the citizen; repeating it changes nothing.

    Raises Problem `question_moved_on`.
    """
    lock_citizen(citizen.pk)
    locked = lock_question(question)
    if locked.status == Status.SOLVED:
        return locked
    flow.make_move(locked, Move.SOLVE)
    return locked


def _append_citizens_message(
    question: Question, citizen: Citizen | None, said: SentMessage
) -> None:
    message = QuestionMessage.objects.create(
        question=question, author=Author.CITIZEN, text=said.text
    )
    if citizen:
        photos.attach_to_message(citizen, message, list(said.photos))


# --- officers ------------------------------------------------------------------------------------


@flow.does(Move.TAKE)
def take(_question: Question, _officer: User) -> Change:
    """Take a question to answer it. Of two officers only one succeeds; the other gets an error."""
    return NOTHING


@flow.does(Move.RELEASE)
def release(_question: Question, _officer: User) -> Change:
    """Put a question back into the queue."""
    return NOTHING


@transaction.atomic
def answer(question: Question, officer: User, text: str, seen: int | None = None) -> Question:
    """Answer a question; an untaken question is taken.

    `seen` is the id of the last message that the officer read. A newer one stops the answer, no
    matter who wrote it; if it is this very answer, it was sent before, and is not repeated.
    """
    locked = flow.lock(question)
    flow.admit(locked, officer)
    if seen is not None and (newer := locked.messages.filter(pk__gt=seen).order_by("-pk").first()):
        if (newer.officer_id, newer.text) == (officer.pk, text):
            return locked
        flow.refuse(NEWER[Author(newer.author)])
    if locked.status == Status.WAITING:
        take(question, officer)
    return _answer(question, officer, text)


NEWER = {
    Author.CITIZEN: "Công dân vừa gửi thêm nội dung. Hãy đọc rồi trả lời.",
    Author.OFFICER: "Vừa có câu trả lời khác của cán bộ. Hãy đọc rồi trả lời.",
}


@flow.does(Move.ANSWER)
def _answer(_question: Question, _officer: User, text: str) -> Change:
    return Change(words=text)


@flow.does(Move.ASK_BACK)
def ask_back(_question: Question, _officer: User, words: str) -> Change:
    """Ask the citizen for more. The clock stops until they reply."""
    return Change(words=words)


@flow.does(Move.CLOSE)
def close(_question: Question, _officer: User, words: str) -> Change:
    """Close a question without an answer, for a reason that the citizen reads."""
    return Change(words=words)


@flow.does(Move.PASS_ON)
def pass_on(question: Question, officer: User, office: str, note: str) -> Change:
    """Put a question into another office's queue, with a note for its officers.

    The deadline is kept.
    """
    if office == question.office_id:
        flow.refuse("Câu hỏi đã ở đơn vị này.")
    if note:
        add_note(question, officer, note)
    return Change({"office_id": office, "rule": Rule.PASSED_ON})


@flow.does(Move.ASSIGN)
def assign(question: Question, _officer: User, to: User) -> Change:
    """Give a question to a colleague to answer. Of others' questions only a leader decides."""
    if all(one.user != to.pk for one in answerers(question.office_id)):
        flow.refuse("Cán bộ này không được trả lời câu hỏi của đơn vị.")
    return Change({"officer": to})


def answerers(office: str) -> list[Post]:
    """Return the officers of an office who may answer its questions."""
    return colleagues(ANSWER, [office])


def add_note(question: Question, officer: User, text: str, mentioned: Iterable[int] = ()) -> None:
    """Add a note for colleagues to a question; citizens never see it."""
    notes.write(PAGE, question.pk, officer, text, mentioned)


@flow.does(Move.MERGE)
def merge(question: Question, _officer: User, into: Question) -> Change:
    """Merge a question into another open one of the same citizen, where the answer will be given.

    Any other target is refused: it would show one citizen's question to another.
    """
    if into.pk == question.pk or question.citizen_id is None:
        flow.refuse("Chỉ gộp được vào câu hỏi khác của cùng công dân.")
    target: Question = Question.objects.get(pk=into.pk)
    if target.citizen_id != question.citizen_id or target.status not in workflow.OPEN:
        flow.refuse("Chỉ gộp được vào câu hỏi khác của cùng công dân còn đang chờ trả lời.")
    return Change({"merged_into": target})
