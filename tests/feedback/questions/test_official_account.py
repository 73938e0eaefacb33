"""Messages to the Official Account become questions, and answers go back the same way."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from citizens import actions as citizen_actions
from citizens.models import ChannelStop, Consent, Notice
from citizens.webhooks.actions import adopt, process_leftovers
from feedback.models import Question, QuestionMessage
from feedback.questions import actions
from offices.models import Office
from offices.snapshot import directory
from reception.models import Queue
from tests.citizens.factories import citizen, notice_template, oa_token, official_account
from tests.citizens.notices.conftest import work  # noqa: F401  # the fixture
from tests.feedback.factories import ANSWER, officer_of
from tests.feedback.factories import question as ask
from tests.offices.factories import office, province
from zalo_client.simulator import Fault

MORNING = "2026-11-25T03:00:00Z"


@pytest.fixture
def account(zalo, offices, time_machine):
    """Give the service a simulated Official Account, at daytime."""
    time_machine.move_to(MORNING, tick=False)
    oa_token(zalo.world.oa_pair())
    return zalo


@pytest.fixture
def user(account):
    """Return a person of the simulator who follows the Official Account."""
    return account.world.add_user(phone=None, follows=True)


@pytest.fixture
def lan(user):
    """Return that person as a citizen without any consent."""
    return citizen(zalo_user_id=user.id, user_id=user.oa_user_id, name="Nguyễn Thị Lan")


@pytest.fixture
def write(account, user):
    """Return a function by which the person writes a message and Zalo posts the event."""

    def send(text="Làm lại thẻ căn cước ở đâu?", msg_id="m1", event=None):
        event = event or account.writes(user, text, msg_id=msg_id)
        answer = Client().post(
            "/webhooks/zalo/oa/", event.raw, content_type="application/json", headers=event.headers
        )
        assert answer.status_code == 200

    return send


def answer(question, text=ANSWER):
    officer = officer_of(question.office)
    actions.take(question, officer)
    return actions.answer(question, officer, text)


def sent(zalo):
    return [
        (message.channel, message.recipient, message.body["message"]["text"])
        for message in zalo.world.messages
    ]


# --- a message is never lost ---------------------------------------------------------------------


def last_message():
    return QuestionMessage.objects.order_by("pk").last()


def ended_long_ago(question, lan, time_machine):
    """Solved within the last two days; the last day to write was yesterday."""
    answer(question)
    time_machine.move_to(timezone.now() + timedelta(days=13, hours=20), tick=False)
    actions.mark_solved(lan, Question.objects.get())
    time_machine.move_to(timezone.now() + timedelta(hours=24), tick=False)


def full(question, _lan, _time_machine):
    QuestionMessage.objects.bulk_create(
        QuestionMessage(question=question, author="citizen", text=f"t{number}")
        for number in range(actions.MAX_MESSAGES)
    )


def merged(question, lan, _time_machine):
    into = ask(lan)
    actions.merge(question, officer_of(question.office), into)


@pytest.mark.parametrize("end", [ended_long_ago, full, merged])
def test_a_message_after_the_end_starts_a_new_question(lan, write, time_machine, end):
    write(msg_id="m1")
    old = Question.objects.get()
    end(old, lan, time_machine)
    write(text="Còn một việc nữa", msg_id="m2")
    asked = last_message().question
    assert last_message().text == "Còn một việc nữa"
    assert (asked.pk != old.pk, asked.channel, asked.status) == (True, "oa", "waiting")
    assert process_leftovers() == (0, 0)


def test_a_question_ended_at_that_moment_loses_no_message(lan, write, monkeypatch):
    """Officers merge it between the choice of the question and its lock."""
    write(msg_id="m1")
    old = Question.objects.get()
    add = actions.add_message

    def overtaken(*args):
        merged(old, lan, None)
        return add(*args)

    monkeypatch.setattr(actions, "add_message", overtaken)
    write(text="Còn một việc nữa", msg_id="m2")
    assert last_message().text == "Còn một việc nữa"
    assert last_message().question_id != old.pk


def test_a_message_of_a_blocked_citizen_is_handled_as_a_strangers(lan, write):
    citizen_actions.block(lan, "Quấy rối")
    write()
    assert Question.objects.get().citizen is None
    assert process_leftovers() == (0, 0)


def test_a_message_becomes_one_question(lan, write):
    for _time in range(2):  # Zalo repeats the event
        write()
    asked = Question.objects.get()
    assert (asked.citizen, asked.channel, asked.status, asked.office_id) == (
        lan,
        "oa",
        "waiting",
        "tinh",
    )
    assert [message.text for message in asked.messages.all()] == ["Làm lại thẻ căn cước ở đâu?"]


def test_the_next_message_continues_the_question(lan, write):
    write()
    write("Tôi ở Thanh Miếu", msg_id="m2")
    answer(Question.objects.get())
    write("Vẫn chưa rõ", msg_id="m3")
    asked = Question.objects.get()
    assert (asked.status, asked.messages.count()) == ("waiting", 4)


def test_a_message_days_later_is_a_new_question(lan, write, time_machine):
    write()
    answer(Question.objects.get())
    time_machine.move_to("2026-11-28T03:00:00Z", tick=False)
    write("Còn hộ chiếu?", msg_id="m2")
    assert Question.objects.count() == 2


def test_a_picture_is_mentioned_in_the_question(lan, write, account, user):
    picture = {
        "msg_id": "m9",
        "attachments": [{"type": "image", "payload": {"url": "https://zalo.example/a.jpg"}}],
    }
    write(event=account.oa_event("user_send_image", user, message=picture))
    assert "gửi ảnh" in Question.objects.get().messages.get().text


def test_a_message_of_a_stranger_has_no_citizen(write, client):
    write()
    asked = Question.objects.get()
    assert asked.citizen is None
    client.force_login(officer_of(asked.office))
    assert (
        "trang quản lý Zalo OA"
        in client.get(f"/quan-tri/feedback/question/{asked.pk}/change/").content.decode()
    )
    answer(asked)
    assert not Notice.objects.exists()


def test_the_office_of_the_account_gets_its_messages(account, settings, write, lan):
    assert settings.ZALO_OA_ID
    office("phong-tiep-dan", kind="department", oa_id=settings.ZALO_OA_ID, parent=province())
    directory.refresh()
    write()
    assert Question.objects.get().office_id == "phong-tiep-dan"


def test_within_the_window_the_answer_is_sent_as_a_message(
    account,
    lan,
    user,
    write,
    work,  # noqa: F811  # the fixture
):
    write()
    answer(Question.objects.get())
    work()
    assert not Consent.objects.filter(citizen=lan).exists()
    assert sent(account) == [("text", user.oa_user_id, ANSWER)]
    assert ANSWER not in Notice.objects.get(citizen=lan).text


def test_outside_the_window_a_notice_is_sent(account, lan, user, write, work):  # noqa: F811  # the fixture
    from tests.citizens.factories import agree

    agree(lan)
    row = notice_template(event="question_answered", user="100200")
    row.channels.filter(enabled=True).update(parameters={"so": "number"})
    write()
    lan.follows.update(last_interaction_at=timezone.now() - timezone.timedelta(days=3))
    answer(Question.objects.get())
    work()
    assert [message.channel for message in account.world.messages] == ["template_to_user"]
    assert ANSWER not in str(account.world.messages[0].body)


def test_a_question_from_the_app_is_not_answered_by_message(account, lan, write, work, user):  # noqa: F811  # the fixture
    from tests.feedback.factories import question

    user.last_message_at = account.world.now()
    lan.follows.update(last_interaction_at=timezone.now())
    answer(question(lan))
    work()
    assert account.world.messages == []


def test_each_reply_is_sent_with_its_own_words(
    account,
    lan,
    write,
    work,  # noqa: F811  # the fixture
):
    write()
    asked = Question.objects.get()
    officer = officer_of(asked.office)
    actions.take(asked, officer)
    actions.ask_back(asked, officer, "Ông bà ở đâu?")
    work()
    write("Thanh Miếu", msg_id="m2")
    actions.answer(asked, officer, ANSWER)
    work()
    assert [text for _channel, _person, text in sent(account)] == ["Ông bà ở đâu?", ANSWER]


# --- an office's own account ---------------------------------------------------------------------

COMMUNE = "2222222222222222222"


@pytest.fixture
def commune(account):
    """Return the account of a commune, connected."""
    hamlet = office("ca-xa-thu", kind="commune", name="Công an xã Thử", parent=province())
    account.world.add_account(COMMUNE, name="Công an xã Thử")
    oa_token(account.world.oa_pair(COMMUNE), oa_id=COMMUNE)
    directory.refresh()
    return official_account(COMMUNE, office=hamlet, webhook_secret="simulator-commune-secret")


def test_a_message_to_a_communes_account_is_answered_from_it(
    account,
    commune,
    lan,
    user,
    write,
    work,  # noqa: F811  # the fixture
):
    write(event=account.writes(user, "Mấy giờ mở cửa?", oa_id=COMMUNE))
    asked = Question.objects.get()
    assert (asked.office_id, asked.account) == ("ca-xa-thu", commune)
    answer(asked)
    work()
    (message,) = account.world.messages
    assert (message.channel, message.oa_id, message.recipient) == (
        "text",
        COMMUNE,
        user.id_at(COMMUNE, account.world.oa_id),
    )
    assert message.body["message"]["text"] == ANSWER


def test_messages_to_two_accounts_are_two_questions(account, commune, lan, user, write):
    write(event=account.writes(user, "Mấy giờ mở cửa?", oa_id=COMMUNE))
    write("Còn ở tỉnh?", msg_id="m2")
    assert set(Question.objects.values_list("office_id", flat=True)) == {"ca-xa-thu", "tinh"}


def test_each_account_has_its_own_window(account, commune, lan, user, write, work):  # noqa: F811  # the fixture
    write(event=account.writes(user, "Mấy giờ mở cửa?", oa_id=COMMUNE))
    lan.follows.update(last_interaction_at=timezone.now() - timezone.timedelta(days=3))
    answer(Question.objects.get())
    work()
    assert account.world.messages == []


def test_a_stopped_account_of_a_commune_holds_back_only_its_answers(
    account,
    commune,
    lan,
    user,
    write,
    work,  # noqa: F811  # the fixture
):
    ChannelStop.objects.create(channel="text", account=commune, cause="configuration")
    write(event=account.writes(user, "Mấy giờ mở cửa?", oa_id=COMMUNE))
    write("Còn ở tỉnh?", msg_id="m2")
    for asked in Question.objects.all():
        answer(asked)
    work()
    assert [message.oa_id for message in account.world.messages] == [account.world.oa_id]


def test_a_refusal_by_zalo_stops_only_the_channel_of_the_commune(
    account,
    commune,
    lan,
    user,
    write,
    work,  # noqa: F811  # the fixture
):
    account.plan("text", Fault.error(-235))
    write(event=account.writes(user, "Mấy giờ mở cửa?", oa_id=COMMUNE))
    answer(Question.objects.get())
    work()
    assert ChannelStop.objects.get().account == commune


def test_an_event_becomes_a_question_once_its_account_is_connected(
    account, lan, user, write, settings
):
    account.world.add_account(COMMUNE, secret=account.world.oa_secret)
    write(event=account.writes(user, "Mấy giờ mở cửa?", oa_id=COMMUNE))
    assert not Question.objects.exists()
    hamlet = office("ca-xa-thu", kind="commune", name="Công an xã Thử", parent=province())
    directory.refresh()
    adopt(official_account(COMMUNE, office=hamlet))
    assert process_leftovers() == (1, 0)
    assert Question.objects.get().office_id == "ca-xa-thu"


def test_whoever_writes_of_danger_is_told_whom_to_call_at_once(lan, write, account, work):  # noqa: F811
    write("chồng em đang cầm dao đòi giết em")
    work()
    (told,) = sent(account)
    assert told[2].startswith("Cần giúp ngay thì gọi 113")
    assert "dao" not in told[2]
    write("nó sắp phá được cửa cứu em với", msg_id="m2")
    work()
    assert len(sent(account)) == 1


def test_other_messages_are_not_answered_at_once(lan, write, account, work):  # noqa: F811
    write("Làm lại thẻ căn cước ở đâu?")
    work()
    assert sent(account) == []


def test_whoever_wants_an_appointment_is_led_to_the_office_with_a_counter(
    lan,
    write,
    account,
    settings,
    work,  # noqa: F811  # the fixture
):
    settings.ZALO_MINI_APP_ID = "123"
    for one in Office.objects.all():
        Queue.objects.create(office=one, name="Một cửa")
    write("Cho tôi đặt lịch làm căn cước")
    work()
    (told,) = sent(account)
    assert "chọn «Đặt lịch»" in told[2]
    assert f"https://zalo.me/s/123/?office={Question.objects.get().office_id}" in told[2]
    write("đặt hẹn thứ hai được không", msg_id="m2")
    work()
    assert len(sent(account)) == 1


def test_an_office_without_a_counter_answers_as_ever(lan, write, account, work):  # noqa: F811
    write("Cho tôi đặt lịch làm căn cước")
    work()
    assert sent(account) == []
