"""What the page of a new dossier asks for while one types, and what registering answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dossiers.models import Dossier
from tests.dossiers.admin.pages import VIEW, signed_in
from tests.dossiers.admin.test_applicant_forms import register
from tests.dossiers.admin.test_receipts import SECRET
from tests.dossiers.factories import officer_of
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
DUE, PROCEDURES = (
    reverse("admin:dossiers_dossier_due"),
    reverse("admin:dossiers_dossier_procedures"),
)


def procedure(*limits, **values):
    """Publish a procedure with these limits in working days; of two an officer chooses one."""
    return publish_procedure(
        time_limits=[{"value": value, "unit": "working_day"} for value in limits],
        channels=[
            {"kind": "direct", "time_relation": "single" if len(limits) < 2 else "alternatives"}
        ],
        **values,
    )


def due(client, chosen, **typed):
    """Return what the page is told when a procedure was just chosen; it is 23/11/2026."""
    typed = {"procedure": chosen.pk, "channel": "direct", "accepted_now": "on", **typed}
    return client.get(DUE, typed).content.decode()


def found(client, term):
    return [row["id"] for row in client.get(PROCEDURES, {"term": term}).json()["results"]]


def test_a_procedure_is_found_by_its_words_without_marks(as_officer):
    wanted = procedure(3, id="thuong-tru", name="Đăng ký thường trú", short_name="Thường trú")
    procedure(3, id="ho-chieu", name="Cấp hộ chiếu", short_name="Hộ chiếu")
    assert found(as_officer, "thuong tru") == [wanted.pk]


def test_the_limit_of_the_procedure_is_filled_in_and_the_due_date_shown(as_officer):
    shown = due(as_officer, procedure(3))
    assert 'name="limit_value" value="3"' in shown
    assert "thứ Sáu, 27/11/2026" in shown  # the 24th is a holiday


def test_the_due_date_follows_what_is_typed_over_the_limit(as_officer):
    chosen = procedure(3)
    typed = {"limit_for": f"{chosen.pk}|direct", "limit_value": "1", "limit_unit": "working_day"}
    shown = due(as_officer, chosen, accepted_now="", accepted_at="08:00 20/11/2026", **typed)
    assert "thứ Hai, 23/11/2026" in shown
    assert 'name="limit_value"' not in shown  # what one types is left alone


def test_what_keeps_the_due_date_from_being_known_is_said(as_officer):
    assert "Thủ tục có 2 thời hạn" in due(as_officer, procedure(3, 5))
    assert "Chưa tiếp nhận" in due(as_officer, procedure(3), accepted_now="")
    assert "Chọn thủ tục" in as_officer.get(DUE, {"procedure": "khong-co"}).content.decode()
    typed = {"limit_value": "3000", "limit_unit": "working_day"}
    chosen = procedure(3)
    far = due(as_officer, chosen, limit_for=f"{chosen.pk}|direct", **typed)
    assert "chưa có ngày nghỉ Tết" in far


def test_the_page_holds_no_list_of_procedures(as_officer):
    address = reverse("admin:dossiers_dossier_add")

    def asked():
        with CaptureQueriesContext(connection) as captured:
            shown = as_officer.get(address).content.decode()
        return len(captured), shown.count("Thường trú")

    as_officer.get(address)  # what a process reads once
    one = asked()
    for number in range(5):
        procedure(3, id=f"p{number}", short_name=f"Thường trú {number}")
    assert asked() == one == (one[0], 0)


def test_registering_with_a_receipt_answers_with_its_secret(row, as_officer):
    answer = register(as_officer, row, slip="on")
    assert answer.status_code == 200
    made = Dossier.objects.order_by("pk").last()
    assert made.slip_hash
    assert SECRET.search(answer.content.decode())


def test_a_typed_moment_of_acceptance_goes_before_just_now(row, as_officer):
    register(as_officer, row, accepted_now="on", accepted_at="08:00 20/11/2026")
    made = Dossier.objects.order_by("pk").last()
    assert f"{made.accepted_at:%d/%m/%Y}" == "20/11/2026"


def test_the_procedures_own_limit_keeps_its_cut_off(as_officer, row):
    chosen = procedure(0, same_day_cutoff=True)
    typed = {"limit_value": "0", "accepted_at": "", "accepted_now": "on"}
    register(as_officer, row, procedure=chosen.pk, **typed)
    made = Dossier.objects.order_by("pk").last()
    assert (made.limit_value, made.same_day_cutoff) == (0, True)


def test_who_may_not_register_asks_nothing(row):
    reader = signed_in(officer_of(row.office, VIEW))
    assert [reader.get(address).status_code for address in (DUE, PROCEDURES)] == [403, 403]
