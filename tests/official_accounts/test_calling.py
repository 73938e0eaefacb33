"""Calls in the name of an account: token, proof, stops and quotas of that account only."""

import pytest

from official_accounts import calling, tokens
from official_accounts.calling import AccountCaller, FeatureStopped
from official_accounts.models import Feature, FeatureStop
from tests.dossiers.factories import at
from tests.for_each import for_each
from zalo_client.api_requests import ApiRequest, Upload
from zalo_client.error_numbers import sending_error
from zalo_client.errors import ChannelStopped, QuotaExhausted
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db
NOON, SIX_TOMORROW = at("2026-11-23 12:00"), at("2026-11-24 06:00")
GETOA = ApiRequest("oa_account", "GET", "/v2.0/oa/getoa", idempotent=True)


@pytest.fixture
def caller(commune, client_of_zalo):
    return AccountCaller(commune, client_of_zalo)


def test_a_call_is_made_with_the_accounts_own_token_and_proof(caller, commune, zalo):
    body = caller.ask(Feature.PROFILE, GETOA)
    assert body["data"]["oaid"] == commune.oa_id
    assert zalo.received[-1].headers["appsecret_proof"]


def test_a_refused_token_is_renewed_once(caller, commune, zalo):
    zalo.world.oa_tokens.clear()
    assert caller.ask(Feature.PROFILE, GETOA)["data"]["oaid"] == commune.oa_id
    assert tokens.stored_token(commune.oa_id) in zalo.world.oa_tokens


def test_what_zalo_closed_stands_still_until_an_operator_acts(caller, zalo):
    zalo.plan("oa_account", Fault.error(-224))
    with pytest.raises(ChannelStopped):
        caller.ask(Feature.ARTICLES, GETOA)
    asked = len(zalo.received)
    with pytest.raises(FeatureStopped) as stopped:
        caller.ask(Feature.ARTICLES, GETOA)
    assert (len(zalo.received), stopped.value.until) == (asked, None)
    assert caller.ask(Feature.PROFILE, GETOA)  # another feature goes on


def test_a_quota_that_is_used_up_ends_by_itself(caller, zalo, time_machine):
    zalo.plan("oa_account", Fault.error(-211))
    with pytest.raises(QuotaExhausted):
        caller.ask(Feature.BROADCASTS, GETOA)
    stop = FeatureStop.objects.get()
    time_machine.move_to(stop.until)
    assert caller.ask(Feature.BROADCASTS, GETOA)


def test_a_file_goes_along_as_a_form():
    request = ApiRequest("u", "POST", "/u", upload=Upload("a.png", b"\x89PNG", "image/png"))
    boundary = request.headers["Content-Type"].split("boundary=")[1].encode()
    assert request.sent.count(boundary) == 2
    assert b"\x89PNG" in request.sent


NEVER_OF_ARTICLES = sorted(set(Feature) - calling.ARTICLE_FEATURES)


@for_each("feature", sorted(calling.ARTICLE_FEATURES))
def test_the_number_of_a_used_up_quota_lets_articles_rest_until_tomorrow(
    caller, commune, time_machine, feature
):
    time_machine.move_to(NOON, tick=False)
    assert calling.note_failure(commune, feature, sending_error(-223))
    stop = FeatureStop.objects.get()
    assert (stop.feature, stop.error_number, stop.until) == (feature, -223, SIX_TOMORROW)
    assert "hạn mức bài viết" in calling.remedy_of(stop)


@for_each("feature", NEVER_OF_ARTICLES)
def test_the_same_number_of_any_other_feature_waits_for_an_operator(caller, commune, feature):
    assert calling.note_failure(commune, feature, sending_error(-223))
    stop = FeatureStop.objects.get()
    assert (stop.feature, stop.error_number, stop.until) == (feature, -223, None)
    assert "hạn mức bài viết" not in calling.remedy_of(stop)


def test_any_other_number_of_articles_waits_for_an_operator(caller, commune):
    assert calling.note_failure(commune, Feature.ARTICLES, sending_error(-221))
    assert FeatureStop.objects.get().until is None
