"""Which buttons a page shows."""

import pytest

from tests.dossiers.admin.pages import button, page
from tests.dossiers.factories import move

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("moves", "expected", "absent"),
    [
        (
            (),
            {"to_processing", "to_supplement_required", "to_suspended", "extend"},
            {"to_completed", "to_returned", "to_accepted", "set_fee"},
        ),
        (("processing",), {"to_completed"}, {"to_processing", "to_returned"}),
        (("payment_required",), {"to_processing", "set_fee"}, {"extend"}),
        (("processing", "completed"), {"to_returned"}, {"to_processing", "extend"}),
        (("withdrawn",), set(), {"to_processing", "to_returned", "extend"}),
        # a second time needs a manager
        (
            ("supplement_required", "processing"),
            {"to_completed"},
            {"to_supplement_required"},
        ),
    ],
)
def test_the_buttons_are_the_allowed_moves(row, as_officer, moves, expected, absent):
    move(row, *moves)
    text = as_officer.get(page(row)).content.decode()
    shown = {name for name in expected | absent if button(row, name) in text}
    assert shown == expected
    assert button(row, "correct") not in text
