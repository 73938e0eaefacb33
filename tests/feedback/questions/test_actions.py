"""The actions on questions."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from citizens.models import Notice
from feedback.models import Question, QuestionEvent, QuestionMessage
from feedback.questions import actions
from feedback.questions.workflow import Status
from foundation.api.problems import Problem
from offices.models import Office
from tests.citizens.factories import citizen
from tests.feedback.factories import ANSWER, TEXT, answered, officer_of, question
from tests.offices.factories import office


def refused(act, *args):
    with pytest.raises(Problem) as caught:
        act(*args)
    return caught.value.type.code


@pytest.mark.django_db
def test_a_second_officer_cannot_take_the_question(offices):
    asked = question(office=offices.pk)
    first, second = officer_of(offices), officer_of(offices)
    assert actions.take(asked, first).officer == first
    assert refused(actions.take, asked, second) == "question_moved_on"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor != 'postgresql'",
    reason="SQLite lets one writer in at a time: there is no race",
)
def test_concurrent_officers_take_a_question_once(offices):
    asked = question(office=offices.pk)
    officers, outcomes, ready = (
        [officer_of(offices) for _number in range(6)],
        [],
        threading.Barrier(6),
    )

    def take(officer):
        ready.wait(10)
        try:
            outcomes.append(actions.take(asked, officer).officer_id)
        except Problem as problem:
            outcomes.append(problem.type.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[officer]) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked.refresh_from_db()
    assert sorted(map(str, outcomes)) == sorted([str(asked.officer_id), *["question_moved_on"] * 5])
    assert QuestionEvent.objects.filter(move="take").count() == 1


@pytest.mark.django_db
def test_citizens_are_notified_of_officers_moves(offices, lan, binh):
    asked = question(lan, office=offices.pk)
    actions.take(asked, binh)
    actions.ask_back(asked, binh, "Ở đâu?")
    actions.add_message(lan, asked, actions.SentMessage("Ở đây"))
    actions.answer(asked, binh, ANSWER)
    actions.mark_solved(lan, asked)
    told = Notice.objects.filter(citizen=lan).order_by("pk")
    assert [notice.event for notice in told] == ["question_asked_back", "question_answered"]
    assert ANSWER not in told[1].text


@pytest.mark.django_db
def test_a_rolled_back_change_sends_no_notice(offices, lan, binh):
    asked = question(lan, office=offices.pk)
    actions.take(asked, binh)
    with transaction.atomic():
        actions.answer(asked, binh, ANSWER)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert asked.messages.count() == 1


@pytest.mark.django_db
def test_each_move_appends_an_event(offices, lan, binh):
    asked = question(lan, office=offices.pk)
    actions.take(asked, binh)
    actions.pass_on(asked, binh, "tinh", "Việc của tỉnh")
    assert list(asked.events.values_list("move", "status", "office", "officer")) == [
        ("ask", "waiting", offices.pk, None),
        ("take", "taken", offices.pk, binh.pk),
        ("pass_on", "waiting", "tinh", binh.pk),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    ["UPDATE feedback_questionevent SET move = 'answer'", "DELETE FROM feedback_questionevent"],
)
def test_events_are_append_only(sql, offices):
    question(office=offices.pk)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "author = 'officer'",
        "at = '2020-01-01 00:00:00+00'",
        "officer_id = 1",
    ],
)
def test_messages_are_append_only(change, offices):
    User.objects.filter(pk=1).exists() or User.objects.create(pk=1, username="mot")
    question(office=offices.pk)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE feedback_questionmessage SET {change}")  # noqa: S608  # written above


@pytest.mark.django_db
def test_texts_are_encrypted_and_keys_can_rotate(offices, settings):
    from citizens.management.commands.rotate_data_keys import rotate

    question(text=TEXT, office=offices.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM feedback_questionmessage")
        assert TEXT not in cursor.fetchone()[0]
    settings.DATA_KEYS = ["x" * 60, *settings.DATA_KEYS]
    assert rotate(QuestionMessage, "text") == 1
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert QuestionMessage.objects.get().text == TEXT


@pytest.mark.django_db
def test_forwarding_keeps_the_deadline_and_reopening_resets_it(offices, lan, binh, time_machine):
    time_machine.move_to("2026-11-18T01:00:00Z", tick=False)
    asked = question(lan, office=offices.pk)
    due = asked.due_at
    time_machine.move_to("2026-11-18T08:00:00Z", tick=False)
    assert actions.pass_on(asked, binh, "tinh", "x").due_at == due
    done = answered(lan, binh, office=offices.pk)
    assert done.due_at is None
    time_machine.move_to("2026-11-19T08:00:00Z", tick=False)
    again = actions.add_message(lan, done, actions.SentMessage("Chưa rõ"))
    assert (again.status, again.officer, again.due_at > due) == (Status.WAITING, None, True)


@pytest.mark.django_db
def test_the_number_of_messages_is_limited(lan, monkeypatch):
    monkeypatch.setattr(actions, "MAX_MESSAGES", 2)
    asked = question(lan)
    actions.add_message(lan, asked, actions.SentMessage("2"))
    assert refused(actions.add_message, lan, asked, actions.SentMessage("3")) == "question_ended"


@pytest.mark.django_db
def test_an_erased_citizen_cannot_ask(db):
    from tests.citizens.factories import erased_citizen

    assert refused(question, erased_citizen()) == "session_ended"


@pytest.mark.django_db
def test_a_question_erased_meanwhile_is_refused(offices, binh):
    asked = question(citizen(), office=offices.pk)
    actions.close(asked, binh, "Trùng nội dung")
    for act in (actions.take, actions.release):
        assert refused(act, asked, binh) == "question_moved_on"
    assert refused(actions.answer, asked, binh, ANSWER) == "question_moved_on"
    assert Question.objects.get().status == Status.CLOSED


# --- a question may have moved to another office --------------------------------------------------

OFFICERS_ACTS = {
    "take": actions.take,
    "answer": lambda page, officer: actions.answer(page, officer, "Đã rõ"),
    "close": lambda page, officer: actions.close(page, officer, "Trùng"),
    "pass_on": lambda page, officer: actions.pass_on(page, officer, "tinh", "Nhờ"),
    "assign": lambda page, officer: actions.assign(
        page, officer, officer_of(Office.objects.get(pk=page.office_id))
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("act", OFFICERS_ACTS)
def test_a_question_passed_on_meanwhile_is_unchanged(offices, act):
    asked = question(office=offices.pk)
    leader = officer_of(offices, "lead_question")
    page = Question.objects.get(pk=asked.pk)  # loaded by the leader's request
    actions.pass_on(asked, officer_of(offices), office().pk, "Nhờ đơn vị")
    before = Question.objects.values().get()
    assert refused(OFFICERS_ACTS[act], page, leader) == "question_moved_on"
    assert Question.objects.values().get() == before
