"""Questions with their conversations. Every step is one that the workflow of questions allows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User

from citizens.models import Citizen
from demo import texts
from demo.days import Weeks
from demo.people import People
from demo.story import CAMPAIGN_FIELD, CAMPAIGN_RUSH, CAMPAIGN_WEEK, FIRST_COMMUNE, QUESTIONS_A_DAY
from demo.texts import Topic
from feedback.models import Author, Channel, Question, QuestionDay, QuestionEvent, QuestionMessage
from feedback.needs import need_counts
from feedback.questions import workflow
from feedback.questions.actions import PAGE, searchable_words
from feedback.questions.routing import Rule
from feedback.questions.workflow import Move, Status
from foundation.desk.models import Note as DeskNote
from foundation.records import counters
from foundation.records.bulk_rows import insert_rows
from offices.working_time.calendar import ZONE
from procedures.models import Procedure

M = Move
# Working hours since the step before, the move, and what is said.
Step = tuple[float, Move, str]


class Conversation:
    """One question as it goes on, with all the rows to insert."""

    def __init__(self, weeks: Weeks, question: Question, text: str) -> None:
        self.weeks, self.question = weeks, question
        self.events: list[QuestionEvent] = []
        self.messages: list[QuestionMessage] = []
        self.notes: list[DeskNote] = []
        self.first_answer: tuple[datetime, bool] | None = None
        self._say(text, question.asked_at)
        self._note(M.ASK, question.asked_at)

    def take_steps(self, steps: Sequence[Step], people: People) -> None:
        """Take the steps that lie before now."""
        moment = self.question.asked_at
        for hours, move, text in steps:
            moment = self.weeks.later(moment, hours)
            if moment >= self.weeks.now:
                return
            self._take(move, text, moment, people)

    def _take(self, move: Move, text: str, moment: datetime, people: People) -> None:
        question, rule = self.question, workflow.RULES[move]
        by_citizen = rule.party is workflow.Party.CITIZEN
        if not workflow.is_allowed(move, question.status, citizen=by_citizen, holds=True):
            raise ValueError(f"{question.status} → {move}")
        officer = None if by_citizen else people.officers[question.office_id]
        start, due_at = Status(question.status), question.due_at
        question.status = workflow.TABLE.end_of(move, start)
        if move is M.PASS_ON:
            question.office_id, question.rule = people.stage.communes[0], Rule.PASSED_ON
        if move in (M.TAKE, M.PASS_ON, M.RELEASE, M.REOPEN):
            question.officer = officer if move is M.TAKE else None
        self._set_dates(move, start, moment)
        if move is M.ANSWER and self.first_answer is None:
            self.first_answer = (moment, due_at is None or moment <= due_at)
        if text:
            self._say_or_note(move, text, moment, officer)
        self._note(move, moment, officer)

    def _set_dates(self, move: Move, start: Status, moment: datetime) -> None:
        question = self.question
        question.changed_at = moment
        if move is not M.SOLVE:
            question.ended_at = None if question.status in workflow.OPEN else moment
        if question.status not in workflow.DUE:
            question.due_at = None
        elif start not in workflow.DUE:
            question.due_at = due(self.weeks, moment)

    def _say_or_note(self, move: Move, text: str, at: datetime, officer: User | None) -> None:
        if move is M.PASS_ON and officer:
            self.notes.append(DeskNote(page=PAGE, officer=officer, text=text, at=at))
        else:
            self._say(text, at, officer)

    def _say(self, text: str, at: datetime, officer: User | None = None) -> None:
        author = Author.OFFICER if officer else Author.CITIZEN
        self.messages.append(
            QuestionMessage(
                question=self.question,
                author=author,
                officer=officer,
                text=text,
                at=at,
            )
        )

    def _note(self, move: Move, at: datetime, officer: User | None = None) -> None:
        question = self.question
        event = QuestionEvent(
            question=question,
            move=move,
            status=question.status,
            office_id=question.office_id,
            officer=officer,
            at=at,
        )
        self.events.append(event)


def due(weeks: Weeks, moment: datetime) -> datetime:
    """Return when an answer is due."""
    return workflow.answer_deadline(moment, settings.QUESTION_ANSWER_HOURS, weeks.calendar)


@dataclass(frozen=True)
class Scene:
    """When and by whom questions are asked; `fields` holds the field of each procedure."""

    weeks: Weeks
    people: People
    fields: Mapping[str, str]


def create_questions(weeks: Weeks, people: People) -> list[Conversation]:
    """Write the questions of all citizens and return them."""
    fields = dict(
        Procedure.objects.filter(pk__in={topic.procedure for topic in texts.TOPICS}).values_list(
            "pk", "field_id"
        )
    )
    scene = Scene(weeks, people, fields)
    conversations = [*_from_many(scene), *_from_signed_in(scene)]
    insert_rows([conversation.question for conversation in conversations])
    insert_rows([row for conversation in conversations for row in _with_keys(conversation.events)])
    insert_rows(
        [row for conversation in conversations for row in _with_keys(conversation.messages)]
    )
    insert_rows([note for conversation in conversations for note in _notes_of(conversation)])
    _count(conversations)
    return conversations


def _notes_of(conversation: Conversation) -> Iterator[DeskNote]:
    for note in conversation.notes:
        note.key = str(conversation.question.pk)
        yield note


def _with_keys(
    rows: list[QuestionEvent] | list[QuestionMessage],
) -> Iterator[QuestionEvent | QuestionMessage]:
    for row in rows:
        row.question_id = row.question.pk  # the question has a key now
        yield row


def _from_many(scene: Scene) -> Iterator[Conversation]:
    weeks = scene.weeks
    for day in weeks.days():
        worked = weeks.calendar.is_working_day(day)
        rush = CAMPAIGN_RUSH if (day - weeks.first).days // 7 == CAMPAIGN_WEEK else 1.0
        for _ in range(weeks.about(QUESTIONS_A_DAY * rush * (1 if worked else 0.35))):
            topic = _topic(weeks, rush > 1)
            asked = weeks.some_time(day)
            if asked < weeks.now:
                yield _converse(scene, topic, asked)


def _topic(weeks: Weeks, campaign: bool) -> Topic:  # noqa: FBT001  # reads as a sentence
    weights = [
        topic.weight * (3 if campaign and topic.procedure.startswith(CAMPAIGN_FIELD) else 1)
        for topic in texts.TOPICS
    ]
    (topic,) = weeks.random.choices(texts.TOPICS, weights)
    return topic


def _converse(scene: Scene, topic: Topic, asked: datetime) -> Conversation:
    weeks, random = scene.weeks, scene.weeks.random
    foreign = weeks.chance(0.04)
    text = random.choice(texts.FOREIGN if foreign else topic.asked)
    said = _sentence(random.choice(texts.GREETINGS) + text + random.choice(texts.ENDINGS))
    office, rule = _office(scene, topic, foreign=foreign)
    known = not foreign and weeks.chance(0.8)
    question = _question(weeks, random.choice(scene.people.citizens), said, asked)
    question.office_id, question.rule = office, rule
    question.procedure_id, question.field_id = (
        (topic.procedure, scene.fields[topic.procedure]) if known else (None, None)
    )
    question.channel = Channel.OA if weeks.chance(0.12) else Channel.APP
    conversation = Conversation(weeks, question, said)
    conversation.take_steps(
        _steps(weeks, topic, foreign=foreign, at_front_desk=office == scene.people.stage.police),
        scene.people,
    )
    return conversation


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _office(scene: Scene, topic: Topic, *, foreign: bool) -> tuple[str, str]:
    weeks, stage = scene.weeks, scene.people.stage
    if foreign or weeks.chance(0.1):
        return stage.police, Rule.FRONT_DESK
    if topic.part:
        return stage.parts[topic.part], Rule.FIELD
    return weeks.random.choice(stage.communes), Rule.PLACE


def _question(weeks: Weeks, citizen: Citizen, text: str, asked: datetime) -> Question:
    return Question(
        citizen=citizen,
        words=searchable_words(text),
        asked_at=asked,
        changed_at=asked,
        due_at=due(weeks, asked),
    )


def _steps(weeks: Weeks, topic: Topic, *, foreign: bool, at_front_desk: bool) -> list[Step]:
    random = weeks.random
    taken: list[Step] = [(random.choice((0, 1, 3, 6)), M.TAKE, "")]
    if foreign:
        return [*taken, (1, M.CLOSE, texts.CLOSED)]
    if at_front_desk and weeks.chance(0.5):
        taken = [*taken, (1, M.PASS_ON, texts.PASSED_ON), (2, M.TAKE, "")]
    if weeks.chance(0.1):
        asked = [
            (1, M.ASK_BACK, random.choice(texts.ASK_BACK)),
            (4, M.REPLY, random.choice(texts.REPLY)),
        ]
        taken += asked[: 1 if weeks.chance(0.2) else 2]
        if taken[-1][1] is M.ASK_BACK:
            return taken
    ends: list[Step] = [*taken, (random.choice((0, 1, 2, 4, 8, 14)), M.ANSWER, topic.answer)]
    if weeks.chance(0.12):
        again = "Ông/bà mang bản gốc để đối chiếu, không phải nộp bản gốc."
        ends += [(3, M.REOPEN, random.choice(texts.AGAIN)), (1, M.TAKE, ""), (2, M.ANSWER, again)]
    return [*ends, (random.choice((1, 5, 12)), M.SOLVE, "")] if weeks.chance(0.55) else ends


def _from_signed_in(scene: Scene) -> Iterator[Conversation]:
    """Yield questions of the citizens who can sign in: answered, asked back and waiting."""
    weeks, people = scene.weeks, scene.people
    plans: tuple[tuple[Citizen, Topic, int, list[Step]], ...] = (
        (people.lan, texts.TOPICS[0], 12, [(2, M.TAKE, ""), (3, M.ANSWER, texts.TOPICS[0].answer)]),
        (people.lan, texts.TOPICS[1], 5, [(1, M.TAKE, ""), (1, M.ASK_BACK, texts.ASK_BACK[0])]),
        (people.lan, texts.TOPICS[7], 1, []),
        (
            people.hung,
            texts.TOPICS[4],
            4,
            [(1, M.TAKE, ""), (1, M.ANSWER, texts.TOPICS[4].answer), (2, M.SOLVE, "")],
        ),
    )
    worked = weeks.worked()
    for citizen, topic, ago, steps in plans:
        asked = min(weeks.some_time(worked[-1 - ago]), weeks.now - timedelta(hours=1))
        text = _sentence(topic.asked[0])
        question = _question(weeks, citizen, text, asked)
        question.office_id, question.rule = (
            people.stage.parts[topic.part or FIRST_COMMUNE],
            Rule.FIELD if topic.part else Rule.PLACE,
        )
        question.procedure_id, question.field_id = topic.procedure, scene.fields[topic.procedure]
        conversation = Conversation(weeks, question, text)
        conversation.take_steps(steps, people)
        yield conversation


def _count(conversations: Sequence[Conversation]) -> None:
    """Count by day and by week, as the actions count one by one."""
    sums: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
    for conversation in conversations:
        question = conversation.question
        sums[question.office_id, question.asked_at.astimezone(ZONE).date()]["asked"] += 1
        if conversation.first_answer:
            at, in_time = conversation.first_answer
            answered = next(event for event in conversation.events if event.move == M.ANSWER)
            minutes = (at - question.asked_at) // timedelta(minutes=1)
            sums[answered.office_id, at.astimezone(ZONE).date()].update(
                {"answered": 1, "in_time": int(in_time), "minutes": minutes}
            )
    counters.add(QuestionDay, QuestionDay.KEYS, sums)
    need_counts.count_questions([conversation.question for conversation in conversations])
