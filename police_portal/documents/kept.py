"""Who deletes what, and when: `docs/kept.md`, from the classes of data and what a machine keeps."""

from foundation.records import retention

HEAD = """# Ai xoá gì, khi nào

Dòng ghi «quản trị viên» thì không ai khác xoá. Thời hạn của dữ liệu nằm trong
`police_portal/environment/constants/periods.py`. Tệp này do `make docs` tạo ra.

## Trên máy

| cái gì | giữ | ai xoá |
|---|---|---|
"""
MACHINE = (
    (
        "bản sao lưu",
        "14 bản",
        "`police-portal backup`, mỗi đêm, sau khi bản mới khôi phục thử xong",
    ),
    (
        "danh sách người đã xoá dữ liệu (`ERASURE_LIST`)",
        "đến khi xoá tay",
        "quản trị viên; dòng cũ hơn bản sao lưu cũ nhất thì xoá được",
    ),
    ("phiên bản trong `/opt/police-portal-releases`", "2 bản", "gói cài đặt, sau khi nâng cấp"),
    ("tệp tĩnh của phiên bản cũ", "14 ngày", "`police-portal-upgrade`"),
    ("cơ sở dữ liệu và tệp tên có «before»", "đến khi xoá tay", "quản trị viên, sau khôi phục"),
    ("WAL trong `pg_wal`", "PostgreSQL tự tính", "PostgreSQL; không bao giờ xoá tay"),
    ("WAL đã lưu trữ, nếu bật", "5 tuần", "quản trị viên; large.md"),
    ("số đo cho Prometheus", "đến khi máy khởi động lại", "hệ điều hành"),
    ("số đếm trong ngày", "1 ngày", "dịch vụ, ghi đè khi sang ngày"),
    ("nhật ký của nginx", "14 ngày, hoặc 100", "logrotate; đổi số ở `/etc/logrotate.d/nginx`"),
    ("nhật ký của dịch vụ", "một phần mười đĩa, tối đa 4 GB", "systemd-journald"),
    ("bộ nhớ đệm của nginx", "tối đa 200 MB", "nginx"),
    (
        "tệp không còn dòng nào nhắc tới",
        "1 ngày",
        "`sweep_photos`, `sweep_pictures`, `sweep_evidence`",
    ),
)
DATA = """
## Trong cơ sở dữ liệu

Việc `apply_retention` xoá lúc 02:30 mỗi đêm. Hộp thư đi, phiên, nhật ký đều ở đây.

| cái gì | giữ | loại |
|---|---|---|
"""


def table() -> str:
    """Return `docs/kept.md`."""
    machine = "".join(f"| {' | '.join(row)} |\n" for row in MACHINE)
    data = "".join(f"| {one.title} | {one.keeps} | `{one.name}` |\n" for one in retention.classes())
    return f"{HEAD}{machine}{DATA}{data}"
