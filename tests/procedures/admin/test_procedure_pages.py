"""Pages besides the form: preview, publish, withdraw and confirm.

Each shows the effect, asks for confirmation, and acts through `actions`.
"""

import pytest
from django.utils import timezone

from procedures.choices import State, Trust
from procedures.models import Procedure, ProcedureVersion
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import make_procedure, publish_procedure, withdraw_procedure


def text(response):
    return response.content.decode()


def messages(response):
    return [str(message) for message in response.wsgi_request._messages]


@pytest.fixture
def changed(editor, save):
    procedure = publish_procedure(short_name="Tên đã công bố")
    save(procedure, short_name="Tên mới chưa công bố")
    return procedure


def test_the_preview_looks_like_the_citizens_page(editor, page):
    procedure = make_procedure(
        short_name="Cấp lại thẻ",
        cases=["Bị mất"],
        documents=[
            {"name": "Tờ khai", "original_count": 2},
            {"name": "Đơn báo mất", "case": "Bị mất"},
        ],
        fee_status="unverified",
        fees=[{"amount": 50000, "unit": "thẻ"}],
        public_doubt="Ông/bà hỏi trước.",
        doubts=["Mức thu chưa rõ."],
        next_procedures=[{"target": publish_procedure().pk, "sentence": "Rồi làm thẻ mới."}],
    )
    html = text(page(procedure, "preview"))
    shown = [
        "Cần mang theo",
        "Tờ khai",
        "2 bản chính",
        "Trường hợp: Bị mất",
        "Đơn báo mất",
        "Công an cấp xã",
        "7 ngày làm việc",
    ]
    shown += [
        "Chưa xác minh",
        "50.000 đồng/thẻ",
        "Nộp hồ sơ",
        "Ông/bà hỏi trước.",
        "Rồi làm thẻ mới.",
        "Cổng Dịch vụ công quốc gia",
        "Chưa công bố lần nào",
    ]
    assert [words for words in shown if words not in html] == []
    assert "Mức thu chưa rõ." not in html


@pytest.mark.parametrize("name", ["preview", "publish"])
def test_internal_words_in_public_texts_are_shown_before_publishing(editor, page, name):
    procedure = make_procedure(steps=[{"title": "Nộp"}, {"title": "Chờ", "detail": "Xem..."}])
    html = text(page(procedure, name))
    assert "Lời văn cho người dân cần xem lại" in html
    assert "Trình tự thực hiện · dòng 2 · Nội dung: «...» bị cắt giữa chừng." in html
    assert "Lời văn" not in text(page(make_procedure(), name))


def test_the_preview_shows_differences_from_the_published_version(changed, page):
    html = text(page(changed, "preview"))
    assert "Tên <del>đã</del> công bố" in html
    assert "Tên <ins>mới chưa</ins> công bố" in html


def test_publishing_shows_the_differences_and_asks_why(changed, page, decide, editor):
    html = text(page(changed, "publish"))
    assert "Thay đổi so với phiên bản 1" in html
    assert "Tên <del>đã</del> công bố" in html
    response = decide(changed, "publish", reason="Theo Quyết định\r\n1/QĐ-BCA")
    assert response.status_code == 302
    assert messages(response) == ["Đã công bố phiên bản 2. Người dân sẽ thấy trong vài giây."]
    version = ProcedureVersion.objects.get(procedure=changed, number=2)
    assert (version.published_by, version.reason) == (editor, "Theo Quyết định 1/QĐ-BCA")
    assert "Tên mới chưa công bố" in version.document


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_publishing_needs_a_reason(changed, decide, reason):
    assert decide(changed, "publish", reason=reason).status_code == 200
    assert changed.versions.count() == 1


def test_opening_a_page_publishes_nothing(changed, page):
    for name in ("preview", "publish", "withdraw", "confirm", "history"):
        assert page(changed, name).status_code == 200
    assert changed.versions.count() == 1


def test_a_draft_that_breaks_rules_is_not_published(editor, page, client):
    procedure = make_procedure(implementing_agency="")
    response = page(procedure, "publish")
    assert "Cần ghi cơ quan thực hiện." in text(response)
    assert 'name="reason"' not in text(response)
    answer = client.post(
        page.address(procedure, "publish"),
        {"reason": "Cố công bố", "seen": response.context_data["review"].fingerprint},
    )
    assert answer.status_code == 200
    assert "Cần ghi cơ quan thực hiện." in text(answer)
    assert not procedure.versions.exists()


def test_a_draft_changed_meanwhile_is_not_published(changed, page, save, client):
    looked_at = fields_of(page(changed, "publish"))
    save(changed, short_name="Sửa thêm")
    response = client.post(page.address(changed, "publish"), looked_at | {"reason": "Công bố"})
    assert "Bản nháp vừa được sửa sau khi đồng chí mở trang này." in text(response)
    assert changed.versions.count() == 1
    again = client.post(
        page.address(changed, "publish"), fields_of(response) | {"reason": "Công bố"}
    )
    assert again.status_code == 302
    assert changed.versions.count() == 2


def test_an_unchanged_draft_is_not_published(editor, page):
    html = text(page(publish_procedure(), "publish"))
    assert "Không có gì để công bố." in html
    assert 'name="reason"' not in html


def test_withdrawing_sets_the_successor(editor, decide, page):
    old, new = publish_procedure(), publish_procedure(short_name="Thủ tục thay thế")
    response = decide(old, "withdraw", reason="Đã bãi bỏ", successor=new.pk)
    assert response.status_code == 302
    old.refresh_from_db()
    assert (old.state, old.superseded_by) == (State.WITHDRAWN, new)
    assert old.versions.first().reason == "Đã bãi bỏ"
    assert "không đang được công bố" in text(page(old, "withdraw"))
    assert "/go/" not in text(page(old))


@pytest.mark.parametrize("successor", ["khong-co", "x" * 500])
def test_an_unknown_successor_is_refused(editor, decide, successor):
    procedure = publish_procedure()
    assert decide(procedure, "withdraw", reason="Bãi bỏ", successor=successor).status_code == 200
    procedure.refresh_from_db()
    assert procedure.state == State.PUBLISHED


def test_a_circular_successor_is_refused_with_a_message(editor, decide):
    first = publish_procedure()
    second = publish_procedure(superseded_by=first)
    response = decide(first, "withdraw", reason="Bãi bỏ", successor=second.pk)
    assert "dẫn vòng trở lại" in text(response)
    first.refresh_from_db()
    assert first.state == State.PUBLISHED


@pytest.mark.parametrize("make", [make_procedure, withdraw_procedure])
def test_unpublished_procedures_cannot_be_withdrawn(editor, page, client, make):
    procedure = make()
    seen = page(procedure, "withdraw").context_data["review"].fingerprint
    assert (
        client.post(page.address(procedure, "withdraw"), {"reason": "Gỡ", "seen": seen}).status_code
        == 200
    )
    assert not procedure.versions.filter(number=3).exists()
    assert Procedure.objects.get(pk=procedure.pk).state == procedure.state


def test_confirming_sets_the_date_and_is_recorded(editor, decide, page):
    procedure = publish_procedure(
        trust="needs_recheck", as_of="2025-01-01", doubts=["Còn một điểm"]
    )
    assert "Còn một điểm" in text(page(procedure, "confirm"))
    assert decide(procedure, "confirm").status_code == 302
    procedure.refresh_from_db()
    assert (procedure.trust, procedure.as_of) == (Trust.CURRENT, timezone.localdate())
    assert procedure.edits.first().saved_by == editor
    assert procedure.versions.count() == 1


@pytest.mark.parametrize("name", ["preview", "publish", "withdraw", "confirm", "history"])
def test_pages_of_unknown_procedures_are_not_found(editor, client, settings, name):
    paths = {
        "preview": "xem-truoc",
        "publish": "cong-bo",
        "withdraw": "go",
        "confirm": "con-dung",
        "history": "history",
    }
    response = client.get(f"/quan-tri/procedures/procedure/khong-co/{paths[name]}/")
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["publish", "withdraw", "confirm"])
def test_decisions_need_a_csrf_token(editor, changed, page, name):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(page.address(changed, name), {"reason": "x"}).status_code == 403
