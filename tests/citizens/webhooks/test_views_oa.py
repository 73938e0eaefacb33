"""The Official Account's webhook: followers, messages, links to citizens."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from citizens.models import Citizen, Follow, WebhookEvent
from citizens.webhooks import actions, alarms, register_handler, views
from tests.citizens.factories import erased_citizen, follow
from tests.for_each import for_each
from zalo_client.simulator.webhooks import escaped, oa_event, reordered

HOUR = 3600


def now(who):
    return Citizen.objects.get(pk=who.pk)


def at(who):
    """Return what the citizen is at the province's account."""
    return who.follows.first() or Follow()


def moment(event):
    return datetime.fromtimestamp(int(json.loads(event.raw)["timestamp"]) / 1000, UTC)


def signed(zalo, body):
    """Return an event with this body, signed as Zalo signs."""
    return oa_event(body, zalo.world.app_id, zalo.world.oa_secret)


def follow_as_documented(zalo, person, name="follow", **members):
    """Return a `follow` event as Zalo documents it, with members unlike those of messages."""
    body = {
        "oa_id": zalo.world.oa_id,
        "follower": {"id": person.oa_user_id},
        "user_id_by_app": person.id,
        "event_name": name,
    }
    return signed(
        zalo,
        {
            **body,
            "app_id": zalo.world.app_id,
            "timestamp": str(int(zalo.world.now() * 1000)),
            **members,
        },
    )


def about_message(zalo, person, name, message):
    """Return an event about a message sent by the account."""
    body = {
        "app_id": zalo.world.app_id,
        "sender": {"id": zalo.world.oa_id},
        "recipient": {"id": person},
        "event_name": name,
    }
    return signed(
        zalo, {**body, "message": message, "timestamp": str(int(zalo.world.now() * 1000))}
    )


# --- linking -------------------------------------------------------------------------------------


def test_an_event_links_the_oa_user_to_the_citizen(zalo, person, lan, to_oa):
    assert to_oa(zalo.oa_event("follow", person)).status_code == 200
    assert at(lan).user_id == person.oa_user_id


def test_people_who_never_logged_in_get_the_same_answer(zalo, person, lan, to_oa):
    stranger = zalo.world.add_user()
    answers = [to_oa(zalo.oa_event("follow", user)) for user in (person, stranger)]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (200, b'{"status": "ok"}')
    }
    assert Citizen.objects.count() == 1


def test_a_linked_user_is_found_by_oa_id(zalo, person, lan, to_oa):
    to_oa(zalo.oa_event("follow", person))
    body = json.loads(zalo.writes(person, "Xin chào").raw)
    del body["user_id_by_app"]
    to_oa(signed(zalo, body))
    assert at(lan).last_interaction_at is not None


def test_recipients_are_never_linked_nor_named(zalo, person, lan, to_oa):
    event = about_message(
        zalo, "84912345678", "user_received_message", {"msg_id": "m1", "tracking_id": "t1"}
    )
    to_oa(signed(zalo, {**json.loads(event.raw), "user_id_by_app": person.id}))
    assert at(lan).user_id == ""
    assert WebhookEvent.objects.get().citizen is None


def test_an_erased_citizen_is_never_found(zalo, person, db, to_oa):
    gone = erased_citizen()
    to_oa(zalo.oa_event("follow", person))
    assert at(gone).user_id == ""


def test_an_event_of_an_unknown_account_is_set_aside(zalo, person, lan, to_oa):
    body = {
        **json.loads(zalo.oa_event("follow", person).raw),
        "recipient": {"id": "9999999999999999999"},
    }
    assert to_oa(signed(zalo, body)).status_code == 200
    assert (at(lan).user_id, at(lan).is_follower) == ("", False)
    event = WebhookEvent.objects.get()
    assert (event.unknown_account, event.account, event.processed_at) == (
        "9999999999999999999",
        None,
        None,
    )
    assert actions.process_leftovers() == (0, 0)
    assert "9999999999999999999" in alarms.warnings(timezone.now())[0]


# --- following -----------------------------------------------------------------------------------


def test_following_and_unfollowing_are_stored(zalo, person, lan, to_oa):
    follow, leave = zalo.oa_event("follow", person, age=60), zalo.oa_event("unfollow", person)
    to_oa(follow)
    assert (at(lan).is_follower, at(lan).changed_at) == (True, moment(follow))
    to_oa(leave)
    assert (at(lan).is_follower, at(lan).changed_at) == (False, moment(leave))


def test_the_documented_follow_event_is_understood(zalo, person, lan, to_oa):
    to_oa(follow_as_documented(zalo, person))
    assert (at(lan).is_follower, at(lan).user_id) == (True, person.oa_user_id)


def test_an_older_event_arriving_late_changes_nothing(zalo, person, lan, to_oa):
    to_oa(zalo.oa_event("unfollow", person, age=10))
    to_oa(zalo.oa_event("follow", person, age=60))
    assert not at(lan).is_follower


def test_the_time_of_the_last_message_is_stored(zalo, person, lan, to_oa):
    newest = zalo.writes(person, "Xin hỏi", "m2")
    to_oa(newest)
    to_oa(zalo.oa_event("user_send_image", person, age=HOUR, message={"msg_id": "m1"}))
    assert at(lan).last_interaction_at == moment(newest)


@for_each("name", ["follow", "user_call_oa", "user_click_chatnow", "user_send_image"])
def test_acts_towards_the_account_open_the_consultation_window(zalo, person, lan, to_oa, name):
    Follow.objects.update(last_interaction_at=None)
    event = zalo.oa_event(name, person)
    to_oa(event)
    assert at(lan).last_interaction_at == moment(event)


def test_other_events_open_no_consultation_window(zalo, person, lan, to_oa):
    to_oa(zalo.oa_event("user_send_group_text", person))
    to_oa(zalo.oa_event("unfollow", person))
    to_oa(about_message(zalo, person.oa_user_id, "user_received_message", {"msg_id": "m1"}))
    assert at(lan).last_interaction_at is None


# --- withdrawals, repeats, news of the account ---------------------------------------------------


def test_a_withdrawal_at_the_account_erases_like_one_at_the_mini_app(zalo, person, lan, to_oa):
    assert to_oa(zalo.withdrawal(person)).status_code == 200
    assert now(lan).erased_at
    assert lan.erasures.get().cause == "zalo_revoked"


def test_a_withdrawal_may_name_the_person_as_user_id(zalo, person, lan, to_oa):
    follow(lan, person.oa_user_id)
    body = {
        "app_id": zalo.world.app_id,
        "oa_id": zalo.world.oa_id,
        "user_id": person.oa_user_id,
        "event_name": "user_withdraw",
        "timestamp": str(int(zalo.world.now() * 1000)),
    }
    to_oa(signed(zalo, body))
    assert now(lan).erased_at


def test_only_what_zalo_signed_withdraws(zalo, person, lan, to_oa):
    assert to_oa(zalo.withdrawal(person).signed_by("wrong")).status_code == 403
    stranger = zalo.world.add_user()
    assert to_oa(zalo.withdrawal(stranger)).status_code == 200
    assert now(lan).erased_at is None


def test_a_withdrawal_is_answered_after_the_same_time(zalo, person, lan, to_oa, monkeypatch):
    slept = []
    monkeypatch.setattr(views, "REVOCATION_SECONDS", 10)
    monkeypatch.setattr(views.time, "sleep", slept.append)
    to_oa(zalo.withdrawal(person))
    assert len(slept) == 1


@for_each(("age", "repeats"), [(0, 0), (29, 0), (30, 1), (330, 2), (1230, 3), (3030, 4), (6630, 5)])
def test_repeats_are_counted_by_the_age_of_an_event(zalo, person, lan, to_oa, age, repeats):
    WebhookEvent.objects.all().delete()
    to_oa(zalo.oa_event("follow", person, age=age))
    assert WebhookEvent.objects.get().repeats == repeats


def test_a_repeat_that_counts_itself_is_the_same_event(zalo, person, lan, to_oa):
    first = json.loads(follow_as_documented(zalo, person).raw)
    for body in (first, {**first, "num_retry": 3}, {**first, "num_retry": "2"}):
        to_oa(signed(zalo, body))
    assert WebhookEvent.objects.get().repeats == 3


def test_an_account_is_known_by_the_newer_name_of_its_id(zalo, person, to_oa, db, caplog):
    quota = {"prev_value": 1000, "new_value": 500}
    to_oa(zalo.account_news("change_oa_daily_quota", quota=quota))
    status = {"prev_status": "ENABLE", "new_status": "DISABLE"}
    to_oa(zalo.account_news("change_template_status", template_id=100200, status=status))
    changes = [record.msg for record in caplog.records if "oa_account_changed" in str(record.msg)]
    assert [(one["template"], one["before"], one["after"]) for one in changes] == [
        ("–", "1000", "500"),
        ("100200", "ENABLE", "DISABLE"),
    ]
    assert not WebhookEvent.objects.filter(processed_at=None).exists()


def test_news_of_another_account_are_nothing(zalo, to_oa, db, caplog):
    to_oa(zalo.account_news("change_oa_daily_quota", oaId="999"))
    assert "oa_account_changed" not in caplog.text


# --- stored once ---------------------------------------------------------------------------------


def test_a_repeated_event_is_handled_once(zalo, person, lan, to_oa):
    heard = []
    register_handler("user_send_text", heard.append)
    event = zalo.writes(person, "Xin chào")
    assert [to_oa(event).status_code for _time in range(3)] == [200] * 3
    assert len(heard) == WebhookEvent.objects.count() == 1


def test_repeats_are_recognised_by_message_id(zalo, person, lan, to_oa):
    first = json.loads(zalo.writes(person, "Xin chào", "m1").raw)
    to_oa(signed(zalo, first))
    to_oa(signed(zalo, {**first, "timestamp": str(int(first["timestamp"]) + 1)}))
    assert WebhookEvent.objects.count() == 1


def test_different_events_of_one_message_are_both_handled(zalo, person, lan, to_oa):
    for name in ("user_received_message", "user_seen_message"):
        to_oa(about_message(zalo, person.oa_user_id, name, {"msg_id": "m1"}))
    assert WebhookEvent.objects.count() == 2


def test_different_messages_are_both_handled(zalo, person, lan, to_oa):
    for number in range(2):
        to_oa(zalo.writes(person, "Xin chào", f"m{number}"))
    assert WebhookEvent.objects.count() == 2


# --- handlers ------------------------------------------------------------------------------------


def test_a_handler_gets_the_event(zalo, person, lan, to_oa):
    heard = []
    register_handler("user_send_text", heard.append)
    event = zalo.writes(person, "Hồ sơ của tôi đến đâu rồi?\0\ud83d", "m7")
    to_oa(event)
    told = heard[0]
    assert (told.name, told.at, told.citizen_id) == ("user_send_text", moment(event), lan.pk)
    assert (told.message_ids, told.text) == (("m7",), "Hồ sơ của tôi đến đâu rồi?")
    assert "Hồ sơ" not in repr(told)


@pytest.fixture(autouse=True)
def _surrogates(monkeypatch):
    """Let the simulator write half a letter, as JavaScript can."""
    from zalo_client.simulator import webhooks

    monkeypatch.setattr(
        webhooks,
        "written",
        lambda body: json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode(),
    )


def test_a_receipt_holds_tracking_id_and_message_ids(zalo, person, db, to_oa):
    heard = []
    register_handler("user_received_message", heard.append)
    register_handler("user_seen_message", heard.append)
    to_oa(
        about_message(
            zalo,
            "84912345678",
            "user_received_message",
            {"msg_id": "m1", "tracking_id": "t1", "delivery_time": "1"},
        )
    )
    to_oa(
        about_message(
            zalo, person.oa_user_id, "user_seen_message", {"msg_ids": ["m2", "m3", 4, "m 5"]}
        )
    )
    assert [(told.tracking_id, told.message_ids) for told in heard] == [
        ("t1", ("m1",)),
        ("", ("m2", "m3")),
    ]


def test_a_handler_is_called_only_for_its_event(zalo, person, lan, to_oa):
    heard = []
    for _time in range(2):
        register_handler("follow", heard.append)
    to_oa(zalo.oa_event("follow", person))
    to_oa(zalo.oa_event("unfollow", person))
    assert [told.name for told in heard] == ["follow"]


def test_a_failing_handler_loses_no_event(zalo, person, lan, to_oa):
    heard, broken = [], [True]

    def handler(told):
        heard.append(told.text)
        Citizen.objects.filter(pk=told.citizen_id).update(name="Đã đổi")
        if broken:
            raise RuntimeError(told.text)

    register_handler("user_send_text", handler)
    assert to_oa(zalo.writes(person, "Xin chào")).status_code == 200
    waiting = WebhookEvent.objects.get()
    assert (waiting.processed_at, waiting.attempts, waiting.failure) == (None, 1, "RuntimeError")
    # all or nothing
    assert (now(lan).name, at(lan).last_interaction_at) == (
        person.name,
        None,
    )
    broken.clear()
    assert actions.process_leftovers() == (1, 0)
    assert heard == ["Xin chào"] * 2
    assert now(lan).name == "Đã đổi"
    assert at(lan).last_interaction_at is not None


def test_a_repeat_handles_a_waiting_event(zalo, person, lan, to_oa):
    heard, broken = [], [True]
    register_handler(
        "follow", lambda told: broken.pop() if broken and 1 / 0 else heard.append(told)
    )
    event = zalo.oa_event("follow", person)
    to_oa(event)
    broken.clear()
    to_oa(event)
    assert len(heard) == WebhookEvent.objects.filter(processed_at__isnull=False).count() == 1


# --- what is kept --------------------------------------------------------------------------------

TEXT = "Tôi là Nguyễn Thị Lan, số 0912345678"


def test_a_handled_event_keeps_no_content(zalo, person, lan, to_oa):
    to_oa(zalo.writes(person, TEXT))
    stored = WebhookEvent.objects.get()
    assert (stored.content, stored.person_hash, stored.citizen_id) == ("", "", lan.pk)


def test_waiting_content_is_encrypted_and_limited(zalo, person, lan, to_oa, raw_rows, caplog):
    register_handler("user_send_text", lambda _told: 1 / 0)
    to_oa(zalo.writes(person, TEXT + "x" * 10_000))
    stored = raw_rows("citizens_webhookevent")
    for secret in (TEXT, "0912345678", person.id, person.oa_user_id):
        assert secret not in stored
        assert secret not in caplog.text
    assert len(json.loads(WebhookEvent.objects.get().content)["text"]) == 4000


def test_irrelevant_content_is_never_stored(zalo, person, lan, to_oa):
    register_handler("user_submit_info", lambda _told: 1 / 0)
    to_oa(
        zalo.oa_event(
            "user_submit_info",
            person,
            info={"name": "Lan", "phone": "84912345678", "address": "Việt Trì"},
        )
    )
    assert set(json.loads(WebhookEvent.objects.get().content)) == {
        "app_user",
        "oa_user",
        "message_ids",
        "tracking_id",
        "text",
        "news",
    }


# --- refused -------------------------------------------------------------------------------------

REFUSED = {
    "no signature": lambda event: event.unsigned(),
    "no prefix": lambda event: event.signed_as(
        event.headers["X-ZEvent-Signature"].removeprefix("mac=")
    ),
    "another secret": lambda event: event.signed_by("wrong"),
    "other bytes": lambda event: event.tampered(lambda raw: raw.replace(b"follow", b"Follow")),
    "another order": lambda event: event.tampered(reordered),
    "another encoding": lambda event: event.tampered(escaped),
    "a space at the end": lambda event: event.tampered(lambda raw: raw + b" "),
    "a repeated key": lambda event: event.tampered(
        lambda raw: b'{"event_name":"unfollow",' + raw[1:]
    ),
    "a number in another spelling": lambda event: event.tampered(
        lambda raw: raw.replace(b'"timestamp":"1', b'"timestamp":"01')
    ),
    "not JSON": lambda event: event.tampered(lambda _raw: b"follow"),
    "nothing": lambda event: event.tampered(lambda _raw: b""),
}


@for_each("spoil", REFUSED.values(), ids=REFUSED)
def test_forged_events_are_refused(zalo, person, lan, to_oa, spoil):
    answer = to_oa(spoil(zalo.oa_event("follow", person)))
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert not WebhookEvent.objects.exists()
    assert not at(lan).is_follower


@pytest.mark.parametrize(
    "members",
    [
        {"app_id": "4999999999999999999"},
        {"app_id": None},
        {"timestamp": "soon"},
        {"timestamp": "1e999"},
    ],
)
def test_signed_events_of_another_app_or_without_time_are_refused(
    zalo, person, lan, to_oa, members
):
    body = {**json.loads(zalo.oa_event("follow", person).raw), **members}
    assert to_oa(signed(zalo, body)).status_code == 403


@pytest.mark.parametrize(
    ("age", "status"), [(2 * HOUR, 200), (4 * HOUR, 403), (-4 * 60, 200), (-6 * 60, 403)]
)
def test_an_event_must_be_recent(zalo, person, lan, to_oa, age, status):
    assert to_oa(zalo.oa_event("follow", person, age=age)).status_code == status


def test_without_a_secret_every_event_is_refused(zalo, person, lan, to_oa, settings):
    settings.ZALO_OA_SECRET = ""
    assert to_oa(zalo.oa_event("follow", person).signed_by("")).status_code == 503


def test_a_large_body_is_refused(zalo, person, lan, to_oa):
    assert to_oa(zalo.oa_event("follow", person, more="x" * 65_536)).status_code == 413


@for_each("wrong", [7, "x", None, [], {"id": {}}, {"id": "0"}, {"id": "a b"}, {"id": 2**80}])
@for_each("member", ["sender", "recipient", "message", "user_id_by_app", "event_name"])
def test_signed_events_of_any_shape_are_accepted(zalo, person, lan, to_oa, member, wrong):
    body = {**json.loads(zalo.writes(person, "Xin chào").raw), member: wrong}
    assert to_oa(signed(zalo, body)).status_code == 200


def test_an_event_costs_few_queries(zalo, person, lan, to_oa, django_assert_max_num_queries):
    event = zalo.writes(person, "Xin chào")
    with django_assert_max_num_queries(23):  # one holds the citizen against an erasure
        to_oa(event)


def test_events_of_the_same_second_are_all_kept(zalo, person, lan, to_oa, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False)
    for name in ("follow", "unfollow", "user_send_sticker"):
        to_oa(zalo.oa_event(name, person))
    assert (
        WebhookEvent.objects.filter(
            processed_at__gte=moment(zalo.oa_event("follow", person)) - timedelta(seconds=1)
        ).count()
        == 3
    )
