"""The error tree: its information for callers; it repeats no foreign text."""

import pickle

import pytest

from tests.for_each import for_each
from zalo_client import errors
from zalo_client.error_numbers import social_error
from zalo_client.errors import NotConfigured, Reason, ZaloError, ZaloUnavailable


def kinds(kind=ZaloError):
    return [kind, *(found for below in kind.__subclasses__() for found in kinds(below))]


@for_each("kind", kinds(), ids=lambda kind: kind.__name__)
def test_each_kind_says_whether_to_retry_or_alert(kind):
    assert isinstance(kind.retryable, bool)
    assert isinstance(kind.tell_operator, bool)
    assert kind.status in {401, 422, 429, 503}
    assert kind.__doc__


@for_each("kind", kinds(), ids=lambda kind: kind.__name__)
def test_only_a_refused_token_gives_401(kind):
    assert (kind.status == 401) == (kind is errors.TokenRefused)


def test_the_text_is_the_reason_and_its_numbers():
    assert str(ZaloUnavailable(Reason.STATUS, http_status=502)) == "status 502"
    assert str(social_error(-501)) == "abroad -501"
    assert repr(social_error(-501)) == "ZaloMisconfigured(<Reason.ABROAD: 'abroad'>, -501)"


@pytest.mark.parametrize(
    ("reason", "maybe"),
    [(Reason.CONNECT, False), (Reason.PROXY, False), (Reason.RESET, True), (Reason.TIMEOUT, True)],
)
def test_errors_show_whether_zalo_may_have_acted(reason, maybe):
    assert ZaloUnavailable(reason).maybe_done is maybe


def test_an_explicit_waiting_time_wins():
    assert ZaloUnavailable(Reason.RATE, retry_after=7).retry_after == 7
    assert ZaloUnavailable(Reason.RATE).retry_after == 30


def test_not_configured_takes_no_arguments():
    assert (NotConfigured().reason, NotConfigured().status) == (Reason.NOT_CONFIGURED, 503)


def test_errors_can_be_pickled():
    error = pickle.loads(pickle.dumps(social_error(10000)))  # noqa: S301  # our own
    assert (type(error), error.reason, error.number) == (ZaloUnavailable, Reason.INTERNAL, 10000)
