"""The Mini App's webhook: a withdrawn consent erases the citizen; forged events are refused."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from citizens.models import Citizen, WebhookEvent
from citizens.webhooks import actions, views
from tests.citizens.factories import citizen, client_of
from tests.for_each import for_each
from zalo_client.simulator.webhooks import SIGNATURE, escaped, miniapp_event, reordered, written

URL = "/webhooks/zalo/miniapp/"
HOUR = 3600


def is_erased(who):
    return Citizen.objects.get(pk=who.pk).erased_at is not None


def refusal(response):
    body = response.json()
    return (
        response.status_code,
        {name: body[name] for name in body if name != "instance"},
        sorted(set(response.headers) - {"X-Request-ID"}),
    )


def changed(event, /, **members):
    """Return the event's body with changed members, for a new signature."""
    return {**json.loads(event.raw), **members}


def test_a_withdrawn_consent_erases_the_citizen(zalo, person, lan, to_miniapp):
    client = client_of(lan)
    assert to_miniapp(zalo.revocation(person)).status_code == 200
    assert is_erased(lan)
    assert client.get("/api/v1/me/").status_code == 401
    assert not Citizen.objects.filter(zalo_user_id=person.id).exists()


def test_a_withdrawn_consent_erases_nobody_else(zalo, person, lan, to_miniapp):
    other = citizen()
    to_miniapp(zalo.revocation(person))
    assert not is_erased(other)


def test_the_same_id_in_another_app_is_another_person(zalo, person, db, to_miniapp):
    other = citizen(app_id="4999999999999999999", zalo_user_id=person.id)
    to_miniapp(zalo.revocation(person))
    assert not is_erased(other)


def test_a_replayed_event_does_nothing(zalo, person, lan, to_miniapp):
    event = zalo.revocation(person)
    to_miniapp(event)
    back = citizen(zalo_user_id=person.id)  # the person came back as a new citizen
    assert to_miniapp(event).status_code == 200
    assert not is_erased(back)
    assert WebhookEvent.objects.count() == 1


@pytest.mark.parametrize(
    "way",
    [reordered, escaped, lambda raw: raw.replace(b'"timestamp":', b'"timestamp":0,"timestamp":')],
)
def test_an_event_spelled_differently_is_the_same_event(zalo, person, lan, to_miniapp, way):
    event = zalo.revocation(person)
    to_miniapp(event)
    back = citizen(zalo_user_id=person.id)
    assert to_miniapp(event.tampered(way)).status_code == 200
    assert not is_erased(back)
    assert WebhookEvent.objects.count() == 1


@pytest.mark.parametrize("way", [reordered, escaped])
def test_order_and_encoding_of_keys_do_not_matter(zalo, person, lan, to_miniapp, way):
    assert to_miniapp(zalo.revocation(person).tampered(way)).status_code == 200
    assert is_erased(lan)


@pytest.mark.parametrize("spell", ["{}.0", "{}.000", "{}e0", "{}e-3"])
def test_numbers_spelled_differently_are_equal(zalo, person, lan, to_miniapp, spell):
    event = zalo.revocation(person)
    moment = str(json.loads(event.raw)["timestamp"])
    spelt = spell.format(moment if "-3" not in spell else f"{moment}000")
    assert (
        to_miniapp(
            event.tampered(lambda raw: raw.replace(moment.encode(), spelt.encode()))
        ).status_code
        == 200
    )
    assert is_erased(lan)


def test_the_signed_value_of_a_repeated_key_counts(zalo, person, lan, to_miniapp):
    victim = citizen()
    first = f'{{"userId":"{victim.zalo_user_id}",'.encode()
    assert (
        to_miniapp(zalo.revocation(person).tampered(lambda raw: first + raw[1:])).status_code == 200
    )
    assert (is_erased(victim), is_erased(lan)) == (False, True)


def test_digits_not_covered_by_the_signature_match_nobody(zalo, db, to_miniapp):
    """JavaScript rounds integers beyond 2^53: two of them have one signature."""
    one, other = (
        citizen(zalo_user_id="3368637342326461234"),
        citizen(zalo_user_id="3368637342326461235"),
    )
    signed = 3368637342326461400  # as JavaScript writes both
    event = miniapp_event(changed(zalo.revocation("1"), userId=signed), zalo.world.openapi_key)
    for number in (one.zalo_user_id, other.zalo_user_id):
        assert (
            to_miniapp(
                event.tampered(
                    lambda raw, number=number: raw.replace(str(signed).encode(), number.encode())
                )
            ).status_code
            == 200
        )
    assert not is_erased(one)
    assert not is_erased(other)


def test_the_mini_app_id_is_accepted(zalo, person, lan, to_miniapp):
    event = miniapp_event(
        changed(zalo.revocation(person), appId=zalo.world.miniapp_id), zalo.world.openapi_key
    )
    assert to_miniapp(event).status_code == 200
    assert is_erased(lan)


def of_another_app(event, key):
    return miniapp_event(changed(event, appId="4999999999999999999"), key)


def without_app(event, key):
    return miniapp_event(
        {name: value for name, value in json.loads(event.raw).items() if name != "appId"}, key
    )


def at(moment):
    return lambda event, key: miniapp_event(changed(event, timestamp=moment), key)


REFUSED = {
    "no signature": lambda event, _key: event.unsigned(),
    "empty signature": lambda event, _key: event.signed_as(""),
    "another key": lambda event, _key: event.signed_by("wrong-key"),
    "no key at all": lambda event, _key: event.signed_by(""),
    "an HMAC": lambda event, _key: event.signed_as("mac=" + event.headers[SIGNATURE]),
    "upper case": lambda event, _key: event.signed_as(event.headers[SIGNATURE].upper()),
    "changed user": lambda event, _key: event.tampered(
        lambda raw: raw.replace(b'"userId":"3', b'"userId":"4')
    ),
    "an added member": lambda event, _key: event.tampered(lambda raw: raw[:-1] + b',"x":"y"}'),
    "a missing member": lambda event, _key: event.tampered(
        lambda raw: raw.replace(b'"event":"user.revoke.consent",', b"")
    ),
    "another number": lambda event, _key: event.tampered(
        lambda raw: raw.replace(b'"timestamp":', b'"timestamp":-')
    ),
    "UTF-16": lambda event, _key: event.tampered(lambda raw: raw.decode().encode("utf-16")),
    "a byte order mark": lambda event, _key: event.tampered(lambda raw: b"\xef\xbb\xbf" + raw),
    "broken UTF-8": lambda event, _key: event.tampered(
        lambda raw: raw.replace(b"user", b"us\xff", 1)
    ),
    "not JSON": lambda event, _key: event.tampered(lambda _raw: b"user.revoke.consent"),
    "an array": lambda event, _key: event.tampered(lambda raw: b"[" + raw + b"]"),
    "nothing": lambda event, _key: event.tampered(lambda _raw: b""),
    "endless nesting": lambda event, _key: event.tampered(lambda _raw: b"[" * 60_000),
    "NaN": lambda event, _key: event.tampered(lambda raw: raw[:-1] + b',"x":NaN}'),
    "another app": of_another_app,
    "no app": without_app,
    "no moment": at(None),
    "a moment in words": at("soon"),
    "a negative moment": at(-5),
}


@for_each("spoil", REFUSED.values(), ids=REFUSED)
def test_forged_events_get_the_same_refusal(zalo, person, lan, to_miniapp, spoil):
    event = zalo.revocation(person)
    plain = refusal(to_miniapp(event.unsigned()))
    assert plain[0] == 403
    assert refusal(to_miniapp(spoil(event, zalo.world.openapi_key))) == plain
    assert not is_erased(lan)
    assert not WebhookEvent.objects.exists()


@pytest.mark.parametrize("age", [4 * HOUR, 900 * 24 * HOUR, -6 * 60])
def test_a_stale_event_is_refused(zalo, person, lan, to_miniapp, age):
    assert to_miniapp(zalo.revocation(person, age=age)).status_code == 403
    assert not is_erased(lan)


@pytest.mark.parametrize("age", [0, 2 * HOUR, -4 * 60])
def test_a_late_repeat_is_accepted(zalo, person, lan, to_miniapp, age):
    assert to_miniapp(zalo.revocation(person, age=age)).status_code == 200
    assert is_erased(lan)


def test_how_old_an_event_may_be_is_a_setting(zalo, person, lan, to_miniapp, settings):
    settings.ZALO_WEBHOOK_HOURS = 24
    assert to_miniapp(zalo.revocation(person, age=23 * HOUR)).status_code == 200


def test_a_large_body_is_refused(zalo, person, to_miniapp, db):
    event = zalo.revocation(person).tampered(
        lambda raw: raw[:-1] + b',"x":"' + b"y" * 65_536 + b'"}'
    )
    assert to_miniapp(event).status_code == 413


def test_unknown_people_get_the_same_answer(zalo, person, lan, to_miniapp):
    answers = [to_miniapp(zalo.revocation(user)) for user in (person, "3368637342326499999", "")]
    assert {
        (answer.status_code, answer.content, tuple(sorted(set(answer.headers))))
        for answer in answers
    } == {(200, b'{"status": "ok"}', tuple(sorted(set(answers[0].headers))))}
    assert answers[0]["Cache-Control"] == "no-store"


def test_unknown_people_get_the_answer_after_the_same_time(
    zalo, person, lan, to_miniapp, monkeypatch
):
    waited = []
    monkeypatch.setattr(views, "REVOCATION_SECONDS", 1000)
    monkeypatch.setattr(views.time, "sleep", waited.append)
    for user in (person, "3368637342326499999"):
        to_miniapp(zalo.revocation(user))
    assert [round(seconds, -2) for seconds in waited] == [1000, 1000]


def test_a_review_stores_only_kind_and_time(zalo, db, to_miniapp):
    event = zalo.review_done()
    assert to_miniapp(event).status_code == 200
    stored = WebhookEvent.objects.get()
    assert (stored.source, stored.kind, stored.content, stored.person_hash, stored.citizen) == (
        "miniapp", "versions.review.done", "", "", None,
    )  # fmt: skip
    assert abs(stored.processed_at - stored.received_at) < timedelta(seconds=5)


def test_unknown_event_names_are_accepted(zalo, db, to_miniapp):
    event = miniapp_event(
        changed(zalo.review_done(), event="something.new"), zalo.world.openapi_key
    )
    assert to_miniapp(event).status_code == 200


@pytest.mark.parametrize("name", [7, "x" * 65, "a b", "", None])
def test_an_invalid_event_name_is_not_stored(zalo, db, to_miniapp, name):
    assert (
        to_miniapp(
            miniapp_event(changed(zalo.review_done(), event=name), zalo.world.openapi_key)
        ).status_code
        == 200
    )
    assert WebhookEvent.objects.get().kind == ""


def test_no_personal_data_is_kept(zalo, person, lan, to_miniapp):
    to_miniapp(zalo.revocation(person))
    row = WebhookEvent.objects.values_list().get()
    assert person.id not in repr(row)
    assert WebhookEvent.objects.get().citizen is None


def test_a_failed_revocation_is_carried_out_later(zalo, person, lan, to_miniapp, monkeypatch):
    def broken(*_arguments):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(actions.actions, "erase", broken)
        assert to_miniapp(zalo.revocation(person)).status_code == 200
    waiting = WebhookEvent.objects.get()
    assert (waiting.processed_at, waiting.attempts, waiting.failure) == (None, 1, "OSError")
    assert not is_erased(lan)
    assert actions.process_leftovers() == (1, 0)
    assert is_erased(lan)


def test_without_a_key_every_event_is_refused(zalo, person, lan, to_miniapp, settings):
    settings.ZALO_OPENAPI_KEY = ""
    answer = to_miniapp(zalo.revocation(person).signed_by(""))
    assert (answer.status_code, answer.json()["code"]) == (503, "zalo_unavailable")
    assert answer["Retry-After"]
    assert not is_erased(lan)


@pytest.mark.parametrize("name", ["Accept", "Content-Type", "Origin", "Cookie", "Authorization"])
def test_other_headers_are_ignored(zalo, person, lan, name):
    event = zalo.revocation(person)
    answer = Client().post(
        URL, event.raw, content_type="text/plain", headers={**event.headers, name: "text/xml"}
    )
    assert answer.status_code == 200


def test_webhooks_are_throttled_before_verification(zalo, person, db, to_miniapp, settings):
    settings.THROTTLES = {**settings.THROTTLES, "webhook": 2}
    answers = [to_miniapp(zalo.revocation(person).unsigned()) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [403, 403, 429]


def test_unknown_people_cost_the_same_queries(zalo, db, to_miniapp, django_assert_max_num_queries):
    with django_assert_max_num_queries(12, connection=connection):
        to_miniapp(zalo.revocation("3368637342326499999"))


def test_zalos_documented_example_is_accepted(settings, db, to_miniapp, time_machine):
    """This is Zalo's published example with its published signature."""
    settings.ZALO_APP_ID, settings.ZALO_OPENAPI_KEY = "4012345678901234567", "API-KEY-TEST"
    time_machine.move_to(1670553442.6, tick=False)
    body = {
        "event": "user.revoke.consent",
        "appId": "4012345678901234567",
        "userId": "3368637342326461234",
        "timestamp": 1670553442564,
    }
    event = miniapp_event(body, "API-KEY-TEST").signed_as(
        "1a67a884ad4a092809139c335697c4651e8310c9809e9da74dd4dfd4bc55ea0f"
    )
    who = citizen(zalo_user_id="3368637342326461234")
    assert event.raw == written(body)
    assert to_miniapp(event).status_code == 200
    assert is_erased(who)


def test_refusals_are_logged_once_a_minute(zalo, person, db, to_miniapp, caplog):
    event = zalo.revocation(person)
    for spoilt in (
        event.unsigned(),
        event.signed_by("wrong"),
        event.tampered(lambda _raw: b"x"),
        zalo.revocation(person, age=4 * HOUR),
    ):
        to_miniapp(spoilt)
    lines = [record.msg for record in caplog.records if record.name == "police_portal.webhooks"]
    assert {line["event"] for line in lines} == {"webhook_refused"}
    assert [line["reason"] for line in lines] == ["signature", "body", "moment"]
    assert person.id not in caplog.text
