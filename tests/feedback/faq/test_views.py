"""GET faq/."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.feedback.factories import faq_entry, published
from tests.offices.factories import field
from tests.procedures.factories import publish_procedure

FAQ = "/api/v1/faq/"
pytestmark = pytest.mark.django_db


def ids(response):
    return [found["id"] for found in response.json()["results"]]


def test_only_published_answers_are_public(api):
    faq_entry(question="Bản nháp")
    entry = published(question="Mất thẻ căn cước làm lại ở đâu?", answer="Ở công an cấp xã.")
    (found,) = api.get(FAQ).json()["results"]
    assert (found["id"], found["question"], found["answer"], found["version"]) == (
        entry.pk,
        entry.question,
        entry.answer,
        1,
    )


def test_answers_can_be_searched_and_filtered(api, offices):
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


def test_unchanged_answers_answer_304_without_a_query(api):
    published()
    first = api.get(FAQ)
    with CaptureQueriesContext(connection) as captured:
        again = api.get(FAQ, headers={"If-None-Match": first["ETag"]})
        api.get(FAQ, {"search": "thẻ căn cước"})
    assert (again.status_code, len(captured)) == (304, 0)
