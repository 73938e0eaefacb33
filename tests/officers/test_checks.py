"""System checks of officers' accounts."""

import pytest

from officers.checks import check_no_demo_accounts_left
from officers.demo_accounts import create_demo_officer


@pytest.mark.parametrize(
    ("debug", "databases", "expected"),
    [(False, ["default"], ["police_portal.E006"]), (True, ["default"], []), (False, None, [])],
)
def test_demo_accounts_in_a_copied_database_are_found(db, settings, debug, databases, expected):
    settings.DEBUG = settings.DEMO_ACCOUNTS = True
    create_demo_officer()
    settings.DEBUG = debug
    assert [message.id for message in check_no_demo_accounts_left(databases=databases)] == expected


def test_a_database_without_demo_accounts_passes(db, settings):
    settings.DEBUG = False
    assert check_no_demo_accounts_left(databases=["default"]) == []
