"""The officers' pages for questions."""

import pytest
from django.urls import reverse
from django.utils import timezone

from citizens.models import AccessEntry, Notice
from feedback.models import Question
from feedback.questions import actions
from feedback.questions.workflow import Status
from tests.feedback.factories import ANSWER, TEXT, officer_of, question, template
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
LIST = reverse("admin:feedback_question_changelist")


def page(row, name="change"):
    return reverse(f"admin:feedback_question_{name}", args=[row.pk])


def move(client, row, name, **values):
    return client.post(page(row, name), {**values, "_form_submitted": "on"})


@pytest.fixture
def as_binh(client, binh):
    """Return the client of an officer of the commune."""
    client.force_login(binh)
    return client


@pytest.fixture
def asked(lan, offices):
    """Return a question to the commune."""
    return question(lan, office=offices.pk)


def shown(response):
    return [row.pk for row in response.context_data["cl"].result_list]


def test_an_officer_can_take_and_answer_a_question(as_binh, asked, lan):
    move(as_binh, asked, "take")
    response = as_binh.post(
        page(asked, "answer"), {"text": ANSWER, "seen": asked.messages.latest("pk").pk}
    )
    assert response.status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.due_at, asked.messages.latest("pk").text) == (
        Status.ANSWERED,
        None,
        ANSWER,
    )
    assert Notice.objects.get(citizen=lan).event == "question_answered"


def test_an_officer_sees_only_queues_in_reach(client, as_binh, asked, hung, offices, other):
    elsewhere = question(hung, office=other.pk)
    assert shown(as_binh.get(LIST)) == [asked.pk]
    assert as_binh.get(page(elsewhere)).status_code == 302  # like a missing one
    for name in ("take", "answer", "pass_on", "merge", "close"):
        assert (
            move(
                as_binh, elsewhere, name, words="x", office="tinh", note="x", into=asked.pk
            ).status_code
            == 404
        )
    assert AccessEntry.objects.filter(allowed=False, subjects=str(elsewhere.pk)).count() >= 1
    elsewhere.refresh_from_db()
    assert elsewhere.status == Status.WAITING
    client.force_login(officer_of(offices.parent))
    assert set(shown(client.get(LIST))) == {asked.pk, elsewhere.pk}


def test_late_questions_reach_the_leader_above(client, lan, hung, offices):
    from feedback.navigation import count_late_questions

    late, fresh = question(lan, office=offices.pk), question(hung, office=offices.pk)
    Question.objects.filter(pk=late.pk).update(due_at=timezone.now() - timezone.timedelta(hours=1))
    leader = officer_of(offices.parent, "lead_question")
    client.force_login(leader)
    response = client.get(LIST)
    assert shown(response) == [late.pk, fresh.pk]
    assert shown(client.get(f"{LIST}?state=late")) == [late.pk]
    assert count_late_questions(response.wsgi_request) == "1"


def test_a_phone_shows_sixteen_rows_of_a_page(as_binh, offices):
    for _number in range(17):
        question(office=offices.pk)
    assert len(shown(as_binh.get(LIST))) == 17
    phone = as_binh.get(LIST, headers={"User-Agent": "Mozilla/5.0 (iPhone) Mobile/15E148"})
    assert len(shown(phone)) == 16
    assert "short-rows" in phone.content.decode()


def test_viewing_a_question_is_logged(as_binh, asked, lan):
    body = as_binh.get(page(asked)).content.decode()
    assert TEXT in body
    assert "Lan" in body
    for personal in ("Nguyễn Thị", "912345678", "0912"):
        assert personal not in body
    assert AccessEntry.objects.filter(
        action=AccessEntry.Action.SEEN,
        subject_kind="question",
        subjects=str(asked.pk),
        allowed=True,
    ).exists()


@pytest.mark.parametrize(
    ("text", "found"), [("cap lai the", True), ("căn cước bị mất", True), ("hộ chiếu", False)]
)
def test_questions_are_searched_without_diacritics(as_binh, asked, text, found):
    assert (asked.pk in shown(as_binh.get(LIST, {"q": text}))) is found


def test_personal_numbers_are_not_searchable(as_binh, lan, offices):
    question(lan, "Số tôi 0912 345 678, CCCD 025090001234", office=offices.pk)
    assert not Question.objects.filter(words__contains="912").exists()
    assert not Question.objects.filter(words__contains="0250").exists()


def test_answering_needs_permission(client, asked, offices):
    reader = officer_of(offices)
    reader.user_permissions.remove(*reader.user_permissions.filter(codename="answer_question"))
    client.force_login(reader)
    assert client.get(page(asked)).status_code == 200
    assert move(client, asked, "take").status_code == 403
    assert client.get(page(asked, "answer")).status_code == 403
    asked.refresh_from_db()
    assert asked.status == Status.WAITING


def test_a_taken_question_can_only_be_answered_by_a_leader(client, asked, binh, offices):
    actions.take(asked, binh)
    colleague, leader = officer_of(offices), officer_of(offices, "lead_question")
    for user, status in ((colleague, Status.TAKEN), (leader, Status.ANSWERED)):
        client.force_login(user)
        client.post(page(asked, "answer"), {"text": ANSWER, "seen": 10**9})
        asked.refresh_from_db()
        assert asked.status == status


def test_an_unread_message_blocks_the_answer(as_binh, asked, lan, binh):
    actions.take(asked, binh)
    seen = asked.messages.latest("pk").pk
    actions.add_message(lan, asked, actions.SentMessage("Tôi ở phường Thanh Miếu"))
    response = as_binh.post(page(asked, "answer"), {"text": ANSWER, "seen": seen})
    assert "vừa gửi thêm" in response.content.decode()
    assert ANSWER in response.content.decode()  # the written answer is not lost
    assert f'value="{asked.messages.latest("pk").pk}"' in response.content.decode()
    asked.refresh_from_db()
    assert asked.status == Status.TAKEN


def test_a_template_is_filled_from_the_procedure(as_binh, lan, binh, offices):
    publish_procedure(id="can-cuoc", short_name="Cấp lại thẻ căn cước")
    asked = question(lan, office=offices.pk, procedure="can-cuoc")
    actions.take(asked, binh)
    template(text="{Thủ tục}: {thời hạn}, {lệ phí}.\n{giấy tờ}\nNộp tại {đơn vị}.")
    reply = as_binh.get(page(asked)).context_data["reply"]
    (insert,) = reply.inserts
    assert insert.text == (
        "Cấp lại thẻ căn cước: 7 ngày làm việc, Miễn phí.\n- Tờ khai\nNộp tại Công an phường "
        "Thanh Miếu."
    )
    assert reply.greeting == "Kính gửi ông/bà Lan,"


@pytest.mark.parametrize(
    "text", ["Thời hạn: [chưa rõ: thời hạn].", "Thời hạn {thời hạn}", "", " \u200b "]
)
def test_an_answer_with_placeholders_is_not_sent(as_binh, asked, binh, text):
    actions.take(asked, binh)
    assert as_binh.post(page(asked, "answer"), {"text": text, "seen": 10**9}).status_code == 200
    asked.refresh_from_db()
    assert asked.status == Status.TAKEN


def test_a_forwarded_question_is_seen_only_by_its_new_office(as_binh, client, asked, other):
    response = move(as_binh, asked, "pass_on", office=other.pk, note="Địa bàn xã khác")
    assert response["HX-Redirect"] == LIST
    assert shown(as_binh.get(LIST)) == []
    client.force_login(officer_of(other))
    assert "Địa bàn xã khác" in client.get(page(asked)).content.decode()


@pytest.mark.parametrize("office_id", ["khong-co", "ca-cu", ""])
def test_a_question_cannot_be_forwarded_to_an_invalid_office(as_binh, asked, offices, office_id):
    move(as_binh, asked, "pass_on", office=office_id, note="x")
    asked.refresh_from_db()
    assert asked.office_id == offices.pk


def test_questions_of_different_citizens_cannot_be_merged(as_binh, asked, lan, hung, offices):
    foreign, own = question(hung, office=offices.pk), question(lan, office=offices.pk)
    for target in (foreign.pk, asked.pk, 10**12):
        move(as_binh, asked, "merge", into=target)
        asked.refresh_from_db()
        assert asked.status == Status.WAITING
    move(as_binh, asked, "merge", into=own.pk)
    asked.refresh_from_db()
    assert (asked.status, asked.merged_into_id) == (Status.MERGED, own.pk)


def test_officers_cannot_add_change_or_delete_questions(admin_client, asked):
    for name, args in (("add", []), ("delete", [asked.pk])):
        assert (
            admin_client.post(
                reverse(f"admin:feedback_question_{name}", args=args), {"post": "yes"}
            ).status_code
            == 403
        )
    admin_client.post(page(asked), {"status": "solved"})
    asked.refresh_from_db()
    assert asked.status == Status.WAITING


# --- the queue, assigning, passing on ------------------------------------------------------------


def test_the_queue_hides_questions_of_colleagues(as_binh, asked, lan, binh, offices, client):
    mine, theirs = question(lan, office=offices.pk), question(lan, office=offices.pk)
    actions.take(mine, binh)
    actions.take(theirs, officer_of(offices))
    assert set(shown(as_binh.get(LIST))) == {asked.pk, mine.pk}
    assert theirs.pk in shown(as_binh.get(f"{LIST}?state=due"))
    client.force_login(officer_of(offices, "lead_question"))
    assert theirs.pk in shown(client.get(LIST))


def test_the_queue_is_filtered_by_office_officer_procedure_channel_and_day(
    client, lan, offices, binh
):
    publish_procedure(id="can-cuoc")
    row = question(lan, office=offices.pk, procedure="can-cuoc")
    other = question(lan)
    actions.take(row, binh)
    Question.objects.filter(pk=other.pk).update(
        channel="oa", asked_at=timezone.now() - timezone.timedelta(days=3)
    )
    client.force_login(officer_of(offices.parent, "lead_question"))
    for chosen in (
        f"office={offices.pk}",
        f"officer={binh.pk}",
        "procedure__id__exact=can-cuoc",
        "channel__exact=app",
        f"asked={timezone.localdate()}_{timezone.localdate()}",
    ):
        assert shown(client.get(f"{LIST}?state=all&{chosen}")) == [row.pk], chosen


def test_a_leader_assigns_to_answerers_and_sees_their_load(client, asked, lan, binh, offices):
    actions.take(question(lan, office=offices.pk), binh)
    reader = officer_of(offices)
    reader.user_permissions.remove(*reader.user_permissions.filter(codename="answer_question"))
    client.force_login(officer_of(offices, "lead_question"))
    dialog = client.get(page(asked, "assign")).content.decode()
    assert "đang giữ 1 câu hỏi" in dialog
    assert f'value="{reader.pk}"' not in dialog
    move(client, asked, "assign", officer=reader.pk)
    asked.refresh_from_db()
    assert asked.status == Status.WAITING
    move(client, asked, "assign", officer=binh.pk)
    asked.refresh_from_db()
    assert (asked.status, asked.officer) == (Status.TAKEN, binh)


def test_only_leaders_and_holders_assign(as_binh, asked, binh, offices):
    colleague = officer_of(offices)
    move(as_binh, asked, "assign", officer=colleague.pk)
    asked.refresh_from_db()
    assert asked.officer is None
    actions.take(asked, binh)
    move(as_binh, asked, "assign", officer=colleague.pk)
    asked.refresh_from_db()
    assert asked.officer == colleague


def test_passing_on_suggests_the_named_place_without_choosing_it(as_binh, lan, offices):
    row = question(lan, "Tôi ở xã Khác, làm thẻ ở đâu?", office=offices.pk)
    dialog = as_binh.get(page(row, "pass_on")).content.decode()
    assert "Công an xã Khác (được nêu tên)" in dialog
    assert "checked" not in dialog.partition("data-pick")[2]


def test_the_page_shows_the_procedure_of_today_and_the_citizens_other_questions(
    as_binh, lan, offices, other
):
    publish_procedure(id="can-cuoc", short_name="Cấp lại thẻ căn cước")
    earlier = question(lan, "Trẻ em có cần thẻ không?", office=offices.pk)
    out_of_reach = question(lan, "Chuyện ở xã khác", office=other.pk)
    row = question(lan, office=offices.pk, procedure="can-cuoc")
    body = as_binh.get(page(row)).content.decode()
    for said in ("Cấp lại thẻ căn cước", "Miễn phí", "7 ngày làm việc", "Tờ khai", "Trẻ em có"):
        assert said in body
    assert page(earlier) in body
    assert page(out_of_reach) not in body
    assert AccessEntry.objects.filter(action="searched", subjects=str(earlier.pk)).exists()
