"""What the timers of `deploy/` start, and how often."""

from datetime import timedelta

from foundation.records.timers import Timer

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_MINUTES = timedelta(minutes=1)

TIMERS = (
    Timer("process_webhooks", "Xử lý lại sự kiện Zalo còn dở dang", 2 * _MINUTES),
    Timer("recompute_due_dates", "Tính lại ngày hẹn trả khi lịch thay đổi", 5 * _MINUTES),
    Timer("refresh_accounts", "Làm mới mã truy cập của các Official Account", 10 * _MINUTES),
    Timer("learn_followers", "Đọc danh sách người quan tâm", 10 * _MINUTES),
    Timer("remind_reporters", "Trả phản ánh hết hạn bổ sung về cán bộ", 15 * _MINUTES),
    Timer("apply_retention", "Xoá dữ liệu hết thời hạn lưu", _DAY),
    Timer("sweep_photos", "Dọn tệp ảnh không còn dùng", _DAY),
    Timer("sweep_pictures", "Dọn tệp ảnh của tin không còn dùng", _DAY),
    Timer("sweep_evidence", "Dọn tệp bằng chứng không còn dùng", _DAY),
    Timer("refresh_templates", "Đọc lại danh sách mẫu tin của Zalo", _DAY),
    Timer("send_articles", "Đọc lượt xem bài trên Official Account", _DAY),
    Timer("disable_idle_accounts", "Tắt tài khoản cán bộ lâu không dùng", _DAY),
    Timer("raise_rating_alarms", "Tìm đánh giá có dấu hiệu khống", _DAY),
    Timer("publish_satisfaction", "Công bố mức hài lòng của tháng", _DAY),
    Timer("verify_evidence", "Kiểm tra bằng chứng còn nguyên vẹn", _WEEK),
)
