"""Sending reports over HTTP, the list of one's own, and looking one up without a session."""

import secrets
import unicodedata
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citizens.models import AccessEntry, LookupTry
from foundation.api.models import IdempotencyKey
from reports import by_code
from reports.evidence import holders
from reports.models import (
    ClockRule,
    Evidence,
    KindParticular,
    Report,
    ReportDay,
    ReporterSeal,
)
from reports.querysets import citizen_hash
from reports.reporter import seals
from tests import kept_rows
from tests.citizens.factories import client_of
from tests.for_each import for_each
from tests.reports import factories

REPORTS = "/api/v1/reports/"
LOOKUP = f"{REPORTS}lookup/"
WORDS = "Xe con màu trắng vượt đèn đỏ ở ngã tư Hùng Vương."
KEY = {"Idempotency-Key": "3d1f0f2e-0000-4000-8000-000000000001"}
pytestmark = pytest.mark.django_db


def body(**values):
    place = {"words": "Ngã tư Hùng Vương", "latitude": 21.32, "longitude": 105.4}
    happened = "2026-11-23T07:30:00+07:00"
    return {
        "kind": "traffic_violation",
        "words": WORDS,
        "occurred_from": happened,
        "place": place,
        "plates": ["29-b1 123.45"],
        "identity": "confidential",
        **values,
    }


def post(client, sent, path=REPORTS, **headers):
    return client.post(path, sent, content_type="application/json", headers=headers)


@pytest.fixture
def anyone():
    """Return a client without a session."""
    return Client(headers={"Accept": "application/json"})


def errors(response):
    return [(e["pointer"], e["code"]) for e in response.json()["errors"]]


# --- sending -------------------------------------------------------------------------------------


def test_a_report_gets_a_receipt_and_is_read_again(as_lan, lan, now):
    file = factories.evidence(citizen_hash(lan))
    response = post(as_lan, body(evidence=[str(file.pk)]))
    receipt = response.json()
    assert (response.status_code, response["Cache-Control"]) == (201, "no-store")
    assert (receipt["office"]["id"], receipt["first_received_at"]) == (
        "tinh",
        "2026-11-23T02:00:00Z",
    )
    assert (receipt["due_at"], receipt["secret_code"], receipt["report_pass"]) == (
        "2026-11-24T02:00:00Z",
        None,
        None,
    )
    assert receipt["due_words"].endswith("trước 09:00 ngày 24/11/2026.")  # no article
    assert [(e["name"], e["sha256"], e["size"]) for e in receipt["evidence"]] == [
        ("Ảnh 1", file.sha256, 4096)
    ]
    shown = as_lan.get(f"{REPORTS}{receipt['number']}/").json()
    assert (shown["words"], shown["plates"], shown["identity"], shown["status"]) == (
        WORDS,
        ["29-B1 123.45"],
        "confidential",
        "sent",
    )
    assert shown["place"] == {**body()["place"], "certainty": "exact"}
    (card,) = as_lan.get(REPORTS).json()["results"]
    assert (card["number"], card["beginning"]) == (receipt["number"], WORDS)


def test_a_sent_report_has_an_event_and_is_counted(as_lan, now):
    number = post(as_lan, body()).json()["number"]
    report = Report.objects.get(number=number)
    assert [(e.move, e.status, e.office_id) for e in report.events.all()] == [
        ("send", "sent", "tinh")
    ]
    (day,) = ReportDay.objects.all()
    assert (day.office_id, day.kind_id, day.sent) == ("tinh", "traffic_violation", 1)


def test_nothing_in_the_tables_says_who_sent_what(as_lan, lan, now):
    post(as_lan, body(name="Nguyễn Thị Lan", phone="0912345678"), **KEY)
    names = connection.introspection.django_table_names()
    raw = kept_rows.read_clear(
        IdempotencyKey._meta.db_table, *(name for name in names if name.startswith("reports_"))
    )
    assert "xe con mau trang" in raw  # masked, to be searched
    for secret in (WORDS, "Hùng Vương", "B112345", "123.45", "Lan", "912345678"):
        assert secret not in raw
    assert f"citizen:{lan.pk}" not in raw
    assert seals.sender_of(Report.objects.get()) == seals.Sender(
        lan.pk, "Nguyễn Thị Lan", phone="0912345678"
    )


def test_who_sends_under_their_name_need_not_write_it_again(as_lan, lan, now):
    post(as_lan, body(identity="named", guardian="Mẹ: Bà Hoa, 0987654321"))
    assert seals.sender_of(Report.objects.get()) == seals.Sender(
        lan.pk, "Nguyễn Thị Lan", phone="+84912345678", guardian="Mẹ: Bà Hoa, 0987654321"
    )


def test_the_citizen_may_stay_unknown(as_lan, lan, now):
    receipt = post(as_lan, body(**_with_ticket()), **KEY).json()
    assert (receipt["identity"], len(receipt["secret_code"])) == ("anonymous", 19)
    assert as_lan.get(REPORTS).json()["count"] == 0
    assert not ReporterSeal.objects.exists()
    assert IdempotencyKey.objects.get().caller == "reporter:nobody"
    assert Evidence.objects.get().holder_hash == ""
    assert not AccessEntry.objects.exists()


def test_who_stays_unknown_sends_no_file_of_the_account(as_lan, lan, now):
    file = factories.evidence(citizen_hash(lan))
    refused = post(as_lan, body(identity="anonymous", evidence=[str(file.pk)]))
    assert errors(refused) == [("/body/evidence/0", "unknown")]


def test_a_session_that_ended_stops_nobody_who_stays_unknown(offices, now):
    ended = Client(headers={"Accept": "application/json", "Authorization": "Bearer gone"})
    assert post(ended, body(**_with_ticket())).status_code == 201
    assert post(ended, body()).status_code == 401


def test_without_a_session_number_and_secret_open_the_report(anyone, offices, now):
    receipt = post(anyone, body(**_with_ticket())).json()
    typed = f" {receipt['number'].lower().replace('-', ' ')}"
    secret = receipt["secret_code"].lower().replace("-", "")
    found = post(anyone, {"number": typed, "secret_code": secret}, LOOKUP)
    assert found.status_code == 200
    shown = found.json()["report"]
    assert (shown["words"], shown["identity"], len(shown["evidence"])) == (WORDS, "anonymous", 1)
    for given in (found.json()["report_pass"], receipt["report_pass"]):
        bearer = Client(headers={"Accept": "application/json", "Authorization": f"Report {given}"})
        assert bearer.get(f"{REPORTS}{receipt['number']}/").json() == shown


def _with_ticket():
    """Return the members of an anonymous body with a file uploaded without a session."""
    ticket = holders.new_ticket()
    file = factories.evidence(holders.holder_of_ticket(ticket))
    return {"identity": "anonymous", "evidence": [str(file.pk)], "evidence_ticket": ticket}


def test_files_uploaded_without_a_session_are_sent_after_logging_in(as_lan, as_hung, lan, now):
    enclosed = {**_with_ticket(), "identity": "confidential"}
    own = factories.evidence(citizen_hash(lan))
    both = [*enclosed["evidence"], str(own.pk)]
    lost = post(as_hung, body(evidence=enclosed["evidence"]))
    assert errors(lost) == [("/body/evidence/0", "unknown")]  # the id alone opens nothing
    foreign = post(as_hung, body(**{**enclosed, "evidence": both}))
    assert errors(foreign) == [("/body/evidence/1", "unknown")]
    sent = post(as_lan, body(**{**enclosed, "evidence": both}))
    assert sent.status_code == 201
    assert {file["id"] for file in sent.json()["evidence"]} == set(both)


def test_who_sends_says_how_far_the_police_may_know_them(as_lan, lan, offices, now):
    sent = body()
    del sent["identity"]
    assert errors(post(as_lan, sent)) == [("/body/identity", "required")]


def test_a_name_needs_a_session(anyone, offices, now):
    refused = post(anyone, body(identity="named"))
    assert errors(refused) == [("/body/identity", "needs_session")]
    assert not Report.objects.exists()


def test_a_minor_without_a_name_may_name_whom_to_ask(anyone, offices, now):
    post(anyone, body(guardian="Bố: Ông Nam", **_with_ticket()))
    assert "Ông Nam" in Report.objects.get().details


@for_each(
    ("changed", "found"),
    [
        ({"kind": "khong-co"}, ("/body/kind", "unknown")),
        ({"kind": None}, ("/body/kind", "null")),
        ({"topic": "khong-co"}, ("/body/topic", "unknown")),
        ({"about_office": "khong-co"}, ("/body/about_office", "unknown")),
        ({"occurred_from": "2026-11-23T10:00:00+07:00"}, ("/body/occurred_from", "future")),
        ({"occurred_from": "2025-11-01T10:00:00+07:00"}, ("/body/occurred_from", "too_old")),
        ({"occurred_from": "hôm qua"}, ("/body/occurred_from", "invalid")),
        ({"occurred_to": "2026-11-23T07:00:00+07:00"}, ("/body/occurred_to", "out_of_order")),
        ({"place": {"latitude": 0, "longitude": 0}}, ("/body/place", "no_position")),
        ({"place": {"latitude": 12.5, "longitude": 112.5}}, ("/body/place", "at_sea")),
        ({"place": {"latitude": 21.3}}, ("/body/place", "half_a_point")),
        ({"words": "x" * 5001}, ("/body/words", "max_length")),
        ({"evidence": ["1"]}, ("/body/evidence/0", "invalid")),
        ({"evidence": "1"}, ("/body/evidence", "not_a_list")),
        ({"status": "concluded"}, ("/body/status", "unknown")),
    ],
)
def test_what_cannot_be_is_refused(as_lan, now, changed, found):
    traffic = factories.kind()
    ClockRule.objects.create(
        kind=traffic, stage="usable", length=12, unit="month", citation="x", valid_from="2026-04-01"
    )
    response = post(as_lan, body(**changed))
    assert (response.status_code, errors(response)) == (400, [found])
    assert not Report.objects.exists()


def test_what_is_missing_is_listed(as_lan, now):
    asked = {"occurred": "Lúc nào?", "evidence": "Gửi ảnh gốc."}
    for particular, prompt in asked.items():
        KindParticular.objects.create(
            kind=factories.kind(), particular=particular, need="required", prompt=prompt
        )
    response = post(as_lan, {"kind": "traffic_violation", "identity": "confidential"})
    assert (response.status_code, response.json()["code"]) == (422, "report_incomplete")
    assert {(e["pointer"], e["detail"]) for e in response.json()["errors"]} == {
        ("/body/words", "Sự việc thế nào?"),
        ("/body/occurred_from", "Lúc nào?"),
        ("/body/evidence", "Gửi ảnh gốc."),
    }


def test_without_a_name_concrete_evidence_is_needed(anyone, offices, now):
    response = post(anyone, body(identity="anonymous"))
    assert (response.json()["code"], errors(response)) == (
        "report_incomplete",
        [("/body/evidence", "evidence")],
    )


def test_a_closed_kind_shows_the_lawful_way(as_lan, now):
    factories.kind("crime", switched_on=False, lawful_way="Đến công an nơi gần nhất.")
    response = post(as_lan, body(kind="crime"))
    assert (response.status_code, response.json()["code"], response.json()["detail"]) == (
        422,
        "kind_closed",
        "Đến công an nơi gần nhất.",
    )


@pytest.mark.parametrize(("crime_on", "taken_as"), [(False, "scam"), (True, "crime")])
def test_a_scam_with_a_loss_is_a_crime(as_lan, now, crime_on, taken_as):
    scam = factories.kind("scam", name="Lừa đảo")
    KindParticular.objects.create(kind=scam, particular="loss", need="if_known", prompt="Mất gì?")
    factories.kind(
        "crime", switched_on=crime_on, is_crime=True, lawful_way="Đến công an nơi gần nhất."
    )
    receipt = post(as_lan, body(kind="scam", loss=5_000_000, contacts=["0900 000 000"])).json()
    assert receipt["kind"]["code"] == taken_as
    assert any("Đến công an" in advice for advice in receipt["advice"]) is not crime_on
    shown = as_lan.get(f"{REPORTS}{receipt['number']}/").json()
    assert (shown["loss"], shown["contacts"]) == (5_000_000, ["0900 000 000"])


def test_words_are_cleaned_of_what_nobody_sees(as_lan, now):
    sent = unicodedata.normalize("NFD", "Vượt đèn đỏ 🚗") + "\u200b\u202e\n=HYPERLINK(1)"
    number = post(as_lan, body(words=sent)).json()["number"]
    assert as_lan.get(f"{REPORTS}{number}/").json()["words"] == "Vượt đèn đỏ 🚗\n=HYPERLINK(1)"


# --- evidence ------------------------------------------------------------------------------------


@pytest.mark.parametrize("why", ["of another", "unfinished", "used", "removed", "nobody's"])
def test_only_own_whole_unused_files_are_taken(as_lan, lan, hung, offices, now, why):
    values = {
        "of another": {"holder": citizen_hash(hung)},
        "unfinished": {"completed_at": None, "sha256": ""},
        "used": {"report": factories.report(offices)},
        "removed": {"removed_at": timezone.now()},
        "nobody's": {"holder": ""},
    }[why]
    file = factories.evidence(**{"holder": citizen_hash(lan), **values})
    before = Report.objects.count()
    response = post(as_lan, body(evidence=[str(file.pk)]))
    assert (response.status_code, errors(response)) == (400, [("/body/evidence/0", "unknown")])
    assert Report.objects.count() == before


def test_a_file_is_sent_once(as_lan, lan, now):
    file = str(factories.evidence(citizen_hash(lan)).pk)
    assert errors(post(as_lan, body(evidence=[file, file]))) == [("/body/evidence", "repeated")]
    assert post(as_lan, body(evidence=[file])).status_code == 201
    assert errors(post(as_lan, body(evidence=[file]))) == [("/body/evidence/0", "unknown")]


def test_a_forged_or_old_ticket_holds_nothing(anyone, offices, now):
    sent = _with_ticket()
    forged = {**sent, "evidence_ticket": f"{sent['evidence_ticket']}x"}
    assert errors(post(anyone, body(**forged))) == [("/body/evidence/0", "unknown")]
    now("2026-11-24 09:01")
    assert errors(post(anyone, body(**sent))) == [("/body/evidence/0", "unknown")]


# --- sending twice, too often --------------------------------------------------------------------


@pytest.mark.parametrize("identity", ["confidential", "anonymous"])
def test_a_repeated_key_sends_once_and_gives_the_same_receipt(as_lan, lan, now, identity):
    sent = body(**{**_with_ticket(), "identity": identity})
    first, again = post(as_lan, sent, **KEY), post(as_lan, sent, **KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Report.objects.count() == 1
    other = post(as_lan, {**sent, "words": "Khác hẳn, xe tải chở quá khổ."}, **KEY)
    assert other.json()["code"] == "idempotency_key_reused"


def test_a_secret_code_does_not_follow_from_the_key_alone(anyone, offices, now):
    codes = []
    for words in (WORDS, WORDS, "Khác hẳn, xe tải chở quá khổ."):
        codes.append(post(anyone, body(words=words, **_with_ticket()), **KEY).json()["secret_code"])
        IdempotencyKey.objects.all().delete()  # as its period ends
    assert len(set(codes)) == 3


@for_each("key", ["00000001", "0" * 32, "3d1f0f2e-0000-4000-80", "aaaabbbb" * 8])
def test_a_key_that_could_be_guessed_is_refused(anyone, offices, now, key):
    refused = post(anyone, body(**_with_ticket()), **{"Idempotency-Key": key})
    assert (refused.status_code, errors(refused)) == (
        400,
        [("/header/Idempotency-Key", "guessable")],
    )
    assert not Report.objects.exists()


@for_each("key", [f"{uuid4()}", uuid4().hex, secrets.token_urlsafe(16)])
def test_a_random_key_is_taken(anyone, offices, now, key):
    sent = post(anyone, body(**_with_ticket()), **{"Idempotency-Key": key})
    assert sent.status_code == 201


def test_a_key_of_a_version_whose_codes_followed_from_it_is_not_answered(anyone, offices, now):
    sent = body(**_with_ticket())
    post(anyone, sent, **KEY)
    IdempotencyKey.objects.update(salt="")
    assert post(anyone, sent, **KEY).json()["code"] == "idempotency_key_reused"


def test_a_pass_tells_nobody_how_many_reports_there_are(anyone, offices, now):
    receipt = post(anyone, body(**_with_ticket())).json()
    assert receipt["report_pass"].partition(".")[0] == receipt["number"]


def test_a_number_that_is_taken_is_not_given_twice(as_lan, now, monkeypatch):
    made = iter(["PA26-AAAAAA", "PA26-AAAAAA", "PA26-BBBBBB"])
    monkeypatch.setattr(by_code, "new_number", lambda _at: next(made))
    sent = [post(as_lan, body()).json()["number"] for _time in range(2)]
    assert sent == ["PA26-AAAAAA", "PA26-BBBBBB"]


def test_a_flood_is_stopped_for_the_day(as_lan, as_hung, lan, now, settings):
    settings.REPORTS_PER_DAY = 2
    statuses = []
    for identity in ("confidential", "named", "confidential"):
        file = factories.evidence(citizen_hash(lan))
        sent = body(identity=identity, evidence=[str(file.pk)])
        statuses.append(post(as_lan, sent).status_code)
    assert statuses == [201, 201, 422]
    assert post(as_hung, body()).status_code == 201


def test_an_address_without_a_session_has_a_bound_of_its_own(anyone, as_lan, now, settings):
    settings.REPORTS_PER_DAY_OF_ADDRESS = 1
    assert post(anyone, body(**_with_ticket())).status_code == 201
    refused = post(anyone, body(**_with_ticket()))
    assert (refused.status_code, refused.json()["code"]) == (422, "reports_too_many")
    assert post(as_lan, body()).status_code == 201
    now("2026-11-24 00:01")
    assert post(anyone, body(**_with_ticket())).status_code == 201


def test_sending_is_throttled(as_lan, now, settings):
    settings.THROTTLES = {**django_settings.THROTTLES, "report_write": 2}
    assert [post(as_lan, body()).status_code for _time in range(3)] == [201, 201, 429]
    assert as_lan.get(REPORTS).status_code == 200


# --- the list ------------------------------------------------------------------------------------


def test_nobody_lists_reports_of_others(as_lan, as_hung, anyone, now):
    post(as_lan, body())
    assert (as_lan.get(REPORTS).json()["count"], as_hung.get(REPORTS).json()["count"]) == (1, 0)
    assert anyone.get(REPORTS).status_code == 401


def test_the_list_costs_the_same_for_one_and_twenty(as_lan, lan, offices):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert as_lan.get(REPORTS).status_code == 200
        return len(captured)

    factories.report(offices, lan)
    queries()  # what is remembered from now on
    of_one = queries()
    for _number in range(19):
        factories.report(offices, lan)
    assert queries() == of_one


# --- looking up ----------------------------------------------------------------------------------


SECRET = "ABCD-EFGH-JKMN-PQRS"  # of the factory


@pytest.fixture
def sent(offices, now):
    """Return a report that somebody sent without a name."""
    return factories.report(offices)


def test_every_miss_gets_the_same_answer(sent, lan, offices, anyone, settings):
    settings.LOOKUP_ADDRESS_TRIES = 100
    named = factories.report(offices, lan)
    asked = [
        (sent.number, "ABCD-EFGH-JKMN-PQRT"),
        (sent.number, ""),
        ("PA26-ZZZZZZ", SECRET),
        (named.number, SECRET),
    ]
    answers = [post(anyone, {"number": n, "secret_code": s or "-"}, LOOKUP) for n, s in asked]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["code"] for answer in answers} == {"report_not_found"}
    assert len({repr({**answer.json(), "instance": ""}) for answer in answers}) == 1
    assert post(anyone, {"number": sent.number, "secret_code": SECRET}, LOOKUP).status_code == 200


def test_a_miss_does_the_work_of_a_hit(sent, anyone, settings, monkeypatch):
    compared = []
    monkeypatch.setattr(
        "reports.by_code.hmac.compare_digest", lambda a, b: compared.append((a, b)) or a == b
    )
    for number in (sent.number, "PA26-ZZZZZZ"):
        with CaptureQueriesContext(connection) as captured:
            post(anyone, {"number": number, "secret_code": "0000"}, LOOKUP)
        compared.append(len(captured))
    (first, queries, second, same) = compared
    assert (len(first[1]), len(second[1])) == (64, 64)
    assert queries == same


def test_guessing_codes_has_to_wait_longer_and_longer(sent, anyone):
    statuses = [
        post(anyone, {"number": sent.number, "secret_code": f"guess {n}"}, LOOKUP).status_code
        for n in range(6)
    ]
    assert statuses == [404] * 5 + [429]
    assert {one.subject for one in LookupTry.objects.all()} == {"report"}


def test_one_lookup_opens_one_report_for_half_an_hour(sent, offices, anyone, now):
    other = factories.report(offices)
    given = post(anyone, {"number": sent.number, "secret_code": SECRET}, LOOKUP).json()
    assert given["expires_at"] == "2026-11-23T02:30:00Z"
    bearer = Client(
        headers={"Accept": "application/json", "Authorization": f"Report {given['report_pass']}"}
    )
    assert bearer.get(f"{REPORTS}{sent.number}/").status_code == 200
    assert bearer.get(f"{REPORTS}{other.number}/").status_code == 404
    assert bearer.get(REPORTS).status_code == 401
    now("2026-11-23 09:31")
    ended = bearer.get(f"{REPORTS}{sent.number}/")
    assert (ended.status_code, ended.json()["code"]) == (401, "report_pass_ended")


@pytest.mark.parametrize("given", ["", "1", "1.x.y", "a b", "é", "x" * 200])
def test_a_forged_pass_opens_nothing(sent, given):
    bearer = Client(headers={"Accept": "application/json", "Authorization": f"Report {given}"})
    assert bearer.get(f"{REPORTS}{sent.number}/").status_code == 401


def test_a_secret_opens_no_report_that_has_a_seal(as_lan, lan, offices, anyone):
    """A report without a secret code has no hash that a code could match."""
    named = factories.report(offices, lan)
    assert named.secret_hash == ""
    for secret in ("-", "0" * 16, "0" * 60):
        asked = {"number": named.number, "secret_code": secret}
        assert post(anyone, asked, LOOKUP).status_code == 404


def test_an_old_report_is_still_mine(as_lan, lan, offices):
    factories.report(offices, lan, first_received_at=timezone.now() - timedelta(days=400))
    assert client_of(lan).get(REPORTS).json()["count"] == 1
