"""Published answers in the memory of a process."""

import pytest

from feedback.faq import actions
from feedback.faq.snapshot import answers
from feedback.models import FaqEntry
from tests.feedback.factories import published

pytestmark = pytest.mark.django_db
FAQ = "/api/v1/faq/"


def ids(response):
    return [found["id"] for found in response.json()["results"]]


def test_changes_are_served_after_the_revision_changes(api, editor):
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
