"""The tables of Zalo's error numbers."""

from tests.for_each import for_each
from zalo_client.error_numbers import SENDING, SOCIAL, sending_error, social_error


@for_each("number", [*SOCIAL, *SENDING, 12345, -99999])
def test_each_lookup_creates_a_new_error(number):
    assert social_error(number) is not social_error(number)
    assert sending_error(number).number == number
