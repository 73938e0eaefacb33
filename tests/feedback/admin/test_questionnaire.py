"""Adding questionnaires."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from feedback.models import Questionnaire

pytestmark = pytest.mark.django_db
ASPECTS = "time: Thời gian giải quyết\nofficers: Thái độ của cán bộ"


def tomorrow():
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def test_a_new_questionnaire_can_be_added(admin_client):
    form = {"in_force_on": tomorrow(), "source": "QĐ 1/2026", "aspects": ASPECTS}
    assert admin_client.post(reverse("admin:feedback_questionnaire_add"), form).status_code == 302
    assert list(Questionnaire.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Questionnaire.objects.get(number=2).keys == ["time", "officers"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"aspects": ""},
        {"aspects": "Thời gian"},
        {"aspects": "time: A\ntime: B"},
        {"aspects": "TIME: Giờ"},
        {"in_force_on": "2020-01-01"},
    ],
    ids=str,
)
def test_invalid_questionnaires_are_refused(admin_client, wrong):
    form = {"in_force_on": tomorrow(), "source": "QĐ 1/2026", "aspects": ASPECTS, **wrong}
    assert admin_client.post(reverse("admin:feedback_questionnaire_add"), form).status_code == 200
    assert not Questionnaire.objects.exists()
