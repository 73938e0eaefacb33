"""What public texts must not contain."""

import pytest

from procedures.publishing.public_texts import faults_of, public_text_problems
from tests.for_each import for_each


@for_each(
    ("text", "found"),
    [
        ("Theo quyết định (repo a/b)", "«repo» là ghi chú"),
        ("Xem https://github.com/a/b", "«github» là ghi chú"),
        ("Mức gốc 30.000 đồng", "«Mức gốc» là ghi chú"),
        ("Ô tô con (nguồn thứ cấp)", "«nguồn thứ cấp» là ghi chú"),
        ("Cổng Dịch vụ công quốc gia (bản thu thập)", "«bản thu thập» là ghi chú"),
        ("Nguồn chưa nêu lý do; đơn vị cần bổ sung.", "«Nguồn chưa» là ghi chú"),
        ("Lý do đơn vị cần bổ sung", "«đơn vị cần bổ sung» là ghi chú"),
        ("Bãi bỏ 33 thủ tục; chưa đối chiếu được từng mã.", "«chưa đối chiếu» là ghi chú"),
        ("Biểu mẫu cần đối chiếu với thông tư mới", "«cần đối chiếu» là ghi chú"),
        ("Công an Phú Thọ 07/2026; cổng quốc gia ghi 05 ngày", "«Công an Phú Thọ 07/2026"),
        ("Công trình còn lại (Công an Phú Thọ 07/2026)", "«(Công an Phú Thọ 07/2026» là ghi chú"),
        ("Mau so 02. DNCLGPSH.docx", "«DNCLGPSH.docx» là tên tệp."),
        ("M02a_don_trinh_bao", "«M02a_don_trinh_bao» là tên tệp."),
        ("cơ sở tôn giáo, nơi đóng quân...", "«...» bị cắt giữa chừng."),
        ("Nộp tại Công an cấp xã hoặc", "«hoặc» bị cắt giữa chừng."),
        ("Nộp tại  Công an cấp xã", "có khoảng trắng thừa."),
        ("Nộp hồ sơ .", "«.» có khoảng trắng thừa."),
        ("Nộp đơn,ảnh", "«,» thiếu khoảng trắng."),
        ("Nộp đơn.Nhận giấy hẹn", "«ơn.» thiếu khoảng trắng."),
        ("Nộp đơn,, ảnh", "«,,» có dấu câu lặp."),
        ("Tuyển công dân thực hiên nghĩa vụ", "«thực hiên» viết sai chính tả."),
        ("Khách ở lại (nếu có", "Có dấu ngoặc không đóng hoặc không mở."),
    ],
)
def test_internal_matters_are_found(text, found):
    assert found in " ".join(faults_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mang bản chính để đối chiếu.",
        "Cán bộ đối chiếu thông tin; thiếu thì hướng dẫn bổ sung.",
        "Chỉ xuất trình bản gốc khi thật cần đối chiếu.",
        "Xe có nguồn gốc hợp pháp.",
        "Khai tại https://evisa.xuatnhapcanh.gov.vn hoặc Cổng Dịch vụ công quốc gia.",
        "Nhận 24 giờ/07 ngày, lệ phí 0,5 lần; Luật 47/2014/QH13.",
        "Báo qua VNeID, điện thoại niêm yết hoặc tại Công an cấp xã (24/7).",
        "Thông tư 77/2024/TT-BCA; mẫu ĐKX10/79 (bản giấy)",
    ],
)
def test_public_matters_are_allowed(text):
    assert list(faults_of(text)) == []


def test_the_place_has_member_and_row():
    draft = {"name": "Tốt", "steps": [{"title": "Tốt"}, {"title": "Tốt", "detail": "Xem..."}]}
    assert list(public_text_problems(draft)) == [
        (("steps", 1, "detail"), "«...» bị cắt giữa chừng.")
    ]


def test_texts_for_officers_and_stored_choices_are_not_checked():
    draft = {
        "doubts": ["Chưa đối chiếu được"],
        "sources": [{"name": "Cổng", "reference": "github:a/b", "type": "national_portal"}],
        "fees": [{"note": "mức gốc", "source_title": "a.pdf", "certainty": "text_read"}],
        "trust": "needs_recheck",
    }
    assert list(public_text_problems(draft)) == []
