"""What citizens are told of their dossiers, and the shipped texts."""

from dataclasses import replace

from citizens.notices.events import SEE_APP, Event, Kind, Placeholder
from foundation.zalo.deep_links import Screen, pattern

DOSSIER = Screen("dossier", "Một hồ sơ của tôi; giá trị là mã hồ sơ.")
DOSSIERS = Kind(1, "dossiers", "Hồ sơ")
CODE = Placeholder("code", "mã hồ sơ", "G01.899.909-260916-890028")
DUE_ON = Placeholder("due_on", "ngày hẹn trả", "25/11/2026")
NEW_DUE_ON = Placeholder("new_due_on", "ngày hẹn trả mới", "02/12/2026")
SUPPLEMENT_BY = Placeholder("supplement_by", "ngày cuối để nộp bổ sung", "30/11/2026")


def _event(name: str, label: str, title: str, text: str, *optional: Placeholder) -> Event:
    return Event(
        f"dossier_{name}",
        label,
        DOSSIERS,
        title,
        text,
        (CODE,),
        optional,
        pattern(DOSSIER, CODE.name),
    )


EVENTS = (
    _event(
        "submitted",
        "Hồ sơ mới đăng ký",
        "Hồ sơ {code} đã được gửi",
        "Hồ sơ {code} đã được gửi và đang chờ đơn vị kiểm tra.\n"
        f"Thời hạn giải quyết tính từ khi hồ sơ được tiếp nhận.\n{SEE_APP}",
    ),
    _event(
        "accepted",
        "Hồ sơ được tiếp nhận",
        "Hồ sơ {code} đã được tiếp nhận",
        f"Đơn vị đã tiếp nhận hồ sơ {{code}}.\nNgày hẹn trả: {{due_on}}.\n{SEE_APP}",
        DUE_ON,
    ),
    _event(
        "declined",
        "Hồ sơ không được tiếp nhận",
        "Hồ sơ {code} không được tiếp nhận",
        "Đơn vị không tiếp nhận hồ sơ {code}.\nMở ứng dụng để đọc lý do và cách nộp lại.",
    ),
    _event(
        "processing",
        "Hồ sơ đang xử lý",
        "Hồ sơ {code} đang được giải quyết",
        f"Đơn vị đang giải quyết hồ sơ {{code}}.\nNgày hẹn trả: {{due_on}}.\n{SEE_APP}",
        DUE_ON,
    ),
    _event(
        "supplement_required",
        "Yêu cầu bổ sung giấy tờ",
        "Hồ sơ {code} cần bổ sung giấy tờ",
        "Hồ sơ {code} còn thiếu hoặc chưa đúng giấy tờ.\n"
        "Ông/bà nộp bổ sung trước hết ngày {supplement_by}.\n"
        "Mở ứng dụng để xem danh sách giấy tờ cần nộp.",
        SUPPLEMENT_BY,
    ),
    _event(
        "payment_required",
        "Yêu cầu thực hiện nghĩa vụ tài chính",
        "Hồ sơ {code} cần nộp phí, lệ phí",
        "Hồ sơ {code} đang chờ ông/bà nộp phí, lệ phí.\n"
        "Mở ứng dụng để xem số tiền và nơi nộp.\nKhông chuyển tiền theo tin nhắn lạ.",
    ),
    _event(
        "withdrawn",
        "Công dân rút hồ sơ",
        "Hồ sơ {code} đã được rút",
        "Hồ sơ {code} đã được rút theo yêu cầu của ông/bà.\n"
        "Nếu ông/bà không yêu cầu, hãy liên hệ đơn vị giải quyết.",
    ),
    _event(
        "suspended",
        "Tạm dừng xử lý",
        "Hồ sơ {code} tạm dừng giải quyết",
        "Việc giải quyết hồ sơ {code} đang tạm dừng.\n"
        "Mở ứng dụng để đọc lý do. Chúng tôi báo ngay khi hồ sơ được giải quyết tiếp.",
    ),
    _event(
        "stopped",
        "Dừng xử lý",
        "Hồ sơ {code} dừng giải quyết",
        "Việc giải quyết hồ sơ {code} đã dừng.\nMở ứng dụng để đọc lý do.",
    ),
    replace(
        _event(
            "completed",
            "Đã xử lý xong",
            "Hồ sơ {code} đã có kết quả",
            "Hồ sơ {code} đã có kết quả.\n"
            "Ông/bà mang giấy hẹn và giấy tờ tuỳ thân đến nhận. Mở ứng dụng để xem nơi nhận.",
        ),
        silent_at_night=True,
    ),
    _event(
        "returned",
        "Đã trả kết quả",
        "Hồ sơ {code} đã trả kết quả",
        "Kết quả hồ sơ {code} đã được trả.\nMời ông/bà mở ứng dụng để đánh giá mức độ hài lòng.",
    ),
    _event(
        "extended",
        "Gia hạn, xin lỗi",
        "Xin lỗi: hồ sơ {code} trả kết quả chậm",
        "Chúng tôi xin lỗi vì chưa giải quyết xong hồ sơ {code} đúng hẹn.\n"
        "Ngày hẹn trả mới: {new_due_on}.\nMở ứng dụng để đọc thư xin lỗi và lý do.",
        NEW_DUE_ON,
    ),
    _event(
        "due_moved",
        "Ngày hẹn trả thay đổi",
        "Ngày hẹn trả hồ sơ {code} thay đổi",
        "Lịch làm việc thay đổi nên ngày hẹn trả hồ sơ {code} được tính lại.\n"
        f"Ngày hẹn trả mới: {{new_due_on}}.\n{SEE_APP}",
        NEW_DUE_ON,
    ),
    _event(
        "due_set",
        "Có ngày hẹn trả",
        "Hồ sơ {code} đã có ngày hẹn trả",
        f"Đơn vị đã hẹn ngày trả kết quả hồ sơ {{code}}.\nNgày hẹn trả: {{due_on}}.\n{SEE_APP}",
        DUE_ON,
    ),
    _event(
        "due_corrected",
        "Đính chính ngày hẹn trả",
        "Ngày hẹn trả hồ sơ {code} được đính chính",
        "Ngày hẹn trả hồ sơ {code} ghi trước đây được đính chính theo hệ thống giải quyết thủ tục "
        f"hành chính.\nNgày hẹn trả mới: {{new_due_on}}.\n{SEE_APP}",
        NEW_DUE_ON,
    ),
    _event(
        "corrected",
        "Đính chính tình trạng",
        "Tình trạng hồ sơ {code} được đính chính",
        f"Tình trạng hồ sơ {{code}} ghi trước đây chưa đúng và đã được đính chính.\n{SEE_APP}",
    ),
)
