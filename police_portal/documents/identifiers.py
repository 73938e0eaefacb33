"""The identifiers in addresses of the API: one table, for the document and for its introduction."""

from collections.abc import Mapping

from foundation.api.schema_parts import Identifier

# By the name of the parameter, behind the tag where two rooms use the same name.
IDENTIFIERS: Mapping[str, Identifier] = {
    "procedures.key": Identifier("Mã thủ tục.", "cancuoc-cap-doi-lai", "`id` của thủ tục"),
    "office_id": Identifier("Mã đơn vị.", "ca-phuong-thanh-mieu", "`id` của đơn vị"),
    "code": Identifier("Mã hồ sơ.", "G01.899.909-260916-890028", "giấy hẹn, `code` của hồ sơ"),
    "number": Identifier("Số phản ánh.", "PA26-7K3M9Q", "`number` của biên nhận"),
    "slug": Identifier("Mã tin, không đổi khi tin được sửa.", "gia-danh-cong-an", "`slug` của tin"),
    "question_id": Identifier("Số câu hỏi.", "17", "`id` của câu hỏi"),
    "request_id": Identifier("Số yêu cầu về dữ liệu cá nhân.", "3", "`id` của yêu cầu"),
    "rating_id": Identifier("Mã đánh giá (UUID).", "0f8fad5b-d9cb-…", "`id` của đánh giá"),
    "upload_id": Identifier("Mã lần tải tệp (UUID).", "0f8fad5b-d9cb-…", "`id` của lần tải"),
    "queue_id": Identifier("Số quầy tiếp dân.", "1", "`id` của quầy"),
    "number_id": Identifier("Số lượt hẹn.", "12", "`id` của lượt hẹn"),
    "name": Identifier("Tên ảnh có chữ ký, hết hạn sau vài phút.", "x.jpg", "địa chỉ ảnh"),
    "announcements.key": Identifier("Mã ảnh của tin (UUID).", "0f8fad5b-d9cb-…", "`picture`"),
    "width": Identifier("Bề ngang của ảnh, tính bằng điểm ảnh.", "640", "`picture`"),
}


def table() -> str:
    """Return the table for the introduction, in Markdown."""
    rows = (
        f"| `{key.rpartition('.')[2]}` | {one.words} | `{one.example}` | {one.found_in} |\n"
        for key, one in IDENTIFIERS.items()
    )
    return "| trong địa chỉ | là | ví dụ | lấy ở |\n|---|---|---|---|\n" + "".join(rows)
