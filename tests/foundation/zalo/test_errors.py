"""The error tree: what it promises to callers, and that it holds no text of anybody else's."""

import pickle

import pytest

from foundation.zalo import errors
from foundation.zalo.error_numbers import SENDING, SOCIAL, sending_error, social_error
from foundation.zalo.errors import NotConfigured, Reason, ZaloError, ZaloUnavailable
from tests.for_each import for_each


def kinds(kind=ZaloError):
    return [kind, *(found for below in kind.__subclasses__() for found in kinds(below))]


@for_each("kind", kinds(), ids=lambda kind: kind.__name__)
def test_each_kind_says_what_the_caller_can_do(kind):
    assert isinstance(kind.retryable, bool)
    assert isinstance(kind.tell_operator, bool)
    assert kind.status in {401, 422, 429, 503}
    assert kind.__doc__


@for_each("kind", kinds(), ids=lambda kind: kind.__name__)
def test_only_a_refused_token_is_a_401(kind):
    assert (kind.status == 401) == (kind is errors.TokenRefused)


def test_text_is_the_reason_and_numbers():
    assert str(ZaloUnavailable(Reason.STATUS, http_status=502)) == "status 502"
    assert str(social_error(-501)) == "abroad -501"
    assert repr(social_error(-501)) == "ZaloMisconfigured(<Reason.ABROAD: 'abroad'>, -501)"


@pytest.mark.parametrize(
    ("reason", "maybe"),
    [(Reason.CONNECT, False), (Reason.PROXY, False), (Reason.RESET, True), (Reason.TIMEOUT, True)],
)
def test_whether_zalo_may_have_acted_is_known(reason, maybe):
    assert ZaloUnavailable(reason).maybe_done is maybe


def test_an_explicit_wait_wins():
    assert ZaloUnavailable(Reason.RATE, retry_after=7).retry_after == 7
    assert ZaloUnavailable(Reason.RATE).retry_after == 30


def test_not_configured_needs_nothing():
    assert (NotConfigured().reason, NotConfigured().status) == (Reason.NOT_CONFIGURED, 503)


def test_errors_travel_between_processes():
    error = pickle.loads(pickle.dumps(social_error(10000)))  # noqa: S301  # our own
    assert (type(error), error.reason, error.number) == (ZaloUnavailable, Reason.INTERNAL, 10000)


@for_each("number", [*SOCIAL, *SENDING, 12345, -99999])
def test_tables_make_a_new_error_each_time(number):
    assert social_error(number) is not social_error(number)
    assert sending_error(number).number == number
