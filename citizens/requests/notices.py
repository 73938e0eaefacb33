"""What citizens are told of their requests about personal data, and the shipped texts."""

from citizens.notices.events import NUMBER, Event, Kind
from foundation.zalo.deep_links import Screen, pattern

REQUEST = Screen("request", "Một yêu cầu của tôi về dữ liệu; giá trị là số yêu cầu.")
REQUESTS = Kind(4, "requests", "Yêu cầu về dữ liệu cá nhân")


def _event(name: str, label: str, title: str, text: str) -> Event:
    return Event(
        f"request_{name}",
        label,
        REQUESTS,
        title,
        text,
        (NUMBER,),
        link=pattern(REQUEST, NUMBER.name),
    )


EVENTS = (
    _event(
        "acknowledged",
        "Đã nhận yêu cầu về dữ liệu",
        "Đã nhận yêu cầu số {number}",
        "Chúng tôi đã nhận yêu cầu số {number} về dữ liệu cá nhân của ông/bà và đang xử lý.\n"
        "Mở ứng dụng để xem thời hạn.",
    ),
    _event(
        "extended",
        "Gia hạn yêu cầu về dữ liệu",
        "Yêu cầu số {number} cần thêm thời gian",
        "Yêu cầu số {number} về dữ liệu cá nhân của ông/bà cần thêm thời gian.\n"
        "Mở ứng dụng để đọc lý do và thời hạn mới.",
    ),
    _event(
        "done",
        "Yêu cầu về dữ liệu đã xong",
        "Yêu cầu số {number} đã xử lý xong",
        "Yêu cầu số {number} về dữ liệu cá nhân của ông/bà đã được xử lý.\n"
        "Mở ứng dụng để xem kết quả.",
    ),
    _event(
        "refused",
        "Yêu cầu về dữ liệu bị từ chối",
        "Yêu cầu số {number}: không thực hiện được",
        "Yêu cầu số {number} về dữ liệu cá nhân của ông/bà không thực hiện được.\n"
        "Mở ứng dụng để đọc lý do.",
    ),
)
