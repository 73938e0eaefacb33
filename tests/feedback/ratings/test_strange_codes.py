"""A code with our signature but other content is refused like any other text."""

import pytest
from django.core import signing

from feedback.models import Rating
from tests.feedback.ratings.test_views import problem
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
SALT = "feedback.ratings.counter"


@for_each(
    "content",
    [
        ["ca-phuong-thanh-mieu", 4102444800, "x"],
        "ca-phuong-thanh-mieu",
        None,
        7,
        {},
        {"o": "ca-phuong-thanh-mieu", "n": "x"},
        {"o": ["ca-phuong-thanh-mieu"], "e": 4102444800, "n": "x"},
        {"o": "ca-phuong-thanh-mieu", "e": "4102444800", "n": "x"},
        {"o": "ca-phuong-thanh-mieu", "e": 4102444800, "n": 1},
    ],
)
def test_a_signed_code_with_other_content_is_refused(as_lan, offices, visit, content):
    assert problem(visit(as_lan, signing.dumps(content, salt=SALT))) == (422, "rating_qr_invalid")
    assert not Rating.objects.exists()
