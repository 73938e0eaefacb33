"""Which permissions an administrator may give besides the roles."""

import pytest

from foundation.desk.permission_choices import offered_permissions

pytestmark = pytest.mark.django_db


def offered_of(app):
    rows = offered_permissions().filter(content_type__app_label=app)
    return set(rows.values_list("codename", flat=True))


def test_permissions_that_no_room_offers_cannot_be_given():
    machinery = ("api", "publishing", "axes", "sessions", "admin", "otp_totp", "contenttypes")
    assert [app for app in machinery if offered_of(app)] == []


def test_only_reading_and_reviewing_of_logs_and_reviews_is_offered():
    assert offered_of("desk") == {"view_changeentry"}
    assert offered_of("officers") == {
        "review_accounts",
        "view_accesschange",
        "confirm_accesschange",
        "view_confirmedstep",
        "add_confirmedstep",
        "view_letterhead",
        "add_letterhead",
        "change_letterhead",
    }


def test_nobody_can_be_let_change_groups():
    assert offered_of("auth") == {"view_user", "add_user", "change_user", "view_group"}


def test_citizens_and_parts_of_procedures_are_not_offered():
    assert not {"view_citizen", "change_citizen"} & offered_of("citizens")
    assert "change_fee" not in offered_of("procedures")
    assert "change_procedure" in offered_of("procedures")
