"""Why a log-in is without a phone is a closed list: what Zalo's errors become inside a session."""

from citizens.login import zalo_problems
from foundation.api.problems import PROBLEMS


def test_each_error_of_zalo_inside_a_session_has_its_code():
    table = zalo_problems.IN_SESSION.values(), zalo_problems.BY_REASON.values()
    codes = {zalo_problems.OUTAGE, *table[0], *table[1]}
    assert set(zalo_problems.PhoneErrorCode.values) == codes


def test_each_has_the_title_of_its_problem():
    for one in zalo_problems.PhoneErrorCode:
        assert one.label == PROBLEMS[one.value].title
