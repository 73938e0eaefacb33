"""Publishing and withdrawing answers."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from feedback.faq import actions
from feedback.models import FaqVersion
from tests.feedback.factories import faq_entry, published
from tests.offices.factories import office

pytestmark = pytest.mark.django_db


def test_publishing_an_unchanged_answer_makes_no_version(editor):
    entry = published()
    assert actions.publish(entry.pk, editor, "Lần nữa") is None
    assert entry.versions.count() == 1


@pytest.mark.parametrize(
    "text",
    ["Gọi anh Hùng 0912 345 678", "CCCD 025090001234", "a@b.vn", "hồ sơ G01.899.909-260916-890028"],
)
@pytest.mark.parametrize("name", ["question", "answer"])
def test_personal_data_cannot_be_published(editor, text, name):
    entry = faq_entry(**{name: text})
    with pytest.raises(ValidationError) as caught:
        actions.publish(entry.pk, editor, "x")
    assert text not in " ".join(caught.value.messages)
    assert not FaqVersion.objects.exists()


def test_an_office_telephone_can_be_published(editor):
    from offices.snapshot import directory

    office("phong", kind="department", phones=["0210 3846 123 – Trực ban"])
    directory.refresh()
    assert actions.publish(faq_entry(answer="Gọi (0210) 3846 123.").pk, editor, "x").number == 1


@pytest.mark.parametrize(
    "sql", ["UPDATE feedback_faqversion SET answer = 'x'", "DELETE FROM feedback_faqversion"]
)
def test_versions_are_append_only(sql):
    published()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_published_answer_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        published().delete()
