"""The edit page: opening, saving, refusals and records."""

from datetime import timedelta
from functools import cache

import pytest
from django.urls import reverse
from django.utils import timezone

from procedures.admin.part_inlines import MAX_ROWS
from procedures.drafts.draft_format import draft_of
from procedures.models import DraftEdit, Procedure, RequiredDocument
from procedures.querysets import with_parts
from tests.for_each import for_each
from tests.procedures.admin.browser import add_row, fields_of
from tests.procedures.conftest import ALL_PARTS
from tests.procedures.factories import fee, make_field, make_procedure, publish_procedure

RICH = {
    "former_codes": ["1.000001", "2.000002"],
    "levels": ["xa", "tinh"],
    "applicant_types": ["foreigner", "citizen"],
    "keywords": ["làm lại", "mất thẻ"],
    "cases": ["Cấp lần đầu", "Cấp lại"],
    "documents": [
        {"name": "Tờ khai\nhai dòng", "original_count": 1, "form_code": "TK01"},
        {
            "name": "Đơn báo mất",
            "case": "Cấp lại",
            "requirement": "conditional",
            "condition": "Khi bị mất",
        },
    ],
    "steps": [{"title": "Nộp", "detail": "Dòng một\nDòng hai", "case": "Cấp lần đầu"}],
    "channels": [
        {"kind": "direct", "time_relation": "alternatives"},
        {"kind": "online", "time_relation": "alternatives"},
    ],
    "time_limits": [
        {"value": 7, "unit": "working_day"},
        {"value": 0.5, "unit": "day", "condition": "Ưu tiên"},
    ],
    "fee_status": "confirmed",
    "fees": [
        fee(140000),
        fee(12.5, currency="USD", channel="online"),
    ],
    "forms": [{"form": "tk01", "condition": "Từ 14 tuổi", "copies": 2, "filled_online": True}],
    "legal_basis": [
        {
            "number": "1/2026/TT-BCA",
            "title": "Thông tư",
            "issued_date": "2026-01-02",
            "expired_on": "2026-10-01",
        }
    ],
    "public_doubt": "Ông/bà hỏi trước.",
    "doubts": ["Chưa rõ mức thu ở xã."],
    "effective_from": "2026-03-04",
    "effective_to": "2027-03-04",
    "same_day_cutoff": True,
}
ROWS = [
    "cases",
    "documents",
    "steps",
    "channels",
    "time_limits",
    "fees",
    "forms",
    "legal_basis",
    "next_procedures",
    "sources",
]


@pytest.fixture
def send(editor, client, page):
    """Return a function that changes fields of the page of one procedure and saves them.

    The page is opened once for each set of parts, and is not to be changed by what is sent.
    """
    procedure = make_procedure(**RICH)
    opened = cache(lambda *parts: fields_of(page(procedure, part=parts), "procedure_form"))

    def post(**values):
        parts = sorted({name.partition("-")[0] for name in values if "-" in name})
        return client.post(page.address(procedure), opened(*parts) | values)

    post.procedure = procedure
    return post


def draft(procedure):
    return draft_of(with_parts(Procedure.objects.filter(pk=procedure.pk)).get())


def test_saving_an_untouched_page_changes_nothing(editor, save):
    procedure = publish_procedure(**RICH)
    before = draft(procedure)
    for opened in (set(), ALL_PARTS):
        assert save(procedure, parts=opened).status_code == 302
        assert draft(procedure) == before
    assert DraftEdit.objects.filter(procedure=procedure).count() == 1


def test_an_edit_is_saved_and_recorded_with_its_officer(editor, save, client):
    procedure = publish_procedure(**RICH)
    save(procedure, short_name="Cấp lại thẻ", levels=["xa"], keywords="bị mất thẻ\r\nrơi thẻ\r\n")
    edit = DraftEdit.objects.filter(procedure=procedure).latest("pk")
    assert (edit.saved_by, edit.draft["short_name"], edit.draft["levels"]) == (
        editor,
        "Cấp lại thẻ",
        ["xa"],
    )
    assert edit.draft["keywords"] == ["bị mất thẻ", "rơi thẻ"]
    assert (
        procedure.pk
        in client.get(
            reverse("admin:procedures_procedure_changelist"), {"q": "roi the"}
        ).content.decode()
    )


def test_a_next_procedure_is_linked_once_and_never_to_itself(editor, save):
    other, procedure = make_procedure(), make_procedure()

    def link(*targets):
        def change(data):
            for target in targets:
                add_row(data, "next_procedures", target=target.pk, sentence="Rồi làm thẻ mới.")

        return change

    assert save(procedure, link(other)).status_code == 302
    linked = [{"target": other.pk, "sentence": "Rồi làm thẻ mới."}]
    assert draft(procedure)["next_procedures"] == linked
    assert save(procedure).status_code == 302
    assert "một thủ tục khác" in save(procedure, link(procedure)).content.decode()
    assert save(procedure, link(other)).status_code == 200
    assert draft(procedure)["next_procedures"] == linked


def test_part_rows_are_added_changed_and_deleted(editor, save):
    procedure = make_procedure(**RICH)

    def change(data):
        add_row(
            data,
            "documents",
            name="Ảnh 3x4",
            original_count="2",
            copy_count="0",
            requirement="required",
            case="",
        )
        data["fees-0-amount"] = "150000"
        data["forms-0-DELETE"] = "on"

    assert save(procedure, change).status_code == 302
    saved = draft(procedure)
    assert [row["name"] for row in saved["documents"]] == [
        "Tờ khai\nhai dòng",
        "Đơn báo mất",
        "Ảnh 3x4",
    ]
    assert (saved["fees"][0]["amount"], saved["forms"]) == (150000, [])


def test_dates_are_read_day_first(editor, save):
    procedure = make_procedure()
    save(procedure, as_of="03/04/2026")
    assert draft(procedure)["as_of"] == "2026-04-03"


def test_a_new_procedure_gets_an_id_from_its_code(editor, client):
    make_field()
    address = reverse("admin:procedures_procedure_add")
    data = fields_of(client.get(address), "procedure_form")
    data |= {
        "name": "Thủ tục mới",
        "short_name": "Mới",
        "code": "1.009999",
        "field": "cutru",
        "as_of": "01/11/2026",
    }
    assert client.post(address, data).status_code == 302
    procedure = Procedure.objects.get()
    assert (procedure.pk, procedure.state, procedure.folded.startswith("tthc-1-009999")) == (
        "tthc-1-009999",
        "draft",
        True,
    )
    assert DraftEdit.objects.get().saved_by == editor


def test_ids_made_from_names_are_unique(editor, client):
    make_procedure(id="dang-ky", code="")
    address = reverse("admin:procedures_procedure_add")
    data = fields_of(client.get(address), "procedure_form")
    client.post(
        address,
        data
        | {"name": "Đăng ký", "short_name": "Đăng ký", "field": "cutru", "as_of": "01/11/2026"},
    )
    assert Procedure.objects.filter(pk="dang-ky-2").exists()


def test_only_cases_of_the_procedure_are_offered(editor, page):
    make_procedure(cases=["Của thủ tục khác"])
    html = page(make_procedure(**RICH), part="documents").content.decode()
    assert "Cấp lần đầu" in html
    assert "Của thủ tục khác" not in html


def test_a_case_of_another_procedure_is_refused(editor, save):
    other = make_procedure(cases=["Của thủ tục khác"])
    procedure = make_procedure(**RICH)
    response = save(procedure, **{"documents-0-case": str(other.cases.get().pk)})
    assert response.status_code == 200
    assert "đang bị xoá hoặc không còn" in response.content.decode()


def test_deleting_a_case_keeps_its_rows(editor, save):
    procedure = make_procedure(**RICH)

    def delete_case(data):
        data["cases-1-DELETE"] = "on"

    before = draft(procedure)
    assert save(procedure, delete_case).status_code == 200
    assert draft(procedure) == before

    def delete_case_and_free_row(data):
        delete_case(data)
        data["documents-1-case"] = ""

    assert save(procedure, delete_case_and_free_row).status_code == 302
    assert draft(procedure)["cases"] == ["Cấp lần đầu"]
    assert RequiredDocument.objects.filter(procedure=procedure).count() == 2


def test_another_officers_edit_is_not_overwritten(editor, save, client, page):
    procedure = make_procedure(**RICH)
    late = fields_of(page(procedure), "procedure_form")
    save(procedure, short_name="Bản của người khác")
    response = client.post(page.address(procedure), late | {"short_name": "Bản đến sau"})
    assert "sau khi đồng chí mở trang" in response.content.decode()
    assert draft(procedure)["short_name"] == "Bản của người khác"


@for_each(
    ("field", "value", "message"),
    [
        ("code", "12345", "Mã thủ tục phải có dạng 1.001456."),
        ("former_codes", "abc", "Mã thủ tục phải có dạng 1.001456."),
        ("levels", ["huyen"], "huyen"),
        ("effective_to", "01/01/2020", "Ngày hết hiệu lực không được trước ngày có hiệu lực."),
        ("fees-0-amount", "-5", "0"),
        ("sources-0-url", "javascript:alert(1)", "http"),
        ("forms-0-form", "khong-co", "form"),
        ("forms-0-copies", "0", "1"),
        ("documents-1-condition", "", "Giấy tờ theo trường hợp phải nêu điều kiện."),
        ("channels-1-kind", "direct", "Cách thức"),
        ("as_of", "32/13/2026", "ngày"),
        ("superseded_by", "khong-co", "superseded_by"),
    ],
)
def test_invalid_values_are_refused_by_name(send, field, value, message):
    before = draft(send.procedure)
    response = send(**{field: value})
    assert response.status_code == 200
    assert message in response.content.decode()
    assert draft(send.procedure) == before


def test_circular_successors_are_refused(editor, save):
    first = make_procedure()
    second = make_procedure(superseded_by=first)
    assert "dẫn vòng trở lại" in save(first, superseded_by=second.pk).content.decode()
    assert "dẫn vòng trở lại" in save(first, superseded_by=first.pk).content.decode()


def test_a_draft_that_breaks_rules_is_saved_with_a_warning(editor, save, page):
    procedure = make_procedure(**RICH)
    assert save(procedure, implementing_agency="").status_code == 302
    html = page(procedure).content.decode()
    assert "Chưa công bố được: 1 điểm" in html
    assert "Cơ quan thực hiện: Cần ghi cơ quan thực hiện." in html


def test_the_notice_shows_state_doubts_and_sources(editor, page, save):
    procedure = publish_procedure(**RICH)
    html = page(procedure).content.decode()
    assert all(
        text in html
        for text in (
            "Chưa rõ mức thu ở xã.",
            "Phí: Đã xác định",
            "Đang công bố",
            "Cổng Dịch vụ công quốc gia",
        )
    )
    assert "Bản nháp khác bản công bố" not in html
    save(procedure, short_name="Khác")
    assert "Bản nháp khác bản công bố: 1 chỗ" in page(procedure).content.decode()


def test_many_rows_cost_no_extra_queries(editor, page, django_assert_max_num_queries):
    few = make_procedure(**RICH)
    many = make_procedure(
        **RICH
        | {"code": "1.000777", "documents": RICH["documents"] * 10, "steps": RICH["steps"] * 20}
    )
    page(few)
    with django_assert_max_num_queries(60) as captured:
        page(few)
    with django_assert_max_num_queries(len(captured)):
        page(many)


def test_procedures_cannot_be_deleted(editor, sign_in, client, page):
    sign_in(username="quan.tri", superuser=True)
    for procedure in (make_procedure(), publish_procedure()):
        assert client.post(page.address(procedure, "delete"), {"post": "yes"}).status_code == 403
    assert Procedure.objects.count() == 2


def test_the_edit_page_of_an_unknown_procedure_redirects(editor, client):
    assert client.get("/quan-tri/procedures/procedure/khong-co/change/").status_code == 302


TYPED = [
    "name",
    "short_name",
    "keywords",
    "documents-0-name",
    "steps-0-detail",
    "fees-0-amount",
    "fees-0-unit",
    "as_of",
    "row_version",
]


@for_each(
    "value", ["\ud7ff\ufffe", "x" * 20_000, "<script>alert(1)</script>", "\u200b", "1e999", "NaN"]
)
def test_garbage_does_not_break_the_page(send, value):
    response = send(levels=[value], **dict.fromkeys(TYPED, value))
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()


@for_each(
    "name",
    ["name", "keywords", "superseded_by", "field", "fees-0-amount", "documents-0-case", "them"],
)
def test_a_nul_in_any_field_is_refused(send, name):
    before = draft(send.procedure)
    response = send(**{name: "a\0b"})
    assert response.status_code == 400
    assert "Ký tự không hợp lệ" in response.content.decode()
    assert draft(send.procedure) == before


@for_each(
    ("name", "value"),
    [("TOTAL_FORMS", "abc"), ("INITIAL_FORMS", "99"), ("0-id", "999999"), ("0-id", "x")],
)
def test_broken_rows_do_not_break_the_page(send, name, value):
    before = draft(send.procedure)
    response = send(**{f"{prefix}-{name}": value for prefix in ROWS})
    assert response.status_code in {200, 302}
    assert draft(send.procedure) == before


def test_the_number_of_rows_is_limited(editor, save):
    response = save(make_procedure(), **{"cases-TOTAL_FORMS": "5000"})
    assert len(response.context_data["inline_admin_formsets"][0].formset.forms) == MAX_ROWS


def test_only_edits_change_the_time_of_the_last_edit(editor, save):
    procedure = publish_procedure(**RICH)
    Procedure.objects.filter(pk=procedure.pk).update(edited_at=timezone.now() - timedelta(days=1))
    save(procedure, short_name="Mới sửa")
    assert Procedure.objects.get(pk=procedure.pk).edited_at > timezone.now() - timedelta(minutes=1)
