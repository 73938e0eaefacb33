"""A citizen's questions over HTTP."""

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import AccessEntry
from feedback.models import Question, QuestionMessage
from feedback.questions import actions
from feedback.questions.workflow import Status
from tests.citizens.factories import citizen, client_of
from tests.feedback.factories import ANSWER, TEXT, answered, officer_of, published, question
from tests.for_each import for_each
from tests.offices.factories import field, office
from tests.procedures.factories import publish_procedure, withdraw_procedure

QUESTIONS = "/api/v1/questions/"
pytestmark = pytest.mark.django_db


def post(client, body, path=QUESTIONS, **headers):
    return client.post(path, body, content_type="application/json", headers=headers)


def one(row):
    return f"{QUESTIONS}{row['id'] if isinstance(row, dict) else row.pk}/"


def test_a_citizen_can_ask_and_read_a_question(as_lan, offices):
    response = post(as_lan, {"text": f"  {TEXT} ", "office": offices.pk})
    assert (response.status_code, response["Cache-Control"]) == (201, "no-store")
    body = response.json()
    assert (body["status"], body["office"]["name"]) == ("waiting", "Công an phường Thanh Miếu")
    assert [(m["author"], m["text"], m["photos"]) for m in body["messages"]] == [
        ("citizen", TEXT, [])
    ]
    assert as_lan.get(one(body)).json() == body
    (card,) = as_lan.get(QUESTIONS).json()["results"]
    assert (card["id"], card["beginning"]) == (body["id"], TEXT)


def test_the_list_has_the_last_message_of_the_office(as_lan, lan, binh, offices):
    waiting = question(lan, office=offices.pk)
    asked = answered(lan, binh, office=offices.pk)
    asked = actions.add_message(lan, asked, actions.SentMessage("Cảm ơn, còn hỏi thêm"))
    actions.pass_on(asked, binh, "ca-xa-khac", "Chỉ cán bộ đọc")
    cards = {card["id"]: card["last_answer"] for card in as_lan.get(QUESTIONS).json()["results"]}
    assert (cards[waiting.pk], cards[asked.pk]["text"]) == (None, ANSWER)


@time_machine.travel("2026-11-20T08:00:00+07:00", tick=False)
def test_the_answer_is_due_in_working_hours(lan, offices, settings):
    settings.QUESTION_ANSWER_HOURS = 16
    # Friday 8:00; Tuesday 24/11 is a holiday: 7.5 hours on Friday, 8 on Monday, half an hour on
    # Wednesday.
    assert (
        post(client_of(lan), {"text": TEXT, "office": offices.pk}).json()["due_at"]
        == "2026-11-25T01:00:00Z"
    )


def test_an_unknown_calendar_year_does_not_refuse_a_question(as_lan):
    with time_machine.travel("2027-12-31T16:00:00+07:00"):
        client = client_of(citizen())
        assert post(client, {"text": TEXT}).json()["due_at"].startswith("2028-01-04")


@for_each(
    ("body", "pointer", "code"),
    [
        ({}, "/body/text", "required"),
        ({"text": ""}, "/body/text", "blank"),
        ({"text": " \u200b\n "}, "/body/text", "blank"),
        ({"text": "x" * 2001}, "/body/text", "max_length"),
        ({"text": ["x"]}, "/body/text", "invalid"),
        ({"text": None}, "/body/text", "null"),
        ({"text": "x", "citizen": 1}, "/body/citizen", "unknown"),
        ({"text": "x", "office": "khong-co"}, "/body/office", "unknown"),
        ({"text": "x", "procedure": "khong-co"}, "/body/procedure", "unknown"),
        ({"text": "x", "field": "khong-co"}, "/body/field", "unknown"),
        ({"text": "x", "place": "Xã Không Có"}, "/body/place", "unknown"),
        ({"text": "x", "dossier": "G01.899.909-260916-890028"}, "/body/dossier", "unknown"),
        ({"text": "x", "dossier": "' OR 1=1"}, "/body/dossier", "unknown"),
        ({"text": "x", "photos": "a"}, "/body/photos", "not_a_list"),
        ({"text": "x", "photos": ["../../etc/passwd"]}, "/body/photos", "invalid"),
        ({"text": "x", "photos": ["0" * 32] * 2}, "/body/photos", "invalid"),
        ({"text": "x", "photos": ["0" * 32]}, "/body/photos", "unknown"),
        ({"text": "x", "photos": [f"{n:032}" for n in range(5)]}, "/body/photos", "max_length"),
    ],
)
def test_invalid_questions_are_refused(as_lan, body, pointer, code):
    response = post(as_lan, body)
    assert (
        response.status_code,
        [(e["pointer"], e["code"]) for e in response.json()["errors"]],
    ) == (400, [(pointer, code)])
    assert not Question.objects.exists()
    assert not QuestionMessage.objects.exists()


def test_a_withdrawn_procedure_is_refused(as_lan):
    withdraw_procedure(id="cu", short_name="Thủ tục cũ")
    assert (
        post(as_lan, {"text": TEXT, "procedure": "cu"}).json()["errors"][0]["pointer"]
        == "/body/procedure"
    )


def test_a_question_about_a_procedure_goes_to_its_department(as_lan):
    field("cccd")
    department = office(
        "phong-qlhc", kind="department", name="Phòng Cảnh sát QLHC", fields=["cccd"]
    )
    publish_procedure(id="can-cuoc", short_name="Cấp lại thẻ căn cước", field="cccd")
    body = post(as_lan, {"text": TEXT, "procedure": "can-cuoc"}).json()
    assert (body["office"]["id"], body["procedure"]) == (
        department.pk,
        {"id": "can-cuoc", "short_name": "Cấp lại thẻ căn cước"},
    )


def test_an_ambiguous_place_lists_the_choices(as_lan):
    for number in (1, 2):
        office(f"ca-xa-tan-lap-{number}", name="Công an xã Tân Lập")
    response = post(as_lan, {"text": TEXT, "place": "Tân Lập"})
    assert (response.status_code, response.json()["code"]) == (422, "place_ambiguous")
    errors = response.json()["errors"]
    assert {e["value"] for e in errors} == {"ca-xa-tan-lap-1", "ca-xa-tan-lap-2"}
    assert {(e["pointer"], e["code"]) for e in errors} == {("/body/office", "candidate")}
    assert post(as_lan, {"text": TEXT, "office": "ca-xa-tan-lap-2"}).status_code == 201


def test_a_closed_office_hands_over_to_the_one_above(as_lan):
    ended = office("ca-huyen-cu", name="Công an huyện cũ", valid_to="2025-03-01")
    assert post(as_lan, {"text": TEXT, "office": ended.pk}).json()["office"]["id"] == "tinh"


def test_a_repeated_key_asks_once(as_lan, offices):
    headers = {"Idempotency-Key": "3d1f0f2e-0000-4000-8000-000000000001"}
    body = {"text": TEXT, "office": offices.pk}
    first, again = post(as_lan, body, **headers), post(as_lan, body, **headers)
    assert (first.status_code, again.status_code, first.json()["id"]) == (
        201,
        201,
        again.json()["id"],
    )
    assert (
        post(as_lan, {**body, "text": "Khác"}, **headers).json()["code"] == "idempotency_key_reused"
    )
    assert Question.objects.count() == 1


def test_the_number_of_open_questions_is_limited(as_lan, lan, monkeypatch):
    monkeypatch.setattr(actions, "MAX_OPEN", 2)
    assert [post(as_lan, {"text": TEXT}).status_code for _time in range(3)] == [201, 201, 422]
    assert post(client_of(citizen()), {"text": TEXT}).status_code == 201


def test_questions_are_throttled(as_lan, settings):
    settings.THROTTLES = {**django_settings.THROTTLES, "question": 3}
    statuses = [post(as_lan, {"text": TEXT}).status_code for _time in range(5)]
    assert statuses == [201, 201, 201, 429, 429]
    assert as_lan.get(QUESTIONS).status_code == 200


def test_citizens_never_see_questions_of_others(as_lan, as_hung, lan):
    theirs = question(lan)
    assert as_hung.get(QUESTIONS).json()["count"] == 0
    missing = as_hung.get(f"{QUESTIONS}{theirs.pk + 999}/").json()
    for response in (
        as_hung.get(one(theirs)),
        as_hung.patch(one(theirs), {"solved": True}, content_type="application/json"),
        post(as_hung, {"text": "x"}, f"{one(theirs)}messages/"),
    ):
        assert response.status_code == 404
        assert {**response.json(), "instance": ""} == {**missing, "instance": ""}
    assert theirs.messages.count() == 1
    assert AccessEntry.objects.filter(allowed=False, subject_kind="question").count() == 4


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_a_number_too_large_for_a_row_answers_404(as_lan, number):
    assert as_lan.get(f"{QUESTIONS}{number}/").status_code == 404


def test_the_query_count_does_not_depend_on_the_questions(as_lan, lan, monkeypatch):
    monkeypatch.setattr(actions, "MAX_OPEN", 50)

    def queries(path):
        with CaptureQueriesContext(connection) as captured:
            assert as_lan.get(path).status_code == 200
        return len(captured)

    first = question(lan)
    one_of_one, detail = queries(QUESTIONS), queries(one(first))
    for _number in range(19):
        question(lan)
        actions.add_message(lan, first, actions.SentMessage("Thêm"))
    assert (queries(QUESTIONS), queries(one(first))) == (one_of_one, detail)


def test_all_pages_hold_the_citizens_own_questions_once(as_lan, as_hung, lan, monkeypatch):
    monkeypatch.setattr(actions, "MAX_OPEN", 50)
    asked = [question(lan).pk for _number in range(21)]
    pages = [as_lan.get(QUESTIONS, {"page": number}).json() for number in (1, 2)]
    assert [[card["id"] for card in page["results"]] for page in pages] == [
        asked[:0:-1],
        asked[:1],
    ]
    assert [page["count"] for page in pages] == [21, 21]
    assert pages[0]["next"].endswith("?page=2")
    assert as_hung.get(QUESTIONS).json()["results"] == []


def test_a_citizen_can_mark_a_question_as_solved(as_lan, lan):
    asked = answered(lan)
    assert as_lan.get(one(asked)).json()["can_solve"] is True
    for _time in range(2):  # repeating it is not an error
        response = as_lan.patch(one(asked), {"solved": True}, content_type="application/json")
        assert (response.status_code, response.json()["status"], response.json()["can_solve"]) == (
            200,
            "solved",
            False,
        )


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"solved": False},
        {"solved": "xong"},
        {"status": "closed"},
        {"solved": True, "officer": 1},
    ],
)
def test_a_citizen_cannot_set_other_statuses(as_lan, lan, body):
    assert (
        as_lan.patch(one(answered(lan)), body, content_type="application/json").status_code == 400
    )


def test_an_unanswered_question_cannot_be_solved(as_lan, lan):
    response = as_lan.patch(one(question(lan)), {"solved": True}, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (422, "question_moved_on")


def test_the_answer_hides_the_officer_and_notes(as_lan, lan, offices):
    asked = question(lan, office=offices.pk)
    first = officer_of(offices)
    actions.pass_on(asked, first, "tinh", "Việc này của phòng, đừng nói với dân")
    second = officer_of(asked.office.parent)
    actions.take(asked, second)
    actions.answer(asked, second, ANSWER)
    body = as_lan.get(one(asked)).content.decode()
    assert ANSWER in body
    assert "đừng nói" not in body
    assert "Trần Thị Bình" not in body
    assert second.username not in body


@pytest.mark.parametrize(("days", "status", "code"), [(13, 201, None), (15, 422, "question_ended")])
def test_a_message_within_14_days_reopens_a_question(lan, days, status, code):
    with time_machine.travel("2026-11-02T09:00:00+07:00") as clock:
        asked = answered(lan)
        clock.shift(86_400 * days)
        response = post(client_of(lan), {"text": "Vẫn chưa rõ"}, f"{one(asked)}messages/")
    assert response.status_code == status
    assert response.json().get("code") == code
    asked.refresh_from_db()
    assert asked.status == (Status.WAITING if status == 201 else Status.ANSWERED)


@pytest.mark.parametrize(
    ("moment", "status"), [("2026-11-16T23:59:59+07:00", 201), ("2026-11-17T00:00:00+07:00", 422)]
)
def test_the_fourteenth_day_counts_to_its_end(lan, moment, status):
    with time_machine.travel("2026-11-02T09:00:00+07:00") as clock:
        asked = answered(lan)
        clock.move_to(moment, tick=False)
        response = post(client_of(lan), {"text": "Vẫn chưa rõ"}, f"{one(asked)}messages/")
    assert response.status_code == status


def test_solving_does_not_extend_the_14_days(as_lan, lan):
    with time_machine.travel("2026-11-02T09:00:00+07:00") as clock:
        asked = answered(lan)
        clock.shift(86_400 * 10)
        actions.mark_solved(lan, asked)
        clock.shift(86_400 * 5)
        assert (
            post(client_of(lan), {"text": "Vẫn chưa rõ"}, f"{one(asked)}messages/").json()["code"]
            == "question_ended"
        )


def test_a_reply_returns_the_question_to_its_officer(as_lan, lan, binh, offices):
    asked = question(lan, office=offices.pk)
    actions.take(asked, binh)
    actions.ask_back(asked, binh, "Ông bà ở phường nào?")
    assert as_lan.get(one(asked)).json()["due_at"] is None
    body = post(as_lan, {"text": "Thanh Miếu"}, f"{one(asked)}messages/").json()
    assert (body["status"], body["due_at"] is not None) == ("taken", True)
    assert [m["text"] for m in body["messages"]] == [TEXT, "Ông bà ở phường nào?", "Thanh Miếu"]


def test_a_merged_question_points_to_the_other(as_lan, lan, offices, binh):
    first, second = question(lan, office=offices.pk), question(lan, office=offices.pk)
    actions.merge(second, binh, first)
    body = as_lan.get(one(second)).json()
    assert (body["status"], body["merged_into"], body["can_write"]) == ("merged", first.pk, False)
    assert (
        post(as_lan, {"text": "x"}, f"{one(second)}messages/").json()["code"] == "question_merged"
    )


@pytest.mark.parametrize("text", ["nhà tôi đang cháy", "Nhà tôi đang cháy, gọi ai bây giờ"])
def test_emergencies_are_recognised_before_sending(as_lan, text):
    body = post(as_lan, {"text": text}, f"{QUESTIONS}suggestions/").json()
    assert body["danger"]["number"] == "114"


def test_suggestions_hold_answers_and_procedures(as_lan):
    publish_procedure(id="can-cuoc", short_name="Cấp lại thẻ căn cước")
    entry = published(question="Mất thẻ căn cước thì cấp lại thế nào?")
    published(question="Đăng ký xe máy ở đâu?", answer="Tại công an cấp xã.")
    body = post(as_lan, {"text": "cấp lại thẻ căn cước bị mất"}, f"{QUESTIONS}suggestions/").json()
    assert [found["id"] for found in body["answers"]] == [entry.pk]
    assert [found["id"] for found in body["procedures"]] == ["can-cuoc"]
    assert not Question.objects.exists()


def test_suggested_procedures_of_the_same_name_show_their_receivers(as_lan):
    for level in ("tinh", "xa"):
        publish_procedure(id=f"tam-tru-{level}", short_name="Đăng ký tạm trú", levels=[level])
    body = post(as_lan, {"text": "đăng ký tạm trú"}, f"{QUESTIONS}suggestions/").json()
    shown = {one["id"]: (one["levels"], one["level_names"]) for one in body["procedures"]}
    assert shown == {
        "tam-tru-tinh": (["tinh"], ["Cấp tỉnh"]),
        "tam-tru-xa": (["xa"], ["Cấp xã"]),
    }


def test_suggestions_cost_no_query(as_lan, lan):
    published()
    post(as_lan, {"text": "x"}, f"{QUESTIONS}suggestions/")
    with CaptureQueriesContext(connection) as captured:
        post(as_lan, {"text": "thẻ căn cước"}, f"{QUESTIONS}suggestions/")
    assert len(captured) == 1  # the session
    assert as_lan.get(f"{QUESTIONS}suggestions/?text=x").status_code == 405


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_undeclared_methods_answer_405(as_lan, lan, method):
    assert as_lan.generic(method, one(question(lan))).status_code == 405
