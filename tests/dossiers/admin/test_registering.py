"""What the page of a new dossier asks for while one types, and what registering answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dossiers.admin.procedure_search import NOT_HERE
from dossiers.models import Dossier
from tests.dossiers.admin.pages import VIEW, signed_in
from tests.dossiers.admin.test_applicant_forms import register
from tests.dossiers.admin.test_receipts import SECRET
from tests.dossiers.factories import dossier, officer_of
from tests.offices import factories as offices
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


def test_a_closed_procedure_is_said_to_be_closed_while_one_types(as_officer):
    chosen = procedure(3, closed_from="2026-11-01", closed_note="Nghị quyết 22 dừng.")
    said = "không nhận hồ sơ nộp ngày 23/11/2026. Không còn nhận hồ sơ từ 01/11/2026. Nghị quyết"
    assert said in due(as_officer, chosen)
    assert "27/11/2026" in due(as_officer, chosen, submitted_at="08:00 30/10/2026")


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


@pytest.fixture
def of_the_province(row):
    """Publish a procedure that communes do not receive."""
    return procedure(8, id="ho-chieu", short_name="A: làm hộ chiếu", levels=["tinh"])


def test_what_the_office_has_most_of_comes_first_and_what_it_does_not_receive_last(
    row, as_officer, of_the_province
):
    rare, usual = (procedure(3, id=key, short_name=f"B: hộ chiếu {key}") for key in ("it", "nhieu"))
    dossier(office=row.office, procedure=usual)
    dossier(office=row.office, procedure=usual)
    dossier(office=row.office, procedure=rare)
    answer = as_officer.get(PROCEDURES, {"term": "ho chieu"}).json()["results"]
    assert [one["id"] for one in answer] == [usual.pk, rare.pk, of_the_province.pk]
    assert [NOT_HERE in one["text"] for one in answer] == [False, False, True]
    assert found(as_officer, "")[0] == usual.pk


def test_an_office_of_others_proposes_nothing(row, as_officer, of_the_province):
    other = offices.office("ca-xa-b")
    dossier(office=other, procedure=of_the_province)
    answer = as_officer.get(PROCEDURES, {"term": "ho chieu", "office": other.pk}).json()
    assert NOT_HERE not in answer["results"][0]["text"]


def test_a_procedure_of_another_level_is_warned_about_and_registered_only_on_purpose(
    row, as_officer, of_the_province
):
    warned = due(as_officer, of_the_province, office=row.office_id)
    assert "không nộp ở công an cấp xã" in warned
    assert 'name="still"' in warned
    refused = register(as_officer, row, procedure=of_the_province.pk)
    assert "không nộp ở công an cấp xã" in refused.content.decode()
    assert Dossier.objects.count() == 1
    assert register(as_officer, row, procedure=of_the_province.pk, still="on").status_code == 302
    assert Dossier.objects.order_by("pk").last().procedure_id == of_the_province.pk


def test_what_the_office_receives_is_not_warned_about(row, as_officer):
    assert 'name="still"' not in due(as_officer, procedure(3), office=row.office_id)


def test_the_check_list_follows_the_procedure(as_officer):
    papers = [{"name": "Tờ khai", "original_count": 1}, {"name": "Ảnh", "copy_count": 2}]
    shown = due(as_officer, procedure(3, documents=papers))
    assert 'name="paper-1" value="Ảnh"' in shown
    assert 'name="copies-1" value="2"' in shown


def test_who_may_not_register_asks_nothing(row):
    reader = signed_in(officer_of(row.office, VIEW))
    assert [reader.get(address).status_code for address in (DUE, PROCEDURES)] == [403, 403]
