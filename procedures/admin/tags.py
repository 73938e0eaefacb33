"""Small coloured tags in lists: an entry's state, how certain it is, how certain its fees are."""

from procedures.choices import FeeStatus, Origin, State, Trust

# Shorter than the names of the choices, because a list has six columns.
STATES = {
    State.DRAFT: ("Bản nháp", ""),
    State.PUBLISHED: ("Đang công bố", "good"),
    State.WITHDRAWN: ("Đã gỡ", "danger"),
}
TRUSTS = {
    Trust.CURRENT: ("Đang áp dụng", "good"),
    Trust.AMENDED: ("Đã bị sửa đổi", "warning"),
    Trust.NEEDS_RECHECK: ("Cần kiểm tra lại", "warning"),
    Trust.NOT_APPLICABLE: ("Không áp dụng tại tỉnh", ""),
}
FEES = {
    FeeStatus.FREE: ("Miễn phí", "good"),
    FeeStatus.CONFIRMED: ("Đã xác định", "good"),
    FeeStatus.REPORTED: ("Nên hỏi lại", "warning"),
    FeeStatus.UNVERIFIED: ("Cần xác minh", "warning"),
    FeeStatus.CONFLICTING: ("Nguồn mâu thuẫn", "warning"),
    FeeStatus.UNREGULATED: ("Chưa có quy định", "warning"),
    FeeStatus.BY_CIRCULAR: ("Theo TT 48/2022", "warning"),
}
ORIGINS = {
    Origin.MACHINE: ("Máy dịch", "warning"),
    Origin.REVIEWED: ("Đã soát", "good"),
    Origin.OFFICIAL: ("Chính thức", "good"),
}
