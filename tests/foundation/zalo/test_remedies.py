"""What an operator does about a number."""

from foundation.zalo.remedies import remedy
from tests.for_each import for_each
from zalo_client.error_numbers import MINIAPP, SENDING
from zalo_client.errors import ChannelStopped, MessageRefused, TemplateStopped

NEED_A_PERSON = (ChannelStopped, TemplateStopped, MessageRefused)


def numbers(table):
    return [number for number, outcome in table.items() if outcome.error in NEED_A_PERSON]


@for_each("number", numbers(SENDING))
def test_each_number_that_needs_a_person_has_a_remedy(number):
    assert remedy(number)


@for_each("number", numbers(MINIAPP))
def test_each_number_of_the_mini_apps_host_has_a_remedy(number):
    assert remedy(number, is_miniapp=True)


def test_the_hosts_have_their_own_remedies():
    assert "ZALO_MINI_APP_ID" in remedy(-114, is_miniapp=True)
    assert remedy(-114) == remedy(4711) == ""
