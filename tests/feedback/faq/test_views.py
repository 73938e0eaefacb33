"""Published answers: what is refused, what citizens get, that history stays."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.faq import actions
from feedback.faq.snapshot import answers
from feedback.models import FaqEntry, FaqVersion
from tests.feedback.factories import faq_entry, grant, officer_of, published
from tests.offices.factories import field, office
from tests.procedures.factories import publish_procedure

FAQ = "/api/v1/faq/"
pytestmark = pytest.mark.django_db


def ids(response):
    return [found["id"] for found in response.json()["results"]]


@pytest.fixture
def editor(offices):
    """Return an officer who edits and publishes."""
    return officer_of(
        offices, "view_faqentry", "add_faqentry", "change_faqentry", "publish_faqentry"
    )


def test_anyone_reads_what_is_published_and_no_draft(api):
    faq_entry(question="Bản nháp")
    entry = published(question="Mất thẻ căn cước làm lại ở đâu?", answer="Ở công an cấp xã.")
    (found,) = api.get(FAQ).json()["results"]
    assert (found["id"], found["question"], found["answer"], found["version"]) == (
        entry.pk,
        entry.question,
        entry.answer,
        1,
    )


def test_answers_are_found_by_text_procedure_and_field(api, offices):
    field("cutru")
    procedure = publish_procedure(id="can-cuoc")
    one = published(
        question="Mất thẻ căn cước thì làm lại thế nào?",
        procedures=[procedure.pk],
        field_id="cutru",
    )
    two = published(question="Đăng ký xe máy cần giấy tờ gì?", answer="Hoá đơn, giấy tờ tuỳ thân.")
    assert ids(api.get(FAQ)) == [two.pk, one.pk]
    assert ids(api.get(FAQ, {"search": "mat the can cuoc"})) == [one.pk]
    assert ids(api.get(FAQ, {"procedure": "can-cuoc"})) == [one.pk]
    assert ids(api.get(FAQ, {"field": "cutru"})) == [one.pk]
    assert ids(api.get(FAQ, {"search": "đăng ký xe", "procedure": "can-cuoc"})) == []
    assert api.get(FAQ, {"procedures": "can-cuoc"}).status_code == 400


def test_answers_are_conditional_and_cost_no_query(api):
    published()
    first = api.get(FAQ)
    with CaptureQueriesContext(connection) as captured:
        again = api.get(FAQ, headers={"If-None-Match": first["ETag"]})
        api.get(FAQ, {"search": "thẻ căn cước"})
    assert (again.status_code, len(captured)) == (304, 0)


def test_a_new_version_and_a_withdrawal_are_seen_after_the_revision(api, editor):
    entry = published(question="Hỏi", answer="Đáp cũ")
    FaqEntry.objects.filter(pk=entry.pk).update(answer="Đáp mới")
    actions.publish(entry.pk, editor, "Luật mới")
    answers.refresh()
    assert [(found["answer"], found["version"]) for found in api.get(FAQ).json()["results"]] == [
        ("Đáp mới", 2)
    ]
    actions.withdraw(entry.pk, editor, "Hết hiệu lực")
    answers.refresh()
    assert ids(api.get(FAQ)) == []


def test_publishing_the_same_again_makes_no_version(editor):
    entry = published()
    assert actions.publish(entry.pk, editor, "Lần nữa") is None
    assert entry.versions.count() == 1


@pytest.mark.parametrize(
    "text",
    ["Gọi anh Hùng 0912 345 678", "CCCD 025090001234", "a@b.vn", "hồ sơ G01.899.909-260916-890028"],
)
@pytest.mark.parametrize("name", ["question", "answer"])
def test_what_belongs_to_a_person_is_not_published(editor, text, name):
    entry = faq_entry(**{name: text})
    with pytest.raises(ValidationError) as caught:
        actions.publish(entry.pk, editor, "x")
    assert text not in " ".join(caught.value.messages)
    assert not FaqVersion.objects.exists()


def test_an_offices_own_telephone_may_be_published(editor):
    from offices.snapshot import directory

    office("phong", kind="department", phones=["0210 3846 123 – Trực ban"])
    directory.refresh()
    assert actions.publish(faq_entry(answer="Gọi (0210) 3846 123.").pk, editor, "x").number == 1


@pytest.mark.parametrize(
    "sql", ["UPDATE feedback_faqversion SET answer = 'x'", "DELETE FROM feedback_faqversion"]
)
def test_the_database_keeps_every_version(sql):
    published()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_what_was_published_is_not_deleted():
    with pytest.raises(ProtectedError):
        published().delete()


def page(entry, name):
    return reverse(f"admin:feedback_faqentry_{name}", args=[entry.pk])


def press(client, entry, name, reason="Nhiều người hỏi"):
    return client.post(page(entry, name), {"reason": reason, "_form_submitted": "on"})


def test_an_editor_publishes_and_withdraws_over_http(client, editor):
    client.force_login(editor)
    entry = faq_entry()
    press(client, entry, "publish")
    entry.refresh_from_db()
    assert (entry.state, entry.versions.get().officer) == ("published", editor)
    press(client, entry, "withdraw")
    entry.refresh_from_db()
    assert (entry.state, entry.versions.count()) == ("withdrawn", 2)
    press(client, entry, "withdraw")
    assert entry.versions.count() == 2


def test_the_page_says_what_keeps_a_draft_from_being_published(client, editor):
    client.force_login(editor)
    entry = faq_entry(answer="Gọi 0912345678, gặp đồng chí Nguyễn Văn An")
    body = client.get(page(entry, "change")).content.decode()
    assert "Còn số điện thoại" in body
    assert "Có thể còn tên người" in body
    press(client, entry, "publish")
    assert not entry.versions.exists()


def test_who_may_not_publish_does_not(client, offices):
    writer = officer_of(offices, "view_faqentry", "change_faqentry")
    client.force_login(writer)
    entry = faq_entry()
    assert press(client, entry, "publish").status_code == 403
    assert press(client, entry, "withdraw").status_code == 403
    grant(writer, "publish_faqentry")
    assert press(client, entry, "publish").status_code == 200
