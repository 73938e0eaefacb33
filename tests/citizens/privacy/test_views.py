"""privacy/, me/consents/ and me/export/."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.models import AccessEntry, Citizen, Consent, PhoneChange, Purpose
from citizens.privacy import personal_data_registry, policy
from citizens.privacy.views import PrivacyView, TermsView
from foundation.api import bodies
from foundation.publishing.conditional import Memory
from foundation.records import retention
from tests.citizens.factories import PHONE, citizen, client_of
from tests.for_each import for_each

NOTICE, CONSENTS, EXPORT, ME = (
    "/api/v1/privacy/",
    "/api/v1/me/consents/",
    "/api/v1/me/export/",
    "/api/v1/me/",
)
FORMER = "2026-01"


@pytest.fixture
def former(monkeypatch):
    """Add a former version of the policy."""
    texts = {**policy.TEXTS, FORMER: {purpose: f"Nội dung cũ về {purpose}" for purpose in Purpose}}
    monkeypatch.setattr(policy, "TEXTS", texts)
    bodies._fields_of.cache_clear()  # a body's choices are made once
    yield
    bodies._fields_of.cache_clear()


def decide(client, purpose="notices", *, granted=True, version=policy.CURRENT, **more):
    body = {"purpose": purpose, "granted": granted, "policy_version": version, **more}
    return client.post(CONSENTS, body, content_type="application/json")


def state(answer, purpose):
    return next(row for row in answer.json()["consents"] if row["purpose"] == purpose)


# --- the notice ----------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(PrivacyView, "answers", Memory())


def test_terms_and_notice_say_who_is_behind_the_app_and_how_to_complain(
    api, settings, monkeypatch, db
):
    monkeypatch.setattr(TermsView, "answers", Memory())
    settings.APP_NAME, settings.POLICE_NAME = "Công an Phú Thọ phục vụ", "Công an tỉnh Phú Thọ"
    settings.POLICE_ADDRESS, settings.POLICE_PHONE = "Số 1 Trần Phú", "02103846111"
    owner = {"name": "Công an tỉnh Phú Thọ", "address": "Số 1 Trần Phú", "phone": "02103846111"}
    terms, notice = api.get("/api/v1/terms/").json(), api.get("/api/v1/privacy/").json()
    assert (terms["owner"], notice["controller"]) == (owner, owner)
    assert terms["app_name"] == notice["app_name"] == "Công an Phú Thọ phục vụ"
    assert "khiếu nại" in terms["complain"]
    assert all(section["title"] and section["text"] for section in terms["sections"])


def test_the_notice_has_all_its_parts(api, settings):
    settings.POLICE_ADDRESS, settings.PRIVACY_CONTACT = (
        "Số 1 Trần Phú",
        "Phòng Cảnh sát quản lý hành chính",
    )
    settings.PRIVACY_PHONE, settings.PRIVACY_EMAIL = "0210 000 000", "dulieu@congan.example.vn"
    body = api.get(NOTICE).json()
    assert (body["controller"]["name"], body["controller"]["address"]) == (
        settings.POLICE_NAME,
        "Số 1 Trần Phú",
    )
    assert body["contact"] == {
        "name": "Phòng Cảnh sát quản lý hành chính",
        "phone": "0210 000 000",
        "email": "dulieu@congan.example.vn",
    }
    assert [(row["purpose"], row["text"]) for row in body["purposes"]] == list(
        policy.TEXTS[policy.CURRENT].items()
    )
    assert body["held_data"] == [part.title for part in personal_data_registry.parts()]
    assert [row["title"] for row in body["retention"]] == [
        one.title for one in retention.classes() if one.public
    ]
    assert {row["title"] for row in body["rights"]} >= {"Xem và nhận bản sao", "Chỉnh sửa", "Xoá"}


def test_periods_come_from_the_settings(api, settings):
    settings.CITIZEN_UNSEEN_DAYS = 400
    periods = {row["title"]: row["keeps"] for row in api.get(NOTICE).json()["retention"]}
    assert periods["Tài khoản công dân không đăng nhập"] == "400 ngày"


def test_periods_of_rights_match_the_workflow():
    from citizens.requests.workflow import CLOCKS, Kind

    how = {right.title: right.how for right in policy.RIGHTS}
    titles = {
        "Xem và nhận bản sao": Kind.ACCESS,
        "Chỉnh sửa": Kind.CORRECTION,
        "Xoá": Kind.DELETION,
    }
    for title, kind in {**titles, "Hạn chế và phản đối việc xử lý": Kind.OBJECTION}.items():
        assert f"trong {CLOCKS[kind].days} ngày" in how[title]


def test_an_unchanged_notice_answers_304(api):
    first = api.get(NOTICE)
    assert "public" in first["Cache-Control"]
    assert api.get(NOTICE, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_the_notice_needs_no_query(api, db):
    with CaptureQueriesContext(connection) as queries:
        api.get(NOTICE)
    assert len(queries) == 0


def test_the_notice_refuses_parameters(api):
    assert api.get(f"{NOTICE}?lang=vi").status_code == 400


# --- consents ------------------------------------------------------------------------------------


def test_no_consent_is_given_by_default(as_lan):
    body = as_lan.get(CONSENTS)
    assert body["Cache-Control"] == "no-store"
    assert body.json()["policy_version"] == policy.CURRENT
    assert [row["purpose"] for row in body.json()["consents"]] == list(Purpose.values)
    assert {
        (row["granted"], row["since"], row["agreed_version"]) for row in body.json()["consents"]
    } == {(False, None, None)}


@pytest.mark.parametrize("purpose", Purpose.values)
def test_giving_and_withdrawing_consent_are_both_recorded(lan, purpose, time_machine):
    time_machine.move_to("2026-11-24T03:00:00Z", tick=False)
    given = decide(client_of(lan), purpose)
    time_machine.move_to("2026-11-25T03:00:00Z", tick=False)
    taken_back = decide(client_of(lan), purpose, granted=False)
    text = policy.text_of(policy.CURRENT, purpose)
    expected = {
        "purpose": purpose,
        "title": Purpose(purpose).label,
        "text": text,
        "agreed_version": policy.CURRENT,
    }
    assert state(given, purpose) == {**expected, "granted": True, "since": "2026-11-24T03:00:00Z"}
    assert state(taken_back, purpose) == {
        **expected,
        "granted": False,
        "since": "2026-11-25T03:00:00Z",
    }
    assert state(client_of(lan).get(CONSENTS), purpose) == state(taken_back, purpose)
    rows = (
        Consent.objects.of_citizen(lan)
        .order_by("pk")
        .values_list("purpose", "granted", "policy_version", "text")
    )
    assert list(rows) == [(purpose, granted, policy.CURRENT, text) for granted in (True, False)]


def test_each_purpose_is_decided_separately(as_lan):
    assert {
        row["purpose"] for row in decide(as_lan, "photo").json()["consents"] if row["granted"]
    } == {"photo"}


@pytest.mark.parametrize("granted", [True, False])
def test_repeating_a_decision_writes_nothing(as_lan, granted):
    first, second = decide(as_lan, granted=granted), decide(as_lan, granted=granted)
    assert (first.json(), Consent.objects.count()) == (second.json(), 1)


def test_consent_to_another_version_is_recorded_again(as_lan, former):
    decide(as_lan, version=FORMER)
    assert state(as_lan.get(CONSENTS), "notices")["agreed_version"] == FORMER
    assert state(as_lan.get(CONSENTS), "notices")["text"] == policy.text_of(
        policy.CURRENT, "notices"
    )
    decide(as_lan)
    assert list(Consent.objects.order_by("pk").values_list("policy_version", flat=True)) == [
        FORMER,
        policy.CURRENT,
    ]


def test_withdrawing_works_for_any_version(as_lan, former):
    decide(as_lan, granted=False, version=FORMER)
    decide(as_lan, granted=False)
    assert Consent.objects.count() == 1


def test_withdrawing_phone_consent_removes_the_number(db):
    who = citizen(PHONE)
    decide(client_of(who), "phone", granted=False)
    now = Citizen.objects.get(pk=who.pk)
    assert (now.phone, now.phone_hash, now.phone_verified_at) == ("", None, None)
    assert PhoneChange.objects.get().kind == PhoneChange.Kind.REMOVED


def test_withdrawing_notice_consent_keeps_the_phone(db):
    who = citizen(PHONE)
    decide(client_of(who), "notices", granted=False)
    assert Citizen.objects.get(pk=who.pk).phone == PHONE


def test_removing_a_phone_withdraws_consent_without_a_number(as_lan):
    decide(as_lan, "phone")
    as_lan.delete("/api/v1/me/phone/")
    assert state(as_lan.get(CONSENTS), "phone")["granted"] is False


def test_apps_release_data_when_consent_is_withdrawn(as_lan, lan, monkeypatch):
    monkeypatch.setattr(personal_data_registry, "_withdrawals", {})
    forgotten = []
    personal_data_registry.register_withdrawal("photo", lambda who: forgotten.append(who.pk))
    decide(as_lan, "photo")
    decide(as_lan, "notices", granted=False)
    assert forgotten == []
    decide(as_lan, "photo", granted=False)
    assert forgotten == [lan.pk]


@for_each(
    ("changed", "pointer"),
    [
        ({"purpose": "ads"}, "/body/purpose"),
        ({"purpose": None}, "/body/purpose"),
        ({"purpose": ["phone", "notices"]}, "/body/purpose"),
        ({"granted": None}, "/body/granted"),
        ({"granted": "perhaps"}, "/body/granted"),
        ({"granted": []}, "/body/granted"),
        ({"policy_version": "1999-01"}, "/body/policy_version"),
        ({"policy_version": ""}, "/body/policy_version"),
        ({"citizen": 1}, "/body/citizen"),
        ({"at": "2020-01-01T00:00:00Z"}, "/body/at"),
        ({"text": "Tôi đồng ý mọi thứ"}, "/body/text"),
    ],
)
def test_invalid_decisions_are_refused(as_lan, changed, pointer):
    body = {"purpose": "notices", "granted": True, "policy_version": policy.CURRENT, **changed}
    answer = as_lan.post(CONSENTS, body, content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)
    assert Consent.objects.count() == 0


@pytest.mark.parametrize("missing", ["purpose", "granted", "policy_version"])
def test_every_field_of_a_decision_is_required(as_lan, missing):
    body = {"purpose": "notices", "granted": True, "policy_version": policy.CURRENT}
    del body[missing]
    assert (
        as_lan.post(CONSENTS, body, content_type="application/json").json()["errors"][0]["pointer"]
        == f"/body/{missing}"
    )


def test_a_decision_affects_only_its_citizen(as_lan, as_hung):
    decide(as_lan)
    assert state(as_lan.get(CONSENTS), "notices")["granted"] is True
    assert state(as_hung.get(CONSENTS), "notices")["granted"] is False


@pytest.mark.parametrize("decisions", [1, 20])
def test_reading_consents_costs_a_constant_query_count(as_lan, decisions):
    for number in range(decisions):
        decide(as_lan, granted=number % 2 == 0)
    with CaptureQueriesContext(connection) as queries:
        as_lan.get(CONSENTS)
    assert len(queries) == 2  # the session, the newest decisions


# --- the export ----------------------------------------------------------------------------------


def test_an_export_is_a_download_that_must_not_be_cached(db, time_machine):
    time_machine.move_to("2026-11-24T18:30:00Z", tick=False)
    answer = client_of(citizen()).get(EXPORT)
    assert answer["Content-Disposition"] == 'attachment; filename="du-lieu-ca-nhan-2026-11-25.json"'
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["exported_at"] == "2026-11-24T18:30:00Z"


def test_an_export_holds_the_full_phone_number(db):
    who = citizen(PHONE, name="Nguyễn Thị Lan", avatar_url="https://a.example/1.jpg")
    account = client_of(who).get(EXPORT).json()["parts"]["account"]["content"]
    known = {
        "phone": PHONE,
        "name": "Nguyễn Thị Lan",
        "zalo_user_id": who.zalo_user_id,
    }
    assert known.items() <= account.items()


def test_every_personal_column_is_exported():
    from citizens.personal_data import _export_account

    # internal numbers and marks
    machinery = {
        "id",
        "phone_hash",
        "generation",
        "erased_at",
        "blocked_identity",
    }
    names = {"app_id": "zalo_app_id"}
    columns = {field.name for field in Citizen._meta.concrete_fields} - machinery
    assert {names.get(name, name) for name in columns} == set(_export_account(Citizen()))


def test_an_export_holds_every_consent_with_its_text(as_lan):
    decide(as_lan)
    decide(as_lan, granted=False)
    rows = as_lan.get(EXPORT).json()["parts"]["consents"]["content"]
    assert [row["granted"] for row in rows] == [True, False]
    assert rows[0]["text"] == policy.text_of(policy.CURRENT, "notices")


def test_an_export_holds_every_registered_part(as_lan):
    parts = as_lan.get(EXPORT).json()["parts"]
    assert [(name, part["title"]) for name, part in parts.items()] == [
        (part.name, part.title) for part in personal_data_registry.parts()
    ]


def test_an_export_is_logged_without_content(as_lan, lan):
    as_lan.get(EXPORT)
    entry = AccessEntry.objects.get()
    assert (entry.citizen, entry.action, entry.subject_kind, entry.subjects, entry.where) == (
        lan,
        "exported",
        "citizen",
        str(lan.pk),
        "api",
    )
    assert lan.name not in json.dumps(str(vars(entry)), ensure_ascii=False)


def test_exports_have_their_own_throttle(as_lan, settings):
    settings.THROTTLES = {**settings.THROTTLES, "export": 2}
    answers = [as_lan.get(EXPORT) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) >= 1
    assert AccessEntry.objects.count() == 2
    assert as_lan.get(ME).status_code == 200


def test_an_export_holds_no_data_of_others(as_lan, hung):
    text = as_lan.get(EXPORT).content.decode()
    assert hung.name not in text
    assert hung.zalo_user_id not in text


@pytest.mark.parametrize("member", ["citizen", "id", "zalo_user_id", "phone"])
def test_an_export_refuses_parameters(as_lan, hung, member):
    assert as_lan.get(f"{EXPORT}?{member}={hung.pk}").status_code == 400


def test_an_export_costs_a_constant_query_count(lan, settings):
    settings.THROTTLES = {**settings.THROTTLES, "export": 10}
    client = client_of(lan)
    counts = []
    for more in (1, 19):
        for _time in range(more):
            Consent.objects.create(
                citizen=lan,
                purpose="notices",
                granted=True,
                policy_version=policy.CURRENT,
                text="…",
            )
            PhoneChange.objects.create(citizen=lan, kind=PhoneChange.Kind.VERIFIED)
        client.get(EXPORT)
        with CaptureQueriesContext(connection) as queries:
            client.get(EXPORT)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@for_each("granted", ["true", "yes", 1, 0, "on"])
def test_only_true_and_false_are_a_decision(db, granted):
    answer = decide(client_of(citizen()), granted=granted)
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("/body/granted", "invalid")
    ]
    assert not Consent.objects.exists()
