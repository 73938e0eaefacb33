"""What can happen that a citizen is told of.

One table of events, the values that a text about each may name, its first text.

Values hold nothing personal beyond a dossier's code: a notice lies on lock screens. Names, phone
numbers, the procedure, reasons and lists of papers are read in the app, behind the link.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from citizens.models import NoticeKind

# Placeholder → (what it is, an example for previews). The only ones there are.
VALUES: Mapping[str, tuple[str, str]] = {
    "code": ("mã hồ sơ", "G01.899.909-260916-890028"),
    "due_on": ("ngày hẹn trả", "25/11/2026"),
    "new_due_on": ("ngày hẹn trả mới", "02/12/2026"),
    "supplement_by": ("ngày cuối để nộp bổ sung", "30/11/2026"),
    "number": ("số của câu hỏi, đánh giá hoặc yêu cầu", "1024"),
}


@dataclass(frozen=True)
class Event:
    """One kind of change.

    `required` values must be given and not empty, `optional` ones may be missing: the lines that
    name them are then left out. `link` is the address in the app, from required values. `title` and
    `text` are what is shipped. Of a `confidential` event officers are never shown who was told, nor
    that anybody was.
    """

    name: str
    label: str
    kind: NoticeKind
    title: str
    text: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = field(default=())
    link: str = ""
    confidential: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        """Every value that a text about this may name."""
        return self.required + self.optional


def _dossier(name: str, label: str, title: str, text: str, *optional: str) -> Event:
    return Event(
        f"dossier_{name}",
        label,
        NoticeKind.DOSSIERS,
        title,
        text,
        ("code",),
        optional,
        "dossiers/{code}",
    )


# What carries a number of ours: by which choice it is switched off, and where it is read in the
# app.
_NUMBERED: Mapping[str, tuple[NoticeKind, str]] = {
    "question": (NoticeKind.QUESTIONS, "questions/{number}"),
    "follow_up": (NoticeKind.QUESTIONS, "ratings"),
    "request": (NoticeKind.REQUESTS, "requests/{number}"),
}

# Raters are confidential (NĐ 309/2026 Đ6): a list of whom a follow-up was told to, with times,
# would name them.
_CONFIDENTIAL = frozenset({"follow_up"})


def _numbered(subject: str, name: str, label: str, title: str, text: str) -> Event:
    kind, link = _NUMBERED[subject]
    return Event(
        f"{subject}_{name}",
        label,
        kind,
        title,
        text,
        ("number",),
        (),
        link,
        confidential=subject in _CONFIDENTIAL,
    )


_SEE = "Mở ứng dụng để xem chi tiết."

EVENTS: Mapping[str, Event] = {
    event.name: event
    for event in (
        _dossier(
            "submitted", "Hồ sơ mới đăng ký", "Hồ sơ {code} đã được gửi",
            f"Hồ sơ {{code}} đã được gửi và đang chờ đơn vị kiểm tra.\nThời hạn giải quyết tính "
            f"từ khi hồ sơ được tiếp nhận.\n{_SEE}",
        ),
        _dossier(
            "accepted", "Hồ sơ được tiếp nhận", "Hồ sơ {code} đã được tiếp nhận",
            f"Đơn vị đã tiếp nhận hồ sơ {{code}}.\nNgày hẹn trả: {{due_on}}.\n{_SEE}", "due_on",
        ),
        _dossier(
            "declined", "Hồ sơ không được tiếp nhận", "Hồ sơ {code} không được tiếp nhận",
            "Đơn vị không tiếp nhận hồ sơ {code}.\nMở ứng dụng để đọc lý do và cách nộp lại.",
        ),
        _dossier(
            "processing", "Hồ sơ đang xử lý", "Hồ sơ {code} đang được giải quyết",
            f"Đơn vị đang giải quyết hồ sơ {{code}}.\nNgày hẹn trả: {{due_on}}.\n{_SEE}", "due_on",
        ),
        _dossier(
            "supplement_required", "Yêu cầu bổ sung giấy tờ", "Hồ sơ {code} cần bổ sung giấy tờ",
            "Hồ sơ {code} còn thiếu hoặc chưa đúng giấy tờ.\nBạn nộp bổ sung trước hết ngày "
            "{supplement_by}.\n"
            "Mở ứng dụng để xem danh sách giấy tờ cần nộp.", "supplement_by",
        ),
        _dossier(
            "payment_required", "Yêu cầu thực hiện nghĩa vụ tài "
                                "chính", "Hồ sơ {code} cần nộp phí, lệ phí",
            "Hồ sơ {code} đang chờ bạn nộp phí, lệ phí.\nMở ứng dụng để xem số tiền và nơi "
            "nộp.\nKhông chuyển tiền theo tin nhắn lạ.",
        ),
        _dossier(
            "withdrawn", "Công dân rút hồ sơ", "Hồ sơ {code} đã được rút",
            "Hồ sơ {code} đã được rút theo yêu cầu của bạn.\nNếu bạn không yêu cầu, hãy liên hệ "
            "đơn vị giải quyết.",
        ),
        _dossier(
            "suspended", "Tạm dừng xử lý", "Hồ sơ {code} tạm dừng giải quyết",
            "Việc giải quyết hồ sơ {code} đang tạm dừng.\nMở ứng dụng để đọc lý do. Chúng tôi báo "
            "ngay khi hồ sơ được giải quyết tiếp.",
        ),
        _dossier(
            "stopped", "Dừng xử lý", "Hồ sơ {code} dừng giải quyết",
            "Việc giải quyết hồ sơ {code} đã dừng.\nMở ứng dụng để đọc lý do.",
        ),
        _dossier(
            "completed", "Đã xử lý xong", "Hồ sơ {code} đã có kết quả",
            "Hồ sơ {code} đã có kết quả.\nBạn mang giấy hẹn và giấy tờ tuỳ thân đến nhận. Mở ứng "
            "dụng để xem nơi nhận.",
        ),
        _dossier(
            "returned", "Đã trả kết quả", "Hồ sơ {code} đã trả kết quả",
            "Kết quả hồ sơ {code} đã được trả.\nMời bạn mở ứng dụng để đánh giá mức độ hài lòng.",
        ),
        _dossier(
            "extended", "Gia hạn, xin lỗi", "Xin lỗi: hồ sơ {code} trả kết quả chậm",
            "Chúng tôi xin lỗi vì chưa giải quyết xong hồ sơ {code} đúng hẹn.\nNgày hẹn trả mới: "
            "{new_due_on}.\n"
            "Mở ứng dụng để đọc thư xin lỗi và lý do.", "new_due_on",
        ),
        _dossier(
            "due_moved", "Ngày hẹn trả thay đổi", "Ngày hẹn trả hồ sơ {code} thay đổi",
            f"Lịch làm việc thay đổi nên ngày hẹn trả hồ sơ {{code}} được tính lại.\n"
            f"Ngày hẹn trả mới: {{new_due_on}}.\n{_SEE}",
            "new_due_on",
        ),
        _dossier(
            "corrected", "Đính chính tình trạng", "Tình trạng hồ sơ {code} được đính chính",
            f"Tình trạng hồ sơ {{code}} ghi trước đây chưa đúng và đã được đính chính.\n{_SEE}",
        ),
        _numbered(
            "question", "answered", "Câu hỏi được trả lời", "Câu hỏi số {number} đã có trả lời",
            "Câu hỏi số {number} của bạn đã được trả lời.\nMở ứng dụng để đọc.",
        ),
        _numbered(
            "question", "asked_back", "Cán bộ hỏi thêm", "Câu hỏi số {number} cần thêm thông tin",
            "Cán bộ cần hỏi thêm về câu hỏi số {number} của bạn.\nMở ứng dụng để trả lời.",
        ),
        _numbered(
            "question", "closed", "Câu hỏi được kết thúc", "Câu hỏi số {number} đã kết thúc",
            "Câu hỏi số {number} đã kết thúc.\nNếu chưa rõ, bạn mở ứng dụng và hỏi tiếp.",
        ),
        _numbered(
            "follow_up", "asked_back", "Phản ánh cần thêm thông tin", "Phản ánh số {number} cần thêm thông "
                                                                      "tin",
            "Chúng tôi cần hỏi thêm về đánh giá chưa hài lòng của bạn (số {number}).\nMở ứng dụng "
            "để trả lời.",
        ),
        _numbered(
            "follow_up", "declined", "Phản ánh không được xử lý", "Phản ánh số {number}: kết quả "
                                                                  "xem xét",
            "Chúng tôi đã xem xét đánh giá chưa hài lòng của bạn (số {number}) và không xử lý "
            "tiếp.\nMở ứng dụng để đọc lý do.",
        ),
        _numbered(
            "follow_up", "closed", "Phản ánh đã xử lý xong", "Phản ánh số {number} đã xử lý xong",
            "Đánh giá chưa hài lòng của bạn (số {number}) đã được xử lý.\nMở ứng dụng để xem kết "
            "quả.",
        ),
        _numbered(
            "request", "acknowledged", "Đã nhận yêu cầu về dữ liệu", "Đã nhận yêu cầu số {number}",
            "Chúng tôi đã nhận yêu cầu số {number} về dữ liệu cá nhân của bạn và đang xử lý.\nMở "
            "ứng dụng để xem thời hạn.",
        ),
        _numbered(
            "request", "extended", "Gia hạn yêu cầu về dữ liệu", "Yêu cầu số {number} cần thêm "
                                                                 "thời gian",
            "Yêu cầu số {number} về dữ liệu cá nhân của bạn cần thêm thời gian.\nMở ứng dụng để "
            "đọc lý do và thời hạn mới.",
        ),
        _numbered(
            "request", "done", "Yêu cầu về dữ liệu đã xong", "Yêu cầu số {number} đã xử lý xong",
            "Yêu cầu số {number} về dữ liệu cá nhân của bạn đã được xử lý.\nMở ứng dụng để xem "
            "kết quả.",
        ),
        _numbered(
            "request", "refused", "Yêu cầu về dữ liệu bị từ "
                                  "chối", "Yêu cầu số {number}: không thực hiện được",
            "Yêu cầu số {number} về dữ liệu cá nhân của bạn không thực hiện được.\nMở ứng dụng để "
            "đọc lý do.",
        ),
    )
}  # fmt: skip


def label_of(name: str) -> str:
    """Return what the event is called, or its `name` where a former release knew it."""
    return EVENTS[name].label if name in EVENTS else name


def of_kind(kind: str) -> Iterable[Event]:
    """Return the events that a citizen's choice for `kind` covers."""
    return (event for event in EVENTS.values() if event.kind == kind)


CONFIDENTIAL = tuple(name for name, event in EVENTS.items() if event.confidential)
