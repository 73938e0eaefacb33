"""The days on which much of the law changes at once: papers, slips and notices, with a moved clock.

What was promised before midnight holds after it; what is closed is taken again on its day.
"""

import re

import pytest
from django.test import Client
from django.utils import timezone

from citizens.models import NoticeTemplate, TemplateChannel
from dossiers.models import Dossier
from official_accounts.models import OaToken
from tests.citizens.factories import PHONE, client_of, oa_token
from tests.citizens.notices.conftest import (  # noqa: F401  # fixtures
    by_day,
    consenting_citizen,
    oa,
    person,
    work,
)
from tests.dossiers.admin.pages import ADD, CHANGE, LIST, VIEW, button, signed_in
from tests.dossiers.admin.test_receipts import SECRET
from tests.dossiers.factories import move, new_code, officer_of
from tests.for_each import for_each
from tests.offices import factories as offices
from tests.procedures.factories import fee, publish_procedure

pytestmark = pytest.mark.django_db
CLIFFS = [
    ("2026-12-31 15:30", "2027-01-01 08:00"),
    ("2027-02-28 15:30", "2027-03-01 08:00"),
    ("2027-03-01 15:30", "2027-03-02 08:00"),
]
PAPER = re.compile(r"<h1>.*</section>", re.DOTALL)  # without the moment of printing


@pytest.fixture
def counter(now, calendar):
    """Return the client of an officer, signed in anew at each cliff, and the procedure's limits."""
    officer = officer_of(offices.office("ca-xa-a"), VIEW, CHANGE, ADD)

    def publish(days, procedure=None, **values):
        limits = [{"value": days, "unit": "working_day"}]
        if procedure is None:
            return publish_procedure(id="a", name="Cấp hộ chiếu", time_limits=limits, **values)
        procedure.time_limits.update(value=days)
        return publish_procedure(procedure)

    return lambda: signed_in(officer), publish


def take_in(client, procedure, **typed):
    """Register a dossier at the counter, accepted now, and return the answer."""
    body = {
        "code": new_code(),
        "procedure": procedure.pk,
        "office": "ca-xa-a",
        "channel": "direct",
        "applicant_name": "Lê Văn Đạt",
        "phone": PHONE,
        "accepted_now": "on",
        "limit_value": "5",
        "limit_unit": "working_day",
        "slip": "on",
        **typed,
    }
    return client.post(f"{LIST}add/", body)


def slip_read(row, secret):
    """Return what the bearer of a slip reads, without what counts the days until then."""
    body = {"code": row.code, "slip_secret": secret}
    found = Client().post("/api/v1/dossiers/lookup/", body, content_type="application/json")
    assert found.status_code == 200
    read = found.json()["dossier"]
    return read["procedure"], read["due"]["due_on"], read["fee"], read["timeline"]


@for_each(("before", "after"), CLIFFS)
def test_a_receipt_says_the_same_on_both_sides(now, counter, before, after):
    sign_in, publish = counter
    now(before)
    procedure = publish(5, fee_status="confirmed", fees=[fee(100)])
    first = PAPER.search(take_in(sign_in(), procedure).content.decode())[0]
    secret = SECRET.search(first)[1]
    row = Dossier.objects.get()
    now(after)
    publish(9, procedure)
    again = PAPER.search(sign_in().get(button(row, "receipt")).content.decode())[0]
    due = f"{timezone.localtime(row.due_at):%d/%m/%Y}"
    for part in ("5 ngày làm việc", row.code, "Cấp hộ chiếu", due):
        assert (part in first, part in again) == (True, True), part
    assert secret not in again


@for_each(("before", "after"), CLIFFS)
def test_a_slip_is_read_the_same_on_both_sides(now, counter, before, after):
    sign_in, publish = counter
    now(before)
    procedure = publish(5, fee_status="confirmed", fees=[fee(100)])
    secret = SECRET.search(take_in(sign_in(), procedure).content.decode())[1]
    row = move(Dossier.objects.get(), "payment_required", fee=100_000)
    first = slip_read(row, secret)
    now(after)
    publish(9, procedure)
    assert slip_read(row, secret) == first
    assert first[2] == {"amount": 100_000, "currency": "VND"}


@pytest.mark.parametrize(("before", "after"), CLIFFS)  # each with tokens of its own at Zalo
def test_a_notice_written_before_is_sent_after_as_it_was_written(
    now,
    counter,
    oa,  # noqa: F811  # the fixture
    person,  # noqa: F811  # the fixture
    work,  # noqa: F811  # the fixture
    before,
    after,
):
    sign_in, publish = counter
    now(before)
    who = consenting_citizen(person)
    TemplateChannel.objects.update(parameters={"ma_ho_so": "code", "ngay_hen": "due_on"})
    oa.world.templates["dossier-update"] = {"ma_ho_so": 30, "ngay_hen": 20}
    procedure = publish(5)
    take_in(sign_in(), procedure)
    row = Dossier.objects.get()
    now(after)
    publish(9, procedure)
    NoticeTemplate.objects.update(text="Lời mới, luật mới: {code}.")
    OaToken.objects.all().delete()  # that of a month before is no longer good
    oa_token(oa.world.oa_pair())
    assert work() == 1
    due = f"{timezone.localtime(row.due_at):%d/%m/%Y}"
    (message,) = oa.world.messages
    assert message.body["template_data"] == {"ma_ho_so": row.code, "ngay_hen": due}
    (read,) = client_of(who).get("/api/v1/me/notices/").json()["results"]
    assert f"Ngày hẹn trả: {due}" in read["text"]
    assert "Lời mới" not in read["text"]


@pytest.mark.parametrize(
    ("first", "last", "moments"),
    [
        ("2026-07-01", "2027-02-28", ("2027-02-28 23:59:59", "2027-03-01 00:00:01")),
        ("2026-07-01", "2027-03-01", ("2027-03-01 23:59:59", "2027-03-02 00:00:01")),
        ("2027-01-01", None, ("2027-01-01 00:00:01", "2026-12-31 23:59:59")),
    ],
)
def test_the_counter_takes_a_closed_procedure_again_on_its_day(now, counter, first, last, moments):
    sign_in, publish = counter
    closure = {"closed_from": first, "closed_to": last, "closed_note": "Nghị quyết 22."}
    procedure = publish(5, **closure)
    for moment, taken in zip(moments, (False, True), strict=True):
        now(moment)
        answer = take_in(sign_in(), procedure)
        assert ("Thủ tục không nhận hồ sơ nộp ngày" in answer.content.decode()) != taken
        assert Dossier.objects.count() == taken
