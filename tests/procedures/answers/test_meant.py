"""Which sentence, and which procedure, a card may answer with: deadlines, persons, losses."""

import pytest

from tests.procedures.answers.test_views import ask, texts
from tests.procedures.factories import publish_procedure

__all__ = ["ask"]
pytestmark = pytest.mark.django_db

DEADLINE = "Trình báo trong 02 ngày làm việc kể từ khi phát hiện mất."
REPORT = {"short_name": "Báo mất hộ chiếu", "keywords": ["trình báo mất hộ chiếu"]}


def _report(**values):
    publish_procedure(id="bao-mat", **{**REPORT, **values})


@pytest.mark.parametrize(
    "q",
    [
        "mất hộ chiếu trong mấy ngày phải báo",
        "thời hạn để trình báo mất hộ chiếu là bao lâu",
        "mat ho chieu sau bao nhieu ngay phai trinh bao",
    ],
)
def test_a_deadline_is_answered_by_its_sentence(ask, q):
    _report(conditions=["Nêu rõ lý do.", DEADLINE])
    card = ask(q)
    assert (card["kind"], texts(card)) == ("answer", [DEADLINE])


def test_a_deadline_is_never_answered_by_the_days_of_solving(ask):
    _report(conditions=["Nêu rõ lý do."])
    card = ask("mất hộ chiếu trong mấy ngày phải báo")
    labels = [one["label"] for one in card["choices"]]
    assert (card["kind"], labels) == ("ask", ["Điều kiện, nói chung"])


def test_a_deadline_for_children_is_none_for_others(ask):
    publish_procedure(
        id="thuong-tru",
        short_name="Đăng ký thường trú",
        conditions=["Trẻ sau khi khai sinh phải đăng ký trong 60 ngày."],
    )
    assert ask("trẻ mới đẻ phải đăng ký thường trú trong bao nhiêu ngày")["kind"] == "answer"
    assert ask("bộ đội về phải đăng ký thường trú trong mấy ngày")["kind"] == "ask"


def test_what_the_police_have_to_do_in_time_is_no_deadline(ask):
    _report(
        conditions=["Nêu rõ lý do."],
        steps=[{"title": "Xử lý", "detail": "Chuyển đơn trong 01 ngày kể từ khi nhận."}],
    )
    assert ask("mất hộ chiếu trong mấy ngày phải báo")["kind"] == "ask"


def test_a_sentence_about_children_tells_nothing_about_others(ask):
    publish_procedure(
        id="tam-vang",
        short_name="Khai báo tạm vắng",
        conditions=["Người chưa thành niên do cha, mẹ khai."],
    )
    assert ask("khai báo tạm vắng cho con 15 tuổi thì ai khai")["kind"] == "answer"
    assert ask("khai báo tạm vắng cho bà cụ thì ai khai")["kind"] == "ask"


def test_a_paper_is_no_answer_to_who_may_go(ask):
    publish_procedure(
        id="dinh-danh",
        short_name="Đăng ký định danh điện tử",
        documents=[{"name": "Giấy tờ chứng minh người đại diện hợp pháp"}],
        conditions=["Có SIM chính chủ."],
    )
    card = ask("con 10 tuổi đăng ký định danh điện tử, bố đi một mình có được không")
    assert card["kind"] == "ask"


def test_classes_of_applicants_do_not_tell_whether_somebody_else_may_go(ask):
    publish_procedure(
        id="cat-khau", short_name="Xóa đăng ký thường trú", applicants=["Công dân Việt Nam"]
    )
    card = ask("con dâu đi xóa đăng ký thường trú cho mẹ chồng được không")
    assert card["kind"] == "ask"


def test_what_is_found_again_is_not_reported_lost(ask):
    _report(conditions=["Nêu rõ lý do."])
    publish_procedure(
        id="khoi-phuc",
        short_name="Khôi phục hộ chiếu đã báo mất rồi tìm lại được",
        documents=[{"name": "Tờ khai đề nghị khôi phục"}],
    )
    card = ask("hộ chiếu báo mất rồi giờ kiếm ra, khôi phục cần giấy tờ gì")
    assert (card["procedure"], texts(card)) == ("khoi-phuc", ["Tờ khai đề nghị khôi phục"])


def test_what_was_lost_is_not_given_for_the_first_time(ask):
    publish_procedure(id="moi", short_name="Cấp mới giấy chứng nhận an ninh, trật tự")
    assert ask("cấp mới giấy chứng nhận an ninh trật tự cần giấy gì")["kind"] != "none"
    assert ask("mất giấy chứng nhận an ninh trật tự, cấp lại cần giấy gì")["kind"] == "none"


def test_without_a_form_the_papers_are_offered(ask):
    publish_procedure(
        id="to-cao", short_name="Tố cáo cán bộ Công an", documents=[{"name": "Đơn tố cáo"}]
    )
    card = ask("đơn tố cáo cán bộ công an viết theo mẫu nào")
    assert [one["label"] for one in card["choices"]] == ["Giấy tờ, nói chung"]
    assert texts(ask(card["choices"][0]["q"])) == ["Đơn tố cáo"]


def test_how_it_was_broken_is_no_matter_of_others(ask):
    publish_procedure(
        id="ho-chieu", short_name="Cấp hộ chiếu phổ thông", documents=[{"name": "Tờ khai"}]
    )
    card = ask("hộ chiếu bị con chó nhai rách một góc, cấp hộ chiếu cuốn mới cần giấy gì")
    assert (card["kind"], texts(card)) == ("answer", ["Tờ khai"])
